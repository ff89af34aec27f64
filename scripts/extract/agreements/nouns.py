"""What the clause around a noun that names an agreement tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.cells import add_circumstances
from newstables.scripts.extract.agreements.mentions import Mention, noun_kinds
from newstables.scripts.extract.agreements.names import find_proper_name
from newstables.scripts.extract.agreements.parties import find_parties
from newstables.scripts.extract.agreements.principals import as_parties
from newstables.scripts.extract.agreements.status import (
    deciding_verb,
    governing_status,
    signing_behind,
    status_of_noun,
)
from newstables.scripts.extract.agreements.subjects import add_subject
from newstables.scripts.extract.members import find_members
from newstables.scripts.extract.rows import When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


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
        yield replace(mention, when=when, evidence=[*told, place])


def read_aim(reading: Reading, token: Token) -> Iterator[Mention]:
    """Read "ceasefire talks": an agreement that is being negotiated, between those who talk."""
    kind = noun_kinds().get(token.lemma_.lower())
    if kind not in ("ceasefire", "treaty", "contract", "deal"):
        return
    rule = "agreement.noun.talks"
    partners = [*clauses.prepositional(token.head, "between", "with", "among")]
    parties = as_parties(reading, find_members(reading, partners, rule, capacity="party"))
    start, end = clauses.clause(token.head)
    mention = Mention(token, kind, "planned", start, end, rule, parties=parties)
    mention.subject = token.text
    mention.evidence.append(reading.evidence("subject", token.idx, token.idx + len(token), "subject.compound"))
    yield mention


_MAKING = frozenset({"sign", "reach", "conclude", "negotiate", "adopt", "finalise", "finalize", "draft", "announce"})


def read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    """Read what the clause around a noun tells."""
    verb = deciding_verb(token)
    start, end = clauses.clause(token)
    rule = f"agreement.noun.{token.lemma_.lower()}"
    name = find_proper_name(reading, token)
    lefts = {child.lower_ for child in token.lefts}
    definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its"})
    unmade = bool(lefts & {"a", "an", "early", "draft", "any"})
    known = definite or (name is not None and not unmade)
    mention = Mention(token, _kind(token, kind), status_of_noun(token, verb, known), start, end, rule)
    sought = token.head.lower_ == "of" and token.head.head.lemma_ in ("conclusion", "signing", "ratification")
    instrument = name is not None and token.text[:1].isupper() and not unmade and not sought
    if instrument and mention.status == "planned" and not (verb is not None and verb.lemma_ in _MAKING):
        mention.status = "in_force"  # "stopped applying the Non-Proliferation Treaty"
    mention.definite = definite
    mention.indefinite = bool(lefts & {"a", "an", "another", "one"})
    mention.governed = governing_status(token) is not None or signing_behind(token) is not None
    mention.partnered = any(clauses.prepositional(token, "with", "between"))
    mention.plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("mous", "memoranda")
    if name is not None:
        mention.name = reading.article.body[name[0] : name[1]]
        mention.evidence.append(reading.evidence("name", *name, "agreement.name"))
    mention.parties = find_parties(reading, token, verb, rule)
    add_subject(reading, mention, token)
    add_circumstances(reading, mention, token)
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
