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


# Names of a part, former names and names cut short: a country is not called by them where another is known.
_NOT_CALLED = frozenset(
    {"America", "England", "Scotland", "Wales", "Northern Ireland", "Holland", "Zaire", "Burma", "Emirates", "Czechia"}
    | {"Kirgizstan"}
)


@cache
def name_of_country(code: str) -> str | None:
    """Return the short name of a country by its code; None for a code that is not known.

    Examples
    --------
    >>> name_of_country("PER"), name_of_country("USA"), name_of_country("XXX")
    ('Peru', 'United States', None)
    """
    names = [
        n for n, c in read_pairs("countries.tsv").items() if c == code and not n.isupper() and n not in _NOT_CALLED
    ]
    return min(names, key=lambda name: (len(name), name), default=None)


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


@cache
def first_words() -> frozenset[str]:
    """Return the words that names of countries and nationalities begin with, also in capitals."""
    names = (*read_pairs("countries.tsv"), *read_pairs("nationalities.tsv"))
    words = {word for name in names for word in (name.split()[0], name.split("-")[0], name)}
    return frozenset({form for word in words for form in (word, word.upper(), f"{word}s")} | {"the", "The", "THE"})
