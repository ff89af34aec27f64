"""The days of publication and update of a page, each from the most trusted place that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from newstables.scripts.read.normal import one_line
from newstables.scripts.read.published import AmbiguousDateError, find_day, tells_age
from newstables.scripts.read.structured_data import Node, text_of

_DATED_CLASS = re.compile(r"date|time|publish|posted|byline|\bmeta\b|timestamp", re.IGNORECASE)
_UNDATED_CLASS = re.compile(
    r"comment|related|popular|recommend|sidebar|footer|widget|latest|trending|copyright|ticker|masthead|current|today",
    re.IGNORECASE,
)
_UPDATED_TEXT = re.compile(r"\b(?:updated|modified|revised)\b", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2]|[a-z]{3})[/-](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
_UTC = re.compile(r"(?:Z|[+-]00:?00|\b(?:GMT|UTC))\s*$")
_LOOKED_AT = 400  # elements that are named for dates


@dataclass(slots=True)
class Days:
    """The days that a page gives.

    Attributes
    ----------
    published, updated : datetime.date or None
        The days on which its places agree.
    disagreement : str or None
        What is wrong where they disagree, or where the only one can be read in two ways; `published` is None then.
    age : str or None
        "3 hours ago", where it tells its day in no other way.
    """

    published: date | None = None
    updated: date | None = None
    disagreement: str | None = None
    age: str | None = None


def read_days(tree: Any, article: Node, metas: dict[str, list[str]], url: str | None) -> Days:
    """Read the days of publication and update.

    In this order of trust: JSON-LD; meta tags; elements marked as the day of publication; elements named for dates; the
    day in the page's address; what `htmldate` finds. A day given in UTC yields to the day that is printed, where they
    differ by one. Where the first two disagree by more than a day, the one that another place supports counts.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.
    article : dict
        The article's node of JSON-LD, or an empty one.
    metas : dict of str to list of str
        What its meta tags give, by what it is (`published`, `updated`).
    url : str or None
        The page's address.

    Returns
    -------
    Days
    """
    found = Days()
    modified = _day(text_of(article.get("dateModified"))) or next(
        (day for one in metas["updated"] if (day := _day(one))), None
    )
    in_address = _day_in_address(url)
    stated: list[tuple[date, bool]] = []  # with whether it is in UTC
    for text in [text_of(article.get("datePublished")), *(one for one in metas["published"])]:
        if text and (day := _day(text, found)):
            stated.append((day, bool(_UTC.search(text))))
    printed, printed_update = _read_printed(tree, found)
    supports = [day for day in (*printed, in_address) if day is not None]
    distinct = sorted({day for day, _ in stated})
    if distinct and (distinct[-1] - distinct[0]).days > 1:
        backed = [day for day, _ in stated if any(abs((day - one).days) <= 1 for one in supports)]
        others = [day for day, _ in stated if modified is None or day != modified]
        if backed or len(set(others)) == 1:
            stated = [pair for pair in stated if pair[0] == (backed or others)[0]]
        else:
            found.disagreement = (
                " and ".join(day.isoformat() for day in distinct) + " are both given as the day of publication"
            )
            return found
    if stated:
        found.published, utc = stated[0]
        near = next((day for day in printed if abs((day - stated[0][0]).days) == 1), None)
        if utc and near is not None and stated[0][0] not in printed:
            found.published = near
    else:
        found.published = (
            next(iter(printed), None) or in_address or _find_otherwise(tree, url, found) or modified or printed_update
        )
    found.updated = modified or printed_update
    if found.published is None:
        return found
    found.disagreement = found.age = None
    if found.updated is not None and found.updated < found.published:
        found.updated = None
    return found


def _day(text: str | None, found: Days | None = None) -> date | None:
    """Return the day that a text gives; one that can be read in two ways is noted in `found`."""
    if not text or len(text) > 200:
        return None
    try:
        return find_day(text)
    except AmbiguousDateError as error:
        if found is not None:
            found.disagreement = str(error)
        return None


def _day_in_address(url: str | None) -> date | None:
    match = _IN_ADDRESS.search(url or "")
    if match is None:
        return None
    month = match["month"]
    text = f"{match['day']} {month} {match['year']}" if month.isalpha() else f"{match['year']}/{month}/{match['day']}"
    return _day(text)


def _read_printed(tree: Any, found: Days) -> tuple[list[date], date | None]:
    """Return the days of publication that elements give, the marked ones first, and the day of the last update."""
    marked: list[date] = []
    named: list[date] = []
    updated: date | None = None
    for element, text, sure in _dated_elements(tree):
        value = element.get("datetime") or element.get("content")
        day = _day(value) or _day(text, found)
        found.age = found.age or (tells_age(text) if len(text) < 60 else None)
        if day is None:
            continue
        hints = f"{element.get('itemprop') or ''} {element.get('class') or ''} {text[:40]}"
        if _UPDATED_TEXT.search(hints) and "publi" not in hints.lower():
            updated = updated or day
        else:
            (marked if sure else named).append(day)
    return list(dict.fromkeys([*marked, *named])), updated


def _dated_elements(tree: Any) -> Iterator[tuple[Any, str, bool]]:
    """Yield elements that may give a day, with their text, and whether they are marked as the day of publication."""
    seen = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "meta",
            "html",
            "body",
            "head",
            "input",
        ):
            continue
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if not (marked or element.tag == "time" or _DATED_CLASS.search(names)) or _UNDATED_CLASS.search(names):
            continue
        if any(
            _UNDATED_CLASS.search(f"{one.get('class') or ''} {one.get('id') or ''}")
            or one.tag in ("footer", "aside", "nav")
            for one in _above(element)
        ):
            continue
        text = one_line("".join(element.itertext())[:400]) or ""
        if len(text) <= 120 or marked:
            yield element, text, marked
            seen += 1
        if seen >= _LOOKED_AT:
            return


def _above(element: Any) -> Iterator[Any]:
    for depth, one in enumerate(element.iterancestors()):
        if depth >= 8 or one.tag in ("body", "main", "article"):
            return
        yield one


def _find_otherwise(tree: Any, url: str | None, found: Days) -> date | None:
    """Return the day that `htmldate` finds; none where the page tells only an age, or an ambiguous one."""
    if found.age or found.disagreement:
        return None
    import copy

    from htmldate import find_date

    day = find_date(copy.deepcopy(tree), original_date=True, extensive_search=False, url=url)
    return date.fromisoformat(day) if day else None
