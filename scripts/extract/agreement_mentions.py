"""Mentions of agreements: each noun or verb that names one, or says that sides agreed.

One mention is what one clause tells; `newstables.scripts.extract.agreements` joins the mentions of one agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.circumstances import find_when
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.members import as_countries, find_members, from_name, join_members, name_at, names_in
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.rows import Evidence, Member, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_SUBJECT = ("on", "about", "regarding", "concerning", "governing", "covering", "over")
_WORTH = re.compile(
    r"\b(?:worth|valued at|totall?ing|amounting to|estimated at)\s*(?:about|nearly|some|over|up to|more than)?\s*$"
)
_RELATIONAL = (
    "al",
    "ic",
    "ary",
    "ear",
    "ime",
    "ist",
)  # endings of adjectives that name a field: "electoral", "economic"
_BUYING = frozenset({"acquire", "buy", "purchase", "merge", "sell"})
_WHOLE = frozenset({"relcl", "punct"})


@dataclass(slots=True)
class Mention:
    """What one clause tells of an agreement."""

    trigger: Token
    kind: str
    status: str
    start: int
    end: int
    rule: str
    name: str | None = None
    parties: list[Member] = field(default_factory=list)
    when: When | None = None
    subject: str | None = None
    amount: float | None = None
    currency: str | None = None
    qualifier: str | None = None
    definite: bool = False
    partnered: bool = False
    plural: bool = False
    evidence: list[Evidence] = field(default_factory=list)


@cache
def _nouns() -> dict[str, str]:
    return read_pairs("agreement_nouns.tsv")


@cache
def _verbs() -> dict[str, str]:
    return read_pairs("agreement_verbs.tsv")


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of agreements in an article, in the order of the text."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = _noun_kind(reading, token) or ("joint_decision" if _is_plan_of_action(token) else None)
            if kind is not None:
                yield from _by_year(reading, _read_noun(reading, token, kind))
            elif token.dep_ == "compound" and token.head.lower_ in ("talks", "negotiations", "discussions"):
                yield from _read_aim(reading, token)
        elif token.pos_ == "VERB":
            mention = _read_verb(reading, token)
            if mention is not None:
                yield mention


def _by_year(reading: Reading, mention: Mention) -> Iterator[Mention]:
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


def _read_aim(reading: Reading, token: Token) -> Iterator[Mention]:
    """Read "ceasefire talks": an agreement that is being negotiated, between those who talk."""
    kind = _nouns().get(token.lemma_.lower())
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


def _noun_kind(reading: Reading, token: Token) -> str | None:
    kind = (
        _nouns().get(token.lemma_.lower()) or _nouns().get(token.lower_) or _nouns().get(token.lower_.removesuffix("s"))
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
        list(clauses.prepositional(token, "between", "with")) or _governing_status(token) in ("signed", "agreed")
    ):
        return None
    if token.lemma_ in ("convention", "charter", "concession", "credit", "protocol") and not (
        token.text[:1].isupper() or _governing_status(token) in ("signed", "agreed", "in_force", "ended")
    ):
        return None
    if token.lemma_ == "understanding" and token.head.lower_ == "of":
        return None  # "memorandum of understanding": told by the memorandum
    verb = clauses.governor(token)
    if verb is not None and verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" and _concerns(token, verb):
        return None  # "agreed to sign deals": told by the verb
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


def _is_plan_of_action(token: Token) -> bool:
    """Tell whether a noun is an action plan or plan of action that is adopted as an agreement is."""
    if token.lemma_.lower() != "plan" or _governing_status(token) not in ("signed", "agreed"):
        return False
    before = {child.lower_ for child in token.lefts}
    return bool(before & {"action", "joint"}) or any(o.lower_ == "action" for o in clauses.prepositional(token, "of"))


def _governing_status(token: Token) -> str | None:
    verb = clauses.governor(token)
    return _verbs().get(verb.lemma_.lower()) if verb is not None and _concerns(token, verb) else None


def _concerns(token: Token, verb: Token) -> bool:
    """Tell whether a verb says something of a noun: the noun is its subject or object."""
    bearer = _bearer(token)
    return any(bearer in clauses.members(t) for t in (*clauses.subjects(verb), *clauses.objects(verb)))


def _bearer(token: Token) -> Token:
    """Return the noun that stands for an agreement in its clause: "a **series** of agreements"."""
    head = token.head
    if head.lower_ == "of" and head.head.lemma_ in word_set("nouns_of_number"):
        return head.head
    return token


def _read_noun(reading: Reading, token: Token, kind: str) -> Mention:
    verb = clauses.governor(token)
    start, end = clauses.clause(token)
    rule = f"agreement.noun.{token.lemma_.lower()}"
    name = _proper_name(reading, token)
    lefts = {child.lower_ for child in token.lefts}
    definite = bool(lefts & {"the", "this", "that", "these", "those", "their", "its"})
    mention = Mention(token, _kind(token, kind), _noun_status(token, verb, bool(name) or definite), start, end, rule)
    mention.definite = definite
    mention.partnered = any(clauses.prepositional(token, "with", "between"))
    mention.plural = token.tag_ in ("NNS", "NNPS")
    if name is not None:
        mention.name = reading.article.body[name[0] : name[1]]
        mention.evidence.append(reading.evidence("name", *name, "agreement.name"))
    mention.parties = join_members(as_countries(_noun_parties(reading, token, verb, rule), reading))
    _add_circumstances(reading, mention, token, verb)
    _add_subject(reading, mention, token)
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
    hyphened = re.search(
        r"\b[A-Z]\w+(?:-[A-Z]\w+)+(?: [a-z]+){0,3} $", token.doc.text[max(0, token.idx - 80) : token.idx]
    )
    if hyphened and len(names_in(reading, token.idx - len(hyphened.group()), token.idx)) >= 2:
        return token.idx - len(hyphened.group()), token.idx + len(token)
    return None


def _noun_status(token: Token, verb: Token | None, known: bool) -> str:
    lefts = {child.lower_ for child in token.lefts}
    if lefts & {
        "possible",
        "proposed",
        "planned",
        "future",
        "prospective",
        "potential",
        "draft",
        "new",
    } and not lefts & {"signed"}:
        fallback = "planned" if not lefts & {"new"} else None
    else:
        fallback = None
    if "no" in lefts or token.head.lower_ == "without":
        return "planned"
    if token.head.lower_ == "under" and known:
        return "in_force"
    if verb is not None and verb.lemma_ == "sign" and token.head.lower_ == "to":
        return _status(verb, "signed")
    if (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_striving")
        and token.head.lower_ in ("for", "on", "toward", "towards", "to")
    ):
        return "planned"
    if verb is not None and verb.lemma_ in ("ratify", "approve") and _concerns(token, verb):
        return _status(verb, "in_force")
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _verbs():
            return _status(child, _verbs()[child.lemma_])
    if verb is not None and _concerns(token, verb):
        status = _verbs().get(verb.lemma_.lower())
        if status is not None:
            return _status(verb, status)
        if verb.lemma_ in ("come", "go") and any(c.lower_ in ("into", "in") for c in verb.children):
            return "in_force" if clauses.tense(verb) not in (clauses.FUTURE, clauses.HYPOTHETICAL) else "planned"
        if clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL):
            return "planned"
    head = token.head
    if head.lower_ in ("of", "for") and head.head.lemma_ in ("signing", "conclusion", "ratification", "signature"):
        return "signed" if head.head.lemma_ in ("signing", "signature") else "agreed"
    if head.lower_ in ("on", "for", "toward", "towards", "of") and head.head.lemma_ in (
        "talk",
        "negotiation",
        "talks",
        "hope",
        "chance",
        "prospect",
        "idea",
        "possibility",
    ):
        return "planned"
    if head.lower_ in ("under", "with", "by", "since", "to"):
        return "in_force" if known else fallback or "in_force"
    return fallback or ("in_force" if known else "agreed")


def _status(verb: Token, status: str) -> str:
    tense = clauses.tense(verb)
    if clauses.is_negated(verb):
        return (
            "rejected"
            if status in ("signed", "agreed") and tense in (clauses.PAST, clauses.PERFECT)
            else "planned"
            if status in ("signed", "agreed")
            else status
        )
    if status in ("signed", "agreed", "in_force") and tense in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return "planned"
    if (
        status == "agreed"
        and tense in (clauses.PRESENT, clauses.PROGRESSIVE)
        and verb.lemma_ in ("reach", "conclude", "strike", "forge", "secure", "clinch")
    ):
        return "planned"
    return status


def _noun_parties(reading: Reading, token: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    nouns = [token, *clauses.prepositional(token, "of")]  # "a memorandum of understanding with X"
    partners = [p for noun in nouns for p in clauses.prepositional(noun, "between", "with", "among")]
    yield from find_members(reading, partners, rule, capacity="party")
    first = min((child.left_edge.idx for child in token.lefts), default=token.idx)
    for name in names_in(reading, first, token.idx):
        in_sum = any(q.start <= name.start < q.end for q in reading.quantities)
        if name.kind in ("organisation", "country", "nationality") and not in_sum:
            member = from_name(reading, name, rule)
            if member is not None:
                yield replace(member, capacity="party")
    for relative in (child for child in token.children if child.dep_ in ("acl", "relcl")):
        if relative.lemma_ in _verbs():
            yield from _side(reading, relative, token, rule)
    if verb is not None and verb.lemma_ == "be" and token.head.lower_ == "in":  # "X and Y are in agreement"
        yield from find_members(reading, clauses.subjects(verb), rule, capacity="party")
    if verb is not None and verb.lemma_ == "sign" and token.head.lower_ == "to":  # "signed X to a contract"
        yield from find_members(reading, [*clauses.agents(verb), *clauses.objects(verb)], rule, capacity="party")
    if verb is not None and _bearer(token) in {m for o in clauses.objects(verb) for m in clauses.members(o)}:
        if verb.lemma_ in _verbs() or verb.lemma_ in ("have", "make", "offer", "get"):
            yield from _side(reading, verb, token, rule)


def _side(reading: Reading, verb: Token, token: Token, rule: str) -> Iterator[Member]:
    agents = [agent for agent in clauses.agents(verb) if agent != token]
    yield from find_members(reading, agents, rule, capacity="party")
    yield from find_members(reading, clauses.prepositional(verb, "with", "between"), rule, capacity="party")


def _read_verb(reading: Reading, verb: Token) -> Mention | None:
    lemma = verb.lemma_.lower()
    if lemma == "agree":
        return _read_agreeing(reading, verb)
    if lemma in _BUYING:
        return _read_buying(reading, verb)
    return None


def _read_agreeing(reading: Reading, verb: Token) -> Mention | None:
    """Read "the two sides agreed to ...", "A agreed with B on ..."; not one person agreeing with an opinion."""
    rule = "agreement.verb.agree"
    heads = [*clauses.subjects(verb), *clauses.prepositional(verb, "with")]
    for promise in (child for child in verb.children if child.dep_ == "xcomp"):  # "agreed to provide aid to X"
        given = [*clauses.objects(promise), promise]
        heads.extend(p for word in given for p in clauses.prepositional(word, "to", "with") if p.pos_ == "PROPN")
    parties = join_members(as_countries(find_members(reading, heads, rule, capacity="party"), reading))
    content = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i] + list(
        clauses.prepositional(verb, "on", "upon", "to")
    )
    plural = any(
        t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "both") or len(clauses.members(t)) > 1
        for t in clauses.subjects(verb)
    )
    alone = len(parties) == 1 and not plural and parties[0].type == "person"
    if not content or not parties or alone:
        return None
    if content[0].pos_ in ("NOUN", "PROPN") and _nouns().get(content[0].lemma_):
        return None  # told by the noun
    tense = clauses.tense(verb)
    negated = clauses.is_negated(verb)
    status = (
        "rejected"
        if negated and tense in (clauses.PAST, clauses.PERFECT)
        else ("planned" if negated or tense in (clauses.FUTURE, clauses.HYPOTHETICAL) else "agreed")
    )
    start, end = clauses.clause(verb)
    mention = Mention(verb, "joint_decision", status, start, end, rule, parties=parties)
    _add_circumstances(reading, mention, verb, verb)
    purpose = content[0]
    if purpose.lemma_ in _verbs():  # "agreed to sign deals to boost trade"
        inner = [
            c
            for c in purpose.subtree
            if c.tag_ == "VB" and c.i > purpose.i and c.dep_ in ("advcl", "acl", "xcomp", "relcl")
        ]
        purpose = inner[0] if inner else purpose
    span = phrase_under(purpose)
    if span is not None:
        words = [t for t in span]
        while words and (words[0].lower_ in ("to", "that") or words[0].pos_ == "PUNCT"):
            words.pop(0)
        if words:
            mention.subject = reading.doc[words[0].i : words[-1].i + 1].text
            mention.evidence.append(
                reading.evidence("subject", words[0].idx, words[-1].idx + len(words[-1]), "subject.agreed")
            )
    return mention


def _read_buying(reading: Reading, verb: Token) -> Mention | None:
    """Read one company that buys, sells to or merges with another."""
    rule = f"agreement.verb.{verb.lemma_}"
    buyers = [
        m for m in find_members(reading, clauses.agents(verb), rule, capacity="party") if m.type == "organisation"
    ]
    heads = [*clauses.objects(verb), *clauses.prepositional(verb, "with", "to", "from")]
    others = [m for m in find_members(reading, heads, rule, capacity="party") if m.type == "organisation"]
    parties = join_members([*buyers, *others])
    if not buyers or not others or len(parties) < 2 or clauses.is_negated(verb):
        return None
    tense = clauses.tense(verb)
    status = (
        "planned"
        if tense in (clauses.FUTURE, clauses.HYPOTHETICAL)
        else "in_force"
        if tense in (clauses.PAST, clauses.PERFECT)
        else "agreed"
    )
    start, end = clauses.clause(verb)
    mention = Mention(verb, "contract", status, start, end, rule, parties=parties)
    _add_circumstances(reading, mention, verb, verb)
    return mention


def _add_circumstances(reading: Reading, mention: Mention, anchor: Token, verb: Token | None) -> None:
    found = find_when(reading, anchor)
    if found is not None and mention.status == "in_force" and not _dates_itself(anchor, found[1]):
        found = None  # what is told of an agreement in force has its own time
    if found is not None:
        mention.when, place = found
        mention.evidence.append(place)
    first = anchor.left_edge.idx if anchor.pos_ != "VERB" else mention.start
    last = (anchor.right_edge.idx + len(anchor.right_edge)) if anchor.pos_ != "VERB" else mention.end
    for quantity in reading.quantities:
        if quantity.kind != "money" or not first <= quantity.start < last:
            continue
        before = reading.article.body[max(0, quantity.start - 40) : quantity.start]
        attached = (
            quantity.end <= anchor.idx
            or _WORTH.search(before)
            or (
                mention.kind in ("loan_or_grant", "contract")
                and re.search(r"\b(?:of|for)\s+(?:about |nearly |some |over |up to |more than )?$", before)
            )
        )
        if attached:
            mention.amount, mention.currency, mention.qualifier = quantity.value, quantity.unit, quantity.qualifier
            mention.evidence.append(reading.evidence("amount", quantity.start, quantity.end, "amount.attached"))
            return


def _dates_itself(noun: Token, place: Evidence) -> bool:
    """Tell whether a time belongs to an agreement's own name or signing: "the 1998 treaty", "a contract signed in 1998"."""
    if noun.left_edge.idx <= place.start < noun.idx:
        return True
    signing = [
        c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ in ("sign", "conclude", "reach", "agree")
    ]
    return any(c.left_edge.idx <= place.start < c.right_edge.idx + len(c.right_edge) for c in signing)


def _add_subject(reading: Reading, mention: Mention, anchor: Token) -> None:
    heads = list(clauses.prepositional(anchor, *_SUBJECT))
    for child in anchor.children:
        if (
            child.dep_ in ("acl", "relcl", "advcl", "xcomp")
            and child.i > anchor.i
            and child.tag_ in ("VB", "VBG")
            and child.lemma_ not in _verbs()
        ):
            heads.append(child)
    verb = clauses.governor(anchor)
    if not heads and verb is not None and _concerns(anchor, verb):  # "signed a deal to supply gas"
        heads.extend(c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > anchor.i)
    if mention.kind in ("contract", "loan_or_grant") or not heads:
        heads.extend(clauses.prepositional(anchor, "for"))
    for head in heads:
        span = phrase_under(head)
        words = list(span) if span is not None else []
        while words and words[0].lower_ in ("to", "that", "which"):
            words.pop(0)
        if words:
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            mention.subject = reading.article.body[start:end]
            mention.evidence.append(reading.evidence("subject", start, end, "subject.phrase"))
            return
    nouns = [
        c
        for c in anchor.lefts
        if c.dep_ in ("compound", "amod", "nmod")
        and c.lower_ not in word_set("vague_before_agreements")
        and not _is_named(reading, c)
    ]
    nouns = [c for c in nouns if c.pos_ in ("NOUN", "PROPN") or (c.pos_ == "ADJ" and c.lower_.endswith(_RELATIONAL))]
    if nouns:
        start, end = nouns[0].idx, nouns[-1].idx + len(nouns[-1])
        if any(token.like_num for noun in nouns for token in noun.subtree):
            return
        for edge in nouns[0].subtree:
            if edge.i < nouns[0].i and not _is_named(reading, edge) and edge.pos_ in ("NOUN", "ADJ", "PROPN"):
                start = min(start, edge.idx)
        mention.subject = reading.article.body[start:end]
        mention.evidence.append(reading.evidence("subject", start, end, "subject.compound"))


def _is_named(reading: Reading, token: Token) -> bool:
    name = name_at(reading, token)
    return name is not None and name.kind in ("country", "nationality", "place")
