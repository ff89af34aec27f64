"""The cells of a mention of a meeting: when, where, by what means, and about what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.circumstances import find_place, find_when
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.meeting_mentions import Mention
from newstables.scripts.extract.members import (
    name_at,
)
from newstables.scripts.extract.phrases import phrase_under

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_TOPIC = ("on", "about", "over", "regarding", "concerning", "into")


def add_circumstances(reading: Reading, mention: Mention, anchor: Token) -> None:
    """Add what the clause tells of time and sum (or place and mode) to a mention."""
    found = find_when(reading, anchor)
    if found is not None:
        mention.when, place = found
        mention.evidence.append(place)
        published = reading.article.published
        if mention.when.first > published and mention.status in ("ongoing", "unspecified", "held"):
            mention.status = "planned"
        elif mention.when.last < published and mention.when.precision == "day" and mention.status == "unspecified":
            mention.status = "held"
    where = find_place(reading, anchor)
    if where is not None:
        mention.place, mention.country, place = where
        mention.evidence.append(place)
    mention.mode = mention.mode or find_mode(reading.article.body[mention.start : mention.end])


_VIDEO = re.compile(
    r"\bvideo[ -]?(?:link|call|conference)|\b(?:by|via|over) video\b|\bteleconference\b|\bvirtually\b", re.IGNORECASE
)


_PHONE = re.compile(
    r"\b(?:by|on the|over the|via) (?:tele)?phone\b|\b(?:tele)?phone (?:call|conversation|talks?)\b", re.IGNORECASE
)


def find_mode(words: str) -> str | None:
    """Return how people came together, where words say that it was not in one room."""
    return "video" if _VIDEO.search(words) else "phone" if _PHONE.search(words) else None


def add_topic(reading: Reading, mention: Mention, anchor: Token, verb: Token | None) -> None:
    """Read what a meeting is about: "talks on gas", "met to discuss gas", "gas talks"."""
    heads = [h for h in clauses.prepositional(anchor, *_TOPIC) if not _is_time(reading, h)]
    for source in {anchor.i: anchor, **({verb.i: verb} if verb is not None else {})}.values():
        for child in source.children:
            if child.dep_ in ("advcl", "xcomp", "acl", "relcl") and (source == anchor or child.i > anchor.i):
                heads.extend(_discussed(child))
    heads.extend(h for h in clauses.attached(anchor, *_TOPIC) if h not in heads and not _is_time(reading, h))
    for head in heads:
        span = phrase_under(head) if head.pos_ != "PRON" and head.lemma_ not in word_set("no_topic") else None
        if span is not None:
            mention.topic = span.text
            mention.evidence.append(reading.evidence("topic", span.start_char, span.end_char, "topic.phrase"))
            return
    for child in anchor.children:
        if child.dep_ in ("acl", "advcl", "xcomp") and child.tag_ == "VB" and child.i > anchor.i:
            span = phrase_under(child)
            words = list(span) if span is not None else []
            while words and words[0].lower_ == "to":
                words.pop(0)
            if words:
                mention.topic = reading.doc[words[0].i : words[-1].i + 1].text
                mention.evidence.append(
                    reading.evidence("topic", words[0].idx, words[-1].idx + len(words[-1]), "topic.purpose")
                )
                return
    compounds = [
        c
        for c in anchor.lefts
        if c.dep_ in ("compound", "amod")
        and name_at(reading, c) is None
        and c.lower_ not in word_set("vague_before_meetings")
        and c.pos_ in ("NOUN", "ADJ")
    ]
    nouns = [c for c in compounds if c.pos_ == "NOUN"]
    if mention.kind == "talks" and nouns:
        first, last = nouns[0], nouns[-1]
        first = first.left_edge if name_at(reading, first.left_edge) is None else first
        mention.topic = reading.article.body[first.idx : last.idx + len(last)]
        mention.evidence.append(reading.evidence("topic", first.idx, last.idx + len(last), "topic.compound"))


def _discussed(clause: Token) -> list[Token]:
    """Return what a clause says was discussed: "to explore ways ...", "which focused on ..."."""
    found: list[Token] = []
    for verb in clause.subtree:
        if verb.lemma_ in word_set("verbs_of_discussing") and verb.pos_ == "VERB":
            objects = clauses.objects(verb) if not clauses.is_passive(verb) else []
            vague = [o for o in objects if o.lemma_ in ("way", "avenue", "means", "issue", "matter", "possibility")]
            for o in vague:
                found.extend([*clauses.prepositional(o, "for", "of"), *clauses.prepositional(verb, "for")])
            found.extend(o for o in objects if o not in vague)
            found.extend(clauses.prepositional(verb, "on", "about"))
    return found


def _is_time(reading: Reading, token: Token) -> bool:
    return any(date.start <= token.idx < date.end for date in reading.dates)
