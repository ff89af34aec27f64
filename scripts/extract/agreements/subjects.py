"""What an agreement is about, in the few words of the article that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.mentions import Mention, noun_kinds, verb_statuses
from newstables.scripts.extract.agreements.status import carrier_of, concerns
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.named import name_at
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_ABOUT = ("on", "about", "regarding", "concerning", "governing", "covering", "over")
_RELATIONAL = (
    "al",
    "ic",
    "ary",
    "ear",
    "ime",
    "ist",
)  # endings of adjectives that name a field: "electoral", "economic"
_TELLING = frozenset(
    {"ceasefire", "cease-fire", "truce", "armistice", "merger", "takeover", "lifeline", "bailout", "lease"}
    | {"declaration", "communique", "communiqué", "partnership", "alliance"}
)


_COVERING = frozenset({"govern", "regulate", "cover", "concern", "regard", "involve", "pertain"})


def add_subject(reading: Reading, mention: Mention, noun: Token) -> None:
    """Add what the agreement that a noun names is about to a mention."""
    for start, whole, rule in (*_phrases(reading, mention, noun), *_modifiers(reading, mention, noun)):
        end = _before_time(reading, start, whole)
        mention.subject = reading.article.body[start:end]
        mention.evidence.append(reading.evidence("subject", start, end, rule))
        return


def _before_time(reading: Reading, start: int, end: int) -> int:
    """Return where a phrase ends before a day that stands behind it: "share power **on Monday**"."""
    for day in reading.dates:
        if start < day.start and day.end == end and day.precision == "day":
            led = re.sub(r"(?:\s(?:on|by|late|early|until))*\s$", "", reading.article.body[start : day.start])
            return start + len(led)
    return end


def _phrases(reading: Reading, mention: Mention, noun: Token) -> Iterator[tuple[int, int, str]]:
    """Yield what stands behind the noun: "a deal **on gas**", "**to sell gas**", "under which X will **sell gas**"."""
    for head in _heads(reading, mention, noun):
        span = find_phrase(head)
        if span is not None:
            yield *span, "subject.phrase"


def _heads(reading: Reading, mention: Mention, noun: Token) -> Iterator[Token]:
    nouns = [noun, *clauses.prepositional(noun, "of")]  # "a memorandum of understanding on X"
    told = [o for one in nouns for o in clauses.prepositional(one, *_ABOUT)]
    verb = clauses.governor(noun)
    concerned = verb is not None and concerns(noun, verb)
    yield from (head for head in told if not is_time(reading, head) and not _is_vague(head))
    clausal = [c for one in nouns for c in one.children if c.dep_ in ("acl", "advcl", "xcomp", "relcl") and c.i > one.i]
    yield from (o for c in clausal if c.lemma_ in _COVERING for o in clauses.objects(c) if c.tag_ == "VBG")
    if mention.kind == "joint_decision":  # "a statement calling for peace", "pledging to fight crime"
        for stating in (c for c in clausal if c.tag_ == "VBG" and c.lemma_ in word_set("verbs_of_statements")):
            yield from clauses.prepositional(stating, "for", "on", "to")
            yield from (c for c in stating.children if c.dep_ == "xcomp" and c.tag_ == "VB")
    aims = [c for c in clausal if _is_purpose(c) and c.dep_ != "relcl" and not _is_of_signing(c)]
    yield from (c for c in aims if c.tag_ == "VB" or c.left_edge.nbor(-1).text != ",")  # not ", ending a strike"
    if concerned and verb is not None:  # "signed a deal to supply gas", "signed a deal here on gas"
        purposes = [c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > noun.i]
        purposes = [c for c in purposes if _is_purpose(c)]
        yield from purposes
        if verb.lemma_ in ("sign", "reach", "conclude", "agree", "strike", "ink", "negotiate"):
            behind = clauses.prepositional(verb, *_ABOUT)
            yield from (h for h in behind if h.i > noun.i and not is_time(reading, h))
        results = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > noun.i]
        results = results if mention.kind != "contract" else []
        yield from (c for c in results if c.nbor(-1).text == "," and c.lemma_ in word_set("verbs_of_results"))
    yield from (c for c in clausal if _is_defining(c))
    definite = any(c.lower_ in ("the", "this", "that") for c in noun.lefts)
    telling = verb is not None and not mention.name and noun in clauses.subjects(verb) and verb.tag_ == "VBZ"
    if telling and verb is not None and not definite and not _is_of_signing(verb):
        yield verb  # "one accord waives fees"
    if mention.kind in ("contract", "loan_or_grant") or not told:
        purposes = [o for one in nouns for o in clauses.prepositional(one, "for")]
        if noun.lemma_ == "order" and verb is not None and concerned:  # "placed an order with X for 12 ships"
            purposes.extend(clauses.prepositional(verb, "for"))
        yield from (h for h in purposes if not is_time(reading, h) and not _is_money(reading, h))


def _is_vague(noun: Token) -> bool:
    """Tell whether a noun only points at what was told before: "an agreement on the matter"."""
    pointed = any(c.lower_ in ("the", "this", "that", "these") for c in noun.children)
    return (
        pointed
        and noun.lemma_.lower() in ("matter", "issue", "subject", "question", "point", "text")
        and not any(c.dep_ in ("prep", "acl", "relcl", "compound") for c in noun.children)
    )


def _is_purpose(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to" or a participle: "to sell gas", "banning mines"."""
    return verb.tag_ == "VBG" or (
        verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    )


def _is_defining(verb: Token) -> bool:
    """Tell whether a relative clause says what is agreed: "under which X will sell"; not ", which ..."."""
    if verb.dep_ != "relcl" or verb.tag_ not in ("VB", "VBZ", "VBD") or _is_of_signing(verb):
        return False
    left = verb.left_edge
    under = left.lower_ in ("under", "by", "whereby")
    return under or (left.nbor(-1).text != "," and verb.tag_ != "VBD")


def _is_of_signing(verb: Token) -> bool:
    """Tell whether a clause says what became of the agreement, not what it is about: "signed last year"."""
    lemma = verb.lemma_.lower()
    return lemma in verb_statuses() or lemma in word_set("verbs_around_matters")


def is_time(reading: Reading, noun: Token) -> bool:
    """Tell whether a noun is a time: "agreed on Thursday"."""
    if noun.ent_type_ in ("DATE", "TIME"):
        return True
    if noun.lemma_.lower() in word_set("no_topic"):
        return True
    return any(d.start <= noun.idx < d.end for d in reading.dates)


def _is_money(reading: Reading, noun: Token) -> bool:
    return any(q.kind == "money" and q.start <= noun.idx < q.end for q in reading.quantities)


def find_phrase(head: Token) -> tuple[int, int] | None:
    """Return the offsets of the phrase under a noun or verb, without what introduces it and without a time behind it.

    A verb's phrase begins at the verb where a pronoun acts or "under which" leads to it: "they would **not accept
    ...**"; else at its subject.
    """
    span = phrase_under(head)
    if span is None:
        return None
    words = list(span)
    if head.pos_ in ("VERB", "AUX"):
        acting = [c for c in head.children if c.dep_ in clauses.SUBJECTS]
        named = any(noun_kinds().get(c.lemma_.lower()) for c in acting)
        if head.dep_ == "relcl" or named or all(c.pos_ == "PRON" for c in acting):
            words = [t for t in words if t.i >= head.i or t.dep_ == "neg"]
    while words and (words[0].lower_ in word_set("words_before_matters") or words[0].pos_ == "PUNCT"):
        words.pop(0)
    words = _shorten(_cut(words, head), head)
    if len(words) > 2 and words[0].lower_ in ("need", "necessity") and words[1].lower_ == "to":
        words = words[2:]
    while len(words) > 1 and (words[-1].pos_ in ("ADP", "PART", "CCONJ", "DET") and words[-1].dep_ != "prt"):
        words.pop()
    if not words or words[0].lower_ in ("be", "while", "although", "though"):
        return None
    return words[0].idx, words[-1].idx + len(words[-1])


_MANY = 9  # words of a phrase, above which what only adds to it is left out


def _shorten(words: list[Token], head: Token) -> list[Token]:
    """Leave out what a long phrase ends in: "end a long campaign **aimed at setting up a state**"."""
    if len(words) <= _FEW + 2:
        return words
    for at, token in enumerate(words):
        if at >= _FEW and token.i > head.i and token.dep_ in ("acl", "advcl", "relcl") and token.tag_ != "VB":
            return words[:at]
    if len([t for t in words if not t.is_punct]) <= _MANY:
        return words
    ends = [
        at
        for at, token in enumerate(words)
        if at >= _FEW and token.i > head.i and token.dep_ == "prep" and token.lower_ != "of" and _is_noun(token.head)
    ]
    ends = [at for at in ends if at <= _MANY] or ends
    return words[: ends[-1]] if ends else words


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


_FEW = 5  # words of a phrase, at least
_ENDS = ("in a", "in an", "in order", "on condition", "on the", "at the", "in the")


def _cut(words: list[Token], head: Token) -> list[Token]:
    """Cut what only tells when, why or how: "build a road **during his visit**", "merge **in a bid to ...**"."""
    for at, token in enumerate(words):
        if token.i <= head.i or at < 2:
            continue
        two, four = (" ".join(t.lower_ for t in words[at : at + n]) for n in (2, 4))
        adverbial = token.pos_ == "ADP" and two in _ENDS and word_set("nouns_behind_matters") & set(four.split())
        finite = token.lower_ == "and" and at + 1 < len(words) and words[at + 1].tag_ in ("VBD", "VBZ", "VBP")
        if token.lower_ in word_set("words_behind_matters") or adverbial or finite:
            return words[:at]
    return words


def _modifiers(reading: Reading, mention: Mention, noun: Token) -> Iterator[tuple[int, int, str]]:
    """Yield what stands before the noun: "a **fishing** agreement", "a **six-point** deal"; else a telling noun."""
    body = reading.article.body
    left = [
        c
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod")
        and c.lower_ not in word_set("vague_before_agreements")
        and not _is_named(reading, c)
    ]
    nouns = [c for c in left if c.pos_ in ("NOUN", "PROPN") or (c.pos_ == "ADJ" and c.lower_.endswith(_RELATIONAL))]
    nouns = [c for c in nouns if c.lower_ not in word_set("terms_of_time")]  # "a multi-year deal"
    nouns = [
        c for c in nouns if not any(t.like_num for t in c.subtree) and c.lower_ not in word_set("vague_adjectives")
    ]
    if nouns:
        start, end = nouns[0].idx, nouns[-1].idx + len(nouns[-1])
        joined = [c for c in clauses.members(nouns[-1]) if nouns[-1].i < c.i < noun.i and c.pos_ in ("NOUN", "PROPN")]
        if joined and joined[-1].i == noun.i - 1:  # "a trade and cooperation agreement"
            end = joined[-1].idx + len(joined[-1])
        for edge in nouns[0].subtree:
            near = nouns[0].i - edge.i < 5 and not any(t.pos_ in ("VERB", "ADP") for t in noun.doc[edge.i : nouns[0].i])
            if edge.i < nouns[0].i and near and not _is_named(reading, edge) and edge.pos_ in ("NOUN", "ADJ", "PROPN"):
                start = min(start, edge.idx)
        if country_of_place(body[start:end]) is None and not _is_bare_kind(body[start:end]):  # "the Kyoto Protocol"
            yield start, end, "subject.compound"
            return
    end = noun.idx + len(noun)
    if noun.lemma_.lower() in _TELLING and not mention.name:
        yield noun.idx, end, "subject.noun"
        return
    for child in left:  # "a six-point agreement", "a five-year contract"
        edge = child.left_edge
        if body[edge.idx : child.idx + len(child)].lower() in word_set("vague_before_agreements"):
            continue  # "a long-term deal"
        if "-" in body[edge.idx : noun.idx] and not _is_named(reading, edge) and not _is_money(reading, child):
            yield edge.idx, end, "subject.noun"
            return
    carrier = carrier_of(noun)
    if carrier != noun and carrier.lemma_.lower() in _TELLING:
        yield carrier.idx, carrier.idx + len(carrier), "subject.noun"


def _is_bare_kind(phrase: str) -> bool:
    """Tell whether a phrase says no more than that it is an agreement: "joint declaration", "framework"."""
    plain = word_set("vague_before_agreements") | {"framework", "memorandum", "understanding", "intent"}
    words = phrase.lower().split()
    kinds = [noun_kinds().get(word, "") for word in words]
    return all(
        word in plain or kind in ("deal", "treaty", "joint_decision") for word, kind in zip(words, kinds, strict=True)
    )


def _is_named(reading: Reading, token: Token) -> bool:
    if any(date.start <= token.idx < date.end for date in reading.dates):
        return True
    name = name_at(reading, token)
    return name is not None and name.kind in ("country", "nationality", "place")
