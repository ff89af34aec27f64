"""Meetings and agreements in words: what a label says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import capitalise, country_name, join, print_sum, print_time

_NAMED = 2  # members that a label names; the others are counted

_AGREEMENTS = {
    "memorandum": "memorandum",
    "joint_decision": "joint decision",
    "loan_or_grant": "loan or grant",
    "other": "agreement",
}
_STATUSES = {
    "planned": "planned",
    "cancelled": "called off or put off",
    "unspecified": "not said to have taken place",
    "rejected": "rejected",
    "ended": "ended",
    "signed": "signed",
    "agreed": "agreed",
    "in_force": "in force",
    "held": "",
    "ongoing": "",
}
COLUMNS = [
    "event",
    "kind",
    "status",
    "date",
    "date_end",
    "date_precision",
    "first_reported",
    "last_reported",
    "articles",
    "ids",
]


def read_events(tables: Tables) -> pd.DataFrame:
    """Return meetings and agreements as events, in order of their time; those without one come last.

    Parameters
    ----------
    tables : mapping
        The tables.

    Returns
    -------
    pandas.DataFrame
        ``event`` (meeting or agreement), kind, status, date, date_end, date_precision, first_reported, last_reported,
        ``articles``, ``ids``.
    """
    parts = [
        tables[name].rename(columns={column: "ids"}).assign(event=event)[COLUMNS]
        for name, column, event in (
            ("meetings", "meeting_id", "meeting"),
            ("agreements", "agreement_id", "agreement"),
        )
    ]
    return pd.concat(parts).sort_values(["date", "date_end", "ids"], ignore_index=True)


def name_events(events: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return events with words for them, which takes time: those that are shown.

    Parameters
    ----------
    events : pandas.DataFrame
        Some of what `read_events` returns.
    tables : mapping
        The tables.

    Returns
    -------
    pandas.DataFrame
        The same with ``label`` (what it is and what came of it), ``plan`` (the same without what came of it) and
        ``time`` (when).
    """
    meetings, agreements, participants, parties = (
        tables[name][tables[name][column].isin(events["ids"])]
        for name, column in (
            ("meetings", "meeting_id"),
            ("agreements", "agreement_id"),
            ("participants", "meeting_id"),
            ("parties", "agreement_id"),
        )
    )
    who, sides = _name_members(participants, "meeting_id"), _name_members(parties, "agreement_id")
    words = {row["meeting_id"]: _label(_name_meeting(row, who), row, "topic") for row in meetings.to_dict("records")}
    words |= {
        row["agreement_id"]: _label(_name_agreement(row, sides), row, "subject")
        for row in agreements.to_dict("records")
    }
    return events.assign(
        label=[words[each]["label"] for each in events["ids"]],
        plan=[words[each]["plan"] for each in events["ids"]],
        time=[
            "" if pd.isna(row["date"]) else print_time(row["date"], row["date_end"], row["date_precision"])
            for row in events.to_dict("records")
        ],
    )


def _name_members(members: pd.DataFrame, column: str) -> dict[str, str]:
    """Return who took part, by meeting or agreement: countries where two are told, else those that are named."""
    told: dict[str, str] = {}
    for event, found in members.sort_values(["name", column]).groupby(column):
        codes = sorted(found["country"].dropna().unique())
        named = [country_name(code, sentence=True) for code in codes]
        if len(codes) < 2:
            people = list(found.loc[found["type"] == "person", "name"])
            others = [
                country_name(row["country"], sentence=True) if row["type"] == "country" else row["name"]
                for row in found[found["type"] != "person"].to_dict("records")
            ]
            named = list(dict.fromkeys([*people, *map(str, others)]))
        if len(named) > _NAMED + 1:
            named = [*named[:_NAMED], f"{len(named) - _NAMED} others"]
        told[str(event)] = join(named)
    return told


def _name_meeting(row: Mapping[Any, Any], who: Mapping[str, str]) -> str:
    words = [str(row["kind"]).replace("_", " ")]
    if who.get(row["meeting_id"]):
        words.append(f"of {who[row['meeting_id']]}")
    if pd.notna(row["place"]):
        place = str(row["place"])
        house = " of " in place or place[:1].islower()  # the Ministry of Works, the palace
        words.append(f"{'at' if house else 'in'} {place}")
    return " ".join(words)


def _name_agreement(row: Mapping[Any, Any], sides: Mapping[str, str]) -> str:
    kind = str(row["kind"])
    words = [str(row["name"]) if pd.notna(row["name"]) else _AGREEMENTS.get(kind, kind)]
    if pd.notna(row["amount"]):
        words.append(f"over {print_sum(row['amount'], None if pd.isna(row['currency']) else row['currency'])}")
    if sides.get(row["agreement_id"]):
        words.append(f"of {sides[row['agreement_id']]}")
    return " ".join(words)


def _label(name: str, row: Mapping[Any, Any], about: str) -> dict[str, str]:
    status = _STATUSES[str(row["status"])]
    subject = f": {row[about]}" if pd.notna(row[about]) else ""
    return {
        "label": capitalise(f"{name}, {status}" if status else name) + subject,
        "plan": capitalise(name) + subject,
    }
