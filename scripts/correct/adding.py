"""Add rows that the program missed, on the words that people point to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from newstables.errors import DataError
from newstables.folding import fold
from newstables.matching import PLACE
from newstables.schemas import GROUNDED, key, references, schema
from newstables.scripts.correct.anchors import Anchor
from newstables.scripts.correct.draft import (
    APPLIED,
    CONTRADICTED,
    LOST,
    OWNERS,
    PARENTS,
    REPORTS,
    UNMATCHED,
    Draft,
)  # fmt: skip
from newstables.scripts.correct.joining import rejoin
from newstables.scripts.correct.reading import Line, in_groups
from newstables.scripts.correct.values import read_value

_ORDER = (
    "people", "meetings", "agreements", "appearances", "meeting_reports", "agreement_reports", "participants",
    "parties", "figures",
)  # fmt: skip
_NAMING = {"people": "name", "figures": "text"}
"""The column whose words are those of the row itself."""

Places = list[tuple[Line, Anchor]]


def add(draft: Draft, lines: Sequence[Line]) -> None:
    """Add rows: the lines of one table and group are the cells of one row.

    Raises
    ------
    newstables.DataError
        Where a row lacks a cell that may not be empty; the message says which, and where.
    """
    groups = in_groups(line for line in lines if draft.is_open(line))
    for (table, name), group in sorted(groups.items(), key=lambda one: (_ORDER.index(one[0][0]), one[0][1])):
        _add_row(draft, table, name, group)


def _add_row(draft: Draft, table: str, name: str, group: list[Line]) -> None:
    if any(draft.loses_anchor(line) for line in group):
        told = next(draft.outcomes[line][1] for line in group if not draft.is_open(line))
        _settle(draft, group, LOST, told)
        return
    places: Places = [(line, place) for line in group if (place := draft.anchor(line)) is not None]
    if not places:
        raise DataError(f"{group[0].place}: a row that is added needs the quote of the words it rests on")
    values: dict[str, dict[str, Line]] = {}
    for line in group:
        column = line.column or ""
        article = line.article_id or (places[0][1].article_id if _articles(places) == 1 else "")
        known = values.setdefault(column, {}).setdefault(article, line)
        if column and known.new_value != line.new_value:
            _settle(draft, group, CONTRADICTED, f"{column} of the new row {name} is told in two ways")
            return
    there = set(draft.tables[table][key(table)[0]])
    if table in OWNERS:
        row = _add_report(draft, table, group, places, values)
    elif table in PARENTS:
        row = _add_member(draft, table, name, group, places, values)
    elif table == "figures":
        row = _add_figure(draft, name, group, places, values)
    else:
        row = _add_joined(draft, table, name, group, places, values)
    if row is None:
        _settle(draft, group, UNMATCHED, f"the row that {name} belongs to is not there")
        return
    draft.added[(OWNERS.get(table, table), name)] = row
    if table not in OWNERS and row not in there:
        draft.made.add(row)
    owner = OWNERS.get(table, table)
    for line, place in places:
        if line.column in schema(owner).columns and line.column not in references(owner):
            draft.ground(owner, row, line.column, place)
    for line in group:
        draft.rows[line] = row
        draft.settle(line, APPLIED)
    draft.mark(table, row, "added")
    draft.forget_places()


def _settle(draft: Draft, group: list[Line], status: str, told: str) -> None:
    for line in group:
        draft.settle(line, status, told)


def _articles(places: Places) -> int:
    return len({place.article_id for _, place in places})


def _row_places(places: Places, table: str) -> list[Anchor]:
    """Return the places that say that the row is: of names each; else one of each article, the longest."""
    naming = _NAMING.get(table)
    named = [place for line, place in places if line.column is None or (naming and line.column == naming)]
    if naming and named:
        return sorted(set(named), key=lambda one: (one.article_id, one.part, one.start, one.end))
    chosen: dict[str, Anchor] = {}
    for place in sorted({place for _, place in places} if not named else set(named), key=_by_length):
        chosen.setdefault(place.article_id, place)
    return [chosen[article] for article in sorted(chosen)]


def _by_length(place: Anchor) -> tuple[int, str, int]:
    return place.start - place.end, place.part, place.start


def _frame(places: Sequence[Anchor]) -> pd.DataFrame:
    return pd.DataFrame([(one.article_id, one.part, one.start, one.end) for one in places], columns=PLACE)


def _take(table: str, values: dict[str, dict[str, Line]], article: str | None = None) -> dict[str, Any]:
    """Return the cells that lines tell, of one article where one is named."""
    told = {}
    for column, by_article in values.items():
        lines = [line for one, line in sorted(by_article.items()) if article is None or one in (article, "")]
        if column and lines and column in schema(table).columns:
            told[column] = read_value(table, column, lines[0].new_value)
    return told


def _check_complete(table: str, row: dict[str, Any], group: list[Line]) -> None:
    lacking = [
        column
        for column, field in schema(table).columns.items()
        if not field.nullable and column in row and (row[column] is None or pd.isna(row[column]))
    ]
    if lacking:
        where = min(line.place for line in group)
        raise DataError(f"{where}: a row of {table} that is added needs {', '.join(lacking)}")


def _complete_time(row: dict[str, Any]) -> None:
    """Take one day that is told for the first and the last."""
    if row.get("date") is None and row.get("date_end") is None:
        row["date_precision"] = None
        return
    row["date"] = row.get("date") if row.get("date") is not None else row["date_end"]
    row["date_end"] = row.get("date_end") if row.get("date_end") is not None else row["date"]
    if row.get("date_precision") is None:
        row["date_precision"] = "day" if row["date"] == row["date_end"] else "range"


def _add_joined(
    draft: Draft, table: str, name: str, group: list[Line], places: Places, values: dict[str, dict[str, Line]]
) -> str:
    """Add a person, meeting or agreement with a report for each article that is pointed to."""
    stated = _row_places(places, table)
    row_id = draft.make_id(table, _frame(stated), name)
    told = _take(table, values)
    if table == "people":
        there = _find_same_name(draft, stated, str(told.get("name")))
        if there is not None:  # the program has found them since
            _ground_all(draft, table, there, stated)
            return there
    made = dict.fromkeys(schema(table).columns) | told
    made |= {key(table)[0]: row_id, "review": "added", "articles": 1}
    if table != "people":
        _complete_time(made)
        made |= {"participants" if table == "meetings" else "parties": 0}
        if table == "meetings" and "number" not in values:
            made["number"] = 1  # one line of work for one meeting
    days = draft.articles.set_index("article_id")["published"]
    for column in ("first_seen", "last_seen", "first_reported", "last_reported"):
        if column in made:
            made[column] = days[stated[0].article_id]  # counted anew at the end
    if table == "people":
        made["mentions"] = 1
    _check_complete(table, made, group)
    draft.append(table, [made])
    _ground_all(draft, table, row_id, stated)
    reports = REPORTS[table]
    rows = []
    for article in sorted({place.article_id for place in stated}):
        own = _take(reports, values, article) or {}
        report = dict.fromkeys(schema(reports).columns) | {c: v for c, v in made.items() if c in _MUST[table]} | own
        report |= {key(table)[0]: row_id, "article_id": article}
        if table == "people":
            report["mentions"] = 1
        else:
            _complete_time(report)
        rows.append(report)
    draft.append(reports, rows)
    return row_id


_MUST = {"people": ("name",), "meetings": ("kind", "status"), "agreements": ("kind", "status")}


def _find_same_name(draft: Draft, places: Sequence[Anchor], name: str) -> str | None:
    """Return the person of that name, in whatever form, who is found at one of the places by now."""
    people = draft.tables["people"].set_index("person_id")
    for place in places:
        for row in draft.rows_at("people", place):
            aliases = people.loc[row, "aliases"]
            forms = [people.loc[row, "name"], *(aliases.split("; ") if isinstance(aliases, str) else ())]
            if fold(name) in {fold(form) for form in forms}:
                return row
    return None


def _ground_all(draft: Draft, table: str, row: str, places: Sequence[Anchor]) -> None:
    for place in places:
        draft.ground(table, row, None, place)


def _add_figure(
    draft: Draft, name: str, group: list[Line], places: Places, values: dict[str, dict[str, Line]]
) -> str | None:
    stated = [place for place in _row_places(places, "figures") if place.part == "body"]
    if not stated:
        return None
    place = stated[0]
    made = dict.fromkeys(schema("figures").columns) | _take("figures", values)
    text = draft.text(place.article_id)[place.start : place.end]
    wanted = str(made.get("text") or text)
    at = text.find(wanted)
    if at < 0:
        return None
    start = place.start + at
    frame = draft.tables["figures"]
    here = frame[
        (frame["article_id"] == place.article_id) & (frame["start"] == start) & (frame["end"] == start + len(wanted))
    ]
    if not here.empty:  # the program has found it since
        return str(here["figure_id"].iloc[0])
    exact = Anchor(place.article_id, "body", start, start + len(wanted))
    made |= {
        "figure_id": draft.make_id("figures", _frame([exact]), name),
        "article_id": place.article_id,
        "text": wanted,
        "start": exact.start,
        "end": exact.end,
        "review": "added",
    }
    _check_complete("figures", made, group)
    draft.append("figures", [made])
    draft.ground("figures", made["figure_id"], None, exact)
    return str(made["figure_id"])


def _add_member(
    draft: Draft, table: str, name: str, group: list[Line], places: Places, values: dict[str, dict[str, Line]]
) -> str | None:
    """Add a participant or a party of a meeting or an agreement that is there, or is added by another group."""
    events = PARENTS[table]
    event = _resolve(draft, events, values, key(events)[0], group)
    if event is None:
        return None
    stated = _row_places(places, table)
    made = dict.fromkeys(schema(table).columns) | _take(table, values)
    made[key(events)[0]] = event
    made["person_id"] = None
    if made.get("type") == "person":
        made["person_id"] = _resolve(draft, "people", values, "person_id", []) or _person_there(draft, stated, made)
        if made["person_id"] is None:
            return None
    frame = draft.tables[table]
    same = frame[frame[key(events)[0]] == event]
    same = same[same["person_id"] == made["person_id"]] if made["person_id"] else same[same["name"] == made["name"]]
    if not same.empty:  # the program has found them since
        row = str(same[key(table)[0]].iloc[0])
        _ground_all(draft, table, row, stated)
        return row
    row = draft.make_id(table, _frame(stated), f"{event}\t{made.get('name')}\t{name}")
    made[key(table)[0]] = row
    _check_complete(table, made, group)
    draft.append(table, [made])
    _ground_all(draft, table, row, stated)
    return row


def _resolve(
    draft: Draft, table: str, values: dict[str, dict[str, Line]], column: str, group: Sequence[Line]
) -> str | None:
    """Find a row that is told by its id or by the group that adds it."""
    told = [line.new_value for line in values.get(column, {}).values()] + [line.row_id for line in group]
    for one in told:
        if one is not None:
            found = draft.added.get((table, one)) or draft.find_id(table, one)
            if found is not None:
                return found
    return None


def _person_there(draft: Draft, places: Sequence[Anchor], made: dict[str, Any]) -> str | None:
    """Return the one person who is named at the places."""
    found = {row for place in places for row in draft.rows_at("people", place)}
    if len(found) > 1:
        people = draft.tables["people"]
        named = people[people["person_id"].isin(found) & (people["name"] == made.get("name"))]
        found = set(named["person_id"])
    return next(iter(found)) if len(found) == 1 else None


def _add_report(
    draft: Draft, table: str, group: list[Line], places: Places, values: dict[str, dict[str, Line]]
) -> str | None:
    """Add what one article says of a row that is there."""
    owner = OWNERS[table]
    row = _resolve(draft, owner, values, key(owner)[0], group)
    if row is None or _articles(places) != 1:
        return None
    article = places[0][1].article_id
    frame = draft.tables[table]
    if ((frame[key(owner)[0]] == row) & (frame["article_id"] == article)).any():
        return None
    made = dict.fromkeys(schema(table).columns) | _take(table, values)
    made |= {key(owner)[0]: row, "article_id": article}
    if owner == "people":
        made["mentions"] = 1
    else:
        _complete_time(made)
    _check_complete(table, made, group)
    draft.append(table, [made])
    _ground_all(draft, owner, row, _row_places(places, owner))
    if owner in GROUNDED:
        rejoin(draft, owner, [(row, c) for c, v in made.items() if v is not None and c in _rejoined(owner)])
    return row


def _rejoined(owner: str) -> set[str]:
    return set(schema(owner).columns) - {key(owner)[0]}
