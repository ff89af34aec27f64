"""Whether a text reports on sport."""

from __future__ import annotations

import re
from functools import lru_cache

from newstables.scripts.extract.lexicon import word_set

_LEAST = 4  # words of sport in a report on it


@lru_cache(maxsize=64)
def is_sport(body: str) -> bool:
    """Tell whether a text reports on sport."""
    found = 0
    for word in re.finditer(r"[a-z]+", body):
        found += word.group() in word_set("sport_words")
        if found >= _LEAST:
            return True
    return False
