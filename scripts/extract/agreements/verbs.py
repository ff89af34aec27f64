"""Verbs that say that sides agreed, or that one company bought from another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.cells import add_circumstances
from newstables.scripts.extract.agreements.exchanges import find_exchanged_with
from newstables.scripts.extract.agreements.mentions import Mention, noun_kinds, verb_statuses
from newstables.scripts.extract.agreements.parties import (
    find_agents,
    find_sides,
    find_signed_for,
    is_plural,
    is_several,
    points_at_two,
)
from newstables.scripts.extract.agreements.principals import as_parties
from newstables.scripts.extract.agreements.sales import (
    BUYING,
    read_buying,
    read_choosing,
    read_investing,
    read_joint_work,
    read_lending,
    read_settling,
    read_teaming,
)
from newstables.scripts.extract.agreements.settings import find_gathered, find_together
from newstables.scripts.extract.agreements.status import status_of_verb
from newstables.scripts.extract.agreements.subjects import find_phrase, is_time
from newstables.scripts.extract.agreements.transfers import read_transfer
from newstables.scripts.extract.agreements.triggers import kind_of_noun
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import find_members

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.extract.rows import Member


def read_verb(reading: Reading, verb: Token) -> Mention | None:
    """Read a verb that says that sides agreed or that one bought from another; None for any other."""
    lemma = verb.lemma_.lower()
    transfer = read_transfer(reading, verb)
    if transfer is not None:
        return transfer
    if lemma == "agree" and clauses.is_passive(verb):
        return _read_agreed(reading, verb)
    if lemma == "agree" or (lemma in word_set("verbs_of_binding") and _is_of_two(reading, verb)):
        return _read_agreeing(reading, verb)
    if lemma in BUYING or (lemma == "take" and any(c.dep_ == "prt" and c.lower_ == "over" for c in verb.children)):
        return read_buying(reading, verb)
    if lemma in word_set("verbs_of_investing"):
        return read_investing(reading, verb)
    if lemma in word_set("verbs_of_lending"):
        return read_lending(reading, verb)
    if any(c.lower_ == "jointly" for c in verb.children):
        return read_joint_work(reading, verb)
    if lemma in word_set("verbs_of_choosing"):
        return read_choosing(reading, verb)
    if lemma == "settle":
        return read_settling(reading, verb)
    if lemma in ("team", "partner"):
        return read_teaming(reading, verb)
    if lemma == "sign":
        return _read_signing(reading, verb)
    return None


def _is_of_two(reading: Reading, verb: Token) -> bool:
    """Tell whether it is two sides that decide or promise to do something: "both countries pledged to ..."."""
    if not any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children):
        return False
    agents = find_agents(verb)
    told = [a for a in agents if points_at_two(a) or a.lower_ in ("sides", "countries", "nations")]
    if told or not any(len(clauses.members(a)) > 1 for a in agents):
        return bool(told)
    sides = as_parties(reading, find_sides(reading, agents, "agreement.verb.agree"))
    return len(sides) == 2 and all(side.type == "country" for side in sides)


def _read_agreeing(reading: Reading, verb: Token) -> Mention | None:
    """Read "the two sides agreed to ...", "A agreed with B on ..."; not one person agreeing with an opinion."""
    rule = "agreement.verb.agree"
    agents = find_agents(verb)
    named = [*find_sides(reading, agents, rule), *find_sides(reading, clauses.prepositional(verb, "with"), rule)]
    alone = len(named) == 1 and named[0].type == "person" and not any(is_plural(t) for t in agents)
    for promise in (child for child in verb.children if child.dep_ == "xcomp"):  # "agreed to provide aid to X"
        named.extend(find_exchanged_with(reading, promise, rule))
    for matter in clauses.prepositional(verb, "to", "on"):  # "agreed to a rescue by X"
        others = find_sides(reading, clauses.prepositional(matter, "by", "from", "with"), rule)
        named.extend(m for m in others if m.type != "person")
    fees = [o for o in clauses.objects(verb) if o.lemma_ in ("fee", "price", "terms", "term")]
    for fee in fees:  # "agreed a fee with X"
        named.extend(find_sides(reading, clauses.prepositional(fee, "with"), rule))
    parties = as_parties(reading, named)
    behind = [c for c in verb.children if c.i > verb.i]
    content = [c for c in behind if c.dep_ in ("xcomp", "ccomp")]
    content += [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]  # "flights will begin, they agreed"
    content += [o for o in clauses.prepositional(verb, "on", "upon", "to") if not is_time(reading, o)]
    given = [c for c in behind if c.dep_ in clauses.OBJECTS and not is_time(reading, c)]
    content += [c for c in given if c.lemma_.lower() not in word_set("acts_of_one_body")]
    content += [c for c in behind if c.dep_ == "advcl" and any(t.lower_ == "to" for t in clauses.auxiliaries(c))]
    content = [c for c in content if c.lower_ != "principle"]
    group = any(is_several(t) for t in agents)
    tense = clauses.tense(verb)
    negated = clauses.is_negated(verb)
    done = not negated and tense in (clauses.PAST, clauses.PERFECT)
    together = done and any(_act_together(t) for t in agents)
    if not content or not (parties or group or together) or alone:
        return None
    if content[0].pos_ in ("NOUN", "PROPN") and (noun_kinds().get(content[0].lemma_) or kind_of_noun(content[0])):
        return None  # told by the noun
    if content[0].lemma_ in BUYING and read_buying(reading, content[0]) is not None:
        return None  # "agreed to buy X": told by what is bought
    if content[0].lemma_ in word_set("verbs_of_lending") and read_lending(reading, content[0]) is not None:
        return None
    if content[0].lemma_ in word_set("opinions_agreed_on") and any(clauses.prepositional(content[0], "for", "of")):
        return None  # "agreed on the need for a deal"
    if content[0].lower_ in ("terms", "deal") and any(noun_kinds().get(t.lemma_) for t in verb.subtree):
        return None  # "agreed to terms on a contract"
    several = len(parties) > 1 or group or together or any(is_plural(t) for t in agents)
    if negated or any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in verb.children):
        return None
    pointed = all(t.lower_ in ("they", "both", "two", "three", "all") for t in agents)
    if pointed and tense not in (clauses.PAST, clauses.PERFECT):
        return None  # "they will never agree to it"
    if tense == clauses.PRESENT and not parties:
        return None  # "most agree on this"
    if not several and (not done or _decides_alone(parties[0])):
        return None  # what one side will or will not do
    if content[0].dep_ == "ccomp" and (
        not _is_commitment(content[0])
        or (parties and _are_people(parties) and not any(is_plural(t) for t in clauses.subjects(content[0])))
    ):
        return None  # an opinion
    status = "planned" if tense in (clauses.FUTURE, clauses.HYPOTHETICAL) else "agreed"
    start, end = clauses.clause(verb)
    mention = Mention(verb, "joint_decision", status, start, end, rule, parties=parties)
    purpose = content[0]
    if purpose.lemma_ in verb_statuses():  # "agreed to sign deals to boost trade"
        inner = [
            c
            for c in purpose.subtree
            if c.tag_ == "VB" and c.i > purpose.i and c.dep_ in ("advcl", "acl", "xcomp", "relcl")
        ]
        purpose = inner[0] if inner else purpose
    span = find_phrase(purpose)
    if span is not None:
        mention.subject = reading.article.body[span[0] : span[1]]
        mention.evidence.append(reading.evidence("subject", *span, "subject.agreed"))
    add_circumstances(reading, mention, verb)
    return mention


def _act_together(noun: Token) -> bool:
    """Tell whether a subject stands for several who were told before: "they", "we", "the ministers", "the two foes"."""
    if noun.lower_ in ("they", "we", "both"):
        return True
    return noun.tag_ == "NNS" and noun.ent_type_ == "" and any(c.lower_ in ("the", "both") for c in noun.lefts)


def _read_agreed(reading: Reading, verb: Token) -> Mention | None:
    """Read "a five-year program was agreed": what was agreed is told by another noun than one for agreements."""
    matter = next((c for c in verb.children if c.dep_ == "nsubjpass" and c.pos_ in ("NOUN", "PROPN")), None)
    if matter is None:
        matter = _matter_of_it(verb)
    if matter is None or noun_kinds().get(matter.lemma_.lower()) or clauses.tense(verb) == clauses.PRESENT:
        return None
    if matter.lemma_.lower() in word_set("acts_of_one_body"):
        return None
    span = find_phrase(matter)
    if span is None:
        return None
    rule = "agreement.verb.agreed"
    start, end = clauses.clause(verb)
    mention = Mention(verb, "joint_decision", status_of_verb(verb, "agreed"), start, end, rule)
    agents = find_sides(reading, find_agents(verb), rule) or find_gathered(reading, verb, rule)
    if not agents and matter.pos_ not in ("NOUN", "PROPN"):
        agents = find_together(reading, verb, rule)
    mention.parties = as_parties(reading, (replace(m, capacity="party") for m in agents))
    if mention.parties and len(mention.parties) == 1 and _decides_alone(mention.parties[0]):
        return None
    mention.subject = reading.article.body[span[0] : span[1]]
    mention.evidence.append(reading.evidence("subject", *span, "subject.agreed"))
    add_circumstances(reading, mention, verb)
    return mention


def _matter_of_it(verb: Token) -> Token | None:
    """Return what "it" stands for in "it was agreed **to open** the port", "flights will **begin**, it was agreed"."""
    if not any(c.lower_ == "it" and c.dep_ == "nsubjpass" for c in verb.children):
        return None
    told = (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and (c.dep_ == "xcomp" or _is_commitment(c)))
    return next(told, None)


def _decides_alone(party: Member) -> bool:
    """Tell whether a body decides by itself: a council, a committee, a court."""
    return party.type == "organisation" and bool(word_set("deciding_bodies") & set(party.name.lower().split()))


def _are_people(parties: list[Member]) -> bool:
    return all(party.type == "person" for party in parties)


def _is_commitment(verb: Token) -> bool:
    """Tell whether a clause behind "agreed that" binds: "should", "will", "must", not what merely is so."""
    if clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return True
    if any(aux.lower_ in ("be", "to") for aux in clauses.auxiliaries(verb)):
        return True  # "that groups be set up", "the dialogue is to be continued"
    if any(c.dep_ == "xcomp" and any(a.lower_ == "to" for a in clauses.auxiliaries(c)) for c in verb.children):
        return verb.lemma_ == "be" and not any(c.dep_ == "acomp" for c in verb.children)  # not "it was vital to"
    return verb.lemma_ in ("need", "have") or (verb.tag_ == "VB" and not clauses.auxiliaries(verb))


SIGNED_IT = "agreement.verb.sign.it"


def _read_signing_it(reading: Reading, verb: Token) -> Mention | None:
    """Read who signed what was told before: "X and Y signed **it**", "X signed for Peru, and Y for Chile"."""
    if (
        clauses.is_negated(verb)
        or clauses.tense(verb) not in (clauses.PAST, clauses.PERFECT)
        or clauses.is_passive(verb)
    ):
        return None
    meant = find_signed_for(reading, verb, SIGNED_IT)
    if not meant and clauses.objects(verb):
        meant = find_sides(reading, find_agents(verb), SIGNED_IT)
    parties = as_parties(reading, meant)
    if len(parties) < 2:
        return None
    start, end = clauses.clause(verb)
    mention = Mention(verb, "deal", "signed", start, end, SIGNED_IT, parties=parties)
    add_circumstances(reading, mention, verb)
    return mention


def _read_signing(reading: Reading, verb: Token) -> Mention | None:
    """Read "X signed with Y for ...": sides that sign, where no noun says what."""
    if any(o.lower_ in ("it", "them", "both") for o in clauses.objects(verb)) or not clauses.objects(verb):
        pointing = _read_signing_it(reading, verb)
        if pointing is not None:
            return pointing
    rule = "agreement.verb.sign"
    hired = clauses.is_passive(verb) and not clauses.prepositional(verb, "by")
    partners = list(clauses.prepositional(verb, "to" if hired else "with"))
    if not partners or (clauses.objects(verb) and not hired) or clauses.is_negated(verb):
        return None
    sides = [find_members(reading, heads, rule, capacity="party") for heads in (clauses.subjects(verb), partners)]
    if not all(sides) or (hired and not all(m.type == "organisation" for m in sides[1])):
        return None  # "was signed to Universal"; not "was signed to allow"
    start, end = clauses.clause(verb)
    planned = clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL)
    mention = Mention(verb, "contract", "planned" if planned else "signed", start, end, rule)
    mention.parties = as_parties(reading, [*sides[0], *sides[1]])
    add_circumstances(reading, mention, verb)
    for purpose in clauses.prepositional(verb, "for", "on"):
        span = find_phrase(purpose) if not is_time(reading, purpose) else None
        if span is not None:
            mention.subject = reading.article.body[span[0] : span[1]]
            mention.evidence.append(reading.evidence("subject", *span, "subject.phrase"))
            break
    return mention
