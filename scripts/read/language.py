"""The language of a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "was",
        "for",
        "on",
        "that",
        "with",
        "as",
        "at",
        "by",
        "he",
        "it",
        "his",
        "from",
        "are",
        "said",
        "has",
        "have",
        "be",
        "were",
        "an",
        "will",
        "their",
        "this",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters that are looked at
_ENGLISH = 0.18  # share of the commonest English words above which a text is English whatever its names
_LATIN = 0.5  # share of words in Latin letters, below which a text is not in English
_MIXED = 0.25  # share of words in another language, from which on a text is mixed
_FEW = 12  # words: of fewer, the language is not told apart with any certainty


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str:
    """Return the language of a text.

    Texts full of foreign names are taken for English by their commonest words; for the rest py3langid decides.

    Parameters
    ----------
    text : str
        A body.

    Returns
    -------
    str
        BCP 47 tag.

    Examples
    --------
    >>> detect_language("The council will meet again on Monday to vote on the budget, the mayor said.")
    'en'
    >>> detect_language("Der Rat wird am Montag wieder zusammentreten und über den Haushalt abstimmen.")
    'de'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return "und"
    if sum(word in _COMMON for word in words) / len(words) >= _ENGLISH:
        return "en"
    if sum("a" <= unicodedata.normalize("NFD", word)[0] <= "z" for word in words) < _LATIN * len(words):
        return _classify(" ".join(words))[0]
    plain = [word for word in _WORD.findall(sample) if word.islower()]  # names tell nothing of the language
    language, certainty = _classify(" ".join(plain or words))
    return "en" if len(plain) < _FEW and certainty < 0.9 else language


def _classify(text: str) -> tuple[str, float]:
    language, certainty = _identifier().classify(text)
    return str(language), float(certainty)


def find_second_language(text: str) -> str | None:
    """Return the language of the paragraphs of an English text that are not in English, if they are many.

    Parameters
    ----------
    text : str
        A body that `detect_language` takes for English.

    Returns
    -------
    str or None
        BCP 47 tag; None where less than a quarter of the words stand in paragraphs that are surely in another language.
    """
    others: dict[str, int] = {}
    total = 0
    for paragraph in text[:_SAMPLE].split("\n"):
        words = _WORD.findall(paragraph.lower())
        total += len(words)
        if len(words) < _FEW or sum(word in _COMMON for word in words) / len(words) >= _ENGLISH / 2:
            continue
        language, certainty = _classify(" ".join(words))
        if language != "en" and certainty >= 0.9:
            others[language] = others.get(language, 0) + len(words)
    if not others or sum(others.values()) < _MIXED * total:
        return None
    return max(sorted(others), key=lambda language: others[language])
