"""The country that a place lies in."""

from __future__ import annotations

import unicodedata
from functools import cache

from newstables.scripts.extract.countries import code_of_country
from newstables.scripts.extract.lexicon import read_pairs


@cache
def _places() -> dict[str, str]:
    known = {name.casefold(): code for name, code in read_pairs("places.tsv").items()}
    return {_plain(name): code for name, code in reversed(known.items())} | known


def _plain(name: str) -> str:
    """Return a name without accents and hyphens, in which spellings of one place fall together."""
    bare = unicodedata.normalize("NFKD", name.replace("-", " "))
    return "".join(c for c in bare if not unicodedata.combining(c))


def country_of_place(words: str) -> str | None:
    """Return the country that a place lies in, by the gazetteer.

    Parameters
    ----------
    words : str
        A place as printed, also with what it lies in: "Bremen", "BREMEN, Germany".

    Returns
    -------
    str or None
        ISO 3166-1 alpha-3; None where the place is unknown, or several countries have one of that name.

    Examples
    --------
    >>> country_of_place("Bremen"), country_of_place("SPRINGFIELD, Ireland"), country_of_place("Nowhere")
    ('DEU', 'IRL', None)
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    for part in reversed(parts):
        code = code_of_country(part) or _places().get(part.casefold()) or _places().get(_plain(part.casefold()))
        if code is not None:
            return code
    return None
