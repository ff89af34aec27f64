"""What one clause tells of an agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.rows import Evidence, Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Mention:
    """What one clause tells of an agreement."""

    trigger: Token
    kind: str
    status: str
    start: int
    end: int
    rule: str
    name: str | None = None
    parties: list[Member] = field(default_factory=list)
    when: When | None = None
    subject: str | None = None
    amount: float | None = None
    currency: str | None = None
    qualifier: str | None = None
    definite: bool = False
    indefinite: bool = False
    governed: bool = False
    background: bool = False
    partnered: bool = False
    plural: bool = False
    elsewhere: set[int] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)


@cache
def noun_kinds() -> dict[str, str]:
    """Return the kind of agreement that each noun names."""
    return read_pairs("agreement_nouns.tsv")


@cache
def verb_statuses() -> dict[str, str]:
    """Return what becomes of an agreement by the verb that it is the object or subject of."""
    return read_pairs("agreement_verbs.tsv")


_PHRASAL = {("turn", "down"): "rejected", ("throw", "out"): "rejected"}


def status_told_by(verb: Token) -> str | None:
    """Return what a verb and its particle say becomes of an agreement: of "turned **down**", that it is rejected."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt" and (lemma, child.lower_) in _PHRASAL:
            return _PHRASAL[lemma, child.lower_]
    return verb_statuses().get(lemma)
