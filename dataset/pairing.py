"""Who met whom: pairs of countries or people, with the meetings behind each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from newstables.errors import UsageError
from newstables.loading import load
from newstables.locating import Source, open_place
from newstables.schemas import vocabularies

PAIRED = ("countries", "people")
MOST_COUNTRIES = 5
MOST_PEOPLE = 12
UMBRELLA_KINDS = ("conference",)
COLUMNS = ("left", "right", "meetings", "first", "last", "meeting_ids")


def pairs(
    of: str = "countries",
    release: str | None = None,
    source: Source | None = None,
    *,
    opposite: bool = False,
    since: str | date | None = None,
    until: str | date | None = None,
    statuses: Sequence[str] = ("held",),
    umbrella: bool = False,
    most_countries: int = MOST_COUNTRIES,
    most_people: int = MOST_PEOPLE,
) -> pd.DataFrame:
    """Return who met whom, and how often, with the meetings behind each pair.

    Two are a pair where both took part in one meeting. Umbrella events, where being there does not mean having met,
    are left out: conferences, and meetings of more than five countries or more than twelve people named. A row of
    `meetings` counts once, whatever its ``number``: "met three times" may tell again of meetings that have rows.

    Parameters
    ----------
    of : str
        ``countries`` (those that took part, themselves or through people and bodies) or ``people``.
    release, source : optional
        As for `newstables.load`.
    opposite : bool
        Of people, only pairs from opposite sides: both are known to stand for a country, and for different ones. Two
        countries are always two sides.
    since, until : str or datetime.date, optional
        First and last day: meetings whose time lies between, those without a time left out.
    statuses : sequence of str
        The meetings that count: held ones, unless said otherwise.
    umbrella : bool
        Count umbrella events too.
    most_countries, most_people : int
        A meeting of more is an umbrella event; 2 countries leave bilateral meetings alone.

    Returns
    -------
    pandas.DataFrame
        One row per pair, those who met most often first: ``left`` and ``right`` (country codes or names, in
        alphabetical order), ``meetings`` (how many), ``first`` and ``last`` (first day of the earliest, last day of
        the latest meeting whose time is known), ``meeting_ids`` (joined by "; ", as the tables do); for people also
        ``left_id`` and ``right_id``, since two may have one name.

    Raises
    ------
    newstables.UsageError
        Where there is no such status, day, source or release.

    Examples
    --------
    >>> pairs("people", source="my-build", opposite=True).head(10)  # doctest: +SKIP
    """
    place = open_place(release, source)
    return pair_up(
        load("meetings", source=place, columns=["meeting_id", "kind", "status", "date", "date_end"]),
        load("participants", source=place, columns=["participant_id", "meeting_id", "name", "person_id", "country"]),
        load("people", source=place, columns=["person_id", "name"]) if of == "people" else None,
        of=of,
        opposite=opposite,
        since=since,
        until=until,
        statuses=statuses,
        umbrella=umbrella,
        most_countries=most_countries,
        most_people=most_people,
    )


def pair_up(
    meetings: pd.DataFrame,
    members: pd.DataFrame,
    people: pd.DataFrame | None = None,
    *,
    of: str = "countries",
    opposite: bool = False,
    since: str | date | None = None,
    until: str | date | None = None,
    statuses: Sequence[str] = ("held",),
    umbrella: bool = False,
    most_countries: int = MOST_COUNTRIES,
    most_people: int = MOST_PEOPLE,
) -> pd.DataFrame:
    """Return who met whom in tables that are at hand: what `pairs` does, without loading.

    Parameters
    ----------
    meetings, members, people : pandas.DataFrame
        Rows of `meetings`, of `participants`, and, for pairs of people, of `people`.
    of, opposite, since, until, statuses, umbrella, most_countries, most_people
        As for `pairs`.

    Returns
    -------
    pandas.DataFrame
        As of `pairs`.
    """
    if of not in PAIRED:
        raise UsageError(f"no pairs of {of!r}; there are pairs of {' and '.join(PAIRED)}")
    unknown = sorted(set(statuses) - set(vocabularies.MEETING_STATUSES))
    if unknown:
        raise UsageError(f"no status {unknown[0]!r}; there are {', '.join(vocabularies.MEETING_STATUSES)}")
    counted = meetings.loc[
        meetings["status"].isin(list(statuses)), ["meeting_id", "kind", "status", "date", "date_end"]
    ]
    if since is not None:
        counted = counted[counted["date"] >= _read_day(since)]
    if until is not None:
        counted = counted[counted["date_end"] <= _read_day(until)]
    if not umbrella:
        many = members.groupby("meeting_id").agg(countries=("country", "nunique"), people=("person_id", "nunique"))
        many = many[(many["countries"] > most_countries) | (many["people"] > most_people)]
        counted = counted[~counted["kind"].isin(UMBRELLA_KINDS) & ~counted["meeting_id"].isin(many.index)]
    if of == "countries":
        sides = members.assign(id=members["country"], label=members["country"])
    else:
        if people is None:
            raise UsageError("pairs of people need the table people")
        names = people.set_index("person_id")["name"]
        sides = members.assign(id=members["person_id"], label=members["person_id"].map(names).astype("str"))
    sides = sides[sides["id"].notna()].sort_values("participant_id").drop_duplicates(["meeting_id", "id"])
    sides = counted.merge(sides[["meeting_id", "id", "label", "country"]], on="meeting_id")
    met = sides.merge(sides[["meeting_id", "id", "label", "country"]], on="meeting_id", suffixes=("_left", "_right"))
    # Each two once, in the order of their names.
    ahead = (met["label_left"] < met["label_right"]) | (
        (met["label_left"] == met["label_right"]) & (met["id_left"] < met["id_right"])
    )
    met = met[ahead]
    if opposite:
        known = met["country_left"].notna() & met["country_right"].notna()
        met = met[known & (met["country_left"] != met["country_right"])]
    met = met.rename(
        columns={"label_left": "left", "label_right": "right", "id_left": "left_id", "id_right": "right_id"}
    )
    counts = met.groupby(["left", "right", "left_id", "right_id"], as_index=False).agg(
        meetings=("meeting_id", "size"),
        first=("date", "min"),
        last=("date_end", "max"),
        meeting_ids=("meeting_id", lambda ids: "; ".join(sorted(ids))),
    )
    counts = counts.astype({"meetings": "Int32", "meeting_ids": "str"})
    order = ["meetings", "left", "right", "left_id", "right_id"]
    counts = counts.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)
    return counts[[*COLUMNS, *(["left_id", "right_id"] if of == "people" else [])]]


def _read_day(day: str | date) -> pd.Timestamp:
    try:
        return pd.Timestamp(date.fromisoformat(day) if isinstance(day, str) else day)
    except ValueError as error:
        raise UsageError(f"{day!r} is not a day of the form 2026-01-31") from error
