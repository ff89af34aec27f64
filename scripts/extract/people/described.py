"""One cell of a person with the words that give it, and the names that stand at a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Described:
    """One cell of a person, with the words that give it."""

    column: str
    value: str
    start: int
    end: int
    rule: str


def is_person(reading: Reading, token: Token) -> bool:
    """Tell whether a word is part of a person's name."""
    name = name_over(reading, token)
    return name is not None and name.kind == "person"


def name_over(reading: Reading, token: Token) -> Name | None:
    """Return the name that a word is part of, or None."""
    return reading.name_at(token.idx)


def own_words(text: str) -> str:
    """Return a name without the possessive behind it."""
    return text.removesuffix("'s").removesuffix("’s")


def countries_in(name: Name) -> list[str]:
    """Return the countries that a name tells of: its own, and those in the name of a body."""
    if name.country:
        return [name.country]
    if name.kind != "organisation":
        return []
    text = own_words(name.text).removeprefix("the ").removeprefix("The ")
    if text in read_pairs("bodies_of_states.tsv"):
        return [read_pairs("bodies_of_states.tsv")[text]]
    words = [word.removesuffix("'s").removesuffix("’s") for word in name.text.split()]
    runs = [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
    codes = [code for run in runs if (code := code_of_country(run) or code_of_nationality(run))]
    return codes[:1]
