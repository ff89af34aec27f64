"""Crawls are read record by record: pages give articles, the rest is passed over, damage is told once."""

import gzip
import io
import tracemalloc
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newstables.scripts.read import Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection

PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said after a debate of four hours.",
    "Work is to begin in autumn and will take two years, according to the council, which has set money aside for it.",
    "“Ships wait too long,” said harbour master Nils Falk, who has asked for a wider quay for the better part of a decade.",  # noqa: E501
]


def make_page(title: str = "Council votes to widen the northern quay", day: str = "2026-03-04") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | The Harbour Post</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='The Harbour Post'>"
        f"<meta property='article:published_time' content='{day}T10:15:00+01:00'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def write_warc(path: Path, *responses: dict[str, Any], packed: bool = True) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "made up"}))
        for place, one in enumerate(responses, 1):
            headers = StatusAndHeaders(
                one.get("status", "200 OK"),
                [("Content-Type", one.get("type", "text/html; charset=utf-8")), *one.get("headers", [])],
                protocol="HTTP/1.1",
            )
            writer.write_record(
                writer.create_warc_record(
                    f"https://harbourpost.example/{place}",
                    one.get("record", "response"),
                    payload=io.BytesIO(one["data"]),
                    http_headers=headers,
                )
            )


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 700] for at in range(0, len(data), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "response",
    [
        {"data": make_page()},
        {"data": gzip.compress(make_page()), "headers": [("Content-Encoding", "gzip")]},
        {"data": zlib.compress(make_page()), "headers": [("Content-Encoding", "deflate")]},
        {"data": chunked(make_page()), "headers": [("Transfer-Encoding", "chunked")]},
        {
            "data": chunked(gzip.compress(make_page())),
            "headers": [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        },
    ],
    ids=["plain", "gzip", "deflate", "chunked", "chunked gzip"],
)
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_page_of_a_crawl_is_read(tmp_path: Path, name: str, response: dict[str, Any]) -> None:
    write_warc(tmp_path / name, response, packed=name.endswith(".gz"))
    article, note = read(tmp_path / name)
    assert isinstance(article, Article) and article.source == f"{name}:2"
    assert article.title == "Council votes to widen the northern quay"
    assert (article.publisher, article.published) == ("The Harbour Post", date(2026, 3, 4))
    assert article.url == "https://harbourpost.example/1"
    assert article.body.split("\n\n") == PARAGRAPHS
    assert isinstance(note, Note) and "1 of type warcinfo" in note.text


def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path) -> None:
    write_warc(
        tmp_path / "a.warc.gz",
        {"data": b"moved", "status": "301 Moved Permanently", "headers": [("Location", "/1")]},
        {"data": b"<h1>Not found</h1>", "status": "404 Not Found"},
        {"data": b"\xff\xd8\xff", "type": "image/jpeg"},
        {"data": make_page()},
        {"data": make_page("A hall for fish"), "headers": [("Content-Encoding", "br")]},
        {"data": b"<html><body><p>Home</p></body></html>"},
    )
    article, packed, stub, note = read(tmp_path / "a.warc.gz")
    assert isinstance(article, Article) and article.source == "a.warc.gz:5"
    assert isinstance(packed, Rejection) and (packed.source, packed.reason) == ("a.warc.gz:6", "unsupported")
    assert isinstance(stub, Rejection) and stub.source == "a.warc.gz:7"
    assert note.text == (
        "records passed over: 1 of type warcinfo, 1 with no page of HTML, 1 with status 301, 1 with status 404"
    )


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.55, 0.7, 0.97])
def test_of_a_crawl_that_breaks_off_the_whole_pages_stay(tmp_path: Path, packed: bool, share: float) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    write_warc(path, {"data": make_page()}, {"data": make_page("A hall for fish")}, packed=packed)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found = [one for one in read(path) if not isinstance(one, Note)]
    *articles, rejection = found
    assert [type(one) for one in articles] == [Article] * len(articles)
    assert isinstance(rejection, Rejection) and rejection.reason == "unreadable" and "record" in str(rejection.detail)
    assert len(articles) == (1 if share > 0.6 else len(articles))


def test_damage_in_the_midst_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    write_warc(path, {"data": make_page()}, {"data": make_page("A hall for fish")}, packed=False)
    start, middle, *rest = path.read_bytes().split(b"WARC/1.0\r\n")[1:]
    path.write_bytes(b"WARC/1.0\r\n".join([b"", start, middle, *(b"\x00junk" * 9000 + part for part in rest)]))
    article, rejection, _ = read(path)
    assert isinstance(article, Article) and article.source == "a.warc:2"
    assert isinstance(rejection, Rejection) and (rejection.source, rejection.reason) == ("a.warc", "unreadable")


def test_memory_does_not_grow_with_the_crawl(tmp_path: Path) -> None:
    page, film = {"data": make_page()}, {"data": b"\x00" * 30_000_000, "type": "video/mp4"}
    write_warc(tmp_path / "a.warc.gz", film, page, film)
    tracemalloc.start()
    found = read(tmp_path / "a.warc.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(one) for one in found] == [Article, Note]
    assert peak < 20_000_000


def test_a_page_that_is_too_large_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" * 20_000_000)
    write_warc(tmp_path / "a.warc.gz", {"data": bomb, "headers": [("Content-Encoding", "gzip")]}, {"data": make_page()})
    rejection, article, _ = read(tmp_path / "a.warc.gz")
    assert (rejection.source, rejection.reason) == ("a.warc.gz:2", "too_large")
    assert isinstance(article, Article)


@pytest.mark.parametrize("data", [b"", b"\n" * 50_000, b"x" * 5_000_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000])
def test_what_is_no_crawl_is_one_rejection(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    (rejection,) = read(tmp_path / "a.warc")
    assert isinstance(rejection, Rejection) and rejection.source == "a.warc"
