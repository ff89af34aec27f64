"""Numbers, days and lists as a newspaper prints them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

MINUS = "\N{MINUS SIGN}"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def print_number(value: float) -> str:
    """Return a number with thousands separators and a real minus sign.

    Examples
    --------
    >>> print_number(1234567), print_number(-1234.5), print_number(0.25)
    ('1,234,567', '−1,234.5', '0.25')
    """
    rounded = round(float(value), 2)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    return text.replace("-", MINUS)


def print_sum(value: float, unit: str | None, most: float | None = None) -> str:
    """Return a sum of money: its currency, the number and its scale.

    Examples
    --------
    >>> print_sum(2_000_000_000, "USD"), print_sum(85_700, "EUR"), print_sum(3_500_000, None)
    ('USD 2 billion', 'EUR 85,700', '3.5 million')
    >>> print_sum(2e6, "USD", 2.5e6)
    'USD 2–2.5 million'
    """
    size, scale = next(((s, name) for s, name in _SCALES if abs(most or value) >= s), (1, ""))
    number = print_number(value / size)
    if most is not None:
        number += f"–{print_number(most / size)}"
    return " ".join(part for part in (unit or "", number, scale) if part)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "meeting"), count(1200, "meeting"), count(0, "country", "countries")
    ('1 meeting', '1,200 meetings', '0 countries')
    """
    return f"{print_number(number)} {one if number == 1 else many or one + 's'}"


def print_day(day: Any) -> str:
    """Return a day: "3 Mar 2026".

    Examples
    --------
    >>> print_day("2026-03-03")
    '3 Mar 2026'
    """
    moment = pd.Timestamp(day)
    return f"{moment.day} {month_name(moment.month)} {moment.year}"


def print_month(day: Any) -> str:
    """Return the month of a day: "Mar 2026"."""
    moment = pd.Timestamp(day)
    return f"{month_name(moment.month)} {moment.year}"


def print_time(first: Any, last: Any, precision: Any) -> str:
    """Return a time as exactly as it is known.

    Examples
    --------
    >>> print_time("2026-03-01", "2026-03-31", "month"), print_time("2026-03-03", "2026-03-03", "day")
    ('Mar 2026', '3 Mar 2026')
    >>> print_time("2026-03-30", "2026-04-01", "range"), print_time("2026-01-01", "2026-03-31", "quarter")
    ('30 Mar – 1 Apr 2026', 'Q1 2026')
    """
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    if precision == "day" or start == end:
        return print_day(start)
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return print_month(start)
    if precision == "quarter":
        return f"Q{start.quarter} {start.year}"
    return print_span(start, end)


def print_span(start: Any, end: Any) -> str:
    """Return the days from one to another, saying month and year once where they are the same.

    Examples
    --------
    >>> print_span("2026-03-03", "2026-03-08"), print_span("2025-12-30", "2026-01-02")
    ('3–8 Mar 2026', '30 Dec 2025 – 2 Jan 2026')
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    if first == last:
        return print_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{print_day(last)}"
    if first.year == last.year:
        return f"{first.day} {month_name(first.month)} – {print_day(last)}"
    return f"{print_day(first)} – {print_day(last)}"


def print_months(start: Any, end: Any) -> str:
    """Return the months from one to another: "Jan–Mar 2026"."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    if (first.year, first.month) == (last.year, last.month):
        return print_month(first)
    if first.year == last.year:
        return f"{month_name(first.month)}–{print_month(last)}"
    return f"{print_month(first)} – {print_month(last)}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def month_name(month: int, *, short: bool = True) -> str:
    """Return the English name of a month, whatever the locale."""
    return _MONTHS[month - 1][: 3 if short else None]


def join(words: Sequence[str]) -> str:
    """Return a list as a sentence has it.

    Examples
    --------
    >>> join(["Kenya"]), join(["Kenya", "Peru"]), join(["Kenya", "Peru", "Laos"])
    ('Kenya', 'Kenya and Peru', 'Kenya, Peru and Laos')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def capitalise(sentence: str) -> str:
    """Return a sentence with its first letter large, and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


@cache
def _countries() -> dict[str, list[str]]:
    text = (files("newstables.scripts.charts") / "lexicons" / "country_names.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: told for code, *told in lines}


def country_names() -> dict[str, str]:
    """Return the names of countries by their codes."""
    return {code: told[0] for code, told in _countries().items()}


def country_name(code: Any, *, sentence: bool = False) -> str:
    """Return the name of a country by its code; the code itself where it has none.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3.
    sentence : bool
        With the article that a sentence needs.

    Examples
    --------
    >>> country_name("KEN"), country_name("USA", sentence=True), country_name("XXX")
    ('Kenya', 'the US', 'XXX')
    """
    told = _countries().get(str(code), [str(code)])
    return " ".join([*told[1:], told[0]] if sentence else told[:1])


def iso_day(day: Any) -> str | None:
    """Return a day as tables have it: "2026-03-03"; None for none."""
    if pd.isna(day):
        return None
    moment = day if isinstance(day, date) else pd.Timestamp(day)
    return str(pd.Timestamp(moment).date())
