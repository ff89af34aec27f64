"""Meetings across articles: which reports tell of one meeting."""

from __future__ import annotations

from newstables.scripts.link.events import UMBRELLAS, Report, share, times_fit

_NEAR = 6  # days between reports where one of them does not tell the time
_ORDINALS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    ]
)
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
    if one.kind in UMBRELLAS and one.kind == other.kind:
        named = share(one.name, other.name)
        if _counted_apart(one.name, other.name):
            return 0.0
        if named >= 0.6 and len(one.name & other.name) >= 2:
            return 3.0 + named
        if placed and (exact or (one.kind == "summit" and not (one.name and other.name and named == 0))):
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


def _counted_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names have ordinals or years that differ: the 7th session is not the 8th."""
    left, right = ({word for word in name if word[0].isdigit() or word in _ORDINALS} for name in (one, other))
    return bool(left and right and not left & right)


def _kinds_fit(one: str, other: str) -> bool:
    return one == other or not {one, other} & _APART
