"""Crawls in WARC (ISO 28500): the pages of HTML among the responses, record by record."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, open_bytes
from newstables.scripts.read.html_page import LARGEST_PAGE, read_html_page
from newstables.scripts.read.published import AmbiguousDateError
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article

LARGEST_RECORD = 2_000_000_000  # bytes, unpacked: a longer one ends the reading
_LONGEST_LINE = 64_000  # bytes of a line of headers
_MOST_LINES = 5_000  # of headers and empty lines of one record
_BLOCK = 65_536
_PAGES = ("text/html", "application/xhtml+xml")
_CODINGS = ("", "identity", "gzip", "deflate")
_DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, OSError, zlib.error, ValueError)

Found = Article | Rejection | Note


def read_crawl(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the pages of a crawl; memory does not grow with the file.

    Responses of type HTML with status 200 are read, and resources of that type. What else the crawl holds is passed
    over, and counted in one note.

    Parameters
    ----------
    path : str
        A file in WARC, packed with gzip as a whole or record by record, or not at all.
    source : str
        Where it is; each article's source has the number of its record behind a colon, counted from 1.
    options : ReadOptions
        What fills in.

    Yields
    ------
    Article, Rejection or Note
        One article or rejection for each page. Where the file breaks off or is damaged, what was read before stays,
        and one rejection says where.
    """
    passed: Counter[str] = Counter()
    number, empty = 0, True
    try:
        with open_bytes(path) as file:
            for number, record in _list_records(file):
                with redirect_stderr(io.StringIO()):
                    found = list(_read_record(record, f"{source}:{number}", options, passed))
                    _finish_record(record, number)
                empty = empty and not found
                yield from found
        if empty:
            yield Rejection(source, "empty", f"no page of HTML in {number:,} records")
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)
    except _DAMAGE as error:
        detail = " ".join(str(error).split())[:100]
        yield Rejection(source, "unreadable", f"damaged behind record {number}: {detail}")
    if passed:
        listed = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        yield Note(source, f"records passed over: {listed}")


def _list_records(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """List the records with their numbers; what warcio tells of damage on the standard error is told here."""
    stream = _BoundedReader(_Available(file))
    records = WARCIterator(file)
    records.reader = stream
    number = 0
    while True:
        stream.begin_record(number + 1)
        try:
            with redirect_stderr(io.StringIO()):
                record = next(iter(records), None)
        except (AttributeError, TypeError, IndexError, KeyError):  # headers that warcio expects and are not there
            raise UnreadableError("unreadable", f"damaged behind record {number}; what follows is not read") from None
        if records.err_count or (record is not None and (record.length is None or record.rec_type is None)):
            raise UnreadableError("unreadable", f"damaged behind record {number}; what follows is not read")
        if record is None and stream.worded:
            raise UnreadableError("unreadable", f"breaks off in record {number + 1}")
        if record is None:
            return
        number += 1
        yield number, record


def _finish_record(record: Any, number: int) -> None:
    """Read a record to its end.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where there is less of it than it declares.
    """
    while record.raw_stream.read(_BLOCK):
        pass
    if getattr(record.raw_stream, "limit", 1) > 0:
        raise UnreadableError("unreadable", f"breaks off in record {number}")


class _Available:
    """A file of which a read gives what there is: what stands before damage is not lost with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._read = file.read1  # type: ignore[attr-defined]

    def read(self, length: int) -> bytes:
        """Return bytes, at most `length`; none at the end."""
        data: bytes = self._read(length)
        return data


class _BoundedReader(BufferedReader):  # type: ignore[misc]
    """A reader that holds no line or record which has no end; gzip is unpacked below it."""

    def begin_record(self, number: int) -> None:
        """Begin to count anew, for the record of this number."""
        self._number, self._lines, self._bytes, self.worded = number, 0, 0, False

    def read(self, length: int | None = None) -> bytes:
        data: bytes = super().read(length)
        self._bytes += len(data)
        if self._bytes > LARGEST_RECORD:
            raise UnreadableError("too_large", f"record {self._number} has more than {LARGEST_RECORD:,} bytes")
        return data

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self._lines += 1
        self.worded = self.worded or bool(line.strip())
        if len(line) >= _LONGEST_LINE or self._lines > _MOST_LINES:
            raise UnreadableError("unreadable", f"headers of record {self._number} that do not end")
        return line

    def _fillbuff(self, block_size: int | None = None) -> None:
        try:
            super()._fillbuff(block_size)
        except (EOFError, OSError, zlib.error):  # an EOFError would be taken for the end of the records
            raise UnreadableError("unreadable", f"breaks off in record {self._number}") from None


def _read_record(record: Any, source: str, options: ReadOptions, passed: Counter[str]) -> Iterator[Found]:
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers
    if record.rec_type == "response" and headers is not None:
        status = headers.get_statuscode()
        if status != "200":
            passed[f"with status {status[:3]}" if status[:3].isdigit() else "without status"] += 1
            return
        declared = headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        declared = record.content_type or ""
    else:
        passed[f"of type {record.rec_type if record.rec_type in _TYPES else 'unknown'}"] += 1
        return
    kind, _, parameters = declared.partition(";")
    if kind.strip().lower() not in _PAGES:
        passed["with no page of HTML"] += 1
        return
    coding = (headers.get_header("Content-Encoding") or "") if headers is not None else ""
    if coding.strip().lower() not in _CODINGS:
        yield Rejection(source, "unsupported", f"packed as {' '.join(coding.split())[:40]}")
        return
    try:
        data = record.content_stream().read(LARGEST_PAGE + 1)
        if len(data) > LARGEST_PAGE:
            raise UnreadableError("too_large", f"more than {LARGEST_PAGE:,} bytes of HTML")
        fields = read_html_page(data, url, _read_charset(parameters))
        yield from make_page_article(fields, source, options)
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)
    except AmbiguousDateError as error:
        yield Rejection(source, "ambiguous_date", str(error))


_TYPES = ("warcinfo", "request", "metadata", "revisit", "conversion", "continuation", "response")


def _read_charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
