"""Quantities in English news: money, percentages, counts and measures, as spans with their values and units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.dates import find_dates, is_only_time
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.pipeline import load_pipeline
from newstables.scripts.extract.quantities.currencies import currency_code
from newstables.scripts.extract.quantities.elided_counts import noun_left_out
from newstables.scripts.extract.quantities.forms import quantity_pattern
from newstables.scripts.extract.quantities.nouns import counted_noun
from newstables.scripts.extract.quantities.numbers import SCALE, parse_fraction, parse_number

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newstables.scripts.extract.dates import Date

__all__ = ["Quantity", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit.

    Attributes
    ----------
    start, end : int
        Offsets of number and unit, end exclusive; a qualifier ("more than") stands outside.
    text : str
        As printed.
    kind : str
        ``money``, ``percent``, ``count`` or ``measure``.
    value, value_max : float, float or None
        In full; `value_max` only for a range.
    unit : str or None
        ISO 4217, ``%``, ``pp``, or the unit or noun in the singular.
    per : str or None
        The second unit of a rate.
    qualifier : str or None
        ``about``, ``over``, ``under``, ``at_least`` or ``up_to``.
    number_end : int
        Where the number ends and its unit begins.
    """

    start: int
    end: int
    text: str
    kind: str
    value: float
    value_max: float | None = None
    unit: str | None = None
    per: str | None = None
    qualifier: str | None = None
    number_end: int = 0


_VAGUE = {
    "tens": 10.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}

_ANY_DAY = date(2000, 1, 1)  # where the times of a text are only to be found, not resolved
_QUALIFIERS = (
    ("at_least", r"at least|no fewer than|no less than|not less than|a minimum of|minimum"),
    ("up_to", r"up to|as much as|as many as|as high as|a maximum of|maximum|at most|no more than"),
    (
        "over",
        r"more than|over|above|upwards of|in excess of|"
        r"exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:ed|ing)|crossed|just over|well over|greater than",
    ),
    (
        "under",
        r"almost|nearly|close to|fewer than|less than|under|below|just under|just short of|short of|not quite|approaching",  # noqa: E501
    ),
    (
        "about",
        r"about|some|around|roughly|approximately|an estimated|estimated|approx\.?|an average of about|circa|more or less",  # noqa: E501
    ),
)
_BEFORE = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS)
    + r")\s(?:the\s|another\s|a\s|further\s)?$",
    re.IGNORECASE,
)
_LENGTH_OF_TIME = re.compile(r"(?:day|week|month|year|decade|quarter|season)$")
_LASTED = re.compile(
    r"\b(?:for|in|after|lasted|lasting|took|spent|served|than|of|is|was|just|well|within|past|last|some)\s(?:just\s|well\s)?over\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s(?:or\s(?:(?P<over>more)|(?P<under>less|fewer)|(?P<about>so)))\b")
_PER = re.compile(r"\s(?:per|a|an|each|every)\s(?:(?P<amount>[\d,]+)\s)?(?P<unit>(?:square\s|cubic\s|metric\s)?[a-z]+)")
_PERIODS = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "night",
        "season",
        "game",
        "match",
        "head",
        "person",
        "share",
        "barrel",
        "ton",
        "tonne",
        "kilogram",
        "kilo",
        "liter",
        "litre",
        "gallon",
        "pound",
        "ounce",
        "unit",
        "mile",
        "kilometer",
        "kilometre",
        "hectare",
        "acre",
        "bushel",
        "household",
        "worker",
        "passenger",
        "ticket",
        "vote",
    ]
)

# What stands around a number that is no quantity.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|no|number|Number|Article|article|Articles|Section|section|Resolution|resolution|Resolutions|resolutions|Chapter|chapter|Route|route|Highway|highway|Flight|flight|Boeing|Airbus|Channel|channel|Page|page|"
    r"Group|Room|room|Day|Phase|phase|Stage|Level|Type|Class|Category|category|Grade|Act|Part|Volume|Vol|Figure|Table|Windows|iPhone|Apollo|Formula|Gate|Pier|Lot|Zone|Area|Unit|Block|Tu|MiG|Su|aged|age|ages|Aged|under-|Under-|under|U-|World War|Super Bowl|Super|Chapter|Top|top|"  # noqa: E501
    r"seeded|ranked|rank|Psalm|Catch|chapter|verse|season|Round|round|Game|Week|Lap|lap|Heat|Pope|Order|Bill|Proposition|Prop|Amendment|Psalm|Radio|Studio|District|Ward|Precinct|Sector|Base|Camp|Building|Tower|Line|line|Track|Street|Interstate|I)[\s.-]{1,2}|[#№@/:]|\b[A-Z]{1,3}-?)$"
)
_NOT_AFTER = re.compile(
    r"^(?:-(?:year|month|week|day)s?-old\b|\s(?:years?|months?|weeks?|days?)[\s-](?:old|ago)\b|[\s-]?years?[\s-]of[\s-]age\b"
    r"|\s?(?:a\.?m\.?|p\.?m\.?|am|pm|GMT|o'clock|EDT|EST|BST)\b|:\d|\s?hours?\s?(?:GMT|local)|/\d|\.\d|-\d|(?:st|nd|rd|th)\b"
    r"|-(?:party|nation|member|way|point|class|class|time|page|man|member|state|country|strong|some|fold|star|seat|storey|story|sided|part|tier|track|lane|piece|volume|bedroom|legged|wheel|wheeler|door|speed|round)\b)",
)
_AGO = re.compile(r"^\s(?:ago|earlier|later|before|old|after)\b")
_PARTIES = frozenset(
    [
        "side",
        "country",
        "nation",
        "leader",
        "party",
        "neighbour",
        "neighbor",
        "government",
        "minister",
        "president",
        "state",
        "parliament",
        "economy",
        "people",
        "railway",
        "capital",
        "head",
        "adversary",
        "market",
    ]
)
_POINTED_AT = frozenset(
    (
        "bank",
        "club",
        "company",
        "firm",
        "group",
        "man",
        "movement",
        "organisation",
        "organization",
        "rival",
        "team",
        "woman",
    )
)  # and "the two" before them: nouns that point back
_DEFINITE = re.compile(r"\b(?:the|these|those|all|both|our|their|its)\s(?:other\s)?$", re.IGNORECASE)
_MARGINS = frozenset(("goal", "length", "run", "shot", "stroke", "wicket"))  # units in which matches are won
_MOVED_FROM = re.compile(
    r"\b(?:from|by|rose|fell|dropped|declined|gained|lost|jumped|climbed|grew|slipped|slid|edged|added|shed|surged|up|down|"
    r"(?:increas|rais|lower|advanc|soar|plung|tumbl|chang)(?:ed|es|ing|e)|cut|cuts)\s$",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    r"\b(?:magnitude|Magnitude|measur(?:ed|ing)|registered|registering)[\s-](?:of\s|a\s)?(?:about\s)?$"
)
_M = re.compile(r"\d\s?m$")
_METRES = re.compile(
    r"[\s,-]{1,2}(?:air\srifle|air\spistol|tall|high|long|wide|deep|thick|apart|away|ahead|from|above|below|race|sprint|dash|freestyle|backstroke|"
    r"breaststroke|butterfly|hurdles|relay|medley|final|mark|pool|rifle|pistol|platform|springboard|run|waves?|walls?)\b",
    re.IGNORECASE,
)
_WORDS_TOO = frozenset(("won", "real", "mark", "marks", "som", "rand", "buck", "bucks"))  # not only currencies
_HUNDREDTHS = {"cent": "dollar", "cents": "dollar", "pence": "pound"}
_AND_A_HALF = re.compile(r"\sand\sa\s(?:half|quarter)\b(?!\sof\b)")
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}$")


def find_quantities(
    text: str, *, doc: Doc | None = None, home: str | None = None, dates: Iterable[Date] | None = None
) -> list[Quantity]:
    """Find the quantities in a text.

    Dates, ordinals, ages, scores, times of day and numbers inside names are none, nor are "one" and "a".

    Parameters
    ----------
    text : str
        Any English text; offsets refer to it.
    doc : spacy.tokens.Doc, optional
        The parsed text, from which counted nouns are read; without it the text is parsed here.
    home : str, optional
        ISO 3166-1 alpha-3 of the country that the text comes from, which tells whose rupee or peso is meant.
    dates : iterable of Date, optional
        The times told in the text, which are no quantities; without them they are looked for here.

    Returns
    -------
    list of Quantity
        In the order of the text, without overlaps.

    Examples
    --------
    >>> for found in find_quantities("More than 200 officials agreed to spend $2.5 billion, up 4 percent."):
    ...     print(found.text, found.kind, found.value, found.unit, found.qualifier)
    200 officials count 200.0 official over
    $2.5 billion money 2500000000.0 USD None
    4 percent percent 4.0 % None
    >>> for found in find_quantities("Between 3 and 5 million people fled; it fell to minus 4 degrees Celsius."):
    ...     print(found.text, found.kind, found.value, found.value_max, found.unit)
    3 and 5 million people count 3000000.0 5000000.0 person
    minus 4 degrees Celsius measure -4.0 None degree Celsius
    """
    if doc is None:
        doc = load_pipeline()(text)
    pattern = quantity_pattern()
    found: list[Quantity] = []
    match = pattern.search(text)
    while match is not None:
        counts = [q for q in found[-3:] if q.kind == "count" and q.unit]
        quantity = _read(text, match, doc, home, (counts[-1].end, counts[-1].unit or "") if counts else None)
        if quantity is not None:
            found.append(_qualify(text, quantity))
        match = pattern.search(text, quantity.end if quantity is not None else match.end())
    times = list(find_dates(text, _ANY_DAY) if dates is None else dates)
    return [quantity for quantity in found if not is_only_time(times, quantity.start, quantity.end)]


def _read(text: str, match: re.Match[str], doc: Doc, home: str | None, last: tuple[int, str] | None) -> Quantity | None:
    if match["fraction"]:
        return _read_fraction(text, match, doc)
    if match["vague"]:
        return _read_vague(text, match, doc, home)
    if match["share"]:
        start, end = match.span("share")
        return Quantity(start, end, text[start:end], "count", parse_fraction(match["share"]) or 0.0, number_end=end)
    if match["part"]:
        return _read_part(text, match)
    if match["ratio"]:
        return _read_ratio(text, match, doc)
    if match["symbol"]:
        return _read_money(text, match, home)
    return _read_number(text, match, doc, home, last)


def _read_part(text: str, match: re.Match[str]) -> Quantity | None:
    """Read "half a percent", "a quarter of a mile"."""
    value, (start, end) = parse_fraction(match["part"]), match.span()
    if value is None:
        return None
    if match["part_percent"]:
        kind, unit = "percent", _percent_unit(match["part_percent"])
    else:
        known = read_pairs("units.tsv").get(match["part_unit"].lower())
        if known is None:
            return None
        kind, unit = "measure", known
    return Quantity(start, end, text[start:end], kind, value, unit=unit, number_end=match.end("part"))


def _percent_unit(printed: str) -> str:
    return "pp" if "point" in printed.lower() else "%"


def _read_ratio(text: str, match: re.Match[str], doc: Doc) -> Quantity | None:
    """Read "one in five voters" as a share of the voters."""
    start, number_end = match.span("ratio")
    over, under = parse_number(match["r1"]), parse_number(match["r2"])
    noun = counted_noun(doc, start, number_end)
    if noun is None or over is None or under is None or over >= under:
        return None
    end, unit = noun
    return Quantity(start, end, text[start:end], "count", round(over / under, 4), unit=unit, number_end=number_end)


def _read_money(text: str, match: re.Match[str], home: str | None) -> Quantity | None:
    start, end = match.start("symbol"), match.end()
    first, second, number_end = match["m"], match["m2"], match.end("m2") if match["m2"] else match.end("m")
    if second and _MOVED_FROM.search(text, max(0, start - 24), start) and " to " in text[match.end("m") : number_end]:
        second, end, number_end = None, match.end("m"), match.end("m")  # "rose $3 million to $5 million"
    value, top = parse_number(first), parse_number(second) if second else None
    if value is None:
        return None
    value, top = _share_scale(first, second, value, top)
    symbol = match["symbol"].rstrip()
    code = currency_code(symbol, home)
    if code is None and symbol.isalpha() and symbol not in read_pairs("currencies.tsv"):
        return None  # three capitals before a number that are no currency
    if symbol == "COP" and value < 100:
        return None  # a conference
    if match["symbol_unit"] and end == match.end():
        code = currency_code(match["symbol_unit"], home) or code
    return _with_per(text, Quantity(start, end, text[start:end], "money", value, top, code, number_end=number_end))


def _read_number(
    text: str, match: re.Match[str], doc: Doc, home: str | None, last: tuple[int, str] | None
) -> Quantity | None:
    signed = match["sign"] and (match["percent"] or match["unit"])
    start, end = match.start("sign") if signed else match.start("n"), match.end()
    first, second = match["n"], match["again"] or match["n2"] or match["n3"]
    value, top = parse_number(first), parse_number(second) if second else None
    if value is None or (match["sign"] and not signed and match["sign"] in "-−"):
        return None
    number_end = max(match.end("n"), match.end("n2"), match.end("n3"), match.end("more"))
    twice = match["again"] and " to " in text[match.end("percent") : end]
    if twice and _MOVED_FROM.search(text, max(0, start - 24), start):
        second, top, end = None, None, match.end("percent")  # "from 5 percent to 7 percent"
    value, top = _share_scale(first, second, value, top)
    if signed:
        value, top = (-value, None) if top is None else (-top, -value)
    bare = Quantity(start, end, text[start:end], "count", value, top, number_end=number_end)
    if match["more"]:
        bare = replace(bare, qualifier="about" if match["more"].endswith(("odd", "so")) else "at_least")
    metres = _METRES.match(text, match.end("n")) if _M.search(first) and not second else None
    if metres is not None:  # "a jump of 1.85 m"
        value = parse_number(first.rstrip().removesuffix("m")) or value
        return replace(
            bare, kind="measure", value=value, unit="m", end=match.end("n"), text=text[start : match.end("n")]
        )
    if _is_excluded(text, match, first):
        return None
    if match["percent"]:
        return _with_per(text, replace(bare, kind="percent", unit=_percent_unit(match["percent"])))
    if match["magnitude"]:
        return replace(bare, kind="measure", unit="magnitude")
    if match["pence"]:
        return replace(bare, kind="money", unit="GBP", value=value / 100, value_max=None) if value < 100 else None
    if match["currency"]:
        return _read_currency(text, match, bare, home)
    if match["unit"]:
        return _read_measure(text, match, bare)
    if match["strong"]:
        return replace(bare, unit="person")
    return _read_count(text, bare, doc, last)


def _read_currency(text: str, match: re.Match[str], bare: Quantity, home: str | None) -> Quantity | None:
    """Read an amount whose currency stands behind it: "5 million Hong Kong dollars", "30 cents"."""
    country, word = match["country"].strip(), match["currency"]
    if country and code_of_country(country) is None and code_of_nationality(country) is None:
        return None
    if word.lower() in _WORDS_TOO and (
        bare.value < 100 or re.match(r"\s(?:the|a|an|by|in|their|his|her)\b", text[bare.end :])
    ):
        return None  # "of whom 15 won", "the 737 won a"
    if word == "mark" and text[bare.number_end] == " " and not country:
        return None  # "passed the 200,000 mark"
    if word.lower() in _HUNDREDTHS:
        top = None if bare.value_max is None else bare.value_max / 100
        code = currency_code(_HUNDREDTHS[word.lower()], home, country)
        return _with_per(text, replace(bare, kind="money", unit=code, value=bare.value / 100, value_max=top))
    if word.lower() in ("pound", "pounds") and not country and _is_weight(text, bare, home):
        return replace(bare, kind="measure", unit="pound")
    return _with_per(text, replace(bare, kind="money", unit=currency_code(word, home, country)))


def _is_weight(text: str, bare: Quantity, home: str | None) -> bool:
    """Tell whether pounds are a weight: after "weighs", before a thing that has one, or where nobody pays in pounds."""
    if re.search(
        r"\b(?:weigh\w*|weight\sof|lost|gained|lift\w*)\s(?:[a-z]+\s){0,2}$", text[max(0, bare.start - 30) : bare.start]
    ):
        return True
    after = text[bare.end : bare.end + 40]
    if re.match(r"\s(?:each\b|overweight|lighter|heavier|of\s(?:force|thrust|pressure))", after):
        return True
    heap = re.match(
        r"\sof\s(?!the|its|his|her|their|aid|debts?|public|government|taxpayer|damage|cash|money|assets|savings)[a-z]",
        after,
    )
    compound = text[bare.number_end : bare.number_end + 1] == "-" and re.match(r"\s[a-z]", after)
    return bool((heap or compound) and home not in ("GBR", "IRL", "EGY", "LBN", "SYR", "CYP") and bare.value < 1e5)


def _read_measure(text: str, match: re.Match[str], bare: Quantity) -> Quantity | None:
    start, end = bare.start, bare.end
    ago = _AGO.match(text[end : end + 10]) and not text[:start].endswith(" for ")
    if ago or re.search(r"\b(?:aged|age of)\s$", text[max(0, start - 8) : start]):
        return None
    if match["n"].lower() == "one" and bare.value_max is None:
        return None
    units = read_pairs("units.tsv")
    measured = units.get(re.sub(r"[\s-]+", " ", match["unit"])) or units.get(match["unit"].lower())
    if measured is None:
        return None
    if match["gap"].startswith("-") and re.match(r"-(?:old|ago)\b", text[end : end + 5]):
        return None
    half = _AND_A_HALF.match(text, end)
    if half is not None and bare.value_max is None:  # "an hour and a half"
        end, more = half.end(), 0.25 if "quarter" in half.group() else 0.5
        bare = replace(bare, end=end, text=text[start:end], value=bare.value + more)
    return _with_per(text, replace(bare, kind="measure", unit=measured))


def _share_scale(first: str, second: str | None, value: float, top: float | None) -> tuple[float, float | None]:
    """In "4 to 6 million" the scale is that of both; a range never runs downwards."""
    if top is None or second is None:
        return value, None
    decimals = first.partition(".")[2]
    if decimals.isdigit() and second.isdigit() and len(second) <= len(decimals):
        top = float(first[: -len(second)] + second)  # "1.2969-72 dollars"
    scale = re.search(rf"{SCALE}$|(?:bn|mln|bln|mn)$", second, re.IGNORECASE)
    if scale and not re.search(rf"{SCALE}$|(?:bn|mln|bln|mn)$", first, re.IGNORECASE) and value < top:
        scaled = parse_number(f"1 {scale.group()}")
        if scaled and value * scaled < top:
            value *= scaled
    return (value, top) if value < top else (value, None)


def _is_excluded(text: str, match: re.Match[str], first: str) -> bool:
    start, end = match.start("n"), match.end()
    money = match["currency"] and match["currency"].lower() not in _WORDS_TOO
    if _NOT_BEFORE.search(text[max(0, start - 14) : start]) and not match["percent"] and not money:
        return True
    number_end = max(match.end("n"), match.end("n2"), match.end("n3"))
    after = text[number_end : number_end + 16]
    if _NOT_AFTER.match(after) and not match["strong"] and not match["more"]:
        return True
    if first.lower() in ("one", "a", "an", "zero") and not match["percent"] and not match["currency"]:
        return True
    if not match["percent"] and not match["currency"] and not match["unit"] and _SCORE.search(text[start:end]):
        return True
    return text[max(0, start - 1) : start] in ("-", "–") and not match["percent"] and not match["sign"]


def _read_count(text: str, bare: Quantity, doc: Doc, last: tuple[int, str] | None) -> Quantity | None:
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", bare.text):
        return None  # a year
    if _MAGNITUDE.search(text, max(0, bare.start - 20), bare.start) or text.startswith(
        (" on the Richter", " on the open-ended Richter"), bare.number_end
    ):
        return replace(
            bare, kind="measure", unit="magnitude", end=bare.number_end, text=text[bare.start : bare.number_end]
        )
    noun = counted_noun(doc, bare.start, bare.number_end)
    tied = re.match(r"-\s?(goal|game|run|match|try|set|test)\b", text[bare.number_end : bare.number_end + 8])
    if tied is not None:  # "a two-goal lead"
        noun = bare.number_end + tied.end(), tied[1]
    if noun is None:
        noun = noun_left_out(text, bare.start, bare.number_end, last)
    if noun is None:
        return None
    end, unit = noun
    before = text[max(0, bare.start - 8) : bare.start].lower()
    definite = _DEFINITE.search(text, max(0, bare.start - 12), bare.start) is not None
    alone = " " not in text[bare.number_end : end].strip()
    if alone and bare.value == 2 and (unit in _PARTIES or (unit in _POINTED_AT and definite)):
        return None
    if alone and bare.value <= 10 and definite and unit in _PARTIES and not text.startswith(" of ", end):
        return None
    if unit in ("other", "others"):
        unit = last[1] if last is not None else "person"  # "12 people died and 30 others were hurt"
    if unit in _MARGINS and before.endswith("by "):
        return None  # "won by seven wickets"
    if unit.isupper() and len(unit) < 5 and unit == text[end - len(unit) : end]:
        return None  # "118 BT"
    if unit in (".", ",") or _is_inside_name(text, bare, end):
        return None
    return replace(bare, end=end, text=text[bare.start : end], unit=unit)


def _is_inside_name(text: str, bare: Quantity, end: int) -> bool:
    """Tell whether a number in words is the first word of a name: "the Seven Party Alliance"."""
    words = text[bare.start : end].split()
    opens = bare.start == 0 or text[bare.start - 2 : bare.start] in (". ", "\n\n", '" ', "“")
    return len(words) > 1 and not opens and all(word[:1].isupper() for word in words) and not words[0][0].isdigit()


def _read_fraction(text: str, match: re.Match[str], doc: Doc) -> Quantity | None:
    value = parse_fraction(match["fraction"])
    start, number_end = match.span("fraction")
    noun = counted_noun(doc, start, number_end, fraction=True)
    if value is None or noun is None:
        return None
    end, unit = noun
    if re.search(r"\d", text[number_end:end]):
        end = number_end  # "a third of its 12,000 workers" are two quantities
    return Quantity(start, end, text[start:end], "count", value, unit=unit, number_end=number_end)


def _read_vague(text: str, match: re.Match[str], doc: Doc, home: str | None) -> Quantity | None:
    start, number_end = match.span("vague")
    words = match["vague"].lower().split(" of ")
    value = 1.0
    for word in words:
        value *= _VAGUE.get(word, _VAGUE.get(word + "s", 1.0))
    if match["vague_currency"]:
        code, end = currency_code(match["vague_currency"], home), match.end()
        return Quantity(
            start, end, text[start:end], "money", value, unit=code, qualifier="at_least", number_end=number_end
        )
    if not text.startswith(" of", number_end):  # "Hundreds were hurt"
        end, unit = number_end, "person"
    else:
        noun = counted_noun(doc, start, number_end, fraction=True)
        if noun is None:
            return None
        end, unit = noun
    return Quantity(start, end, text[start:end], "count", value, unit=unit, qualifier="at_least", number_end=number_end)


def _with_per(text: str, quantity: Quantity) -> Quantity:
    per = _PER.match(text[quantity.end : quantity.end + 40])
    if per is None:
        return quantity
    unit = per["unit"]
    singular = read_pairs("units.tsv").get(unit, unit)
    if singular in _PERIODS or unit in read_pairs("units.tsv"):
        if text[quantity.end :].lstrip().startswith("per") and quantity.kind == "money":
            return replace(
                quantity,
                per=singular,
                end=quantity.end + per.end(),
                text=text[quantity.start : quantity.end + per.end()],
            )
        return replace(quantity, per=singular)
    return quantity


def _qualify(text: str, quantity: Quantity) -> Quantity:
    if quantity.qualifier is not None:
        return quantity
    before = _BEFORE.search(text[max(0, quantity.start - 32) : quantity.start])
    if before and _LENGTH_OF_TIME.match(quantity.unit or "") and before.group().lower().startswith("over "):
        lasted = _LASTED.search(text[: quantity.start], max(0, quantity.start - 40))
        before = before if lasted else None  # "tripled over five years"
    if before:
        return replace(quantity, qualifier=before.lastgroup)
    after = _AFTER.match(text[quantity.end : quantity.end + 12])
    if after:
        return replace(
            quantity, qualifier={"over": "at_least", "under": "up_to", "about": "about"}[after.lastgroup or "about"]
        )
    return quantity
