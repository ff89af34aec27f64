"""Times in English news: every expression found, and resolved against the day of publication.

The expressions are those of English news style: weekdays, months, days with or without a year, quarters, years, and what
is told relative to the day of publication ("last week", "earlier this month", "two years ago") or to another time in the
text ("two days later"). A time is never made more exact than it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from newstables.scripts.extract import calendar_spans as cal
from newstables.scripts.extract.calendar_spans import Period
from newstables.scripts.extract.tenses import direction


@dataclass(frozen=True, slots=True)
class Date:
    """One expression of time in a text, resolved.

    Attributes
    ----------
    start, end : int
        Offsets into the text, end exclusive.
    text : str
        The words that give the time.
    first, last : datetime.date
        First and last day of the time.
    precision : str
        One of `newstables.schemas.vocabularies.DATE_PRECISIONS`.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    precision: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: i for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_COUNTS = {
    name: number
    for number, name in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_TO = r"\s?(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b)\s?"
_COUNT = r"(?i:\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"

Resolve = Callable[["_Context", re.Match[str]], Period | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What an expression is resolved against: the day of publication, the time told before it, and where action lies."""

    reference: date
    before: Date | None
    forward: bool | None  # True: the future, False: the past, None: not told


def _month_number(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _day_number(word: str) -> int:
    return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]


def _make(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def _nearest_year(context: _Context, number: int, day: int) -> date | None:
    """Return the day of a month, without its year, that is meant: the nearest within half a year, else as the tense says."""
    here = context.reference
    found = [when for year in (here.year - 1, here.year, here.year + 1) if (when := _make(year, number, day))]
    if not found:
        return None
    nearest = min(found, key=lambda when: abs(when - here))
    if abs(nearest - here) <= timedelta(days=60) or context.forward is None:
        return nearest
    told = [when for when in found if (when >= here) == context.forward]
    return (min(told) if context.forward else max(told)) if told else nearest


def _calendar_day(context: _Context, match: re.Match[str]) -> Period | None:
    number, day = _month_number(match["month"]), _day_number(match["day"])
    if match["year"]:
        when = _make(int(match["year"]), number, day)
    else:
        when = _nearest_year(context, number, day)
    return cal.day(when) if when else None


def _days_of_month(context: _Context, match: re.Match[str]) -> Period | None:
    number = _month_number(match["month"])
    first = (
        _make(int(match["year"]), number, _day_number(match["day"]))
        if match["year"]
        else _nearest_year(context, number, _day_number(match["day"]))
    )
    last = _make(first.year, number, _day_number(match["until"])) if first else None
    return cal.span(first, last) if first and last else None


def _days_of_two_months(context: _Context, match: re.Match[str]) -> Period | None:
    number, until = _month_number(match["month"]), _month_number(match["month2"])
    day, day2 = _day_number(match["day"]), _day_number(match["until"])
    if match["year"]:
        last = _make(int(match["year"]), until, day2)
        first = _make(int(match["year"]) - (until < number), number, day)
    else:
        first = _nearest_year(context, number, day)
        last = _make(first.year + (until < number), until, day2) if first else None
    return cal.span(first, last) if first and last else None


def _numeric_day(context: _Context, match: re.Match[str]) -> Period | None:
    if match["iso"]:
        when = _make(int(match["iso"][:4]), int(match["iso"][5:7]), int(match["iso"][8:10]))
        return cal.day(when) if when else None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one > 12 >= two:
        when = _make(year, two, one)
    elif two > 12 >= one:
        when = _make(year, one, two)
    else:
        when = _make(year, one, two) if one == two else None  # either may be the month
    return cal.day(when) if when else None


def _month_of_year(context: _Context, match: re.Match[str]) -> Period | None:
    number = _month_number(match["month"])
    if match["year"]:
        return cal.month(int(match["year"]), number)
    here = context.reference
    said = (match["which"] or "").lower()
    if said == "last":
        return cal.month(here.year - (number >= here.month), number)
    if said == "next":
        return cal.month(here.year + (number <= here.month), number)
    if said == "this":
        return cal.month(here.year, number)
    if said and said.endswith("last year"):
        return cal.month(here.year - 1, number)
    if context.forward:
        return cal.month(here.year + (number < here.month), number)
    if context.forward is None and 0 < (number - here.month) % 12 <= 3:
        return cal.month(here.year + (number < here.month), number)
    return cal.month(here.year - (number > here.month), number)


def _month_in_told_year(context: _Context, match: re.Match[str]) -> Period | None:
    shift = {"last": -1, "this": 0, "next": 1}[match["shift"].lower()]
    return cal.month(context.reference.year + shift, _month_number(match["month"]))


def _weekday(context: _Context, match: re.Match[str]) -> Period | None:
    weekday, here, said = _WEEKDAYS[match["weekday"].lower()], context.reference, (match["which"] or "").lower()
    if said == "last" or said == "previous" or said == "past":
        return cal.day(cal.weekday_before(here, weekday, today=False))
    if said == "next" or said == "coming":
        return cal.day(cal.weekday_after(here, weekday, today=False))
    if said == "this":
        return cal.day(cal.week(here).first + timedelta(days=weekday))
    if match["week"]:
        offset = {"last": -1, "this": 0, "next": 1}[match["week"].split()[0].lower()]
        return cal.day(cal.week(here, offset).first + timedelta(days=weekday))
    if context.forward:
        return cal.day(cal.weekday_after(here, weekday, today=True))
    return cal.day(cal.weekday_before(here, weekday, today=True))


def _weekday_span(context: _Context, match: re.Match[str]) -> Period | None:
    first, last = _WEEKDAYS[match["weekday"].lower()], _WEEKDAYS[match["until"].lower()]
    here = context.reference
    if context.forward:
        begin = cal.weekday_after(here, first, today=True)
        return cal.span(begin, cal.weekday_after(begin, last, today=True))
    end = cal.weekday_before(here, last, today=True)
    return cal.span(cal.weekday_before(end, first, today=True), end)


_NAMED_DAYS = {
    "today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "day before yesterday": -2,
    "day after tomorrow": 2,
}  # fmt: skip


def _named_day(context: _Context, match: re.Match[str]) -> Period | None:
    words = re.sub(r"\s+", " ", match.group().lower())
    shift = next((_NAMED_DAYS[name] for name in sorted(_NAMED_DAYS, key=len, reverse=True) if name in words), 0)
    return cal.day(context.reference + timedelta(days=shift))


def _unit_around(context: _Context, match: re.Match[str]) -> Period | None:
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        match["which"].lower()
    ]
    here, unit = context.reference, match["unit"].lower()
    if unit == "week":
        return cal.week(here, shift)
    if unit == "weekend":
        saturday = cal.weekend(here, shift if shift else 0)
        return cal.weekend(here, -1) if shift == -1 and here.weekday() < 5 else saturday
    if unit == "month":
        return cal.month(here.year, here.month + shift)
    if unit == "quarter":
        return cal.quarter(here.year, (here.month - 1) // 3 + 1 + shift)
    return cal.year(here.year + shift)


def _over_the_weekend(context: _Context, match: re.Match[str]) -> Period | None:
    here = context.reference
    ahead = context.forward or here.weekday() >= 5
    return cal.weekend(here, 0 if ahead else -1)


def _edge_of_unit(context: _Context, match: re.Match[str]) -> Period | None:
    """Resolve "the end of the month": the month; "the end of 2006": the year."""
    here, unit = context.reference, match["unit"].lower()
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    if unit == "week":
        return cal.week(here, shift)
    return cal.month(here.year, here.month + shift) if unit == "month" else cal.year(here.year + shift)


def _quarter_of_year(context: _Context, match: re.Match[str]) -> Period | None:
    word = (match["ordinal"] or match["digit"]).lower()
    number = int(word) if word.isdigit() else _ORDINALS[word]
    here = context.reference
    if match["year"]:
        return cal.quarter(int(match["year"]), number)
    if match["which"]:
        return cal.quarter(here.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0), number)
    now = (here.month - 1) // 3 + 1
    if word in ("last", "final"):
        return None
    if context.forward:
        return cal.quarter(here.year + (number < now), number)
    return cal.quarter(here.year - (number > now), number)


def _half_of_year(context: _Context, match: re.Match[str]) -> Period | None:
    here = context.reference
    year = (
        int(match["year"])
        if match["year"]
        else here.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    )
    first = match["ordinal"].lower() == "first"
    return Period(date(year, 1 if first else 7, 1), date(year, 6 if first else 12, 30 if first else 31), "range")


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


def _season(context: _Context, match: re.Match[str]) -> Period | None:
    shift = {"last": -1, "this": 0, "next": 1}
    name = match["season"].lower()
    here = context.reference
    year = int(match["year"]) if match["year"] else here.year
    if name == "winter":
        return Period(date(year, 12, 1), cal.month(year + 1, 2).last, "range") if match["year"] else None
    begin, end = _SEASONS[name]
    if not match["year"]:
        said = match["which"].lower()
        if (said == "last" and begin > here.month) or said == "next":
            year += shift[said]
    return Period(date(year, begin, 1), cal.month(year, end).last, "range")


def _one_year(context: _Context, match: re.Match[str]) -> Period | None:
    number = int(match["year"])
    return cal.year(number) if number <= context.reference.year + 60 else None


def _years(context: _Context, match: re.Match[str]) -> Period | None:
    first, until = int(match["year"]), match["until"]
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    return Period(date(first, 1, 1), date(last, 12, 31), "range") if first < last <= first + 200 else None


def _decade(context: _Context, match: re.Match[str]) -> Period | None:
    first = int(match["decade"]) if len(match["decade"]) == 4 else 1900 + int(match["decade"])
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "range")


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _shifted(anchor: date, unit: str, count: int) -> Period | None:
    """Return the time `count` units from a day, as exact as the unit is."""
    try:
        if unit == "day":
            return cal.day(anchor + timedelta(days=count))
        if unit == "week":
            return cal.week(anchor, count)
        if unit == "month":
            return cal.month(anchor.year, anchor.month + count)
        if unit == "decade":
            return None
        return cal.year(anchor.year + count)
    except (OverflowError, ValueError):
        return None


def _ago(context: _Context, match: re.Match[str]) -> Period | None:
    return _shifted(context.reference, match["unit"].lower(), -_count(match["count"]))


def _ahead(context: _Context, match: re.Match[str]) -> Period | None:
    return _shifted(context.reference, match["unit"].lower(), _count(match["count"]))


def _after_another(context: _Context, match: re.Match[str]) -> Period | None:
    """Resolve "two days later", "a week earlier", relative to the time told before it."""
    if context.before is None or context.before.precision not in ("day", "range"):
        return None
    count = _count(match["count"]) * (1 if match["side"].lower() in ("later", "after", "afterwards") else -1)
    anchor = context.before.last if count > 0 else context.before.first
    return _shifted(anchor, match["unit"].lower(), count)


def _beside_another(context: _Context, match: re.Match[str]) -> Period | None:
    """Resolve "the following day", "the night before", relative to the time told before it, else to publication."""
    words = match.group().lower()
    shift = 0 if "same" in words else 1 if "following" in words or "next" in words or "after" in words else -1
    if context.before is not None and context.before.precision == "day":
        return cal.day(context.before.first + timedelta(days=shift))
    return cal.day(context.reference - timedelta(days=1)) if shift == -1 and "before" in words else None


_UNIT = r"(?P<unit>day|week|month|year)s?"
_WHICH_YEAR = r"(?:(?:of\s+)?(?:the\s+)?(?P<which>last|this|next)\s+year|,?\s*(?:of\s+)?(?P<year>" + _YEAR + r"))"

_PATTERNS: tuple[tuple[str, Resolve], ...] = (
    (rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)|(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.](?P<year>{_YEAR})", _numeric_day),
    (
        rf"(?P<month>{_MONTH})\s(?P<day>{_DAY}){_TO}(?P<month2>{_MONTH})\s(?P<until>{_DAY})(?:,?\s(?P<year>{_YEAR}))?",
        _days_of_two_months,
    ),
    (
        rf"(?P<day>{_DAY})\s(?P<month>{_MONTH}){_TO}(?P<until>{_DAY})\s(?P<month2>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?",
        _days_of_two_months,
    ),
    (rf"(?P<month>{_MONTH})\s(?P<day>{_DAY}){_TO}(?P<until>{_DAY})(?:,?\s(?P<year>{_YEAR}))?", _days_of_month),
    (rf"(?P<day>{_DAY}){_TO}(?P<until>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?", _days_of_month),
    (rf"(?:{_WEEKDAY},?\s)?(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:,?\s(?P<year>{_YEAR}))?", _calendar_day),
    (
        rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?",
        _calendar_day,
    ),
    (rf"(?P<month>{_MONTH})\s(?:of\s)?(?P<shift>last|this|next)\syear", _month_in_told_year),
    (rf"(?P<which>zzz)?(?:(?:early|late|mid)[\s-])?(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>{_YEAR})", _month_of_year),
    (
        rf"(?:(?<=\b[Ii]n\s)|(?<=\bsince\s)|(?<=\bSince\s)|(?<=\buntil\s)|(?<=\b[Bb]y\s)|(?<=\bfrom\s)|(?<=\bto\s)|(?<=\bfor\s)"
        rf"|(?<=\bof\s)|(?<=\bduring\s)|(?<=\bafter\s)|(?<=\bbefore\s)|(?<=\bsince\slast\s)|(?<=\bin\sthe\s)|(?=(?:last|next|this|early|late|mid)[\s-]))"
        rf"(?:(?P<which>last|next|this)\s)?(?:(?:early|late|mid)[\s-])?(?P<month>{_MONTH})(?P<year>zzz)?(?!\s?\d|\s[A-Z])",
        _month_of_year,
    ),
    (
        rf"(?P<which>zzz)?(?P<month>(?!May|March|MAY|MARCH)(?:{_MONTH}))(?P<year>zzz)?(?=['’]s\b|\s[a-z]|[,.;)]|$)(?!\s?\d)",
        _month_of_year,
    ),
    (rf"(?P<weekday>{_WEEKDAY}){_TO}(?P<until>{_WEEKDAY})", _weekday_span),
    (
        rf"(?:(?P<which>last|next|this|coming|past|previous)\s)?(?P<weekday>{_WEEKDAY})(?:\s(?P<week>last\sweek|next\sweek|this\sweek))?(?:\s{_PART})?",
        _weekday,
    ),
    (
        r"(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|(?:yesterday|tomorrow)(?:\s(?:morning|afternoon|evening|night))?"
        r"|(?:earlier\s|later\s)?today|tonight|overnight|last\snight|this\s(?:morning|afternoon|evening)",
        _named_day,
    ),
    (
        r"(?:(?:earlier|later|late|early)\s)?(?:the\s)?(?P<which>last|past|previous|this|current|next|coming)\s(?P<unit>week|weekend|month|quarter|year)\b(?!-|\sand\sa\shalf)",
        _unit_around,
    ),
    (r"(?:throughout|during|all)\sthe\s(?P<unit>year|month|week)(?P<which>zzz)?\b", _edge_of_unit),
    (r"(?:over\s|at\s|during\s|on\s)?the\sweekend", _over_the_weekend),
    (
        r"(?:the\s)?(?:end|beginning|start|middle)\sof\s(?:the|(?P<which>last|next|this))\s(?P<unit>week|month|year)\b",
        _edge_of_unit,
    ),
    (
        rf"(?:the\s)?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter|Q(?P<digit>[1-4]))(?:\s?{_WHICH_YEAR})?",
        _quarter_of_year,
    ),
    (rf"(?:the\s)?(?P<ordinal>first|second)\shalf(?:\s?{_WHICH_YEAR})", _half_of_year),
    (rf"(?:the\s)?(?P<season>spring|summer|autumn|fall|winter)(?P<which>zzz)?\s(?:of\s)?(?P<year>{_YEAR})", _season),
    (r"(?P<which>last|this|next)\s(?P<season>spring|summer|autumn|fall)(?P<year>zzz)?\b", _season),
    (
        rf"(?<![\d,.$€£¥/-])(?P<year>{_YEAR})(?:-|–|/|\sto\s|\sand\s|\suntil\s|\sthrough\s)(?P<until>{_YEAR}|\d\d(?!\d))(?![-/]\d)",
        _years,
    ),
    (r"(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<decade>(?:1[5-9]|20)\d0|['’]?[2-9]0)['’]?s\b", _decade),
    (
        rf"(?P<count>{_COUNT})\s{_UNIT}\sago",
        _ago,
    ),
    (rf"in\s(?P<count>{_COUNT})\s{_UNIT}['’]?\stime", _ahead),
    (rf"(?P<count>{_COUNT})\s{_UNIT}\s(?P<side>later|earlier|afterwards)\b", _after_another),
    (
        r"(?:the\s)?(?:following|next|previous|same)\sday|(?:the\s)?(?:night|day)\s(?:before|after)(?=[\s,.;])(?!\s(?:yesterday|tomorrow|the|a|he|she|they|it|his|her|its))",
        _beside_another,
    ),
    (
        rf"(?<![\d,.$€£¥#/-])(?P<year>{_YEAR})(?![-/]\d|\s?(?:percent|per\scent|points?|people|tons?|tonnes?|km|kilomet|met(?:er|re)s?|miles|dollars|euros|yuan|yen|rupees|pounds|troops|soldiers|cases|jobs|hours|days|workers|families|houses|homes|units|shares|votes|feet|kg|MW|megawatts|barrels|US\sdollars|others|students|children|women|men|square)\b)",
        _one_year,
    ),
)

_BOUND = (r"(?<![\w$€£])(?:", r")(?!\w)")
_COMPILED = tuple(
    (
        re.compile(
            _BOUND[0]
            + pattern.replace("(?P<which>zzz)?", "(?P<which>(?!))?").replace("(?P<year>zzz)?", "(?P<year>(?!))?")
            + _BOUND[1],
            0,
        ),
        resolve,
    )
    for pattern, resolve in _PATTERNS
)
_RELATIVE_CASE = re.compile(
    r"\b(?:Last|This|Next|Earlier|Later|Today|Yesterday|Tomorrow|Tonight|Overnight|The|Over|Early|Late|In)\b"
)


def find_dates(text: str, reference: date) -> list[Date]:
    """Find the expressions of time in an English text, and resolve them.

    Parameters
    ----------
    text : str
        Any text; offsets refer to it.
    reference : datetime.date
        The day that "today" is: the day of publication.

    Returns
    -------
    list of Date
        In the order of the text, without overlaps; of two expressions that overlap, the longer. What cannot be resolved
        to a time (a numeric date that can be read in two ways, "two days later" with nothing before it) is left out.

    Examples
    --------
    >>> for found in find_dates("They met on Friday and meet again in May 2026.", date(2026, 3, 9)):
    ...     print(found.text, found.first, found.last, found.precision)
    Friday 2026-03-06 2026-03-06 day
    May 2026 2026-05-01 2026-05-31 month
    """
    folded = _RELATIVE_CASE.sub(lambda match: match.group()[0].lower() + match.group()[1:], text)
    matches: list[tuple[int, int, int, re.Match[str], Resolve]] = []
    for rank, (pattern, resolve) in enumerate(_COMPILED):
        matches.extend((m.start(), -(m.end() - m.start()), rank, m, resolve) for m in pattern.finditer(folded))
    found: list[Date] = []
    taken = 0
    for start, _, _, match, resolve in sorted(matches, key=lambda item: item[:3]):
        if start < taken:
            continue
        context = _Context(reference, found[-1] if found else None, direction(folded, start, match.end()))
        period = resolve(context, match)
        taken = match.end()
        if period is not None:
            found.append(
                Date(start, match.end(), text[start : match.end()], period.first, period.last, period.precision)
            )
    return found
