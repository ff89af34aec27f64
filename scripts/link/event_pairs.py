"""Meetings and agreements across articles: which reports are compared, and which groups of reports can be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from newstables.scripts.link.events import UMBRELLAS, Report
from newstables.scripts.link.groups import Sure

_LARGEST_BLOCK = 80  # reports that share a member and a month; of more, those near each other in time are compared
_MONTH = 30  # days
_YEAR = 12  # months


class Event:
    """What is known of reports that tell of one meeting or agreement: their articles, and the days they have in common.

    Two reports of one article are never one, and any two that give a time have a day in common. Spans of which any two
    have a day in common have one day in common all together, so that two days stand for all of them.
    """

    __slots__ = ("articles", "first", "last")

    def __init__(self, report: Report) -> None:
        dated = report.first is not None and report.last is not None
        self.articles = {report.article}
        self.first: int | None = report.first if dated else None
        self.last: int | None = report.last if dated else None

    def fits(self, other: Event) -> bool:
        """Tell whether two groups of reports can be one event."""
        if not self.articles.isdisjoint(other.articles):
            return False
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        return self.first <= other.last and other.first <= self.last

    def take(self, other: Event) -> None:
        """Take in the reports of another group."""
        self.articles |= other.articles
        if self.first is None or self.last is None:
            self.first, self.last = other.first, other.last
        elif other.first is not None and other.last is not None:
            self.first, self.last = max(self.first, other.first), min(self.last, other.last)


def list_event_keys(report: Report) -> set[str]:
    """Return the keys by which a report is laid beside those that it is compared with."""
    return {shelf for shelf, _ in _blocks(report)}


def pair_reports(
    reports: Sequence[Report], here: Callable[[str], bool], same: Callable[[Report, Report], float]
) -> Iterator[Sure]:
    """Yield the pairs of reports of different articles that are the same, with how sure that is.

    Only reports that share a member, or a name, and a month (of their time, or of publication), are compared.

    Parameters
    ----------
    reports : sequence of Report
    here : callable
        Tells whether all reports with a key are among these; they are compared by such keys alone.
    same : callable
        How sure it is that two reports tell of one event; 0 or less where they do not.
    """
    blocks: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        for shelf, block in _blocks(report):
            if here(shelf):
                blocks[block].append(report)
    seen: set[tuple[str, str]] = set()
    for reports_of_block in blocks.values():
        for one, other in _within(reports_of_block):
            if one.article == other.article:
                continue
            if one.row > other.row:
                one, other = other, one
            pair = (one.row, other.row)
            if pair in seen:
                continue
            seen.add(pair)
            sure = same(one, other)
            if sure > 0:
                yield (-sure, *pair)


def _blocks(report: Report) -> Iterator[tuple[str, object]]:
    """Yield the blocks that a report is in, each behind the key that brings its reports together.

    Blocks are by month. Months of one year lie together, so that a report does not travel once for each.
    """
    months = {report.published // _MONTH, report.published // _MONTH + 1}
    if report.first is not None and report.last is not None and report.last - report.first < 62:
        months = {report.first // _MONTH, report.last // _MONTH + 1, *months}
    told = report.members | report.countries
    if not report.members and report.place:
        told |= {report.place}
    if not report.members and report.kind not in UMBRELLAS:
        told |= {f"about {word}" for word in report.words}
    if report.kind in UMBRELLAS:
        told |= {f"name {word}" for word in report.name}
    elif report.name:
        name = " ".join(sorted(report.name))
        yield name, name
    for what in told:
        for month in months:
            yield f"{what}\t{month // _YEAR}", (what, month)


def _within(block: list[Report]) -> Iterable[tuple[Report, Report]]:
    """Yield the pairs of a block; of a large one, only those that stand near each other in time."""
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda r: (r.first if r.first is not None else r.published, r.published, r.row))
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 : i + 1 + _LARGEST_BLOCK // 2]:
            yield one, other
