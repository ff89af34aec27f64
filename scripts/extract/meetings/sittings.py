"""Sittings of bodies - a parliament, a council, a committee - told by what was decided or said in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_words
from newstables.scripts.extract.meetings.cells import add_circumstances
from newstables.scripts.extract.meetings.mentions import Mention, status_of_verb
from newstables.scripts.extract.meetings.topics import add_topic
from newstables.scripts.extract.members import find_members, join_members
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


@cache
def bodies_that_sit() -> frozenset[str]:
    """Return the heads of the names of bodies whose decisions are taken in a sitting."""
    return frozenset(read_words("bodies_that_sit.txt"))


def read_sitting(reading: Reading, verb: Token) -> Mention | None:
    """Read "The Senate approved the bill on Monday": a body decided something in a sitting, on a day that is told."""
    if clauses.is_negated(verb):
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "the sanctions adopted by the council on Monday"
        deciding = list(clauses.agents(verb))
    elif clauses.tense(verb) not in (clauses.PAST, clauses.PERFECT):
        return None
    elif clauses.is_passive(verb):
        deciding = [agent for agent in clauses.agents(verb) if agent.i > verb.i]
    else:
        deciding = [subject for subject in clauses.subjects(verb) if subject.i < verb.i]
    bodies = [body for body in deciding if body.lemma_.lower() in bodies_that_sit()]
    if not bodies:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "session", "held", start, end, "meeting.verb.decide")
    mention.participants = _read_body(reading, bodies[0], mention.rule)
    add_circumstances(reading, mention, verb)
    if mention.when is None or mention.when.precision != "day":
        return None
    if any(place.rule == "place.clause" for place in mention.evidence):  # where what was decided is to be done
        mention.place, mention.country = None, None
        mention.evidence = [place for place in mention.evidence if place.column != "place"]
    if verb.dep_ == "acl":
        decided_on = [verb.head]
    else:
        decided_on = clauses.objects(verb) or [c for c in verb.children if c.dep_ == "xcomp"]
    for decided in decided_on:
        span = phrase_under(decided)
        if span is not None:
            mention.topic = span.text
            mention.evidence.append(reading.evidence("topic", span.start_char, span.end_char, "topic.decided"))
    return mention


def read_hearing(reading: Reading, verb: Token) -> Mention | None:
    """Read "The minister told the Senate's Energy Committee on Monday": somebody spoke in the sitting of a body."""
    if clauses.tense(verb) != clauses.PAST or clauses.is_negated(verb) or clauses.is_passive(verb):
        return None
    bodies = [noun for noun in clauses.objects(verb) if noun.lemma_.lower() in bodies_that_sit()]
    if not bodies:
        return _read_audience(reading, verb)
    rule = "meeting.verb.inform"
    start, end = clauses.clause(verb)
    mention = Mention(verb, "session", "held", start, end, rule)
    speakers = [m for m in find_members(reading, clauses.agents(verb), rule) if m.type == "person"]
    if not speakers:
        return None
    mention.participants = join_members([*speakers, *_read_body(reading, bodies[0], rule)])
    add_circumstances(reading, mention, verb)
    return mention if mention.when is not None and mention.when.precision == "day" else None


def _read_audience(reading: Reading, verb: Token) -> Mention | None:
    """Read "The president told **visiting** Premier X": whoever is on a visit is spoken to face to face."""
    if verb.lemma_ != "tell":
        return None
    rule = "meeting.verb.tell"
    told = [child for child in verb.children if child.dep_ in clauses.OBJECTS]
    guests = [n for n in told if any(word.lower_ == "visiting" for word in n.doc[n.left_edge.i : n.i])]
    for child in verb.children:  # as which the parse may take "visiting", too
        if child.lower_ == "visiting" and child.i == verb.i + 1:
            guests.extend(clauses.objects(child))
    hosts = [m for m in find_members(reading, clauses.agents(verb), rule) if m.type == "person"]
    others = [m for m in find_members(reading, guests, rule) if m.type == "person"]
    if not hosts or not others or {m.person for m in hosts} & {m.person for m in others}:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "meeting", "held", start, end, rule, join_members([*hosts, *others]))
    add_circumstances(reading, mention, verb)
    return mention


def read_testimony(reading: Reading, verb: Token) -> Mention | None:
    """Read "X testified before the Senate's Energy Committee": somebody was heard in the sitting of a body."""
    if clauses.is_negated(verb):
        return None
    bodies = [n for n in clauses.prepositional(verb, "before", "to") if n.lemma_.lower() in bodies_that_sit()]
    rule = "meeting.verb.testify"
    speakers = [m for m in find_members(reading, clauses.agents(verb), rule) if m.type == "person"]
    if not bodies or not speakers:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "session", status_of_verb(verb), start, end, rule)
    mention.participants = join_members([*speakers, *_read_body(reading, bodies[0], rule)])
    add_circumstances(reading, mention, verb)
    add_topic(reading, mention, verb, verb)
    return mention


def _read_body(reading: Reading, body: Token, rule: str) -> list[Member]:
    """Read a body by its name, else by the words that tell it, and whoever is told to lead it."""
    named = find_members(reading, [body], rule)
    if any(member.type != "person" for member in named):
        return named
    words = [t for t in clauses.phrase(body) if t.dep_ != "det"]
    words += [t for of in clauses.prepositional(body, "of") for t in clauses.phrase(of)]
    start, end = min(t.idx for t in words), max(t.idx + len(t) for t in words)
    place = reading.evidence(None, start, end, rule)
    return [*named, Member(reading.article.body[start:end], "organisation", (place,))]
