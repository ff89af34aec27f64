"""Names in an article's body: people, organisations, places, countries and nationalities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs, read_words
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
_LONGEST_COUNTRY = 6  # words
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


_STATES = frozenset(("Government", "Parliament", "Republic"))  # after a country's name they leave it the country
_NEVER = -22  # weight of a word that is next to never part of a person's name
_UNKNOWN = 3  # weight of a capitalised word that was never seen
_CLOSING = frozenset(("'s", "’s", "'", "’", ",", ".", "-", "--", "---", ")", "("))
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "de",
        "di",
        "da",
        "del",
        "la",
        "le",
        "ter",
        "ten",
        "dos",
        "abu",
        "ben",
    ]
)


@cache
def _weights() -> dict[str, int]:
    return {word: int(weight) for word, weight in read_pairs("name_words.tsv").items()}


def name_weight(word: str) -> int:
    """Return ten times the log-odds that a capitalised word is part of a person's name; 3 where it is not known."""
    known = _weights()
    weight = known.get(word)
    if weight is None and word.isupper() and len(word) > 2:
        weight = known.get(word.capitalize())
    return _UNKNOWN if weight is None else weight


@cache
def _human_verbs() -> frozenset[str]:
    return frozenset(read_words("human_verbs.txt"))


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


@cache
def _fields() -> frozenset[str]:
    return frozenset(read_words("portfolios.txt"))


def is_field(word: str) -> bool:
    """Tell whether a word names the field or rank of an office: "Foreign", "Railways", "Deputy"."""
    return word.lower() in _fields()


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
    people = [*_titled_people(doc, taken), *_tagged_people(doc), *_untagged_people(doc)]
    for span in sorted(people, key=lambda s: (-len(s), s.start)):
        if not any(t.i in taken for t in span):
            take(_name(span, "person"), span.start, span.end)
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None or kind == "person":
            continue
        trimmed = _trim(entity)
        if trimmed is None:
            continue
        if kind == "nationality":
            kind = "organisation"  # nationalities proper are told by the lexicon
        take(_name(trimmed, kind), trimmed.start, trimmed.end)
    known = known_people(names)
    for token in doc:
        if token.text in known and token.i not in taken and token.text[:1].isupper():
            take(_name(doc[token.i : token.i + 1], "person"), token.i, token.i + 1)
    for name in names:
        if name.kind in ("organisation", "place") and name.text in known and name.country is None:
            name.kind = "person"
    kept = [name for name in names if name.kind != "person" or _is_believable(doc, name, known)]
    return sorted(kept, key=lambda name: name.start)


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
    if token.ent_type_ == "PERSON":
        return token.ent_iob_ == "I" or goes_on
    if token.ent_type_ in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"):
        if token.ent_iob_ == "I":
            return True
        return goes_on and following is not None and following.text[:1].isupper() and following.text not in _STATES
    return False


def _titled_people(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield names that an office or title stands before: "Foreign Minister X Y", "Dr. Z"."""
    for token in doc[:-1]:
        title = is_title(token.text) and token.text[:1].isupper()
        if not title and not (is_office(token) and token.tag_ not in ("NNS", "NNPS") and not _inside_name(token)):
            continue
        first = token.i + 1
        if first < len(doc) and doc[first].text == ".":
            first += 1
        end = first
        while end < len(doc) and end - first < 5 and end not in taken and _goes_on(doc, first, end):
            end += 1
        while end > first and not doc[end - 1].text[:1].isupper():
            end -= 1
        span = doc[first:end]
        if len(span) == 0 or (token.is_sent_start and len(span) < 2 and not title):
            continue
        weight = sum(name_weight(t.text) for t in span)
        tagged = any(t.ent_type_ == "PERSON" for t in span)
        if (
            tagged
            or title
            or (weight > 0 and len(span) > 1 and all(t.ent_type_ in ("", "PERSON", "ORG") for t in span))
        ):
            yield _extend(span)


def _goes_on(doc: Doc, first: int, at: int) -> bool:
    """Tell whether the word at `at` can be part of a name that begins at `first`."""
    token = doc[at]
    if not _CAPITALISED.match(token.text) or (token.is_sent_start and at > first):
        return False
    if (is_title(token.text) and at > first) or (is_office(token) and token.ent_type_ != "PERSON"):
        return False
    if token.ent_type_ in ("DATE", "TIME") or (token.ent_type_ == "GPE" and name_weight(token.text) < 0):
        return False
    return name_weight(token.text) > _NEVER


def _inside_name(token: Token) -> bool:
    """Tell whether a word for an office is part of a person's name: "Stephen **King**", "James **Baker**"."""
    if token.ent_type_ != "PERSON" or not token.text[:1].isupper():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.ent_iob_ == "I" and (after is None or after.ent_iob_ != "I")


def _tagged_people(doc: Doc) -> Iterator[Span]:
    """Yield the tagger's people, cut to the name and completed."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        span = _trim(entity, person=True)
        if span is not None:
            yield _extend(_reach_back(span))


def _untagged_people(doc: Doc) -> Iterator[Span]:
    """Yield runs of two to four capitalised words that the tagger leaves out, or takes for bodies."""
    i = 0
    while i < len(doc) - 1:
        end = i
        while (
            end < len(doc)
            and end - i < 4
            and doc[end].text[:1].isupper()
            and doc[end].pos_ == "PROPN"
            and not (end > i and doc[end].is_sent_start)
        ):
            end += 1
        if end - i >= 2 and (i == 0 or not (doc[i - 1].text[:1].isupper() and doc[i - 1].pos_ == "PROPN")):
            span = doc[i:end]
            weights = [name_weight(t.text) for t in span]
            known = [w for w in weights if w != _UNKNOWN]
            named = known and min(weights) > -3 and sum(known) > 8
            acting = min(weights) >= 0 and _acts_as_person(span.root)
            if (named or acting) and not any(is_office(t) or is_title(t.text) or is_field(t.text) for t in span):
                yield span
        i = max(end, i + 1)


def _acts_as_person(root: Token) -> bool:
    """Tell whether a name does what people do, or stands in apposition to an office."""
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head.lemma_ in _human_verbs()
    return root.dep_ == "appos" and is_office(root.head)


def _reach_back(span: Span) -> Span:
    """Take in a given name that the tagger left out, before a name it found."""
    doc, first = span.doc, span.start
    while first > span.sent.start and span.start - first < 3:
        before = doc[first - 1]
        if (
            before.text == "-"
            and first - 1 > span.sent.start
            and doc[first - 2].text[:1].isupper()
            and not before.whitespace_
        ):
            first -= 2
            continue
        if not before.text[:1].isupper() or before.pos_ != "PROPN" or before.is_punct:
            break
        if (
            is_title(before.text)
            or is_office(before)
            or is_field(before.text)
            or code_of_country(before.text)
            or code_of_nationality(before.text)
        ):
            break
        if (
            name_weight(before.text) < _UNKNOWN
            or before.ent_type_ in ("DATE", "NORP", "GPE")
            or (before.text.isupper() and len(before) > 2)
        ):
            break
        if first - 1 == span.sent.start and name_weight(before.text) <= _UNKNOWN:
            break
        first -= 1
    return doc[first : span.end]


def _extend(span: Span) -> Span:
    """Take in what the tagger's name goes on with: "Jr.", hyphens and particles."""
    doc, end = span.doc, span.end
    while (
        end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I" and doc[end].text[:1].isupper()
    ):
        end += 1
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end + 1].is_alpha
    ):
        end += 2
    if end < len(doc) and doc[end].text in ("Jr.", "Jr", "Sr.", "II", "III", "IV"):
        end += 1
    return doc[span.start : end]


def _trim(entity: Span, *, person: bool = False) -> Span | None:
    """Cut titles, offices, articles and possessives off an entity; None where nothing is left."""
    doc, first, end = entity.doc, entity.start, entity.end
    end = next((t.i for t in entity if "\n" in t.text or t.text in ("(", ")", "--", "---", '"')), end)
    while end > first and (doc[end - 1].text in _CLOSING or doc[end - 1].is_space):
        end -= 1
    possessive = next((t.i for t in doc[first:end] if t.text in ("'s", "’s")), None)
    if possessive is not None and person:
        first = possessive + 1
    if person:
        while first < end and _precedes_name(doc, first, end):
            first += 1
        while end > first and name_weight(doc[end - 1].text) <= _NEVER and not _inside_name(doc[end - 1]):
            end -= 1
    else:
        while first < end and doc[first].lower_ in ("the", "a", "an"):
            first += 1
    if first >= end:
        return None
    span = doc[first:end]
    if person and (not re.search(r"[A-Z]", span.text) or re.search(r"\d", span.text)):
        return None
    return span


def _precedes_name(doc: Doc, first: int, end: int) -> bool:
    token = doc[first]
    if is_title(token.text) or (code_of_nationality(token.text) and first + 2 < end):
        return True
    if (
        is_office(token)
        and first + 1 < end
        and token.text not in ("King", "Prince", "Dean", "Bishop", "Pope", "Young", "Earl", "Duke")
    ):
        return True
    if first + 1 < end and (name_weight(token.text) <= _NEVER or is_field(token.text)):
        return True
    return not token.text[:1].isupper() and token.lower_ not in _PARTICLES


def known_people(names: list[Name]) -> frozenset[str]:
    """Return the single words by which an article names people that it tells in full elsewhere."""
    full = [name.text.split() for name in names if name.kind == "person" and " " in name.text]
    lasts = {words[-1] for words in full} | {
        words[-2] for words in full if words[-1] in ("Jr.", "Jr", "Sr.", "II", "III") and len(words) > 2
    }
    alone = {name.text for name in names if name.kind == "person" and " " not in name.text}
    firsts = {words[0] for words in full} & alone
    return frozenset(word for word in lasts | firsts if len(word) > 2 and word[0].isupper() and not word.endswith("."))


def _is_believable(doc: Doc, name: Name, known: frozenset[str]) -> bool:
    """Tell whether a mention is a person's: by its words, and by what stands around a single word."""
    words = name.text.split()
    weights = [name_weight(word) for word in words]
    if len(words) > 1:
        return sum(weights) > -25 and weights[-1] > _NEVER
    if name.text in known:
        return True
    if country_of_place(name.text) or weights[0] < -10 or (name.text.isupper() and len(name.text) < 5):
        return False
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    before = doc[span.start - 1] if span.start else None
    if before is not None and (
        is_title(before.text)
        or (before.text == "." and span.start > 1 and is_title(doc[span.start - 2].text))
        or is_office(before)
    ):
        return True
    root = span.root
    if _acts_as_person(root):
        return weights[0] >= _UNKNOWN
    return weights[0] > 10
