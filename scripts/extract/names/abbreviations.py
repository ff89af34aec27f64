"""Full names of bodies that an article shortens to letters."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 100  # characters of a full name
_NAME = re.compile(r"(?:[A-Z][\w'’-]*\s(?:(?:of|for|and|the|on|in)\s){0,2}){2,10}$")


@lru_cache(maxsize=4096)
def find_full_name(body: str, letters: str) -> tuple[int, int] | None:
    """Find where an article gives the full name of what it shortens to letters.

    Parameters
    ----------
    body : str
        The article.
    letters : str
        For example ``HCB``.

    Returns
    -------
    tuple of int, or None
        Offsets of the full name; None where the letters do not stand in brackets behind one.

    Examples
    --------
    >>> body = "The Harbour Control Board (HCB) met. The HCB said no."
    >>> start, end = find_full_name(body, "HCB")
    >>> body[start:end]
    'Harbour Control Board'
    """
    if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 8):
        return None
    at = re.search(rf"\(\s?{letters}\s?\)", body)
    if at is None:
        return None
    since = max(0, at.start() - _LONGEST)
    match = _NAME.search(body[since : at.start()])
    if match is None:
        return None
    name = match.group().rstrip()
    end = since + match.start() + len(name)
    for word in re.finditer(r"\b[A-Z]", name):  # "Kenya and the Harbour Control Board (HCB)"
        if "".join(re.findall(r"\b[A-Z]", name[word.start() :])) == letters:
            return since + match.start() + word.start(), end
    return since + match.start() + (4 if name.startswith(("The ", "the ")) else 0), end
