"""Meetings across articles: which reports tell of one meeting."""

from __future__ import annotations

import re

from newstables.scripts.link.events import UMBRELLAS, Report, share, share_said, times_fit
from newstables.scripts.link.wording import word_set

_NEAR = 6  # days between reports where one of them does not tell the time
_LASTING = 60  # days over which talks that go on are told of in the same words
_AHEAD = 4  # days from a report that announces a meeting to one that tells that it took place, where neither dates it
_APART = frozenset({"summit", "conference", "session", "call"})  # kinds that are not mixed with others
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_COARSE = frozenset({"quarter", "year"})  # times in which people meet more than once


def same_meeting(one: Report, other: Report) -> float:
    """Tell how sure it is that two reports tell of one meeting.

    The same kind of meeting, at times that have a day in common (or in reports of the same days), with two members in
    common, or with one where nobody else is named in one of them; or told by the same name, or in the same words. What
    is announced may be told as held some days later, never the other way round; a summit is never joined with talks in
    its margins.

    Returns
    -------
    float
        0 where they do not, else higher the surer.
    """
    if one.number != other.number or _counted_apart(one.name, other.name) or not _order_fits(one, other):
        return 0.0
    said = share_said(one, other)
    if not times_fit(one, other, _LASTING if _go_on(one, other) and said >= 0.7 else _NEAR):
        return 0.0
    placed = bool(one.place and other.place and (one.place in other.place or other.place in one.place))
    exact = _of_one_day(one, other)
    if not _kinds_fit(one.kind, other.kind):
        return 1.8 if _is_one_by_two_names(one, other, placed, exact) else 0.0
    named = share(one.name, other.name)
    common = len(one.name & other.name)
    if one.kind in UMBRELLAS and one.kind == other.kind:
        return _same_umbrella(one, other, placed, exact, said)
    if common >= 3 and named >= 0.75:
        return 3.0 + named
    return _same_talks(one, other, placed, exact, said)


def _same_talks(one: Report, other: Report, placed: bool, exact: bool, said: float) -> float:
    members, countries = one.members & other.members, one.countries & other.countries
    about = share(one.words, other.words)
    if {one.precision, other.precision} & _COARSE and not (placed or about >= 0.5 or said >= 0.5):
        return 0.0
    if len(members) >= 2:
        return 3.0 + len(members) + exact
    if len(countries) >= 2 and (not one.members or not other.members or members) and (exact or placed):
        return 2.0 + exact + placed
    alone = min(len(one.members), len(other.members)) <= len(members)
    dated = one.first is not None and other.first is not None
    if members and alone and ((exact and (placed or about >= 0.5)) or said >= 0.6):
        return 1.5
    if members and placed and dated and all(member.startswith("n:") for member in members):
        return 1.5  # a body that meets in one place at that time
    if said >= 0.8 and (alone or len(countries) >= 2):
        return 1.2
    return 0.0


def _same_umbrella(one: Report, other: Report, placed: bool, exact: bool, said: float) -> float:
    members, countries = one.members & other.members, one.countries & other.countries
    idle = word_set(one.place, other.place) | {word for word in one.name & other.name if _YEAR.match(word)}
    left, right = one.name - idle, other.name - idle
    named, common = share(left, right), len(left & right)
    if common >= 3 and named >= 0.6:
        return 3.0 + named
    told = placed or bool(members) or (one.first is not None and other.first is not None)
    within = left <= right or right <= left
    if common and (told or common >= 2) and (named >= 0.6) and (told or not within or one.kind != "conference"):
        return 2.0 + named
    if left and right and not common:
        return 1.5 if said >= 0.7 or (placed and exact and len(members) >= 2) else 0.0
    if placed and (exact or one.kind == "summit"):
        return 2.5
    if exact and (members or len(countries) >= 2):
        return 2.0
    return 1.5 if said >= 0.7 else 0.0


def _is_one_by_two_names(one: Report, other: Report, placed: bool, exact: bool) -> bool:
    """Tell whether what one report calls a meeting is the summit of two leaders, or the conference of a body."""
    if "call" in (one.kind, other.kind) or not (exact or placed):
        return False
    members = one.members & other.members
    if "summit" in (one.kind, other.kind):
        summit = one if one.kind == "summit" else other
        return summit.members == members and len(members) == 2 and not summit.name - word_set(summit.place) and exact
    dated = one.first is not None and other.first is not None
    return placed and dated and any(member.startswith("n:") for member in members)


def _of_one_day(one: Report, other: Report) -> bool:
    """Tell whether two reports tell of the same days: both date it, or one is of the day that the other tells."""
    days = [report for report in (one, other) if report.precision in ("day", "range")]
    if len(days) == 2:
        return True
    untold = one if one.first is None else other
    if len(days) < 1 or untold.first is not None or untold.status == "planned":
        return False
    first, last = days[0].first, days[0].last
    return first is not None and last is not None and first <= untold.published <= last + 1


def _go_on(one: Report, other: Report) -> bool:
    return one.kind == other.kind == "talks" and "ongoing" in (one.status, other.status)


def _order_fits(one: Report, other: Report) -> bool:
    """Tell whether what one report announces can be what another, not earlier, tells as done."""
    if {one.status, other.status} != {"held", "planned"}:
        return True
    planned, held = (one, other) if one.status == "planned" else (other, one)
    if held.first is None and planned.first is not None:
        return held.published >= planned.first
    if held.first is None:
        return 0 <= held.published - planned.published <= _AHEAD
    return True


def _counted_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names have ordinals or years that differ: the 7th session is not the 8th."""
    for counted in (_ORDINAL, _YEAR):
        left, right = ({word for word in name if counted.match(word)} for name in (one, other))
        if left and right and not left & right:
            return True
    return False


def _kinds_fit(one: str, other: str) -> bool:
    return one == other or not {one, other} & _APART
