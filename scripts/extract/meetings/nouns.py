"""Nouns that name a meeting - "talks", "the summit" - with who meets, and whether it took place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.meetings.attendance import concerns, find_attendants, light_verbs, meeting_nouns
from newstables.scripts.extract.meetings.cells import add_circumstances
from newstables.scripts.extract.meetings.mentions import COMING, Mention, is_thought_of, status_of_verb
from newstables.scripts.extract.meetings.topics import add_topic
from newstables.scripts.extract.members import drop_inner, join_members
from newstables.scripts.extract.named import name_at
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_SETTING_OUT = frozenset({"arrive", "leave", "depart", "head"})
_BEFORE = ("before", "ahead", "for", "until", "pending")


_COUNTS = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}


_TO_END = re.compile(r"[^,;.]{0,60},? (?:which is |and )?due to (?:conclude|end|close|finish)\b")


def kind_of_noun(reading: Reading, token: Token) -> str | None:
    """Return the kind of meeting that a noun names, or None where it names none."""
    lemma = token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_
    kind = (
        meeting_nouns().get(lemma)
        or meeting_nouns().get(token.lower_)
        or meeting_nouns().get(token.lower_.removesuffix("s"))
    )
    if kind is None or (token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    if token.text[:1].isupper() and token.head.lower_ == "of" and token.head.head.lemma_.lower() in meeting_nouns():
        return None  # "the summit of the Forum on X": who holds it
    before = {t.lower_ for t in token.lefts} | {token.nbor(-1).lower_ if token.i else ""}
    idle = {t.lower_ for t in (*token.lefts, *token.doc[max(0, token.i - 1) : token.i]) if not t.text[:1].isupper()}
    if kind in ("conference", "summit"):
        idle -= {"business"}
    if idle & word_set("no_meeting_before"):
        return None
    if kind == "summit" and any(t.lemma_.lower() in word_set("words_of_climbing") for t in token.sent):
        return None
    if kind == "summit" and {t.text for t in token.lefts} <= {"the"} and is_sport(reading.article.body):
        return None  # "two points clear at the summit"
    if lemma == "hearing" and before & {"mixed", "fair", "sympathetic", "hard"}:
        return None  # how something is received
    if token.tag_ == "NNS" and "related" in before:
        return None  # "the summit and its related meetings"
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
    stronger = verb is not None and verb.lemma_ in word_set("verbs_of_strengthening") and concerns(token, verb)
    if stronger and lemma in word_set("meetings_in_general"):
        return None  # "pledged to deepen dialogue with Peru": relations, not a meeting
    if (
        verb is not None
        and verb.lemma_ in ("initiate", "found", "establish", "create", "deny")
        and not (verb.lemma_ == "initiate" and token.lower_ in ("talks", "negotiations", "discussions", "contacts"))
        and concerns(token, verb)
        and determined
    ):
        return None  # "the forum was founded in 2003": the institution
    if token.text[:1].isupper() and kind == "conference" and _is_of_office(token):
        return None
    if verb is not None and verb.lemma_ in ("win", "lose", "beat", "draw") and kind == "meeting":
        return None  # of teams
    if lemma.startswith("convention") and token.text[:1].isupper() and (lemma.endswith("s") or _is_law(token)):
        return None
    if lemma == "deliberation" and not any(c.lower_ in ("with", "between", "among") for c in token.children):
        return None  # of one body, or one mind
    if lemma == "forum" and not token.text[:1].isupper() and token.head.lower_ == "of" and token.i > 1:
        name = name_at(reading, token.nbor(-1)) or name_at(reading, token.nbor(-2))
        of = token.head.head
        of_it = of.tag_ == "NNS" or is_office(of) or of.lemma_.lower() in meeting_nouns()
        if of_it and name is not None and name.kind in ("organisation", "place") and len(name.text) > 3:
            return None  # "officials of the Coastal Trade (CT) forum": a body
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


def _is_law(token: Token) -> bool:
    """Tell whether a convention is a treaty: "under the Vienna Convention", "parties to the Convention"."""
    return token.head.lower_ in ("under", "to") or any(t.lemma_ in ("ratify", "sign", "violate") for t in token.sent)


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
    return verb.lemma_ in light_verbs() | {"take", "attend"} or token.head.lower_ in ("at", "during")


def read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    """Read what the clause around a noun tells."""
    verb = clauses.governor(token)
    start, end = clauses.clause(token)
    mention = Mention(token, kind, _noun_status(token, verb), start, end, f"meeting.noun.{token.lemma_.lower()}")
    lefts = {child.lower_ for child in token.lefts} | {token.left_edge.lower_}
    mention.definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its", "his", "her"})
    mention.definite = mention.definite or any(
        _is_date(reading, child) for child in token.lefts if child.dep_ == "poss"
    )
    mention.label = _label(reading, token)
    mention.stated = (
        verb is not None
        and concerns(token, verb)
        and clauses.prepositional_of(token) not in ("after", "following", "before", "since", "for", "until", "ahead")
        and (verb.lemma_ in word_set("verbs_of_happening") or any(child.dep_ == "expl" for child in verb.children))
    ) or any(child.dep_ == "acl" and child.lower_ == "held" for child in token.children)
    mention.reported = (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_reporting")
        and clauses.prepositional_of(token) in ("after", "following")
    )
    mention.anaphoric = mention.definite and _says_nothing_new(reading, token)
    if verb is not None and _is_said_of_meeting(token, verb):
        mention.definite = mention.anaphoric = True
    mention.wished = _is_wished(token, verb, kind)
    mention.edge, mention.days = _edge(token, verb), _days(token)
    mention.plural = token.tag_ in ("NNS", "NNPS") and token.lower_ not in (
        "talks",
        "negotiations",
        "discussions",
        "consultations",
    )
    mention.number = _number(token, mention.plural)
    mention.participants = drop_inner(join_members(find_attendants(reading, token, verb, mention.rule)))
    add_circumstances(reading, mention, token)
    loose = mention.anaphoric or mention.wished
    if loose and mention.when is not None and not _is_dated_here(mention, token, verb):
        mention.when = None  # the day of something else: "on Friday crowds protested against the meeting"
        mention.evidence = [place for place in mention.evidence if place.column != "date"]
    if _is_to_end(token):  # the day told is its last
        mention.status, mention.when = "ongoing", None
        mention.evidence = [place for place in mention.evidence if place.column != "date"]
    if verb is not None and mention.mode is not None and verb.lemma_ in ("participate", "join", "attend", "take"):
        mention.participants = [replace(member, mode=mention.mode) for member in mention.participants]
    add_topic(reading, mention, token, verb)
    return mention


def _label(reading: Reading, token: Token) -> frozenset[str]:
    """Return the words that tell a summit or conference from others: its name, its ordinal, its year."""
    words = list(clauses.phrase(token)) + [t for of in clauses.prepositional(token, "of") for t in list(of.subtree)[:8]]
    return frozenset(
        t.lower_.removesuffix("s")
        for t in words
        if t != token
        and t.lower_ not in ("the", "a", "an")
        and (t.text[:1].isupper() or t.text[:1].isdigit() or t.ent_type_ == "ORDINAL")
        and (t.text.isdigit() or not _is_date(reading, t))
        and not (t.text.isdigit() and len(t.text) <= 2)
    )


def _is_date(reading: Reading, token: Token) -> bool:
    """Tell whether a word is part of a time: "**Monday's** meeting"."""
    return any(date.start <= token.idx < date.end for date in reading.dates)


_OPENING = frozenset({"open", "begin", "start", "kick", "commence"})
_CLOSING = frozenset({"end", "close", "conclude", "finish", "wrap"})
_LENGTH = re.compile(r"\b(two|three|four|five)-day\b", re.IGNORECASE)


def _edge(token: Token, verb: Token | None) -> str | None:
    """Tell whether a clause tells of the first or of the last day of a meeting."""
    verbs = [child for child in token.children if child.dep_ in ("acl", "relcl")]
    if verb is not None and (token in clauses.subjects(verb) or token in clauses.objects(verb)):
        verbs.append(verb)
    lemmas = {told.lemma_.lower() for told in verbs}
    return "first" if lemmas & _OPENING else "last" if lemmas & _CLOSING else None


def _days(token: Token) -> int | None:
    """Return how many days a meeting lasts: "a **two-day** summit"."""
    found = _LENGTH.search(token.doc[token.left_edge.i : token.i].text.replace(" - ", "-").replace("- ", "-"))
    return _COUNTS[found[1].lower()] if found else None


def _is_said_of_meeting(token: Token, verb: Token) -> bool:
    """Tell whether a noun only says what a meeting told before is: "It was the first **meeting** since May"."""
    subjects = clauses.subjects(verb)
    if verb.lemma_ == "be" and token.dep_ == "attr":
        pointing = {"it", "this", "that", "which"}
        return any(s.lower_ in pointing or s.lemma_.lower() in meeting_nouns() for s in subjects if s != token)
    return clauses.prepositional_of(token) == "as" and any(
        o.lemma_.lower() in meeting_nouns() for o in clauses.objects(verb) if o != token
    )


def _is_wished(token: Token, verb: Token | None, kind: str) -> bool:
    """Tell whether a meeting is only wished for or thought of: "calls for talks", "if they met for talks"."""
    head = token.head.head if token.head.dep_ == "prep" else token.head
    while head.dep_ in ("pcomp", "pobj") and head.pos_ in ("VERB", "NOUN") and head.head.dep_ == "prep":
        if head.lemma_.lower() in word_set("nouns_of_wishing"):
            break
        head = head.head.head  # "a basis for resuming talks", "the beginning of talks"
    if kind == "talks" and head.pos_ in ("NOUN", "ADJ") and head.lemma_.lower() in word_set("nouns_of_wishing"):
        return True
    if verb is None:
        return False
    if is_thought_of(verb):
        return True
    return kind == "talks" and clauses.tense(verb) == clauses.HYPOTHETICAL and not concerns(token, verb)


def _is_dated_here(mention: Mention, token: Token, verb: Token | None) -> bool:
    """Tell whether the time that a clause tells is that of the meeting: it stands with the noun, or with its verb."""
    span = next((place for place in mention.evidence if place.column == "date"), None)
    if span is None or verb is None:
        return True
    if token.left_edge.idx <= span.start < token.right_edge.idx + len(token.right_edge):
        return True
    if mention.wished:  # "hopes of talks faded **on Monday**"
        return False
    return concerns(token, verb) and clauses.prepositional_of(token) not in ("against", "ahead", "for", "of", "before")


def _says_nothing_new(reading: Reading, token: Token) -> bool:
    """Tell whether a definite noun only points back: "the meeting", "this two-day summit"."""
    told = [
        c
        for c in token.lefts
        if c.dep_ not in ("det", "punct", "predet")
        and not (c.dep_ == "poss" and _is_date(reading, c))
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
    if token.head.lower_ == "including" and token.head.head.lemma_.lower() in meeting_nouns():
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
                return status_of_verb(child)
    preposition = clauses.prepositional_of(token)
    if preposition == "for" and verb is not None and verb.lemma_ in COMING:
        return status_of_verb(verb)
    if preposition in _BEFORE or (token.head.lower_ == "of" and token.head.head.lower_ in ("ahead", "eve")):
        return "planned"
    if token.head.lower_ in ("in", "of", "on") and token.head.head.lemma_ in word_set("states_of_talks"):
        return "ongoing"
    if verb is None:
        return "unspecified"
    if preposition in ("after", "following", "since", "during", "amid"):
        verb = clauses.finite(verb)
    if verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_ in _SETTING_OUT:
        return "planned"  # "arrived on Monday to attend the summit"
    tense = clauses.tense(verb)
    own = clauses.bearer_of(token) in (*clauses.subjects(verb), *clauses.objects(verb))
    if own and verb.lemma_ in ("cancel", "postpone", "suspend", "call", "put", "scrap", "boycott"):
        return (
            "cancelled"
            if verb.lemma_ != "call" or any(c.lower_ == "off" for c in verb.children)
            else status_of_verb(verb)
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
    return status_of_verb(verb)
