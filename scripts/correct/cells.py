"""Set cells, and accept rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from newstables.schemas import GROUNDED, key, schema, to_frame
from newstables.scripts.correct.draft import APPLIED, CONTRADICTED, LOST, OWNERS, REPORTS, UNMATCHED, Draft
from newstables.scripts.correct.joining import TOGETHER, rejoin
from newstables.scripts.correct.reading import Line
from newstables.scripts.correct.values import read_value, same_value

Cell = tuple[str, str, str, str]
"""Table, row, article (of a report; else empty) and column."""


def accept(draft: Draft, lines: Iterable[Line]) -> None:
    """Note which rows people found right."""
    for line in lines:
        if not draft.is_open(line) or draft.loses_anchor(line):
            continue
        row = draft.find_row(line)
        if row is None or not _is_told(draft, line, row):
            draft.settle(line, UNMATCHED, f"there is no row {line.row_id}")
            continue
        draft.rows[line] = row
        draft.mark(line.table, row, "accepted")
        draft.settle(line, APPLIED)


def _is_told(draft: Draft, line: Line, row: str) -> bool:
    """Tell whether a table of reports has the report that is meant."""
    return line.table not in OWNERS or not _positions(draft, line.table, row, line.article_id or "").empty


def _positions(draft: Draft, table: str, row: str, article: str) -> pd.Index:
    frame = draft.tables[table]
    here = frame[key(table)[0]] == row
    if table in OWNERS:
        here &= frame["article_id"] == article
    return frame.index[here]


def set_cells(draft: Draft, lines: Iterable[Line]) -> None:
    """Set cells to what people say stands there.

    Of several corrections of one cell each goes on from what the one before it left; where two go on from the same
    value to different ones, neither is applied. Reports come first, since joined rows take their values from them.
    """
    cells: dict[Cell, list[Line]] = {}
    for line in lines:
        if not draft.is_open(line) or draft.loses_anchor(line):
            continue
        row = draft.find_row(line)
        if row is None or not _is_told(draft, line, row):
            draft.settle(line, UNMATCHED, f"there is no row {line.row_id}")
            continue
        draft.rows[line] = row
        article = (line.article_id or "") if line.table in OWNERS else ""
        cells.setdefault((line.table, row, article, line.column or ""), []).append(line)
    for reports in (True, False):
        changed = [
            cell for cell in sorted(cells) if (cell[0] in OWNERS) == reports and _set_cell(draft, cell, cells[cell])
        ]
        _let_follow(draft, changed)
        if reports:
            for owner in set(OWNERS.values()):
                rejoin(draft, owner, [(row, column) for table, row, _, column in changed if OWNERS[table] == owner])
        else:
            _let_sole_reports_follow(draft, [cell for cell in changed if _is_in_the_article(cells[cell])])


def _is_in_the_article(lines: Iterable[Line]) -> bool:
    """Tell whether what people set is what the article says, as far as they tell."""
    return not any(line.cause in ("source_error", "source_updated", "own_reporting") for line in lines)


def _let_sole_reports_follow(draft: Draft, cells: Iterable[Cell]) -> None:
    """Let the one report of a row that a single article tells of say what the row says: both are what it tells."""
    for table, row, _, column in cells:
        if table not in REPORTS:
            continue
        reports = REPORTS[table]
        frame = draft.tables[reports]
        here = frame.index[frame[key(table)[0]] == row]
        if len(here) != 1:
            continue
        columns = next((group for group in TOGETHER if column in group), (column,))
        now = draft.tables[table].loc[_positions(draft, table, row, "")[0]]
        told = {one: now[one] for one in columns if one in schema(reports).columns}
        _write(draft, reports, here, told)


def _set_cell(draft: Draft, cell: Cell, lines: list[Line]) -> bool:
    """Set one cell; tell whether it changed."""
    table, row, article, column = cell
    at = _positions(draft, table, row, article)
    current = draft.tables[table].loc[at[0], column]
    steps: dict[str | None, set[str | None]] = {}
    for line in lines:
        steps.setdefault(line.old_value, set()).add(line.new_value)
    clashing = {old for old, new in steps.items() if len(new) > 1}
    if clashing or _runs_in_circles(steps):
        for line in lines:
            draft.settle(line, CONTRADICTED, f"{column} of {row}: corrections say different things")
        return False
    reached = _walk_back(lines, table, column, current)
    value, passed = current, set(reached)
    while step := next((x for x in lines if x not in passed and same_value(table, column, x.old_value, value)), None):
        passed |= {x for x in lines if x.old_value == step.old_value}
        value = read_value(table, column, step.new_value)
    for line in lines:
        if line not in passed:
            draft.settle(line, UNMATCHED, f"{column} of {row} is not {_tell(line.old_value)} but {_tell(current)}")
    if not passed:
        return False
    last = [x for x in lines if x in passed and same_value(table, column, x.new_value, value)]
    if not _put(draft, cell, at, value, last):
        for line in passed:
            draft.settle(line, *draft.outcomes.get(line, (UNMATCHED, f"{column} of {row} cannot be {_tell(value)}")))
        return False
    for line in passed:
        draft.settle(line, APPLIED)
    draft.mark(table, row, "corrected")
    return True


def _walk_back(lines: list[Line], table: str, column: str, current: Any) -> list[Line]:
    """Return the corrections that the cell follows by now without them."""
    met = [line for line in lines if same_value(table, column, line.new_value, current)]
    found: list[Line] = []
    while met:
        found += [line for line in met if line not in found]
        olds = {line.old_value for line in met}
        met = [line for line in lines if line.new_value in olds and line not in found]
    return found


def _runs_in_circles(steps: dict[str | None, set[str | None]]) -> bool:
    for start in steps:
        at, seen = start, set()
        while at in steps and at not in seen:
            seen.add(at)
            at = next(iter(steps[at]))
        if at in seen and not (len(seen) == 1 and steps[start] == {start}):
            return True
    return False


def _tell(value: Any) -> str:
    return "empty" if pd.isna(value) else repr(str(value))


def _put(draft: Draft, cell: Cell, at: pd.Index, value: Any, lines: list[Line]) -> bool:
    """Put a value in its place, with what goes with it; tell whether it can stand there."""
    table, row, article, column = cell
    told: dict[str, Any] = {column: value}
    frame = draft.tables[table]
    if column == "person_id" or (column == "type" and value == "person"):
        person = _find_person(draft, frame.loc[at[0]], value if column == "person_id" else None)
        told = {"type": "person", "person_id": person}
        if person is None:
            return False
    elif column == "type":
        told["person_id"] = None
    elif table == "figures" and column == "text":
        place = _find_text(draft, frame.loc[at[0]], str(value), lines)
        if place is None:
            for line in lines:
                draft.settle(line, LOST, f"{value!r} does not stand where {row} is printed")
            return False
        told |= {"start": place[0], "end": place[1]}
    _write(draft, table, at, told)
    _ground_cell(draft, table, row, article, column, lines)
    return True


def _write(draft: Draft, table: str, at: pd.Index, told: dict[str, Any]) -> None:
    frame = draft.tables[table].copy()
    for column, value in told.items():
        frame.loc[at, column] = value
    draft.tables[table] = to_frame(table, frame)


def _find_person(draft: Draft, member: pd.Series, person: str | None) -> str | None:
    people = draft.tables["people"]
    if person is not None:
        return draft.find_id("people", person)
    named = people.loc[people["name"] == member["name"], "person_id"]
    return str(named.iloc[0]) if len(named) == 1 else None


def _find_text(draft: Draft, figure: pd.Series, text: str, lines: list[Line]) -> tuple[int, int] | None:
    """Find the text of a figure where it was printed, or where the correction points to."""
    body = draft.text(figure["article_id"])
    spans = [(int(figure["start"]), int(figure["end"]))]
    spans += [(place.start, place.end) for line in lines if (place := draft.anchor(line)) and place.part == "body"]
    for start, end in spans:
        at = body.find(text, max(0, start - len(text) + 1), end + len(text) - 1)
        if at >= 0:
            return at, at + len(text)
    return None


def _ground_cell(draft: Draft, table: str, row: str, article: str, column: str, lines: list[Line]) -> None:
    """Let a cell rest on the words that the corrections name, and no longer on those that gave the old value."""
    owner = OWNERS.get(table, table)
    if owner not in GROUNDED:
        return
    evidence = draft.tables["evidence"]
    old = (evidence["table"] == owner) & (evidence["row_id"] == row) & (evidence["column"] == column)
    if article:
        old &= evidence["article_id"] == article
    draft.remove("evidence", old.fillna(False))
    for line in lines:
        place = draft.anchor(line)
        if place is not None and line.cause != "own_reporting":
            draft.ground(owner, row, column, place)


def _let_follow(draft: Draft, cells: Iterable[Cell]) -> None:
    """Let go with a value that was set what cannot stand without it or beside it."""
    rows: dict[tuple[str, str, str], set[str]] = {}
    for table, row, article, column in cells:
        rows.setdefault((table, row, article), set()).add(column)
    for (table, row, article), columns in sorted(rows.items()):
        at = _positions(draft, table, row, article)
        now = draft.tables[table].loc[at[0]]
        told: dict[str, Any] = {}
        if columns & {"date", "date_end", "date_precision"}:
            told |= _time_that_follows(now, columns)
        if "amount" in columns and pd.isna(now["amount"]):
            told |= dict.fromkeys(("currency", "amount_qualifier", "amount_per"))
        if table == "people" and "name" in columns and not pd.isna(now["aliases"]):
            told["aliases"] = "; ".join(form for form in now["aliases"].split("; ") if form != now["name"]) or None
        if told:
            _write(draft, table, at, told)


def _time_that_follows(now: pd.Series, columns: set[str]) -> dict[str, Any]:
    emptied = [column for column in ("date", "date_end") if column in columns and pd.isna(now[column])]
    if emptied:
        return dict.fromkeys(("date", "date_end", "date_precision"))
    told: dict[str, Any] = {}
    if pd.isna(now["date_precision"]):
        told["date_precision"] = "day" if pd.isna(now["date"]) or pd.isna(now["date_end"]) else "range"
    if {"date", "date_end"} <= columns and "date_precision" not in columns and now["date"] != now["date_end"]:
        told["date_precision"] = "range" if now["date_precision"] == "day" else now["date_precision"]
    precision = told.get("date_precision", now["date_precision"])
    if precision == "day" or pd.isna(now["date"]) or pd.isna(now["date_end"]):
        ruling = "date_end" if "date_end" in columns and "date" not in columns else "date"
        ruling = ruling if not pd.isna(now[ruling]) else ("date" if ruling == "date_end" else "date_end")
        told |= {"date": now[ruling], "date_end": now[ruling]}
    return told
