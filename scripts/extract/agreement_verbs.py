"""Verbs that say that sides agreed, or that one company bought from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreement_cells import add_circumstances
from newstables.scripts.extract.agreement_mentions import Mention, noun_kinds, verb_statuses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import (
    as_countries,
    find_members,
    is_group,
    join_members,
)
from newstables.scripts.extract.phrases import phrase_under

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_BUYING = frozenset({"acquire", "buy", "purchase", "merge", "sell"})


def read_verb(reading: Reading, verb: Token) -> Mention | None:
    """Read a verb that says that sides agreed or that one bought from another; None for any other."""
    lemma = verb.lemma_.lower()
    if lemma == "agree":
        return _read_agreeing(reading, verb)
    if lemma in _BUYING:
        return _read_buying(reading, verb)
    if lemma == "sign":
        return _read_signing(reading, verb)
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
    group = any(is_group(t) or t.lower_ in word_set("nouns_of_two") for t in clauses.subjects(verb))
    if not content or not (parties or group) or alone:
        return None
    if content[0].pos_ in ("NOUN", "PROPN") and noun_kinds().get(content[0].lemma_):
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
    add_circumstances(reading, mention, verb)
    purpose = content[0]
    if purpose.lemma_ in verb_statuses():  # "agreed to sign deals to boost trade"
        inner = [
            c
            for c in purpose.subtree
            if c.tag_ == "VB" and c.i > purpose.i and c.dep_ in ("advcl", "acl", "xcomp", "relcl")
        ]
        purpose = inner[0] if inner else purpose
    span = phrase_under(purpose)
    if span is not None:
        words = list(span)
        while words and (words[0].lower_ in ("to", "that") or words[0].pos_ == "PUNCT"):
            words.pop(0)
        if words:
            mention.subject = reading.doc[words[0].i : words[-1].i + 1].text
            mention.evidence.append(
                reading.evidence("subject", words[0].idx, words[-1].idx + len(words[-1]), "subject.agreed")
            )
    return mention


_SHARES = frozenset(
    {"stake", "share", "interest", "unit", "holding", "control", "majority", "half", "remainder", "percent"}
)


def _read_signing(reading: Reading, verb: Token) -> Mention | None:
    """Read "X signed with Y for ...": sides that sign, where no noun says what."""
    partners = list(clauses.prepositional(verb, "with"))
    if not partners or clauses.objects(verb) or clauses.is_negated(verb):
        return None
    rule = "agreement.verb.sign"
    sides = [find_members(reading, heads, rule, capacity="party") for heads in (clauses.subjects(verb), partners)]
    if not all(sides):
        return None
    start, end = clauses.clause(verb)
    planned = clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL)
    mention = Mention(verb, "contract", "planned" if planned else "signed", start, end, rule)
    mention.parties = join_members(as_countries([*sides[0], *sides[1]], reading))
    add_circumstances(reading, mention, verb)
    for purpose in clauses.prepositional(verb, "for", "on"):
        span = phrase_under(purpose)
        if span is not None:
            mention.subject = span.text
            mention.evidence.append(reading.evidence("subject", span.start_char, span.end_char, "subject.phrase"))
            break
    return mention


def _read_buying(reading: Reading, verb: Token) -> Mention | None:
    """Read one company that buys, sells to or merges with another."""
    rule = f"agreement.verb.{verb.lemma_}"
    buyers = [
        m for m in find_members(reading, clauses.agents(verb), rule, capacity="party") if m.type == "organisation"
    ]
    bought = clauses.objects(verb)
    shares = [o for o in bought if o.lemma_.lower() in _SHARES]
    heads = [*bought, *clauses.prepositional(verb, "with", "to", "from")]
    heads += [p for share in shares for p in clauses.prepositional(share, "in", "of", "from")]
    others = [m for m in find_members(reading, heads, rule, capacity="party") if m.type == "organisation"]
    parties = join_members([*buyers, *others])
    merged = verb.lemma_ == "merge" and len(buyers) == 2
    if not buyers or not (others or merged) or len(parties) < 2 or clauses.is_negated(verb):
        return None
    tense = clauses.tense(verb)
    # a purchase that is announced is agreed
    done = tense in (clauses.PAST, clauses.PERFECT)
    status = "planned" if tense == clauses.HYPOTHETICAL else "in_force" if done else "agreed"
    start, end = clauses.clause(verb)
    mention = Mention(verb, "contract", status, start, end, rule, parties=parties)
    add_circumstances(reading, mention, verb)
    return mention
