"""Text in a form in which it can be compared: without accents, in lower case, word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O"})  # which Unicode does not take apart


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return text without accents, in lower case.

    Examples
    --------
    >>> fold("Gül İnan-Łukasz")
    'gul inan-lukasz'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; whatever is no letter or digit parts them.

    Examples
    --------
    >>> split_words("Omar al-Hariri's office")
    ('omar', 'al', 'hariri', 's', 'office')
    """
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


class Forms:
    """Forms of names that are looked for in texts, in whatever accents, case or punctuation they are printed.

    Parameters
    ----------
    names : iterable of str
        The forms.

    Examples
    --------
    >>> forms = Forms(["Vera Lindqvist"])
    >>> [forms.stand_in(text) for text in ("VERA LINDQVIST's office", "/2026/vera-lindqvist", "Vera, Lind")]
    [True, True, False]
    """

    def __init__(self, names: Iterable[str]) -> None:
        words = {split_words(name) for name in names} - {()}
        self.words = frozenset(words)
        self._spaced = tuple(sorted(f" {' '.join(form)} " for form in words))
        # run together, as in addresses and handles; two short words run together are found in too much
        joined = ("".join(form) for form in words if len(form) > 1)
        self._joined = tuple(sorted(form for form in joined if len(form) >= 8))

    def __bool__(self) -> bool:
        return bool(self.words)

    def stand_in(self, text: str) -> bool:
        """Tell whether one of the forms is printed in a text."""
        words = split_words(text)
        spaced = f" {' '.join(words)} "
        if any(form in spaced for form in self._spaced):
            return True
        return bool(self._joined) and any(form in word for word in words for form in self._joined)
