"""Visits: who is told to be where, away from home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import find_members
from newstables.scripts.extract.named import name_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Visit:
    """A person away from home, and the name of the place where that is told."""

    person: int
    place: Name


def find_visits(reading: Reading) -> list[Visit]:
    """Find who visits what, now or soon: "arrived in Lima", "is in Peru for talks", "her trip to Oslo".

    Parameters
    ----------
    reading : Reading
        The article with its names and people.

    Returns
    -------
    list of Visit
        In the order of the text.
    """
    found: list[Visit] = []
    for token in reading.doc:
        if token.pos_ in ("VERB", "AUX"):
            places, travellers = _read_verb(token)
        elif token.lemma_.lower() in ("visit", "trip", "tour") and token.pos_ == "NOUN":
            places, travellers = _read_noun(token)
        else:
            continue
        named = [name for place in places if (name := name_at(reading, place)) and name.kind in ("place", "country")]
        people = [m.person for m in find_members(reading, travellers, "visit") if m.person is not None] if named else []
        found.extend(Visit(person, named[0]) for person in people)
    return found


def _read_verb(verb: Token) -> tuple[list[Token], list[Token]]:
    if clauses.is_negated(verb) or clauses.tense(verb) == clauses.HYPOTHETICAL:
        return [], []
    if any(child.lower_ in ("then", "later", "next", "afterwards") for child in verb.children):
        return [], []  # where somebody goes from here
    where: list[Token] = []
    if verb.lemma_ in word_set("verbs_of_motion") and verb.lemma_ != "return":
        where = [
            *clauses.prepositional(verb, "in", "to", "at"),
            *(clauses.objects(verb) if verb.lemma_ == "visit" else []),
        ]
    elif verb.lemma_ == "be" and clauses.tense(verb) == clauses.PRESENT:
        purpose = any(noun.lemma_ in ("visit", "talk", "talks") for noun in clauses.prepositional(verb, "for", "on"))
        where = list(clauses.prepositional(verb, "in")) if purpose else []
    return where, clauses.agents(verb) if where else []


def _read_noun(noun: Token) -> tuple[list[Token], list[Token]]:
    where = list(clauses.prepositional(noun, "to", "in", "of"))
    owners = [child for child in noun.children if child.dep_ == "poss"]
    verb = clauses.governor(noun)
    pays = verb is not None and verb.lemma_ in (
        "pay",
        "begin",
        "start",
        "be",
        "make",
        "arrive",
        "end",
        "wind",
        "conclude",
    )
    return where, owners or (clauses.agents(verb) if verb is not None and pays else [])
