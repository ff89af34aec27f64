"""Which rows a chart is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from newstables.errors import UsageError
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import country_name, country_names, join, print_day

REVIEWED = {"people": "person_id", "meetings": "meeting_id", "agreements": "agreement_id", "figures": "figure_id"}
"""The tables of which a person checks the rows, with their keys."""

_MEMBERS = {"meetings": ("meeting_reports", "participants"), "agreements": ("agreement_reports", "parties")}


@dataclass(frozen=True)
class Selection:
    """Which rows to draw; all where nothing is said.

    Attributes
    ----------
    country : str, optional
        Code of a country: meetings and agreements that it takes part in, its people, sums in articles that name them.
    person : str, optional
        Id of a person: the meetings and agreements that they take part in, sums in articles that name them.
    name : str, optional
        The name of that person.
    since, until : str, optional
        First and last day (2026-01-31): of the time of meetings and agreements, or, where that is not known, of their
        first report; of publication for everything else.
    unit : str, optional
        Currency of sums (ISO 4217).
    checked : bool
        Only rows that a person has looked at.
    among : str, optional
        What the tables hold only, as a subtitle says it: for those who have left rows out of them before.
    """

    country: str | None = None
    person: str | None = None
    name: str | None = None
    since: str | None = None
    until: str | None = None
    unit: str | None = None
    checked: bool = False
    among: str | None = None

    @classmethod
    def read(
        cls,
        tables: Tables,
        *,
        country: str | None = None,
        person: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        unit: str | None = None,
        checked: bool = False,
    ) -> Selection:
        """Read a selection as people write it: a country by code or name, a person by id or name.

        Raises
        ------
        newstables.UsageError
            Where there is no such country, person or day, or several people have the name.
        """
        found = None if person is None else _find_person(tables["people"], person)
        first, last = _read_day(since), _read_day(until)
        if first and last and first > last:
            raise UsageError(f"nothing is since {first} and until {last}")
        return cls(
            country=None if country is None else _find_country(country),
            person=None if found is None else found[0],
            name=None if found is None else found[1],
            since=first,
            until=last,
            unit=None if unit is None else unit.strip().upper(),
            checked=checked,
        )

    def options(self) -> list[str]:
        """Return the selection as the command line takes it."""
        given = [
            (f"--{name}", str(value))
            for name, value in asdict(self).items()
            if value is not None and name not in ("name", "checked", "among")
        ]
        return [part for option in given for part in option] + ["--checked"] * self.checked

    def describe(self) -> str:
        """Say what is chosen, as part of a subtitle; nothing where all is.

        Examples
        --------
        >>> Selection(country="KEN", since="2026-01-01", checked=True).describe()
        'Kenya only; since 1 Jan 2026; rows that a person has checked'
        """
        who = [country_name(self.country, sentence=True)] if self.country else []
        who += [self.name or self.person] if self.person else []
        told = [f"{join(who)} only"] if who else []
        if self.since and self.until:
            told.append(f"from {print_day(self.since)} to {print_day(self.until)}")
        elif self.since or self.until:
            told.append(f"since {print_day(self.since)}" if self.since else f"until {print_day(self.until)}")
        if self.unit:
            told.append(f"{self.unit} only")
        if self.checked:
            told.append("rows that a person has checked")
        if self.among:
            told.append(self.among)
        return "; ".join(told)


def _find_country(words: str) -> str:
    names = country_names()
    for code, name in names.items():
        if words.strip().casefold() in (code.casefold(), name.casefold()):
            return code
    raise UsageError(f"no country {words!r}; give its ISO 3166-1 alpha-3 code, or its English name")


def _find_person(people: pd.DataFrame, words: str) -> tuple[str, str]:
    wanted = words.strip().casefold()
    found = [
        (str(row["person_id"]), str(row["name"]))
        for row in people[["person_id", "name", "aliases"]].to_dict("records")
        if wanted in (row["person_id"], str(row["name"]).casefold())
    ] or [
        (str(row["person_id"]), str(row["name"]))
        for row in people[["person_id", "name", "aliases"]].to_dict("records")
        if pd.notna(row["aliases"]) and wanted in str(row["aliases"]).casefold().split("; ")
    ]
    if not found:
        raise UsageError(f"no person {words!r}; newstables show people --where name={words.split()[-1:][0]!r} may help")
    if len(found) > 1:
        told = ", ".join(f"{name} ({person})" for person, name in found[:5])
        raise UsageError(f"{words!r} may be {told}; give the id")
    return found[0]


def _read_day(day: str | date | None) -> str | None:
    if day is None:
        return None
    try:
        return str(date.fromisoformat(str(day)))
    except ValueError as error:
        raise UsageError(f"{day!r} is not a day of the form 2026-01-31") from error


def select(tables: Tables, selection: Selection) -> dict[str, pd.DataFrame]:
    """Return the tables with the chosen rows only.

    `articles` are chosen by publication alone, so that a chart can tell "no meeting" from "no article".
    """
    chosen = dict(tables)
    if selection.since or selection.until:
        chosen["articles"] = _between(chosen["articles"], chosen["articles"]["published"], None, selection)
        for name in ("appearances", "figures"):
            chosen[name] = chosen[name][chosen[name]["article_id"].isin(chosen["articles"]["article_id"])]
        chosen["people"] = chosen["people"][chosen["people"]["person_id"].isin(chosen["appearances"]["person_id"])]
        for name in _MEMBERS:
            rows = chosen[name]
            chosen[name] = _between(rows, rows["date"].fillna(rows["first_reported"]), rows["date_end"], selection)
    if selection.country:
        chosen["people"] = chosen["people"][chosen["people"]["country"] == selection.country]
        for name in _MEMBERS:
            chosen[name] = chosen[name][_among(chosen[name]["countries"], selection.country)]
    if selection.person:
        chosen["people"] = chosen["people"][chosen["people"]["person_id"] == selection.person]
        for name, (_, members) in _MEMBERS.items():
            column = REVIEWED[name]
            theirs = tables[members][tables[members]["person_id"] == selection.person]
            chosen[name] = chosen[name][chosen[name][column].isin(theirs[column])]
    chosen = _follow(chosen)
    if selection.country or selection.person:
        naming = articles_naming(chosen)
        chosen["figures"] = chosen["figures"][chosen["figures"]["article_id"].isin(naming)]
    if selection.unit:
        chosen["figures"] = chosen["figures"][chosen["figures"]["unit"] == selection.unit]
        chosen["agreements"] = chosen["agreements"][chosen["agreements"]["currency"] == selection.unit]
    if selection.checked:
        for name in REVIEWED:
            chosen[name] = chosen[name][chosen[name]["review"] != "unchecked"]
    return _follow(chosen)


def _between(rows: pd.DataFrame, start: pd.Series, end: pd.Series | None, selection: Selection) -> pd.DataFrame:
    kept = start.notna()
    if selection.until:
        kept &= start <= pd.Timestamp(selection.until)
    if selection.since:
        kept &= (start if end is None else end.fillna(start)) >= pd.Timestamp(selection.since)
    return rows[kept]


def _among(cells: pd.Series, value: str) -> pd.Series:
    return cells.fillna("").str.split("; ").map(lambda values: value in values).astype(bool)


def _follow(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave out the reports and members of what was left out."""
    followed = dict(tables)
    for name, dependent in _MEMBERS.items():
        for each in dependent:
            followed[each] = tables[each][tables[each][REVIEWED[name]].isin(tables[name][REVIEWED[name]])]
    followed["appearances"] = tables["appearances"][
        tables["appearances"]["person_id"].isin(tables["people"]["person_id"])
    ]
    return followed


def articles_naming(tables: Tables) -> set[str]:
    """Return the ids of the articles that name the people, or report the meetings and agreements, of these tables."""
    return {
        str(article)
        for name in ("appearances", "meeting_reports", "agreement_reports")
        for article in tables[name]["article_id"]
    }
