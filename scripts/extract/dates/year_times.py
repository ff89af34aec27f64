"""Rules for years and their parts: quarters, halves, seasons, several months or years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date

from newstables.scripts.extract.dates import calendar_spans as cal
from newstables.scripts.extract.dates.calendar_spans import Period
from newstables.scripts.extract.dates.time_rules import (
    COUNT,
    NUMBER,
    ORDINAL_NUMBERS,
    ORDINAL_OPENS,
    ORDINALS,
    TAIL,
    UNKNOWN,
    YEAR,
    Context,
    count_of,
    make_rule,
    year_number,
    year_of,
)
from newstables.scripts.extract.lexicon import read_words

_MATCH = re.compile(
    rf"\b(?:{'|'.join(read_words('match_words.txt'))})\b|\b(?:led|lead|leading|scored|scoring)\b[^.]{{0,60}}\bpoints?\b"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DECADE_WORDS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADES = {word: 10 * number for number, word in enumerate(_DECADE_WORDS, 2)}


def _quarter(context: Context, match: re.Match[str]) -> Period | None:
    word = (match["ordinal"] or match["digit"] or match["digit2"]).lower()
    number = 4 if word in ("last", "final") else int(word) if word.isdigit() else ORDINALS[word]
    here, year = context.reference, year_of(context, match)
    told = match["year"] or match["of"] or match["told"]
    if not told and (word in ("last", "final") or _MATCH.search(context.left(match, 120) + context.right(match, 120))):
        return None  # of a match
    if year is None:
        now, ahead = (here.month - 1) // 3 + 1, context.ahead(match)
        if ahead is None:
            ahead = (number - now) % 4 == 1  # the one that comes next
        year = here.year + (number < now) if ahead else here.year - (number > now)
    return cal.quarter(year, number)


def _year_told(context: Context, match: re.Match[str]) -> int:
    return year_of(context, match) or context.reference.year


def _half(context: Context, match: re.Match[str]) -> Period | None:
    year = _year_told(context, match)
    first = match["ordinal"].lower() in ("first", "h1")
    return Period(cal.month(year, 1 if first else 7).first, cal.month(year, 6 if first else 12).last, "range")


def _months_of_year(context: Context, match: re.Match[str]) -> Period | None:
    """Read "the first nine months of 2006", "the last two quarters of last year"."""
    count = count_of(match["count"]) * (3 if match["unit"].lower() == "quarter" else 1)
    if not 1 <= count < 12:
        return None
    year = _year_told(context, match)
    first = match["side"].lower() == "first"
    return cal.months(cal.month(year, 1 if first else 13 - count), cal.month(year, count if first else 12))


def _season(context: Context, match: re.Match[str]) -> Period | None:
    year, begin = year_of(context, match), _SEASONS[match["season"].lower()]
    return cal.season(year, begin) if year else None


def _told_season(context: Context, match: re.Match[str]) -> Period:
    here, begin, which = context.reference, _SEASONS[match["season"].lower()], match["which"].lower().split()[-1]
    this = cal.season(here.year - (begin == 12 and here.month <= 2), begin)  # in January, "this winter" began last year
    if which in ("last", "past"):
        return this if this.last < here else cal.season(this.first.year - 1, begin)
    if which == "coming" and this.last >= here:
        return this
    if which in ("next", "coming"):
        return this if this.first > here else cal.season(this.first.year + 1, begin)
    return this


def _bare_season(context: Context, match: re.Match[str]) -> Period | None:
    here, begin = context.reference, _SEASONS[match["season"].lower()]
    if not re.search(
        r"\b(?:in|into|through|by|since|until|during|before|after|early|late|this|mid-?)\s?(?:the\s)?$",
        context.left(match),
    ):
        return None
    this = cal.season(here.year - (begin == 12 and here.month <= 2), begin)
    if context.ahead(match):
        return this if this.last >= here else cal.season(this.first.year + 1, begin)
    return this if this.first <= here else cal.season(this.first.year - 1, begin)


_NUMBERED = frozenset(read_words("numbered_things.txt"))
_BEFORE_YEARS = frozenset(read_words("words_before_years.txt"))
_LEFT_WORD = re.compile(r"([A-Za-z]+)(?:['’]s)?[\s-]{1,2}$|([(\[])$")
_RIGHT_PLURAL = re.compile(
    r"\s(?!(?:was|is|has|as|its|his|this|us|does|plus|towards|across|unless|always|perhaps)\b)[a-z]{2,20}s\b"
)


def _one_year(context: Context, match: re.Match[str]) -> Period | None:
    """Read a number of four digits as a year where the words around it are those around years."""
    number = year_number(match["year"], context.reference)
    found = _LEFT_WORD.search(context.text[max(0, match.start() - 24) : match.start()])
    word = found[1] if found and found[1] else ""
    lower = word.lower()
    if lower in _NUMBERED or (lower == "at" and found):
        return None
    plain = lower in _BEFORE_YEARS or bool(found and found[2])
    usual = 1900 <= number <= context.reference.year + 30
    round_number = number % 50 == 0 and lower not in ("in", "the", "since", "during", "this")
    if (round_number or not usual) and _RIGHT_PLURAL.match(context.right(match)):
        return None  # "2000 shops"
    if match["year"][0] in "'’":
        return cal.year(number) if plain else None
    if usual:
        return cal.year(number)
    return cal.year(number) if plain and 1000 <= number <= context.reference.year + 150 else None


def _year_of_era(_context: Context, match: re.Match[str]) -> Period | None:
    return cal.year(int(match["year"] or match["year2"]))


def _fiscal_year(context: Context, match: re.Match[str]) -> Period | None:
    return cal.year(year_number(match["year"], context.reference))


def _years(context: Context, match: re.Match[str]) -> Period | None:
    first, until = year_number(match["year"], context.reference), match["until"].lstrip("'’")
    if match["joint"].strip() == "and" and not re.search(r"\bbetween\s$", context.left(match)):
        return None
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    if len(until) == 2 and len(match["joint"].strip()) > 1:
        return None  # "1995 to 15"
    if last <= first and len(until) == 2:
        last += 100  # 1999-00
    return (
        cal.years(first, last)
        if first < last <= first + 300 and last - first < (31 if len(until) == 2 else 300)
        else None
    )


def _decade(_context: Context, match: re.Match[str]) -> Period | None:
    if match["word"]:
        first = 1900 + _DECADES[match["word"].lower()]
    else:
        first = int((match["decade"] or match["short"]).strip("'’"))
        first += 1900 if first < 100 else 0
    if first % 100 == 0 and first < 2000:
        return cal.years(first, first + 99)  # "the 1800s"
    return cal.years(first, first + 9)


def _another_decade(context: Context, match: re.Match[str]) -> Period | None:
    """Read the second decade in "the 1970s and 80s"."""
    before = context.found[-1] if context.found else None
    if (
        before is None
        or before.text[-1] != "s"
        or not re.fullmatch(r",?\s(?:and\s)?", context.text[before.end : match.start()])
    ):
        return None
    first = before.first.year // 100 * 100 + int(match["short"])
    return cal.years(first, first + 9) if before.first.year % 10 == 0 and first > before.first.year else None


def _century(context: Context, match: re.Match[str]) -> Period | None:
    word = match["which"].lower()
    if not word[0].isdigit() and not re.search(r"\b(?:in|of|since|from|to|until|by|during)\s$", context.left(match)):
        return None  # of a batsman
    number = int(word[:-2]) if word[0].isdigit() else ORDINAL_NUMBERS[word]
    return cal.years(100 * number - 99, 100 * number) if number <= 30 else None


def _this_long(context: Context, match: re.Match[str]) -> Period | None:
    """Read "this decade", "the last century"; "the last decade" is ten years that end today."""
    if match["unit"] == "decade" and match["which"].lower() != "this":
        return None
    year, length = context.reference.year, 10 if match["unit"].lower() == "decade" else 100
    first = (year - (length == 100)) // length * length + (length == 100)
    first += {"last": -length, "next": length}.get(match["which"].lower(), 0)
    return Period(date(first, 1, 1), date(first + length - 1, 12, 31), "range")


_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))"
_ORDINAL = r"(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_BUSINESS = (
    r"(?:profits?|earnings|results|sales|revenues?|loss(?:es)?|turnover|output|growth|net|exports|imports|figures)"
)

RULES = (
    make_rule(
        ORDINAL_OPENS | {"the", "q"},
        rf"(?:(?i:the) )?(?:(?P<ordinal>{_ORDINAL})(?: |-)quarter|Q(?P<digit>[1-4])|(?P<digit2>[1-4])Q)"
        rf"{TAIL}?(?! that(?!\w)| since(?!\w))",
        _quarter,
    ),
    make_rule(ORDINAL_OPENS | {"the"}, rf"(?:(?i:the) )?(?P<ordinal>(?i:first|second|latter)) half{TAIL}", _half),
    make_rule(
        {"first", "second"}, rf"(?P<ordinal>(?i:first|second))-half(?= (?:\w{{2,12}} )?{_BUSINESS}){TAIL}?", _half
    ),
    make_rule({"h"}, rf"(?P<ordinal>H[12]){TAIL}", _half),
    make_rule({"fy"}, rf"FY ?(?P<year>{YEAR})", _fiscal_year),
    make_rule(
        {"the", "first", "last"},
        rf"(?:(?i:the) )?(?P<side>(?i:first|last)) (?P<count>{COUNT}) (?P<unit>month|quarter)s{TAIL}",
        _months_of_year,
    ),
    make_rule({"the", *_SEASONS}, rf"(?:(?i:the) )?{_SEASON}{TAIL}(?:[-/–]\d\d(?!\d))?", _season),
    make_rule(
        {"last", "this", "next", "the"},
        rf"(?:(?i:the) )?(?P<which>(?i:last|this|next|this past|this coming|coming|past)) {_SEASON}",
        _told_season,
    ),
    make_rule(
        _SEASONS,
        r"(?P<season>spring|summer|autumn|fall|winter)"
        r"(?=[.,;)]|$| (?:and|but|when|after|before|with|by|to|at|as|for|because|that|the|he|she|they|it|we) )",
        _bare_season,
    ),
    make_rule(
        {"ad", NUMBER}, r"(?:AD|A\.D\.) (?P<year>[1-9]\d{0,3})|(?P<year2>[1-9]\d{0,3}) (?:AD|A\.D\.|CE)", _year_of_era
    ),
    make_rule({NUMBER}, r"[1-9]\d{0,3} (?:BC|B\.C\.|BCE)", lambda _context, _match: UNKNOWN),
    make_rule({NUMBER}, rf"(?P<year>{YEAR})", _one_year),
    make_rule(
        {NUMBER},
        rf"(?P<year>{YEAR})(?P<joint>[-–—/]| - | – | (?:to|until|till|through|and) )"
        r"(?P<until>(?:1\d|20|21)\d\d|\d\d)(?![-/%]|[.,]\d)",
        _years,
    ),
    make_rule(
        {"the", "early", "mid", "late", NUMBER},
        r"(?:(?i:the) )?(?:(?i:early|mid|late)(?: |-)(?:to(?: |-)(?i:mid|late)(?: |-))?)?"
        rf"(?:(?P<decade>(?:1\d|20)\d0)['’]?s|(?P<short>['’][1-9]0)['’]?s|(?P<word>(?i:{'|'.join(_DECADES)})))",
        _decade,
    ),
    make_rule({NUMBER}, r"(?P<short>[1-9]0)['’]?s", _another_decade),
    make_rule(
        {"the"},
        r"the (?:early|mid|late)(?: |-)(?:(?P<short>[2-9]0)['’]?s)(?P<decade>(?!))?(?P<word>(?!))?",
        _decade,
    ),
    make_rule(
        {"the", NUMBER, *(word.partition("-")[0] for word in ORDINAL_NUMBERS)},
        rf"(?:(?i:the) )?(?:(?i:early|mid|late)(?: |-))?"
        rf"(?P<which>\d\d?(?:st|nd|rd|th)|(?i:{'|'.join(reversed(ORDINAL_NUMBERS))}))(?: |-)century(?! BC)",
        _century,
    ),
    make_rule(
        {"this", "the", "last", "next"},
        r"(?:(?i:the) )?(?P<which>(?i:last|this|next)) (?P<unit>century|decade)",
        _this_long,
    ),
)
