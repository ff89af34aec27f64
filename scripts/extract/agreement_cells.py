"""The cells of a mention of an agreement: when, which sum, and about what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreement_mentions import Mention, verb_statuses
from newstables.scripts.extract.agreement_status import concerns
from newstables.scripts.extract.circumstances import find_when
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import (
    name_at,
)
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.rows import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_SUBJECT = ("on", "about", "regarding", "concerning", "governing", "covering", "over")


_WORTH = re.compile(
    r"\b(?:worth|valued at|totall?ing|amounting to|estimated at)\s*(?:about|nearly|some|over|up to|more than)?\s*$"
)


_RELATIONAL = (
    "al",
    "ic",
    "ary",
    "ear",
    "ime",
    "ist",
)  # endings of adjectives that name a field: "electoral", "economic"


def add_circumstances(reading: Reading, mention: Mention, anchor: Token) -> None:
    """Add what the clause tells of time and sum (or place and mode) to a mention."""
    found = find_when(reading, anchor)
    if found is not None and mention.status == "in_force" and not _dates_itself(anchor, found[1]):
        found = None  # what is told of an agreement in force has its own time
    if found is not None:
        mention.when, place = found
        mention.evidence.append(place)
    first = anchor.left_edge.idx if anchor.pos_ != "VERB" else mention.start
    last = (anchor.right_edge.idx + len(anchor.right_edge)) if anchor.pos_ != "VERB" else mention.end
    for quantity in reading.quantities:
        if quantity.kind != "money" or not first <= quantity.start < last:
            continue
        before = reading.article.body[max(0, quantity.start - 40) : quantity.start]
        attached = (
            quantity.end <= anchor.idx
            or _WORTH.search(before)
            or (
                mention.kind in ("loan_or_grant", "contract")
                and re.search(r"\b(?:of|for)\s+(?:about |nearly |some |over |up to |more than )?$", before)
            )
        )
        if attached:
            mention.amount, mention.currency, mention.qualifier = quantity.value, quantity.unit, quantity.qualifier
            mention.evidence.append(reading.evidence("amount", quantity.start, quantity.end, "amount.attached"))
            return


def _dates_itself(noun: Token, place: Evidence) -> bool:
    """Tell whether a time is that of an agreement's name or signing: "the 1998 treaty", "a pact signed in 1998"."""
    if noun.left_edge.idx <= place.start < noun.idx:
        return True
    signing = [
        c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ in ("sign", "conclude", "reach", "agree")
    ]
    return any(c.left_edge.idx <= place.start < c.right_edge.idx + len(c.right_edge) for c in signing)


def add_subject(reading: Reading, mention: Mention, anchor: Token) -> None:
    """Add what the agreement is about, in the article's words, to a mention."""
    heads = list(clauses.prepositional(anchor, *_SUBJECT))
    for child in anchor.children:
        if (
            child.dep_ in ("acl", "relcl", "advcl", "xcomp")
            and child.i > anchor.i
            and child.tag_ in ("VB", "VBG")
            and child.lemma_ not in verb_statuses()
        ):
            heads.append(child)
    verb = clauses.governor(anchor)
    if not heads and verb is not None and concerns(anchor, verb):  # "signed a deal to supply gas"
        heads.extend(c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > anchor.i)
    if mention.kind in ("contract", "loan_or_grant") or not heads:
        heads.extend(clauses.prepositional(anchor, "for"))
    for head in heads:
        span = phrase_under(head)
        words = list(span) if span is not None else []
        while words and words[0].lower_ in ("to", "that", "which"):
            words.pop(0)
        if words:
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            mention.subject = reading.article.body[start:end]
            mention.evidence.append(reading.evidence("subject", start, end, "subject.phrase"))
            return
    nouns = [
        c
        for c in anchor.lefts
        if c.dep_ in ("compound", "amod", "nmod")
        and c.lower_ not in word_set("vague_before_agreements")
        and not _is_named(reading, c)
    ]
    nouns = [c for c in nouns if c.pos_ in ("NOUN", "PROPN") or (c.pos_ == "ADJ" and c.lower_.endswith(_RELATIONAL))]
    if nouns:
        start, end = nouns[0].idx, nouns[-1].idx + len(nouns[-1])
        if any(token.like_num for noun in nouns for token in noun.subtree):
            return
        for edge in nouns[0].subtree:
            if edge.i < nouns[0].i and not _is_named(reading, edge) and edge.pos_ in ("NOUN", "ADJ", "PROPN"):
                start = min(start, edge.idx)
        mention.subject = reading.article.body[start:end]
        mention.evidence.append(reading.evidence("subject", start, end, "subject.compound"))


def _is_named(reading: Reading, token: Token) -> bool:
    if any(date.start <= token.idx < date.end for date in reading.dates):
        return True
    name = name_at(reading, token)
    return name is not None and name.kind in ("country", "nationality", "place")
