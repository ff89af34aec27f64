"""Later mentions: what "the minister", "both nations" or "he" stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names import Name
from newstables.scripts.extract.names.name_words import is_office

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_REACH = 1500  # characters back in which a pronoun's person is looked for


def resolve(reading: Reading, start: int, end: int) -> list[Name]:
    """Tell which names a noun phrase or pronoun stands for.

    Parameters
    ----------
    reading : Reading
        The article with its names and people.
    start, end : int
        Offsets of the phrase.

    Returns
    -------
    list of Name
        The mentions that it goes back to; empty where that is not plain.
    """
    words = re.sub(r"['’]s?$", "", reading.article.body[start:end].lower()).split()
    if not words:
        return []
    if words in (["he"], ["she"], ["him"], ["her"], ["his"]):
        return _latest_person(reading, start)
    if words in (["it"], ["its"]):
        return _latest_body(reading, start)
    if words in (["they"], ["their"], ["them"]):
        return _acting_together(reading, start) or (_team(reading, start) if words == ["they"] else [])
    if _is_of_two(words):
        kind = _kind_of_two(words[-1])
        if words == ["the", "two"]:
            met = _met_pair(reading, start)
            if met:
                return met
        if kind == "person":  # "the two presidents"
            return _met_pair(reading, start) or _latest_pair(reading, start, kind)
        return find_pair(reading, start, kind) or (
            [] if kind == "organisation" else _latest_pair(reading, start, "country")
        )
    if words[-1] == "bloc":
        return [n for n in reading.names if n.end <= start and n.text in word_set("blocs")][-1:]
    if words[0] == "the" and len(words) == 2 and words[1] in word_set("bodies_that_act"):
        return _latest_organisation(reading, start)
    if words[0] in ("his", "her") and len(words) == 2 and words[1] in word_set("nouns_for_companies"):
        return _body_of(reading, start)
    if words[0] in ("the", "his", "her") and len(words) > 1:
        return _by_office(reading, start, end) or (_by_kind(reading, start, words) if words[0] == "the" else [])
    return []


def _body_of(reading: Reading, start: int) -> list[Name]:
    """Return the body that the person whom "his" or "her" stands for belongs to: "**his** company"."""
    persons = _latest_person(reading, start)
    person = persons[0].person if persons else None
    if person is None or person >= len(reading.people):
        return []
    body = reading.people[person].organisation
    return [n for n in reading.names if n.kind == "organisation" and n.text == body and n.end <= start][-1:]


def _by_kind(reading: Reading, start: int, words: list[str]) -> list[Name]:
    """Return the body whose kind "the group" or "the committee" names: told last by a name that ends in that word."""
    if len(words) != 2:
        return []
    before = [n for n in reading.names if n.kind == "organisation" and n.end <= start]
    told = [n for n in before if n.text.lower().split()[-1] == words[1] and len(n.text.split()) > 1][-1:]
    if not told and words[1] in word_set("nouns_for_companies"):
        return [n for n in _latest_body(reading, start) if n.kind == "organisation"]
    return told


def _is_of_two(words: list[str]) -> bool:
    """Tell whether a phrase points at two that were told before: "both nations", "the two sides", "the two"."""
    if words in (["both"], ["the", "two"]):
        return True
    pointed = words[-1] in word_set("nouns_of_two") | word_set("bodies_of_two") | word_set("people_of_two")
    return pointed and (words[0] in ("both", "two") or words[:2] == ["the", "two"] or words == ["the", "sides"])


def _kind_of_two(noun: str) -> str:
    if noun in word_set("people_of_two"):
        return "person"
    if noun in word_set("bodies_of_two"):
        return "organisation"
    return "side" if noun in ("sides", "parties", "both", "two") else "country"


def _latest_person(reading: Reading, start: int) -> list[Name]:
    """Return the person whom "he" or "she" stands for.

    That is the speaker where the pronoun stands in what somebody says ("the minister said that he ..."); else whoever
    acts in the sentence before it; else whoever acts, or speaks, in the last sentence that names anyone.
    """
    speaker = _speaker_of(reading, start)
    if speaker:
        return speaker
    before = [
        n for n in reading.names if n.kind == "person" and n.person is not None and start - _REACH < n.start < start
    ]
    if not before:
        return []
    here = reading.sentence(start).start_char
    inside = [n for n in before if n.start >= here]
    if not inside:
        last = reading.sentence(before[-1].start).start_char
        inside = [n for n in before if n.start >= last]
    acting = [n for n in inside if _acts(reading, n)]
    return [acting[-1] if acting and _speaks(reading, acting[-1]) else (acting or inside)[0]]


def _speaker_of(reading: Reading, start: int) -> list[Name]:
    token = reading.doc.char_span(start, start + 1, alignment_mode="expand")
    verb = clauses.governor(token[0]) if token is not None else None
    while verb is not None and verb.dep_ in ("ccomp", "xcomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        outer = verb.head
        if verb.dep_ == "ccomp" and outer.lemma_ in word_set("verbs_of_speech"):
            for subject in clauses.subjects(outer):
                if subject.idx >= start or subject.pos_ == "PRON":
                    continue
                named = [n for n in reading.names if n.kind == "person" and n.start <= subject.idx < n.end]
                phrase = clauses.phrase(subject)
                return named or _by_office(reading, phrase.start_char, phrase.end_char)
        verb = outer
    return []


def _acts(reading: Reading, name: Name) -> bool:
    """Tell whether a name is a subject, or that of a subject: "**Tarvos** shares rose"."""
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    root = span.root if span is not None else None
    if root is not None and name.kind == "organisation" and root.dep_ in ("compound", "poss", "nmod"):
        root = root.head
    return root is not None and root.dep_ in ("nsubj", "nsubjpass")


def _speaks(reading: Reading, name: Name) -> bool:
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    return span is not None and span.root.head.lemma_ in word_set("verbs_of_speech")


def _latest_group(reading: Reading, start: int) -> list[Name]:
    """Return the two people told last before "they", where the sentence or the one before it names two."""
    sentence = reading.sentence(start).start_char
    before = reading.sentence(sentence - 2).start_char if sentence > 2 else sentence
    for since in (sentence, before):
        inside = {
            n.person: n
            for n in reading.names
            if n.kind == "person" and n.person is not None and since <= n.start < start
        }
        if len(inside) == 2:
            return sorted(inside.values(), key=lambda n: n.start)
        if len(inside) > 2:
            return []
    return []


def _met_pair(reading: Reading, start: int) -> list[Name]:
    """Return the two people who were last said to act with each other: "X held talks **with** Y"."""
    end = reading.doc.char_span(0, start, alignment_mode="contract")
    for token in reversed(end or ()):
        if token.lemma_ == "meet" and token.pos_ == "VERB" and clauses.objects(token):
            verb, others = token, clauses.objects(token)
        elif token.lower_ == "with" and token.dep_ == "prep" and (governor := clauses.governor(token)) is not None:
            verb, others = governor, clauses.pobjs(token)
        else:
            continue
        sides = [[_named_by(reading, noun) for noun in nouns] for nouns in (clauses.agents(verb), others)]
        people = [[n for n in side if n is not None and n.kind == "person"] for side in sides]
        if len(people[0]) == len(people[1]) == 1 and people[0][0].person != people[1][0].person:
            return [people[0][0], people[1][0]]
    return []


def _named_by(reading: Reading, noun: Token) -> Name | None:
    """Return the name of a noun, or the one beside it: "her counterpart **X**"."""
    beside = (c for c in noun.children if c.dep_ in ("appos", "compound", "nmod", "npadvmod"))
    return _name_at(reading, noun) or next(
        (n for c in beside if (n := _name_at(reading, c)) and n.kind == "person"), None
    )


def _acting_together(reading: Reading, start: int) -> list[Name]:
    """Return those whom "they" stands for: who act together in the sentence before, or in this one before it."""
    sentence = reading.sentence(start).start_char
    before = reading.sentence(sentence - 2).start_char if sentence > 2 else sentence
    for since, until in ((sentence, start), (before, sentence)):
        groups = []
        for token in reading.doc.char_span(since, until, alignment_mode="contract") or ():
            if token.dep_ not in ("nsubj", "nsubjpass"):
                continue
            heads = clauses.members(token)
            if len(heads) == 1 and token.tag_ == "NNS":  # "the presidents of X and Y"
                heads = [noun for of in clauses.prepositional(token, "of", "from") for noun in clauses.members(of)]
            names = [_name_at(reading, head) for head in heads]
            group = [name for name in names if name is not None and name.kind != "nationality"]
            if len(group) >= 2 and len(group) == len(names):
                groups.append(group)
        if groups:
            return groups[-1]
    return []


def _team(reading: Reading, start: int) -> list[Name]:
    """Return the one body whose acts the clause of "they" tells on: "the **Gulls** said **they** had signed ..."."""
    span = reading.doc.char_span(start, start + 1, alignment_mode="expand")
    verb = clauses.governor(span[0]) if span is not None else None
    while verb is not None and verb.dep_ in ("ccomp", "xcomp", "advcl") and verb.head != verb:
        verb = verb.head
        for subject in (child for child in verb.children if child.dep_ == "nsubj"):
            name = _name_at(reading, subject)
            alone = name is not None and name.kind == "organisation" and len(clauses.members(subject)) == 1
            return [name] if name is not None and alone else []
    return []


def _name_at(reading: Reading, token: Token) -> Name | None:
    return next((n for n in reading.names if n.start <= token.idx < n.end), None)


def _latest_body(reading: Reading, start: int) -> list[Name]:
    """Return the country or organisation that acts in the sentence of "it", else in the one before."""
    sentence = reading.sentence(start).start_char
    before = reading.sentence(sentence - 2).start_char if sentence > 2 else sentence
    for since, until in ((sentence, start), (before, sentence)):
        acting = [
            n
            for n in reading.names
            if n.kind in ("organisation", "country") and since <= n.start < until and _acts(reading, n)
        ]
        if acting:
            return acting[:1]
    return []


def _latest_organisation(reading: Reading, start: int) -> list[Name]:
    """Return the body that "the company" stands for: the one that acted last, in the four sentences before."""
    since = start
    for _ in range(4):
        since = reading.sentence(max(0, since - 2)).start_char
    acting = [n for n in reading.names if n.kind == "organisation" and since <= n.start < start and _acts(reading, n)]
    return acting[-1:]


def _latest_pair(reading: Reading, start: int, kind: str) -> list[Name]:
    """Return the two countries (or people) told last before "both nations"."""
    found: dict[str, Name] = {}
    for name in reversed([n for n in reading.names if n.end <= start]):
        if name.kind in ("country", "nationality") and (_names_money(reading, name) or _tells_home(reading, name)):
            continue
        key = name.country if kind == "country" else str(name.person)
        fits = name.kind in ("country", "nationality") if kind == "country" else _leads(reading, name)
        if fits and key and key not in found:
            found[key] = name
            if len(found) == 2:
                return sorted(found.values(), key=lambda n: n.start)
    return []


def _names_money(reading: Reading, name: Name) -> bool:
    """Tell whether a country only names its money: "U.S. dollars"."""
    behind = reading.article.body[name.end :].split(maxsplit=1)[:1]
    return bool(behind) and behind[0].lower().rstrip(".,;)").removesuffix("s") in word_set("names_of_money")


def _tells_home(reading: Reading, name: Name) -> bool:
    """Tell whether a nationality only says where a company is at home: "a **Canadian** mining firm"."""
    if name.kind != "nationality":
        return False
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    noun = span.root.head if span is not None and span.root.dep_ in ("amod", "compound", "nmod") else None
    return noun is not None and noun.lemma_.lower() in word_set("nouns_for_companies")


def _leads(reading: Reading, name: Name) -> bool:
    """Tell whether a person holds an office of those who are called leaders."""
    if name.kind != "person" or name.person is None or name.person >= len(reading.people):
        return False
    role = reading.people[name.person].role
    return role is not None and bool(word_set("leaders") & set(role.lower().split())) and "foreign" not in role.lower()


_BETWEEN = re.compile(r"(?:['’]s)?(?:\s\([A-Z][\w .-]*\))?(?:\s(?:and|with)\s|-)(?:the\s)?")
_PAIRED = {
    "country": ("country", "nationality"),
    "organisation": ("organisation",),
    "side": ("country", "nationality", "organisation"),
}


def find_pair(reading: Reading, start: int, kind: str) -> list[Name]:
    """Return the two that were last told as a pair before an offset: "Kenya and Uganda", "Kenya-Uganda ties".

    Parameters
    ----------
    reading : Reading
        The article with its names.
    start : int
        The offset.
    kind : str
        ``country``, ``organisation``, or ``side`` for either.

    Returns
    -------
    list of Name
        Two names, or none.
    """
    named = [n for n in reading.names if n.end <= start and n.kind in _PAIRED[kind]]
    named = [n for n in named if not _names_money(reading, n) and not _tells_home(reading, n)]
    if kind != "organisation":
        named = [n for n in named if n.country or n.kind == "organisation"]
    for at in range(len(named) - 1, 0, -1):
        one, other = named[at - 1], named[at]
        same = one.country == other.country if one.country and other.country else one.text == other.text
        if same or not _is_pair(reading, one, other):
            continue
        return [one, other]
    return []


def _is_pair(reading: Reading, one: Name, other: Name) -> bool:
    body = reading.article.body
    between = body[one.end : other.start]
    if _BETWEEN.fullmatch(between):
        listed = body[max(0, one.start - 2) : one.start].endswith((", ", "-")) or body.startswith("-", other.end)
        return not listed
    if len(between) > 120 or ". " in between or "\n" in between:
        return False
    spans = [reading.doc.char_span(n.start, n.end, alignment_mode="expand") for n in (one, other)]
    if spans[0] is None or spans[1] is None:
        return False
    acting, met = spans[0].root, spans[1].root
    if met.dep_ == "conj" and met in clauses.members(acting) and len(clauses.members(acting)) == 2:
        return True
    if met.dep_ == "pobj" and met.head.lower_ == "with":  # "Kenya signed a pact with Uganda"
        verb = clauses.governor(met)
        return verb is not None and acting in clauses.agents(verb)
    return False


def _by_office(reading: Reading, start: int, end: int) -> list[Name]:
    """Return the person whose office "the minister" names: the one told last with that office."""
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    if span is None or not is_office(span.root):
        return []
    office = span.root.lemma_.lower()
    if span.root.tag_ in ("NNS", "NNPS"):
        return []
    for name in reversed([n for n in reading.names if n.kind == "person" and n.person is not None and n.end <= start]):
        role = (
            reading.people[name.person].role if name.person is not None and name.person < len(reading.people) else None
        )
        if role and office in role.lower().split():
            return [name]
    return []
