"""The words by which reports of events are compared: without the commonest, bodies by their full names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from newstables.folding import split_words

_IDLE = frozenset({"the", "s"})
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def word_set(*phrases: object) -> frozenset[str]:
    """Return the folded words of phrases, the commonest left out, plurals taken for singulars, ordinals for numbers.

    Examples
    --------
    >>> sorted(word_set("the second session of the councils"))
    ['2nd', 'council', 'session']
    """
    text = " ".join(phrase for phrase in phrases if isinstance(phrase, str))
    stops, ordinals = frozenset(listed_words("stops")), _ordinals()
    return frozenset(ordinals.get(word) or word.rstrip("s") or word for word in split_words(text) if word not in stops)


def name_set(name: object) -> frozenset[str]:
    """Return the words of a name: days and months left out, the letters of well-known bodies written out.

    Examples
    --------
    >>> sorted(name_set("May EU summit"))
    ['european', 'summit', 'union']
    """
    if not isinstance(name, str):
        return frozenset()
    return word_set(" ".join(word for word in full_words(split_words(name)) if word not in listed_words("days")))


@cache
def listed_words(name: str) -> tuple[str, ...]:
    """Return one of the small sets of words of ``lexicons/word_sets.tsv``, in their order."""
    text = (files("newstables.scripts.link") / "lexicons" / "word_sets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return next(tuple(words.split()) for row, _, words in rows if row == name)


@cache
def _ordinals() -> dict[str, str]:
    words = listed_words("ordinals")
    return {word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(words, 1)}


@cache
def _full_names() -> dict[str, tuple[str, ...]]:
    text = (files("newstables.scripts.link") / "lexicons" / "bodies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {letters: tuple(name.split()) for letters, name in rows}


def full_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return folded words with the letters of well-known bodies written out, without "the" and the genitive.

    Examples
    --------
    >>> full_words(("the", "wto", "s", "members"))
    ('world', 'trade', 'organization', 'members')
    """
    return tuple(full for word in words if word not in _IDLE for full in _full_names().get(word, (word,)))
