"""Take out rows that people found wrong, with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from newstables.schemas import key
from newstables.scripts.correct.draft import APPLIED, MEMBERS, OWNERS, REPORTS, UNMATCHED, Draft
from newstables.scripts.correct.joining import rejoin
from newstables.scripts.correct.reading import Line


def delete(draft: Draft, lines: Iterable[Line]) -> None:
    """Take out rows; a row whose last report goes, goes too.

    All rows are found before the first goes: one that goes with what it belonged to is looked for no more, since its
    words may be those of another row too.
    """
    found: dict[Line, str] = {}
    for line in lines:
        if not draft.is_open(line) or draft.loses_anchor(line):
            continue
        row = _find(draft, line)
        if row is None:
            draft.settle(line, UNMATCHED, f"there is no row {line.row_id}")
            continue
        found[line] = row
    for line, row in found.items():
        _remove(draft, line.table, row, _article(line))
        draft.rows[line] = row
        draft.settle(line, APPLIED)


def _find(draft: Draft, line: Line) -> str | None:
    """Find the row that a correction takes out: none that another one adds, unless it is named by its id."""
    row = draft.find_row(line)
    if row is None or (row != line.row_id and row in draft.made):
        return None
    return row if _rows(draft, line.table, row, _article(line)).any() else None


def _article(line: Line) -> str | None:
    return line.article_id if line.table in OWNERS else None


def _rows(draft: Draft, table: str, row: str, article: str | None) -> pd.Series:
    frame = draft.tables[table]
    here = frame[key(table)[0]] == row
    return here if article is None else here & (frame["article_id"] == article)


def _remove(draft: Draft, table: str, row: str, article: str | None) -> None:
    here = _rows(draft, table, row, article)
    if not here.any():  # it went with what it belonged to
        return
    draft.mark(table, row, "corrected")
    draft.remove(table, here)
    owner = OWNERS.get(table, table)
    evidence = draft.tables["evidence"]
    supported = (evidence["table"] == owner) & (evidence["row_id"] == row)
    if article is not None:
        supported &= evidence["article_id"] == article
    draft.remove("evidence", supported)
    if article is not None:
        _forget_report(draft, owner, row, article)
    else:
        remove_dependants(draft, table, row)
    draft.forget_places()


def remove_dependants(draft: Draft, table: str, row: str) -> None:
    """Take out the reports and members of a row that is gone, and members who are a person who is gone."""
    if table in REPORTS:
        reports = REPORTS[table]
        draft.remove(reports, draft.tables[reports][key(table)[0]] == row)
    for events, members in MEMBERS.items():
        column = "person_id" if table == "people" else key(events)[0]
        if table in ("people", events):
            frame = draft.tables[members]
            gone = (frame[column] == row).fillna(False)
            evidence = draft.tables["evidence"]
            ids = set(frame.loc[gone, key(members)[0]])
            if table == "people":
                for event in frame.loc[gone, key(events)[0]]:
                    draft.mark(events, event, "corrected")
            draft.remove("evidence", (evidence["table"] == members) & evidence["row_id"].isin(ids))
            draft.remove(members, gone)


def _forget_report(draft: Draft, owner: str, row: str, article: str) -> None:
    """Take from a row what only the report that is gone said: members named there alone, and values."""
    if owner in MEMBERS:
        members = MEMBERS[owner]
        frame = draft.tables[members]
        ids = frame.loc[frame[key(owner)[0]] == row, key(members)[0]]
        evidence = draft.tables["evidence"]
        there = (evidence["table"] == members) & evidence["row_id"].isin(ids) & (evidence["article_id"] == article)
        draft.remove("evidence", there)
        evidence = draft.tables["evidence"]
        left = set(evidence.loc[(evidence["table"] == members) & evidence["column"].isna(), "row_id"])
        draft.remove(members, (frame[key(owner)[0]] == row) & ~frame[key(members)[0]].isin(left))
    reports = draft.tables[REPORTS[owner]]
    if (reports[key(owner)[0]] == row).any():
        cells = [column for column in reports.columns if column in draft.tables[owner].columns]
        rejoin(draft, owner, [(row, column) for column in cells if column != key(owner)[0]])
