"""The figures of an article: each quantity printed, with what it measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.phrases import phrase_under
from newstables.scripts.extract.rows import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newstables.scripts.extract.quantities import Quantity
    from newstables.scripts.extract.reading import Reading

_TARGET = re.compile(
    r"\b(?:target\w*|goals?|aim\w*|pledg\w*|plan(?:s|ned|ning)?|promis\w+|vow\w*|commit\w*|agreed to|(?:to|will|would) (?:raise|boost|increase|invest|"  # noqa: E501
    r"spend|provide|lend|grant|build|create|cut|reduce|double|bring|reach|supply|deliver|buy|expand|lift|take))\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:forecast\w*|expect\w*|predict\w*|project(?:ed|ion|s)|anticipat\w+|is likely to|are likely to|could reach|may reach|should (?:reach|grow|rise))\b",  # noqa: E501
    re.IGNORECASE,
)


def find_figures(reading: Reading) -> list[Figure]:
    """Make a row of each quantity of an article.

    Parameters
    ----------
    reading : Reading
        The article with its quantities and dates.

    Returns
    -------
    list of Figure
        In the order of the text.
    """
    return [_make_row(reading, quantity) for quantity in reading.quantities]


def _make_row(reading: Reading, quantity: Quantity) -> Figure:
    body = reading.article.body
    evidence = [reading.evidence(None, quantity.start, quantity.end, f"figure.{quantity.kind}")]
    phrase = _measure(reading, quantity)
    measure = None
    if phrase is not None and len(phrase.text.split()) <= 12 and "\n" not in phrase.text:
        measure = phrase.text
        evidence.append(reading.evidence("measure", phrase.start_char, phrase.end_char, "figure.measure"))
    source, said = attribute(reading, quantity.start, quantity.end)
    return Figure(
        text=body[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        kind=quantity.kind,
        value=quantity.value,
        sense=_sense(reading, quantity),
        evidence=(*evidence, *said),
        value_max=quantity.value_max,
        unit=quantity.unit,
        per=quantity.per,
        qualifier=quantity.qualifier,
        measure=measure,
        attributed_to=source,
    )


def _sense(reading: Reading, quantity: Quantity) -> str:
    """Tell whether a quantity is aimed at or expected, from the words before it in its clause."""
    sentence = reading.sentence(quantity.start)
    before = reading.article.body[max(sentence.start_char, quantity.start - 120) : quantity.start]
    if _FORECAST.search(before):
        return "forecast"
    return "target" if _TARGET.search(before) else "actual"


def _measure(reading: Reading, quantity: Quantity) -> Span | None:
    doc = reading.doc
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None:
        return None
    if quantity.kind == "count":
        return _counted(reading, quantity)
    root = span.root
    for source in (_of_what(span), _modified(root, span), _governed(root), _subject(root)):
        if source is not None:
            return source
    return None


def _counted(reading: Reading, quantity: Quantity) -> Span | None:
    """What is counted: the noun with what stands between it and the number."""
    inner = reading.doc.char_span(quantity.number_end, quantity.end, alignment_mode="contract")
    if inner is None:
        inner = reading.doc.char_span(quantity.number_end + 1, quantity.end, alignment_mode="contract")
    tokens = list(inner) if inner is not None else []
    while tokens and (
        tokens[0].is_punct
        or tokens[0].is_space
        or tokens[0].lower_ in ("of", "the", "million", "billion", "other", "more")
    ):
        tokens.pop(0)
    return reading.doc[tokens[0].i : tokens[-1].i + 1] if tokens else None


def _of_what(span: Span) -> Span | None:
    """Read "42 percent **of EU spending**", "2 billion dollars **in aid**"."""
    following = span.doc[span.end : span.end + 1]
    if len(following) and following[0].lower_ in ("of", "in", "worth", "for"):
        objects = [c for c in following[0].children if c.dep_ in ("pobj", "pcomp")]
        if objects and objects[0].ent_type_ not in ("DATE", "TIME", "GPE") and following[0].lower_ in ("of", "in"):
            return phrase_under(objects[0])
    return None


def _modified(root: Token, span: Span) -> Span | None:
    """Read "a 5 million dollar **loan**", "a two-day **visit**", "**a loan** of 5 million dollars"."""
    head = root.head
    if (
        root.dep_ in ("compound", "amod", "nmod", "nummod", "poss", "npadvmod", "quantmod")
        and head.pos_ in ("NOUN", "PROPN")
        and head.i > root.i
        and head not in span
    ):
        return _noun_phrase(head, after=span.end)
    if (
        root.dep_ == "pobj"
        and head.lower_ in ("of", "at", "worth")
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.head.i < root.i
    ):
        return _noun_phrase(head.head)
    if root.dep_ in ("npadvmod", "pobj") and head.lower_ == "worth" and head.head.pos_ in ("NOUN", "PROPN"):
        return _noun_phrase(head.head)
    if root.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN"):
        return _noun_phrase(head)
    return None


def _noun_phrase(head: Token, after: int = 0) -> Span | None:
    span = phrase_under(head)
    if span is None:
        return None
    first = max(span.start, after)
    tokens = list(span.doc[first : span.end])
    while tokens and (tokens[0].is_punct or tokens[0].pos_ in ("DET", "NUM")):
        tokens.pop(0)
    stop = next((i for i, t in enumerate(tokens) if t.i > head.i and any(c.like_num for c in t.subtree)), None)
    tokens = tokens[:stop] if stop else tokens
    return span.doc[tokens[0].i : tokens[-1].i + 1] if tokens else None


def _governed(root: Token) -> Span | None:
    """Read "spent 5 million dollars **on roads**", "for **work on the campaign**"."""
    verb = clauses.governor(root)
    if verb is None or root.dep_ not in ("dobj", "obj"):
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "for", "in") and child.i > root.i:
            objects = clauses.pobjs(child)
            if objects and objects[0].ent_type_ not in ("DATE", "TIME", "GPE"):
                return phrase_under(objects[0])
    return None


def _subject(root: Token) -> Span | None:
    """Read "**Share prices** fell 1.1 percent"."""
    verb = clauses.governor(root)
    if verb is None:
        return None
    objects = [o for o in clauses.objects(verb) if o != root and o.i < root.i and not o.like_num]
    found = objects or clauses.subjects(verb)
    if not found or found[0].pos_ == "PRON":
        return None
    return phrase_under(found[0])
