"""Rules for times told in units from the day of publication ("last month", "two years ago") or from another time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newstables.scripts.extract.dates import calendar_spans as cal
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.time_rules import (
    COUNT,
    COUNT_OPENS,
    MONTH,
    UNKNOWN,
    WEEKDAY,
    WEEKDAYS,
    Context,
    Date,
    count_of,
    make_rule,
    month_number,
)

_SHIFTS = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_ANCHORED_SHIFTS = {"previous": -1, "preceding": -1, "same": 0, "that": 0, "following": 1, "next": 1}
_ANCHOR_REACH = 900  # characters back to the time that "two days later" counts from
_PARTS = frozenset(["morning", "afternoon", "evening", "night"])
_SEVERAL = re.compile(rf"\b(?:or|to|{COUNT}\sand)\s$|[-–]$")
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|added|confirmed|according to|statement|interview)\b[^.;\"”\n]{0,40}$"
)


def shift_unit(day: date, unit: str, count: int) -> Period | None:
    """Return the day, week, month, quarter, year, decade or century `count` of them from the one that holds a day.

    Examples
    --------
    >>> shift_unit(date(2026, 3, 11), "month", -3).first
    datetime.date(2025, 12, 1)
    """
    try:
        if unit in ("day", "week", "fortnight"):
            days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
            return cal.day(day + timedelta(days=days)) if unit == "day" else cal.week(day + timedelta(days=days))
        if unit == "month":
            return cal.month(day.year, day.month + count)
        if unit == "quarter":
            return cal.quarter(day.year, (day.month - 1) // 3 + 1 + count)
        if unit == "year":
            return cal.year(day.year + count)
        length = {"decade": 10, "century": 100}[unit]
        first = (day.year + count * length) // length * length
        return cal.years(first, first + length - 1)
    except (OverflowError, ValueError):
        return None


def _unit_of(word: str) -> str:
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _unit(context: Context, match: re.Match[str]) -> Period | None:
    """Read "last week", "this year"; with "the" they are spans from or to today ("over the last year")."""
    which, unit = match["which"].lower().split()[-1], _unit_of(match["unit"])
    if (which == "coming" and unit != "week") or (match["article"] and which in ("last", "next")):
        return UNKNOWN
    return shift_unit(context.reference, unit, _SHIFTS[which])


def _before_last(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the year before last", "the week after next"."""
    unit = _unit_of(match["unit"])
    return shift_unit(context.reference, "day" if unit == "night" else unit, -2 if match["side"] else 2)


def _within_unit(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the end of the year", "earlier in the week": the unit that publication lies in."""
    unit = _unit_of(match["unit"])
    if unit == "day":
        near = [d for d in context.found[-2:] if d.precision == "day" and abs((context.reference - d.first).days) <= 3]
        return cal.day(near[-1].first if near else context.reference)
    if unit == "quarter":
        return _count_from(context, match, unit, 0)
    return shift_unit(context.reference, unit, 0)


def _rolling(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the past three months", "the next two weeks": from or to the day of publication."""
    unit, count = _unit_of(match["unit"]), count_of(match["count"] or "a")
    back = match["which"].lower() in ("past", "last", "previous", "preceding")
    if not match["count"] and (
        not match["article"]
        or unit == "day"
        or (match["which"].lower() != "past" and unit not in ("decade", "century"))
    ):
        return None
    here = context.reference
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0) * (
        -count if back else count
    )
    try:
        if days:
            there = here + timedelta(days=-days * count if back else days * count)
        else:
            month = cal.month(here.year, here.month + months)
            there = month.first.replace(day=min(here.day, month.last.day))
    except (OverflowError, ValueError):
        return UNKNOWN
    return Period(min(here, there), max(here, there), "range", rolling=True)


def _in_count(context: Context, match: re.Match[str]) -> Period | None:
    """Read "in three days" where the clause looks ahead."""
    if context.ahead(match) is not True:
        return None
    return shift_unit(context.reference, _unit_of(match["unit"]), count_of(match["count"]))


def _ago(context: Context, match: re.Match[str]) -> Period | None:
    if _SEVERAL.search(context.left(match)):
        return UNKNOWN  # "two or three years ago"
    if re.search(r"\bhalf\s$", context.left(match)):
        return UNKNOWN  # "half a year ago"
    return shift_unit(context.reference, _unit_of(match["unit"]), -count_of(match["count"]))


def _hundreds_ago(context: Context, match: re.Match[str]) -> Period | None:
    return shift_unit(context.reference, "year", -200 if match["count"].lower().startswith("two") else -100)


def _year_ago(context: Context, _match: re.Match[str]) -> Period | None:
    return cal.year(context.reference.year - 1)


def _ahead(context: Context, match: re.Match[str]) -> Period | None:
    return shift_unit(context.reference, _unit_of(match["unit"]), count_of(match["count"]))


def _anchors(context: Context, match: re.Match[str], unit: str) -> list[Date]:
    """List the times that "two days later" may count from, the likeliest first.

    They are those told shortly before, exact enough for the unit; the day on which somebody said so comes last.
    """
    fine = {"day", "range"} | ({"week"} if unit != "day" else set())
    fine |= {"month"} if unit in ("month", "quarter", "year", "decade") else set()
    fine |= {"quarter", "year"} if unit in ("quarter", "year", "decade") else set()
    near = [
        found
        for found in reversed(context.found[-6:])
        if match.start() - found.end <= _ANCHOR_REACH
        and found.precision in fine
        and (found.last - found.first).days <= 366
    ]
    return sorted(near, key=lambda found: _is_reported(context, found))


def _is_reported(context: Context, found: Date) -> bool:
    return bool(_REPORTED.search(context.text[max(0, found.start - 60) : found.start]))


def _from_anchor(anchor: Date, unit: str, count: int) -> Period | None:
    """Count from a time; whole years from a month or quarter lead to that month or quarter."""
    if unit == "year" and anchor.precision in ("month", "quarter"):
        steps = {"month": 12, "quarter": 4}[anchor.precision]
        return shift_unit(anchor.first, anchor.precision, steps * count)
    return shift_unit(anchor.last if count > 0 else anchor.first, unit, count)


def _count_from(context: Context, match: re.Match[str], unit: str, count: int) -> Period | None:
    for anchor in _anchors(context, match, unit):
        period = _from_anchor(anchor, unit, count)
        if period is not None and (count <= 0 or period.first <= context.reference or context.ahead(match)):
            return period
    return None


def _after_another(context: Context, match: re.Match[str]) -> Period | None:
    """Read "two days later", "a year earlier"."""
    if _SEVERAL.search(context.left(match)) or re.search(r"\b(?:for|than)\s$", context.left(match)):
        return UNKNOWN
    count = count_of(match["count"])
    sign = 1 if match["side"].lower().startswith(("later", "after")) else -1
    return _count_from(context, match, _unit_of(match["unit"]), sign * count) or UNKNOWN


def _beside_another(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the following day", "the same month", "that year"; with nothing told before, count from publication."""
    which, word = match["which"].lower().split()[-1], match["unit"].lower()
    unit = "day" if word in _PARTS else word
    left = context.left(match)
    if which == "that" and not re.search(
        r"(?:\b(?:on|in|of|since|by|later|earlier|for|until|from|during|after|before)|^|[.,\n\"“])\s?$", left
    ):
        return None
    if which == "next" and unit != "day":
        return None
    if match["told"]:  # "the same month last year"
        before = _count_from(context, match, unit, 0) if which == "same" else None
        return (
            shift_unit(before.first, unit, {"week": -52, "month": -12, "quarter": -4}.get(unit, 0)) if before else None
        )
    return _count_from(context, match, unit, _ANCHORED_SHIFTS[which]) or _beside_today(
        context, unit, which == "previous"
    )


def _beside_today(context: Context, unit: str, before: bool) -> Period:
    if before and unit in ("week", "month", "quarter", "year") and not context.found:
        return shift_unit(context.reference, unit, -1) or UNKNOWN
    return cal.day(context.reference - timedelta(days=1)) if before and unit == "day" else UNKNOWN


def _before_another(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the night before", "the year earlier"."""
    word, before = match["unit"].lower(), (match["side"] or match["side2"]).lower() in ("before", "earlier")
    unit = "day" if word in _PARTS else word
    return _count_from(context, match, unit, -1 if before else 1) or _beside_today(context, unit, before)


def _weekday_beside_another(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the following Monday", "the previous Friday"."""
    weekday = WEEKDAYS[match["weekday"].lower()]
    find = cal.weekday_after if match["which"].lower() in ("following", "next") else cal.weekday_before
    for anchor in _anchors(context, match, "day"):
        return cal.day(find(anchor.last, weekday, today=False))
    return cal.day(find(context.reference, weekday, today=False))


def _month_beside_another(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the following May"."""
    number = month_number(match["month"])
    for anchor in _anchors(context, match, "month"):
        month = anchor.first.month
        if match["which"].lower() in ("following", "next"):
            return cal.month(anchor.first.year + (number <= month), number)
        return cal.month(anchor.first.year - (number >= month), number)
    return None


_UNIT = r"(?P<unit>(?:day|week|fortnight|month|year|decade)s?|century|centuries)"
_FISCAL = r"(?:(?:fiscal|financial|calendar|academic|school) )?"
_CLOSES = r"(?=[.,;:)\"”]|$|['’]s| (?:and|but|or|when|in|at|with|for|by|to|on|as|from|where|who|which|during|because) )"
_CLOSES_CLAUSE = _CLOSES.replace("|because)", "|because|he|she|they|it|was|were|had)")

RULES = (
    make_rule(
        {"the", "last", "this", "next", "current", "coming"},
        rf"(?:(?P<article>(?i:the)) )?(?P<which>(?i:last|this coming|this|next|current|coming)) {_FISCAL}"
        r"(?P<unit>week|month|quarter|year)(?!-|['’]?s? of | and a half|['’]s? time)",
        _unit,
    ),
    make_rule(
        {"the", "week", "month", "year", "night"},
        r"(?:(?i:the) )?(?P<unit>week|month|year|night) (?:(?P<side>before) last|after next)",
        _before_last,
    ),
    make_rule(
        {
            "the",
            "end",
            "beginning",
            "start",
            "middle",
            "close",
            "rest",
            "remainder",
            "course",
            "earlier",
            "later",
            "early",
            "late",
            "throughout",
            "during",
            "all",
        },
        r"(?:(?:(?i:the) )?(?i:end|beginning|start|middle|close|rest|remainder|course) of the"
        r"|(?i:earlier|later|early|late) in the|(?i:throughout|during|all) the)"
        r" (?P<unit>day|week|month|quarter|year)(?!-| of | to | ending| before| after|['’]?s )",
        _within_unit,
    ),
    make_rule({"the", "year", "month"}, r"(?:(?i:the) )?(?P<unit>year|month)(?:-end|['’]s end)", _within_unit),
    make_rule(
        {"the", "past", "last", "next", "coming", "previous", "preceding"},
        r"(?:(?P<article>(?i:the)) )?(?P<which>(?i:past|last|next|coming|previous|preceding)) "
        rf"(?:(?P<count>{COUNT}) )?{_UNIT}"
        r"(?!-| of |['’]s )",
        _rolling,
    ),
    make_rule(
        {"in"}, rf"(?i:in) (?P<count>{COUNT}) {_UNIT}(?=[.,;:]|$| (?:and|when|to|for|with|at|if|as)(?!\w))", _in_count
    ),
    make_rule(COUNT_OPENS, rf"(?P<count>{COUNT}) {_UNIT} ago(?! {WEEKDAY})", _ago),
    make_rule(
        {"a", "one", "two", "hundred"},
        r"(?P<count>(?:(?i:a|one|two) )?hundred) years ago",
        _hundreds_ago,
    ),
    make_rule({"year"}, r"year-ago", _year_ago),
    make_rule({"in"}, rf"(?i:in) (?P<count>{COUNT}) {_UNIT}['’]?s? time", _ahead),
    make_rule(COUNT_OPENS, rf"(?P<count>{COUNT}) {_UNIT} (?:from now|hence)", _ahead),
    make_rule(
        COUNT_OPENS,
        rf"(?P<count>{COUNT}) {_UNIT} (?P<side>later|earlier|afterwards?|previously|before{_CLOSES}|after{_CLOSES})",
        _after_another,
    ),
    make_rule(
        {"the", "following", "previous", "preceding", "same", "next", "that"},
        r"(?:(?i:the) (?:very )?)?(?P<which>(?i:that same|following|previous|preceding|same|next|that)) "
        r"(?P<unit>day|week|month|year|quarter|morning|afternoon|evening|night)"
        r"(?P<told>(?: of)? last year| a year (?:ago|earlier))?(?!-|s)",
        _beside_another,
    ),
    make_rule(
        {"the"},
        rf"(?i:the) (?P<unit>day|night|evening|week|month|year) "
        rf"(?:(?P<side>before|after){_CLOSES}|(?P<side2>earlier|later){_CLOSES_CLAUSE})",
        _before_another,
    ),
    make_rule(
        {"the", "that"},
        rf"(?i:the|that) (?P<which>(?i:following|previous|preceding|next)) (?P<weekday>{WEEKDAY})",
        _weekday_beside_another,
    ),
    make_rule(
        {"the"},
        rf"(?i:the) (?P<which>(?i:following|previous|preceding)) (?P<month>{MONTH})(?! ?\d\d?(?!\d))",
        _month_beside_another,
    ),
)
