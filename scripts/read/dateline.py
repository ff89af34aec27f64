"""Datelines: the place, the day and the agency printed before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_UPPER = r"[A-Z\u00c0-\u00de](?:-?[A-Z\u00c0-\u00de’'.])+"  # a word in capitals, or with points ("U.N.")
_TITLE = r"[A-Z\u00c0-\u00de][\w’'.\-]{1,20}"  # a word with a capital
_WORDS = r"(?:[ \-](?:{0}|of|de|la|al|el|and|upon)){{0,3}}"
_CAPITALS = _UPPER + _WORDS.format(_UPPER) + rf"(?:/{_UPPER}{_WORDS.format(_UPPER)}){{0,2}}"
_NAME = _TITLE + _WORDS.format(_TITLE)
_REGION = (
    rf"(?:,\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    rf"|[A-Z][a-z]+day\b)(?:{_TITLE})(?: {_TITLE}){{0,2}}){{0,2}}"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:{_MONTH}\s\d{{1,2}}"
    rf"|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)"
)
_AGENCY = r"(?:\((?P<agency>[A-Z][\w.\-/& ]{1,40})\)|/(?P<wire>[A-Z][\w.\- ]{1,30})/)"
_DASH = r"(?:\s*(?::|--|—|–)\s*|\s+-\s+|-\s+)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # CITY: / CITY, Country, Nov. 17 (Agency) -- / CITY (Agency) -
        rf"(?P<place>{_CAPITALS}{_REGION})(?:,?\s{_DAY})?(?:,?\s*{_AGENCY})?{_DASH}",
        # City (Agency) - / City, Nov. 17 (Agency) --
        rf"(?P<place>{_NAME}{_REGION})(?:,?\s{_DAY})?,?\s*{_AGENCY}{_DASH}",
        # City, 17 November 2025 -
        rf"(?P<place>{_NAME}{_REGION}),\s{_DAY}\s?(?:--|—|–|-|:)\s",
        # (Agency) -
        rf"{_AGENCY}(?:\s*(?::|--|—|–)\s*|\s+-\s+)",
    )
)
_LONGEST = 120  # characters


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence of a report.

    Attributes
    ----------
    place : str or None
        Where it was filed from, as printed.
    agency : str or None
        The agency, where one is named.
    end : int
        Where the first sentence begins.
    """

    place: str | None
    agency: str | None
    end: int


@cache
def list_agencies() -> frozenset[str]:
    """Return the names of news agencies, in lower case."""
    text = (files("newstables.scripts.read") / "lexicons" / "agencies.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def find_dateline(body: str) -> Dateline | None:
    """Find the dateline at the head of a body.

    Parameters
    ----------
    body : str
        The text of an article.

    Returns
    -------
    Dateline or None
        None where it begins with a sentence.

    Examples
    --------
    >>> find_dateline("TALLVIK, Norland, Nov. 17 (Xinhua) -- The council met.")
    Dateline(place='TALLVIK, Norland', agency='Xinhua', end=38)
    >>> find_dateline("Tallvik, 17 November 2025 – The council met.").place
    'Tallvik'
    >>> find_dateline("Tallvik: a city of two rivers") is None
    True
    """
    head = body[:_LONGEST]
    for form in _FORMS:
        match = form.match(head)
        if match is None or not body[match.end() : match.end() + 1].strip():
            continue
        groups = match.groupdict()
        place, agency = groups.get("place"), groups.get("agency") or groups.get("wire")
        if agency is not None and not _is_agency(agency, alone=place is None):
            continue
        if place is not None and place.casefold() in list_agencies():
            place, agency = None, place
        return Dateline(place.strip(" ,") if place else None, agency, match.end())
    return None


def _is_agency(text: str, *, alone: bool) -> bool:
    """Tell an agency from another remark in brackets; without a place before it, only one of the list counts."""
    names = [part.strip().casefold() for part in re.split(r"[/&]| and ", text)]
    if any(name in list_agencies() for name in names):
        return True
    return not alone and len(text.split()) <= 3
