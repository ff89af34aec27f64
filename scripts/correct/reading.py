"""Read the files in which people keep their corrections."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from newstables.errors import DataError, UsageError
from newstables.schemas.corrections import CORRECTED
from newstables.schemas.vocabularies import CORRECTION_ACTIONS, CORRECTION_CAUSES
from newstables.scripts.correct.values import check_value, explain_column, list_correctable

JOINED = ("people", "meetings", "agreements")
"""The tables whose rows are joined out of several articles, so that they can be split."""

_NEEDED = {
    "accept": ("row_id",),
    "set": ("row_id", "column"),
    "delete": ("row_id",),
    "add": ("group", "column"),
    "merge": ("row_id", "new_value"),
    "split": ("row_id", "group", "article_id"),
    "suppress": (),
}
_REPORTS = ("appearances", "meeting_reports", "agreement_reports")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a corrections file; an empty cell is null.

    Attributes
    ----------
    action, table, row_id, column, old_value, new_value
        What is decided of which row or cell.
    article_id, quote, prefix, suffix
        The words it rests on, with a little of what stands before and after them.
    group
        What ties the cells of one new row together, or the reports that are split off together.
    reason, cause, decided_by, decided_on, note
        Why, by whom and when.
    place
        File and line, for messages; no part of what is decided.
    """

    action: str
    table: str
    row_id: str | None = None
    article_id: str | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    column: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    group: str | None = None
    reason: str | None = None
    cause: str | None = None
    decided_by: str | None = None
    decided_on: str | None = None
    note: str | None = None
    place: str = field(default="", compare=False)

    @property
    def correction_id(self) -> str:
        """The id of the correction, which follows from what the line says."""
        return f"c-{hashlib.sha256(self.content.encode()).hexdigest()[:12]}"

    @property
    def content(self) -> str:
        """What the line says, as one text, by which lines are ordered."""
        return json.dumps([getattr(self, name) for name in COLUMNS], ensure_ascii=False)


COLUMNS = tuple(part.name for part in fields(Line) if part.name != "place")
"""The columns of a corrections file."""

_EXACT = ("quote", "prefix", "suffix")  # in which white space may matter


def read_corrections(paths: Sequence[str | os.PathLike[str]]) -> list[Line]:
    """Read corrections files.

    Parameters
    ----------
    paths : sequence of path
        Files, in any order.

    Returns
    -------
    list of Line
        Each thing that was decided once, in an order that does not depend on that of the files and lines.

    Raises
    ------
    newstables.UsageError
        Where a file is not there.
    newstables.DataError
        Where a file is none of corrections, or a line cannot mean anything; the message says where.
    """
    found: dict[str, Line] = {}
    for path in paths:
        for line in _read_file(Path(path)):
            known = found.setdefault(line.content, line)
            if line.place < known.place:  # whichever file was read first
                found[line.content] = line
    return [found[content] for content in sorted(found)]


def _read_file(path: Path) -> Iterator[Line]:
    if not path.is_file():
        raise UsageError(f"there is no corrections file {path}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: it is no text in UTF-8 ({error})") from error
    head = text.split("\n", 1)[0]
    delimiter = next((mark for mark in ",;\t" if mark in head), ",")
    # Lines end as CSV has it: not at the other separators of lines that a quotation may hold.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        _check_head(path, names)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _make_line(f"{path.name}:{reader.line_num}", names, cells)
    except csv.Error as error:
        raise DataError(f"{path.name}:{reader.line_num}: is no CSV: {error}") from error


def _check_head(path: Path, names: list[str]) -> None:
    missing = sorted({"action", "table"} - set(names))
    if missing:
        raise DataError(f"{path} is no corrections file: it has no column {missing[0]}")
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) < len(names):
        odd = unknown[0] if unknown else next(name for name in names if names.count(name) > 1)
        raise DataError(f"{path} is no corrections file: column {odd!r}; the columns are {', '.join(COLUMNS)}")


def _make_line(place: str, names: list[str], cells: list[str]) -> Line:
    if len(cells) != len(names):
        raise DataError(f"{place}: {len(cells)} cells under {len(names)} columns")
    told = {
        name: (cell if name in _EXACT else cell.strip()) if cell.strip() else None
        for name, cell in zip(names, cells, strict=True)
    }
    line = Line(
        **{**told, "action": told["action"] or "", "table": told["table"] or ""},  # type: ignore[arg-type]
        place=place,
    )
    problem = next(_find_problems(line), None)
    if problem:
        raise DataError(f"{place}: {problem}")
    return line


def _find_problems(line: Line) -> Iterator[str]:
    """Yield what is wrong with a line whatever the tables hold."""
    if line.action not in CORRECTION_ACTIONS:
        yield f"no action {line.action!r}; there are {', '.join(CORRECTION_ACTIONS)}"
        return
    if line.table not in CORRECTED:
        yield f"no table {line.table!r} to correct; there are {', '.join(CORRECTED)}"
        return
    if line.cause is not None and line.cause not in CORRECTION_CAUSES:
        yield f"no cause {line.cause!r}; there are {', '.join(CORRECTION_CAUSES)}"
    if line.decided_on is not None and not _is_day(line.decided_on):
        yield f"decided_on {line.decided_on!r} is no day like 2026-01-31"
    for name in _NEEDED[line.action]:
        # the line of a new row that names no cell gives the words that the row as a whole rests on
        if getattr(line, name) is None and not (line.action == "add" and name == "column" and line.quote):
            yield f"{line.action} needs {name}"
    if line.quote is not None and line.article_id is None:
        yield "a quote needs the article_id of its article"
    if line.table in _REPORTS and line.action != "add" and line.article_id is None:
        yield f"a row of {line.table} is told by row_id and article_id"
    yield from _find_wrong_scope(line)
    if line.column is not None and line.action in ("set", "add"):
        yield from _find_wrong_cell(line)


def _find_wrong_scope(line: Line) -> Iterator[str]:
    if line.action == "split" and line.table not in JOINED:
        yield f"only rows of {', '.join(JOINED)} can be split"
    if line.action == "merge" and line.table in _REPORTS:
        yield f"rows of {line.table} are merged with the rows that they tell of"
    if line.action == "suppress":
        if line.table != "people":
            yield "only people are suppressed"
        if line.row_id is None and line.quote is None:
            yield "suppress needs row_id, or the article_id and quote of a mention"


def _find_wrong_cell(line: Line) -> Iterator[str]:
    assert line.column is not None
    if line.column not in list_correctable(line.table, adding=line.action == "add"):
        yield explain_column(line.table, line.column)
        return
    problem = check_value(line.table, line.column, line.new_value)
    if problem:
        yield problem


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def in_groups(lines: Iterable[Line]) -> dict[tuple[str, str], list[Line]]:
    """Return lines by table and group."""
    grouped: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        grouped.setdefault((line.table, line.group or ""), []).append(line)
    return grouped
