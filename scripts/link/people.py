"""People across articles: what one article tells of somebody, and which appearances can be one person's.

Appearances of the very same name are one person's unless they are of different countries or fields. Other forms of a
name (initials, middle names, spellings) are joined where nothing speaks against it. One name in one office within
months is one person's even where two articles tell of two countries: one errs. A family name alone is joined with a
full name only where there is one candidate, of the same country or field, in articles of the same weeks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

from newstables.scripts.link.names import alike, name_words

_TERM = 150  # days between reports in which one name in one office is one person's, whatever their countries

_TIMES = frozenset(
    ("former", "ex", "acting", "outgoing", "incoming", "then", "late", "new", "interim", "caretaker", "the")
)
_SAME_OFFICES = {"premier": ["prime", "minister"], "pm": ["prime", "minister"]}


class Facts:
    """What one article tells of somebody, as far as it tells people of one name apart."""

    __slots__ = ("article", "country", "day", "field", "office", "row", "words")

    def __init__(self, row: str, name: str, country: str | None, role: object, article: str, day: int) -> None:
        self.row = row
        self.words = name_words(name)
        self.country = country
        self.field = _field(role)
        self.office = _office(role)
        self.article = article
        self.day = day


def _office(role: object) -> tuple[str, ...]:
    """Return the words of an office without its time and place: of "former mayor of X" "mayor"."""
    if not isinstance(role, str):
        return ()
    words = re.split(r"\s(?:of|for|to|in|at)\s", role.casefold(), maxsplit=1)[0].replace("-", " ").split()
    while words and words[0] in _TIMES:
        words = words[1:]
    return tuple(_SAME_OFFICES.get(" ".join(words), words))


@cache
def _fields() -> dict[str, str]:
    text = (files("newstables.scripts.link") / "lexicons" / "fields.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _field(role: object) -> str | None:
    """Return the field that a role belongs to: politics, sport ...; None where the role does not tell."""
    if not isinstance(role, str):
        return None
    words = role.casefold().replace("-", " ").split()
    return next((found for word in reversed(words) if (found := _fields().get(word)) is not None), None)


class Person:
    """What is known of appearances that are one person's, as far as it tells people of one name apart."""

    __slots__ = ("articles", "countries", "fields", "offices")

    def __init__(self, fact: Facts) -> None:
        self.articles = {fact.article}
        self.countries = {fact.country} - {None}
        self.fields = {fact.field} - {None}
        # the days of the articles that tell of an office, by its words and those of the name
        self.offices = {(fact.office, fact.words): [fact.day]} if fact.office else {}

    def fits(self, other: Person) -> bool:
        """Tell whether two groups can be one person: not of two countries or fields, nor two people of one article."""
        if len(self.fields | other.fields) > 1:
            return False
        if not self.articles.isdisjoint(other.articles):
            return False
        return len(self.countries | other.countries) < 2 or self._holds_one_office_with(other)

    def take(self, other: Person) -> None:
        """Take in the appearances of another group."""
        self.articles |= other.articles
        self.countries |= other.countries
        self.fields |= other.fields
        for held, days in other.offices.items():
            mine = self.offices.setdefault(held, [])
            for day in days:
                at = bisect_left(mine, day)
                if at == len(mine) or mine[at] != day:
                    mine.insert(at, day)

    def _holds_one_office_with(self, other: Person) -> bool:
        """Tell whether two groups have a full name in common, and hold one office in reports of the same months."""
        return any(
            _same_office(office, others_office)
            and _share_full_name(words, others_words)
            and _lie_within(days, others_days, _TERM)
            for (office, words), days in self.offices.items()
            for (others_office, others_words), others_days in other.offices.items()
        )


@lru_cache(maxsize=100_000)
def _same_office(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer[-len(shorter) :] == shorter


def _lie_within(some: list[int], others: list[int], days: int) -> bool:
    """Tell whether two sorted lists hold days that lie near each other."""
    shorter, longer = sorted((some, others), key=len)
    for day in shorter:
        at = bisect_left(longer, day - days)
        if at < len(longer) and longer[at] <= day + days:
            return True
    return False


@lru_cache(maxsize=100_000)
def _share_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether all words of the shorter of two names, two at least and no initials, stand in the longer."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 1 and all(len(word) > 1 and any(alike(word, w) for w in longer) for word in shorter)
