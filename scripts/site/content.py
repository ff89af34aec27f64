"""What stands in the release that a site shows, as its pages look it up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from pyarrow import compute

from newstables.errors import DataError, UsageError
from newstables.listing import Release
from newstables.loading import load
from newstables.locating import Place
from newstables.schemas import HISTORY_TABLES, MEETING_AND_AGREEMENT, TABLES
from newstables.schemas.columns import COUNTRY, ROW_ID
from newstables.scripts.charts.wording import country_name, print_day, print_sum, print_time
from newstables.scripts.release.about import is_web_address
from newstables.scripts.site.offices import holds_office
from newstables.tracing import trace

People = Literal["all", "officials", "none"]
PEOPLE: tuple[People, ...] = ("all", "officials", "none")
"""Whom there are pages of."""

_QUALIFIERS = {"about": "about ", "over": "over ", "under": "under ", "at_least": "at least ", "up_to": "up to "}
Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or an agreement as pages show it.

    Attributes
    ----------
    row_id, table : str
        Which row.
    cells : dict
        What the table tells of it; no key where it tells nothing.
    when : str or None
        Its time, as exactly as it is known.
    amount : str or None
        The sum it is worth.
    members : tuple of dict
        Who took part.
    sources : tuple of dict
        The articles that report it, oldest first, each with a short quotation and where to read it.
    """

    row_id: str
    table: str
    cells: Cells
    when: str | None
    amount: str | None
    members: tuple[Cells, ...]
    sources: tuple[Cells, ...]


class Content:
    """The tables of one release.

    Attributes
    ----------
    release : Release
        Which.
    tables : dict of str to pandas.DataFrame
        The tables by name.
    articles : dict of str to dict
        The articles by id; ``url`` and ``based_on`` null unless a page may link to them.
    shown : frozenset of str
        The people who have a page.
    events : dict of str to list of Event
        The meetings and the agreements, newest first.

    Parameters
    ----------
    place : Place
        Where they lie.
    people : str
        Whom there are pages of: ``all``, ``officials`` or ``none``.
    """

    def __init__(self, place: Place, people: People = "officials") -> None:
        if people not in PEOPLE:
            raise UsageError(f"--people {people!r} is none of {', '.join(PEOPLE)}")
        assert place.release is not None
        self.release: Release = place.release
        names = [name for name in (*TABLES, *HISTORY_TABLES) if place.holds(f"{name}.parquet")]
        self.tables: dict[str, pd.DataFrame] = {name: load(name, source=place) for name in names}
        self.articles: dict[str, Cells] = {
            row["article_id"]: row
            | {"url": _take_address(row, "url"), "based_on": _take_address(row, "based_on"), "link": None}
            for row in plain(self.tables["articles"])
        }
        self.shown: frozenset[str] = frozenset(
            _check_name(row["person_id"], ROW_ID)
            for row in plain(self.tables["people"])
            if people == "all" or (people == "officials" and holds_office(row.get("role"), row.get("organisation")))
        )
        clauses = trace(
            place, compute.field("table").isin([*MEETING_AND_AGREEMENT]) & compute.field("column").is_null()
        )
        self._clauses: dict[str, list[Cells]] = _group(plain(clauses), "row_id")
        self.events: dict[str, list[Event]] = {
            table: sorted(self._describe(table), key=_newest_first) for table in MEETING_AND_AGREEMENT
        }

    def _describe(self, table: str) -> Iterable[Event]:
        row_key, reports, members = MEETING_AND_AGREEMENT[table]
        reported = _group(plain(self.tables[reports]), row_key)
        joined = _group(plain(self.tables[members]), row_key)
        for row in plain(self.tables[table]):
            row_id = row[row_key]
            time = (row["date"], row["date_end"], row.get("date_precision")) if "date" in row else None
            yield Event(
                row_id,
                table,
                row,
                print_time(*time) if time else None,
                _print_amount(row),
                tuple(sorted(joined.get(row_id, ()), key=_leaders_first)),
                tuple(self._find_sources(row_id, [report["article_id"] for report in reported[row_id]])),
            )

    def _find_sources(self, row_id: str, articles: Iterable[str]) -> Iterable[Cells]:
        quoted: dict[str, Cells] = {}
        for place in self._clauses.get(row_id, ()):
            if "quote" in place:
                quoted.setdefault(place["article_id"], place)
        for article in sorted(articles, key=lambda one: (self.articles[one]["published"], one)):
            told, words = self.articles[article], quoted.get(article, {})
            yield told | {"link": words.get("link") if told["url"] else None} | _cut(words)

    def countries(self) -> dict[str, dict[str, list[Event]]]:
        """Return the meetings and agreements of each country that takes part in any, by code and table."""
        found: dict[str, dict[str, list[Event]]] = defaultdict(lambda: {table: [] for table in MEETING_AND_AGREEMENT})
        for table, events in self.events.items():
            for event in events:
                for code in event.cells["countries"].split("; ") if "countries" in event.cells else ():
                    found[_check_name(code, COUNTRY)][table].append(event)
        return {code: found[code] for code in sorted(found, key=lambda code: (country_name(code).casefold(), code))}

    def people(self) -> list[Cells]:
        """Return the people who have a page, by name."""
        rows = [row for row in plain(self.tables["people"]) if row["person_id"] in self.shown]
        return sorted(rows, key=lambda row: (row["name"].casefold(), row["person_id"]))

    def events_of_people(self) -> dict[str, dict[str, list[Event]]]:
        """Return the meetings and agreements of each person who has a page."""
        found: dict[str, dict[str, list[Event]]] = {
            person: {table: [] for table in MEETING_AND_AGREEMENT} for person in self.shown
        }
        for table, events in self.events.items():
            for event in events:
                for person in dict.fromkeys(member.get("person_id") for member in event.members):
                    if person in found:
                        found[person][table].append(event)
        return found

    def appearances(self) -> dict[str, list[Cells]]:
        """Return what each article says of each person who has a page, newest first."""
        rows = _group(plain(self.tables["appearances"]), "person_id")
        return {
            person: sorted(
                ({**self.articles[row["article_id"]], **row} for row in rows.get(person, ())),
                key=lambda row: (-row["published"].toordinal(), row["article_id"]),
            )
            for person in self.shown
        }


def plain(frame: pd.DataFrame) -> list[Cells]:
    """Return the rows of a table as plain values, without the cells in which nothing stands.

    Examples
    --------
    >>> plain(pd.DataFrame({"name": ["Lenn", None], "number": pd.array([2, None], "Int32")}))
    [{'name': 'Lenn', 'number': 2}, {}]
    """
    columns = {
        name: [None if pd.isna(value) else value for value in frame[name].astype(object)] for name in frame.columns
    }
    return [
        {name: value for name, value in zip(columns, values, strict=True) if value is not None}
        for values in zip(*columns.values(), strict=True)
    ]


def _check_name(text: str, pattern: str) -> str:
    """Return what a page is to be called after, where it is of its form."""
    if not re.fullmatch(pattern, text):
        raise DataError(f"{text[:40]!r} is none of what the tables may hold; newstables validate tells more")
    return text


def _group(rows: Iterable[Cells], column: str) -> dict[str, list[Cells]]:
    groups: dict[str, list[Cells]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _take_address(article: Mapping[str, Any], column: str) -> str | None:
    """Return an address that a page may link to: of a page on the web, and nothing that runs."""
    address = article.get(column)
    return address if address and is_web_address(address) else None


def _cut(place: Mapping[str, Any]) -> Cells:
    """Return the quotation of a place: whether it was cut short, and then without a part of a word at its end."""
    quote = place.get("quote")
    cut = quote is not None and place["end"] - place["start"] > len(quote)
    return {"quote": quote.rpartition(" ")[0] or quote if cut and quote else quote, "cut": cut}


def _leaders_first(member: Cells) -> tuple[int, int, str, str]:
    kinds, leaders = ("person", "organisation", "country"), ("chair", "host", "head_of_delegation", "signatory")
    leads = leaders.index(member["capacity"]) if member.get("capacity") in leaders else len(leaders)
    return kinds.index(member["type"]), leads, member["name"], str(next(iter(member.values())))


def _newest_first(event: Event) -> tuple[int, str]:
    day = event.cells.get("date") or event.cells["first_reported"]
    return -day.toordinal(), event.row_id


def _print_amount(row: Cells) -> str | None:
    if "amount" not in row:
        return None
    per = f" a {row['amount_per']}" if "amount_per" in row else ""
    return _QUALIFIERS.get(row.get("amount_qualifier", ""), "") + print_sum(row["amount"], row.get("currency")) + per


def tell_time(event: Event) -> str:
    """Tell when it is or was; where no article tells, when it was first reported."""
    return event.when or f"day not told; reported {print_day(event.cells['first_reported'])}"
