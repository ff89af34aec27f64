"""Whatever the bytes, a file gives articles or rejections in bounded time and memory, and the rest is read."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from effort import cpu_seconds
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_crawls import make_page, write_warc
from test_exports import TWO, write_docx, write_rtf
from test_feeds import ATOM, ITEM, rss
from test_mail import HTML, TEXT, make_mail
from test_pdf import write_pdf

from newstables.schemas.vocabularies import REJECTION_REASONS
from newstables.scripts.read import Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection

GOOD = "A quay for the north\n\nMarch 4, 2026\n\nThe harbour council voted on Tuesday to widen the northern quay."
ENDINGS = [".docx", ".rtf", ".warc", ".warc.gz", ".rss", ".xml", ".atom", ".eml", ".mbox", ".pdf", ".txt", ".html"]


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


def make_file(path: Path) -> bytes:
    """Write a good file of the kind that its name says, and return its bytes."""
    name = path.name
    if name.endswith(".docx"):
        write_docx(path, *TWO)
    elif name.endswith(".rtf"):
        write_rtf(path, [*TWO[0], *TWO[1]])
    elif ".warc" in name:
        write_warc(path, {"data": make_page()}, {"data": make_page("A hall")}, packed=name.endswith(".gz"))
    elif name.endswith((".rss", ".xml")):
        path.write_bytes(rss(ITEM))
    elif name.endswith(".atom"):
        path.write_bytes(ATOM)
    elif name.endswith(".eml"):
        path.write_bytes(make_mail(TEXT, HTML))
    elif name.endswith(".mbox"):
        path.write_bytes(b"From a@example.org\n" + make_mail(TEXT))
    elif name.endswith(".pdf"):
        write_pdf(path)
    elif name.endswith(".html"):
        path.write_bytes(make_page())
    else:
        path.write_text("\n\n".join([*TWO[0], *TWO[1]]))
    return path.read_bytes()


def check(found: list[Any], source: str) -> None:
    assert found
    rejections = [one for one in found if isinstance(one, Rejection)]
    assert all(one.reason in REJECTION_REASONS and one.source.startswith(source) for one in rejections)
    assert all("\n" not in (one.detail or "") for one in rejections)
    assert len({one.source for one in rejections}) == len(rejections)
    assert all(isinstance(one, Article | Rejection | Note) for one in found)
    assert not any("reading failed" in (one.detail or "") for one in rejections), rejections


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_good_file_is_read(tmp_path: Path, ending: str) -> None:
    make_file(tmp_path / f"a{ending}")
    assert any(isinstance(one, Article) for one in read(tmp_path / f"a{ending}"))


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(data=b"")
@example(data=b"\x00" * 10_000)
@given(data=st.binary(max_size=2000))
def test_any_bytes_are_one_rejection(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    found = read(path)
    check(found, path.name)
    assert [type(one) for one in found if not isinstance(one, Note)] == [Rejection]


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.floats(0, 1), length=st.integers(0, 300), junk=st.binary(max_size=60), cut=st.booleans())
def test_a_damaged_file_gives_articles_or_rejections(
    tmp_path: Path, ending: str, start: float, length: int, junk: bytes, cut: bool
) -> None:
    path = tmp_path / f"a{ending}"
    good = path.with_name(f"good{ending}")
    data = good.read_bytes() if good.exists() else make_file(good)
    at = int(start * len(data))
    path.write_bytes(data[:at] + junk + (b"" if cut else data[at + length :]))
    check(read(path), path.name)


def pack(name: str, size: int) -> bytes:
    packed = io.BytesIO()
    docx.Document().save(packed)
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in archive.infolist():
            bomb.writestr(part.filename, b" " * size if part.filename == name else archive.read(part))
    return out.getvalue()


def lie(data: bytes, size: int) -> bytes:
    """Let every part of an archive declare that it is small."""
    for part in zipfile.ZipFile(io.BytesIO(data)).infolist():
        if part.file_size >= size:
            data = data.replace(part.file_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    return data


def nest(depth: int) -> bytes:
    body = b"<w:p>" * depth + b"</w:p>" * depth
    xml = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    data = pack("", 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as nested:
        for part in archive.infolist():
            changed = xml + b"<w:body>" + body + b"</w:body></w:document>"
            nested.writestr(part.filename, changed if part.filename == "word/document.xml" else archive.read(part))
    return out.getvalue()


HOSTILE = {
    "bomb.docx": lambda: pack("word/document.xml", 200_000_000),
    "lying.docx": lambda: lie(pack("word/document.xml", 200_000_000), 1_000_000),
    "nested.docx": lambda: nest(100_000),
    "nested.rtf": lambda: b"{\\rtf1 " + b"{" * 1_000_000,
    "words.rtf": lambda: b"{\\rtf1 " + b"\\par x" * 300_000,
    "junk.rtf": lambda: b"{\\rtf1 " + b"\xff\x00" * 12_000_000,
    "bomb.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n" + b"a" * 200_000_000),
    "lines.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n" + b"a:b\r\n" * 10_000_000, 1),
    "length.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\n" + b"x" * 10**7,
    "bomb.rss.gz": lambda: gzip.compress(b"<rss>" + b" " * 200_000_000),
    "nested.rss": lambda: b"<rss><channel><item><description>" + b"<b>" * 100_000,
    "amps.rss": lambda: b"<rss><channel><item><description>" + b"&" * 5_000_000,
    "items.rss": lambda: b"<rss><channel>" + b"<item><description>x</description></item>" * 5_000,
    "brackets.xml": lambda: b"<rss " + b"<![CDATA[" * 20_000,
    "doctype.xml": lambda: b"<!DOCTYPE rss [" + b"<!ENTITY a 'x'>" * 100_000 + b"]><rss/>",
    "headers.eml": lambda: b"Subject: x\n" + b"A: b\n" * 2_000_000,
    "long.eml": lambda: b"Subject: " + b"x" * 20_000_000 + b"\n\n" + b"y",
    "quotes.eml": lambda: b"Subject: x\n\n" + b"> x\n\n" * 3_000_000,
    "parts.eml": lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
    "words.eml": lambda: b"Subject: =?utf-8?q?" + b"=?utf-8?q?" * 5_000 + b"\n\nx",
    "mails.mbox": lambda: b"From x\n\n" * 3_000,
    "zeros.mbox": lambda: b"From x\n" + b"\x00" * 30_000_000,
    "junk.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj " * 1_000_000,
    "brackets.pdf": lambda: b"%PDF-1.4\n1 0 obj " + b"[" * 1_000_000 + b"\ntrailer << /Root 1 0 R >>\n%%EOF",
    "large.pdf": lambda: b"%PDF-1.4\n" + b"x" * 26_000_000,
    "labels.txt": lambda: b"Length: 5 words\nBody\nSubject: x\n" * 100_000,
    "breaks.txt": lambda: b"Length: 5 words\f\n" + b"\f\n" * 400_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_input_is_bounded(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    (tmp_path / "good.txt").write_text(GOOD)
    before = cpu_seconds()
    found = read(tmp_path)
    assert cpu_seconds() - before < 12
    check([one for one in found if one.source != "good.txt"], name)
    assert any(isinstance(one, Article) and one.source == "good.txt" for one in found)
    if not name.startswith(("items", "mails")):
        assert len([one for one in found if isinstance(one, Rejection)]) == 1


def test_memory_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(HOSTILE["bomb.warc.gz"]())
    (tmp_path / "a.docx").write_bytes(HOSTILE["bomb.docx"]())
    tracemalloc.start()
    found = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(one) for one in found] == [Rejection, Rejection]
    assert peak < 40_000_000
