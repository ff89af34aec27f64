"""What is named after people or like them, and is none: ships, prizes, companies, storms, places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_words, word_set
from newstables.scripts.extract.names.name_words import UNKNOWN, given_names, is_office, name_weight
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_LIKELY = 12  # weight of a word that mostly is part of a person's name
_SHARES = frozenset(("shares", "stock", "shareholders", "bonds", "customers", "subsidiary", "factory", "plant", "unit"))


@cache
def _named_like_people() -> frozenset[str]:
    return frozenset(read_words("named_like_people.txt"))


def is_thing(doc: Doc, span: Span) -> bool:
    """Tell whether what looks like a person's name is a thing's, by the words around it.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The parsed body.
    span : spacy.tokens.Span
        What may be a person's name.

    Returns
    -------
    bool
        True for "**Ortega** Airport", "Hurricane **Wilma**", "the carmaker **Skoda**" and "**Sioux Falls**".
    """
    if len(span) > 1 and span[0].text in word_set("marks_of_ships") | word_set("words_of_clubs"):
        return True
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1] if span.start else None
    if after is not None and after.text in word_set("things_behind") and not after.is_sent_start:
        return True
    if any(span[:end].text in _named_like_people() for end in range(2, len(span) + 1)):
        return True
    given = span[0].text in given_names()
    if (
        len(span) > 1
        and (not given or len(span) > 2)
        and span[-1].text in word_set("things_behind")
        and name_weight(span[-1].text) <= UNKNOWN
    ):
        return True
    if before is not None and before.lower_ in word_set("things_before"):
        company = before.text.islower() and len(span) > 1 and name_weight(span[0].text) >= _LIKELY
        return not company and not (before.text.islower() and before.nbor(-1).text in ("-", "the"))
    if len(span) == 1 and after is not None:
        of_body = is_office(after) and after.text.islower() and after.lemma_ not in word_set("offices_of_someone")
        if after.lower_ in _SHARES or (of_body and after.tag_ in ("NN", "NNS") and span[0].dep_ != "nsubj"):
            return True  # "Ortega shares", "Ortega chairman X"
    return len(span) > 1 and name_weight(span[0].text) < _LIKELY and country_of_place(span.text) is not None


def is_signature(doc: Doc, span: Span) -> bool:
    """Tell whether a name stands in a line of its own that tells who wrote: "By X Y, diplomatic correspondent"."""
    text = doc.text
    start = text.rfind("\n", 0, span.start_char) + 1
    end = text.find("\n", span.end_char)
    line = text[start : end if end >= 0 else len(text)].strip()
    head = line[:40].lower()
    return (
        len(line) < 120 and head.startswith(("by ", "reporting by ", "editing by ", "written by ")) and line[-1:] != "."
    )
