"""Nouns that name a meeting - "talks", "the summit" - with who meets, and whether it took place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.meetings.cells import add_circumstances
from newstables.scripts.extract.meetings.mentions import COMING, Mention, status_of_tense
from newstables.scripts.extract.meetings.topics import add_topic
from newstables.scripts.extract.members import (
    drop_inner,
    find_members,
    from_name,
    join_members,
    name_at,
    names_in,
)
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_BEFORE = ("before", "ahead", "for", "until", "pending")


_COUNTS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}


_TO_END = re.compile(r"[^,;.]{0,60},? (?:which is |and )?due to (?:conclude|end|close|finish)\b")
_CHAIRING = {"chair": "chair", "co-chair": "chair", "preside": "chair", "host": "host", "lead": "head_of_delegation"}


@cache
def _nouns() -> dict[str, str]:
    return read_pairs("meeting_nouns.tsv")


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(" ".join(read_words("light_verbs.txt")).split())


def kind_of_noun(reading: Reading, token: Token) -> str | None:
    """Return the kind of meeting that a noun names, or None where it names none."""
    lemma = token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_
    kind = _nouns().get(lemma) or _nouns().get(token.lower_) or _nouns().get(token.lower_.removesuffix("s"))
    if kind is None or (token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    if token.text[:1].isupper() and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _nouns():
        return None  # "the summit of the Forum on X": who holds it
    before = {t.lower_ for t in token.lefts} | {token.nbor(-1).lower_ if token.i else ""}
    idle = {t.lower_ for t in (*token.lefts, *token.doc[max(0, token.i - 1) : token.i]) if not t.text[:1].isupper()}
    if kind in ("conference", "summit"):
        idle -= {"business"}
    if idle & word_set("no_meeting_before"):
        return None
    if lemma == "talk" and token.lower_ != "talks":
        return "call" if before & {"phone", "telephone", "video"} else None
    if lemma == "call" and "courtesy" in before:
        return "meeting"
    if (
        lemma == "call"
        and not before & {"phone", "telephone", "conference", "video"}
        and not _is_call_with_person(reading, token)
    ):
        return None
    if lemma == "briefing" and not any(child.lower_ == "with" for child in token.children):
        return None  # of the press
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
        and not (verb.lemma_ == "initiate" and token.lower_ in ("talks", "negotiations", "discussions", "contacts"))
        and _concerns(token, verb)
        and determined
    ):
        return None  # "the forum was founded in 2003": the institution
    if token.text[:1].isupper() and kind == "conference" and _is_of_office(token):
        return None
    if verb is not None and verb.lemma_ in ("win", "lose", "beat", "draw") and kind == "meeting":
        return None  # of teams
    if lemma in ("congress", "convention", "forum") and token.text[:1].isupper():
        name = name_at(reading, token)
        if lemma == "congress" or (name is not None and name.kind == "organisation" and not _is_event(token)):
            return None
    if kind == "session" and token.head.lower_ == "in" and token.head.head.lemma_ in ("meet", "convene", "gather"):
        return None  # "met in special session": the verb tells it
    if kind == "session" and _is_of_court(token):
        return None
    if lemma in ("discussion", "conversation", "consultation") and before & {"phone", "telephone", "video"}:
        return "call"
    if kind == "meeting" and "summit" in before:
        return "summit"
    if lemma == "audience" and not any(child.lower_ == "with" for child in token.children):
        return None
    return kind


def _is_call_with_person(reading: Reading, call: Token) -> bool:
    """Tell whether a call is one by telephone: "a July 25 call with President X", not "a call for calm"."""
    names = [name_at(reading, noun) for noun in clauses.prepositional(call, "with", "between")]
    return any(name is not None and name.kind == "person" for name in names)


def _is_of_office(token: Token) -> bool:
    """Tell whether a noun ends the name of a body that somebody holds an office in: "chairman of the X Conference"."""
    step = token
    while step.head.lower_ == "of" and step.head.head.pos_ in ("NOUN", "PROPN"):
        step = step.head.head
        if is_office(step):
            return True
    return False


def _is_of_court(token: Token) -> bool:
    """Tell whether a sentence is about a trial: its sessions and hearings are no meetings."""
    return any(t.lemma_.lower() in word_set("words_of_trials") for t in token.sent)


def _is_event(token: Token) -> bool:
    """Tell whether a capitalised noun names something that is held rather than a body."""
    verb = clauses.governor(token)
    if verb is None:
        return False
    if token in clauses.objects(verb) and verb.lemma_ in ("tell", "address", "open", "close", "inaugurate"):
        return True
    return verb.lemma_ in _light_verbs() | {"take", "attend"} or token.head.lower_ in ("at", "during")


def read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    """Read what the clause around a noun tells."""
    verb = clauses.governor(token)
    start, end = clauses.clause(token)
    mention = Mention(token, kind, _noun_status(token, verb), start, end, f"meeting.noun.{token.lemma_.lower()}")
    lefts = {child.lower_ for child in token.lefts} | {token.left_edge.lower_}
    mention.definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its", "his", "her"})
    mention.label = _label(token)
    mention.stated = (
        verb is not None
        and _concerns(token, verb)
        and (verb.lemma_ in word_set("verbs_of_happening") or any(child.dep_ == "expl" for child in verb.children))
    ) or any(child.dep_ == "acl" and child.lower_ == "held" for child in token.children)
    mention.reported = (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_reporting")
        and clauses.prepositional_of(token) in ("after", "following")
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
    add_circumstances(reading, mention, token)
    if _is_to_end(token):  # the day told is its last
        mention.status, mention.when = "ongoing", None
        mention.evidence = [place for place in mention.evidence if place.column != "date"]
    if verb is not None and mention.mode is not None and verb.lemma_ in ("participate", "join", "attend", "take"):
        mention.participants = [replace(member, mode=mention.mode) for member in mention.participants]
    add_topic(reading, mention, token, verb)
    return mention


def _label(token: Token) -> frozenset[str]:
    """Return the words that tell a summit or conference from others: its name, its ordinal, its year."""
    words = list(clauses.phrase(token)) + [t for of in clauses.prepositional(token, "of") for t in list(of.subtree)[:8]]
    return frozenset(
        t.lower_.removesuffix("s")
        for t in words
        if t != token
        and t.lower_ not in ("the", "a", "an")
        and (t.text[:1].isupper() or t.text[:1].isdigit() or t.ent_type_ == "ORDINAL")
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
    if token.lemma_ == "call" and any(child.lower_ == "courtesy" for child in token.lefts):
        partners = list(clauses.attached(token, "on", "upon", "to"))
    if not partners and not between:
        partners = [p for p in clauses.attached(token, "with") if p.i > token.i]
    if not partners and not between and verb is not None and verb.lemma_ in word_set("verbs_of_sharing"):
        partners = [
            *clauses.prepositional(verb, "with"),
            *(p for o in clauses.objects(verb) for p in clauses.prepositional(o, "with")),
        ]
    if verb is not None and not partners and not between and _concerns(token, verb):
        partners = [p for p in clauses.prepositional(verb, "with") if p.i > token.i]
        between = [p for p in clauses.prepositional(verb, "between") if p.i > token.i]
    yield from _people_and_bodies(
        find_members(reading, [*between, *partners, *clauses.prepositional(token, "of")], rule)
    )
    yield from _taking_part(reading, token, verb, rule)
    first = min((child.left_edge.idx for child in token.lefts), default=token.idx)
    for name in names_in(reading, first, token.idx):
        if name.kind in ("organisation", "country", "nationality", "person"):
            member = from_name(reading, name, rule)
            if member is not None:
                yield from _people_and_bodies([member])
    yield from _hyphened(reading, token, rule)
    owners = [child for child in token.children if child.dep_ == "poss"]
    owned = find_members(reading, owners, rule)
    if not owned and any(owner.lower_ == "their" for owner in owners) and verb is not None:
        beside = [
            p for noun in verb.subtree if noun.dep_ in clauses.OBJECTS for p in clauses.prepositional(noun, "with")
        ]
        owned = find_members(reading, [*clauses.agents(verb), *clauses.prepositional(verb, "with"), *beside], rule)
        owned = owned if len(owned) > 1 else []
    yield from owned
    for relative in (child for child in token.children if child.dep_ in ("relcl", "acl")):
        yield from _by_role(reading, relative, token, rule)
    if verb is None:
        return
    if (_concerns(token, verb) and (verb.lemma_ in _light_verbs() or verb.lemma_ in _CHAIRING)) or (
        _concerns(token, verb) and verb.lemma_ == "be" and clauses.prepositional_of(token) in ("at", "in", "present")
    ):
        yield from _by_role(reading, verb, token, rule)
    elif verb.lemma_ in word_set("verbs_of_addressing") and _said_at(token, verb):
        yield from (member for member in find_members(reading, _actors(verb), rule) if member.type == "person")
    elif (
        verb.lemma_ in word_set("verbs_of_deciding")
        and clauses.prepositional_of(token) in ("at", "during")
        and _said_at(token, verb)
    ):
        yield from _people_and_bodies(find_members(reading, clauses.agents(verb), rule))
    elif (
        not owned
        and not between
        and (
            partners
            or (verb.lemma_ in word_set("verbs_of_motion") and clauses.prepositional_of(token) == "for")
            or (verb.lemma_ in COMING and clauses.prepositional_of(token) in ("for", "at"))
        )
    ):
        yield from _people_and_bodies(find_members(reading, _actors(verb), rule))


def _hyphened(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield a bloc that a hyphen joins to a country: "the **EU**-Ukraine summit"."""
    for child in token.lefts:
        for word in child.subtree:
            bloc = word.text.split("-")[0]
            joined = "-" in word.text or (word.i + 1 < len(token.doc) and word.nbor().text == "-")
            if joined and bloc in word_set("blocs") and name_at(reading, word) is None:
                place = reading.evidence(None, word.idx, word.idx + len(bloc), rule)
                yield Member(bloc, "organisation", (place,))


def _taking_part(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    """Yield those with whose participation it is held, and people who did something where it was held."""
    for noun in clauses.attached(token, "with", "under"):
        if noun.lemma_ in ("participation", "attendance", "presence", "chairmanship"):
            capacity = "chair" if noun.lemma_ == "chairmanship" else "participant"
            yield from find_members(reading, list(clauses.prepositional(noun, "of")), rule, capacity=capacity)
    if verb is None or token not in clauses.subjects(verb) or _nouns().get(token.lemma_.lower()) == "talks":
        return
    for child in token.sent:  # "the forum opened in Lima, where X proposed ..."
        if child.dep_ in ("relcl", "advcl") and any(c.lower_ == "where" for c in child.children):
            yield from (m for m in find_members(reading, clauses.agents(child), rule) if m.type == "person")


def _people_and_bodies(members: list[Member]) -> Iterator[Member]:
    """Yield members that can take part; what is itself the name of a meeting cannot."""
    for member in members:
        words = member.name.lower().split()
        if member.type != "organisation" or not any(w in _nouns() or w.removesuffix("s") in _nouns() for w in words):
            yield member


def _said_at(token: Token, verb: Token) -> bool:
    """Tell whether something was said at a meeting or to it: "told the summit", "said on its sidelines"."""
    if token in clauses.objects(verb):
        return verb.lemma_ in ("tell", "address", "inform")
    step = token
    if step.head.lower_ in ("of", "to") and step.head.head.lemma_ in ("sideline", "margin", "opening", "ceremony"):
        step = step.head.head
    return step.head.lower_ in ("at", "during", "on", "to") and step.head.head == verb


def _actors(verb: Token) -> list[Token]:
    """Return who acts in a clause, or in the clause it hangs on."""
    found = clauses.agents(verb)
    if not found and verb.dep_ in ("ccomp", "advcl", "xcomp", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return clauses.agents(verb.head)
    return found


def _concerns(token: Token, verb: Token) -> bool:
    """Tell whether a verb says something of a noun: it is its subject or object, or hangs on it by a preposition."""
    told = [child for child in verb.children if child.dep_ == "attr"] if verb.lemma_ == "be" else []
    joined = {t for o in (*clauses.objects(verb), *clauses.subjects(verb), *told) for t in clauses.members(o)}
    return clauses.bearer_of(token) in joined or (token.head.dep_ == "prep" and token.head.head == verb)


def _by_role(reading: Reading, verb: Token, token: Token, rule: str) -> Iterator[Member]:
    """Whoever chairs, hosts, attends or holds the meeting that is a verb's object."""
    capacity = _CHAIRING.get(verb.lemma_, "participant")
    actors = clauses.subjects(verb) if verb.lemma_ in ("engage", "lock", "involve") else clauses.agents(verb)
    yield from find_members(reading, [actor for actor in actors if actor != token], rule, capacity=capacity)


def _is_to_end(token: Token) -> bool:
    """Tell whether a meeting is said to end: "the summit, due to conclude on Sunday"; so it goes on."""
    return _TO_END.match(token.doc[token.i + 1 : token.sent.end].text) is not None


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
    if token.head.lower_ == "including" and token.head.head.lemma_.lower() in _nouns():
        return _noun_status(token.head.head, verb)  # "for talks with X, including a meeting with Y"
    if lefts & {"cancelled", "canceled", "postponed", "aborted"}:
        return "cancelled"
    if lefts & {"upcoming", "planned", "scheduled", "forthcoming", "proposed", "possible", "coming", "next", "future"}:
        return "planned"
    modifiers = token.doc[token.left_edge.i : token.i].text.lower()
    if lefts & {"ongoing", "current", "continuing"} or "on-going" in modifiers:
        return "ongoing"
    if _is_to_end(token):
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
                return status_of_tense(clauses.tense(child))
    preposition = clauses.prepositional_of(token)
    if preposition == "for" and verb is not None and verb.lemma_ in COMING:
        return status_of_tense(clauses.tense(verb))
    if preposition in _BEFORE or (token.head.lower_ == "of" and token.head.head.lower_ in ("ahead", "eve")):
        return "planned"
    if token.head.lower_ in ("in", "of", "on") and token.head.head.lemma_ in word_set("states_of_talks"):
        return "ongoing"
    if verb is None:
        return "unspecified"
    if preposition in ("after", "following", "since", "during", "amid"):
        verb = clauses.finite(verb)
    tense = clauses.tense(verb)
    own = clauses.bearer_of(token) in (*clauses.subjects(verb), *clauses.objects(verb))
    if own and verb.lemma_ in ("cancel", "postpone", "suspend", "call", "put", "scrap", "boycott"):
        return (
            "cancelled"
            if verb.lemma_ != "call" or any(c.lower_ == "off" for c in verb.children)
            else status_of_tense(tense)
        )
    if own and verb.lemma_ in ("schedule", "plan", "expect", "set", "slate", "propose", "seek", "arrange", "want"):
        return "planned"
    if own and clauses.is_negated(verb):
        return "planned" if tense in (clauses.FUTURE, clauses.HYPOTHETICAL) else "unspecified"
    engaged = verb.lemma_ in ("engage", "lock", "involve") and preposition == "in"
    if engaged and any(child.lower_ == "been" for child in verb.children):
        return "ongoing"  # "have been engaged in talks"
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
    return status_of_tense(tense)
