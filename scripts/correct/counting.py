"""Count anew what follows from other rows, with the functions that linking counts with."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import key, to_frame
from newstables.scripts.correct.draft import MEMBERS, REPORTS, Draft
from newstables.scripts.link.joining import count_appearances, count_members, count_reports


def count_anew(draft: Draft) -> None:
    """Count mentions, articles, members and countries, and tell the days, of all rows; drop what is left of none."""
    _drop_orphans(draft)
    tables = draft.tables
    evidence = tables["evidence"]
    mentions = evidence[(evidence["table"] == "people") & evidence["column"].isna()]
    counted = mentions.groupby(["row_id", "article_id"]).size()
    seen = pd.MultiIndex.from_frame(tables["appearances"][["person_id", "article_id"]])
    tables["appearances"] = to_frame(
        "appearances", tables["appearances"].assign(mentions=counted.reindex(seen).to_numpy())
    )
    _fill(draft, "people", count_appearances(tables["appearances"], draft.articles))
    for table, members in MEMBERS.items():
        row_id = key(table)[0]
        counted_members = count_members(table, tables[members]).reindex(tables[table][row_id])
        counted_members[members] = counted_members[members].fillna(0)
        _fill(draft, table, counted_members)
        _fill(draft, table, count_reports(table, tables[REPORTS[table]], draft.articles))


def _fill(draft: Draft, table: str, counted: pd.DataFrame) -> None:
    frame = draft.tables[table]
    found = counted.reindex(frame[key(table)[0]])
    told = {column: found[column].to_numpy() for column in found.columns}
    draft.tables[table] = to_frame(table, frame.assign(**told))


def _drop_orphans(draft: Draft) -> None:
    """Take out what nothing supports any more: rows without reports, members of no event, evidence of no row."""
    tables = draft.tables
    for table, reports in REPORTS.items():
        row_id = key(table)[0]
        evidence = tables["evidence"]
        stated = evidence[(evidence["table"] == table) & evidence["column"].isna()]
        places = pd.MultiIndex.from_frame(stated[["row_id", "article_id"]])
        told = pd.MultiIndex.from_frame(tables[reports][[row_id, "article_id"]])
        draft.remove(reports, pd.Series(~told.isin(places)))
        draft.remove(table, ~tables[table][row_id].isin(tables[reports][row_id]))
        draft.remove(reports, ~tables[reports][row_id].isin(tables[table][row_id]))
    for table, members in MEMBERS.items():
        row_id, member_id = key(table)[0], key(members)[0]
        draft.remove(members, ~tables[members][row_id].isin(tables[table][row_id]))
        lost = tables[members]["person_id"].notna() & ~tables[members]["person_id"].isin(tables["people"]["person_id"])
        draft.remove(members, lost)
        evidence = tables["evidence"]
        grounded = set(evidence.loc[(evidence["table"] == members) & evidence["column"].isna(), "row_id"])
        draft.remove(members, ~tables[members][member_id].isin(grounded))
    for table in ("people", "meetings", "participants", "agreements", "parties", "figures"):
        evidence = tables["evidence"]
        gone = (evidence["table"] == table) & ~evidence["row_id"].isin(tables[table][key(table)[0]])
        draft.remove("evidence", gone)
