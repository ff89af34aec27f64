"""The rows that one article gives, each with the places that support it.

Extraction returns these; linking joins them across articles and gives them ids. Vocabularies are those of
`newstables.schemas.vocabularies`; offsets are code points into a part of the article, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in an article that supports a row (`column` None) or one of its cells."""

    column: str | None
    start: int
    end: int
    quote: str
    rule: str
    part: str = "body"


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time: first and last day, how exact it is, and the words that give it."""

    first: date
    last: date
    precision: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A named human being, as this article tells of them.

    `evidence` holds one place with column None for each mention by a form of the name, in order;
    `forms` the distinct forms printed other than `name`, in order of appearance.
    """

    name: str
    forms: tuple[str, ...]
    role: str | None
    organisation: str | None
    country: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Who takes part in a meeting, or is a party to an agreement.

    `person` is the index of the person in `Extraction.people` where `type` is ``person``. `mode` is for meetings only.
    """

    name: str
    type: str
    evidence: tuple[Evidence, ...]
    person: int | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    capacity: str = "participant"
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting that this article reports."""

    kind: str
    status: str
    evidence: tuple[Evidence, ...]
    participants: tuple[Member, ...] = ()
    mode: str | None = None
    when: When | None = None
    place: str | None = None
    country: str | None = None
    topic: str | None = None
    number: int | None = 1
    attributed_to: str | None = None
    label: tuple[str, ...] = ()
    """Words that tell it from others of its kind - a name, an ordinal, a year -, by which it is linked."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement that this article reports or names."""

    kind: str
    status: str
    evidence: tuple[Evidence, ...]
    parties: tuple[Member, ...] = ()
    name: str | None = None
    when: When | None = None
    subject: str | None = None
    amount: float | None = None
    currency: str | None = None
    amount_qualifier: str | None = None
    amount_per: str | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity printed in the body; `text` is ``body[start:end]``."""

    text: str
    start: int
    end: int
    kind: str
    value: float
    sense: str
    evidence: tuple[Evidence, ...]
    value_max: float | None = None
    unit: str | None = None
    per: str | None = None
    qualifier: str | None = None
    measure: str | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All rows of one article."""

    people: tuple[Person, ...] = field(default=())
    meetings: tuple[Meeting, ...] = field(default=())
    agreements: tuple[Agreement, ...] = field(default=())
    figures: tuple[Figure, ...] = field(default=())
