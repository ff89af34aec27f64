"""The country that a report is about at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract.described import countries_in
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading


_SEATS = frozenset(
    ("BRUSSELS", "GENEVA", "STRASBOURG", "UNITED NATIONS", "THE HAGUE", "DAVOS", "LUXEMBOURG")
)  # of bodies of many states


def home_country(reading: Reading) -> tuple[str, int, int] | None:
    """Return the country that a report is about at home: of its dateline, else the one that most names in it belong to.

    Returns
    -------
    tuple of str, int and int; or None
        Code, and the offsets of the words in the body that show it; those of the first mention of the country, or empty
        where the dateline alone tells.
    """
    dateline = reading.article.dateline or ""
    if dateline.split(",")[0].strip().upper() in _SEATS:
        return None
    code = country_of_place(dateline) or read_pairs("home_agencies.tsv").get(reading.article.agency or "")
    counts: dict[str, int] = {}
    for name in reading.names:
        for country in countries_in(name):
            counts[country] = counts.get(country, 0) + (3 if name.kind == "place" else 1)
    if code is None and counts and not reading.article.dateline:
        ranked = sorted(counts, key=lambda c: (-counts[c], c))
        if counts[ranked[0]] >= 3 and (len(ranked) == 1 or counts[ranked[0]] >= 1.5 * counts[ranked[1]]):
            code = ranked[0]
    if code is None:
        return None
    first = next((n for n in reading.names if n.country == code), None)
    return (code, first.start, first.end) if first else (code, 0, 0)
