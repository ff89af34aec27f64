"""Rows that were not joined and may yet be one: found by the same keys as joining, with a wider mesh."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from newstables.folding import fold
from newstables.scripts.link.events import share
from newstables.scripts.link.names import alike, name_words, same_name
from newstables.scripts.link.wording import word_set
from newstables.scripts.review.rows import Row, Rows

_LARGEST_BLOCK = 60  # rows that share a key; of more, each is compared with its neighbours in time
_PER_ROW = 3  # pairs of one row
_LARGEST_LIST = 1000  # pairs of one table
_NEAR = 14  # days between times, or between reports where a time is not told
_LEAST = 2.0  # below it, a pair is none


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two rows of different articles that may be one, with what speaks for it and against."""

    table: str
    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def find_near_misses(rows: Rows) -> list[NearMiss]:
    """Find people, meetings and agreements that were not joined and may be one.

    Only rows without an article in common are compared, and only those that share a key: for people a family name, for
    meetings and agreements a member or country in neighbouring months.

    Returns
    -------
    list of NearMiss
        By table, the likeliest first; at most a few of each row, and a thousand of each table.
    """
    found: list[NearMiss] = []
    people = [_describe_person(row) for row in rows.by_id["people"].values()]
    found += _choose(_pair(people, _compare_people, "people"))
    for table in ("meetings", "agreements"):
        events = [_describe_event(row, *rows.members[row.row_id]) for row in rows.by_id[table].values()]
        found += _choose(_pair(events, _compare_events, table))
    return found


@dataclass(slots=True)
class _Facts:
    row: Row
    articles: frozenset[str]
    first: int  # days of the reports
    last: int
    keys: tuple[Hashable, ...]
    members: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    place: str = ""


def _pair(
    described: list[_Facts], compare: Callable[[_Facts, _Facts], tuple[float, list[str]]], table: str
) -> Iterator[NearMiss]:
    blocks: dict[Hashable, list[_Facts]] = defaultdict(list)
    for facts in described:
        for row_key in facts.keys:
            blocks[row_key].append(facts)
    seen: set[tuple[str, str]] = set()
    for row_key in sorted(blocks, key=str):
        for one, other in _within(blocks[row_key]):
            pair = (one.row.row_id, other.row.row_id)
            if pair in seen or one.articles & other.articles:
                continue
            seen.update((pair, pair[::-1]))
            score, reasons = compare(one, other)
            if score >= _LEAST:
                # The row that more articles report stays; the other would go into it.
                ordered = sorted((one, other), key=lambda f: (-len(f.articles), f.first, f.row.row_id))
                kept, taken = (facts.row.row_id for facts in ordered)
                yield NearMiss(table, kept, taken, round(score, 2), tuple(reasons))


def _within(block: list[_Facts]) -> Iterable[tuple[_Facts, _Facts]]:
    if len(block) <= _LARGEST_BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda f: (f.first, f.row.row_id))
    return ((one, other) for i, one in enumerate(ordered) for other in ordered[i + 1 : i + 1 + _LARGEST_BLOCK // 2])


def _choose(pairs: Iterable[NearMiss]) -> list[NearMiss]:
    taken: dict[str, int] = defaultdict(int)
    chosen = []
    for pair in sorted(pairs, key=lambda p: (-p.score, p.one, p.other)):
        if max(taken[pair.one], taken[pair.other]) >= _PER_ROW:
            continue
        taken[pair.one] += 1
        taken[pair.other] += 1
        chosen.append(pair)
    return chosen[:_LARGEST_LIST]


def _describe_person(row: Row) -> _Facts:
    words = name_words(row.cells["name"])
    return _Facts(
        row,
        frozenset(row.reports),
        _day(row.told["first_seen"]),
        _day(row.told["last_seen"]),
        tuple(dict.fromkeys((words[0], words[-1], words[-1][:3]))) if words else (),
        countries=frozenset({row.cells["country"]} if "country" in row.cells else ()),
        words=word_set(row.cells.get("role"), row.cells.get("organisation")),
    )


def _compare_people(one: _Facts, other: _Facts) -> tuple[float, list[str]]:
    left, right = name_words(one.row.cells["name"]), name_words(other.row.cells["name"])
    if left == right:
        score, reasons = 3.0, ["the same name"]
    elif 1 in (len(left), len(right)):
        bare, full = sorted((left, right), key=len)
        if bare[0] != full[-1] or _gap(one, other) > 45:
            return 0.0, []
        score, reasons = 1.5, ["a family name alone"]
    elif same_name(one.row.cells["name"], other.row.cells["name"]):
        score, reasons = 2.5, ["two forms of one name"]
    elif alike(left[-1], right[-1]) and left[0][0] == right[0][0] and alike(left[0], right[0]):
        score, reasons = 2.0, ["names spelled nearly alike"]
    else:
        return 0.0, []
    if one.countries and other.countries:
        agree = one.countries == other.countries
        score += 1.0 if agree else -0.5
        reasons.append("the same country" if agree else "different countries")
    if share(one.words, other.words) >= 0.5:
        score += 0.5
        reasons.append("the same role or body")
    return score, reasons


def _describe_event(row: Row, members: frozenset[str], countries: frozenset[str]) -> _Facts:
    first, last = _day(row.told["first_reported"]), _day(row.told["last_reported"])
    days = {first, last, *(_day(row.cells[column]) for column in ("date", "date_end") if column in row.cells)}
    months = sorted({month for day in days for month in (day // 30, day // 30 + 1)})
    words = word_set(row.cells.get("topic"), row.cells.get("subject"), row.cells.get("name"))
    named = sorted(members | {f"c:{code}" for code in countries})
    return _Facts(
        row,
        frozenset(row.reports),
        first,
        last,
        tuple((month, name) for month in months for name in named),
        members,
        countries,
        words,
        fold(row.cells["place"]) if "place" in row.cells else "",
    )


def _compare_events(one: _Facts, other: _Facts) -> tuple[float, list[str]]:
    apart = _times_apart(one, other)
    if apart > _NEAR:
        return 0.0, []
    people, countries = one.members & other.members, one.countries & other.countries
    about = share(one.words, other.words)
    score, reasons = 0.0, []
    if people:
        score += min(len(people), 3)
        reasons.append(f"{len(people)} of those named are the same")
    if countries:
        score += 0.75 * min(len(countries), 2)
        reasons.append("the same countries" if one.countries == other.countries else "countries in common")
    if about >= 0.5:
        score += about
        reasons.append("about the same thing")
    if one.place and one.place == other.place:
        score += 0.75
        reasons.append("the same place")
    left, right = one.row.cells, other.row.cells
    if "amount" in left and left["amount"] == right.get("amount") and left.get("currency") == right.get("currency"):
        score += 1.5
        reasons.append("the same sum")
    if left["kind"] != right["kind"]:
        score -= 0.5
        reasons.append("of different kinds")
    if apart == 0 and "date" in left and "date" in right:
        score += 0.5
        reasons.append("at the same time")
    elif apart:
        score -= apart / _NEAR
        reasons.append(f"{apart} days apart")
    return score, reasons


def _times_apart(one: _Facts, other: _Facts) -> int:
    """Return the days between the times of two events; between their reports, where one of them tells none."""
    left, right = one.row.cells, other.row.cells
    if "date" in left and "date" in right:
        return _distance(_day(left["date"]), _day(left["date_end"]), _day(right["date"]), _day(right["date_end"]))
    return _gap(one, other)


def _gap(one: _Facts, other: _Facts) -> int:
    return _distance(one.first, one.last, other.first, other.last)


def _distance(first: int, last: int, other_first: int, other_last: int) -> int:
    return max(0, other_first - last, first - other_last)


def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal()
