"""Phrases: the few words of the article that name what something is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST = 12  # words (tables.md: topic, subject, measure)
_STOPS = frozenset({"relcl", "advcl", "parataxis"})
_TIMES = frozenset({"npadvmod", "tmod"})


def phrase_under(head: Token, *, whole: bool = False) -> Span | None:
    """Return the phrase that a noun or verb heads, at most twelve words of it.

    Parameters
    ----------
    head : spacy.tokens.Token
        Head of the phrase.
    whole : bool
        True to keep a leading article; by default it is left out.

    Returns
    -------
    spacy.tokens.Span or None
        None where no word is left.
    """
    tokens = list(head.subtree)
    first, last = tokens[0].i, tokens[-1].i
    for token in tokens:
        if token.i > head.i and (
            token.dep_ in _STOPS or token.text in ('"', "”", "(", "--", "—", ";", ":") or token.is_space
        ):
            last = min(
                last, token.left_edge.i - 1 if token.dep_ in _STOPS and token.left_edge.i > head.i else token.i - 1
            )
    span = list(head.doc[first : last + 1])
    while (
        span
        and not whole
        and (span[0].pos_ in ("DET", "PUNCT", "CCONJ", "SPACE") or span[0].lower_ in ("its", "their", "his"))
    ):
        span.pop(0)
    span = _cut_at_sidelines(_cut_at_comma(span, head), head)
    time = next((i for i, token in enumerate(span) if token.i > head.i and _is_time(token)), None)
    span = span[:time]
    count = 0
    kept: list[Token] = []
    for token in span:
        if token.whitespace_ or token.is_punct:
            count += bool(token.whitespace_) or 0
        kept.append(token)
        if count >= LONGEST:
            break
    while kept and (
        kept[-1].pos_ in ("PUNCT", "ADP", "CCONJ", "DET", "PART", "SPACE", "SCONJ", "AUX", "PRON") and kept[-1] != head
    ):
        kept.pop()
    if not kept:
        return None
    phrase = head.doc[kept[0].i : kept[-1].i + 1]
    if "\n" in phrase.text or len(phrase.text.split()) > LONGEST:
        return None
    return phrase


def _cut_at_sidelines(span: list[Token], head: Token) -> list[Token]:
    """Cut a phrase where it goes on to the place of saying: "trade **on the sidelines of** the summit"."""
    for i, token in enumerate(span):
        if token.lemma_ in ("sideline", "margin") and token.head.lower_ in ("on", "in") and token.head.i > head.i:
            return span[: max(1, i - (token.i - token.head.i))]
    return span


def _is_time(token: Token) -> bool:
    """Tell whether a word begins a time that stands behind a phrase, not inside a noun's: "a decade of war"."""
    if token.ent_type_ not in ("DATE", "TIME"):
        return False
    end = token
    while end.i + 1 < len(token.doc) and end.nbor().ent_type_ == token.ent_type_ and end.nbor().ent_iob_ == "I":
        end = end.nbor()
    if end.i + 1 < len(token.doc) and end.nbor().lower_ in ("of", "'s", "’s"):
        return False
    top = token
    while token.i <= top.head.i <= end.i and top.head != top:
        top = top.head
    return top.dep_ not in ("nummod", "compound", "amod", "poss", "nmod", "dobj", "nsubj")


def _cut_at_comma(span: list[Token], head: Token) -> list[Token]:
    """Cut a phrase at the first comma behind its head, unless the comma parts the members of a list."""
    comma = next((i for i, token in enumerate(span) if token.text == "," and token.i > head.i), None)
    if comma is None or any(token.lower_ in ("and", "or") for token in span[comma + 1 :]):
        return span
    return span[:comma]
