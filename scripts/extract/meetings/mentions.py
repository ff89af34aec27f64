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
    evidence: list[Evidence] = field(default_factory=list)


def status_of_tense(tense: str) -> str:
    """Return the status of a meeting by the tense of the verb that tells of it."""
    if tense in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return "planned"
    if tense in (clauses.PRESENT, clauses.PROGRESSIVE):
        return "ongoing"
    return "held"
