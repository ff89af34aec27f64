"""Quantities in English news: money, percentages, counts and measures, as spans with their values and units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.elided_counts import noun_left_out
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.nouns import counted_noun, guess_noun
from newstables.scripts.extract.numbers import NUMBER, SCALE, parse_fraction, parse_number

if TYPE_CHECKING:
    from spacy.tokens import Doc


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


_SYMBOL = r"(?:US\$|U\.S\.\$|AU\$|CA\$|HK\$|NZ\$|NT\$|[ACSRZ]\$|[$€£¥₹₽₩₦₺₫₴₪฿]|(?<![A-Za-z])(?-i:Rs\.?|Tk|RM|Rp|(?<!\d)N(?=\d[\d,.]*(?:m|bn|b|tn|\s?(?:million|billion|trillion)|(?<=,\d{3}))(?!\w))|[A-Z]{3})(?=\s?\d))"  # noqa: E501
_TO = r"(?:\s?(?:-|–|—)\s?|\sto\s|\sor\s)"
_OF_COUNTRY = r"(?:(?:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|US|U\.S\.|UK)\s)?"


@cache
def _currency_words() -> str:
    words = [w for w in read_pairs("currencies.tsv") if re.fullmatch(r"[a-z]+", w)]
    codes = [w for w in read_pairs("currencies.tsv") if re.fullmatch(r"[A-Z]{3}", w)]
    return "|".join(sorted([*words, *codes], key=len, reverse=True))


@cache
def _unit_words() -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(read_pairs("units.tsv"), key=len, reverse=True)
    )


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?P<n>{NUMBER})(?:{_TO}(?P<n2>{NUMBER}))?"
    number_b = number.replace("<n>", "<m>").replace("<n2>", "<m2>")
    return re.compile(
        rf"(?P<symbol>{_SYMBOL})\s?{number_b}(?:[-\s]?(?P<symbol_unit>{_currency_words()})(?!\w))?"
        rf"|(?<![\w.,$€£-])(?:{number}"
        rf"(?:"
        rf"\s?(?P<percent>%|per\s?cent(?:age\spoints?)?|percentage[\s-]points?|pct)(?!\w)"
        rf"|(?:\s|-\s?)(?:of\s)?(?P<country>{_OF_COUNTRY})(?P<currency>{_currency_words()})(?!\w)"
        rf"|(?P<gap>\s|-\s?|(?<=\d)(?=(?:km|kg|cm|mm|mph|kph|MW|GW|ft|lb|lbs|oz|ha)\b))(?P<unit>{_unit_words()})(?!\w)"
        rf"|-(?P<strong>strong)\b"
        rf")?(?![\w%]))"
        rf"|(?<![\w-])(?P<fraction>(?:(?:one|two|three|four|a)[\s-])?(?:half|thirds?|quarters?|fifths?|tenths?)(?=\s(?:of|the|its|their|his|all)\b))"
        rf"|(?<![\w-])(?P<vague>(?:tens|hundreds|thousands|dozens|scores|millions|billions)(?:\sof\s(?:thousands|millions|billions))?(?=\sof\b))",
        re.IGNORECASE,
    )


_VAGUE = {
    "tens": 10.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}

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
_MARGINS = frozenset(("goal", "length", "run", "shot", "stroke", "wicket"))  # units in which matches are won
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}$")


def find_quantities(text: str, *, doc: Doc | None = None, home: str | None = None) -> list[Quantity]:
    """Find the quantities in a text.

    Dates, ordinals, ages, scores, times of day and numbers inside names are none, nor are "one" and "a".

    Parameters
    ----------
    text : str
        Any English text; offsets refer to it.
    doc : spacy.tokens.Doc, optional
        The parsed text, from which counted nouns are read more exactly.
    home : str, optional
        ISO 3166-1 alpha-3 of the country that the text comes from, which tells whose rupee or peso is meant.

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
    """
    found: list[Quantity] = []
    taken = 0
    for match in _pattern().finditer(text):
        if match.start() < taken:
            continue
        counts = [q for q in found[-3:] if q.kind == "count" and q.unit]
        quantity = _read(text, match, doc, home, (counts[-1].end, counts[-1].unit or "") if counts else None)
        if quantity is None:
            continue
        quantity = _qualify(text, quantity)
        found.append(quantity)
        taken = quantity.end
    return found


def _read(
    text: str, match: re.Match[str], doc: Doc | None, home: str | None, last: tuple[int, str] | None
) -> Quantity | None:
    if match["fraction"]:
        return _read_fraction(text, match, doc)
    if match["vague"]:
        return _read_vague(text, match, doc)
    start, end = match.span()
    first, second = match["n"] or match["m"], match["n2"] or match["m2"]
    value, top = parse_number(first), parse_number(second) if second else None
    if value is None:
        return None
    value, top = _share_scale(first, second, value, top)
    number_end = match.end("n2") if match["n2"] else match.end("n")
    bare = Quantity(start, end, text[start:end], "count", value, top, number_end=number_end)
    if match["symbol"]:
        symbol = match["symbol"].rstrip()
        code = _currency(symbol, home)
        if code is None and re.fullmatch(r"[A-Z]{3}|N", symbol) and symbol not in read_pairs("currencies.tsv"):
            if symbol != "N":
                return None
            code = "NGN"
        if match["symbol_unit"]:
            code = _currency(match["symbol_unit"], home) or code
        return _with_per(
            text, replace(bare, kind="money", unit=code, number_end=match.end("m2") if match["m2"] else match.end("m"))
        )
    if _is_excluded(text, match, first):
        return None
    if match["percent"]:
        unit = "pp" if "point" in match["percent"].lower() else "%"
        return _with_per(text, replace(bare, kind="percent", unit=unit))
    if match["currency"]:
        country = match["country"].strip()
        code = _currency(match["currency"], home, country)
        if country and code_of_country(country) is None and code_of_nationality(country) is None:
            return None
        if (
            match["currency"].lower() in ("won", "real", "mark", "marks", "som", "rand", "buck", "bucks")
            and re.search(r"[a-z]$", first)
            and parse_number(first) == 1
        ):
            return None
        return _with_per(text, replace(bare, kind="money", unit=code))
    if match["unit"]:
        ago = _AGO.match(text[end : end + 10]) and not text[:start].endswith(" for ")
        if ago or re.search(r"\b(?:aged|age of)\s$", text[max(0, start - 8) : start]):
            return None
        if first.lower() in ("one",) and not second:
            return None
        units = read_pairs("units.tsv")
        measured = units.get(re.sub(r"[\s-]+", " ", match["unit"])) or units.get(match["unit"].lower())
        if measured is None:
            return None
        if match["gap"].startswith("-") and re.match(r"-(?:old|ago)\b", text[end : end + 5]):
            return None
        return _with_per(text, replace(bare, kind="measure", unit=measured))
    if match["strong"]:
        return replace(bare, unit="person")
    return _read_count(text, bare, doc, last)


def _share_scale(first: str, second: str | None, value: float, top: float | None) -> tuple[float, float | None]:
    """In "4 to 6 million" the scale is that of both; a range never runs downwards."""
    if top is None or second is None:
        return value, None
    scale = re.search(rf"{SCALE}$|(?:bn|mln|bln|mn)$", second, re.IGNORECASE)
    if scale and not re.search(rf"{SCALE}$|(?:bn|mln|bln|mn)$", first, re.IGNORECASE) and value < top:
        scaled = parse_number(f"1 {scale.group()}")
        if scaled and value * scaled < top:
            value *= scaled
    return (value, top) if value < top else (value, None)


def _is_excluded(text: str, match: re.Match[str], first: str) -> bool:
    start, end = match.span()
    if _NOT_BEFORE.search(text[max(0, start - 14) : start]) and not match["percent"] and not match["currency"]:
        return True
    number_end = match.end("n2") if match["n2"] else match.end("n")
    after = text[number_end : number_end + 16]
    if _NOT_AFTER.match(after) and not match["strong"]:
        return True
    if first.lower() in ("one", "a", "zero") and not match["percent"] and not match["currency"]:
        return True
    if not match["percent"] and not match["currency"] and not match["unit"] and _SCORE.search(text[start:end]):
        return True
    return text[max(0, start - 1) : start] in ("-", "–") and not match["percent"]


def _read_count(text: str, bare: Quantity, doc: Doc | None, last: tuple[int, str] | None) -> Quantity | None:
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", bare.text):
        return None  # a year
    noun = counted_noun(doc, bare.start, bare.number_end) if doc is not None else guess_noun(text, bare.number_end)
    tied = re.match(r"-\s?(goal|game|run|match|try|set|test)\b", text[bare.number_end : bare.number_end + 8])
    if tied is not None:  # "a two-goal lead"
        noun = bare.number_end + tied.end(), tied[1]
    if noun is None:
        noun = noun_left_out(text, bare.start, bare.number_end, last)
    if noun is None:
        return None
    end, unit = noun
    before = text[max(0, bare.start - 8) : bare.start].lower()
    pointing = unit in _PARTIES or (unit in _POINTED_AT and before.endswith(("the ", "these ", "those ")))
    if pointing and bare.value == 2 and text[bare.number_end : end].strip().count(" ") == 0:
        return None
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


def _read_fraction(text: str, match: re.Match[str], doc: Doc | None) -> Quantity | None:
    value = parse_fraction(match["fraction"])
    start, number_end = match.span("fraction")
    noun = (
        counted_noun(doc, start, number_end, fraction=True)
        if doc is not None
        else guess_noun(text, number_end, fraction=True)
    )
    if value is None or noun is None:
        return None
    end, unit = noun
    if re.search(r"\d", text[number_end:end]):
        end = number_end  # "a third of its 12,000 workers" are two quantities
    return Quantity(start, end, text[start:end], "count", value, unit=unit, number_end=number_end)


def _read_vague(text: str, match: re.Match[str], doc: Doc | None) -> Quantity | None:
    start, number_end = match.span("vague")
    words = match["vague"].lower().split(" of ")
    value = 1.0
    for word in words:
        value *= _VAGUE.get(word, _VAGUE.get(word + "s", 1.0))
    noun = (
        counted_noun(doc, start, number_end, fraction=True)
        if doc is not None
        else guess_noun(text, number_end, fraction=True)
    )
    if noun is None:
        return None
    end, unit = noun
    return Quantity(start, end, text[start:end], "count", value, unit=unit, qualifier="at_least", number_end=number_end)


def _currency(form: str, home: str | None, country: str = "") -> str | None:
    known = read_pairs("currencies.tsv")
    code = known.get(form) or known.get(form.lower())
    if code is None or code != "-":
        return code
    word = {"$": "dollar", "Rs.": "Rs"}.get(form, form.lower() if form.isalpha() and form.islower() else form)
    shared = read_pairs("ambiguous_currencies.tsv")
    pairs = shared.get(word) or shared.get(word.removesuffix("s")) or ""
    by_country = dict(pair.split("=") for pair in pairs.split())
    named = code_of_country(country) or code_of_nationality(country) if country else None
    if named:
        return by_country.get(named)
    if "*" in by_country and word in ("dollar", "pound") and home not in ("GBR", "EGY", "AUS", "CAN", "NZL"):
        return by_country["*"]
    return by_country.get(home or "") or by_country.get("*")


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
    if before:
        return replace(quantity, qualifier=before.lastgroup)
    after = _AFTER.match(text[quantity.end : quantity.end + 12])
    if after:
        return replace(
            quantity, qualifier={"over": "at_least", "under": "up_to", "about": "about"}[after.lastgroup or "about"]
        )
    return quantity
