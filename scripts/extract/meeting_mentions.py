"""Mentions of meetings: each noun or verb that says that people, bodies or states came together.

One mention is what one clause tells; `newstables.scripts.extract.meetings` joins the mentions of one meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.circumstances import find_place, find_when
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.members import drop_inner, find_members, from_name, join_members, name_at, names_in
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.rows import Evidence, Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_BEFORE = ("before", "ahead", "for", "until", "pending")
_DURING = ("after", "during", "at", "in", "following", "since", "from", "with", "by", "through", "upon", "on")
_TOPIC = ("on", "about", "over", "regarding", "concerning", "into")
_COUNTS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_SPORT = re.compile(
    r"\b(?:finals?|semi-?finals?|quarter-?finals?|match|game|league|cup|championship|playoffs?|derby|kick-?off|[0-9]{1,3}-[0-9]{1,3})\b",
    re.IGNORECASE,
)
_SPEAKING = frozenset({"speak", "talk"})
_CHAIRING = {"chair": "chair", "co-chair": "chair", "preside": "chair", "host": "host", "lead": "head_of_delegation"}


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


@cache
def _nouns() -> dict[str, str]:
    return read_pairs("meeting_nouns.tsv")


@cache
def _verbs() -> dict[str, str]:
    return read_pairs("meeting_verbs.tsv")


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(" ".join(read_words("light_verbs.txt")).split())


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of meetings in an article, in the order of the text."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = _noun_kind(reading, token)
            if kind is not None:
                yield _read_noun(reading, token, kind)
        elif token.pos_ == "VERB":
            mention = _read_verb(reading, token)
            if mention is not None:
                yield mention


def _noun_kind(reading: Reading, token: Token) -> str | None:
    """Return the kind of meeting that a noun names, or None where it names none."""
    lemma = token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_
    kind = _nouns().get(lemma) or _nouns().get(token.lower_) or _nouns().get(token.lower_.removesuffix("s"))
    if kind is None or (token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    if token.lower_ in ("talk",) or (lemma == "talk" and token.lower_ != "talks"):
        return None
    before = {t.lower_ for t in token.lefts} | {token.nbor(-1).lower_ if token.i else ""}
    if before & word_set("no_meeting_before"):
        return None
    if kind == "call" and lemma in ("call",) and not before & {"phone", "telephone", "conference", "video"}:
        return None
    if lemma == "conversation" and not before & {"phone", "telephone", "video"}:
        return None
    determined = any(child.dep_ in ("det", "poss", "nummod", "amod", "compound") for child in token.lefts)
    if (
        lemma in word_set("meetings_in_general")
        and token.tag_ == "NN"
        and token.dep_ == "pobj"
        and not any(c.dep_ in ("det", "poss") for c in token.lefts)
    ):
        return None  # "a mechanism for dialogue"
    verb = clauses.governor(token)
    if (
        verb is not None
        and verb.lemma_ in ("initiate", "found", "establish", "create", "deny")
        and _concerns(token, verb)
        and determined
    ):
        return None  # "the forum was founded in 2003": the institution
    if lemma in ("congress", "convention", "forum") and token.text[:1].isupper():
        name = name_at(reading, token)
        if lemma == "congress" or (name is not None and name.kind == "organisation" and not _is_event(token)):
            return None
    if kind == "meeting" and "summit" in before:
        return "summit"
    if lemma == "audience" and not any(child.lower_ == "with" for child in token.children):
        return None
    return kind


def _is_event(token: Token) -> bool:
    """Tell whether a capitalised noun names something that is held rather than a body."""
    verb = clauses.governor(token)
    return (verb is not None and verb.lemma_ in _light_verbs() | {"take", "attend"}) or token.head.lower_ in (
        "at",
        "during",
    )


def _read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    verb = clauses.governor(token)
    start, end = clauses.clause(token)
    mention = Mention(token, kind, _noun_status(token, verb), start, end, f"meeting.noun.{token.lemma_.lower()}")
    lefts = {child.lower_ for child in token.lefts}
    mention.definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its", "his", "her"})
    mention.label = _label(token)
    mention.stated = verb is not None and _concerns(token, verb) and verb.lemma_ in word_set("verbs_of_happening")
    mention.reported = (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_reporting")
        and _preposition(token) in ("after", "following")
    )
    mention.anaphoric = mention.definite and _says_nothing_new(token)
    mention.plural = token.tag_ in ("NNS", "NNPS") and token.lower_ not in (
        "talks",
        "negotiations",
        "discussions",
        "consultations",
    )
    mention.number = _number(token, mention.plural)
    mention.participants = drop_inner(join_members(_noun_participants(reading, token, verb, mention.rule)))
    _add_circumstances(reading, mention, token)
    if verb is not None and mention.mode is not None and verb.lemma_ in ("participate", "join", "attend", "take"):
        mention.participants = [replace(member, mode=mention.mode) for member in mention.participants]
    _add_topic(reading, mention, token, verb)
    return mention


def _label(token: Token) -> frozenset[str]:
    """Return the words that tell a summit or conference from others: its name, its ordinal, its year."""
    words = list(clauses.phrase(token)) + [t for of in clauses.prepositional(token, "of") for t in clauses.phrase(of)]
    return frozenset(
        t.lower_.removesuffix("s")
        for t in words
        if t != token and (t.text[:1].isupper() or t.text[:1].isdigit() or t.ent_type_ == "ORDINAL")
    )


def _says_nothing_new(token: Token) -> bool:
    """Tell whether a definite noun only points back: "the meeting", "this two-day summit"."""
    told = [
        c
        for c in token.lefts
        if c.dep_ not in ("det", "punct", "predet")
        and not (
            c.dep_ in ("amod", "compound", "nummod")
            and c.lower_ in word_set("vague_before_meetings") | {"landmark", "historic", "same", "said", "ongoing"}
        )
    ]
    own = any(clauses.prepositional(token, "between", "with", "among", "of"))
    return (
        not told
        and not own
        and not any(c.dep_ in ("acl", "relcl") and c.lemma_ in ("hold", "schedule") for c in token.children)
    )


def _noun_participants(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    partners = list(clauses.prepositional(token, "with", "among", "involving"))
    between = list(clauses.prepositional(token, "between"))
    if not partners and not between:
        partners = [p for p in clauses.attached(token, "with") if p.i > token.i]
    if verb is not None and not partners and not between and _concerns(token, verb):
        partners = [p for p in clauses.prepositional(verb, "with") if p.i > token.i]
        between = [p for p in clauses.prepositional(verb, "between") if p.i > token.i]
    yield from _people_and_bodies(
        find_members(reading, [*between, *partners, *clauses.prepositional(token, "of")], rule)
    )
    first = min((child.left_edge.idx for child in token.lefts), default=token.idx)
    for name in names_in(reading, first, token.idx):
        if name.kind in ("organisation", "country", "nationality", "person"):
            member = from_name(reading, name, rule)
            if member is not None:
                yield from _people_and_bodies([member])
    owners = [child for child in token.children if child.dep_ == "poss"]
    owned = find_members(reading, owners, rule)
    yield from owned
    for relative in (child for child in token.children if child.dep_ in ("relcl", "acl")):
        yield from _by_role(reading, relative, token, rule)
    if verb is None:
        return
    if (_concerns(token, verb) and (verb.lemma_ in _light_verbs() or verb.lemma_ in _CHAIRING)) or (
        _concerns(token, verb) and verb.lemma_ == "be" and _preposition(token) in ("at", "in", "present")
    ):
        yield from _by_role(reading, verb, token, rule)
    elif partners and not owned and not between:
        yield from _people_and_bodies(find_members(reading, _actors(verb), rule))


def _people_and_bodies(members: list[Member]) -> Iterator[Member]:
    """Yield members that can take part; what is itself the name of a meeting cannot."""
    for member in members:
        words = member.name.lower().split()
        if member.type != "organisation" or not any(w in _nouns() or w.removesuffix("s") in _nouns() for w in words):
            yield member


def _actors(verb: Token) -> list[Token]:
    """Return who acts in a clause, or in the clause it hangs on."""
    found = clauses.agents(verb)
    if not found and verb.dep_ in ("ccomp", "advcl", "xcomp", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return clauses.agents(verb.head)
    return found


def _concerns(token: Token, verb: Token) -> bool:
    """Tell whether a verb says something of a noun: it is its subject or object, or hangs on it by a preposition."""
    joined = {t for o in (*clauses.objects(verb), *clauses.subjects(verb)) for t in clauses.members(o)}
    return token in joined or (token.head.dep_ == "prep" and token.head.head == verb)


def _by_role(reading: Reading, verb: Token, token: Token, rule: str) -> Iterator[Member]:
    """Whoever chairs, hosts, attends or holds the meeting that is a verb's object."""
    capacity = _CHAIRING.get(verb.lemma_, "participant")
    actors = clauses.subjects(verb) if verb.lemma_ in ("engage", "lock", "involve") else clauses.agents(verb)
    yield from find_members(reading, [actor for actor in actors if actor != token], rule, capacity=capacity)


def _preposition(token: Token) -> str | None:
    head = token.head
    while head.dep_ == "conj":
        head = head.head
    return head.lower_ if head.dep_ in ("prep", "pcomp") or head.pos_ in ("ADP", "SCONJ") else None


def _number(token: Token, plural: bool) -> int | None:
    for child in token.lefts:
        if child.dep_ == "nummod":
            return _COUNTS.get(child.lower_) or (int(child.text) if child.text.isdecimal() else None)
        if child.lower_ in ("several", "many", "various", "numerous", "some"):
            return None
    if token.head.lower_ == "of" and token.head.head.lower_ in ("series", "number", "round", "rounds", "string"):
        return None if token.head.head.lower_ != "round" else 1
    return None if plural else 1


def _noun_status(token: Token, verb: Token | None) -> str:
    lefts = {child.lower_ for child in token.lefts}
    if lefts & {"cancelled", "canceled", "postponed", "aborted"}:
        return "cancelled"
    if lefts & {"upcoming", "planned", "scheduled", "forthcoming", "proposed", "possible", "coming", "next", "future"}:
        return "planned"
    if lefts & {"ongoing", "on-going", "current", "continuing"}:
        return "ongoing"
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            happens = child.lemma_ in word_set("verbs_of_happening") or clauses.is_passive(child)
            if (happens and clauses.tense(child) == clauses.FUTURE) or child.lower_ in (
                "scheduled",
                "planned",
                "set",
                "slated",
                "due",
            ):
                return "planned"
            if child.lemma_ in ("hold", "open", "begin", "end", "close", "conclude"):
                return _by_tense(clauses.tense(child))
    preposition = _preposition(token)
    if preposition in _BEFORE or (token.head.lower_ == "of" and token.head.head.lower_ in ("ahead", "eve")):
        return "planned"
    if token.head.lower_ in ("in", "of", "on") and token.head.head.lemma_ in word_set("states_of_talks"):
        return "ongoing"
    if verb is None:
        return "unspecified"
    if preposition in ("after", "following", "since", "during", "amid"):
        verb = clauses.finite(verb)
    tense = clauses.tense(verb)
    own = token in clauses.subjects(verb) or token in clauses.objects(verb)
    if own and verb.lemma_ in ("cancel", "postpone", "suspend", "call", "scrap", "boycott"):
        return (
            "cancelled" if verb.lemma_ != "call" or any(c.lower_ == "off" for c in verb.children) else _by_tense(tense)
        )
    if own and verb.lemma_ in ("schedule", "plan", "expect", "set", "slate", "propose", "seek", "arrange", "want"):
        return "planned"
    if own and clauses.is_negated(verb):
        return "planned" if tense in (clauses.FUTURE, clauses.HYPOTHETICAL) else "unspecified"
    if own and verb.lemma_ in word_set("verbs_of_going_on") and token.lemma_ not in ("meeting", "session"):
        return "ongoing"
    if (
        own
        and verb.lemma_ in ("continue", "resume", "open", "begin", "start", "initiate", "launch", "enter")
        and tense not in (clauses.FUTURE, clauses.HYPOTHETICAL)
    ):
        return "ongoing"
    if preposition in ("after", "following", "since"):
        return "held" if tense not in (clauses.FUTURE, clauses.HYPOTHETICAL) else "planned"
    return _by_tense(tense)


def _by_tense(tense: str) -> str:
    if tense in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return "planned"
    if tense in (clauses.PRESENT, clauses.PROGRESSIVE):
        return "ongoing"
    return "held"


def _read_verb(reading: Reading, verb: Token) -> Mention | None:
    """Read a verb of meeting; None where the verb does not say that people came together."""
    if verb.lemma_ in word_set("verbs_of_deciding"):
        return _read_sitting(reading, verb)
    if verb.lemma_ in ("join", "participate", "attend") and not clauses.objects(verb):
        return _read_joining(reading, verb)
    kind = _verb_kind(reading, verb)
    if kind is None or clauses.is_negated(verb):
        return None
    rule = f"meeting.verb.{verb.lemma_}"
    agents, others = clauses.agents(verb), [*clauses.objects(verb), *clauses.prepositional(verb, "with", "by")]
    if clauses.is_passive(verb):
        agents, others = clauses.objects(verb), clauses.agents(verb)
    host = "host" if verb.lemma_ in ("receive", "host") else "participant"
    sides = [find_members(reading, agents, rule, capacity=host), find_members(reading, others, rule)]
    people = join_members(member for side in sides for member in side)
    plural_subject = len(sides[0]) > 1 or any(token.tag_ in ("NNS", "NNPS") for token in agents)
    if not people or (not sides[1] and not plural_subject and not any(_is_group(token) for token in others)):
        return None
    if verb.lemma_ in ("receive", "host", "welcome", "brief", "interview") and not (
        any(m.type == "person" for m in sides[1]) and sides[0]
    ):
        return None
    if (
        verb.lemma_ == "meet"
        and others
        and not sides[1]
        and not any(_is_group(t) for t in others)
        and not _may_be_met(others)
    ):
        return None
    if not any(member.type == "person" for member in people) and _SPORT.search(verb.sent.text):
        return None
    start, end = clauses.clause(verb)
    tense = clauses.tense(verb)
    mention = Mention(verb, kind, _by_tense(tense), start, end, rule, participants=people)
    mention.mode = "phone" if verb.lemma_ in ("telephone", "phone") else None
    _add_circumstances(reading, mention, verb)
    _add_topic(reading, mention, verb, verb)
    return mention


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
    if lemma == "discuss" and list(clauses.prepositional(verb, "with")):
        return "talks"
    return None


@cache
def _bodies() -> frozenset[str]:
    return frozenset(read_words("bodies_that_sit.txt"))


def _read_sitting(reading: Reading, verb: Token) -> Mention | None:
    """Read "The Senate approved the bill on Monday": a body decided something in a sitting, on a day that is told."""
    if (
        clauses.tense(verb) not in (clauses.PAST, clauses.PERFECT)
        or clauses.is_negated(verb)
        or clauses.is_passive(verb)
    ):
        return None
    bodies = [
        subject for subject in clauses.subjects(verb) if subject.lemma_.lower() in _bodies() and subject.i < verb.i
    ]
    if not bodies:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "session", "held", start, end, "meeting.verb.decide")
    body = clauses.phrase(bodies[0])
    words = [t for t in body if t.dep_ not in ("det",)]
    name = reading.article.body[words[0].idx : words[-1].idx + len(words[-1])]
    mention.participants = find_members(reading, bodies[:1], mention.rule) or [
        Member(
            name, "organisation", (reading.evidence(None, words[0].idx, words[-1].idx + len(words[-1]), mention.rule),)
        )
    ]
    _add_circumstances(reading, mention, verb)
    if mention.when is None or mention.when.precision != "day":
        return None
    for decided in clauses.objects(verb) or [c for c in verb.children if c.dep_ == "xcomp"]:
        span = phrase_under(decided)
        if span is not None:
            mention.topic = span.text
            mention.evidence.append(reading.evidence("topic", span.start_char, span.end_char, "topic.decided"))
    return mention


def _read_joining(reading: Reading, verb: Token) -> Mention | None:
    """Read "X joined by video link": X takes part, from afar, in the meeting told before."""
    start, end = clauses.clause(verb)
    mode = _mode(reading.article.body[verb.idx : end])
    people = find_members(reading, clauses.subjects(verb), "meeting.verb.join") if mode else []
    if not people or clauses.is_negated(verb):
        return None
    mention = Mention(verb, "meeting", _by_tense(clauses.tense(verb)), start, end, "meeting.verb.join", people)
    mention.participants = [replace(member, mode=mode) for member in people]
    mention.mode, mention.anaphoric = mode, True
    return mention


def _is_group(token: Token) -> bool:
    """Tell whether a noun is a group of people that one can meet: "a panel", "families of the victims"."""
    return token.lower_ in _groups() or token.lemma_.lower() in _groups()


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


def _add_circumstances(reading: Reading, mention: Mention, anchor: Token) -> None:
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
    mention.mode = mention.mode or _mode(reading.article.body[mention.start : mention.end])


_VIDEO = re.compile(
    r"\bvideo[ -]?(?:link|call|conference)|\b(?:by|via|over) video\b|\bteleconference\b|\bvirtually\b", re.IGNORECASE
)
_PHONE = re.compile(
    r"\b(?:by|on the|over the|via) (?:tele)?phone\b|\b(?:tele)?phone (?:call|conversation|talks?)\b", re.IGNORECASE
)


def _mode(words: str) -> str | None:
    """Return how people came together, where words say that it was not in one room."""
    return "video" if _VIDEO.search(words) else "phone" if _PHONE.search(words) else None


def _add_topic(reading: Reading, mention: Mention, anchor: Token, verb: Token | None) -> None:
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
            words = [t for t in span] if span is not None else []
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
