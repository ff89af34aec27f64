"""With whom something is exchanged: bought from, sold to, built with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import find_members

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.extract.rows import Member


_LEADING = {
    "from": "verbs_of_taking",
    "to": "verbs_of_handing_over",
    "into": "verbs_of_putting",
    "with": "verbs_of_joint_work",
}


def exchanges(verb: Token) -> bool:
    """Tell whether a verb is one by which two sides exchange something or work together."""
    return any(verb.lemma_ in word_set(verbs) for verbs in _LEADING.values())


def find_exchanged_with(reading: Reading, verb: Token, rule: str) -> Iterator[Member]:
    """Yield the country or body with which something is exchanged: "to buy gas **from X**", "to lend **X** ..."."""
    lemma = verb.lemma_.lower()
    prepositions = [preposition for preposition, verbs in _LEADING.items() if lemma in word_set(verbs)]
    if lemma == "become":
        prepositions = ["of"]
    if not prepositions and lemma not in word_set("verbs_of_joining"):
        return
    heads = [
        p
        for word in verb.subtree
        if word.dep_ in ("prep", "dative") and word.lower_ in prepositions and not _is_apart(word, verb)
        for p in clauses.pobjs(word)
    ]
    if lemma in word_set("verbs_of_joining"):
        heads += clauses.objects(verb)
    if lemma in word_set("verbs_of_handing_over"):
        heads += [c for c in verb.children if c.dep_ == "dative" and c.pos_ == "PROPN"]
    for member in find_members(reading, heads, rule, capacity="party"):
        if member.type != "person":
            yield member


def _is_apart(word: Token, verb: Token) -> bool:
    """Tell whether a word stands in a clause of its own below a verb."""
    step = word
    while step not in (verb, step.head):
        if step.dep_ in ("relcl", "advcl", "ccomp", "conj") and step.pos_ == "VERB":
            return True
        step = step.head
    return False
