"""Words of names: how likely each is part of a person's, and which are titles, offices and fields of offices."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_pairs, read_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NEVER = -22  # weight of a word that is next to never part of a person's name


UNKNOWN = 3  # weight of a capitalised word that was never seen


_GIVEN = 12  # weight of a given name that was never seen


@cache
def _weights() -> dict[str, int]:
    return {word: int(weight) for word, weight in read_pairs("name_words.tsv").items()}


def name_weight(word: str) -> int:
    """Return ten times the log-odds that a capitalised word is part of a person's name; 3 where it is not known."""
    known = _weights()
    weight = known.get(word)
    if weight is None and word.isupper() and len(word) > 2:
        weight = known.get(word.capitalize())
    if weight is None:
        return _GIVEN if word in given_names() else UNKNOWN
    return weight


@cache
def given_names() -> frozenset[str]:
    """Return given names of many languages."""
    return frozenset(read_words("given_names.txt"))


@cache
def human_verbs() -> frozenset[str]:
    """Return the lemmas of verbs whose subject is mostly a human being."""
    return frozenset(read_words("human_verbs.txt"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(read_words("titles.txt"))


@cache
def offices() -> frozenset[str]:
    """Return the heads of the words for offices, jobs and descriptions."""
    return frozenset(read_words("offices.txt"))


def is_title(word: str) -> bool:
    """Tell whether a word is a title that is no part of a name: "Mr", "Dr."."""
    return word.lower().rstrip(".") in _titles()


def is_office(token: Token) -> bool:
    """Tell whether a noun is an office, job or description of a person."""
    if token.tag_ in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ") and token.text.islower():
        return False
    return token.lemma_.lower() in offices() or token.lower_ in offices() or token.lower_.removesuffix("s") in offices()


def is_many(token: Token) -> bool:
    """Tell whether a noun stands in the plural, also where it opens a sentence: "**Guards** X and Y"."""
    if token.tag_ in ("NNS", "NNPS"):
        return True
    one = token.lower_.removesuffix("s")
    return token.tag_ == "NNP" and one != token.lower_ and one in offices() and token.lower_ not in offices()


@cache
def _fields() -> frozenset[str]:
    return frozenset(read_words("portfolios.txt"))


def is_field(word: str) -> bool:
    """Tell whether a word names the field or rank of an office: "Foreign", "Railways", "Deputy"."""
    return word.lower() in _fields()
