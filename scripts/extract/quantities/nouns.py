"""The noun that a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 8  # words from the number to the noun
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman", "servicemen": "serviceman",  # noqa: E501
    "fishermen": "fisherman", "lives": "life", "wives": "wife", "teeth": "tooth", "mice": "mouse", "criteria": "criterion",  # noqa: E501
    "persons": "person", "gunmen": "gunman", "businessmen": "businessman", "crewmen": "crewman", "lawmen": "lawman",
    "congressmen": "congressman", "clergymen": "clergyman", "sportsmen": "sportsman", "grandchildren": "grandchild",
    "schoolchildren": "schoolchild", "media": "medium", "crises": "crisis", "thieves": "thief", "knives": "knife", "buses": "bus",  # noqa: E501
}  # fmt: skip
_UNCHANGED = frozenset(
    [
        "series",
        "species",
        "aircraft",
        "spacecraft",
        "means",
        "news",
        "headquarters",
        "personnel",
        "police",
        "cattle",
        "sheep",
        "fish",
        "crew",
        "staff",
        "singles",
        "doubles",
    ]
)
_NOT_COUNTED = frozenset(
    [
        "percent",
        "p.m.",
        "a.m.",
        "gmt",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


def singular(noun: str) -> str:
    """Return a noun in the singular.

    Examples
    --------
    >>> singular("companies"), singular("people"), singular("buses"), singular("aircraft"), singular("houses")
    ('company', 'person', 'bus', 'aircraft', 'house')
    """
    lower = noun.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("men") and len(lower) > 5 and lower not in ("specimen", "regimen", "acumen", "abdomen"):
        return noun[:-2] + "an"
    if lower in _UNCHANGED or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return noun
    if lower.endswith("ies") and len(lower) > 4:
        return noun[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes", "zzes", "uses")) and not lower.endswith(
        ("houses", "causes", "clauses", "uses" if len(lower) < 6 else "ouses")
    ):
        return noun[:-2]
    return noun[:-1]


def counted_noun(doc: Doc, start: int, number_end: int, *, fraction: bool = False) -> tuple[int, str] | None:
    """Find the noun that a number counts, from the parse.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        The parsed text.
    start, number_end : int
        Offsets of the number.
    fraction : bool
        True for "half of the fleet" and "dozens of ships": the noun follows "of".

    Returns
    -------
    tuple of int and str, or None
        Offset where the noun ends, and the noun in the singular; None where the number counts nothing named.
    """
    span = doc.char_span(start, number_end, alignment_mode="expand")
    if span is None:
        return None
    at = span.end
    if fraction:
        while at < len(doc) and (
            doc[at].lower_ in ("of", "the", "its", "their", "his", "all", "that", "these", "those")
            or doc[at].pos_ == "DET"
        ):
            at += 1
    elif at < len(doc) and doc[at].text == "-":
        return None
    head = _head(doc, at)
    if head is None:
        return None
    word = head.text
    if sum(c.isupper() for c in word) > 1 and word.endswith("s"):
        return head.idx + len(head), word[:-1]  # "15 MPs"
    unit = singular(word) if head.tag_ in ("NNS", "NNPS") or word.lower() in _IRREGULAR else word
    return head.idx + len(head), unit.lower() if head.pos_ == "NOUN" else unit


def _head(doc: Doc, at: int) -> Token | None:
    """Return the last noun of the run of adjectives and nouns that follows a number."""
    head: Token | None = None
    end = min(len(doc), at + _LONGEST)
    pointed = at > 1 and doc[at - 2].lower_ in ("the", "all", "both")
    if pointed and at < len(doc) and doc[at].pos_ == "VERB" and doc[at].tag_ != "VBG" and doc[at].text.islower():
        return None  # "the two discussed trade"
    for token in doc[at:end]:
        if token.is_space or (token.is_sent_start and token.i > at and not head):
            break
        if token.lower_ in ("'s", "’s", "'", "’") and head is not None:
            head = None  # "half of the country's **water**"
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            if token.lower_ in _NOT_COUNTED or (token.ent_type_ in ("DATE", "TIME") and token.lower_ in _NOT_COUNTED):
                break
            head = token
            if token.tag_ in ("NNS", "NNPS") and not (
                token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("NNS", "NN") and token.dep_ in ("compound", "nmod")
            ):
                break
        elif head is not None and token.text in ("-", "/"):
            continue
        elif (
            head is not None and token.lower_ in ("and", "or") and head.tag_ == "NN" and _goes_on(doc, token.i + 1, end)
        ):
            head = None  # "three trade and cooperation **zones**"
            continue
        elif head is not None:
            break
        elif (
            token.pos_ in ("ADJ", "ADV", "NUM")
            or token.tag_ in ("VBN", "VBG", "JJ", "POS")
            or token.text in ("-", "/")
            or (token.lower_ in ("and", ",", "or") and token.i > at)
        ):
            continue
        else:
            break
    return head


def _goes_on(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a plural noun follows, with nothing but adjectives and nouns before it."""
    for token in doc[at:end]:
        if token.tag_ in ("NNS", "NNPS"):
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") or token.is_sent_start:
            return False
    return False
