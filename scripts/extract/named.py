"""The member that a name stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import name_of_country
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.names.abbreviations import find_full_name
from newstables.scripts.extract.rows import Evidence, Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


def name_at(reading: Reading, token: Token) -> Name | None:
    """Return the name that a token is part of, or None."""
    start, end = token.idx, token.idx + len(token)
    return next((name for name in reading.names if name.start < end and start < name.end), None)


def names_in(reading: Reading, start: int, end: int) -> list[Name]:
    """Return the names that lie wholly between two offsets."""
    return [name for name in reading.names if start <= name.start and name.end <= end]


def from_name(reading: Reading, name: Name, rule: str) -> Member | None:
    """Make a member out of a name; None for a person who is not among the article's people."""
    evidence = (reading.evidence(None, name.start, name.end, rule),)
    if name.kind == "person":
        if name.person is None:
            return None
        return _person(reading, name.person, evidence)
    text = re.sub(r"^[Tt]he |['’]s$", "", name.text)
    if name.kind == "nationality":
        text = name_of_state(reading, name.country) or text
    if name.kind in ("country", "nationality"):
        return Member(text, "country", evidence, country=name.country)
    if text in read_pairs("capitals.tsv"):  # "talks between Lima and Quito"
        return Member(text, "country", evidence, country=read_pairs("capitals.tsv")[text])
    text = reading.full_name(text)
    full = find_full_name(reading.article.body, text)
    text = _spelt_out(reading, text) if full is None else reading.article.body[full[0] : full[1]]
    return Member(text, "organisation", evidence, country=name.country)


def _person(reading: Reading, index: int, evidence: tuple[Evidence, ...]) -> Member:
    person = reading.people[index]
    return Member(
        person.name,
        "person",
        evidence,
        person=index,
        role=person.role,
        organisation=person.organisation,
        country=person.country,
    )


def read_fused(reading: Reading, name: Name, rule: str) -> list[Member]:
    """Read two people by their last names that were taken for the name of one body: "between **X and Y**"."""
    found = []
    for part in name.text.split(" and "):
        known = [i for i, person in enumerate(reading.people) if person.name.split()[-1] == part]
        if len(known) != 1:
            return []
        start = name.start + name.text.index(part)
        found.append(_person(reading, known[0], (reading.evidence(None, start, start + len(part), rule),)))
    return found


def name_of_state(reading: Reading, country: str | None) -> str | None:
    """Return the name of a country as the article prints it, else the plain one; None for no country."""
    printed = (n.text for n in reading.names if n.kind == "country" and n.country == country)
    name = next(printed, None) or name_of_country(country or "")
    return re.sub(r"^[Tt]he |['’]s$", "", name) if name else None


def _spelt_out(reading: Reading, letters: str) -> str:
    """Return the name of a body that letters stand for, where the article prints it: "Coastal Trade Forum" of "CTF"."""
    if not (letters.isupper() and letters.isalpha() and len(letters) > 1):
        return letters
    for name in reading.names:
        if name.kind == "organisation" and len(name.text) > 2 * len(letters):
            text = re.sub(r"^[Tt]he |['’]s$", "", name.text)
            if "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper()) == letters:
                return text
    return letters
