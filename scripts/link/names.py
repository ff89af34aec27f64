"""Names in a form in which they can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from newstables.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "y",
        "abu",
        "ben",
    ]
)
_ALIKE = 0.9  # Jaro-Winkler similarity of two spellings of one given or family name


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, folded; suffixes and particles left out, hyphens taken for spaces.

    Examples
    --------
    >>> name_words("Omar al-Hariri Jr.")
    ('omar', 'hariri')
    """
    words = [word.replace("'", "").replace("’", "") for word in _WORD.findall(fold(name))]
    kept = [word for word in words if word not in _SUFFIXES and word not in _PARTICLES]
    return tuple(kept or words)


def alike(one: str, other: str) -> bool:
    """Tell whether two words are spellings of one name: the same, or nearly so and with the same first letter."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    return bool(JaroWinkler.similarity(one, other) >= _ALIKE)


def same_name(one: str, other: str) -> bool:
    """Tell whether two full names can be one person's: initials, middle names and spellings aside.

    Examples
    --------
    >>> [same_name("John Doe", other) for other in ("John R. Doe", "J. Doe", "Jane Doe")]
    [True, True, False]
    """
    return same_words(name_words(one), name_words(other))


def same_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names can be one person's, by what `name_words` returns of them."""
    if len(left) > len(right):
        left, right = right, left
    if len(left) < 2:
        return left == right
    if not alike(left[-1], right[-1]) and left != right[: len(left)]:
        return False
    return _given_fit(left[:-1], right[:-1] if alike(left[-1], right[-1]) else right)


def _given_fit(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Each given name of the shorter form is found in the longer one, in order, in full or by its initial."""
    at = 0
    for word in left:
        while at < len(right) and not (
            alike(word, right[at]) or (1 in (len(word), len(right[at])) and word[0] == right[at][0])
        ):
            at += 1
        if at == len(right):
            return False
        at += 1
    return True
