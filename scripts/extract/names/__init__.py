"""Names in an article's body: people, organisations, places, countries and nationalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality, first_words
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import NEVER, UNKNOWN, is_field, is_office, name_weight
from newstables.scripts.extract.names.person_names import (
    cut_front,
    is_believable,
    tagged_people,
    titled_people,
    told_by_words,
    trim,
    untagged_people,
)
from newstables.scripts.extract.names.things_named import is_signature, is_thing
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
_LONGEST_COUNTRY = 6  # words
_COMPANIES = ("group", "giant", "club", "side")  # before a name, beside the nouns that "the" makes stand for a company


_STATES = frozenset(("Government", "Parliament", "Republic"))  # after a country's name they leave it the country


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


def find_names(doc: Doc) -> list[Name]:
    """Find the names in a parsed body.

    The tagger's entities are mended: titles and offices are cut off people's names, names that an office stands
    before are completed, what is a country is told by the lexicons, and a word that is a person's name once is one
    throughout.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The parsed body.

    Returns
    -------
    list of Name
        In the order of the text, without overlaps.
    """
    taken: set[int] = set()
    names: list[Name] = []

    def take(name: Name, first: int, end: int) -> None:
        if not any(i in taken for i in range(first, end)):
            names.append(name)
            taken.update(range(first, end))

    for name, first, end in _countries(doc):
        take(name, first, end)
    people = [*titled_people(doc, taken), *tagged_people(doc), *untagged_people(doc), *told_by_words(doc)]
    for span in sorted((cut_front(span) for span in people), key=lambda s: (-len(s), s.start)):
        if is_signature(doc, span):
            taken.update(t.i for t in span)
        elif not any(t.i in taken for t in span):
            take(_name(span, "organisation" if is_thing(doc, span) else "person"), span.start, span.end)
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None or kind == "person":
            continue
        trimmed = trim(entity)
        if trimmed is None:
            continue
        if kind == "nationality":
            kind = "organisation"  # nationalities proper are told by the lexicon
        take(_name(trimmed, kind), trimmed.start, trimmed.end)
    known = known_people(names)
    bodies = known_bodies(names)
    for token in doc:
        if token.text in known and token.i not in taken and token.text[:1].isupper():
            take(_name(doc[token.i : token.i + 1], "person"), token.i, token.i + 1)
        elif token.text in bodies and token.i not in taken:
            take(_name(doc[token.i : token.i + 1], "organisation"), token.i, token.i + 1)
    for name in names:
        if name.kind in ("organisation", "place") and name.text in known and name.country is None:
            name.kind = "person"
        elif _names_company(doc, name) or (name.kind == "person" and name.text in bodies and name.text not in known):
            name.kind = "organisation"
    kept = [name for name in names if name.kind != "person" or is_believable(doc, name, known)]
    return sorted(kept, key=lambda name: name.start)


def _name(span: Span, kind: str) -> Name:
    country = country_of_place(span.text) if kind == "place" else None
    return Name(span.start_char, span.end_char, span.text, kind, country)


def _countries(doc: Doc) -> Iterator[tuple[Name, int, int]]:
    """Yield countries and nationalities by the lexicons, the longest first."""
    i = 0
    while i < len(doc):
        if doc[i].text in first_words() and (doc[i].text[:1].isupper()):
            for length in range(min(_LONGEST_COUNTRY, len(doc) - i), 0, -1):
                span = doc[i : i + length]
                code = code_of_country(span.text)
                kind = "country" if code else "nationality"
                code = code or code_of_nationality(span.text)
                if code and not _inside_longer_name(doc, i, i + length):
                    yield Name(span.start_char, span.end_char, span.text, kind, code), i, i + length
                    i += length - 1
                    break
        i += 1


def _inside_longer_name(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a country's name is part of a body's or person's: "Bank of China", "Air France", "Danish Malik"."""
    token = doc[first]
    following = doc[end] if end < len(doc) else None
    goes_on = following is not None and following.ent_iob_ == "I" and following.ent_type_ == token.ent_type_
    if following is not None and (is_office(following) or following.lower_ in ("'s", "’s")):
        return False
    held = first > 1 and doc[first - 1].lower_ == "of" and is_office(doc[first - 2])
    if held and token.ent_iob_ == "B" and code_of_country(doc[first:end].text):
        return False  # "President of Peru Emilio Varga"
    if token.ent_type_ == "PERSON":
        return token.ent_iob_ == "I" or goes_on
    if token.ent_type_ in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"):
        if token.ent_iob_ == "I":
            return True
        if goes_on and _only_fields(doc, end):
            return False  # "British Defence" of "British Defence Secretary X"
        return goes_on and following is not None and following.text[:1].isupper() and following.text not in _STATES
    return False


def _only_fields(doc: Doc, at: int) -> bool:
    """Tell whether an entity goes on from a word with fields of an office alone, before an office."""
    while at < len(doc) and doc[at].ent_iob_ == "I" and (is_field(doc[at].text) or doc[at].lower_ == "and"):
        at += 1
    return at < len(doc) and is_office(doc[at])


def known_people(names: list[Name]) -> frozenset[str]:
    """Return the single words by which an article names people that it tells in full elsewhere."""
    full = [name.text.split() for name in names if name.kind == "person" and " " in name.text]
    lasts = {words[-1] for words in full if name_weight(words[-1]) > NEVER} | {
        words[-2] for words in full if words[-1] in ("Jr.", "Jr", "Sr.", "II", "III") and len(words) > 2
    }
    alone = {name.text for name in names if name.kind == "person" and " " not in name.text}
    firsts = {words[0] for words in full} & alone
    return frozenset(word for word in lasts | firsts if len(word) > 2 and word[0].isupper() and not word.endswith("."))


def _names_company(doc: Doc, name: Name) -> bool:
    """Tell whether a noun says that what may be a place is a company: "shipping group **Haiyuan**"."""
    if name.kind != "place" or name.country is not None:
        return False
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    before = doc[span.start - 1] if span is not None and span.start else None
    return before is not None and (before.text in _COMPANIES or before.text in word_set("nouns_for_companies"))


def known_bodies(names: list[Name]) -> dict[str, str]:
    """Return the single words by which an article names companies, each with the name it gives in full elsewhere.

    The full name ends in a word for what a body is ("Selva **Resources**"); where two begin alike, neither is meant.
    """
    full: dict[str, set[str]] = {}
    kinds = word_set("things_behind") | word_set("forms_of_companies")
    for text in {name.text for name in names if name.kind == "organisation"}:
        words = text.split()
        told = len(words) > 1 and words[-1] in kinds
        plain = words[0][:1].isupper() and words[0][1:].islower() and name_weight(words[0]) >= UNKNOWN
        if told and plain and words[0] not in first_words():
            full.setdefault(words[0], set()).add(text)
    return {short: texts.pop() for short, texts in full.items() if len(texts) == 1}
