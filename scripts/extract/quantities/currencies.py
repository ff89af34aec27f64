"""Whose money a symbol, code or word for money means."""

from __future__ import annotations

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs


def currency_code(form: str, home: str | None, country: str = "") -> str | None:
    """Return the ISO 4217 code that a form means.

    Parameters
    ----------
    form : str
        As printed: "$", "Rs", "USD", "euros".
    home : str or None
        ISO 3166-1 alpha-3 of the country that the text comes from.
    country : str
        A country or nationality printed before it: "Hong Kong".

    Returns
    -------
    str or None
        None where nothing tells whose money is meant.

    Examples
    --------
    >>> currency_code("dollars", None, "Hong Kong"), currency_code("rupees", "PAK"), currency_code("rupees", None)
    ('HKD', 'PKR', None)
    """
    form = {"US $": "US$", "$US": "US$", "U.S. $": "US$"}.get(form, form)
    known = read_pairs("currencies.tsv")
    code = known.get(form) or known.get(form.lower())
    if code is None or code != "-":
        return code
    word = {"$": "dollar", "Rs.": "Rs"}.get(form, form.lower() if form.isalpha() and form.islower() else form)
    shared = read_pairs("ambiguous_currencies.tsv")
    pairs = shared.get(word) or shared.get(word.removesuffix("s")) or ""
    by_country = dict(pair.split("=") for pair in pairs.split())
    named = code_of_country(country) or code_of_nationality(country) if country else None
    if named:
        return by_country.get(named)
    if "*" in by_country and word in ("dollar", "pound") and home not in ("GBR", "EGY", "AUS", "CAN", "NZL"):
        return by_country["*"]
    return by_country.get(home or "") or by_country.get("*")
