"""Hostile and damaged files give one rejection each, in bounded time and memory, and leave the rest unaffected."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newstables.schemas.vocabularies import REJECTION_REASONS
from newstables.scripts.read import READERS, Article, Input, Note, ReadOptions, Rejection, find_inputs, read_input
from newstables.scripts.read.text_page import read_text_page

GOOD = (
    "Council votes to widen the northern quay\n\nPublished March 4, 2026\n\n"
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said.\n"
)


def read(path: Path) -> list[Article | Rejection | Note]:
    return list(read_input(Input(str(path), path.name), ReadOptions()))


def zip_bomb(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * 60_000_000)
    return file.getvalue()


def gzip_bomb(start: bytes) -> bytes:
    return gzip.compress(start + b"<p>" * 30_000_000)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("deep.html", lambda: b"<div>" * 1_900_000, "unreadable"),
        ("bomb.html.gz", lambda: gzip_bomb(b"<html>"), "too_large"),
        ("bomb.txt.gz", lambda: gzip_bomb(b""), "too_large"),
        ("bomb.docx", lambda: zip_bomb("word/document.xml"), "too_large"),
        ("fake.docx", lambda: zip_bomb("word/document.xml")[:5000], "unreadable"),
        ("null.txt", lambda: b"\x00" * 10_000, "binary"),
        ("null.html", lambda: b"<p>\x00\x00</p>" * 100, "binary"),
        ("cut.html.gz", lambda: gzip.compress(os.urandom(5000))[:2000], "unreadable"),
        ("cut.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n")[:30], "unreadable"),
        ("no.warc", lambda: b"not a warc at all\n" * 100, "unreadable"),
        ("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "unreadable"),
        ("no.pdf", lambda: b"plain words", "unreadable"),
        ("no.rtf", lambda: b"plain words", "unreadable"),
        ("deep.rtf", lambda: b"{\\rtf1 " + b"{" * 300_000, "empty"),
        ("empty.html", lambda: b"", "empty"),
        ("empty.txt", lambda: b"", "empty"),
        ("image.mhtml", lambda: b"Content-Type: image/png\r\n\r\nabc", "unreadable"),
        ("deep.xml", lambda: b"<rss>" + b"<a>" * 500_000, "too_large"),
        ("picture.png", lambda: b"\x89PNG", "unsupported"),
    ],
)
def test_each_gives_one_rejection_and_the_rest_is_read(
    tmp_path: Path, name: str, make: Callable[[], bytes], reason: str
) -> None:
    (tmp_path / name).write_bytes(make())
    (tmp_path / "a good one.txt").write_text(GOOD, encoding="utf-8")
    found = [one for given in find_inputs([tmp_path]) for one in read_input(given, ReadOptions())]
    assert [one.reason for one in found if isinstance(one, Rejection)] == [reason]
    assert [one.title for one in found if isinstance(one, Article)] == ["Council votes to widen the northern quay"]


def test_links_out_of_the_folder_and_odd_names_are_handled(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "line\nbreak.txt").write_text(GOOD, encoding="utf-8")
    found = [one for given in find_inputs([folder]) for one in read_input(given, ReadOptions())]
    articles = [one for one in found if isinstance(one, Article)]
    assert [article.source for article in articles] == ["line\\nbreak.txt"]
    assert "outside_input" in [one.reason for one in found if isinstance(one, Rejection)]


ENDINGS = sorted(READERS)
HEADS = {
    ".docx": b"PK\x03\x04",
    ".pdf": b"%PDF-1.4\n",
    ".rtf": b"{\\rtf1\\ansi ",
    ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 100\r\n\r\n",
    ".xml": b"<rss version='2.0'><channel><item>",
    ".rss": b"<rss version='2.0'><channel><item>",
    ".atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
    ".eml": b"From: a@b.example\r\nSubject: x\r\n",
    ".html": b"<html><body><p>",
}
PIECES = st.sampled_from(
    [
        *(
            b"<p>",
            b"</p>",
            b"<div class='byline date'>",
            b"&#0;",
            b"&amp;",
            b"<!--",
            b"]]>",
            b"<time datetime='",
            b"'>",
        ),
        *(
            b"{\\par ",
            b"}",
            b"\\u-1?",
            b"\\'zz",
            b"\r\n\r\n",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"obj",
            b"stream",
            b"endobj",
        ),
        *(b"Content-Type: text/html; charset=utf-7\r\n", b"Content-Transfer-Encoding: base64\r\n", b"trailer"),
        *(b"<script type='application/ld+json'>{\"@type\": [[[", b"Published 99/99/9999", b"2026-13-45", b"By "),
        *(b"(Reuters) - ", b"HD\n", b"Length: 5 words\n"),
    ]
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ending=st.sampled_from(ENDINGS), pieces=st.lists(st.one_of(PIECES, st.binary(max_size=60)), max_size=25))
def test_no_bytes_raise_anything(tmp_path: Path, ending: str, pieces: list[bytes]) -> None:
    path = tmp_path / f"fuzz{ending}"
    path.write_bytes(HEADS.get(ending, b"") + b"".join(pieces))
    for found in read(path):
        if isinstance(found, Rejection):
            assert found.reason in REJECTION_REASONS
            assert "\n" not in (found.detail or "")
        elif isinstance(found, Article):
            assert found.body.strip() and "\r" not in found.body and "\x00" not in found.body


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.sampled_from(
                ["", "By Ada Bergman", "March 4, 2026", "Read more", "Opinion", GOOD, "TALLVIK (AFP) - ", "— Reuters"]
            ),
        ),
        max_size=30,
    )
)
def test_the_body_of_a_page_consists_of_its_words_in_their_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    from newstables.scripts.read.normal import normalise

    rest = iter("".join(normalise(text).split()))
    assert all(letter in rest for letter in "".join(read_text_page(text)["body"].split()))


def test_the_docs_tell_what_to_do_about_each_reason() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [reason for reason in REJECTION_REASONS if f"| `{reason}` |" not in page] == []
    assert [ending for ending in READERS if f"`{ending}`" not in page and ending not in (".markdown", ".ndjson")] == []
