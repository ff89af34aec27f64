"""What meetings and agreements share when they are linked: facts of a report, blocks of reports, and times that fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from newstables.scripts.link.groups import join_pairs

EXACT = {"day": 0, "range": 1, "week": 2, "month": 3, "quarter": 4, "year": 5}
"""How exact a time is, the most exact first."""

UMBRELLAS = frozenset({"summit", "conference", "session"})
"""Kinds of meetings that many attend and that go by a name."""

CLAUSES = 3
"""How many of the clauses that state an event are compared with those of other reports."""

_LEAST_SAID = 5  # words that clauses of two reports have in common where they say the same

_LARGEST_BLOCK = (
    80  # reports that share a member and a month; more are parted by week, then compared with their neighbours
)


@dataclass(slots=True)
class Report:
    """One meeting or agreement as one article tells it, in the form in which reports are compared.

    `members` are people, bodies and countries by id or folded name; `first` and `last` the days of its time as
    ordinals; `name` the words of an agreement's name, or those that tell a meeting from others of its kind; `said` the
    words of each clause that states it.
    """

    row: str
    article: str
    published: int
    kind: str
    status: str
    members: frozenset[str]
    countries: frozenset[str]
    first: int | None
    last: int | None
    precision: str | None
    place: str
    words: frozenset[str]
    name: frozenset[str]
    number: int | None
    amount: float | None
    currency: str | None = None
    said: tuple[frozenset[str], ...] = ()


def times_fit(one: Report, other: Report, near: int) -> bool:
    """Tell whether the times of two reports can be one; where one tells none, the reports lie within `near` days."""
    if one.first is not None and other.first is not None and one.last is not None and other.last is not None:
        return one.first <= other.last and other.first <= one.last
    told = one if one.first is not None else other
    if told.first is not None and told.last is not None:
        untold = other if told is one else one
        return told.first - near <= untold.published <= told.last + near
    return abs(one.published - other.published) <= near


def pair_reports(reports: list[Report], same: Callable[[Report, Report], float]) -> Iterator[tuple[float, str, str]]:
    """Yield the pairs of reports of different articles that are the same, with how sure that is.

    Only reports that share a member, or a name, and a month (of their time, or of publication), are compared.
    """
    blocks: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        for key in _keys(report):
            blocks[key].append(report)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks, key=str):
        for one, other in _within(blocks[key]):
            pair = (min(one.row, other.row), max(one.row, other.row))
            if pair in seen or one.article == other.article:
                continue
            seen.add(pair)
            sure = same(one, other)
            if sure > 0:
                yield sure, *pair


def _keys(report: Report) -> Iterator[object]:
    months = {report.published // 30, report.published // 30 + 1}
    if report.first is not None and report.last is not None and report.last - report.first < 62:
        months = {report.first // 30, report.last // 30 + 1, *months}
    for month in sorted(months):
        for member in sorted(report.members | report.countries):
            yield month, member
        if not report.members and report.place:
            yield month, report.place
        if not report.members and report.kind not in UMBRELLAS:
            yield from ((month, "about", word) for word in sorted(report.words))
    if report.kind in UMBRELLAS:
        for month in sorted(months):
            yield from ((month, "name", word) for word in sorted(report.name))
    elif report.name:
        yield " ".join(sorted(report.name))


def _within(block: list[Report]) -> Iterable[tuple[Report, Report]]:
    """Yield the pairs of a block; of a large one, only those that stand near each other in time."""
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda r: (r.first if r.first is not None else r.published, r.published, r.row))
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 : i + 1 + _LARGEST_BLOCK // 2]:
            yield one, other


def group_reports(reports: list[Report], same: Callable[[Report, Report], float]) -> pd.Series:
    """Join reports into events.

    Parameters
    ----------
    reports : list of Report
    same : callable
        How sure it is that two reports tell of one event; 0 or less where they do not.

    Returns
    -------
    pandas.Series
        By row: the smallest row of its event.
    """
    by_row = {report.row: report for report in reports}
    pairs = sorted(pair_reports(reports, same), key=lambda pair: (-pair[0], pair[1], pair[2]))

    def fit(one: list[str], other: list[str]) -> bool:
        left, right = [by_row[row] for row in one], [by_row[row] for row in other]
        if {r.article for r in left} & {r.article for r in right}:
            return False
        return all(days_fit(a, b) for a in left for b in right)

    groups = join_pairs(by_row, ((left, right) for _, left, right in pairs), fit)
    return pd.Series({row: min(group) for row, group in groups.items()}, dtype="str").rename("group")


def days_fit(one: Report, other: Report) -> bool:
    """Tell whether the times that two reports give, where both do, have a day in common."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the smaller set that the other holds; 0 where either is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def share_said(one: Report, other: Report) -> float:
    """Return how much of a clause of one report stands in a clause of the other, as wires take over each other's words.

    Clauses that have few words in common say nothing.
    """
    shares = [share(left, right) for left in one.said for right in other.said if len(left & right) >= _LEAST_SAID]
    return max(shares, default=0.0)
