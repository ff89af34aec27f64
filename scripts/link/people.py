"""People across articles: which appearances are one person's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pandas as pd

from newstables.scripts.link.groups import join_pairs
from newstables.scripts.link.names import alike, name_words, same_name

_TERM = 150  # days between reports in which one name in one office is one person's, whatever their countries
_LARGEST_BLOCK = 60  # distinct people with one family name; more are compared by family name and first letter
_NEAR = 45  # days between reports in which a family name alone means the person named in full in the other


def link_people(appearances: pd.DataFrame) -> pd.Series:
    """Tell which appearances are one person's.

    Appearances of the very same name are one person's unless they are of different countries or fields. Other forms
    of a name (initials, middle names, spellings) are joined where nothing speaks against it. One name in one office
    within months is one person's even where two articles tell of two countries: one errs. A family name alone is
    joined with a full name only where there is one candidate, of the same country or field, in articles of the same
    weeks.

    Parameters
    ----------
    appearances : pandas.DataFrame
        `row`, `article_id`, `published`, `name`, `role`, `organisation`, `country`; one row for each person and
        article.

    Returns
    -------
    pandas.Series
        By `row`: the `row` that stands for the person, the smallest of theirs.
    """
    rows = appearances.sort_values(["published", "row"], kind="stable")
    facts = {
        row: _Facts(name, country if isinstance(country, str) else None, role, article, published.toordinal())
        for row, name, country, role, article, published in zip(
            rows["row"], rows["name"], rows["country"], rows["role"], rows["article_id"], rows["published"], strict=True
        )
    }
    groups = join_pairs(
        facts, _pairs(facts), lambda one, other: _fit([facts[r] for r in one], [facts[r] for r in other])
    )
    return pd.Series({row: min(group) for row, group in groups.items()}, dtype="str").rename("group")


_TIMES = frozenset(
    ("former", "ex", "acting", "outgoing", "incoming", "then", "late", "new", "interim", "caretaker", "the")
)
_SAME_OFFICES = {"premier": ["prime", "minister"], "pm": ["prime", "minister"]}


class _Facts:
    """What tells people of one name apart."""

    __slots__ = ("article", "country", "day", "field", "name", "office", "words")

    def __init__(self, name: str, country: str | None, role: object, article: str, day: int) -> None:
        self.name = name
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


def _pairs(facts: dict[str, _Facts]) -> Iterator[tuple[str, str]]:
    """Yield pairs, the surest first: the same name, other forms of a full name, a family name alone."""
    exact: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row, fact in facts.items():
        exact[fact.words].append(row)
    for rows in exact.values():
        if len(facts[rows[0]].words) > 1:
            yield from _same_and_near(rows, facts)
    families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in exact:
        if len(words) > 1:
            for family in {_skeleton(words[-1])}:
                families[family].append(words)
    for names in families.values():
        blocks = [names]
        if len(names) > _LARGEST_BLOCK:
            letters: dict[str, list[tuple[str, ...]]] = defaultdict(list)
            for words in names:
                letters[words[0][0]].append(words)
            blocks = list(letters.values())
        for block in blocks:
            for i, one in enumerate(block):
                for other in block[i + 1 :]:
                    if same_name(" ".join(one), " ".join(other)):
                        for row in exact[other]:
                            yield from ((left, row) for left in _by_country(exact[one], facts))
    full_names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in exact:
        if len(words) > 1:
            for word in dict.fromkeys((words[0], words[-1])):
                full_names[word].append(words)
    for words, rows in exact.items():
        if len(words) == 1:
            yield from _bare(rows, [row for full in full_names.get(words[0], ()) for row in exact[full]], facts)


def _same_and_near(rows: list[str], facts: dict[str, _Facts]) -> Iterator[tuple[str, str]]:
    """Pair rows of one name with the first of their country and with each other, those without a country last."""
    told = [row for row in rows if facts[row].country]
    untold = [row for row in rows if not facts[row].country]
    first: dict[object, str] = {}
    for row in told:
        yield first.setdefault((facts[row].country, facts[row].field), row), row
        yield first.setdefault(facts[row].country, row), row
    for one, other in pairwise(sorted(told, key=lambda row: (facts[row].day, row))):
        if facts[one].country != facts[other].country:
            yield one, other
    for row in untold:
        for other in dict.fromkeys(first.values()):
            yield other, row
        yield first.setdefault(None, row), row


def _by_country(rows: list[str], facts: dict[str, _Facts]) -> list[str]:
    """Return the first row of each country and field."""
    return list({(facts[row].country, facts[row].field): row for row in reversed(rows)}.values())[::-1]


def _skeleton(word: str) -> str:
    """Return a word's first letter and consonants, by which spellings of one family name fall together."""
    rest = [c for c in word[1:] if c not in "aeiouyhw"]
    kept = [c for i, c in enumerate(rest) if i == 0 or c != rest[i - 1]]
    return word[0] + "".join(kept)


def _bare(rows: list[str], candidates: list[str], facts: dict[str, _Facts]) -> Iterator[tuple[str, str]]:
    """Pair a family name alone with the one full name that it can stand for, and with itself."""
    for row in rows:
        fact = facts[row]
        near = {
            facts[other].words: other
            for other in candidates
            if abs(facts[other].day - fact.day) <= _NEAR and _agree(facts[other], fact)
        }
        if len(near) == 1:
            yield next(iter(near.values())), row
    for row in rows[1:]:
        if abs(facts[row].day - facts[rows[0]].day) <= _NEAR or _agree(facts[row], facts[rows[0]]):
            yield rows[0], row


def _agree(one: _Facts, other: _Facts) -> bool:
    """Tell whether something speaks for two being one: the country or the field, and nothing against it."""
    if one.country and other.country:
        return one.country == other.country
    return one.field is not None and one.field == other.field


def _fit(one: list[_Facts], other: list[_Facts]) -> bool:
    """Tell whether two groups can be one person: not of two countries or fields, nor two people of one article."""
    countries = {fact.country for fact in (*one, *other)} - {None}
    fields = {fact.field for fact in (*one, *other)} - {None}
    if len(fields) > 1 or (len(countries) > 1 and not _hold_one_office(one, other)):
        return False
    return not {fact.article for fact in one} & {fact.article for fact in other}


def _hold_one_office(one: list[_Facts], other: list[_Facts]) -> bool:
    """Tell whether two groups have a full name in common, and hold one office in reports of the same months."""
    for left in one:
        for right in other:
            offices = sorted((left.office, right.office), key=len)
            same = bool(offices[0]) and offices[1][-len(offices[0]) :] == offices[0]
            if same and abs(left.day - right.day) <= _TERM and _share_full_name(left.words, right.words):
                return True
    return False


def _share_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether all words of the shorter of two names, two at least and no initials, stand in the longer."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 1 and all(len(word) > 1 and any(alike(word, w) for w in longer) for word in shorter)
