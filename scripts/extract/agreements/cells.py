"""The cells of a mention of an agreement: when it was made, and which sum it is worth."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.mentions import Mention, noun_kinds
from newstables.scripts.extract.agreements.status import carrier_of, concerns, deciding_verb, signing_behind
from newstables.scripts.extract.circumstances import find_when
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.rows import Evidence, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.dates import Date
    from newstables.scripts.extract.quantities import Quantity
    from newstables.scripts.extract.reading import Reading

_ABOUT = r"(?:about|nearly|some|over|almost|around|roughly|an estimated|at least|up to|as much as|more than|less than)"
_WORTH = re.compile(rf"\b(?:worth|valued at|valuing|totall?ing|amounting to|estimated at)\s*(?:{_ABOUT}\s)?$")
_OF = re.compile(rf"\b(?:of|for)\s+(?:{_ABOUT}\s)?(?:an? )?$")
_EACH = re.compile(r"\s(?:per|an?|each|apiece|every)\b")
_GIVING = frozenset({"lend", "loan", "provide", "give", "grant", "pay", "extend", "contribute", "donate", "invest"})
_ELSEWHERE = frozenset({"after", "following", "since", "under", "despite", "before", "until", "without", "because"})
_RECENT = 7  # days within which a day told behind what was agreed is that of agreeing


def add_circumstances(reading: Reading, mention: Mention, anchor: Token) -> None:
    """Add what the clause tells of time and sum to a mention."""
    found = _when_signed(reading, anchor) if anchor.pos_ != "VERB" else None
    if found is None:
        made = mention.status in ("signed", "agreed")
        found = find_when(reading, anchor, until=reading.article.published + timedelta(days=1) if made else None)
        if found is not None and (
            _is_of_matter(reading, mention, anchor, found) or _is_of_other_act(mention, anchor, found[1])
        ):
            mention.elsewhere.add(found[1].start)
            found = None
    if found is None and mention.status in ("signed", "agreed"):
        found = _when_gathered(reading, anchor) or _only_when(reading, mention, anchor)
    if (
        found is not None
        and mention.status == "in_force"
        and anchor.pos_ != "VERB"
        and not _dates_itself(anchor, found[1])
    ):
        found = None  # what is told of an agreement in force has its own time
    if found is not None:
        mention.when, place = found
        mention.evidence.append(place)
    for quantity in reading.quantities:
        if quantity.kind == "money" and _is_worth(reading, mention, anchor, quantity):
            mention.amount, mention.currency, mention.qualifier = quantity.value, quantity.unit, quantity.qualifier
            mention.evidence.append(reading.evidence("amount", quantity.start, quantity.end, "amount.attached"))
            return


def _when_gathered(reading: Reading, anchor: Token) -> tuple[When, Evidence] | None:
    """Return the time of the meeting or visit at which sides agree: "at their meeting **last month**, they agreed"."""
    verb = anchor if anchor.pos_ == "VERB" else clauses.governor(anchor)
    for noun in clauses.attached(verb, "at", "during", "in") if verb is not None else ():
        if noun.lemma_.lower() not in read_pairs("meeting_nouns.tsv") and noun.lemma_.lower() not in word_set("visits"):
            continue
        start, end = noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)
        for date in reading.dates:
            if start <= date.start and date.end <= end and date.first <= reading.article.published:
                return _as_when(reading, date)
    return None


def _only_when(reading: Reading, mention: Mention, anchor: Token) -> tuple[When, Evidence] | None:
    """Return the one time that ends the sentence of what was agreed, where the parse hangs it on something else."""
    sentence = anchor.sent
    told = [d for d in reading.dates if sentence.start_char <= d.start and d.end <= sentence.end_char]
    if len(told) != 1 or told[0].start in mention.elsewhere or told[0].precision not in ("day", "week", "month"):
        return None
    rest = reading.article.body[told[0].end : sentence.end_char].strip(" .\n")
    before = reading.article.body[: told[0].start].rstrip()
    past = told[0].first <= reading.article.published
    return _as_when(reading, told[0]) if not rest and before.endswith(",") and past else None


def _as_when(reading: Reading, date: Date) -> tuple[When, Evidence]:
    place = reading.evidence("date", date.start, date.end, f"date.{date.precision}")
    return When(date.first, date.last, date.precision, date.text), place


def _when_signed(reading: Reading, noun: Token) -> tuple[When, Evidence] | None:
    """Return the time right behind "a deal signed ...": "a pact agreed **last month** that ended the war"."""
    verb = signing_behind(noun)
    if verb is None or verb.i < noun.i:
        return None
    for date in reading.dates:
        gap = reading.article.body[verb.idx + len(verb) : date.start] if date.start > verb.idx else "." * 99
        if len(gap) < 50 and not any(mark in gap for mark in (".", ",", ";", " that ", " which ", "\n")):
            place = reading.evidence("date", date.start, date.end, f"date.{date.precision}")
            return When(date.first, date.last, date.precision, date.text), place
    return None


def _is_another_signing(anchor: Token, place: Evidence) -> bool:
    """Tell whether a time is that of the signing of another agreement: "under a pact **agreed in May**, they ..."."""
    span = anchor.doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return False
    for token in anchor.doc[max(anchor.sent.start, span.start - 4) : span.start]:
        noun = anchor.doc[token.i - 1] if token.i > anchor.sent.start else None
        if noun is None or anchor in (noun, token) or not noun_kinds().get(noun.lemma_.lower()):
            continue
        if signing_behind(noun) == token:
            return True
    return False


def _is_of_matter(reading: Reading, mention: Mention, anchor: Token, found: tuple[When, Evidence]) -> bool:
    """Tell whether a time is that of what is agreed, not of agreeing: "agreed to meet **in May**"."""
    when, place = found
    if "century" in when.text or "decade" in when.text:
        return True
    if when.precision in ("year", "month", "range") and re.search(
        r"\bfor (?:the )?$", reading.article.body[: place.start][-9:]
    ):
        return True  # "gas deliveries for 2007"
    if _is_another_signing(anchor, place):
        return True
    above = anchor.head.head.lemma_.lower() if anchor.head.lower_ in ("on", "of", "for") else ""
    if above in word_set("nouns_around_agreements"):
        return not anchor.left_edge.idx <= place.start < anchor.idx  # "launched negotiations on the deal in April"
    noun = anchor.left_edge.idx <= place.start < anchor.right_edge.idx + len(anchor.right_edge)
    if anchor.pos_ != "VERB" and anchor.head.lower_ in _ELSEWHERE and not noun:
        mention.background = True  # "after an agreement to share water, a committee met on Sunday"
        return True
    subject = next((e for e in mention.evidence if e.column == "subject"), None)
    coming = any(c.lemma_ in word_set("verbs_of_coming") for c in anchor.children if c.dep_ == "xcomp")
    recent = not coming and when.precision == "day" and 0 <= (reading.article.published - when.first).days <= _RECENT
    if subject is not None and subject.start <= place.start < subject.end and place.start > anchor.idx:
        return not recent
    if anchor.pos_ == "VERB" and mention.kind == "joint_decision":
        for content in anchor.children:
            if content.dep_ in ("xcomp", "ccomp") and content.i > anchor.i:
                span = anchor.doc[content.left_edge.i : content.right_edge.i + 1]
                if span.start_char <= place.start < span.end_char:
                    return not recent
    return False


def _is_of_other_act(mention: Mention, anchor: Token, place: Evidence) -> bool:
    """Tell whether a time is that of what is done about an agreement: "on Monday she **defended** the deal"."""
    if anchor.pos_ == "VERB" or mention.status not in ("signed", "agreed") or signing_behind(anchor) is not None:
        return False
    if anchor.left_edge.idx <= place.start < anchor.right_edge.idx + len(anchor.right_edge):
        return False
    carrier = carrier_of(anchor)
    verb = deciding_verb(carrier)
    if verb is None:
        return False
    if concerns(carrier, verb):
        return verb.lemma_ in word_set("verbs_of_reacting")
    leads = carrier.head.lower_ in ("on", "over", "about", "into", "against", "amid", "to", "with")
    return leads and carrier.head.head.pos_ == "NOUN" and carrier.head.head.lemma_ not in word_set("nouns_of_making")


def _is_worth(reading: Reading, mention: Mention, anchor: Token, quantity: Quantity) -> bool:
    """Tell whether a sum is what the agreement is worth: "a $5 billion deal", "worth ...", "bought X for ..."."""
    body = reading.article.body
    before = body[max(0, quantity.start - 45) : quantity.start]
    if anchor.pos_ != "VERB":
        first, last = anchor.left_edge.idx, anchor.right_edge.idx + len(anchor.right_edge)
        if first <= quantity.start and quantity.end <= anchor.idx:
            return True
        verb = clauses.governor(anchor)
        if verb is not None and anchor in (*clauses.subjects(verb), *clauses.objects(verb)):
            start, end = clauses.clause(verb, anchor)
            if start <= quantity.start < end and _WORTH.search(before):
                return True
        gap = body[anchor.idx + len(anchor) : quantity.start] if quantity.start > anchor.idx else " " * 99
        if len(gap) < 45 and "." not in gap and _WORTH.search(gap):
            return True
        if not first <= quantity.start < last:
            return False
        behind = body[anchor.idx + len(anchor) : quantity.start]
        if _OF.search(before) and (mention.kind in ("loan_or_grant", "contract") or len(behind) <= 40):
            return _EACH.match(body, quantity.end) is None
        return bool(_WORTH.search(before))
    if not mention.start <= quantity.start < mention.end or _EACH.match(body, quantity.end):
        return False
    if _WORTH.search(before):
        return True
    if mention.kind == "contract":  # "bought X for ..."
        return bool(_OF.search(before))
    span = anchor.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None:
        return False
    giving = span.root.head
    return span.root.dep_ in clauses.OBJECTS and giving.lemma_ in _GIVING and giving.head == anchor


def _dates_itself(noun: Token, place: Evidence) -> bool:
    """Tell whether a time is that of an agreement's name or signing: "the 1998 treaty", "a pact signed in 1998"."""
    if noun.left_edge.idx <= place.start < noun.idx:
        return True
    if re.fullmatch(r"\s\(?(?:of\s)?(?:the\s)?", noun.doc.text[noun.idx + len(noun) : place.start]):
        return True  # "the accords of 1993"
    signing = signing_behind(noun)
    return signing is not None and signing.idx < place.start < signing.right_edge.idx + len(signing.right_edge) + 40
