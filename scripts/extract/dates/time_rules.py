"""What the rules for times share: how one is written, the words it is made of, and what it resolves against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.tenses import Tenses
from newstables.scripts.extract.lexicon import read_words


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
    rolling : bool
        True for a length of time up to or from the day of publication: "the past three months".
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    precision: str
    rolling: bool = False


@dataclass(slots=True)
class Context:
    """What an expression is resolved against.

    Attributes
    ----------
    text : str
        The text.
    reference : datetime.date
        Day of publication.
    found : list of Date
        The times told before it, in order.
    rolling : list of Date
        The lengths of time up to or from publication told before it; nothing else counts from them.
    tenses : Tenses
        Where the clauses of the text look, ahead or back.
    people : frozenset of str
        Months, in lower case, that are the name of a person in this text ("Theresa May").
    """

    text: str
    reference: date
    tenses: Tenses
    found: list[Date] = field(default_factory=list)
    rolling: list[Date] = field(default_factory=list)
    people: frozenset[str] = frozenset()

    def ahead(self, match: re.Match[str]) -> bool | None:
        """Tell whether the clause of an expression looks ahead (True) or back (False); None where nothing tells."""
        return self.tenses.ahead(match.start(), match.end())

    def direction(self, match: re.Match[str]) -> tuple[bool | None, bool]:
        """Tell where the clause of an expression looks, as `ahead` does, and whether words beside it make that sure."""
        return self.tenses.direction(match.start(), match.end())

    def left(self, match: re.Match[str], reach: int = 24) -> str:
        """Return the words before an expression, in lower case, up to `reach` characters."""
        return self.text[max(0, match.start() - reach) : match.start()].lower()

    def right(self, match: re.Match[str], reach: int = 24) -> str:
        """Return the words after an expression, up to `reach` characters."""
        return self.text[match.end() : match.end() + reach]


UNKNOWN = Period(date.min, date.min, "unknown")
"""What a rule returns for words that look like a time, or give one that cannot be told: no other rule reads them."""

Resolve = Callable[[Context, re.Match[str]], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which times are printed.

    Attributes
    ----------
    opens : frozenset of str
        The words, in lower case, with which it can begin; `NUMBER` for any number in digits.
    pattern : re.Pattern
        The form; matched where one of those words stands.
    resolve : callable
        From context and match to the time, `UNKNOWN`, or None where this is not such a form after all.
    """

    opens: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolve


def make_rule(opens: Iterable[str], pattern: str, resolve: Resolve) -> Rule:
    """Make a rule out of its first words and its form; a single space in the form stands for any one gap."""
    return Rule(frozenset(opens), re.compile(pattern.replace(" ", GAP) + r"(?!\w)"), resolve)


NUMBER = "0"
GAP = r"(?:[^\S\n]{1,2}|\n)"  # between words: never a new paragraph

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
WEEKDAYS_IN_SHORT = ("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")

_FULL = [names.split()[0] for names in _MONTH_NAMES]
_SHORT = [name for names in _MONTH_NAMES for name in names.split()[1:]]


def _spelled(words: Iterable[str]) -> str:
    """Write words with a capital, and in capitals: months and weekdays are no words in lower case ("may", "march")."""
    return "|".join(form for word in sorted(words, key=len, reverse=True) for form in (word.capitalize(), word.upper()))


MONTH = rf"(?:(?:{_spelled(_FULL)})(?!\w)|(?:{_spelled(_SHORT)})(?!\w)\.?)"
FULL_MONTH = rf"(?:{_spelled(_FULL)}|(?:{_spelled(_SHORT)})\.)"  # as it may stand without a day
WEEKDAY = rf"(?:{_spelled(WEEKDAYS)})"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:{_spelled(WEEKDAYS_IN_SHORT)})\.?)"  # as it may stand before a date
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|-[a-z]|:\d|[.,]\d(?!\d\d\d\b))"
_COUNTED = "|".join(read_words("counted_in_thousands.txt"))
YEAR = rf"(?:(?:1\d|20|21)\d\d(?![\w%]|[.,]\d|(?: |-)(?:{_COUNTED})(?![\w'’]))|['’]\d\d(?![\w'’]))"
TO = r"(?: ?[-–—] ?| (?:to|through|thru|until|till) )"
AND = r" (?:and|&) "
PART_OF_DAY = r"(?i:morning|mid-?morning|noon|midday|afternoon|evening|night|midnight)"

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
COUNTS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)} | {
    tens if not ones else f"{tens}-{ones}": 10 * i + j
    for i, tens in enumerate(_TENS, 2)
    for j, ones in enumerate(["", *_ONES])
}
_COUNT_WORD = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(reversed(_TEENS))}|{'|'.join(_ONES)}|an?"
COUNT = rf"(?:\d{{1,3}}|(?i:{_COUNT_WORD}))"
ORDINAL_NUMBERS = {word: number for number, word in enumerate(read_words("ordinals.txt"), 1)}
COUNT_OPENS = frozenset([*_ONES, *_TEENS, *_TENS, "a", "an", NUMBER])
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
ORDINAL_OPENS = frozenset([*ORDINALS, "last", "final", NUMBER])
MONTH_OPENS = frozenset(MONTHS)


def make_tail(suffix: str = "") -> str:
    """Write the year after a month, quarter or season: "2006", "of 2006", ", 2006", "of last year", "of the year"."""
    told = "last|this|next|that|the same|the previous|the following|the current|the"
    return (
        rf"(?:,? ?(?P<year{suffix}>{YEAR})| of (?:fiscal )?(?P<of{suffix}>{YEAR})"
        rf"|,? (?:of )?(?P<told{suffix}>(?i:{told})) (?:fiscal |financial )?year)"
    )


TAIL = make_tail()


def month_number(word: str) -> int:
    """Return the number of a month by its name or short form."""
    return MONTHS[word.lower().rstrip(".")]


def day_number(word: str) -> int:
    """Return the number of a day of the month: "3", "3rd"."""
    return int(word.rstrip("stndrh"))


def count_of(word: str) -> int:
    """Return a count in digits or words; "a" is one."""
    return int(word) if word.isdigit() else COUNTS.get(word.lower(), 1)


def year_number(word: str, reference: date) -> int:
    """Return a year by its digits; of two digits ("'98") the latest such year that has begun."""
    if len(word) == 4:
        return int(word)
    century = reference.year // 100 * 100
    year = century + int(word[-2:])
    return year if year <= reference.year else year - 100


_TOLD_YEARS = {"last": -1, "this": 0, "the current": 0, "next": 1}


def year_of(context: Context, match: re.Match[str], suffix: str = "") -> int | None:
    """Return the year that a tail gives, or None where there is none, or one that is not known ("of the year")."""
    printed = match["year" + suffix] or match["of" + suffix]
    if printed:
        return year_number(printed, context.reference)
    told = " ".join((match["told" + suffix] or "").lower().split())
    if told in _TOLD_YEARS:
        return context.reference.year + _TOLD_YEARS[told]
    if told and told != "the" and context.found:
        return context.found[-1].first.year + {"the previous": -1, "the following": 1}.get(told, 0)
    return None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
