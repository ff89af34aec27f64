"""Countries by name, nationality and place, as ISO 3166-1 alpha-3 codes."""

from __future__ import annotations

from functools import cache

from newstables.scripts.extract.lexicon import read_pairs


def code_of_country(words: str) -> str | None:
    """Return the code of a country by its name; None where the words name none.

    Examples
    --------
    >>> code_of_country("the United States"), code_of_country("Peru"), code_of_country("Lima")
    ('USA', 'PER', None)
    """
    return read_pairs("countries.tsv").get(_bare(words)) or _upper(read_pairs("countries.tsv"), words)


def code_of_nationality(words: str) -> str | None:
    """Return the code of the country that an adjective or noun of nationality stands for.

    Examples
    --------
    >>> code_of_nationality("Peruvian"), code_of_nationality("Finns"), code_of_nationality("green")
    ('PER', 'FIN', None)
    """
    known = read_pairs("nationalities.tsv")
    return known.get(words) or known.get(words.removesuffix("s"))


def _bare(words: str) -> str:
    words = words.replace("’", "'")
    for article in ("the ", "The "):
        words = words.removeprefix(article)
    return words.removesuffix("'s")


@cache
def _shouted() -> dict[str, str]:
    return {name.upper(): code for name, code in read_pairs("countries.tsv").items() if len(name) > 3}


def _upper(_: dict[str, str], words: str) -> str | None:
    return _shouted().get(words) if words.isupper() else None
