"""Take out rows that people found wrong, with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable

from newstables.schemas import key
from newstables.scripts.correct.draft import APPLIED, MEMBERS, OWNERS, REPORTS, UNMATCHED, Draft
from newstables.scripts.correct.joining import rejoin
from newstables.scripts.correct.reading import Line


def delete(draft: Draft, lines: Iterable[Line]) -> None:
    """Take out rows; a row whose last report goes, goes too."""
    for line in lines:
        if not draft.is_open(line) or draft.loses_anchor(line):
            continue
        row = draft.find_row(line)
        article = line.article_id if line.table in OWNERS else None
        if row is None or not _remove(draft, line.table, row, article):
            draft.settle(line, UNMATCHED, f"there is no row {line.row_id}")
            continue
        draft.rows[line] = row
        draft.settle(line, APPLIED)


def _remove(draft: Draft, table: str, row: str, article: str | None) -> bool:
    frame = draft.tables[table]
    here = frame[key(table)[0]] == row
    if article is not None:
        here &= frame["article_id"] == article
    if not here.any():
        return False
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
    return True


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
