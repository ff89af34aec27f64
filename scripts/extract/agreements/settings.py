"""Who is together where something is agreed: at the meeting that the clause names, or in the sentences before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.members import find_members
from newstables.scripts.extract.named import from_name, names_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.extract.rows import Member

_BACK = 4  # sentences in which those who act together are looked for
_AT = ("at", "during", "in", "after", "following", "of")


def find_gathered(reading: Reading, verb: Token, rule: str) -> list[Member]:
    """Find the states and bodies at whose meeting or visit something is done: "signed **at talks of X and Y**"."""
    for noun in clauses.attached(verb, *_AT):
        for one in (noun, *clauses.prepositional(noun, "of")):  # "at the close of the summit"
            lemma = one.lemma_.lower()
            if lemma not in read_pairs("meeting_nouns.tsv") and lemma not in word_set("visits"):
                continue
            heads = list(clauses.prepositional(one, "of", "between", "with", "among", "to", "by"))
            heads += [own for who in (one, *heads) for own in who.lefts if own.dep_ == "poss"]
            found = [m for m in find_members(reading, heads, rule, capacity="party") if m.type != "person"]
            first = min((child.left_edge.idx for child in one.lefts), default=one.idx)
            for name in names_in(reading, first, one.idx):  # "the Peru-Chile summit"
                member = from_name(reading, name, rule) if name.kind in ("country", "nationality") else None
                if member is not None:
                    found.append(member)
            if len({m.name for m in found}) > 1:
                return found
    return []


def find_talking(reading: Reading, verb: Token, rule: str) -> list[Member]:
    """Find those who talk to reach something: "**talks between X and Y** go on, in a bid to **reach** a deal"."""
    outer = verb
    while outer.head != outer and outer.dep_ in ("acl", "advcl", "xcomp", "pcomp", "relcl", "pobj", "prep", "ccomp"):
        outer = outer.head
    nouns = [*clauses.subjects(outer), *clauses.objects(outer)] if outer != verb else []
    for noun in nouns:
        if noun.lemma_.lower() not in read_pairs("meeting_nouns.tsv"):
            continue
        near = [*clauses.prepositional(noun, "between", "with"), *clauses.prepositional(outer, "between", "with")]
        found = [m for m in find_members(reading, near, rule, capacity="party") if m.type != "person"]
        if len({member.name for member in found}) > 1:
            return found
    return []


def find_together(reading: Reading, noun: Token, rule: str) -> list[Member]:
    """Find the two or more who were last told to act together before a noun or pronoun.

    "The government and the rebels began talks", "X **met** Y", "X held talks **with** Y".
    """
    sentences = [noun.sent]
    while len(sentences) < _BACK and sentences[-1].start > 0:
        sentences.append(noun.doc[sentences[-1].start - 1].sent)
    for sentence in sentences:
        for token in reversed(list(sentence)):
            if token.i >= noun.i:
                continue
            for heads in _joint(token):
                found = find_members(reading, heads, rule, capacity="party")
                if len(found) > 1:
                    return found
    return []


def _joint(token: Token) -> Iterator[list[Token]]:
    """Yield the nouns that a word tells of as acting together."""
    acting = token.dep_ in clauses.SUBJECTS or (token.dep_ == "pobj" and token.head.lower_ in ("between", "of"))
    if acting and len(clauses.members(token)) > 1:
        yield [token]
    if token.pos_ == "VERB" and (
        token.lemma_ in read_pairs("meeting_verbs.tsv") or token.lemma_ in ("hold", "receive")
    ):
        partners = [o for o in clauses.objects(token) if o.ent_type_ or o.pos_ == "PROPN"]
        partners += clauses.attached(token, "with")
        if partners:
            yield [*clauses.subjects(token), *partners]


def list_on(reading: Reading, members: list[Member], rule: str) -> Iterator[Member]:
    """Yield the countries of a list that the parse breaks off before one: "On Friday **X**, Y and Z signed"."""
    body = reading.article.body
    at = {name.start: i for i, name in enumerate(reading.names)}
    known = {place.start for member in members for place in member.evidence}
    for member in members:
        i = at.get(member.evidence[0].start)
        if member.type != "country" or i is None:
            continue
        while i > 0 and _is_listed(body, reading.names[i - 1], reading.names[i]):
            i -= 1
            if reading.names[i].start not in known:
                known.add(reading.names[i].start)
                other = from_name(reading, reading.names[i], rule)
                if other is not None:
                    yield other


def _is_listed(body: str, one: Name, other: Name) -> bool:
    between = body[one.end : other.start]
    return one.kind == other.kind == "country" and between in (", ", " and ", ", and ", ", the ", " and the ")
