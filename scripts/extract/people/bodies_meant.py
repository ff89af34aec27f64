"""The body that "the ministry", "the company" or "its" stands for, and the one that a bare office is held in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading

_REACH = 2000  # characters back in which a body is looked for
_OF_TWO = frozenset(("home", "away", "visiting", "other", "rival", "same"))  # "the home side" is not the last one named
_OFTEN = 3  # mentions of the body that a report is about, at least

Place = tuple[int, int]  # offsets in the body of the article


def is_body_noun(token: Token) -> bool:
    """Tell whether a word is a noun for a body that may have been named before: "group", "ministry"."""
    return token.text.islower() and (
        token.lower_ in word_set("bodies_generic") or token.lower_ in word_set("bodies_by_kind")
    )


def body_meant(reading: Reading, noun: Token) -> Place | None:
    """Tell which body a noun with "the" stands for.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    noun : spacy.tokens.Token
        For example "ministry" in "the ministry's spokesman", or "its".

    Returns
    -------
    tuple of int, or None
        Offsets of the name; None where none before it fits.
    """
    before = [
        n for n in reading.names if n.kind == "organisation" and noun.idx - _REACH < n.start and n.end <= noun.idx
    ]
    kind = noun.lower_
    if any(t.lower_ in _OF_TWO for t in noun.lefts):
        return None
    if kind in word_set("bodies_by_kind"):
        named = [n for n in before if re.search(rf"\b{kind}\b", n.text, re.IGNORECASE)]
        if named:
            return named[-1].start, named[-1].end
        return _lower_name(reading.article.body, kind, noun.idx)
    fitting = [n for n in before if not _is_press(n.text)]
    named = [n for n in fitting if re.search(rf"\b{kind}\b", n.text, re.IGNORECASE) or _is_a(reading, n, kind)]
    if named:
        return named[-1].start, named[-1].end
    acting = [n for n in fitting if _acts(reading, n)]
    chosen = acting or fitting
    return (chosen[-1].start, chosen[-1].end) if chosen else None


def body_of_office(reading: Reading, office: Token) -> Place | None:
    """Tell in which body an office is held that is printed without one: "spokesman X said".

    That is the body that acts in the sentence, or in the one before; else, for a company's offices, the body that the
    report is about.
    """
    if office.lemma_.lower() not in word_set("offices_in_bodies"):
        return None
    if office.lemma_.lower() in ("captain", "skipper", "coach", "manager") and not is_sport(reading.article.body):
        return None
    sentence = office.sent
    before = reading.sentence(sentence.start_char - 2) if sentence.start_char > 1 else sentence
    for since, until in ((sentence.start_char, office.idx), (before.start_char, sentence.start_char)):
        acting = [
            n
            for n in reading.names
            if n.kind == "organisation"
            and since <= n.start < until
            and not _is_press(n.text)
            and n.text.lower() not in word_set("peoples_and_faiths")
            and _acts(reading, n)
        ]
        if acting:
            return acting[-1].start, acting[-1].end
    topic = _topic(reading)
    return (topic.start, topic.end) if topic is not None and topic.start < office.idx else None


def _topic(reading: Reading) -> Name | None:
    """Return the first mention of the body that a report is about: named thrice, and twice as often as any other."""
    bodies: dict[str, list[Name]] = {}
    for name in reading.names:
        if name.kind == "organisation" and not _is_press(name.text):
            bodies.setdefault(name.text.removesuffix("'s").removesuffix("’s"), []).append(name)
    ranked = sorted(bodies.values(), key=lambda found: (-len(found), found[0].start))
    if not ranked or len(ranked[0]) < _OFTEN or (len(ranked) > 1 and len(ranked[0]) < 2 * len(ranked[1])):
        return None
    return ranked[0][0]


@lru_cache(maxsize=4096)
def _lower_name(body: str, kind: str, until: int) -> Place | None:
    """Find a body of a kind printed in lower case with what tells it: "the **foreign ministry**"."""
    found = [
        m
        for m in re.finditer(rf"\b(?:[a-z]{{4,}}|[A-Z]\w+)\s{kind}\b", body[:until])
        if m.group().split()[0].lower()
        not in ("this", "that", "said", "their", "from", "with", "under", "each", "same")
    ]
    return (found[-1].start(), found[-1].end()) if found else None


def _is_press(text: str) -> bool:
    """Tell whether a body is one that reports, and so is named beside everything."""
    return bool(re.search(r"\b(?:News|Agency|TV|Times|Post|Xinhua|AFP|Reuters|BBC|CNN|Radio|Daily)\b", text))


def _acts(reading: Reading, name: Name) -> bool:
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass", "agent")


def _is_a(reading: Reading, name: Name, kind: str) -> bool:
    """Tell whether a body is called by the noun where it is named: "the relief **group** X", "X, a **bank**"."""
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    before = span.doc[span.start - 1] if span.start else None
    near = [before] if before is not None else []
    near += [child for child in span.root.children if child.dep_ == "appos"]
    near += [span.root.head] if span.root.dep_ in ("appos", "compound", "nmod") else []
    return any(t.lower_ == kind and not is_office(t) for t in near)
