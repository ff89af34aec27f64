"""Find the words that a correction rests on, where the text around them may have changed.

A place is told as in the W3C's TextQuoteSelector: the exact words, with a little of what stands before and after them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

_PARTS = ("body", "title", "caption")
_SHORTEST = 20  # characters of a quotation that is looked for though its words are not quite the same
_ALIKE = 90.0  # of 100: how like such words must be
_MARGIN = 4.0  # by which they must be more like it than any other place
_LIKELY = 60.0  # of 100: how like the context told that of a place must be
_CONTEXT = 60  # characters of context compared
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an article."""

    article_id: str
    part: str
    start: int
    end: int


def find_anchor(
    article_id: str, parts: Mapping[str, str], quote: str, prefix: str | None = None, suffix: str | None = None
) -> Anchor | None:
    """Find a quotation in an article.

    Parameters
    ----------
    article_id : str
        The article.
    parts : mapping of str to str
        Its parts with their texts.
    quote : str
        The words.
    prefix, suffix : str, optional
        What stands before and after them.

    Returns
    -------
    Anchor or None
        The one place that is meant; None where there is none, or several and nothing tells which. The body comes
        before the headline and the captions.
    """
    for part in _PARTS:
        if part in parts and (found := find_place(parts[part], quote, prefix or "", suffix or "")):
            return Anchor(article_id, part, *found)
    return None


def find_place(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """Find a quotation in a text: as it is, in other white space and marks, then nearly as it is.

    Examples
    --------
    >>> find_place("He met her. He met them.", "He met", suffix=" them")
    (12, 18)
    >>> find_place("He met her. He met them.", "He met") is None
    True
    >>> find_place("The “old”  bridge fell.", 'The "old" bridge')
    (0, 17)
    """
    places = _find_all(re.escape(quote), text) or _find_loosely(text, quote)
    if len(places) > 1:
        return _choose(text, places, prefix, suffix)
    return places[0] if places else _find_nearly(text, quote)


def _find_all(pattern: str, text: str) -> list[tuple[int, int]]:
    """Find all places of a pattern, those that overlap too."""
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", text)]


def _find_loosely(text: str, quote: str) -> list[tuple[int, int]]:
    """Find words whatever white space stands between them, and whatever marks of quotation are used."""
    words = quote.translate(_QUOTES).split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    return _find_all(pattern, text.translate(_QUOTES))


def _choose(text: str, places: list[tuple[int, int]], prefix: str, suffix: str) -> tuple[int, int] | None:
    """Choose the place whose context is the one told: the same, else clearly more like it than any other's."""
    if not (prefix or suffix):
        return None
    exact = [(s, e) for s, e in places if text[:s].endswith(prefix) and text[e:].startswith(suffix)]
    if len(exact) == 1:
        return exact[0]
    before, after = prefix[-_CONTEXT:], suffix[:_CONTEXT]

    def rank(place: tuple[int, int]) -> float:
        start, end = place
        there = text[max(0, start - len(before)) : start], text[end : end + len(after)]
        return fuzz.ratio(before + after, there[0] + there[1])

    ranked = sorted(exact or places, key=rank, reverse=True)
    best, next_best = rank(ranked[0]), rank(ranked[1])
    return ranked[0] if best >= max(_LIKELY, next_best + _MARGIN) else None


def _find_nearly(text: str, quote: str) -> tuple[int, int] | None:
    """Find a long quotation of which a few letters differ; only where one place is clearly the most like it."""
    if len(quote) < _SHORTEST or len(text) < len(quote):
        return None
    best = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_ALIKE)
    if best is None:
        return None
    rest = [text[: best.dest_start], text[best.dest_end :]]
    others = [fuzz.partial_ratio(quote, part) for part in rest if len(part) >= len(quote)]
    if any(score > best.score - _MARGIN for score in others):
        return None
    return _whole_words(text, best.dest_start, best.dest_end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
