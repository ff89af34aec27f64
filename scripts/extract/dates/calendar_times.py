"""Rules for times named by the calendar: days and months, with or without their year, in words and in figures."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newstables.scripts.extract.dates import calendar_spans as cal
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.time_rules import (
    AND,
    ANY_WEEKDAY,
    COUNT,
    COUNT_OPENS,
    DAY,
    FULL_MONTH,
    MONTH,
    MONTH_OPENS,
    NUMBER,
    ORDINAL_NUMBERS,
    PART_OF_DAY,
    TAIL,
    TO,
    UNKNOWN,
    WEEKDAYS,
    WEEKDAYS_IN_SHORT,
    YEAR,
    Context,
    count_of,
    day_number,
    make_day,
    make_rule,
    make_tail,
    month_number,
    year_number,
    year_of,
)

_NEAR = timedelta(
    days=35
)  # a day without its year that lies this near is meant, unless the clause surely tells another
_BETWEEN = re.compile(r"\b(?:between|from|both)\s(?:the\s)?$")
_WEEK_OF = re.compile(r"\bweek\s(?:of|beginning|starting|commencing|ending|ended|to)\s$")
_NUMERIC = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:\d{4}|\d\d)(?![\d/])")
_SEPTEMBER_11 = re.compile(r"\s(?:terror|attack|hijack|bomb|commission|strikes|suicide|tragedy|families|victims)", re.I)


def day_without_year(context: Context, match: re.Match[str], month: int, day: int) -> date | None:
    """Return the day that is meant by a month and day: by its weekday, else the nearest, else as the tense says."""
    here = context.reference
    found = [when for year in range(here.year - 1, here.year + 2) if (when := make_day(year, month, day))]
    weekday = match.groupdict().get("weekday")
    if weekday:
        number = next(i for name, i in WEEKDAYS.items() if name.startswith(weekday.lower()[:3]))
        found = [when for when in found if when.weekday() == number] or found
    if not found:
        return None
    nearest = min(found, key=lambda when: abs(when - here))
    which = (match.groupdict().get("which") or "").lower().strip()
    ahead, sure = {"last": (False, True), "next": (True, True), "coming": (True, True)}.get(which) or context.direction(
        match
    )
    if ahead is None or (abs(nearest - here) <= _NEAR and (ahead or not sure)):
        return nearest
    told = [when for when in found if (when >= here) == ahead]
    return (min(told) if ahead else max(told)) if told else nearest


def _day(context: Context, match: re.Match[str]) -> Period | None:
    month, day = month_number(match["month"]), day_number(match["day"])
    if match["year"]:
        when = make_day(year_number(match["year"], context.reference), month, day)
    elif month == 9 and day == 11 and context.reference.year > 2001 and _SEPTEMBER_11.match(context.right(match)):
        when = date(2001, 9, 11)
    else:
        when = day_without_year(context, match, month, day)
    if when is None:
        return None
    return cal.week(when) if _WEEK_OF.search(context.left(match)) else cal.day(when)


def _fits(context: Context, match: re.Match[str], first: date | None, last: date | None) -> Period | None:
    """Return two days as a range; joined by "and" only where they follow each other, or stand after "between"."""
    if first is None or last is None or last <= first:
        return None
    joined = match["joint"].strip().lower() in ("and", "&")
    if joined and last - first > timedelta(days=1) and not _BETWEEN.search(context.left(match)):
        return None
    return cal.span(first, last)


def _days_of_month(context: Context, match: re.Match[str]) -> Period | None:
    month, day = month_number(match["month"]), day_number(match["day"])
    if match["year"]:
        first = make_day(year_number(match["year"], context.reference), month, day)
    else:
        first = day_without_year(context, match, month, day)
    last = make_day(first.year, month, day_number(match["until"])) if first else None
    return _fits(context, match, first, last)


def _days_of_two_months(context: Context, match: re.Match[str]) -> Period | None:
    month, until = month_number(match["month"]), month_number(match["month2"])
    day, day2 = day_number(match["day"]), day_number(match["until"])
    if match["year"]:
        year = year_number(match["year"], context.reference)
        begun = year_number(match["begun"], context.reference) if match["begun"] else year - (until < month)
        return _fits(context, match, make_day(begun, month, day), make_day(year, until, day2))
    first = day_without_year(context, match, month, day)
    last = make_day(first.year + (until < month), until, day2) if first else None
    return _fits(context, match, first, last)


def _another_day(context: Context, match: re.Match[str]) -> Period | None:
    """Read the second day in "May 3 and 10"."""
    before = context.found[-1] if context.found else None
    if before is None or before.precision != "day" or not re.search(r"[A-Za-z.]\s\d{1,2}$|^\d{1,2}$", before.text):
        return None
    if not re.fullmatch(r",?\s(?:and\s|or\s)?", context.text[before.end : match.start()]):
        return None
    when = make_day(before.first.year, before.first.month, day_number(match["day"]))
    return cal.day(when) if when and when > before.first else None


def _numeric_day(context: Context, match: re.Match[str]) -> Period | None:
    one, two = int(match["one"]), int(match["two"])
    if not (0 < one <= 31 and 0 < two <= 31 and min(one, two) <= 12):
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else year_number(match["year"], context.reference)
    day_first = one > 12 or (two <= 12 and _is_day_first(context, match, year, one, two))
    if one <= 12 and two <= 12 and one != two and day_first is None:
        return UNKNOWN  # either may be the month
    when = make_day(year, two, one) if day_first else make_day(year, one, two)
    return cal.day(when) if when else UNKNOWN


def _is_day_first(context: Context, match: re.Match[str], year: int, one: int, two: int) -> bool | None:
    """Tell whether the day stands before the month in "3/4/2006"; None where nothing tells.

    Points stand only in the order of Europe; another date of the text may tell; else of two days the one that is near
    publication is meant, where the other is not.
    """
    if match.groupdict().get("mark") == ".":
        return True
    orders = {int(other[1]) > 12 for other in _NUMERIC.finditer(context.text) if max(int(other[1]), int(other[2])) > 12}
    if len(orders) == 1:
        return orders.pop()
    near = [
        when is not None and abs(when - context.reference) <= _NEAR
        for when in (make_day(year, two, one), make_day(year, one, two))
    ]
    return near[0] if near[0] != near[1] else None


def _iso_day(_context: Context, match: re.Match[str]) -> Period | None:
    when = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return cal.day(when) if when else UNKNOWN


def _nine_eleven(context: Context, _match: re.Match[str]) -> Period | None:
    return cal.day(date(2001, 9, 11)) if context.reference.year > 2001 else None


def _weekday_and_day(context: Context, match: re.Match[str]) -> Period | None:
    """Read "Friday the 13th": the nearest such day."""
    number = next(i for name, i in WEEKDAYS.items() if name.startswith(match["weekday"].lower()[:3]))
    here, day = context.reference, day_number(match["day"])
    found = [
        when
        for shift in range(-14, 15)
        if (when := make_day(*_month_from(here, shift), day)) is not None and when.weekday() == number
    ]
    ahead = context.ahead(match)
    told = [when for when in found if ahead is None or when == here or (when > here) == ahead] or found
    return cal.day(min(told, key=lambda when: abs(when - here))) if told else None


def _month_from(here: date, shift: int) -> tuple[int, int]:
    first = cal.month(here.year, here.month + shift).first
    return first.year, first.month


def _weekend_of(context: Context, match: re.Match[str]) -> Period | None:
    day = _day(context, match)
    return cal.weekend(day.first) if day is not None else None


def _end_of_month(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the last day of May"."""
    number, year = month_number(match["month"]), year_of(context, match)
    month = cal.month(year, number) if year else bare_month(context, match, number)
    return cal.day(month.first if match["side"].lower() == "first" else month.last)


_UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def _up_to_month(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the three months to March", "the year ended December 31, 2003": whole months up to that one."""
    count = count_of(match["count"] or "a") * _UNIT_MONTHS[match["unit"].lower()]
    if not match["count"] and (match["unit"].lower() == "month" or context.left(match)[-1:] == "-"):
        return None
    if match["verb"] == "to" and not match["count"] and match["unit"].lower() != "year":
        return None
    number, day = month_number(match["month"]), match["day"]
    if match["year"]:
        last = cal.month(year_number(match["year"], context.reference), number)
    elif day:
        when = day_without_year(context, match, number, day_number(day))
        if when is None:
            return None
        last = cal.month(when.year, number)
    else:
        last = bare_month(context, match, number)
    if (day and day_number(day) < last.last.day - 3) or not 1 <= count <= 120:
        return None
    first = cal.month(last.first.year, last.first.month - count + 1).first
    if count == 3 and last.first.month % 3 == 0:
        return cal.quarter(last.first.year, last.first.month // 3)
    if count == 12 and last.first.month == 12:
        return cal.year(last.first.year)
    return cal.month(last.first.year, number) if count == 1 else Period(first, last.last, "range")


def _ordinal_day(context: Context, match: re.Match[str]) -> Period | None:
    month, day = month_number(match["month"]), ORDINAL_NUMBERS[match["ordinal"].lower()]
    if match["year"]:
        when = make_day(year_number(match["year"], context.reference), month, day)
    else:
        when = day_without_year(context, match, month, day)
    return cal.day(when) if when else None


def _day_of_this_month(context: Context, match: re.Match[str]) -> Period | None:
    """Read "on the 15th": of the month told before it, else of the nearest month that the tense allows."""
    here, day = context.reference, day_number(match["day"])
    if not re.search(r"\b(?:on|from|until|by)\s$", context.left(match)):
        return None
    if match["which"]:
        month = cal.month(here.year, here.month + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]).first
    else:
        late = day > here.day if not context.ahead(match) else day < here.day
        month = cal.month(here.year, here.month + (late and (1 if context.ahead(match) else -1))).first
    when = make_day(month.year, month.month, day)
    return cal.day(when) if when else None


def bare_month(context: Context, match: re.Match[str], number: int) -> Period:
    """Return the month that is meant without a year: the latest begun, or the next where the clause looks ahead."""
    here = context.reference
    ahead, sure = context.direction(match)
    gone = (here.month - number) % 12  # months since it last was
    if ahead and not sure and 0 < gone <= 2:
        ahead = False
    if ahead or (ahead is None and gone >= 9):
        return cal.month(here.year + (number < here.month), number)
    return cal.month(here.year - (number > here.month), number)


def _month_of_year(context: Context, match: re.Match[str]) -> Period | None:
    number, year = month_number(match["month"]), year_of(context, match)
    return cal.month(year, number) if year else None


def _told_month(context: Context, match: re.Match[str]) -> Period | None:
    number, here, which = month_number(match["month"]), context.reference, match["which"].lower().split()[-1]
    if which in ("last", "past"):
        return cal.month(here.year - (number >= here.month), number)
    if which in ("next", "coming"):
        return cal.month(here.year + (number <= here.month), number)
    return cal.month(here.year, number)


_NAMES_TOO = frozenset(["march", "april", "may", "june", "august", "jan", "mar"])  # or words, or names of people
_SURELY = re.compile(
    r"\b(?:in|since|until|till|during|late|early|mid|end|throughout)[\s-]$|\b(?:end|start|beginning|middle)\sof\s$"
)
_MAYBE = re.compile(
    r"\b(?:at|by|from|to|through|for|of|after|before|between|and|or|the|around|ending|ended|than|versus|on|with|is|was|"
    r"as of|as (?:recently|early|late|soon|far back) as|previous|following|a|an|its|their|compared)\s$|[(/–-]$"
)
_ANOTHER_MONTH = re.compile(rf"(?:,|\sand|\sor|[-–—/]|\sto|\sthrough)\s?(?:and\s)?{MONTH}")
_NOT_IN_MONTH = re.compile(r"\s(?:that|on|for|of|to|against|said|says|told|has|had|will|would|is|was|and\s[A-Z])\b")


def _month(context: Context, match: re.Match[str]) -> Period | None:
    word, left, right = match["month"].lower().rstrip("."), context.left(match), context.right(match)
    if match["month"].isupper() and word in _NAMES_TOO and not _SURELY.search(left):
        return None
    if word in _NAMES_TOO and not _SURELY.search(left):
        named = re.match(r"\s[A-Z][a-z]", right)
        if word in context.people:
            return None
        if _ANOTHER_MONTH.match(right):
            pass
        elif _MAYBE.search(left):
            if named or (_NOT_IN_MONTH.match(right) and left.endswith("the ")):
                return None
        elif right.startswith(("'s ", "’s ")):
            if not re.search(r"(?:^|[.,\n\"“]|[a-z])\s?$", left):
                return None
        elif word not in ("may", "march") and re.search(r"[a-z]\s$", left) and re.match(r"\s[a-z]", right):
            if _NOT_IN_MONTH.match(right):  # "an earlier June summit", but "told June that"
                return None
        elif not re.search(r"(?:^|[.\n])\s?$", left) or not re.match(r"\s[a-z]+s\s", right) or word in ("may", "march"):
            return None
    return bare_month(context, match, month_number(word))


def _month_in_list(context: Context, match: re.Match[str]) -> Period | None:
    year = year_of(context, match)
    return cal.month(year, month_number(match["month"])) if year else None


def _months(context: Context, match: re.Match[str]) -> Period | None:
    number, until = month_number(match["month"]), month_number(match["month2"])
    if match["joint"].strip() == "and" and not _BETWEEN.search(context.left(match)):
        return None
    last = year_of(context, match, "2")
    first = year_of(context, match)
    if last is None and first is None:
        end = bare_month(context, match, until)
        begin = cal.month(end.first.year - (number > until), number)
        return cal.months(begin, end)
    if last is None:
        last = first + (until < number) if first else None
    if first is None:
        first = last - (number > until) if last else None
    return cal.months(cal.month(first, number), cal.month(last, until)) if first and last else None


_WITH_WEEKDAY = rf"(?:(?P<weekday>{ANY_WEEKDAY})(?: {PART_OF_DAY})?,? ?(?P<bracket>\()?)?"
_CLOSED = r"(?(bracket)\))"
_THEN_YEAR = rf"(?:,?(?: in)? ?(?P<year>{YEAR}))?"
_GAP = r"(?: |(?<=\.))"  # "Nov. 6", "Nov.6"
_JOINT = rf"(?P<joint>{TO}|{AND})"
_WEEKDAY_OPENS = frozenset([*WEEKDAYS, *WEEKDAYS_IN_SHORT])

RULES = (
    make_rule(
        _WEEKDAY_OPENS,
        rf"(?P<weekday>{ANY_WEEKDAY}),? the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?! of {MONTH})",
        _weekday_and_day,
    ),
    make_rule(
        {"the", "weekend"},
        rf"(?:(?i:the) )?weekend of (?:(?P<weekday>{ANY_WEEKDAY}),? )?(?P<month>{MONTH}){_GAP}(?P<day>{DAY})"
        rf"{_THEN_YEAR}",
        _weekend_of,
    ),
    make_rule(
        {"the", "first", "last"},
        rf"(?:(?i:the) )?(?P<side>(?i:first|last|final)) day of (?P<month>{MONTH})(?! \d\d?(?!\d)){TAIL}?",
        _end_of_month,
    ),
    make_rule(
        {"the", NUMBER, *COUNT_OPENS, "year", "quarter", "half", "week", "month"},
        rf"(?:(?i:the) )?(?:(?P<count>{COUNT})(?: |-))?(?:(?:fiscal|financial|business) )?"
        r"(?P<unit>year|quarter|half|month)s?"
        rf"(?: that)? (?P<verb>to|ended|ending|through|up to)(?: on| in)? (?:the end of )?(?P<month>{MONTH})"
        rf"(?:{_GAP}(?P<day>{DAY}))?{_THEN_YEAR}",
        _up_to_month,
    ),
    make_rule(
        MONTH_OPENS | _WEEKDAY_OPENS | {"last", "next", "this", "coming"},
        rf"(?P<which>(?i:last|next|this|coming) )?{_WITH_WEEKDAY}(?P<month>{MONTH}){_GAP}(?:the )?(?P<day>{DAY})"
        rf"{_THEN_YEAR}{_CLOSED}",
        _day,
    ),
    make_rule(
        _WEEKDAY_OPENS | {NUMBER, "the"},
        rf"{_WITH_WEEKDAY}(?:the )?(?P<day>{DAY})(?: of)?(?: |-)(?P<month>{MONTH})(?:-?{_THEN_YEAR}){_CLOSED}",
        _day,
    ),
    make_rule(
        {"the", *(word.partition("-")[0] for word in ORDINAL_NUMBERS)},
        rf"(?:(?i:the) )?(?P<ordinal>(?i:{'|'.join(reversed(ORDINAL_NUMBERS))})) of (?P<month>{MONTH}){_THEN_YEAR}",
        _ordinal_day,
    ),
    make_rule(
        MONTH_OPENS | _WEEKDAY_OPENS,
        rf"{_WITH_WEEKDAY}(?P<month>{MONTH}){_GAP}(?P<day>{DAY}){_JOINT}(?P<until>{DAY}){_THEN_YEAR}{_CLOSED}",
        _days_of_month,
    ),
    make_rule(
        {NUMBER, "the"},
        rf"(?:the )?(?P<day>{DAY}){_JOINT}(?:the )?(?P<until>{DAY})(?: of)?(?: |-)(?P<month>{MONTH}){_THEN_YEAR}",
        _days_of_month,
    ),
    make_rule(
        MONTH_OPENS | _WEEKDAY_OPENS,
        rf"{_WITH_WEEKDAY}(?P<month>{MONTH}){_GAP}(?P<day>{DAY}){_CLOSED}(?:,? ?(?P<begun>{YEAR}))?,?{_JOINT}"
        rf"(?:{ANY_WEEKDAY},? )?(?P<month2>{MONTH}){_GAP}(?P<until>{DAY}){_THEN_YEAR}",
        _days_of_two_months,
    ),
    make_rule(
        _WEEKDAY_OPENS | {NUMBER},
        rf"{_WITH_WEEKDAY}(?P<day>{DAY}) (?P<month>{MONTH}){_CLOSED}(?:,? ?(?P<begun>{YEAR}))?,?{_JOINT}"
        rf"(?:{ANY_WEEKDAY},? )?(?P<until>{DAY}) (?P<month2>{MONTH}){_THEN_YEAR}",
        _days_of_two_months,
    ),
    make_rule(
        {NUMBER}, rf"(?P<day>{DAY})(?=[.,;)]|$| (?:and|at|in|for|to|by|when|with)(?!\w))(?!, \d{{4}})", _another_day
    ),
    make_rule(
        {NUMBER},
        r"(?P<year>(?:1\d|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?:T[\d:.]{2,16}Z?)?",
        _iso_day,
    ),
    make_rule(
        {NUMBER},
        r"(?P<one>\d\d?)(?:/(?P<two>\d\d?)/(?P<year>(?:1\d|20)\d\d|\d\d))(?!/)",
        _numeric_day,
    ),
    make_rule({NUMBER}, r"(?P<one>\d\d?)(?P<mark>[.-])(?P<two>\d\d?)(?P=mark)(?P<year>(?:1\d|20)\d\d)", _numeric_day),
    make_rule({NUMBER}, r"9(?:/|(?<=(?:he|ce|er|of)\s9)-)11(?![/-])", _nine_eleven),  # not a record of wins and losses
    make_rule(
        {"the"},
        r"the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))"
        r"(?=[.,;)]|$| (?:of|and|at|in|with|by|to|that|when|after|for)(?!\w))"
        r"(?: of (?P<which>(?i:last|this|next)) month)?(?! (?:of|and|in) )",
        _day_of_this_month,
    ),
    make_rule(MONTH_OPENS, rf"(?P<month>{MONTH}){TAIL}", _month_of_year),
    make_rule(
        {"last", "next", "this", "the"},
        rf"(?:the )?(?P<which>(?i:last|next|this(?: coming| past)?|coming|past)) (?P<month>{MONTH})(?! ?\d\d?(?!\d))",
        _told_month,
    ),
    make_rule(
        MONTH_OPENS,
        rf"(?P<month>{MONTH})(?=(?:(?:,|,? (?:and|or|to)) {MONTH}(?! \d\d?(?!\d))){{1,4}}{TAIL})",
        _month_in_list,
    ),
    make_rule(MONTH_OPENS, rf"(?P<month>{FULL_MONTH})", _month),
    make_rule(
        MONTH_OPENS,
        rf"(?P<month>{MONTH}){TAIL}?(?P<joint>{TO}|-to-|/|{AND})(?P<month2>{MONTH})(?! ?\d\d?(?!\d)){make_tail('2')}?",
        _months,
    ),
)
