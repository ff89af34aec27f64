"""Rules for days told from the day of publication: weekdays, "today", "yesterday", "last night", weekends."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newstables.scripts.extract.dates import calendar_spans as cal
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.calendar_times import bare_month
from newstables.scripts.extract.dates.time_rules import (
    AND,
    COUNT,
    COUNT_OPENS,
    MONTH,
    ORDINAL_OPENS,
    ORDINALS,
    PART_OF_DAY,
    TAIL,
    TO,
    WEEKDAY,
    WEEKDAYS,
    Context,
    count_of,
    make_rule,
    month_number,
    year_of,
)

_SHIFTS = {"last": -1, "this": 0, "next": 1}
_MOVED = re.compile(
    r"\b(?:postpon|mov|brought|push|reschedul|delay|shift|chang)[^.;]{0,40}from\s$"
)  # two days, not a span
_WEEKEND_EVENT = re.compile(
    r"\s(?:talks|meetings?|summit|conference|rally|rallies|protests?|attacks?|violence|fighting|clashes|elections?|polls?|vote|"
    r"referendum|visit|fire|storms?|crash|bombings?|shootings?|killings?|raids?|matches|games?|win|defeat|municipal|local|general)\b"
)
_LIST = re.compile(r",?\s(?:and\s|or\s)?")
_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _weekday(context: Context, match: re.Match[str]) -> Period | None:
    weekday = WEEKDAYS[match["weekday"].lower()]
    if match["week"]:
        shift = _SHIFTS[match["week"].lower()]
        return cal.day(cal.week(context.reference, shift).first + timedelta(days=weekday))
    if not match["which"] and re.search(r"\bon\sa\s$", context.left(match)):
        return None  # "born on a Friday"
    return cal.day(_nearest(context, match, weekday))


def _nearest(context: Context, match: re.Match[str], weekday: int) -> date:
    """Return the day that a weekday means, with or without "last", "this" or "next"."""
    here, which = context.reference, (match["which"] or "").lower().split()
    if not which:
        listed = _listed(context, match)
        if listed is not None:
            return cal.weekday_after(listed, weekday, today=False)
        find = cal.weekday_after if _lies_ahead(context, match, weekday) else cal.weekday_before
        return find(here, weekday, today=True)
    if which[-1] in ("last", "past"):  # "last Monday", said on Tuesday, is not yesterday
        when = cal.weekday_before(here, weekday, today=False)
        return when - timedelta(weeks=which == ["last"] and (here - when).days == 1)
    if which[-1] in ("next", "coming"):  # "next Sunday", said on Friday, is not the day after tomorrow
        when = cal.weekday_after(here, weekday, today=False)
        return when + timedelta(weeks=which == ["next"] and (when - here).days <= 2)
    return cal.week(here).first + timedelta(days=weekday)


def _listed(context: Context, match: re.Match[str]) -> date | None:
    """Return the weekday told just before in a list: "on Monday, Tuesday and **Friday**"."""
    before = context.found[-1] if context.found else None
    if before is None or before.precision != "day" or before.text.lower() not in WEEKDAYS:
        return None
    joined = _LIST.fullmatch(context.text, before.end, match.start())
    return before.last if joined else None


def _lies_ahead(context: Context, match: re.Match[str], weekday: int) -> bool:
    """Tell on which side of publication a weekday lies.

    Tomorrow's and yesterday's weekday are hardly ever those of six days ago or in six days, whatever the tense of the
    clause: news calls such days "last Monday" and "next Monday". Where no verb tells, the nearer one is meant.
    """
    ahead, sure = context.direction(match)
    since = (context.reference.weekday() - weekday) % 7
    if since == 6:
        return not (sure and ahead is False)
    if since == 1:
        return ahead is True and sure
    return ahead if ahead is not None else since > 3


def _weekdays(context: Context, match: re.Match[str]) -> Period | None:
    first, last = WEEKDAYS[match["weekday"].lower()], WEEKDAYS[match["until"].lower()]
    here, days = context.reference, (last - first) % 7
    joined = match["joint"].strip() in ("and", "&")
    if not days or (joined and days != 1) or _MOVED.search(context.left(match, 60)):
        return None
    begin = _nearest(context, match, first)
    if joined and not match["which"] and begin > here and (here - timedelta(days=days)).weekday() == first:
        begin = here if context.ahead(match) and context.direction(match)[1] else here - timedelta(days=days)
        begin = (
            begin if begin < here else _nearest(context, match, first)
        )  # "on Tuesday and Wednesday", said that Wednesday
    running = cal.weekday_before(here, first, today=True)
    if begin > here and not match["which"] and running + timedelta(days=days) > here:
        begin = running  # it is under way
    return cal.span(begin, begin + timedelta(days=days))


def _weekday_of_month(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the first Monday in November"."""
    month, word = month_number(match["month"]), match["ordinal"].lower()
    year = year_of(context, match) or bare_month(context, match, month).first.year
    ordinal = -1 if word in ("last", "final") else ORDINALS[word]
    return cal.day(cal.weekday_of_month(year, month, WEEKDAYS[match["weekday"].lower()], ordinal))


def _weekday_of_this_month(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the last Friday of the month"."""
    shift = {"last": -1, "next": 1}.get(match["told"].lower(), 0)
    month = cal.month(context.reference.year, context.reference.month + shift).first
    word = match["ordinal"].lower()
    ordinal = -1 if word in ("last", "final") else ORDINALS[word]
    return cal.day(cal.weekday_of_month(month.year, month.month, WEEKDAYS[match["weekday"].lower()], ordinal))


def _weeks_from_weekday(context: Context, match: re.Match[str]) -> Period | None:
    """Read "a week from Sunday", "a week ago Sunday", "two Sundays ago"."""
    here, weekday = context.reference, WEEKDAYS[(match["weekday"] or match["weekday2"]).lower().removesuffix("s")]
    if match["weekday2"]:
        weeks, back = count_of(match["count2"]) - 1, True
    else:
        weeks, back = count_of(match["count"]), match["side"].lower() == "ago"
    find = cal.weekday_before if back else cal.weekday_after
    when = find(here, weekday, today=False)
    return cal.day(when - timedelta(weeks=weeks) if back else when + timedelta(weeks=weeks))


def _named_day(context: Context, match: re.Match[str]) -> Period | None:
    if match["name"][0].isupper() and re.search(r"[A-Za-z]\s$", context.left(match)):
        return None  # a newspaper or a programme
    return cal.day(context.reference + timedelta(days=_NAMED_DAYS[match["name"].lower()]))


def _part_of_day(context: Context, match: re.Match[str]) -> Period | None:
    return cal.day(context.reference - timedelta(days=match["which"] is not None))


def _beyond(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    return cal.day(context.reference + timedelta(days=-2 if match["side"] else 2))


def _overnight(context: Context, match: re.Match[str]) -> Period | None:
    """Read "overnight": the night that ended on the day of publication; the coming one where the clause looks ahead."""
    here = context.reference
    return (
        cal.span(here, here + timedelta(days=1)) if context.ahead(match) else cal.span(here - timedelta(days=1), here)
    )


def _weekend(context: Context, match: re.Match[str]) -> Period | None:
    here, which = context.reference, (match["which"] or "").lower().split()
    if not which:
        if not match["article"] and not _WEEKEND_EVENT.match(context.right(match)):
            return None
        if context.left(match).endswith("long "):
            return None
        return cal.weekend(here, 0 if context.ahead(match) or here.weekday() >= 5 else -1)
    if which[-1] == "this":
        over = here.weekday() < 3 and context.ahead(match) is False
        return cal.weekend(here, -1 if over else 0)
    if which == ["next"] and match["article"]:
        return cal.weekend(here, here.weekday() >= 5)
    return cal.weekend(here, {"last": -1, "past": -1, "previous": -1, "coming": 0, "next": 1}[which[-1]])


_WHICH = r"(?P<which>(?i:this past|this coming|last|next|this|past|coming))"
_NO_NIGHT = (
    "stay|train|bus|flight|success|sensation|bag|rate|lending|curfew|index|trip|delivery|camp|parking|hit|guest|money|"
    "journey|call|interbank|repo"
)

RULES = (
    make_rule(
        {*WEEKDAYS, "last", "next", "this", "past", "coming"},
        rf"(?:{_WHICH} )?(?P<weekday>{WEEKDAY})(?: {PART_OF_DAY})?(?:,? (?:of )?(?P<week>(?i:last|this|next)) week)?",
        _weekday,
    ),
    make_rule(
        {*WEEKDAYS, "last", "next", "this", "past", "coming"},
        rf"(?:{_WHICH} )?(?P<weekday>{WEEKDAY})(?: {PART_OF_DAY})?(?P<joint>{TO}|{AND})"
        rf"(?P<until>{WEEKDAY})(?: {PART_OF_DAY})?",
        _weekdays,
    ),
    make_rule(
        ORDINAL_OPENS | {"the"},
        r"(?:(?i:the) )?(?P<ordinal>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th)) "
        rf"(?P<weekday>{WEEKDAY}) (?:of|in) (?P<month>{MONTH}){TAIL}?",
        _weekday_of_month,
    ),
    make_rule(
        ORDINAL_OPENS | {"the"},
        r"(?:(?i:the) )?(?P<ordinal>(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th)) "
        rf"(?P<weekday>{WEEKDAY}) (?:of|in) (?P<told>(?i:the|this|last|next)) month",
        _weekday_of_this_month,
    ),
    make_rule(
        COUNT_OPENS,
        rf"(?P<count>{COUNT}) weeks? (?P<side>from|ago)(?: on)? (?P<weekday>{WEEKDAY})"
        rf"|(?P<count2>{COUNT}) (?P<weekday2>{WEEKDAY}s?) ago",
        _weeks_from_weekday,
    ),
    make_rule(_NAMED_DAYS, rf"(?P<name>(?i:today|tonight|yesterday|tomorrow))(?: {PART_OF_DAY})?", _named_day),
    make_rule(
        {"last", "this"},
        r"(?P<which>(?i:last)) (?:night|evening)|(?i:this) (?:morning|afternoon|evening)",
        _part_of_day,
    ),
    make_rule({"the", "day"}, r"(?:(?i:the) )?day (?:(?P<side>before) yesterday|after tomorrow)", _beyond),
    make_rule({"overnight"}, rf"(?i:overnight)(?! (?:{_NO_NIGHT})s?(?!\w))", _overnight),
    make_rule(
        {"the", "last", "next", "this", "past", "coming", "previous", "weekend"},
        r"(?:(?P<article>(?i:the)) )?"
        r"(?:(?P<which>(?i:this past|this coming|last|next|this|past|coming|previous)) )?weekend(?!-| of )",
        _weekend,
    ),
)
