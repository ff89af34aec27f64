"""Crawls: the pages of HTML in a WARC file, one record at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, open_bytes
from newstables.scripts.read.html_page import LARGEST_PAGE, read_html_page
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article

_HTML = ("text/html", "application/xhtml+xml")
_REDIRECTED_OR_WRONG = 300  # from this status on, a response holds no page

Found = Article | Rejection | Note


def read_warc(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the pages of a WARC file; its records are numbered from 1.

    Responses that are no HTML, or whose status is not one of success, are passed over; a note says how many. Where the
    file is damaged, what stands before the damage is read, and a rejection says so.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = passed = 0
    try:
        with Path(path).open("rb") as file:
            if not _starts_as_warc(path):
                raise UnreadableError("unreadable", "no WARC")
            for record in ArchiveIterator(file):
                number += 1
                if not record.rec_type or (record.rec_type == "response" and record.http_headers is None):
                    yield Rejection(f"{source}:{number}", "unreadable", "a record without headers")
                    continue
                if record.rec_type != "response" or not _is_page(record):
                    passed += record.rec_type == "response"
                    continue
                yield from _read_record(record, f"{source}:{number}", options)
            if number == 0:
                raise UnreadableError("unreadable", "a WARC without a whole record")
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError, AttributeError, TypeError, KeyError) as error:
        detail = " ".join(str(error).split())[:150]
        yield Rejection(source, "unreadable", f"damaged after record {number}: {detail}")
    if passed:
        yield Note(source, f"{passed:,} responses that are no pages of HTML, or were not answered, are passed over")


def _starts_as_warc(path: str) -> bool:
    with open_bytes(path) as file:
        return file.read(5) == b"WARC/"


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    status = headers.get_statuscode() or "0"
    return kind in _HTML and status.isdigit() and 200 <= int(status) < _REDIRECTED_OR_WRONG


def _read_record(record: Any, source: str, options: ReadOptions) -> Iterator[Found]:
    try:
        data = _read_content(record)
        url = record.rec_headers.get_header("WARC-Target-URI")
        yield from make_page_article(
            read_html_page(data, (url or "").strip("<> ") or None, _charset(record)), source, options
        )
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)


def _read_content(record: Any) -> bytes:
    """Return the content of a response, its chunks joined and unpacked, never more than a page may have."""
    stream = record.content_stream()
    data = io.BytesIO()
    while chunk := stream.read(min(1 << 16, LARGEST_PAGE + 1 - data.tell())):
        data.write(chunk)
        if data.tell() > LARGEST_PAGE:
            raise UnreadableError("too_large", f"more than {LARGEST_PAGE:,} bytes of HTML")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise UnreadableError("unreadable", "the record is cut off")
    return data.getvalue()


def _charset(record: Any) -> str | None:
    kind = record.http_headers.get_header("Content-Type") or ""
    named = kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    return named or None
