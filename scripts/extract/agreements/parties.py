"""Between whom an agreement is: who signs, who is signed with, and the states and bodies that people act for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.exchanges import exchanges, find_exchanged_with
from newstables.scripts.extract.agreements.mentions import noun_kinds, status_told_by, verb_statuses
from newstables.scripts.extract.agreements.principals import as_parties
from newstables.scripts.extract.agreements.settings import find_gathered, find_talking, find_together, list_on
from newstables.scripts.extract.agreements.status import awarded, carrier_of, concerns
from newstables.scripts.extract.coreference import find_pair
from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.members import find_members, is_group, join_members
from newstables.scripts.extract.named import from_name, name_of_state, names_in
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_PURPOSE = ("advcl", "xcomp", "acl", "relcl")
_FAR = 22  # words behind a noun in which those who signed are looked for
_NEGOTIATING = frozenset({"negotiate", "talk", "bargain", "haggle", "confer", "agree"})
_ABOUT = ("for", "on", "about", "over", "towards", "toward", "to", "in")
_NO_PARTY = re.compile(
    r"\s?-\s?(?:backed|brokered|led|sponsored|mediated|drafted|initiated|proposed|hosted|style|wide|dollars?|based)\b"
)


def find_parties(reading: Reading, noun: Token, verb: Token | None, rule: str) -> list[Member]:
    """Find the parties of the agreement that a noun names.

    Parameters
    ----------
    reading : Reading
        The article, with its names and people.
    noun : spacy.tokens.Token
        The noun.
    verb : spacy.tokens.Token or None
        The verb that governs it.
    rule : str
        Name of the rule that asks, for the evidence.

    Returns
    -------
    list of Member
        Each once; people who act for a state or a body replaced by it.
    """
    found = join_members(_of_noun(reading, noun, rule))
    if len(found) < 2 or verb is None or verb.lemma_ not in word_set("verbs_of_welcoming"):
        found.extend(_of_verb(reading, noun, verb, rule))
    if not found:
        found.extend(_signatories(reading, noun, rule))
    if not found and verb is not None and concerns(carrier_of(noun), verb):
        found.extend(replace(m, capacity="party") for m in find_gathered(reading, verb, rule))
    if not found and verb is not None and concerns(noun, verb):
        found.extend(replace(m, capacity="party") for m in find_talking(reading, verb, rule))
    return as_parties(reading, found)


def _of_noun(reading: Reading, noun: Token, rule: str) -> Iterator[Member]:
    """Yield who hangs on the noun: "**between** X and Y", "**with** X", "an X-Y pact", "signed **by** X"."""
    nouns = [noun, *clauses.prepositional(noun, "of")]  # "a memorandum of understanding with X"
    partners = [p for one in nouns for p in clauses.prepositional(one, "between", "with", "among")]
    found = find_sides(reading, partners, rule)
    if len(found) < 2:
        found.extend(_between(reading, noun, rule))
    if not found and not partners:
        behind = [t for t in clauses.attached(noun, "with") if 0 < t.i - noun.i < 12]
        found.extend(m for m in find_members(reading, behind, rule, capacity="party") if m.type != "person")
    yield from found
    first = min((child.left_edge.idx for child in noun.lefts), default=noun.idx)
    for name in names_in(reading, first, noun.idx):
        in_sum = any(q.start <= name.start < q.end for q in reading.quantities)
        if name.kind not in ("organisation", "country", "nationality") or in_sum:
            continue
        placed = (
            (name.text in read_pairs("capitals.tsv") or country_of_place(name.text) is not None)
            and name.kind != "country"
            and reading.article.body[name.end : name.end + 1] != "-"
        )
        if placed and reading.article.body[name.start - 1 : name.start] != "-":
            continue  # "the Oslo accords"
        if name.text in ("UN", "U.N.", "United Nations") or _NO_PARTY.match(reading.article.body, name.end):
            continue
        member = from_name(reading, name, rule)
        if member is not None:
            yield replace(member, capacity="party")
    if noun.lemma_.lower() in word_set("takeovers") | {"offer", "bid", "order"}:  # "X's takeover of Y", "by X"
        traded = [own for own in noun.lefts if own.dep_ == "poss"]
        traded += [*clauses.prepositional(noun, "of", "by", "from", "to", "for")]
        for member in find_members(reading, traded, rule, capacity="party"):
            if member.type == "organisation" and member.name[:1].isupper():
                yield member
    for own in noun.lefts:
        if own.dep_ == "poss" and (own.lower_ in ("its", "their") or is_several(own)):
            yield from find_sides(reading, [own], rule)
        elif own.dep_ == "poss" and noun_kinds().get(noun.lemma_.lower()) == "contract":  # "Ortega's contract"
            yield from (m for m in find_members(reading, [own], rule, capacity="party") if m.type == "person")
    for relative in (child for child in noun.children if child.dep_ in ("acl", "relcl")):
        if relative.lemma_ in verb_statuses():
            yield from _sides(reading, relative, noun, rule)
        else:
            yield from find_exchanged_with(reading, relative, rule)


def _signatories(reading: Reading, noun: Token, rule: str) -> list[Member]:
    """Return who signed, told far behind: "an accord on the border **signed by X and Y**"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _FAR, noun.sent.end - 1)]:
        if noun_kinds().get(token.lemma_.lower()) or token.tag_ in ("VBD", "VBZ", "VBP"):
            return []
        if token.tag_ == "VBN" and token.lemma_ in ("sign", "reach") and token.nbor().lower_ == "by":
            return find_sides(reading, clauses.pobjs(token.nbor()), rule)
    return []


def _between(reading: Reading, noun: Token, rule: str) -> Iterator[Member]:
    """Yield the sides that stand on either side of the first "and" behind "between", where the parse loses them."""
    sentence = noun.sent
    start = next((t for t in sentence if t.lower_ == "between" and 0 < t.i - noun.i <= 3), None)
    if start is None:
        return
    joint = next((t for t in noun.doc[start.i : sentence.end] if t.lower_ == "and" and t.i - start.i < 20), None)
    if joint is None:
        return
    for part in (noun.doc[start.i + 1 : joint.i], noun.doc[joint.i + 1 : min(joint.i + 12, sentence.end)]):
        end = next((t.idx for t in part if t.pos_ in ("VERB", "AUX")), part.end_char) if len(part) else 0
        names = names_in(reading, part.start_char, end) if len(part) else []
        named = next((n for n in names if n.kind in ("person", "country")), None) or (names[0] if names else None)
        member = from_name(reading, named, rule) if named is not None and named.kind != "place" else None
        if member is not None:
            yield replace(member, capacity="party")


def _of_verb(reading: Reading, noun: Token, verb: Token | None, rule: str) -> Iterator[Member]:
    """Yield who stands in the clause of the noun: who signs, reaches or seeks it."""
    if verb is None:
        return
    concerned = concerns(noun, verb)
    if noun_kinds().get(noun.lemma_.lower()) == "loan_or_grant":  # "lent by X", "a loan to X"
        sources = [noun, verb] if concerned else [noun]
        given = [p for source in sources for p in clauses.prepositional(source, "to", "from", "by")]
        yield from find_members(reading, given, rule, capacity="party")
        if verb.lemma_ in ("ask", "request", "approach", "apply", "seek") and noun.head.lower_ in ("for", "ask"):
            asked = [*clauses.subjects(verb), *clauses.objects(verb), *clauses.prepositional(verb, "to")]
            yield from find_members(reading, asked, rule, capacity="party")
        meant = find_members(reading, clauses.prepositional(noun, "for"), rule, capacity="party")
        yield from (m for m in meant if m.type == "country" and concerned)
    preposition = noun.head.lower_
    yield from _bound(reading, noun, verb, rule)
    near = noun.head.head if noun.head.dep_ == "prep" else noun
    if near.lower_ in ("close", "closer", "near", "nearer"):  # "X and Y are close to a deal"
        yield from find_sides(reading, clauses.subjects(verb), rule)
        return
    if verb.lemma_ == "commit" and preposition == "to":  # "X committed to a loan"
        yield from (m for m in find_sides(reading, find_agents(verb), rule) if m.type != "person")
        return
    if verb.lemma_ == "be" and preposition == "in":  # "X and Y are in agreement"
        yield from find_members(reading, clauses.subjects(verb), rule, capacity="party")
        return
    if verb.lemma_ == "sign" and preposition in ("to", "on"):  # "signed X to a contract"
        yield from find_members(reading, [*clauses.agents(verb), *clauses.objects(verb)], rule, capacity="party")
        return
    above = noun.head.head if preposition in _ABOUT else noun
    if above != noun and above.lemma_.lower() in read_pairs("meeting_nouns.tsv") and concerns(above, verb):
        yield from find_sides(reading, clauses.prepositional(above, "with", "between"), rule)
        if not clauses.is_passive(verb) and above not in clauses.subjects(verb):  # "X and Y concluded talks on a pact"
            yield from (m for m in find_sides(reading, find_agents(verb), rule) if m.type != "person")
        return
    if preposition == "under" and noun.head.head == verb and any(c.lower_ in ("a", "an") for c in noun.lefts):
        agents = [agent for agent in find_agents(verb) if len(clauses.members(agent)) > 1]
        yield from (m for m in find_sides(reading, agents, rule) if m.type != "person")
    if verb.lemma_ in _NEGOTIATING and preposition in _ABOUT:
        yield from _sides(reading, verb, noun, rule)
        return
    paid = noun_kinds().get(noun.lemma_.lower()) in ("contract", "loan_or_grant", "deal")
    if verb.lemma_ in word_set("verbs_of_awarding") and concerned and paid:
        yield from _given(reading, noun, verb, rule)
    if preposition in ("under", "in", "through", "as") and exchanges(verb):
        exchanged = list(find_exchanged_with(reading, verb, rule))  # "will supply X with gas under a contract"
        if exchanged:
            yield from (m for m in find_sides(reading, find_agents(verb), rule) if m.type != "person")
            yield from exchanged
            return
    held = status_told_by(verb) is not None or verb.lemma_ in word_set("verbs_of_having")
    above = noun.head.head if preposition == "of" else noun
    if above.lemma_ in ("conclusion", "signing", "ratification") and verb.lemma_ in word_set("verbs_of_wanting"):
        yield from (m for m in find_sides(reading, find_agents(verb), rule) if m.type != "person")
    bearers = {m for o in clauses.objects(verb) for m in clauses.members(o)}
    bearers |= {m for o in bearers for a in o.children if a.dep_ == "appos" for m in clauses.members(a)}
    if held and (clauses.bearer_of(noun) in bearers or noun in bearers):
        yield from _sides(reading, verb, noun, rule)
        purposes = [c for one in (verb, noun) for c in one.children if c.dep_ in _PURPOSE and c.tag_ == "VB"]
        for purpose in purposes:
            yield from find_exchanged_with(reading, purpose, rule)
            if verb.lemma_ in word_set("verbs_of_winning"):  # "won a contract to build ships for X"
                heads = [o for one in (purpose, *clauses.objects(purpose)) for o in clauses.prepositional(one, "for")]
                takers = find_members(reading, heads, rule, capacity="party")
                yield from (m for m in takers if m.type != "person")
    elif list(clauses.prepositional(noun, "with")) and noun not in clauses.subjects(verb):
        agents = [a for a in clauses.agents(verb) if a != noun]  # "X closed its ports under a pact with Y"
        if verb.lemma_ not in word_set("verbs_of_speech"):
            yield from (m for m in find_members(reading, agents, rule, capacity="party") if m.type != "person")


def _bound(reading: Reading, noun: Token, verb: Token, rule: str) -> Iterator[Member]:
    """Yield the state that a verb or a noun says is bound: "X withdrew from the pact", "X is a party to it"."""
    if not noun.text[:1].isupper() and noun_kinds().get(noun.lemma_.lower()) not in ("treaty", "protocol"):
        return
    leads = noun.head.dep_ == "prep" and noun.head.lower_ in ("from", "to", "of", "with", "by", "in", "under")
    above = noun.head.head if leads else noun
    belongs = leads and above.lemma_.lower() in word_set("nouns_of_belonging")
    bound = verb.lemma_ in word_set("verbs_of_belonging") and (concerns(noun, verb) or (leads and above == verb))
    if not (belongs or bound):
        return
    heads = [own for own in above.lefts if own.dep_ == "poss"] if belongs else []
    heads = heads or [agent for agent in clauses.subjects(verb) if agent != noun and agent != above]
    yield from (m for m in find_sides(reading, heads, rule) if m.type == "country")


def _given(reading: Reading, noun: Token, verb: Token, rule: str) -> Iterator[Member]:
    """Yield who gives a contract or loan and who is given it: "X was awarded a contract by Y", "Y lent X ..."."""
    takers = [c for c in verb.children if c.dep_ in ("dative", "dobj") and noun not in clauses.members(c)]
    if noun in awarded(verb):
        takers = clauses.objects(verb)
    takers = [o for t in takers for o in (clauses.pobjs(t) if t.dep_ == "dative" and t.pos_ == "ADP" else [t])]
    takers += list(clauses.prepositional(verb, "to"))
    givers = clauses.agents(verb) or (clauses.attached(verb, "by") if clauses.is_passive(verb) else [])
    heads = [t for t in (*givers, *takers) if t != noun]
    yield from find_sides(reading, heads, rule)


def find_agents(verb: Token) -> list[Token]:
    """Return who agrees or signs; for a meeting that does, those who meet: "the talks between X and Y agreed"."""
    found: list[Token] = []
    for agent in clauses.agents(verb):
        if agent.lemma_.lower() in ("meeting", "talk", "talks", "summit", "conference", "negotiation"):
            inner = [c for c in agent.children if c.dep_ in clauses.SUBJECTS]  # "ministers meeting in X agreed"
            found.extend(inner or clauses.prepositional(agent, "between", "of", "with"))
        else:
            found.append(agent)
    return found or _behind_day(verb)


def _behind_day(verb: Token) -> list[Token]:
    """Return the subject that the parser took for part of a day: "On Tuesday **Kenya and Peru** signed"."""
    if clauses.is_passive(verb) or any(c.dep_ in clauses.SUBJECTS for c in verb.children):
        return []
    objects = [o for c in verb.children if c.dep_ == "prep" and c.i < verb.i for o in clauses.pobjs(c)]
    return [o for o in objects if any(c.dep_ == "compound" and c.ent_type_ == "DATE" for c in o.lefts)]


def find_sides(reading: Reading, heads: Iterable[Token], rule: str) -> list[Member]:
    """Find the sides that nouns name: by name, as groups ("seven opposition parties"), or as the two told before."""
    heads = list(heads)
    found = find_members(reading, heads, rule, capacity="party")
    for head in heads:
        for noun in clauses.members(head):
            group = _unnamed_group(reading, noun, rule) or _office_of_state(reading, noun, rule)
            if (
                group is not None
                and not any(
                    place.start < group.evidence[0].end and group.evidence[0].start < place.end
                    for member in found
                    for place in member.evidence
                )
                and not any(
                    noun.left_edge.idx <= place.start <= noun.right_edge.idx
                    for member in found
                    for place in member.evidence
                )
            ):
                found.append(group)
    if not found and len(heads) == 1 and _points_back(heads[0]):
        place = reading.evidence(None, heads[0].idx, heads[0].idx + len(heads[0]), rule)
        return [replace(member, evidence=(place,)) for member in find_together(reading, heads[0], rule)]
    if len(heads) == 1 and points_at_two(heads[0]) and (not found or heads[0].lower_ in ("sides", "parties")):
        place = reading.evidence(None, heads[0].idx, heads[0].idx + len(heads[0]), rule)
        pair = find_pair(reading, heads[0].idx, "side")
        before = find_together(reading, heads[0], rule)
        if len(before) != 2:
            before = []
        if before and (not pair or max(e.start for m in before for e in m.evidence) > pair[1].start):
            found = [replace(member, evidence=(place,)) for member in before]
    found.extend(replace(m, capacity="party") for m in list(list_on(reading, found, rule)))
    return found


def _points_back(noun: Token) -> bool:
    """Tell whether a noun points at those told before without a name: "the ministers", "they", "the three"."""
    if noun.lower_ in ("they", "both", "two", "three", "all"):
        return True
    words = [t.lower_ for t in clauses.phrase(noun)]
    return is_group(noun) and words == ["the", noun.lower_]


def points_at_two(noun: Token) -> bool:
    """Tell whether a noun points at two sides told before: "both sides", "the two parties"."""
    if noun.lower_ not in word_set("nouns_of_two") | word_set("bodies_of_two"):
        return False
    words = [t.lower_ for t in clauses.phrase(noun)]
    return bool({"both", "two"} & set(words)) or words == ["the", "sides"]


def _is_described_body(reading: Reading, noun: Token) -> bool:
    """Tell whether a noun describes one body by its country or its trade: "a Chilean firm", "the port company"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or lemma not in word_set("nouns_for_companies") | word_set("bodies_described"):
        return False
    if any(n.kind in ("nationality", "country") for n in names_in(reading, noun.left_edge.idx, noun.idx)):
        return True
    return lemma not in ("group", "union", "council") and any(
        c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") for c in noun.lefts
    )


def _unnamed_group(reading: Reading, noun: Token, rule: str) -> Member | None:
    """Read a group that is told by a description: "opposition parties", "Muslim guerrillas"; not "officials"."""
    if (
        not (is_group(noun) or _is_described_body(reading, noun))
        or points_at_two(noun)
        or noun.lower_ in ("countries", "nations", "states", "sides")
    ):
        return None
    kept = [t for t in clauses.phrase(noun) if t.pos_ in ("ADJ", "NOUN", "PROPN") and t.dep_ != "nummod"]
    if len(kept) < 2 or kept[0].lower_ in word_set("before_offices") | {"other", "several", "many", "some", "senior"}:
        return None
    start, end = kept[0].idx, noun.idx + len(noun)
    named = reading.name_at(end + 1)
    if named is not None and named.start == end + 1 and named.kind == "organisation":
        member = from_name(reading, named, rule)  # "a Chinese shipping group **Haiyuan**"
        return replace(member, capacity="party") if member is not None else None
    apart = any(t.lower_ in word_set("words_of_factions") for t in kept)  # "opposition leaders"
    if noun.lower_ in word_set("people_of_state") and not apart and not names_in(reading, start, end):
        return None  # "trade officials": of whom is told elsewhere
    text = reading.article.body[start:end]
    return Member(text, "organisation", (reading.evidence(None, start, end, rule),), capacity="party")


def _office_of_state(reading: Reading, noun: Token, rule: str) -> Member | None:
    """Read who is told by an office alone as the state it is held for: "Peru's trade secretary signed"."""
    if not is_office(noun) or noun.tag_ in ("NNS", "NNPS"):
        return None
    names = names_in(reading, noun.left_edge.idx, noun.idx + len(noun))
    if len(names) != 1 or names[0].kind not in ("country", "nationality"):
        return None
    member = from_name(reading, names[0], rule)
    return replace(member, capacity="party") if member is not None else None


def _sides(reading: Reading, verb: Token, noun: Token, rule: str) -> Iterator[Member]:
    if verb.lemma_ in word_set("verbs_of_others"):
        return  # "X brokered the deal"
    agents = [agent for agent in find_agents(verb) if agent != noun]
    meant = find_signed_for(reading, verb, rule) if verb.lemma_ == "sign" else []
    sides = meant or find_sides(reading, agents, rule)
    if verb.lemma_ in ("ratify", "approve", "pass", "endorse", "reject"):
        sides = [side for one in sides if (side := _state_of_body(reading, one)) is not None]
    yield from sides
    for agent in agents:  # "a delegation to Peru signed", "visiting Lima"
        if agent.lemma_.lower() in ("delegation", "mission", "team"):
            hosts = find_members(reading, clauses.prepositional(agent, "to"), rule, capacity="party")
            yield from (m for m in hosts if m.type == "country")
    partners = list(clauses.prepositional(verb, "with", "between"))
    if verb.lemma_ in word_set("verbs_of_winning"):  # "won a contract from X"
        partners += clauses.attached(verb, "from")
    if not partners and verb.lemma_ in ("agree", "sign", "reach", "negotiate"):  # "agreed to terms with X"
        partners = [t for t in clauses.attached(verb, "with") if t.pos_ == "PROPN"]
    yield from find_sides(reading, partners, rule)


def _state_of_body(reading: Reading, member: Member) -> Member | None:
    """Return the state whose parliament decides on a treaty: "the US Senate"; None where no state is told."""
    if member.type == "person" and member.role and re.search(r"\b(?:judge|justice|magistrate)\b", member.role.lower()):
        return None  # who decides over others
    if member.type != "organisation" or member.name.lower().split()[-1] not in word_set("deciding_bodies"):
        return member
    place = member.evidence[0]
    named = [n for n in names_in(reading, place.start - 12, place.end) if n.country] if member.country is None else []
    first = member.name.split()[0]
    country = member.country or code_of_country(first) or code_of_nationality(first)
    country = country or (named[-1].country if named else None)
    name = name_of_state(reading, country)
    return None if name is None else replace(member, name=name, type="country", country=country)


def find_signed_for(reading: Reading, verb: Token, rule: str) -> list[Member]:
    """Return those for whom people sign: "signed by X **for Peru**, and Y for Chile"."""
    heads = [
        noun
        for token in verb.sent
        if token.i > verb.i and token.lower_ in ("for", "of") and token.dep_ == "prep"
        for noun in clauses.pobjs(token)
        if token.lower_ == "for" or token.head.lower_ == "behalf"
    ]
    members = find_members(reading, heads, rule, capacity="party")
    found = [m for m in members if m.type == "country"]
    return found if len(found) > 1 else []


def is_plural(noun: Token) -> bool:
    """Tell whether a subject names several: a list, a plural, "they", "both"."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("they", "both") or len(clauses.members(noun)) > 1


def is_several(noun: Token) -> bool:
    """Tell whether a noun names a group that can agree, or points at two."""
    return is_group(noun) or noun.lower_ in word_set("nouns_of_two") | word_set("bodies_of_two")
