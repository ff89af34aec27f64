"""Which mentions in an article tell of one agreement, and which say enough to be a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.mentions import Mention, noun_kinds
from newstables.scripts.extract.agreements.transfers import TRANSFER
from newstables.scripts.extract.agreements.triggers import is_contracted
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import member_key

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.rows import Member


def find_group(mention: Mention, groups: list[list[Mention]]) -> list[Mention] | None:
    """Return the group of mentions that a mention belongs to, the latest where several fit; None for a new one."""
    noun = mention.trigger
    if groups and noun.dep_ == "attr" and any(t.lower_ in ("this", "it") for t in clauses.subjects(noun.head)):
        return groups[-1]  # "this is a memorandum"
    return next((group for group in reversed(groups) if is_same(mention, group)), None)


def is_inside_other(mention: Mention, groups: list[list[Mention]]) -> bool:
    """Tell whether a noun that names no party stands inside what a verb of agreeing says was agreed."""
    if mention.parties or mention.name:
        return False
    return any(
        place.column == "subject" and place.start <= mention.trigger.idx < place.end
        for group in groups
        for other in group
        if other.trigger.pos_ == "VERB"
        for place in other.evidence
    )


def is_row(mention: Mention) -> bool:
    """Tell whether a mention says enough to be a row: a name, parties, or what is agreed and how far it has come."""
    noun = mention.trigger.lemma_.lower()
    if mention.amount is not None and mention.indefinite and mention.kind not in ("loan_or_grant", "ceasefire"):
        return True  # "chose the maker's ships for a deal worth 20 billion dollars"
    if noun == "partnership" and not is_contracted(mention.trigger):
        return len(mention.parties) > 1  # not "we want a partnership with them"
    if mention.name is None and mention.amount is None and len(mention.parties) < 2:
        if noun in word_set("takeovers") | {"credit", "order", "offer", "bid", "proposal", "venture", "alliance"}:
            return False
        told = mention.governed and not mention.plural and (mention.parties or mention.subject)
        if mention.kind == "loan_or_grant" and not told:
            return False
    return bool(mention.parties or mention.name) or is_told(mention)


def is_told(mention: Mention) -> bool:
    """Tell whether a mention that names no party says enough to be a row: what is agreed, and what becomes of it."""
    if mention.trigger.pos_ == "VERB":
        return mention.subject is not None
    if mention.definite and mention.when is not None and mention.when.precision == "year" and mention.kind == "treaty":
        return True  # "the 1952 treaty"
    if mention.kind == "loan_or_grant" and mention.amount is None and not (mention.governed and mention.subject):
        return False
    if mention.background and mention.plural:
        return False
    done = mention.status in ("signed", "agreed", "ended") and mention.governed
    dated = mention.when is not None
    if mention.subject is None and not (done and (mention.amount is not None or dated)):
        return False
    if mention.trigger.lemma_.lower() in word_set("takeovers"):
        return False
    if mention.plural and mention.kind in ("contract", "loan_or_grant") and not (done and mention.amount):
        return False  # contracts and loans in general
    described = any(e.column == "subject" and e.rule == "subject.phrase" for e in mention.evidence)
    if mention.plural and not mention.governed and not mention.definite and not described:
        return False
    if mention.status == "in_force" and not mention.indefinite:
        told = mention.amount is not None or mention.when is not None
        return told or mention.partnered or (mention.definite and described)
    return True


def is_same(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether a mention tells of the agreement that a group of earlier mentions tells of."""
    first, last = group[0], group[-1]
    joined = mention.trigger.dep_ == "conj" and mention.trigger.head == last.trigger
    if joined and mention.plural and last.plural and mention.subject in (None, last.subject):
        return True  # "15 memoranda and agreements"
    if any(is_said_of(mention.trigger, other.trigger) for other in group):
        return True
    if noun_kinds().get(mention.trigger.lemma_.lower()) and mention.trigger.head.lower_ in ("on", "about"):
        above = mention.trigger.head.head
        if not mention.plural and above.tag_ == "NN" and any(above == other.trigger for other in group):
            return True  # "reached agreement on a gas deal"
    verb = last.trigger if last.trigger.pos_ == "VERB" else clauses.governor(last.trigger)
    leads = mention.trigger.head
    if mention.trigger.lemma_ in ("lease", "sale", "purchase") and leads.lower_ == "for" and mention.definite:
        return leads.sent == last.trigger.sent and last.kind == "contract"  # "a contract with X for the lease of ships"
    inside = verb is not None and (leads.head == verb or (leads.lower_ == "in" and verb.is_ancestor(leads)))
    if verb is not None and leads.lower_ == "in" and leads.i > verb.i:
        outer = clauses.finite(verb)  # "X will buy Y, **they said**, in a deal worth ..."
        inside = inside or (outer.dep_ == "ccomp" and leads.head == outer.head)
    if inside and last.kind == "contract" and leads.dep_ == "prep":
        joining = ("in", "under", "through", "as", *(["on"] if last.rule == TRANSFER else []))
        return leads.lower_ in joining  # "bought X in a deal worth ...", "signed X from Y on a contract"
    if mention.trigger.pos_ == "VERB" and any(_is_under(mention.trigger, other.trigger) for other in group):
        return True
    if mention.kind == first.kind == "ceasefire" and not mention.plural and not mention.name:
        return _fits(mention, group)
    names = {_bare(other.name) for other in group if other.name}
    if mention.name and names:
        bare = _bare(mention.name)
        if any(bare == name or bare.endswith(name) or name.endswith(bare) for name in names):
            return True
        return any(_is_short_for(mention.name, other.name) for other in group if other.name)
    if mention.name and first.subject and are_alike(mention.name, first.subject):
        return _fits(mention, group)  # "a free trade agreement ... The Free Trade Agreement"
    if mention.trigger.pos_ == "VERB" and first.trigger.pos_ == "VERB":
        return bool(mention.subject and first.subject and are_alike(mention.subject, first.subject))
    if mention.indefinite and {mention.status, first.status} in ({"rejected", "signed"}, {"rejected", "agreed"}):
        return False  # "turned down a loan ... concluded a credit instead"
    ours = {member_key(member) for member in mention.parties}
    theirs = {member_key(member) for other in group for member in other.parties}
    if _is_bare(mention) and not first.plural and _fits(mention, group, signed=True):
        return mention.kind == first.kind or mention.trigger.lemma_.lower() in word_set("any_agreement")
    described = mention.definite or (mention.name is not None and mention.trigger.text.islower())
    if described and not mention.plural and (not mention.name or mention.trigger.text.islower()):
        if first.plural or not _fits(mention, group):
            return False
        if _differ(mention, group) and not (len(ours & theirs) > 1 and mention.kind == first.kind):
            return False
        return mention.kind == first.kind or mention.trigger.lemma_.lower() in word_set("any_agreement")
    if mention.when and first.when and mention.when.first != first.when.first:
        return False
    if mention.subject and first.subject and not are_alike(mention.subject, first.subject):
        return False
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours) and mention.kind == first.kind


def _is_bare(mention: Mention) -> bool:
    """Tell whether a mention is "the treaty" and no more: nothing tells it from the one told before."""
    noun = mention.trigger
    if not mention.definite or mention.plural or mention.name is not None or noun.pos_ == "VERB":
        return False
    telling = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod", "poss")]
    telling = [c for c in telling if c.lower_ not in word_set("vague_before_agreements") | {"its", "their"}]
    telling += [c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBG"]  # "the contract governing transit"
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "to":
        return False  # "the agreement to exchange staff"
    return not telling and not any(clauses.prepositional(noun, "on", "about", "with", "between", "for"))


def _is_under(verb: Token, noun: Token) -> bool:
    """Tell whether a verb tells what stands in an agreement: "**under a deal** ..., the sides agreed to ..."."""
    return noun.sent == verb.sent and noun.head.lower_ in ("under", "in") and noun.head.head == verb


def _fits(mention: Mention, group: list[Mention], *, signed: bool = False) -> bool:
    """Tell whether a mention names no other sides and no other day than a group does.

    With `signed`, people are none: they sign for sides.
    """
    ours = [m for m in mention.parties if m.name[:1].isupper() and not (signed and m.type == "person")]
    theirs = [member for other in group for member in other.parties if member.name[:1].isupper()]
    if signed and any(is_described(member) for member in theirs):  # named now: "a Kenyan firm", "Karibu Mines"
        ours = [member for member in ours if member.type != "organisation"]
    met = any(_are_one(one, other) for one in ours for other in theirs)
    days = {other.when.first for other in group if other.when is not None}
    apart = mention.when is not None and days and mention.when.first not in days and mention.when.precision == "year"
    return not apart and (not ours or not theirs or met)


def is_described(member: Member) -> bool:
    """Tell whether a company was told by a description alone: "a Kenyan mining firm"."""
    last = member.name.split()[-1]
    return member.type == "organisation" and last in word_set("nouns_for_companies")


def _are_one(one: Member, other: Member) -> bool:
    """Tell whether two parties are one: the same, or a body by a shorter name: "Fitch", "Fitch Investors Service"."""
    if member_key(one) == member_key(other):
        return True
    left, right = ({word.casefold() for word in member.name.split()} for member in (one, other))
    return one.type == other.type == "organisation" and (left <= right or right <= left)


def is_said_of(noun: Token, other: Token) -> bool:
    """Tell whether a noun only says what another is.

    "The pact is a binding **deal**", "a deal, an **accord** that ...", "a contract, the largest **deal** between them".
    """
    if noun.pos_ == "VERB" or other.pos_ == "VERB":
        return False
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        return other in clauses.subjects(noun.head)
    naming = noun.head.head if noun.head.lower_ == "as" else noun.head
    if naming.lemma_ in ("know", "call", "dub", "name", "title") and naming.dep_ == "acl":
        return naming.head == other  # "a pact known as the Coastal Accord"
    if noun.sent == other.sent and any(c.tag_ == "JJS" or c.lower_.startswith("largest") for c in noun.lefts):
        return noun.tag_ == other.tag_ == "NN"
    return noun.dep_ == "appos" and noun.head == other and other.tag_ in ("NN", "NNP")


def _differ(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether what a mention is about is another matter than what a group is about."""
    told = [other.subject for other in group if other.subject]
    return bool(mention.subject and told) and not any(are_alike(mention.subject or "", subject) for subject in told)


def _is_short_for(one: str, other: str) -> bool:
    """Tell whether one of two names is the other's capitals: "NPT", "Non-Proliferation Treaty"."""
    short, full = sorted((one, other), key=len)
    return short.isupper() and "".join(re.findall(r"\b[A-Z]", full)).endswith(short)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").lstrip("0123456789 ")


def are_alike(one: str, other: str) -> bool:
    """Tell whether two phrases share half the longer words of the shorter one."""
    left, right = ({word.casefold().rstrip("s") for word in phrase.split() if len(word) > 2} for phrase in (one, other))
    return bool(left and right) and 2 * len(left & right) >= min(len(left), len(right))
