"""Records: articles in rows of JSON, JSON Lines, CSV or Parquet, whose texts are taken as they are."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from newstables.schemas.vocabularies import ARTICLE_KINDS
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, decode, open_bytes, read_bytes
from newstables.scripts.read.normal import normalise_record
from newstables.scripts.read.published import AmbiguousDateError, read_day
from newstables.scripts.read.screening import Note, ReadOptions, make_article

LONGEST_LINE = 10_000_000  # bytes of a line of JSON Lines or a row of CSV
_TEXT = (
    "article_id",
    "url",
    "title",
    "publisher",
    "byline",
    "agency",
    "dateline",
    "language",
    "kind",
    "based_on",
    "caption",
)
_NAMED = 12  # columns that a note names
_DERIVED = ("copy_of", "words", "characters", "text_sha256", "source")
_KNOWN = frozenset((*_TEXT, *_DERIVED, "published", "updated", "text"))

Found = Article | Rejection | Note


def read_lines(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read JSON Lines, line by line; a line that is longer than `LONGEST_LINE` is passed over and rejected."""
    ignored: set[str] = set()
    try:
        with open_bytes(path) as file:
            for number, line in _lines(file):
                where = f"{source}:{number}"
                if line is None:
                    yield Rejection(where, "too_large", f"a line of more than {LONGEST_LINE:,} bytes")
                    continue
                try:
                    record = json.loads(decode(line))
                except UnreadableError as error:
                    yield Rejection(where, error.reason, error.detail)
                    continue
                except (ValueError, RecursionError) as error:
                    yield Rejection(where, "invalid_record", f"no JSON: {error}")
                    continue
                yield from read_record(record, where, options, ignored)
    except (UnreadableError, OSError, EOFError, zlib.error) as error:
        yield _unreadable(source, error)
    yield from _note(source, ignored)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            yield number, None
        elif line.strip():
            yield number, line


def read_json(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read one JSON document: a list of records, one record, or an object that holds a list of them as ``articles``."""
    ignored: set[str] = set()
    try:
        data = read_bytes(path, 20 * LONGEST_LINE)
        document = json.loads(decode(data))
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)
        return
    except (ValueError, RecursionError) as error:
        if b"\n{" in data:  # JSON Lines under the name of JSON
            yield from read_lines(path, source, options)
        else:
            yield Rejection(source, "invalid_record", f"no JSON: {error}")
        return
    if isinstance(document, dict) and isinstance(document.get("articles"), list):
        document = document["articles"]
    records = document if isinstance(document, list) else [document]
    for number, record in enumerate(records, 1):
        yield from read_record(record, f"{source}:{number}" if isinstance(document, list) else source, options, ignored)
    yield from _note(source, ignored)


def read_csv(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read CSV with a header; rows are counted from 1 without it."""
    ignored: set[str] = set()
    csv.field_size_limit(LONGEST_LINE)
    try:
        text = decode(read_bytes(path, 20 * LONGEST_LINE))
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 1):
            record = {key: value or None for key, value in row.items() if key is not None}
            yield from read_record(record, f"{source}:{number}", options, ignored)
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)
    except csv.Error as error:
        yield Rejection(source, "invalid_record", f"no CSV: {error}")
    yield from _note(source, ignored)


def read_parquet(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read Parquet, a batch of rows at a time."""
    import pyarrow
    import pyarrow.parquet

    ignored: set[str] = set()
    try:
        number = 0
        packed = path.lower().endswith(".gz")
        opened = io.BytesIO(read_bytes(path, 20 * LONGEST_LINE)) if packed else open_bytes(path)
        with opened, pyarrow.parquet.ParquetFile(opened) as file:
            for batch in file.iter_batches(batch_size=256):
                for record in batch.to_pylist():
                    number += 1
                    yield from read_record(record, f"{source}:{number}", options, ignored)
    except UnreadableError as error:
        yield Rejection(source, error.reason, error.detail)
    except FileNotFoundError:
        yield Rejection(source, "missing", "no such file or folder")
    except (OSError, pyarrow.ArrowException) as error:
        yield Rejection(source, "unreadable", " ".join(str(error).split())[:200])
    yield from _note(source, ignored)


def read_record(record: object, source: str, options: ReadOptions, ignored: set[str]) -> Iterator[Found]:
    """Make an article of one record; names of fields that are not known are added to `ignored`."""
    if not isinstance(record, dict):
        yield Rejection(
            source, "invalid_record", f"expected an object with the columns of articles, found {_kind(record)}"
        )
        return
    ignored.update(str(key) for key in record if key not in _KNOWN)
    fields: dict[str, Any] = {}
    for name in (*_TEXT, "text"):
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            yield Rejection(source, "invalid_record", f"{name}: expected text, found {_kind(value)}")
            return
        fields[name] = value
    if not fields["text"]:
        yield Rejection(
            source,
            "invalid_record" if "text" not in record else "empty",
            "text: is missing" if "text" not in record else "no text",
        )
        return
    try:
        fields["published"], fields["updated"] = read_day(record.get("published")), read_day(record.get("updated"))
    except AmbiguousDateError as error:
        yield Rejection(source, "ambiguous_date", str(error))
        return
    except ValueError as error:
        yield Rejection(source, "invalid_record", f"published: {error}")
        return
    if fields["kind"] and fields["kind"] not in ARTICLE_KINDS:
        yield Rejection(source, "invalid_record", f"kind: {fields['kind']!r} is none of {', '.join(ARTICLE_KINDS)}")
        return
    if fields["language"] and not fields["language"].startswith("en"):
        yield Rejection(source, "not_english", f"language {fields['language']}")
        return
    fields["body"] = normalise_record(fields.pop("text"))
    fields["caption"] = normalise_record(fields["caption"]) if fields["caption"] else None
    yield from make_article(fields, source, options)


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        type(None): "nothing",
    }
    return names.get(type(value), f"a {type(value).__name__}")


def _note(source: str, ignored: set[str]) -> Iterator[Note]:
    if ignored:
        named = sorted(ignored)
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        yield Note(source, f"columns that are not read: {', '.join(named[:_NAMED])}{more}")


def _unreadable(source: str, error: Exception) -> Rejection:
    if isinstance(error, UnreadableError):
        return Rejection(source, error.reason, error.detail)
    return Rejection(source, "unreadable", str(getattr(error, "strerror", None) or error))
