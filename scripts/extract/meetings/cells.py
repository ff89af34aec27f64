"""The cells of a mention of a meeting: when, where, by what means, and about what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.circumstances import find_place, find_when
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.meetings.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.extract.rows import Evidence


def add_circumstances(reading: Reading, mention: Mention, anchor: Token) -> None:
    """Add what the clause tells of time and sum (or place and mode) to a mention."""
    found = find_when(reading, anchor)
    if found is not None and not (mention.status == "planned" and _is_day_of_saying(reading, found[1], anchor)):
        mention.when, place = found
        mention.evidence.append(place)
        published = reading.article.published
        if mention.status == "ongoing" and _is_later(reading, place):
            mention.status = "planned"
        if mention.when.first > published and mention.status in ("ongoing", "unspecified", "held"):
            mention.status = "planned"
        elif mention.when.last < published and mention.when.precision == "day" and mention.status == "unspecified":
            mention.status = "held"
    where = find_place(reading, anchor)
    if where is not None:
        mention.place, mention.country, place = where
        mention.evidence.append(place)
    mention.mode = mention.mode or find_mode(reading.article.body[mention.start : mention.end])


def _is_later(reading: Reading, date: Evidence) -> bool:
    """Tell whether a time is still to come on its day: "were meeting **later** on Tuesday"."""
    return reading.article.body[: date.start].rstrip().endswith(("later", "later on"))


def _is_day_of_saying(reading: Reading, place: Evidence, anchor: Token) -> bool:
    """Tell whether a day is that on which a plan was told: "it will meet in Lima, the mayor said **on Monday**"."""
    span = reading.doc.char_span(place.start, place.end, alignment_mode="expand")
    verb = clauses.governor(span.root) if span is not None else None
    return (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_speech")
        and clauses.tense(verb) == clauses.PAST
        and verb.is_ancestor(anchor)
    )


_VIDEO = re.compile(
    r"\bvideo[ -]?(?:link|call|conference)|\b(?:by|via|over) video\b|\bteleconference\b|\bvirtually\b", re.IGNORECASE
)


_PHONE = re.compile(
    r"\b(?:by|on the|over the|via) (?:tele)?phone\b|\b(?:tele)?phone (?:call|conversation|talks?)\b", re.IGNORECASE
)


def find_mode(words: str) -> str | None:
    """Return how people came together, where words say that it was not in one room."""
    return "video" if _VIDEO.search(words) else "phone" if _PHONE.search(words) else None
