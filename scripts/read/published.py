"""Days of publication as they are printed above an article, or given with it."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?=\d{1,2}:\d\d|\D|$)"  # some pages print the time right behind it
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<!\d){_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
    )
)
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?![\d/-])")
_AGE = re.compile(
    r"\b(?:(?:\d{1,3}|an?|one|two|few|a few)\+?\s?(?:minute|min|hour|hr|day|week|month|year)s?|moments)\s+ago\b"
    r"|^(?:just now|yesterday|today)$",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s*)?"
_BEFORE_DAY = re.compile(rf"(?:\b(?:on|at|published|updated|posted|date)\b[:,\s]*){{0,2}}{_WEEKDAY}$", re.IGNORECASE)
_AFTER_DAY = re.compile(
    r"^[\s,T"
    r"|at-]*(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*)?(?:[ap]\.?m\.?\b)?\s*(?:[A-Z]{1,4}(?:[+-]\d{1,2}(?::?\d\d)?)?\b(?=$"
    r"|[\s,|]))?",
    re.IGNORECASE,
)


class AmbiguousDateError(ValueError):
    """A numeric date can be read in two ways."""


def find_day(text: str) -> date | None:
    """Return the first day that a line of print gives in full, with its year.

    Parameters
    ----------
    text : str
        For example ``Published July 20, 2025``, ``20 Jul 2025 10:15 GMT`` or ``2025-07-20T10:15:00+05:00``.

    Returns
    -------
    datetime.date or None
        None where it gives none.

    Raises
    ------
    AmbiguousDateError
        Where the only date is a numeric one that may have day or month first ("03/04/2026").

    Examples
    --------
    >>> find_day("Updated 04 Mar, 2026 at 10:00")
    datetime.date(2026, 3, 4)
    """
    found: list[tuple[int, date]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            month = int(groups["number"]) if groups.get("number") else _MONTHS[groups["month"][:3].lower()]
            day = _make(int(groups["year"]), month, int(groups["day"]))
            if day is not None:
                found.append((match.start(), day))
                break
    if found:
        return min(found)[1]
    numeric = _NUMERIC.search(text)
    if numeric is None:
        return None
    one, two, year = int(numeric["one"]), int(numeric["two"]), int(numeric["year"])
    readings = {day for day in (_make(year, one, two), _make(year, two, one)) if day is not None}
    if len(readings) > 1:
        raise AmbiguousDateError(f"{numeric.group()} can be read as day or month first")
    return readings.pop() if readings else None


def strip_day(line: str) -> str:
    """Return a line without the day that it gives, and without the words and the time of day around it.

    Examples
    --------
    >>> strip_day("Posted by Ada Bergman on March 4, 2026, 6:21 AM GMT")
    'Posted by Ada Bergman'
    """
    for form in (*_FORMS, _NUMERIC):
        match = form.search(line)
        if match is None:
            continue
        before = _BEFORE_DAY.sub("", line[: match.start()])
        after = _AFTER_DAY.sub("", line[match.end() :])
        return " ".join(f"{before} {after}".split()).strip(" ,|-–—•·")
    return line


def tells_age(text: str) -> str | None:
    """Return the words that tell a day only by how long ago it was when the page was saved.

    Examples
    --------
    >>> tells_age("Posted 3 hours ago")
    '3 hours ago'
    """
    match = _AGE.search(text.strip())
    return match.group() if match else None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(value: object) -> date | None:
    """Return the day of a field of a record: a day, a time, or text that gives one; None where it is empty.

    Raises
    ------
    ValueError
        Where there is a value, but no day in it.
    """
    if value is None or value != value or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no date")
    day = find_day(value)
    if day is None:
        raise ValueError(f"{value[:80]!r} is no date")
    return day
