"""What meetings and agreements share when they are linked: facts of a report, and times that fit."""

from __future__ import annotations

from dataclasses import dataclass

EXACT = {"day": 0, "range": 1, "week": 2, "month": 3, "quarter": 4, "year": 5}
"""How exact a time is, the most exact first."""

UMBRELLAS = frozenset({"summit", "conference", "session"})
"""Kinds of meetings that many attend and that go by a name."""

CLAUSES = 3
"""How many of the clauses that state an event are compared with those of other reports."""

_LEAST_SAID = 5  # words that clauses of two reports have in common where they say the same


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


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the smaller set that the other holds; 0 where either is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def share_said(one: Report, other: Report) -> float:
    """Return how much of a clause of one report stands in a clause of the other, as wires take over each other's words.

    Clauses that have few words in common say nothing.
    """
    shares = [share(left, right) for left in one.said for right in other.said if len(left & right) >= _LEAST_SAID]
    return max(shares, default=0.0)
