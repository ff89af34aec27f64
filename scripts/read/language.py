"""The language of a text."""

from __future__ import annotations

import re
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
    plain = [word for word in _WORD.findall(sample) if word.islower()]  # names tell nothing of the language
    language, certainty = _identifier().classify(" ".join(plain or words))
    return "en" if len(plain) < _FEW and certainty < 0.9 else str(language)
