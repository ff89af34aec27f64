"""Clauses: the verb that governs a word, its tense, and the words that belong to it.

Everything here is a fact about English syntax as spaCy's parser labels it (ClearNLP dependency labels, Penn Treebank
tags), and knows nothing of any table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj"})
_SPANS = frozenset({"hour", "day", "week", "month"})  # what a meeting takes: "two days of talks"
LONGEST = 400  # characters of a clause, at most

PAST, PRESENT, FUTURE, PERFECT, PROGRESSIVE, HYPOTHETICAL = (
    "past",
    "present",
    "future",
    "perfect",
    "progressive",
    "hypothetical",
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_words(f"{name}.txt"))


def governor(token: Token) -> Token | None:
    """Return the nearest verb that `token` depends on, or None where it has none in its sentence."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.dep_ != "prep":  # not "following", "including"
            main = _main_verb(ancestor)
            return ancestor if main == token else main
    return None


def _main_verb(verb: Token) -> Token:
    """Return the verb that says what happens: of "was signed" and "is to be signed", "signed"."""
    if verb.dep_ in ("aux", "auxpass") and verb.head.pos_ in ("VERB", "AUX"):
        return verb.head
    if verb.lemma_ == "be":
        for child in verb.children:
            if (
                child.dep_ == "xcomp"
                and child.pos_ == "VERB"
                and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            ):
                return child
    return verb


def finite(verb: Token) -> Token:
    """Return the finite verb that an infinitive or participle hangs on, or the verb itself."""
    while verb.head != verb and verb.head.pos_ in ("VERB", "AUX") and verb.dep_ in ("xcomp", "advcl", "pcomp", "conj"):
        if verb.tag_ not in ("VB", "VBG", "VBN") or any(aux.tag_ == "MD" for aux in auxiliaries(verb)):
            break
        verb = verb.head
    return verb


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, in order."""
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: "was signed", "to be held", "talks held in March"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl")
        and not auxiliaries(verb)
        and not any(child.dep_ == "nsubj" for child in verb.children)  # "the treaty that they signed"
        and not _is_main_after_all(verb)
    )


def _is_main_after_all(verb: Token) -> bool:
    """Tell whether the parser hung the verb of a sentence on its subject: "X, head of Y, joined by video".

    A participle that has an object of its own is one, too: "X and Y **signed** here Friday a pact".
    """
    if verb.dep_ != "acl" or verb.head.dep_ != "ROOT":
        return False
    if verb.head.pos_ == "PROPN" and verb.doc[verb.i - 1].text == ",":
        return True
    return verb.head.pos_ in ("PROPN", "NOUN") and any(child.dep_ in ("dobj", "obj") for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied: "did not meet", "never signed", "failed to agree", "refused to meet"."""
    if any(child.dep_ == "neg" or child.lower_ in ("never", "neither") for child in verb.children):
        return True
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _words("verbs_of_failing"):
        return True
    return any(child.dep_ in SUBJECTS and any(c.lower_ == "no" for c in child.children) for child in verb.children)


def tense(verb: Token) -> str:
    """Tell when a verb's action lies, seen from the article.

    Returns
    -------
    str
        ``past``, ``perfect`` ("has met"), ``present``, ``progressive`` ("is meeting"), ``future`` ("will meet", "is to
        meet", "is expected to meet", "plans to meet") or ``hypothetical`` ("could meet", "should meet", "offered to").
    """
    words = [aux.lower_ for aux in auxiliaries(verb)]
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not words and verb.head.pos_ in ("VERB", "AUX"):
        return tense(verb.head)  # "to meet and sign"
    if any(word in ("will", "shall", "'ll", "wo", "’ll") for word in words):
        return FUTURE
    if any(word in ("would", "'d", "’d") for word in words):
        return HYPOTHETICAL if "have" in words else FUTURE
    if any(word in ("could", "may", "might", "should", "must", "can", "ought") for word in words):
        return HYPOTHETICAL
    if "to" in words:
        return _infinitive(verb, words)
    if verb.tag_ in ("VBN", "VBD") and any(word in ("has", "have", "'ve", "’ve", "having") for word in words):
        return PERFECT
    if verb.tag_ == "VBD" or any(word in ("was", "were", "had", "did") for word in words):
        return PAST
    if verb.tag_ == "VBG":
        if any(word in ("is", "are", "am", "'re", "'s", "been") for word in words):
            return PROGRESSIVE
        outer = governor(verb)
        return tense(outer) if outer is not None and not words else PRESENT
    if verb.tag_ == "VBN":
        return PRESENT if any(word in ("is", "are") for word in words) else PAST
    return PRESENT


def _infinitive(verb: Token, words: list[str]) -> str:
    """Tell the time of "to meet" from what it hangs on."""
    if "have" in words:
        return PAST
    head = verb.head
    if head == verb or verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "relcl", "attr", "acomp"):
        return FUTURE
    lemma = head.lemma_.lower()
    if lemma in _words("verbs_of_failing") and head.pos_ == "VERB":
        return tense(head)
    if head.pos_ in ("VERB", "AUX", "ADJ") and lemma not in ("be", "due", "set", "schedule", "expect", "plan"):
        if lemma in _words("verbs_of_wishing"):
            return HYPOTHETICAL
        if lemma in _words("verbs_of_managing"):
            return tense(head) if head.pos_ == "VERB" else PAST
    return FUTURE


def subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb; where it has none of its own, those of the verb it is joined to or depends on."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not own:  # of "co-chaired", which the tokenizer parts, the parser may give them to "co"
        first = next((child for child in verb.children if child.lower_ == "co" and child.i == verb.i - 2), None)
        own = [child for child in first.children if child.dep_ in SUBJECTS] if first is not None else []
    if own:
        own = [noun for token in own for noun in _visiting(token)] or own
        return [_antecedent(token) for token in own]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        head = verb.head if verb.head.pos_ != "ADJ" else verb.head.head
        objects = [child for child in head.children if child.dep_ in OBJECTS]
        return objects if objects and head.lemma_ not in ("promise",) else subjects(head)
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN", "VB") and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head)
    if verb.dep_ == "pcomp":
        outer = governor(verb)
        return subjects(outer) if outer is not None else []
    if verb.dep_ in ("advcl", "ccomp", "relcl") and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return _behind_conjunction(verb)
    if verb.dep_ == "acl" and (verb.tag_ == "VBG" or _is_main_after_all(verb)):
        return [verb.head]
    return []


def _visiting(subject: Token) -> list[Token]:
    """Return the noun that the parser took for the object of "visiting": "Visiting **President X** met ..."."""
    if subject.dep_ == "csubj" and subject.lower_ == "visiting":
        return [child for child in subject.children if child.dep_ in OBJECTS]
    return [subject]


def _behind_conjunction(verb: Token) -> list[Token]:
    """Return the subject that the parser took for the object of "after": "after **Kenya and Uganda** signed a pact"."""
    for child in verb.head.children:
        if child.dep_ == "prep" and child.lower_ in ("after", "before", "since", "until") and child.i < verb.i:
            edge = child.right_edge.i + 1
            if edge == verb.i or all(t.dep_ in ("aux", "auxpass", "advmod", "neg") for t in verb.doc[edge : verb.i]):
                return pobjs(child)
    return []


def _antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in ("who", "which", "that") and token.head.dep_ == "relcl":
        noun = token.head.head
        above = noun.head.head if noun.dep_ == "pobj" else noun
        person = token.lower_ == "who" and noun.ent_type_ != "PERSON" and above.ent_type_ == "PERSON"
        return above if person else noun  # "X of Railways, who ..."
    return token


def objects(verb: Token) -> list[Token]:
    """Return the direct objects of a verb; of a passive one, its subject."""
    if is_passive(verb):
        own = [_antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"]
        return own or ([verb.head] if verb.dep_ == "acl" else [])
    found = [_antecedent(child) for child in verb.children if child.dep_ in OBJECTS]
    if not found and verb.dep_ == "relcl" and subjects(verb) and verb.head not in subjects(verb):
        return [verb.head]
    return found


def agents(verb: Token) -> list[Token]:
    """Return who acts: the subjects of an active verb, the "by ..." of a passive one."""
    if is_passive(verb):
        return [obj for by in verb.children if by.dep_ in ("agent", "prep") and by.lower_ == "by" for obj in pobjs(by)]
    return subjects(verb)


def pobjs(preposition: Token) -> list[Token]:
    """Return the objects of a preposition."""
    return [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]


def bearer_of(token: Token) -> Token:
    """Return the noun that carries another in its clause: "a **series** of agreements", "two **days** of talks"."""
    head = token.head
    if head.lower_ == "of" and (head.head.lemma_ in _SPANS or head.head.lemma_ in word_set("nouns_of_number")):
        return head.head
    return token


def prepositional(token: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the objects of the given prepositions that hang on `token`: "talks **with** Iran **on** gas"."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            yield from pobjs(child)
            for other in child.children:  # "with X and with Y"
                if other.dep_ == "conj" and other.lower_ in prepositions:
                    yield from pobjs(other)
        elif child.ent_type_ == "DATE" and child.dep_ == "npadvmod" and child.i > token.i:
            yield from prepositional(child, *prepositions)  # "talks Monday **with** the minister"
        elif child.dep_ == "prep":  # "in cooperation with", "together with"
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in prepositions and child.lower_ in ("together", "along"):
                    yield from pobjs(inner)


def prepositional_of(token: Token) -> str | None:
    """Return the preposition that a noun, or the list it is in, hangs on: "at" for "**meeting**" in "at a meeting".

    That of the time it takes where it is told by that: "after" for "**talks**" in "after two days of talks".
    """
    head = token.head
    while head.dep_ == "conj":
        head = head.head
    if head.lower_ == "of" and head.head.lemma_ in _SPANS and head.head.dep_ == "pobj":
        return prepositional_of(head.head)
    return head.lower_ if head.dep_ in ("prep", "pcomp") or head.pos_ in ("ADP", "SCONJ") else None


def members(token: Token) -> list[Token]:
    """Return a noun and those joined to it: "Iran, Iraq and Syria"."""
    found = [token]
    for other in found:
        found.extend(child for child in other.children if child.dep_ == "conj" and child not in found)
    return found


def phrase(
    token: Token, *, without: frozenset[str] = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct"})
) -> Span:
    """Return the noun phrase around a noun, without what is merely attached to it."""
    left, right = token.i, token.i
    for child in token.children:
        if child.dep_ in without or child.dep_ in CLAUSES:
            continue
        if child.dep_ == "prep" and child.i > token.i:
            continue
        left, right = min(left, child.left_edge.i), max(right, child.right_edge.i if child.i < token.i else child.i)
    return token.doc[left : right + 1]


def clause(token: Token, anchor: Token | None = None) -> tuple[int, int]:
    """Return the offsets of the clause that `token` heads or stands in.

    Parameters
    ----------
    token : spacy.tokens.Token
        A verb, or a noun whose governing verb heads the clause.
    anchor : spacy.tokens.Token, optional
        A token that the clause must hold where it has to be shortened to `LONGEST` characters; `token` where not given.

    Returns
    -------
    tuple of int
        Start and end of the clause in the text, without punctuation at its ends.
    """
    anchor = anchor if anchor is not None else token
    verb = token if token.pos_ in ("VERB", "AUX") else governor(token) or token
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        verb = verb.head if verb.head.pos_ != "ADJ" else verb.head.head
    dropped: set[int] = set()
    for child in verb.children:
        if (
            child.dep_ in ("ccomp", "parataxis", "advcl", "conj")
            and not _holds(child, anchor)
            and abs(child.i - verb.i) > 0
        ):
            dropped.update(range(child.left_edge.i, child.right_edge.i + 1))
    kept = [i for i in range(verb.left_edge.i, verb.right_edge.i + 1) if i not in dropped]
    run = _run(kept, anchor.i)
    tokens = [verb.doc[i] for i in run] or [anchor]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ in ("cc", "mark")):
        tokens.pop(0)
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].dep_ == "cc"):
        tokens.pop()
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    if end - start <= LONGEST:
        return start, end
    return _shorten(anchor)


def _holds(head: Token, token: Token) -> bool:
    return head.left_edge.i <= token.i <= head.right_edge.i


def _run(indices: list[int], through: int) -> list[int]:
    """Return the unbroken run of indices around `through`."""
    if through not in indices:
        return [through]
    at = indices.index(through)
    first = last = at
    while first > 0 and indices[first - 1] == indices[first] - 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] == indices[last] + 1:
        last += 1
    return indices[first : last + 1]


def _shorten(anchor: Token) -> tuple[int, int]:
    span = anchor.doc[anchor.left_edge.i : anchor.right_edge.i + 1]
    if span.end_char - span.start_char <= LONGEST:
        return span.start_char, span.end_char
    sentence = anchor.sent
    start, end = sentence.start_char, sentence.end_char
    for token in sentence:
        if token.idx < anchor.idx and anchor.idx - token.idx > LONGEST // 2:
            start = max(start, token.idx + len(token.text_with_ws))
        if token.idx + len(token) > anchor.idx + LONGEST // 2:
            end = min(end, token.idx)
            break
    return start, end


_NEAR_PATH = frozenset({"dobj", "obj", "pobj", "prep", "conj", "appos", "nsubj", "nsubjpass", "agent", "compound"})


def attached(anchor: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the objects of prepositions that go with a word, wherever in its clause the parser hung them.

    In "met officials in Lima on fishing" the parser may hang "in" and "on" on the officials: they are yielded too,
    but not what stands inside a further clause.

    Parameters
    ----------
    anchor : spacy.tokens.Token
        A verb, or a noun with its governing verb.
    *prepositions : str
        The prepositions, in lower case.
    """
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else governor(anchor)
    tops = {anchor.i} | ({verb.i} if verb is not None else set())
    for token in anchor.sent:
        if (
            token.dep_ != "prep"
            or token.lower_ not in prepositions
            or (token.i < anchor.i and token.head.i not in tops)
        ):
            continue
        step = token.head
        while (
            step.i not in tops
            and (step.dep_ in _NEAR_PATH or (step.dep_ == "npadvmod" and step.ent_type_ == "DATE"))
            and step.head != step
            and step.i > anchor.i
        ):
            step = step.head
        if step.i in tops:
            yield from pobjs(token)
