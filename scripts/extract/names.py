"""Names in an article's body: people, organisations, places, countries and nationalities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_words
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.read.article import Article

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
_LONGEST_COUNTRY = 5  # words
_CAPITALISED = re.compile(
    r"^(?:[A-Z][\w'’.-]*|d[ei]|van|von|der|den|del|della|dos|da|di|du|la|le|bin|bint|ibn|al|el|ul|abu|ben|ter|ten|zu|y)$"
)


@dataclass(slots=True)
class Name:
    """A mention of a name in the body.

    Attributes
    ----------
    start, end : int
        Offsets, end exclusive.
    text : str
        As printed.
    kind : str
        ``person``, ``organisation``, ``place``, ``country`` or ``nationality``.
    country : str or None
        For a country or nationality what it names; for a place the country it lies in, where plain.
    person : int or None
        For a person, the index in `Reading.people`.
    """

    start: int
    end: int
    text: str
    kind: str
    country: str | None = None
    person: int | None = None


@cache
def _titles() -> frozenset[str]:
    return frozenset(read_words("titles.txt"))


@cache
def offices() -> frozenset[str]:
    """Return the heads of the words for offices, jobs and descriptions."""
    return frozenset(read_words("offices.txt"))


def is_title(word: str) -> bool:
    """Tell whether a word is a title that is no part of a name: "Mr", "Dr."."""
    return word.lower().rstrip(".") in _titles()


def is_office(token: Token) -> bool:
    """Tell whether a noun is an office, job or description of a person."""
    return token.lemma_.lower() in offices() or token.lower_ in offices() or token.lower_.removesuffix("s") in offices()


def find_names(doc: Doc, article: Article) -> list[Name]:
    """Find the names in a parsed body.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The parsed body.
    article : Article
        What was read.

    Returns
    -------
    list of Name
        In the order of the text, without overlaps.
    """
    taken: dict[int, Name] = {}
    names: list[Name] = []

    def take(name: Name | None, first: int, last: int) -> None:
        if name is None or any(i in taken for i in range(first, last + 1)):
            return
        names.append(name)
        taken.update(dict.fromkeys(range(first, last + 1), name))

    for name, first, last in _countries(doc):
        take(name, first, last)
    for span in _titled_people(doc, taken):
        take(_name(span, "person"), span.start, span.end - 1)
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        span = _trim(entity, kind)
        if kind is None or span is None:
            continue
        if kind == "nationality":
            kind = "organisation" if not code_of_nationality(span.text) else kind
        take(_name(span, kind), span.start, span.end - 1)
    known = _known_people(names)
    for token in doc:
        if token.text in known and token.i not in taken and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB", "X"):
            take(_name(doc[token.i : token.i + 1], "person"), token.i, token.i)
    for name in names:
        if name.kind in ("organisation", "place") and name.text in known:
            name.kind, name.country = "person", None
    return sorted(names, key=lambda name: name.start)


def _name(span: Span, kind: str) -> Name:
    country = country_of_place(span.text) if kind == "place" else None
    return Name(span.start_char, span.end_char, span.text, kind, country)


def _countries(doc: Doc) -> Iterator[tuple[Name, int, int]]:
    """Yield countries and nationalities by the lexicons, the longest first."""
    i = 0
    while i < len(doc):
        if doc[i].text[:1].isupper():
            for length in range(min(_LONGEST_COUNTRY, len(doc) - i), 0, -1):
                span = doc[i : i + length]
                code = code_of_country(span.text)
                kind = "country" if code else "nationality"
                code = code or code_of_nationality(span.text)
                if code and not _inside_longer_name(doc, i, i + length, kind):
                    yield Name(span.start_char, span.end_char, span.text, kind, code), i, i + length - 1
                    i += length - 1
                    break
        i += 1


def _inside_longer_name(doc: Doc, first: int, end: int, kind: str) -> bool:
    """Tell whether a country's name is part of a body's or person's: "Bank of China", "Air France"."""
    if kind == "nationality" and first + 1 < len(doc) and doc[first].ent_type_ == "ORG" and doc[first].ent_iob_ == "B":
        return (
            end < len(doc)
            and doc[end].ent_type_ == "ORG"
            and doc[end].ent_iob_ == "I"
            and doc[end].text[:1].isupper()
            and not is_office(doc[end])
        )
    return (
        doc[first].ent_type_ in ("ORG", "PERSON", "FAC", "EVENT", "WORK_OF_ART", "LAW")
        and (
            doc[first].ent_iob_ == "I"
            or (end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ in ("ORG", "PERSON", "FAC"))
        )
        and not (end < len(doc) and is_office(doc[end]))
    )


def _titled_people(doc: Doc, taken: dict[int, Name]) -> Iterator[Span]:
    """Yield names that an office or title stands before: "Foreign Minister X Y", "Dr. Z"."""
    for token in doc[:-1]:
        if not (
            is_title(token.text)
            and token.text[:1].isupper()
            or (is_office(token) and token.tag_ not in ("NNS", "NNPS"))
        ):
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i <= 5 and _CAPITALISED.match(doc[end].text) and end not in taken:
            if is_office(doc[end]) or is_title(doc[end].text) or (doc[end].is_sent_start and end > token.i + 1):
                break
            if doc[end].ent_type_ in ("DATE", "TIME", "GPE") or (
                doc[end].ent_type_ == "ORG"
                and doc[end].ent_iob_ == "B"
                and end == token.i + 1
                and doc[end].text.isupper()
            ):
                break
            end += 1
        while end > token.i + 1 and not doc[end - 1].text[:1].isupper():
            end -= 1
        span = doc[token.i + 1 : end]
        if (
            len(span) == 0
            or not span[0].text[:1].isupper()
            and span[0].lower_ not in ("al", "el", "bin", "van", "von", "de")
        ):
            continue
        if token.is_sent_start and len(span) < 2 and not is_title(token.text):
            continue
        if (
            any(t.ent_type_ == "PERSON" for t in span)
            or is_title(token.text)
            or len(span) >= 2
            and all(t.ent_type_ in ("", "PERSON", "ORG") for t in span)
        ):
            yield _extend(span)


def _extend(span: Span) -> Span:
    """Take in what the tagger's name goes on with: "Jr.", initials and particles."""
    doc, end = span.doc, span.end
    while (
        end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I" and doc[end].text[:1].isupper()
    ):
        end += 1
    if end < len(doc) and doc[end].text in ("Jr.", "Jr", "Sr.", "II", "III", "IV"):
        end += 1
    return doc[span.start : end]


def _trim(entity: Span, kind: str | None) -> Span | None:
    """Cut titles, offices, articles and possessives off an entity; None where nothing is left."""
    doc, first, end = entity.doc, entity.start, entity.end
    newline = next((t.i for t in entity if "\n" in t.text), None)
    if newline is not None:
        end = newline
    while end > first and (doc[end - 1].text in ("'s", "’s", "'", "’", ",", ".", "-", "--") or doc[end - 1].is_space):
        end -= 1
    if kind == "person":
        while first < end and (
            is_title(doc[first].text)
            or is_office(doc[first])
            or code_of_nationality(doc[first].text)
            or not doc[first].text[:1].isupper()
            and doc[first].lower_ not in ("al", "el", "bin", "van", "von", "de", "di", "da")
        ):
            first += 1
        if end < len(doc) and doc[end].text in ("Jr.", "Jr", "Sr.", "II", "III", "IV"):
            end += 1
    else:
        while first < end and doc[first].lower_ in ("the", "a", "an"):
            first += 1
    if first >= end:
        return None
    span = doc[first:end]
    if kind == "person" and (not re.search(r"[A-Z]", span.text) or re.search(r"\d", span.text)):
        return None
    return span


def _known_people(names: list[Name]) -> frozenset[str]:
    """Return the single words by which the article names people told in full elsewhere."""
    known: set[str] = set()
    for name in names:
        words = name.text.split()
        if name.kind == "person" and len(words) > 1:
            known.update(
                word for word in (words[-1], words[0]) if len(word) > 2 and word[0].isupper() and not word.endswith(".")
            )
    firsts = {name.text.split()[0] for name in names if name.kind == "person" and len(name.text.split()) > 1}
    lasts = {name.text.split()[-1] for name in names if name.kind == "person" and len(name.text.split()) > 1}
    alone = {name.text for name in names if name.kind == "person" and len(name.text.split()) == 1}
    return frozenset(word for word in known if word in lasts or (word in firsts and word in alone))
