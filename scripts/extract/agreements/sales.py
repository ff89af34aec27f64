"""Companies and states that buy, sell, merge, hire, settle or work together, told by a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.cells import add_circumstances
from newstables.scripts.extract.agreements.mentions import Mention
from newstables.scripts.extract.agreements.status import is_aimed_at
from newstables.scripts.extract.agreements.subjects import find_phrase
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import find_members, join_members
from newstables.scripts.extract.named import name_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

BUYING = frozenset({"acquire", "buy", "purchase", "merge", "order", "sell", "lease"})
_SHARES = frozenset(
    {"stake", "share", "interest", "unit", "holding", "control", "majority", "half", "remainder", "percent"}
)


def _buyers(verb: Token) -> list[Token]:
    """Return who buys: "X, **the company which** bought Y", "X announced **a bid to** buy Y"."""
    agents = clauses.agents(verb)
    if not agents and verb.dep_ == "acl" and verb.head.lemma_ in ("bid", "offer", "plan", "proposal", "intention"):
        outer = clauses.governor(verb.head)
        agents = clauses.agents(outer) if outer is not None else []
    return [a.head if a.dep_ == "appos" and a.head.pos_ == "PROPN" else a for a in agents]


def read_buying(reading: Reading, verb: Token) -> Mention | None:
    """Read one company that buys, sells to or merges with another."""
    rule = f"agreement.verb.{verb.lemma_}"
    agents = _buyers(verb)
    buyers = find_members(reading, agents, rule, capacity="party")
    if verb.lemma_ not in ("sell", "lease"):  # a person sells a house to a company
        buyers = [m for m in buyers if m.type == "organisation"]
    bought = clauses.objects(verb)
    shares = [o for o in bought if o.lemma_.lower() in _SHARES]
    heads = [*bought, *clauses.prepositional(verb, "with"), *clauses.attached(verb, "to", "from")]
    if verb.lemma_ == "order":  # "ordered jets from X", not "ordered X to ..."
        heads = list(clauses.attached(verb, "from"))
    if verb.lemma_ in ("sell", "lease"):  # what is sold is no party
        takers = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]  # "sold **Selva** the right"
        heads, shares = [*clauses.attached(verb, "to"), *takers], []
    heads += [p for share in shares for p in clauses.prepositional(share, "in", "of", "from")]
    others = [m for m in find_members(reading, heads, rule, capacity="party") if m.type == "organisation"]
    parties = join_members([*buyers, *others])
    merged = verb.lemma_ == "merge" and len(buyers) == 2
    if not buyers or not (others or merged) or len(parties) < 2 or clauses.is_negated(verb):
        return None
    tense = clauses.tense(verb)
    # a purchase that is announced is agreed
    done = tense in (clauses.PAST, clauses.PERFECT)
    above = verb.head.lemma_.lower() if verb.dep_ in ("xcomp", "acl", "ccomp") else ""
    aimed = tense == clauses.HYPOTHETICAL or is_aimed_at(verb) or (verb.dep_ == "acl" and verb.tag_ == "VB")
    aimed = aimed or above in word_set("verbs_of_intent")
    status = "planned" if aimed else "in_force" if done else "agreed"
    start, end = clauses.clause(verb)
    mention = Mention(verb, "contract", status, start, end, rule, parties=parties)
    place = next((e for m in others for e in m.evidence), None) if bought else None
    thing = bool(bought) and bought[0].pos_ == "NOUN" and bought[0].lemma_.lower() not in _SHARES
    span = find_phrase(bought[0]) if thing and name_at(reading, bought[0]) is None else None
    if span is not None:
        place = reading.evidence("subject", *span, "subject.bought")
    if place is not None and start <= place.start < end:
        mention.subject = reading.article.body[place.start : place.end]
        mention.evidence.append(reading.evidence("subject", place.start, place.end, "subject.bought"))
    add_circumstances(reading, mention, verb)
    return mention


def read_investing(reading: Reading, verb: Token) -> Mention | None:
    """Read "X took a 20 percent stake in Y", "X invested 5 million dollars in Y"."""
    stakes = [o for o in clauses.objects(verb) if o.lemma_.lower() in _SHARES and o.lemma_.lower() != "control"]
    if verb.lemma_ == "invest":
        heads = list(clauses.attached(verb, "in"))
    elif stakes:
        heads = [*clauses.prepositional(stakes[0], "in", "of"), *clauses.attached(verb, "in")]
    else:
        return None
    mention = _read_sides(reading, verb, clauses.agents(verb), heads, "contract", f"agreement.verb.{verb.lemma_}")
    companies = mention is not None and all(party.type == "organisation" for party in mention.parties)
    return mention if companies else None


def read_lending(reading: Reading, verb: Token) -> Mention | None:
    """Read "X lent Y 5 million dollars", "X granted 5 million dollars to Y"."""
    sums = [o for o in clauses.objects(verb) if _is_sum(reading, o)]
    if not sums:
        return None
    takers = [c for c in verb.children if c.dep_ == "dative" and c not in sums]
    takers = [o for t in takers for o in (clauses.pobjs(t) if t.pos_ == "ADP" else [t])]
    takers += [o for o in clauses.objects(verb) if o not in sums]
    takers += [*clauses.attached(verb, "to"), *(o for s in sums for o in clauses.prepositional(s, "to"))]
    rule = f"agreement.verb.{verb.lemma_}"
    mention = _read_sides(reading, verb, clauses.agents(verb), takers, "loan_or_grant", rule)
    if mention is not None and mention.amount is None:
        paid = next(q for q in reading.quantities if q.start <= sums[0].idx < q.end)
        mention.amount, mention.currency, mention.qualifier = paid.value, paid.unit, paid.qualifier
        mention.evidence.append(reading.evidence("amount", paid.start, paid.end, "amount.attached"))
    return mention


def _is_sum(reading: Reading, token: Token) -> bool:
    return any(q.kind == "money" and q.start <= token.idx < q.end for q in reading.quantities)


def read_joint_work(reading: Reading, verb: Token) -> Mention | None:
    """Read "X and Y will jointly develop a car": two bodies that do something together."""
    agents = [agent for agent in clauses.agents(verb) if len(clauses.members(agent)) > 1]
    if clauses.is_passive(verb) or verb.lemma_ not in word_set("verbs_of_making"):
        return None
    mention = _read_sides(reading, verb, agents, [], "deal", "agreement.verb.jointly")
    return mention if mention is not None and mention.status == "planned" else None


def _read_sides(
    reading: Reading, verb: Token, agents: list[Token], others: list[Token], kind: str, rule: str
) -> Mention | None:
    """Read a verb by which one body binds itself with another; None where two are not named."""
    sides = [
        [m for m in find_members(reading, heads, rule, capacity="party") if m.type != "person"]
        for heads in (agents, others)
    ]
    parties = join_members([*sides[0], *sides[1]])
    if not sides[0] or (others and not sides[1]) or len(parties) < 2 or clauses.is_negated(verb):
        return None
    tense = clauses.tense(verb)
    coming = tense in (clauses.FUTURE, clauses.HYPOTHETICAL) or (verb.tag_ == "VB" and tense != clauses.PAST)
    bound = verb.dep_ == "xcomp" and verb.head.lemma_ == "agree"  # "agreed to lend"
    done = tense in (clauses.PAST, clauses.PERFECT)
    start, end = clauses.clause(verb)
    status = "in_force" if done and kind == "contract" else "agreed"
    if is_aimed_at(verb) or (coming and not bound):
        status = "planned"
    mention = Mention(verb, kind, status, start, end, rule, parties=parties)
    thing = next((o for o in clauses.objects(verb) if not _is_sum(reading, o)), None)
    purpose = next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > verb.i), None)
    span = find_phrase(purpose) if purpose is not None else None
    if span is None and kind == "contract" and others:
        placed = next((e for m in sides[1] for e in m.evidence if start <= e.start < end), None)
        span = (placed.start, placed.end) if placed is not None else None
    if span is None and thing is not None and name_at(reading, thing) is None:
        span = find_phrase(thing)
    if span is not None and not others:
        span = (min(verb.idx, span[0]), span[1])  # "develop an electric car"
    if span is not None:
        mention.subject = reading.article.body[span[0] : span[1]]
        mention.evidence.append(reading.evidence("subject", *span, "subject.bought"))
    add_circumstances(reading, mention, verb)
    return mention


def read_choosing(reading: Reading, verb: Token) -> Mention | None:
    """Read "the agency hired X to build ...": a body that gives another a task."""
    rule = "agreement.verb.choose"
    task = next((c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp") and c.tag_ == "VB"), None)
    chosen = clauses.objects(verb) or [t for t in clauses.subjects(task) if task is not None] if task else []
    sides = [
        [m for m in find_members(reading, heads, rule, capacity="party") if m.type == "organisation"]
        for heads in (clauses.agents(verb), chosen)
    ]
    done = clauses.tense(verb) in (clauses.PAST, clauses.PERFECT) and not clauses.is_negated(verb)
    if task is None or not all(sides) or not done:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "contract", "agreed", start, end, rule, parties=join_members([*sides[0], *sides[1]]))
    span = find_phrase(task)
    if span is None or len(mention.parties) < 2:
        return None
    mention.subject = reading.article.body[span[0] : span[1]]
    mention.evidence.append(reading.evidence("subject", *span, "subject.phrase"))
    add_circumstances(reading, mention, verb)
    return mention


def read_teaming(reading: Reading, verb: Token) -> Mention | None:
    """Read "X teamed up with Y to ...": two companies that work together."""
    rule = "agreement.verb.team"
    partners = list(clauses.attached(verb, "with"))
    sides = [
        [m for m in find_members(reading, heads, rule, capacity="party") if m.type == "organisation"]
        for heads in (clauses.subjects(verb), partners)
    ]
    if not all(sides) or clauses.is_negated(verb):
        return None
    tense = clauses.tense(verb)
    planned = tense in (clauses.FUTURE, clauses.HYPOTHETICAL)
    start, end = clauses.clause(verb)
    mention = Mention(verb, "deal", "planned" if planned else "in_force", start, end, rule)
    mention.parties = join_members([*sides[0], *sides[1]])
    task = next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"), None)
    span = find_phrase(task) if task is not None else None
    if span is not None:
        mention.subject = reading.article.body[span[0] : span[1]]
        mention.evidence.append(reading.evidence("subject", *span, "subject.phrase"))
    add_circumstances(reading, mention, verb)
    return mention if len(mention.parties) > 1 else None


def read_settling(reading: Reading, verb: Token) -> Mention | None:
    """Read "X settled with Y for 5 million dollars", "X and Y settled the lawsuit"."""
    rule = "agreement.verb.settle"
    heads = [*clauses.subjects(verb), *clauses.prepositional(verb, "with")]
    parties = find_members(reading, heads, rule, capacity="party")
    tense = clauses.tense(verb)
    if len(parties) < 2 or clauses.is_negated(verb) or tense == clauses.HYPOTHETICAL or clauses.is_passive(verb):
        return None
    start, end = clauses.clause(verb)
    status = "agreed" if tense in (clauses.PAST, clauses.PERFECT) else "planned"
    mention = Mention(verb, "deal", status, start, end, rule, parties=parties)
    span = next((s for o in clauses.objects(verb) if (s := find_phrase(o)) is not None), None)
    if span is not None:
        mention.subject = reading.article.body[span[0] : span[1]]
        mention.evidence.append(reading.evidence("subject", *span, "subject.phrase"))
    add_circumstances(reading, mention, verb)
    return mention
