"""People across articles: which appearances are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from newstables.scripts.link.groups import Sure
from newstables.scripts.link.names import same_words
from newstables.scripts.link.people import Facts

_LARGEST_BLOCK = 60  # distinct names that fall together; of more, those whose given names fall together are compared
_NEAR = 45  # days between reports in which a family name alone means the person named in full in the other

Words = tuple[str, ...]


def list_person_keys(fact: Facts) -> set[str]:
    """Return the keys by which an appearance is laid beside those that it is compared with."""
    return {_skeleton(fact.words[0]), _skeleton(fact.words[-1])} if fact.words else set()


def pair_people(facts: Sequence[Facts], here: Callable[[str], bool]) -> Iterator[Sure]:
    """Yield pairs of appearances, the surest first: the same name, other forms of a full name, a family name alone.

    Parameters
    ----------
    facts : sequence of Facts
    here : callable
        Tells whether all appearances with a key are among these; they are compared by such keys alone.
    """
    exact: dict[Words, list[Facts]] = defaultdict(list)
    for fact in sorted(facts, key=lambda fact: (fact.day, fact.row)):
        exact[fact.words].append(fact)
    families: dict[str, list[Words]] = defaultdict(list)
    named: dict[str, list[Words]] = defaultdict(list)
    for words in exact:
        if len(words) > 1:
            for word in dict.fromkeys((words[0], words[-1])):
                named[word].append(words)
            if here(family := _skeleton(words[-1])):
                families[family].append(words)
    for names in families.values():
        for words in names:
            for at, (one, other) in enumerate(_same_and_near(exact[words])):
                yield (0, at), one.row, other.row
        for at, (one, other) in enumerate(_other_forms(names, exact)):
            yield (1, at), one.row, other.row
    for words, alone in exact.items():
        if len(words) == 1 and here(_skeleton(words[0])):
            full = {one: exact[one] for one in named.get(words[0], ())}
            for at, (one, other) in enumerate(_bare(alone, full)):
                yield (2, alone[0].day, alone[0].row, at), one.row, other.row


def _same_and_near(same: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pair those of one name with the first of their country and with each other, those without a country last."""
    told = [fact for fact in same if fact.country]
    first: dict[object, Facts] = {}
    for fact in told:
        yield first.setdefault((fact.country, fact.field), fact), fact
        yield first.setdefault(fact.country, fact), fact
    for one, other in pairwise(told):
        if one.country != other.country:
            yield one, other
    for fact in same:
        if not fact.country:
            for other in dict.fromkeys(first.values()):
                yield other, fact
            yield first.setdefault(None, fact), fact


def _other_forms(names: list[Words], exact: dict[Words, list[Facts]]) -> Iterator[tuple[Facts, Facts]]:
    """Pair those of one form of a name with the first of each country and field of another form."""
    for one, other in _alike(names):
        first = _by_country(exact[one])
        for fact in exact[other]:
            yield from ((left, fact) for left in first)


def _alike(names: list[Words]) -> Iterator[tuple[Words, Words]]:
    """Yield the pairs of names that can be one person's, of names whose last words fall together."""
    for block, others in _split(names):
        for i, one in enumerate(block):
            for other in block[i + 1 :]:
                if same_words(one, other):
                    yield one, other
            for other in others:
                if same_words(one, other):
                    yield one, other


def _split(names: list[Words]) -> Iterator[tuple[list[Words], list[Words]]]:
    """Part many names by their first letter, and still many by their given names.

    Yields
    ------
    tuple of list
        Names to compare with each other, and names to compare them with besides: those that begin with an initial.
    """
    if len(names) <= _LARGEST_BLOCK:
        yield names, []
        return
    for letter in _part(names, lambda words: words[0][0]):
        if len(letter) <= _LARGEST_BLOCK:
            yield letter, []
            continue
        initials = [words for words in letter if len(words[0]) == 1]
        for given in _part([words for words in letter if len(words[0]) > 1], lambda words: _skeleton(words[0])):
            yield given, initials
        yield initials, []


def _part(names: list[Words], by: Callable[[Words], str]) -> list[list[Words]]:
    parts: dict[str, list[Words]] = defaultdict(list)
    for words in names:
        parts[by(words)].append(words)
    return list(parts.values())


def _by_country(same: list[Facts]) -> list[Facts]:
    """Return the first of each country and field."""
    return list({(fact.country, fact.field): fact for fact in reversed(same)}.values())[::-1]


def _skeleton(word: str) -> str:
    """Return a word's first letter and consonants, by which spellings of one family name fall together."""
    rest = [c for c in word[1:] if c not in "aeiouyhw"]
    kept = [c for i, c in enumerate(rest) if i == 0 or c != rest[i - 1]]
    return word[0] + "".join(kept)


def _bare(alone: list[Facts], full: dict[Words, list[Facts]]) -> Iterator[tuple[Facts, Facts]]:
    """Pair a family name alone with the one full name that it can stand for, and with itself."""
    parts: dict[tuple[Words, str | None, str | None], list[Facts]] = defaultdict(list)
    for words, facts in full.items():
        for fact in facts:
            if fact.country or fact.field:
                parts[words, fact.country, fact.field].append(fact)
    # the most frequent first: they soonest show that there is more than one candidate
    ordered = sorted(parts.values(), key=lambda part: -len(part))
    days = [[fact.day for fact in part] for part in ordered]
    for fact in alone:
        if not (fact.country or fact.field):
            continue
        near: dict[Words, Facts] = {}
        for part, its_days in zip(ordered, days, strict=True):
            if not _agree(part[0], fact):
                continue
            at = bisect_right(its_days, fact.day + _NEAR) - 1
            if at >= 0 and its_days[at] >= fact.day - _NEAR:
                last = near.setdefault(part[at].words, part[at])
                near[last.words] = max(last, part[at], key=lambda one: (one.day, one.row))
                if len(near) > 1:
                    break
        if len(near) == 1:
            yield next(iter(near.values())), fact
    for fact in alone[1:]:
        if abs(fact.day - alone[0].day) <= _NEAR or _agree(fact, alone[0]):
            yield alone[0], fact


def _agree(one: Facts, other: Facts) -> bool:
    """Tell whether something speaks for two being one: the country or the field, and nothing against it."""
    if one.country and other.country:
        return one.country == other.country
    return one.field is not None and one.field == other.field
