"""Flat rows of one article: what extraction found, as plain values that can be kept in a file.

Rows carry local ids (``ARTICLE/p0`` for the first person); linking gives them the ids of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newstables.scripts.extract.rows import Agreement, Evidence, Extraction, Meeting, Member, When

Row = dict[str, Any]


def flatten(article_id: str, extraction: Extraction) -> dict[str, list[Row]]:
    """Turn what one article gave into flat rows.

    Parameters
    ----------
    article_id : str
        The article.
    extraction : Extraction
        Its rows.

    Returns
    -------
    dict of str to list of dict
        Rows of ``people``, ``meetings``, ``participants``, ``agreements``, ``parties``, ``figures`` and ``evidence``.
        Each has ``row`` (its local id) and ``article_id``; participants and parties have ``of``, the row they belong
        to, and ``person``, the local id of a person; dates are ISO text; forms of names are joined by "; ".
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}

    def ground(table: str, row: str, places: Iterable[Evidence]) -> None:
        rows["evidence"].extend(
            {
                "table": table,
                "row": row,
                "column": place.column,
                "article_id": article_id,
                "part": place.part,
                "start": place.start,
                "end": place.end,
                "quote": place.quote,
                "rule": place.rule,
            }
            for place in dict.fromkeys(places)
        )

    def add_members(table: str, event: str, members: Iterable[Member]) -> None:
        for number, member in enumerate(members):
            row = f"{event}.{number}"
            rows[table].append(_member(article_id, row, event, member))
            ground(table, row, member.evidence)

    for number, person in enumerate(extraction.people):
        row = f"{article_id}/p{number}"
        rows["people"].append(
            {
                "row": row,
                "article_id": article_id,
                "name": person.name,
                "forms": "; ".join(person.forms) or None,
                "role": person.role,
                "organisation": person.organisation,
                "country": person.country,
                "mentions": sum(place.column is None for place in dict.fromkeys(person.evidence)),
            }
        )
        ground("people", row, person.evidence)
    for number, meeting in enumerate(extraction.meetings):
        row = f"{article_id}/m{number}"
        rows["meetings"].append(_meeting(article_id, row, meeting))
        ground("meetings", row, meeting.evidence)
        add_members("participants", row, meeting.participants)
    for number, agreement in enumerate(extraction.agreements):
        row = f"{article_id}/g{number}"
        rows["agreements"].append(_agreement(article_id, row, agreement))
        ground("agreements", row, agreement.evidence)
        add_members("parties", row, agreement.parties)
    for number, figure in enumerate(extraction.figures):
        row = f"{article_id}/f{number}"
        cells = (
            "text",
            "kind",
            "value",
            "value_max",
            "unit",
            "per",
            "qualifier",
            "sense",
            "measure",
            "attributed_to",
            "start",
            "end",
        )
        rows["figures"].append(
            {"row": row, "article_id": article_id, **{name: getattr(figure, name) for name in cells}}
        )
        ground("figures", row, figure.evidence)
    return rows


def _time(when: When | None) -> Row:
    return {
        "date": when.first.isoformat() if when else None,
        "date_end": when.last.isoformat() if when else None,
        "date_precision": when.precision if when else None,
        "date_text": when.text if when else None,
    }


def _meeting(article_id: str, row: str, meeting: Meeting) -> Row:
    cells = ("kind", "status", "mode", "place", "country", "topic", "number", "attributed_to")
    return {
        "row": row,
        "article_id": article_id,
        **_time(meeting.when),
        **{name: getattr(meeting, name) for name in cells},
        "label": " ".join(meeting.label) or None,
    }


def _agreement(article_id: str, row: str, agreement: Agreement) -> Row:
    cells = (
        "name",
        "kind",
        "status",
        "subject",
        "amount",
        "currency",
        "amount_qualifier",
        "amount_per",
        "attributed_to",
    )
    return {
        "row": row,
        "article_id": article_id,
        **_time(agreement.when),
        **{name: getattr(agreement, name) for name in cells},
    }


def _member(article_id: str, row: str, event: str, member: Member) -> Row:
    return {
        "row": row,
        "article_id": article_id,
        "of": event,
        "name": member.name,
        "type": member.type,
        "person": None if member.person is None else f"{article_id}/p{member.person}",
        "role": member.role,
        "organisation": member.organisation,
        "country": member.country,
        "capacity": member.capacity,
        "mode": member.mode,
    }


_MEMBER = ("row", "article_id", "of", "name", "type", "person", "role", "organisation", "country", "capacity", "mode")
_TIME = ("date", "date_end", "date_precision", "date_text")
TABLES: dict[str, tuple[str, ...]] = {
    "people": ("row", "article_id", "name", "forms", "role", "organisation", "country", "mentions"),
    "meetings": (
        "row", "article_id", *_TIME, "kind", "status", "mode", "place", "country", "topic", "number", "attributed_to",
        "label",
    ),
    "participants": _MEMBER,
    "agreements": (
        "row", "article_id", *_TIME, "name", "kind", "status", "subject", "amount", "currency", "amount_qualifier",
        "amount_per", "attributed_to",
    ),
    "parties": _MEMBER,
    "figures": (
        "row", "article_id", "text", "kind", "value", "value_max", "unit", "per", "qualifier", "sense", "measure",
        "attributed_to", "start", "end",
    ),
    "evidence": ("table", "row", "column", "article_id", "part", "start", "end", "quote", "rule"),
}  # fmt: skip
"""The flat tables and their columns."""
