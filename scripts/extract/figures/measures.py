"""What a quantity measures: the words of the article that name it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.phrases import phrase_under

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newstables.scripts.extract.quantities import Quantity
    from newstables.scripts.extract.reading import Reading

_DEGREES = frozenset(("only", "just", "about", "over", "nearly", "almost", "some", "more", "than", "around", "least"))


def find_measure(reading: Reading, quantity: Quantity) -> Span | None:
    """Find the words that name what a quantity measures.

    Parameters
    ----------
    reading : Reading
        The article.
    quantity : Quantity
        One of its quantities.

    Returns
    -------
    spacy.tokens.Span or None
        Of "a 5 million dollar loan" the loan, of "share prices fell 2 percent" the share prices; for a count the noun
        that is counted.
    """
    doc = reading.doc
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    if quantity.kind == "count":
        tied = reading.article.body[quantity.number_end : quantity.number_end + 1] == "-"
        carried = _modified(root, span) if tied else None  # "a two-goal **lead**"
        counted = carried or _counted(reading, quantity)
        if counted is not None:
            return counted
    for source in (_of_what(span), _modified(root, span), _governed(root), _subject(root)):
        kept = _without_numbers(source) if source is not None else None
        if kept is not None and not _is_name(reading, kept):
            return kept
    return None


def _is_name(reading: Reading, phrase: Span) -> bool:
    """Tell whether a phrase is the name of a person, country or place alone: it tells who, not what."""
    name = reading.name_at(phrase.root.idx)
    return (
        name is not None and name.kind in ("person", "country", "place", "nationality") and name.end >= phrase.end_char
    )


def _without_numbers(phrase: Span) -> Span | None:
    """Cut a phrase before the first number in it; None where it is a unit or currency alone, or nothing is left."""
    tokens = _core(list(phrase), phrase.root)
    while tokens and (tokens[0].like_num or tokens[0].pos_ in ("DET", "ADV", "NUM") or tokens[0].lower_ in _DEGREES):
        tokens.pop(0)  # "over 30 million discs"
    stop = next((i for i, t in enumerate(tokens) if t.like_num or t.text in "$€£%"), None)
    if stop is not None:
        tokens = tokens[:stop]
        while tokens and tokens[-1].pos_ not in ("NOUN", "PROPN"):
            tokens.pop()
    while tokens and (tokens[0].pos_ in ("DET", "PUNCT", "ADV", "NUM", "CCONJ") or tokens[0].lower_ in _DEGREES):
        tokens.pop(0)
    if not tokens or all(t.lower_ in _units() or t.pos_ in ("PRON", "ADP", "SYM", "X") for t in tokens):
        return None
    return phrase.doc[tokens[0].i : tokens[-1].i + 1]


def _core(tokens: list[Token], head: Token) -> list[Token]:
    """Cut what only tells more of a phrase: a clause, what follows a comma, "between", "with" and the like."""
    for i, token in enumerate(tokens):
        if token.i <= head.i:
            continue
        clause = token.dep_ in ("acl", "relcl", "advcl") or (token.tag_ in ("VBN", "VBG") and token.head == head)
        away = token.dep_ == "prep" and token.head == head and token.lower_ not in ("of", "for", "on", "to")
        if clause or away or token.text in (",", "(", "-", "--"):
            return tokens[:i]
    return tokens


@cache
def _units() -> frozenset[str]:
    words = {
        word for form in (*read_pairs("units.tsv"), *read_pairs("currencies.tsv")) for word in form.lower().split()
    }
    return frozenset(words | {"dollar", "dollars", "million", "billion", "us", "u.s.", "rs", "pound", "pounds", "half"})


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
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN":  # "aid totalling 5 million yuan"
        return phrase_under(verb.head)
    objects = [o for o in clauses.objects(verb) if o != root and o.i < root.i and not o.like_num]
    found = objects or clauses.subjects(verb)
    if not found or found[0].pos_ == "PRON":
        return None
    return phrase_under(found[0])
