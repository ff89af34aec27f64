"""What is printed before a person's name: "Peruvian President X", "the head of the chamber, X", "Peru's X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.described import Described, is_person, name_over
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.name_words import is_office, is_title
from newstables.scripts.extract.role_words import LINKS, read_role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.extract.reading import Reading


def read_before(reading: Reading, first: Token) -> Iterator[Described]:
    """Read an office, nationality or owner printed before a name: "Peruvian President X", "Peru's X"."""
    doc, at = reading.doc, first.i - 1
    start = first.sent.start
    while at >= start and ((is_title(doc[at].text) and doc[at].lower_ not in ("gen", "sen")) or doc[at].text == "."):
        at -= 1
    if at < start:
        return
    owner = at - 1 if doc[at].lower_ in ("'s", "’s") else None
    if owner is not None:
        yield from _owner(reading, doc[owner])
        return
    begin = at
    while begin >= start and at - begin < 14 and _belongs(reading, doc, begin, at):
        begin -= 1
    words = list(doc[begin + 1 : at + 1])
    if begin >= start and doc[begin].text in ('"', "“", "(") and words and not any(is_office(t) for t in words):
        return
    yield from read_role(reading, words, "person.before")
    if begin > start and doc[begin].text == "," and words and len(words) <= 2:  # "the majority leader, Senator X"
        yield from _before_comma(reading, doc, begin, start)


def _before_comma(reading: Reading, doc: Doc, comma: int, start: int) -> Iterator[Described]:
    first = comma
    while (
        first > start
        and comma - first < 12
        and doc[first - 1].text not in (",", ";", "-", "--", ":", "(")
        and not is_person(reading, doc[first - 1])
    ):
        if doc[first - 1].pos_ in ("VERB", "AUX"):
            return
        first -= 1
    words = list(doc[first:comma])
    if words and words[0].pos_ in ("DET", "CCONJ", "ADP") and any(is_office(t) for t in words[-4:]):
        yield from read_role(reading, words, "person.before")


def read_apposed(reading: Reading, span: Span) -> Iterator[Described]:
    """Read "The head of the chamber, X, said": the name stands in apposition to an office."""
    head = span.root.head
    if span.root.dep_ != "appos" or not is_office(head) or head.tag_ in ("NNS", "NNPS") or head.i > span.start:
        return
    words = [t for t in reading.doc[head.left_edge.i : span.start] if not t.is_space]
    while words and words[-1].is_punct:
        words.pop()
    if any(t.is_punct and t.text not in ("-", "’", "'") for t in words) or any(is_person(reading, t) for t in words):
        return
    yield from read_role(reading, words, "person.apposed")


def _belongs(reading: Reading, doc: Doc, i: int, last: int) -> bool:
    """Tell whether a word before a name is part of what describes it."""
    token = doc[i]
    if token.is_space or ("\n" in token.text_with_ws and i != last):
        return False
    if token.is_punct:
        return token.text in ("-", "'", "’", "/", "&") and i != last
    if token.text in ("'s", "’s"):
        return i != last
    if token.lower_ in LINKS:
        return (
            i != last
            and doc[i - 1].pos_ in ("NOUN", "PROPN")
            and i > 0
            and (is_office(doc[i - 1]) or doc[i - 1].text[:1].isupper())
        )
    if token.lower_ in ("and", "the"):
        return (
            i != last
            and i > 0
            and doc[i + 1].text[:1].isupper()
            and ((doc[i - 1].text[:1].isupper() and not is_person(reading, doc[i - 1])) or doc[i - 1].lower_ in LINKS)
        )
    if is_person(reading, token):
        return False
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.lower_ in word_set("before_offices") or is_office(token):
        return not (token.ent_type_ in ("DATE", "TIME") and token.text[:1].isupper())
    return token.tag_ in ("VBN", "VBG", "JJ") and doc[i - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN")


def _owner(reading: Reading, owner: Token) -> Iterator[Described]:
    """Read "Peru's X": the country; "Gasprom's X": the organisation."""
    name = name_over(reading, owner)
    if name is None:
        return
    if name.kind == "country" and name.country:
        yield Described("country", name.country, name.start, name.end, "person.owner")
    elif name.kind == "organisation":
        yield Described("organisation", name.text, name.start, name.end, "person.owner")
