"""Who a noun names: the people, bodies and countries that take part in something or are party to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.coreference import resolve
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.lists import read_dashed, read_included, read_on
from newstables.scripts.extract.named import from_name, name_at, names_in, read_fused
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading

# "the Varga group", "the Orbis company" take part as Varga and Orbis
# "officials from X, Y and Z" take part for X, Y and Z; "leaders of X" likewise.
_FROM = ("from", "of", "representing")


@cache
def _groups() -> frozenset[str]:
    return frozenset(read_words("group_nouns.txt"))


def is_group(token: Token) -> bool:
    """Tell whether a noun is a plural for people or bodies that can act together: "ministers", "countries"."""
    return token.lower_ in _groups()


def find_members(reading: Reading, heads: Iterable[Token], rule: str, *, capacity: str = "participant") -> list[Member]:
    """Find who is named by nouns and by those joined to them.

    Parameters
    ----------
    reading : Reading
        The article; its names and people are used.
    heads : iterable of spacy.tokens.Token
        Heads of noun phrases, or pronouns.
    rule : str
        Name of the rule that asks, for the evidence.
    capacity : str
        In what capacity they are named.

    Returns
    -------
    list of Member
        Each once, in the order of the text; empty where the words name nobody known.
    """
    found: list[Member] = []
    for head in heads:
        nouns = [head]
        if head.pos_ == "VERB" and head.dep_ == "pcomp":  # "with visiting President X"
            nouns = [child for child in head.children if child.dep_ in ("dobj", "obj")]
        for token in (token for noun in nouns for token in _listed(reading, noun)):
            found.extend(
                replace(member, capacity=capacity) if member.capacity == "participant" else member
                for member in _read(reading, token, rule)
            )
        if found:
            found.extend(replace(m, capacity=capacity) for m in read_on(reading, head, found[-1], rule))
        found.extend(replace(m, capacity=capacity) for m in read_included(reading, head, rule))
    return join_members(found)


_LONGEST_OFFICE = 9  # words of an office


_LISTING = frozenset({"conj", "appos", "npadvmod", "compound", "nmod", "flat", "det", "poss"})


def _listed(reading: Reading, head: Token) -> list[Token]:
    """Return a noun, those joined to it, and people whom the parse hangs on it as a list: "X, chief Y and Z"."""
    tokens = clauses.members(head)
    first = name_at(reading, head)
    covered = {(name.start, name.end) for token in tokens if (name := name_at(reading, token)) is not None}
    for token in head.subtree:
        if token.i == head.i or token.dep_ not in ("conj", "appos", "npadvmod", "compound", "nmod"):
            continue
        name = name_at(reading, token)
        if name is None or name.kind not in ("person", "country") or (name.start, name.end) in covered:
            continue
        if token.i < head.i:
            joined = reading.article.body.startswith(" and ", name.end) and token.dep_ in ("nmod", "compound")
            if joined and name.kind == "person" and first is not None and first.kind == "person":
                covered.add((name.start, name.end))  # "**X** and Foreign Secretary Y", taken for one name
                tokens.append(token)
            continue
        if name.kind == "country" and first is not None and first.kind != "country":
            continue
        path = [token, *(a for a in token.ancestors if head.is_ancestor(a))]
        if all(step.dep_ in _LISTING for step in path) and any(
            step.dep_ in ("conj", "appos", "npadvmod") for step in path
        ):
            covered.add((name.start, name.end))
            if not any(_stands_for(t, token) for t in tokens):
                tokens.append(token)
    return tokens


def _stands_for(noun: Token, name: Token) -> bool:
    """Tell whether a name only names a common noun that is read anyway: "the minister, X"."""
    return name.head == noun and name.dep_ in ("appos", "compound", "nmod") and noun.pos_ == "NOUN"


def join_members(members: Iterable[Member]) -> list[Member]:
    """Join members that are the same one: capacity and mode from whichever says more, evidence from all."""
    joined: dict[tuple[str, object], Member] = {}
    for member in members:
        identity = member_key(member)
        known = joined.get(identity)
        if known is None:
            joined[identity] = member
            continue
        evidence = known.evidence + tuple(place for place in member.evidence if place not in known.evidence)
        capacity = known.capacity if known.capacity not in ("participant", "party") else member.capacity
        joined[identity] = replace(known, evidence=evidence, capacity=capacity, mode=known.mode or member.mode)
    return list(joined.values())


def gather_members(told: Iterable[list[Member]]) -> tuple[Member, ...]:
    """Return the members that several mentions tell of, each once, on each place of its evidence once."""
    joined = join_members(member for members in told for member in members)
    return tuple(replace(member, evidence=tuple(dict.fromkeys(member.evidence))) for member in joined)


def drop_inner(members: list[Member]) -> list[Member]:
    """Leave out countries that are only told as part of another member: "Chinese" in "Chinese leaders"."""
    spans = [(e.start, e.end) for member in members if member.type != "country" for e in member.evidence]
    return [
        member
        for member in members
        if member.type != "country"
        or not all(any(start <= e.start and e.end <= end for start, end in spans) for e in member.evidence)
    ]


def member_key(member: Member) -> tuple[str, object]:
    """Return what tells members apart: the person, the country, or the words of the name."""
    if member.type == "person":
        return member.type, member.person
    if member.type == "country" and member.country:
        return member.type, member.country
    return member.type, member.name.casefold().removeprefix("the ")


def _read(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    if token.lower_ in ("whom", "which"):
        yield from _antecedents(reading, token, rule)
        return
    if token.pos_ == "PRON" or token.lower_ in ("both", "two", "his", "her", "its", "their"):
        yield from _resolved(reading, token, token.idx, token.idx + len(token), rule)
        return
    name = name_at(reading, token)
    dashed = read_dashed(reading, token, rule) if name is None or name.kind == "organisation" else []
    if dashed:
        yield from dashed
        return
    if name is not None and name.kind == "organisation" and " and " in name.text:
        pair = read_fused(reading, name, rule)
        if pair:
            yield from pair
            return
    if name is not None and name.kind != "nationality":
        member = from_name(reading, name, rule)
        if member is not None:
            yield member
        return
    first, second = _named_inside, _named_behind
    if token.lemma_ == "counterpart":  # "her counterpart from X, **Y**": not X
        first, second = second, first
    inner = list(first(reading, token, rule)) or list(second(reading, token, rule))
    if inner:
        yield from inner
        return
    phrase = clauses.phrase(token)
    resolved = list(_resolved(reading, token, phrase.start_char, phrase.end_char, rule))
    if resolved:
        yield from resolved
        return
    groups = list(_groups_of_two(reading, token, rule)) or list(_groups_joined(reading, token, rule))
    group = _group(reading, token, rule) or _bare_group(reading, token, rule) or _unlisted(reading, token, rule)
    if groups:
        yield from groups
    elif group is not None:
        yield group
    else:
        yield from _holder(reading, token, rule)


def _holder(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield whom an unnamed holder of an office acts for: "the leader of the Front", "Peru's foreign minister"."""
    if token.tag_ not in ("NN", "NNP") or not (is_office(token) or token.lemma_ in ("leader", "counterpart")):
        return
    owners = [child for child in token.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    for source in (*clauses.prepositional(token, "of"), *owners):
        name = name_at(reading, source)
        if name is not None and name.kind in ("organisation", "country", "nationality"):
            member = from_name(reading, name, rule)
            if member is not None:
                yield member
                return


def _antecedents(reading: Reading, pronoun: Token, rule: str) -> Iterator[Member]:
    """Yield whom "with whom" goes back to."""
    clause = next((a for a in pronoun.ancestors if a.dep_ == "relcl"), None)
    if clause is None or clause.head.i > pronoun.i:
        return
    nearest = [name for name in reading.names if name.kind in ("person", "organisation", "country")]
    before = [name for name in nearest if clause.head.left_edge.idx <= name.start and name.end <= pronoun.idx]
    member = from_name(reading, before[-1], rule) if before else None
    if member is not None:
        yield member


def _named_inside(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Names that stand for a common noun: in apposition, at its head, or those it comes from."""
    for child in token.children:
        name = name_at(reading, child)
        if child.dep_ in ("appos", "compound", "nmod", "flat") and name is not None and name.kind == "person":
            member = from_name(reading, name, rule)
            if member is not None:
                yield member
                return
    for child in token.children:
        name = name_at(reading, child)
        named = child.dep_ == "appos" or (
            child.dep_ in ("compound", "nmod") and token.lemma_.lower() in word_set("bodies_by_name")
        )
        if named and name is not None and name.kind == "organisation":
            member = from_name(reading, name, rule)
            if member is not None:
                yield member
                return
    for verb in (child for child in token.children if child.dep_ in ("acl", "relcl")):
        if verb.lemma_ in ("head", "lead", "chair"):
            for agent in (agent for agent in clauses.agents(verb) if agent != token):
                for member in find_members(reading, [agent], rule):
                    if member.type == "person":
                        yield replace(member, capacity="head_of_delegation")
                        return
    if token.lower_ in _groups() or token.lemma_.lower() in (
        "delegation",
        "government",
        "team",
        "side",
        "representative",
        "counterpart",
    ):
        for source in clauses.prepositional(token, *_FROM):
            deeper = [source, *(one for of in (source,) for one in clauses.prepositional(of, *_FROM))]
            for one in deeper:  # "ministers of trade of X"
                members = [m for m in find_members(reading, [one], rule) if m.type != "person"]
                if members:
                    yield from members
                    return


def _named_behind(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield who holds a long office that the parse parts from the name: "Minister for Water and Power **X**"."""
    if not (is_office(token) or token.lemma_ == "counterpart") or token.tag_ in ("NNS", "NNPS"):
        return
    for behind in token.doc[token.i + 1 : min(token.i + _LONGEST_OFFICE, token.sent.end)]:
        name = name_at(reading, behind)
        if name is not None and name.kind == "person":
            member = from_name(reading, name, rule)
            if member is not None:
                yield member
            return
        if behind.text == "," and behind.i + 1 < token.sent.end:  # "the Chairman of Kenya Railways, **X**,"
            name = name_at(reading, behind.nbor())
            if name is None or name.kind != "person" or not _is_set_off(reading, name):
                return
        elif not (behind.text[:1].isupper() or behind.lower_ in ("of", "for", "from", "in", "and", "the", "&")):
            return


def _is_set_off(reading: Reading, name: Name) -> bool:
    """Tell whether a name ends at a comma or at the end of its sentence."""
    return reading.article.body[name.end : name.end + 1] in (",", ".", ";", "")


def _resolved(reading: Reading, token: Token, start: int, end: int, rule: str) -> Iterator[Member]:
    for name in resolve(reading, start, end):
        member = from_name(reading, name, rule)
        if member is not None:
            place = reading.evidence(None, token.idx, token.idx + len(token), rule)
            yield replace(member, evidence=(place,))


def _group(reading: Reading, token: Token, rule: str) -> Member | None:
    """Read an unnamed group that is told by whom it belongs to: "EU finance ministers", "Montenegrin leaders"."""
    if token.lower_ not in _groups() and token.lower_ not in word_set("bodies_of_state"):
        return None
    phrase = clauses.phrase(token)
    words = [t for t in phrase if t.dep_ not in ("det", "nummod", "predet", "poss") or name_at(reading, t) is not None]
    while words and (
        words[0].pos_ in ("DET", "NUM", "PUNCT", "PART", "ADV") or words[0].lower_ in ("other", "several", "some")
    ):
        words.pop(0)
    if not words or not names_in(reading, words[0].idx, token.idx):
        return None
    while words and words[0].text in ("-", "/"):
        words.pop(0)
    start, end = words[0].idx, token.idx + len(token)
    countries = {name.country for name in names_in(reading, start, end) if name.country}
    evidence = (reading.evidence(None, start, end, rule),)
    text = reading.article.body[start:end]
    return Member(text, "organisation", evidence, country=countries.pop() if len(countries) == 1 else None)


def _groups_of_two(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield "Peruvian officials" and "Chilean officials" for "Peruvian and Chilean officials".

    Of bodies that have names of their own the names: "Front and League negotiators".
    """
    if not is_group(token):
        return
    names: list[Name] = []
    gap: tuple[str, ...] = (" ",)
    edge = token.idx
    for name in reversed(names_in(reading, token.sent.start_char, token.idx)):
        if reading.article.body[name.end : edge] not in gap:
            break
        gap, edge = (" and ",) if not names else (", ", " and "), name.start
        names.insert(0, name)
    if len(names) <= 1:
        return
    kinds = {name.kind for name in names}
    if kinds == {"nationality"}:
        noun = token.lemma_ if token.lower_ == "governments" else token.text
        for name in names:
            evidence = (reading.evidence(None, name.start, token.idx + len(token), rule),)
            yield Member(f"{name.text} {noun}", "organisation", evidence, country=name.country)
    elif kinds == {"organisation"} and token.lower_ in word_set("people_of_state"):
        yield from (member for name in names if (member := from_name(reading, name, rule)) is not None)


def _groups_joined(reading: Reading, token: Token, rule: str) -> Iterator[Member]:
    """Yield "Peruvian government" and "rebels" for "the Peruvian government and rebels", where they are one phrase."""
    if not is_group(token):
        return
    words = [t for t in token.doc[token.left_edge.i : token.i + 1] if t.pos_ != "DET"]
    at = next((i for i, t in enumerate(words) if t.lower_ == "and"), None)
    if not at or at > len(words) - 2 or words[at - 1].lower_ not in word_set("bodies_of_state"):
        return
    for part in (words[:at], words[at + 1 :]):
        start, end = part[0].idx, part[-1].idx + len(part[-1])
        countries = {name.country for name in names_in(reading, start, end) if name.country}
        evidence = (reading.evidence(None, start, end, rule),)
        country = countries.pop() if len(countries) == 1 else None
        yield Member(reading.article.body[start:end], "organisation", evidence, country=country)


def _bare_group(reading: Reading, token: Token, rule: str) -> Member | None:
    """Read a body that is told by its kind alone: "the government", "rebels"."""
    if token.lower_ not in _bare_bodies():
        return None
    start, end = token.idx, token.idx + len(token)
    return Member(token.text, "organisation", (reading.evidence(None, start, end, rule),))


_NO_BODY = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW", "EVENT", "WORK_OF_ART")


def _unlisted(reading: Reading, token: Token, rule: str) -> Member | None:
    """Read a body whose name the tagger did not know for one: a run of capitalised words that a noun heads."""
    shouted = token.text.isupper() and len(token.text) > 2 and token.pos_ == "NOUN"
    if (
        not (token.pos_ == "PROPN" or shouted)
        or not token.text[:1].isupper()
        or token.ent_type_ in _NO_BODY
        or is_office(token)
    ):
        return None
    first = token.i
    while first > token.sent.start:
        before = token.doc[first - 1]
        if before.pos_ != "PROPN" or not before.text[:1].isupper() or name_at(reading, before) is not None:
            break
        first -= 1
    start, end = token.doc[first].idx, token.idx + len(token)
    if any(is_office(word) for word in token.doc[first : token.i]):
        return None  # "Planning Minister X", whom the names do not hold
    if token.lower_ in word_set("no_bodies") or any(d.start < end and start < d.end for d in reading.dates):
        return None
    evidence = reading.evidence(None, start, end, rule)
    text = reading.article.body[start:end]
    if text in read_pairs("capitals.tsv"):
        return Member(text, "country", (evidence,), country=read_pairs("capitals.tsv")[text])
    return Member(text, "organisation", (evidence,))


@cache
def _bare_bodies() -> frozenset[str]:
    return frozenset(read_words("bare_bodies.txt"))
