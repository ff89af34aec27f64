"""What one clause tells of a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.rows import Evidence, Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token


COMING = frozenset({"meet", "convene", "gather"})
"""Verbs of coming together."""


@dataclass(slots=True)
class Mention:
    """What one clause tells of a meeting."""

    trigger: Token
    kind: str
    status: str
    start: int
    end: int
    rule: str
    participants: list[Member] = field(default_factory=list)
    when: When | None = None
    place: str | None = None
    country: str | None = None
    topic: str | None = None
    mode: str | None = None
    number: int | None = 1
    definite: bool = False
    anaphoric: bool = False
    reported: bool = False
    stated: bool = False
    label: frozenset[str] = frozenset()
    plural: bool = False
    wished: bool = False
    edge: str | None = None
    days: int | None = None
    evidence: list[Evidence] = field(default_factory=list)


def status_of_verb(verb: Token) -> str:
    """Return the status of a meeting by the tense of the verb that tells of it."""
    tense = clauses.tense(verb)
    helpers = {aux.lower_ for aux in clauses.auxiliaries(verb)}
    if tense == clauses.PAST and verb.tag_ == "VBG" and helpers & {"was", "were"}:
        return "ongoing"  # "he said that talks were taking place"
    if tense in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return "planned"
    if tense in (clauses.PRESENT, clauses.PROGRESSIVE):
        return "ongoing"
    return "held"


_IN_THOUGHT = frozenset({"if", "unless", "until", "whether"})


def is_thought_of(verb: Token) -> bool:
    """Tell whether a clause is only thought of: "**if** they meet", "**whether** they met", "**should** they meet"."""
    step = verb
    while True:
        if any(child.dep_ == "mark" and child.lower_ in _IN_THOUGHT for child in step.children):
            return True
        before = [aux for aux in clauses.auxiliaries(step) if aux.lower_ == "should"]
        if before and any(s.i > before[0].i for s in step.children if s.dep_ in clauses.SUBJECTS):
            return True
        if step.dep_ not in ("xcomp", "conj", "ccomp") or step.head.pos_ not in ("VERB", "AUX"):
            return False
        step = step.head
