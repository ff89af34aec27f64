"""Who takes part in a meeting that a noun names: whom it is held with, who comes to it, chairs it, speaks at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.meetings.mentions import COMING
from newstables.scripts.extract.members import find_members
from newstables.scripts.extract.named import from_name, name_at, names_in
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_CHAIRING = {
    "chair": "chair",
    "co-chair": "chair",
    "preside": "chair",
    "host": "host",
    "lead": "head_of_delegation",
    "mediate": "mediator",
    "broker": "mediator",
    "facilitate": "mediator",
}


@cache
def meeting_nouns() -> dict[str, str]:
    """Return the nouns that name a meeting, each with its kind."""
    return read_pairs("meeting_nouns.tsv")


@cache
def light_verbs() -> frozenset[str]:
    """Return the verbs that only say that something is held or attended."""
    return frozenset(" ".join(read_words("light_verbs.txt")).split())


def find_attendants(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    """Yield those who take part in a meeting that a noun names.

    Parameters
    ----------
    reading : Reading
        The article with its names and people.
    token : spacy.tokens.Token
        The noun.
    verb : spacy.tokens.Token or None
        The verb that governs it.
    rule : str
        Name of the rule that asks, for the evidence.

    Yields
    ------
    Member
        One may come more than once.
    """
    partners = list(clauses.prepositional(token, "with", "among", "involving"))
    between = list(clauses.prepositional(token, "between"))
    if token.lemma_ == "call" and not partners and not between:
        partners = list(clauses.prepositional(token, "to", "from"))
    if token.lemma_ == "call" and any(child.lower_ == "courtesy" for child in token.lefts):
        partners = list(clauses.attached(token, "on", "upon", "to"))
    if not partners and not between:
        partners = [p for p in clauses.attached(token, "with") if p.i > token.i]
    if not partners and not between and verb is not None and verb.lemma_ in word_set("verbs_of_sharing"):
        partners = [
            *clauses.prepositional(verb, "with"),
            *(p for o in clauses.objects(verb) for p in clauses.prepositional(o, "with")),
        ]
    if verb is not None and not partners and not between and concerns(token, verb):
        partners = [p for p in clauses.prepositional(verb, "with") if p.i > token.i]
        between = [p for p in clauses.prepositional(verb, "between") if p.i > token.i]
    sides = find_members(reading, between, rule) if between else []
    if between and len(sides) < 2:
        broken = find_members(reading, _listed_between(token), rule)
        sides = broken if len(broken) > len(sides) else sides
    yield from _people_and_bodies(sides)
    yield from _people_and_bodies(find_members(reading, [*partners, *clauses.prepositional(token, "of")], rule))
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
    if (concerns(token, verb) and (verb.lemma_ in light_verbs() or verb.lemma_ in _CHAIRING)) or (
        concerns(token, verb) and verb.lemma_ == "be" and clauses.prepositional_of(token) in ("at", "in", "present")
    ):
        yield from _by_role(reading, verb, token, rule)
    elif verb.lemma_ in word_set("verbs_of_addressing") and _said_at(token, verb):
        told = [*_actors(verb), *(_told(verb) if token not in clauses.objects(verb) else [])]
        yield from (member for member in find_members(reading, told, rule) if member.type == "person")
    elif (
        verb.lemma_ in word_set("verbs_of_deciding")
        and clauses.prepositional_of(token) in ("at", "during")
        and _said_at(token, verb)
    ):
        yield from _people_and_bodies(find_members(reading, clauses.agents(verb), rule))
    elif (
        not (partners or between or owned)
        and verb.lemma_ in word_set("verbs_of_deciding") | {"sign", "initial", "say", "announce"}
        and clauses.prepositional_of(token) in ("after", "following")
    ):
        acting = list(_people_and_bodies(find_members(reading, clauses.agents(verb), rule)))
        if len(acting) > 1:  # "X and Y signed a pact after talks in Lima"
            yield from acting
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


def _told(verb: Token) -> list[Token]:
    """Return who is told something: "told **X** during a meeting", "made a promise to **X** at a meeting"."""
    if verb.lemma_ in ("tell", "inform", "brief", "warn", "assure"):
        return [child for child in verb.children if child.dep_ in clauses.OBJECTS]
    return []


_LONGEST_SIDES = 30  # words


def _listed_between(token: Token) -> list[Token]:
    """Return those between whom something is held where the parse breaks their list off: "between X, Y and Z"."""
    word = next((child for child in token.children if child.lower_ == "between" and child.dep_ == "prep"), None)
    if word is None:
        return []
    heads: list[Token] = []
    last: Token | None = None
    joined = False
    for step in token.doc[word.i + 1 : min(word.i + _LONGEST_SIDES, token.sent.end)]:
        if step.text == "," or step.lower_ == "and":
            if last is not None:
                heads.append(last)
            joined, last = joined or step.lower_ == "and", None
        elif step.pos_ in ("NOUN", "PROPN") and step.ent_type_ not in ("DATE", "TIME"):
            last = step
        elif step.pos_ not in ("ADJ", "DET", "NUM", "PART", "PUNCT") and step.lower_ != "visiting":
            break
    if last is not None:
        heads.append(last)
    return heads if joined and len(heads) > 1 else []


def _hyphened(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield a bloc whose meeting it is, "the 3rd **OPEC** ministers' meeting", and whom a hyphen joins to others."""
    for child in token.lefts:
        for word in child.subtree:
            bloc = word.text.split("-")[0]
            name = name_at(reading, word)
            behind = word.i > token.left_edge.i and word.nbor(-1).text == "-" and not word.nbor(-1).whitespace_
            if bloc in word_set("blocs") | word_set("bodies_by_letters") and (name is None or name.kind == "place"):
                place = reading.evidence(None, word.idx, word.idx + len(bloc), rule)
                yield Member(bloc, "organisation", (place,))
            elif behind and name is None and word.i + 1 == token.i and name_at(reading, word.nbor(-2)) is not None:
                place = reading.evidence(None, word.idx, word.idx + len(word), rule)
                yield Member(word.text, "organisation", (place,))


def _taking_part(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    """Yield those with whose participation it is held, and people who did something where it was held."""
    for noun in clauses.attached(token, "with", "under"):
        if noun.lemma_ in ("participation", "attendance", "presence", "chairmanship"):
            capacity = "chair" if noun.lemma_ == "chairmanship" else "participant"
            yield from find_members(reading, list(clauses.prepositional(noun, "of")), rule, capacity=capacity)
    if verb is None or token not in clauses.subjects(verb) or meeting_nouns().get(token.lemma_.lower()) == "talks":
        return
    for child in token.sent:  # "the forum opened in Lima, where X proposed ..."
        if child.dep_ in ("relcl", "advcl") and any(c.lower_ == "where" for c in child.children):
            yield from (m for m in find_members(reading, clauses.agents(child), rule) if m.type == "person")


def _people_and_bodies(members: list[Member]) -> Iterator[Member]:
    """Yield members that can take part; what is itself the name of a meeting cannot."""
    for member in members:
        words = member.name.lower().split()
        if member.type != "organisation" or not any(
            w in meeting_nouns() or w.removesuffix("s") in meeting_nouns() for w in words
        ):
            yield member


def _said_at(token: Token, verb: Token) -> bool:
    """Tell whether something was said at a meeting or to it: "told the summit", "said on its sidelines"."""
    if token in clauses.objects(verb):
        return verb.lemma_ in ("tell", "address", "inform")
    step = token
    if step.head.lower_ in ("of", "to") and step.head.head.lemma_ in ("sideline", "margin", "opening", "ceremony"):
        step = step.head.head
    if step.head.lower_ not in ("at", "during", "on", "to"):
        return step.head.lower_ == "in" and step.head.head == verb and verb.lemma_ == "tell"
    return step.head.head == verb or step.head.head in clauses.subjects(verb)  # "said X **at** the forum"


def _actors(verb: Token) -> list[Token]:
    """Return who acts in a clause, or in the clause it hangs on."""
    found = clauses.agents(verb)
    if not found and verb.dep_ in ("ccomp", "advcl", "xcomp", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return clauses.agents(verb.head)
    return found


def concerns(token: Token, verb: Token) -> bool:
    """Tell whether a verb says something of a noun: it is its subject or object, or hangs on it by a preposition."""
    told = [child for child in verb.children if child.dep_ == "attr"] if verb.lemma_ == "be" else []
    joined = {t for o in (*clauses.objects(verb), *clauses.subjects(verb), *told) for t in clauses.members(o)}
    return clauses.bearer_of(token) in joined or (token.head.dep_ == "prep" and token.head.head == verb)


def _by_role(reading: Reading, verb: Token, token: Token, rule: str) -> Iterator[Member]:
    """Whoever chairs, hosts, attends or holds the meeting that is a verb's object."""
    capacity = _CHAIRING.get(verb.lemma_, "participant")
    actors = clauses.subjects(verb) if verb.lemma_ in ("engage", "lock", "involve") else clauses.agents(verb)
    yield from find_members(reading, [actor for actor in actors if actor != token], rule, capacity=capacity)
