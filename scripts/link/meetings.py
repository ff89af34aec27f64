"""Meetings across articles: which reports tell of one meeting."""

from __future__ import annotations

from newstables.scripts.link.events import Report, share, times_fit

_NEAR = 6  # days between reports where one of them does not tell the time
_APART = frozenset({"summit", "conference", "session", "call"})  # kinds that are not mixed with others


def same_meeting(one: Report, other: Report) -> float:
    """Tell how sure it is that two reports tell of one meeting.

    The same kind of meeting, at times that have a day in common (or in reports of the same days), with two members in
    common, or with one where nobody else is named in one of them; a summit is never joined with talks in its margins.

    Returns
    -------
    float
        0 where they do not, else higher the surer.
    """
    if not _kinds_fit(one.kind, other.kind) or one.number != other.number or not times_fit(one, other, _NEAR):
        return 0.0
    if {one.status, other.status} == {"held", "planned"} and one.first is None and other.first is None:
        return 0.0
    people = one.members & other.members
    countries = one.countries & other.countries
    placed = bool(one.place and other.place and (one.place in other.place or other.place in one.place))
    exact = one.precision in ("day", "range") and other.precision in ("day", "range")
    named = share(one.name, other.name) if one.name and other.name else 0.0
    if one.kind in ("summit", "conference", "session") and one.kind == other.kind:
        if named >= 0.6 and (exact or placed or abs(one.published - other.published) <= _NEAR):
            return 3.0 + named
        if placed and exact:
            return 2.5
        return 2.0 if exact and (people or len(countries) >= 2) else 0.0
    if len(people) >= 2:
        return 3.0 + len(people) + exact
    if len(countries) >= 2 and (not one.members or not other.members or people) and (exact or placed):
        return 2.0 + exact + placed
    if (
        people
        and (len(one.members) == 1 or len(other.members) == 1)
        and exact
        and (placed or share(one.words, other.words) >= 0.5)
    ):
        return 1.5
    return 0.0


def _kinds_fit(one: str, other: str) -> bool:
    return one == other or not {one, other} & _APART
