"""What is printed before a person's name: "Peruvian President X", "the head of the chamber, X", "Peru's X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_nationality
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import is_many, is_office, is_title
from newstables.scripts.extract.people.described import Described, is_person, name_over
from newstables.scripts.extract.people.role_bodies import LINKS
from newstables.scripts.extract.people.role_words import office_head, read_role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.extract.reading import Reading


def read_before(reading: Reading, first: Token) -> Iterator[Described]:
    """Read an office, nationality or owner printed before a name: "Peruvian President X", "Peru's X"."""
    doc, at = reading.doc, first.i - 1
    start = first.sent.start
    opened = _bracket(doc, at, start)
    at = opened - 1 if opened is not None else at
    while at >= start and ((is_title(doc[at].text) and doc[at].lower_ not in ("gen", "sen")) or doc[at].text == "."):
        at -= 1
    if at < start:
        return
    owner = at - 1 if doc[at].lower_ in ("'s", "’s") else None
    if owner is not None:
        yield from _owner(reading, doc[owner])
        return
    people = name_over(reading, doc[at])
    told = people.country if people is not None and people.kind == "nationality" else None
    code = told or (code_of_nationality(doc[at].text) if doc[at].text[:1].isupper() else None)
    if code is not None:  # "Frenchman X"
        start, end = (doc[at].idx, doc[at].idx + len(doc[at])) if people is None else (people.start, people.end)
        yield Described("country", code, start, end, "person.nationality")
        return
    plural = is_many(doc[at - 1]) if at > start else False
    listed = doc[at].text in (",", ":") and plural and is_office(doc[at - 1])
    if doc[at].text == "," and at > start and not listed and not is_person(reading, doc[at - 1]):
        yield from _before_comma(reading, doc, at, start)
        return
    led = first if listed else _first_of_list(reading, doc, at, start)
    if led is not None:
        yield from _of_list(reading, doc, first, led)
        return
    begin = at
    bracketed: set[int] = set()
    while begin >= start and at - begin < 14:
        opened = _bracket(doc, begin, start)
        if opened is not None:  # "the Harbour Control Board (HCB) chief X"
            bracketed.update(range(opened, begin + 1))
            begin = opened - 1
        elif _belongs(reading, doc, begin, at):
            begin -= 1
        else:
            break
    words = [t for t in doc[begin + 1 : at + 1] if t.i not in bracketed]
    if begin >= start and doc[begin].text in ('"', "“", "(") and words and not any(is_office(t) for t in words):
        return
    plural = bool(words) and is_many(words[-1]) and is_office(words[-1])
    if plural:
        yield from _of_list(reading, doc, first, first)
        return
    yield from read_role(reading, words, "person.before")
    if begin > start and doc[begin].text == "," and words and len(words) <= 2:  # "the majority leader, Senator X"
        yield from _before_comma(reading, doc, begin, start)


def _bracket(doc: Doc, at: int, start: int) -> int | None:
    """Return where letters in brackets open that close at a word: "(HCB)"."""
    if doc[at].text != ")":
        return None
    for i in (at - 2, at - 3):
        if i > start and doc[i].text == "(" and doc[i + 1].text.isupper():
            return i
    return None


def _first_of_list(reading: Reading, doc: Doc, at: int, start: int) -> Token | None:
    """Return the first name of the list in which a name stands behind others: "lawmakers **X**, Y and Z"."""
    led: Token | None = None
    while at > start and doc[at].lower_ in (",", "and", "&"):
        at -= 1 if doc[at - 1].text != "," else 2
        name = name_over(reading, doc[at]) if at >= start else None
        if (
            name is not None and name.kind in ("organisation", "country") and doc[at].i - 2 >= start
        ):  # "X of the Union Party and Y"
            first = doc.char_span(name.start, name.end, alignment_mode="expand")
            at = first.start - 1 if first is not None else at
            at -= doc[at].lower_ == "the"
            at -= doc[at].lower_ in ("of", "from")
            name = name_over(reading, doc[at]) if at >= start else None
        if name is None or name.kind != "person":
            return led
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None or span.start <= start:
            return span[0] if span is not None else led
        led, at = span[0], span.start - 1
    return led


def _of_list(reading: Reading, doc: Doc, first: Token, led: Token) -> Iterator[Described]:
    """Read what stands before the first name of a list for a later one: an office in the plural, an owner."""
    at, start = led.i - 1, led.sent.start
    while at >= start and (is_title(doc[at].text) or doc[at].text in (".", ",", ":")):
        at -= 1
    if at < start:
        return
    if doc[at].lower_ in ("'s", "’s"):
        yield from _owner(reading, doc[at - 1])
        return
    if not is_office(doc[at]) or not is_many(doc[at]):
        return
    begin = at
    while begin >= start and at - begin < 14 and _belongs(reading, doc, begin, at):
        begin -= 1
    for told in read_role(reading, list(doc[begin + 1 : at + 1]), "person.list"):
        if told.column != "country":
            yield told
    yield from _countries_in_turn(reading, doc, begin + 1, at, first)


def _countries_in_turn(reading: Reading, doc: Doc, begin: int, office: int, first: Token) -> Iterator[Described]:
    """Read the country of a name in a list: "Chilean ministers X and Y", "the Thai and Lao ministers, X and Y"."""
    since, until = doc[max(0, begin - 3)].idx, doc[office].idx
    told = [n for n in reading.names if n.kind in ("nationality", "country") and since <= n.start < until and n.country]
    if len(told) > 1:
        behind = [n for n in reading.names if n.kind == "person" and until < n.start <= first.idx]
        if len(behind) > len(told):
            return
        told = told[len(behind) - 1 : len(behind)]
    for name in told[:1]:
        if name.country is not None:
            yield Described("country", name.country, name.start, name.end, "person.list.country")


def _before_comma(reading: Reading, doc: Doc, comma: int, start: int) -> Iterator[Described]:
    """Read "the majority leader, Senator **X**" and "House Speaker, **X**": an office right before the comma."""
    first = comma
    while (
        first > start
        and comma - first < 12
        and doc[first - 1].text not in (",", ";", "-", "--", ":", "(", "“", '"')
        and not is_person(reading, doc[first - 1])
        and not doc[first - 1].is_space
    ):
        if doc[first - 1].pos_ in ("VERB", "AUX", "SCONJ", "PRON"):
            break
        first -= 1
    if first > start and doc[first - 1].text == "," and first - 2 >= start and is_person(reading, doc[first - 2]):
        return  # "X, the minister, Y": the office is the other's
    words = list(doc[first:comma])
    head = office_head(words)
    begin = next((t.i for t in reversed(words) if head is not None and t.i < head.i and t.tag_ in ("DT", "PRP$")), None)
    words = [t for t in words if begin is None or t.i >= begin]
    while words and words[0].pos_ in ("CCONJ", "ADP", "PUNCT"):
        words.pop(0)
    opens = bool(words) and (words[0].pos_ in ("DET", "NUM") or words[0].text[:1].isupper() or words[0].i == start)
    opens = opens or any(t.lower_ in ("'s", "’s") for t in words)
    if head is None or head not in words[-9:] or (head != words[-1] and head.nbor(1).lower_ not in LINKS):
        return
    if opens and not is_many(head):
        yield from read_role(reading, words, "person.before")


def read_apposed(reading: Reading, span: Span) -> Iterator[Described]:
    """Read "The head of the chamber, X, said": the name stands in apposition to an office."""
    head = span.root.head
    if span.root.dep_ != "appos" or not is_office(head) or is_many(head) or head.i > span.start:
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
    if token.lower_ == "in" and i and doc[i - 1].text == doc[i + 1].text == "-":
        return True  # "editor-in-chief"
    if token.lower_ in word_set("no_descriptions") and doc[i + 1].text != "-":
        return False
    if token.lower_ in ("pro", "anti") and doc[i + 1].text == "-":
        return True
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
