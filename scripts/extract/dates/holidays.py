"""Rules for days with a name: holidays, wherever their day is fixed or follows from the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from newstables.scripts.extract.dates import calendar_spans as cal
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.time_rules import TAIL, Context, make_rule, year_of
from newstables.scripts.extract.lexicon import read_pairs

_LOOSE = frozenset(["Christmas", "Easter", "Thanksgiving"])  # also name a season, and stand before nouns
_BEFORE = re.compile(
    r"\b(?:at|before|after|by|since|until|till|over|for|on|of|around|during|towards?|and)\s(?:the\s)?$"
)


@cache
def _holidays() -> dict[str, str]:
    return read_pairs("holidays.tsv")


def holiday(name: str, year: int) -> date:
    """Return the day of a holiday of the list in a year.

    Examples
    --------
    >>> holiday("Good Friday", 2026), holiday("Thanksgiving Day", 2026)
    (datetime.date(2026, 4, 3), datetime.date(2026, 11, 26))
    """
    when = _holidays()[name]
    if when.startswith("easter"):
        return easter(year) + timedelta(days=int(when.split()[1]))
    if "-" in when[1:]:
        return date(year, int(when[:2]), int(when[3:]))
    ordinal, weekday, month, later = (int(part) for part in when.split())
    return cal.weekday_of_month(year, month, weekday, ordinal) + timedelta(days=later)


def _holiday(context: Context, match: re.Match[str]) -> Period | None:
    name = " ".join(match["name"].replace("’", "'").split())
    here, told = context.reference, year_of(context, match)
    which = (match["which"] or "").lower().strip()
    if name in _LOOSE and not told and not which and not _BEFORE.search(context.left(match)):
        return None
    if (
        name in _LOOSE
        and not told
        and re.match(
            r"[\s-](?!and\b|but\b|in\b|at\b|with\b|when\b|as\b|to\b|they\b|he\b|she\b|it\b|we\b|the\b|his\b|her\b|their\b|this\b"
            r"|last\b|next\b|for\b|from\b|on\b|by\b|was\b|were\b|is\b|will\b|has\b|had\b|would\b|after\b|before\b)[A-Za-z]",
            context.right(match),
        )
    ):
        return None
    days = [holiday(name, year) for year in ([told] if told else range(here.year - 1, here.year + 2))]
    ahead = {"last": False, "next": True}.get(which, context.ahead(match))
    near = [day for day in days if abs(day - here) <= timedelta(days=60)]
    if told or ahead is None or (near and not which):
        return cal.day(min(days, key=lambda day: abs(day - here)))
    return cal.day(min(day for day in days if day >= here) if ahead else max(day for day in days if day <= here))


_NAMES = sorted(_holidays(), key=len, reverse=True)
_PATTERN = "|".join(re.escape(name).replace(r"\ ", " ").replace("'", "['’]") for name in _NAMES)

RULES = (
    make_rule(
        {"last", "next", "this", *(re.split(r"\W", name)[0].lower() for name in _NAMES)},
        rf"(?P<which>(?i:last|next|this) )?(?P<name>{_PATTERN})(?: in(?= \d))?{TAIL}?",
        _holiday,
    ),
)
