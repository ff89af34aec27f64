"""Nouns that name an agreement - "a pact", "the 1998 treaty" - with its name and parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreement_cells import add_circumstances, add_subject
from newstables.scripts.extract.agreement_mentions import Mention, noun_kinds, verb_statuses
from newstables.scripts.extract.agreement_status import concerns, governing_status, status_of_noun
from newstables.scripts.extract.members import (
    as_countries,
    find_members,
    from_name,
    join_members,
    names_in,
)
from newstables.scripts.extract.rows import Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


_NEGOTIATING = frozenset({"negotiate", "talk", "bargain", "haggle", "confer", "agree"})


def part_by_year(reading: Reading, mention: Mention) -> Iterator[Mention]:
    """Take "the 1972 and 1979 accords" for one mention each."""
    noun = mention.trigger
    left = noun.left_edge.idx
    years = [
        d
        for d in reading.dates
        if left <= d.start and d.end <= noun.idx and d.precision == "year" and d.text.isdecimal()
    ]
    if not mention.plural or len(years) < 2:
        yield mention
        return
    for year in years:
        place = reading.evidence("date", year.start, year.end, "date.year")
        told = [e for e in mention.evidence if e.column != "date"]
        when = When(year.first, year.last, "year", year.text)
        yield replace(mention, when=when, plural=False, definite=False, evidence=[*told, place])


def read_aim(reading: Reading, token: Token) -> Iterator[Mention]:
    """Read "ceasefire talks": an agreement that is being negotiated, between those who talk."""
    kind = noun_kinds().get(token.lemma_.lower())
    if kind not in ("ceasefire", "treaty", "contract", "deal"):
        return
    rule = "agreement.noun.talks"
    partners = [*clauses.prepositional(token.head, "between", "with", "among")]
    parties = join_members(as_countries(find_members(reading, partners, rule, capacity="party"), reading))
    start, end = clauses.clause(token.head)
    mention = Mention(token, kind, "planned", start, end, rule, parties=parties)
    mention.subject = token.text
    mention.evidence.append(reading.evidence("subject", token.idx, token.idx + len(token), "subject.compound"))
    yield mention


def kind_of_noun(token: Token) -> str | None:
    """Return the kind that a noun names, or None where it names none."""
    kind = (
        noun_kinds().get(token.lemma_.lower())
        or noun_kinds().get(token.lower_)
        or noun_kinds().get(token.lower_.removesuffix("s"))
    )
    if kind is None or (token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    lefts = {child.lower_ for child in token.lefts}
    if kind == "joint_decision" and not (
        lefts & {"joint", "final"} or (token.lemma_ == "declaration" and token.text[:1].isupper())
    ):
        return None
    if token.lemma_ in (
        "understanding",
        "settlement",
        "arrangement",
        "partnership",
        "compromise",
        "statement",
    ) and not (
        list(clauses.prepositional(token, "between", "with")) or governing_status(token) in ("signed", "agreed")
    ):
        return None
    if token.lemma_ in ("convention", "charter", "concession", "credit", "protocol") and not (
        token.text[:1].isupper() or governing_status(token) in ("signed", "agreed", "in_force", "ended")
    ):
        return None
    if token.lemma_ == "understanding" and token.head.lower_ == "of":
        return None  # "memorandum of understanding": told by the memorandum
    verb = clauses.governor(token)
    if verb is not None and verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" and concerns(token, verb):
        return None  # "agreed to sign deals": told by the verb
    told = any(c.dep_ in ("det", "poss", "nummod", "prep", "acl", "relcl", "compound") for c in token.children)
    if token.tag_ == "NN" and not told and governing_status(token) is None:
        return None  # "when there is agreement"
    if "any" in lefts and verb is not None and clauses.is_negated(verb):
        return None  # "never signed any pact"
    if token.lower_ == "deal" and ({"great", "good"} & lefts):
        return None
    if (
        token.lemma_ in ("agreement", "accord")
        and token.head.lower_ == "in"
        and token.head.head.lemma_ != "be"
        and not lefts & {"the", "an", "this"}
    ):
        return None
    return kind


def is_plan_of_action(token: Token) -> bool:
    """Tell whether a noun is an action plan or plan of action that is adopted as an agreement is."""
    if token.lemma_.lower() != "plan" or governing_status(token) not in ("signed", "agreed"):
        return False
    before = {child.lower_ for child in token.lefts}
    return bool(before & {"action", "joint"}) or any(o.lower_ == "action" for o in clauses.prepositional(token, "of"))


def read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    """Read what the clause around a noun tells."""
    verb = clauses.governor(token)
    start, end = clauses.clause(token)
    rule = f"agreement.noun.{token.lemma_.lower()}"
    name = _proper_name(reading, token)
    lefts = {child.lower_ for child in token.lefts}
    definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its"})
    mention = Mention(token, _kind(token, kind), status_of_noun(token, verb, bool(name) or definite), start, end, rule)
    mention.definite = definite
    mention.partnered = any(clauses.prepositional(token, "with", "between"))
    mention.plural = token.tag_ in ("NNS", "NNPS")
    if name is not None:
        mention.name = reading.article.body[name[0] : name[1]]
        mention.evidence.append(reading.evidence("name", *name, "agreement.name"))
    mention.parties = join_members(as_countries(_noun_parties(reading, token, verb, rule), reading))
    add_circumstances(reading, mention, token)
    add_subject(reading, mention, token)
    return mention


def _kind(token: Token, kind: str) -> str:
    lefts = {child.lower_ for child in token.lefts}
    if kind == "deal" and lefts & {"peace", "treaty"}:
        return "treaty"
    if kind in ("deal", "treaty") and lefts & {"loan", "credit", "financing", "grant", "aid"}:
        return "loan_or_grant"
    if kind == "deal" and lefts & {"ceasefire", "cease-fire", "truce"}:
        return "ceasefire"
    return kind


def _proper_name(reading: Reading, token: Token) -> tuple[int, int] | None:
    """Return the offsets of an agreement's proper name, which ends in `token`, or None.

    A name is a capitalised noun with the capitalised words before it ("Coastal Fisheries Agreement"), or a noun that
    the countries concerned stand before, joined by hyphens ("Peru-Chile fisheries agreement").
    """
    first = token.i
    sentence = token.sent.start
    while first > sentence:
        before = token.doc[first - 1]
        joins = (
            before.lower_ in ("of", "on", "and", "for", "the", "-", "/")
            and first - 1 > sentence
            and token.doc[first - 2].text[:1].isupper()
        )
        if (before.is_punct and before.text not in ("-", "/")) or not (
            before.text[:1].isupper() or joins or before.lower_.isdigit()
        ):
            break
        first -= 1
    words = [t for t in token.doc[first : token.i] if not t.is_punct]
    while words and (
        words[0].lower_ in ("the", "a", "an", "of", "on", "and", "for", "under", "in") or words[0].pos_ == "DET"
    ):
        words.pop(0)
    if token.text[:1].isupper() and words:
        last = token
        for of in token.children:
            if of.lower_ in ("of", "on", "for") and of.i == token.i + 1:
                inner = list(of.subtree)
                if (
                    inner
                    and all(t.text[:1].isupper() or t.lower_ in ("and", "the", "of") for t in inner[1:])
                    and len(inner) > 1
                ):
                    last = inner[-1]
        return words[0].idx, last.idx + len(last)
    placed = [t for t in token.lefts if t.dep_ in ("compound", "nmod", "amod") and t.text[:1].isupper()]
    if placed and not words and any(t.lower_ in ("the", "'s", "’s") or t.dep_ == "poss" for t in token.lefts):
        name = next((n for n in names_in(reading, placed[0].idx, token.idx) if n.kind == "place"), None)
        if name is not None and name.start == placed[0].idx:  # "the Helsinki peace accord"
            return name.start, token.idx + len(token)
    hyphened = re.search(
        r"\b[A-Z]\w+(?:-[A-Z]\w+)+(?: [a-z]+){0,3} $", token.doc.text[max(0, token.idx - 80) : token.idx]
    )
    if hyphened and len(names_in(reading, token.idx - len(hyphened.group()), token.idx)) >= 2:
        return token.idx - len(hyphened.group()), token.idx + len(token)
    return None


def _noun_parties(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    nouns = [token, *clauses.prepositional(token, "of")]  # "a memorandum of understanding with X"
    partners = [p for noun in nouns for p in clauses.prepositional(noun, "between", "with", "among")]
    yield from find_members(reading, partners, rule, capacity="party")
    if (noun_kinds().get(token.lemma_.lower()) == "loan_or_grant") and verb is not None:  # "lent by X", "a loan to X"
        sources = [token, verb] if concerns(token, verb) else [token]
        given = [p for source in sources for p in clauses.prepositional(source, "to", "from", "by")]
        yield from find_members(reading, given, rule, capacity="party")
    first = min((child.left_edge.idx for child in token.lefts), default=token.idx)
    for name in names_in(reading, first, token.idx):
        in_sum = any(q.start <= name.start < q.end for q in reading.quantities)
        if name.kind in ("organisation", "country", "nationality") and not in_sum:
            member = from_name(reading, name, rule)
            if member is not None:
                yield replace(member, capacity="party")
    for relative in (child for child in token.children if child.dep_ in ("acl", "relcl")):
        if relative.lemma_ in verb_statuses():
            yield from _side(reading, relative, token, rule)
    if verb is not None and verb.lemma_ == "be" and token.head.lower_ == "in":  # "X and Y are in agreement"
        yield from find_members(reading, clauses.subjects(verb), rule, capacity="party")
    if verb is not None and verb.lemma_ == "sign" and token.head.lower_ in ("to", "on"):  # "signed X to a contract"
        yield from find_members(reading, [*clauses.agents(verb), *clauses.objects(verb)], rule, capacity="party")
    about = token.head.lower_ in ("for", "on", "about", "over", "towards")
    if verb is not None and verb.lemma_ in _NEGOTIATING and about:
        yield from _side(reading, verb, token, rule)
    told = verb is not None and (verb.lemma_ in verb_statuses() or verb.lemma_ in ("have", "make", "offer", "get"))
    if (
        verb is not None
        and told
        and clauses.bearer_of(token) in {m for o in clauses.objects(verb) for m in clauses.members(o)}
    ):
        yield from _side(reading, verb, token, rule)


def _side(reading: Reading, verb: Token, token: Token, rule: str) -> Iterator[Member]:
    agents = [agent for agent in clauses.agents(verb) if agent != token]
    yield from find_members(reading, agents, rule, capacity="party")
    yield from find_members(reading, clauses.prepositional(verb, "with", "between"), rule, capacity="party")
