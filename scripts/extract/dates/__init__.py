"""Times in English news: every expression found, and resolved against the day of publication.

The expressions are those of English news style: weekdays, months, days with or without a year, quarters, years, and
what is told relative to the day of publication ("last week", "earlier this month", "two years ago") or to another time
in the text ("two days later"). A time is never made more exact than it is printed.

The rules stand in the modules of `_MODULES`. Each names the words with which its form can begin, so that only the few
that can apply are tried at a word, and time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from newstables.scripts.extract.dates import calendar_times, holidays, relative_times, weekdays, year_times
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.tenses import Tenses
from newstables.scripts.extract.dates.time_rules import (
    MONTHS,
    NUMBER,
    UNKNOWN,
    WEEKDAYS,
    Context,
    Date,
    Rule,
    make_rule,
)
from newstables.scripts.extract.lexicon import read_words

__all__ = ["Date", "find_dates", "is_only_time"]

_MODULES = (calendar_times, year_times, weekdays, relative_times, holidays)
_WORD = re.compile(r"(?<![\w$€£¥#&@])(?:[A-Za-z]+|['’]?\d+)")
_PREFIXED = re.compile(r"\b(?:mid|early|late|end|post|pre|since)-$", re.IGNORECASE)
_BEFORE_NUMBERS = frozenset(".,:/-–—+'’")
_ALWAYS = re.compile(r"\b(?:every|each|any|per|most|these|those)\s$", re.IGNORECASE)
_WIDER = re.compile(
    r"(?:(?<!\w)(?:the\s)?(?:end|beginning|start|middle|close|rest|course|latter\shalf|latter\spart)\sof\s"
    r"|(?<!\w)(?:(?:the\s)?(?:early|late|mid|very\searly|very\slate)(?:\sin\s|[\s-])|end-|(?:earlier|later)\s(?:in\s|on\s)?))$",
    re.IGNORECASE,
)
_WIDER_THAN_A_DAY = frozenset(["week", "month", "quarter", "year", "range"])
_PERSON = re.compile(r"\b([A-Z][a-z]+|Mr|Mrs|Ms)\.?\s(March|April|May|June|August)\b(?!\s\d)")
_HOLDS_LENGTH = re.compile(
    r"(?:the\s)?(?:(?:first|last)\s)?[\w-]{1,12}\s(?:months|quarters|weeks)\b(?!\s(?:ago|later|earlier|before|after|from))",
    re.IGNORECASE,
)
_NO_GIVEN_NAMES = frozenset(read_words("words_before_months.txt"))


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
        In the order of the text, without overlaps; of expressions that begin together, the longest. What cannot be
        resolved to a time (a numeric date that can be read in two ways, "two days later" with nothing before it) is
        left out, as are durations and what recurs. A length of time up to or from the reference date ("the past three
        months") is a range with `Date.rolling` set.

    Examples
    --------
    >>> for found in find_dates("They met on Friday and meet again in May 2026.", date(2026, 3, 9)):
    ...     print(found.text, found.first, found.last, found.precision)
    Friday 2026-03-06 2026-03-06 day
    May 2026 2026-05-01 2026-05-31 month
    >>> [(found.text, str(found.first)) for found in find_dates("It rose in the past two weeks.", date(2026, 3, 16))]
    [('the past two weeks', '2026-03-02')]
    """
    context = Context(text, reference, Tenses(text), people=_months_that_are_people(text))
    rules = _rules_by_opening()
    taken = 0
    for word in _WORD.finditer(text):
        start = word.start()
        first = word.group()
        rules_here = rules.get(NUMBER if first[-1].isdigit() else first.lower())
        if rules_here is None or start < taken or not _may_begin(text, start, first):
            continue
        found = _read(context, rules_here, start)
        if found is None:
            continue
        match, period = found
        if period is not UNKNOWN:
            begin = _widen(text, start, taken) if period.precision in _WIDER_THAN_A_DAY else start
            words = text[begin : match.end()]
            kept = context.rolling if period.rolling else context.found
            kept.append(Date(begin, match.end(), words, period.first, period.last, period.precision, period.rolling))
        taken = match.end()
    return sorted(context.found + context.rolling, key=lambda found: found.start)


def is_only_time(dates: Iterable[Date], start: int, end: int) -> bool:
    """Tell whether words of a text belong to a time and measure nothing.

    Parameters
    ----------
    dates : iterable of Date
        The times of the text.
    start, end : int
        Offsets of the words.

    Returns
    -------
    bool
        False outside of all times, and in "the first nine months of 2006": "nine months" are a length of time too.
    """
    return any(
        date.start < end and start < date.end and not date.rolling and not _HOLDS_LENGTH.match(date.text)
        for date in dates
    )


@cache
def _rules_by_opening() -> dict[str, tuple[Rule, ...]]:
    names = sorted(read_words("names_with_times.txt"), key=len, reverse=True)
    opens = {name.split()[0].lower() for name in names}
    pattern = "|".join(re.escape(name).replace(r"\ ", " ") for name in names)
    rules = [make_rule(opens, f"(?:{pattern})", lambda _context, _match: UNKNOWN)]
    rules.extend(rule for module in _MODULES for rule in module.RULES)
    words = sorted({word for rule in rules for word in rule.opens})
    return {word: tuple(rule for rule in rules if word in rule.opens) for word in words}


def _may_begin(text: str, start: int, first: str) -> bool:
    """Tell whether a time can begin here: not within a number, a compound or what recurs ("every Friday")."""
    before = text[start - 1 : start]
    if before == "-" and not _PREFIXED.search(text, max(0, start - 8), start):
        return False
    if first[-1].isdigit() and before in _BEFORE_NUMBERS and before and before != "-":
        return False
    return not _ALWAYS.search(text, max(0, start - 8), start)


def _read(context: Context, rules: tuple[Rule, ...], start: int) -> tuple[re.Match[str], Period] | None:
    """Return the longest form that stands here and gives a time, with that time."""
    matches = [(rule, match) for rule in rules if (match := rule.pattern.match(context.text, start))]
    for rule, match in sorted(matches, key=lambda pair: -pair[1].end()):
        period = rule.resolve(context, match)
        if period is not None:
            return match, period
    return None


def _widen(text: str, start: int, taken: int) -> int:
    """Return where a time begins with the words that belong to it and do not change it: "early", "the end of"."""
    wider = _WIDER.search(text, max(taken, start - 24), start)
    return wider.start() if wider else start


def _months_that_are_people(text: str) -> frozenset[str]:
    """Return the months, in lower case, that stand in a text as the name of a person."""
    found = set()
    for match in _PERSON.finditer(text):
        first = match[1].lower()
        if first not in _NO_GIVEN_NAMES and first not in MONTHS and first not in WEEKDAYS:
            found.add(match[2].lower())
    return frozenset(found)
