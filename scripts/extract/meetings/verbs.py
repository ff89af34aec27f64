"""Verbs that say that people came together - "met", "received", "negotiated with" - or that a body sat."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.meetings.cells import add_circumstances, find_mode
from newstables.scripts.extract.meetings.mentions import COMING, Mention, is_thought_of, status_of_verb
from newstables.scripts.extract.meetings.sittings import bodies_that_sit, read_hearing, read_sitting, read_testimony
from newstables.scripts.extract.meetings.topics import add_topic
from newstables.scripts.extract.members import find_members, join_members
from newstables.scripts.extract.named import name_at
from newstables.scripts.extract.rows import Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_SPORT = re.compile(
    r"\b(?:finals?|semi-?finals?|quarter-?finals?|match|game|league|cup|championship|playoffs?|derby|kick-?off|[0-9]{1,3}-[0-9]{1,3})\b",
    re.IGNORECASE,
)


_SPEAKING = frozenset({"speak", "talk"})


@cache
def _verbs() -> dict[str, str]:
    return read_pairs("meeting_verbs.tsv")


_PRESS = frozenset({"reporter", "journalist", "press", "media"})
_LONGEST_GROUP = 5  # words that tell people who are not named


def read_verb(reading: Reading, verb: Token) -> Mention | None:
    """Read a verb of meeting; None where the verb does not say that people came together."""
    if verb.lemma_ in word_set("verbs_of_deciding"):
        return read_sitting(reading, verb)
    if verb.lemma_ in ("testify", "appear"):
        return read_testimony(reading, verb)
    if verb.lemma_ in ("join", "participate", "attend") and not clauses.objects(verb):
        return _read_joining(reading, verb)
    if verb.lemma_ in word_set("verbs_of_informing"):
        return read_hearing(reading, verb)
    kind = _verb_kind(reading, verb)
    if kind is None:
        return None
    since = list(clauses.prepositional(verb, "since"))
    if clauses.is_negated(verb) and not (since and clauses.tense(verb) == clauses.PERFECT):
        return None  # but "they have not met since March" tells of a meeting in March
    if verb.lemma_ in COMING and _names_what_for(verb):
        return None  # "gathered for a summit": the noun tells it
    rule = f"meeting.verb.{verb.lemma_}"
    agents, others = clauses.agents(verb), [*clauses.objects(verb), *clauses.prepositional(verb, "with", "by")]
    if verb.lemma_ == "call":
        others = list(clauses.prepositional(verb, "on", "upon"))
    if verb.lemma_ == "discuss":  # what is discussed is nobody
        others = list(clauses.attached(verb, "with"))
    if clauses.is_passive(verb):
        agents, others = clauses.objects(verb), clauses.agents(verb)
    host = "host" if verb.lemma_ in ("receive", "host") else "participant"
    sides = [find_members(reading, agents, rule, capacity=host), find_members(reading, others, rule)]
    if not sides[1] and kind == "meeting" and sides[0]:
        sides[1] = _unnamed(reading, verb, others, rule)
    people = join_members(member for side in sides for member in side)
    plural_subject = len(sides[0]) > 1 or any(token.tag_ in ("NNS", "NNPS") for token in agents)
    if verb.lemma_ in ("discuss", "gather") and not others and not _come_together(verb, sides[0]):
        return None
    body = _body_that_meets(reading, agents, rule) if verb.lemma_ in COMING and not others else None
    people = people or ([body] if body is not None else [])
    alone = verb.lemma_ in COMING and not others and not people and any(t.tag_ in ("NNS", "NNPS") for t in agents)
    if not people and not alone:
        return None
    if len(people) < 2 and verb.lemma_ == "negotiate" and clauses.is_passive(verb):
        return None  # "a rebate negotiated by X": with whom is not told
    if len(people) < 2 and verb.lemma_ == "meet" and others and all(token.pos_ == "PRON" for token in others):
        return None  # "when I met him"
    if not sides[1] and not plural_subject and body is None and not any(_is_met(verb, token) for token in others):
        return None
    if verb.lemma_ in ("receive", "host", "welcome", "brief", "interview") and not (
        any(m.type == "person" for m in sides[1]) and sides[0]
    ):
        return None
    if verb.lemma_ == "meet" and others and all(token.lemma_.lower() in _PRESS for token in others):
        return None
    if verb.lemma_ == "meet" and any(token.lemma_.lower() in word_set("what_one_meets") for token in others):
        return None
    if verb.lemma_ == "meet" and clauses.is_passive(verb) and _is_welcome(verb):
        return None
    among_themselves = len(sides[0]) > 1 and not clauses.objects(verb)  # "X and Y met with both saying ..."
    if (
        verb.lemma_ == "meet"
        and not among_themselves
        and others
        and not sides[1]
        and not any(_is_met(verb, t) for t in others)
        and not _may_be_met(others)
    ):
        return None
    if not any(member.type == "person" for member in people) and _is_match(reading, verb):
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, kind, status_of_verb(verb), start, end, rule, participants=people)
    if clauses.is_negated(verb):
        last = next((d for noun in since for d in reading.dates if d.start <= noun.idx < d.end), None)
        if last is None:
            return None
        mention.when = When(last.first, last.last, last.precision, last.text)
        mention.evidence.append(reading.evidence("date", last.start, last.end, "date.since"))
        return mention
    mention.wished = is_thought_of(verb)
    if verb.lemma_ == "discuss" and not others and all(_points_back(token) for token in agents):
        mention.definite = mention.anaphoric = True  # "The two leaders also discussed trade"
    mention.mode = "phone" if verb.lemma_ in ("telephone", "phone") else None
    add_circumstances(reading, mention, verb)
    if alone or body is not None:
        dated = mention.when is not None and mention.when.precision in ("day", "range")
        known = body is not None or any(_is_group(token) for token in agents)
        if not (dated and mention.place is not None) and not (known and (dated or mention.place is not None)):
            return None  # whoever "psychiatrists" are, a day and a place tell of a meeting
    add_topic(reading, mention, verb, verb)
    mention.number = _times(verb)
    mention.stated = alone
    return mention


def _points_back(subject: Token) -> bool:
    """Tell whether a subject points at people who were told before: "they", "both leaders", "the two sides"."""
    words = {child.lower_ for child in subject.lefts}
    return subject.lower_ in ("they", "both", "two") or (subject.tag_ == "NNS" and bool(words & {"both", "two", "the"}))


_TIMES = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


def _times(verb: Token) -> int | None:
    """Return how many meetings a verb tells of: "have met three times"; 1 where it does not say."""
    for child in verb.subtree:
        if child.lower_ == "twice" and verb in (child.head, child.head.head):
            return 2
        if child.head != verb:
            continue
        if child.lemma_ in ("time", "occasion") and child.tag_ == "NNS":
            counts = [_TIMES.get(left.lower_) for left in child.lefts]
            return next((count for count in counts if count is not None), None)
    return 1


def _is_match(reading: Reading, verb: Token) -> bool:
    """Tell whether a sentence is about sport: it names a match or a score, not days ("on May 17-19")."""
    start = verb.sent.start_char
    return any(
        not any(date.start <= start + found.start() < date.end for date in reading.dates)
        for found in _SPORT.finditer(verb.sent.text)
    )


def _verb_kind(reading: Reading, verb: Token) -> str | None:
    lemma = verb.lemma_.lower()
    if lemma in _verbs():
        return _verbs()[lemma]
    if lemma in ("receive", "host"):
        return "meeting"
    if lemma == "call" and any(child.lower_ in ("on", "upon") and clauses.pobjs(child) for child in verb.children):
        on = next(child for child in verb.children if child.lower_ in ("on", "upon"))
        people = [name_at(reading, obj) for obj in clauses.pobjs(on)]
        if any(name is not None and name.kind == "person" for name in people) and not any(
            child.dep_ == "xcomp" for child in verb.children
        ):
            return "meeting"
    if lemma in _SPEAKING and _by_phone(verb):
        return "call"
    if lemma == "talk" and any(child.lower_ == "with" and _is_person(reading, child) for child in verb.children):
        return "talks"
    if lemma == "discuss":
        return "talks"
    if lemma == "gather" and not clauses.objects(verb):
        return "meeting"
    return None


def _read_joining(reading: Reading, verb: Token) -> Mention | None:
    """Read "X joined by video link": X takes part, from afar, in the meeting told before."""
    start, end = clauses.clause(verb)
    mode = find_mode(reading.article.body[verb.idx : end])
    people = find_members(reading, clauses.subjects(verb), "meeting.verb.join") if mode else []
    if not people or clauses.is_negated(verb):
        return None
    mention = Mention(verb, "meeting", status_of_verb(verb), start, end, "meeting.verb.join", people)
    mention.participants = [replace(member, mode=mode) for member in people]
    mention.mode, mention.anaphoric = mode, True
    return mention


def _come_together(verb: Token, subjects: list[Member]) -> bool:
    """Tell whether people discuss with each other, or gather in order to: not "crowds gathered"."""
    if verb.lemma_ == "discuss":
        return len([member for member in subjects if member.type == "person"]) >= 2
    return any(
        inner.lemma_ in word_set("verbs_of_discussing") | {"talk", "negotiate", "sign"}
        for child in verb.children
        if child.dep_ in ("advcl", "xcomp")
        for inner in (child, *child.conjuncts)
    ) or any(noun.lemma_.lower() in word_set("nouns_for_meetings") for noun in clauses.prepositional(verb, "for", "at"))


def _body_that_meets(reading: Reading, agents: list[Token], rule: str) -> Member | None:
    """Return the body that meets by itself: "the board of Orbis met in Oslo", "a committee would meet on Friday"."""
    for agent in agents:
        if agent.tag_ in ("NN", "NNP") and agent.lemma_.lower() in bodies_that_sit() | {"government"}:
            named = find_members(reading, [agent], rule)
            if named:
                return named[0]
            words = [t for t in clauses.phrase(agent) if t.dep_ != "det"]
            for of in clauses.prepositional(agent, "of"):
                words.extend(clauses.phrase(of))
            first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
            start, end = first.idx, last.idx + len(last)
            text = reading.article.body[start:end]
            return Member(text, "organisation", (reading.evidence(None, start, end, rule),))
    return None


def _is_welcome(verb: Token) -> bool:
    """Tell whether somebody who arrives is met: "was met at the airport by the mayor"."""
    return any(noun.lemma_.lower() in ("airport", "station", "port") for noun in clauses.prepositional(verb, "at"))


def _is_met(verb: Token, token: Token) -> bool:
    """Tell whether a noun is somebody who is met: a group, or, behind "met with", any plural but trouble and noise."""
    if _is_group(token):
        return True
    return (
        verb.lemma_ == "meet"
        and token.tag_ in ("NNS", "NNPS")
        and token.head.lower_ == "with"
        and token.lemma_.lower() not in word_set("what_one_meets_with")
    )


def _unnamed(reading: Reading, verb: Token, others: list[Token], rule: str) -> list[Member]:
    """Read people who are met and not named: "international observers", "families of the victims"."""
    found = []
    for token in others:
        if token.tag_ != "NNS" or not _is_met(verb, token) or token.lemma_.lower() in _PRESS:
            continue
        words = [t for t in clauses.phrase(token) if t.dep_ not in ("det", "predet", "poss", "case")]
        of = [t for noun in clauses.prepositional(token, "of") for t in clauses.phrase(noun)]
        if not words or len(words) > _LONGEST_GROUP or any(t.text == "," for t in words):
            continue
        start, end = words[0].idx, max(t.idx + len(t) for t in (*words, *of[:_LONGEST_GROUP]))
        place = reading.evidence(None, start, end, rule)
        found.append(Member(reading.article.body[start:end], "organisation", (place,)))
    return found


def _is_group(token: Token) -> bool:
    """Tell whether a noun is a group of people that one can meet: "a panel", "families of the victims"."""
    return token.lower_ in _groups() or token.lemma_.lower() in _groups()


def _names_what_for(verb: Token) -> bool:
    """Tell whether people come together for something that is a meeting by its name."""
    nouns = clauses.prepositional(verb, "for", "at")
    return not clauses.objects(verb) and any(noun.lemma_.lower() in ("summit", "conference", "forum") for noun in nouns)


def _is_person(reading: Reading, preposition: Token) -> bool:
    names = [name_at(reading, noun) for noun in clauses.pobjs(preposition)]
    return any(name is not None and name.kind == "person" for name in names)


@cache
def _groups() -> frozenset[str]:
    return frozenset(
        " ".join(
            [
                *read_words("group_nouns.txt"),
                "panel delegation team committee family group council cabinet crowd counterpart",
            ]
        ).split()
    )


def _may_be_met(others: list[Token]) -> bool:
    """Tell whether an object of "meet" can be a person: not "meet demand", "meet the criteria"."""
    return any(token.ent_type_ == "PERSON" for token in others)


def _by_phone(verb: Token) -> bool:
    return any(
        child.lower_ in ("by", "on", "over", "via")
        and any(obj.lower_ in ("phone", "telephone", "video", "videoconference") for obj in clauses.pobjs(child))
        for child in verb.children
    )
