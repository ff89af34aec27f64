"""The forms in which quantities are printed, as one pattern: money, percentages, measures, counts, shares, heaps."""

from __future__ import annotations

import re
from functools import cache

from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.quantities.numbers import NUMBER

_SCALED = r"\s?\d[\d,.]*(?:\s?(?:m|bn|b|tn|mn|million|billion|trillion|lakh|crore)\b|(?<=,\d{3}))"
_SYMBOL = (
    r"(?:US\s?\$|U\.S\.\s?\$|\$US|AU\$|CA\$|HK\$|NZ\$|NT\$|[ACSRZ]\$|[$€£¥₹₽₩₦₺₫₴₪฿₱]"
    r"|(?<![A-Za-z])(?-i:Rs\.?|Tk|RM|Rp|SFr|KSh|Ksh|Shs?|Dhs?|DM|[A-Z]{3})(?=\s?\d)"
    rf"|(?<![A-Za-z\d])(?-i:[NRP]|SR|QR|BD|KD|JD|kr)(?={_SCALED}))"
)
_TO = r"(?:\s?(?:-|–|—)\s?|\sto\s|\sor\s)"
_OF_COUNTRY = r"(?-i:(?:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|US|U\.S\.|UK)\s)?"
_PERCENT = r"(?:%|per\s?cent(?:age\spoints?)?|percentage[\s-]points?|pct|(?<=\d)pc|(?<=\d\s)pc)"
_PART = (
    r"(?:half|one[\s-]half|a\shalf|(?:an?|one|three)[\s-]quarters?|(?:an?|one)[\s-](?:third|fifth|tenth)"
    r"|two[\s-]thirds)"
)
_AFTER_SHARE = "in|from|since|to|and|this|last|on|over|after|as|compared|during|when|between|at|for|by"
_HARMED = (
    "died|dead|(?:were|was|are|have been|had been) (?:also )?(?:killed|injured|wounded|hurt|arrested|detained|missing|"
    "rescued|evacuated|displaced|trapped|hospitali[sz]ed|stranded|feared|believed|still|taken)"
).replace(" ", r"\s")
_CLOSED_UNITS = (  # written right behind the digits: "5km"
    r"km/h|kmh|km|kg|cm|mm|mph|kph|mg|ml|[MGk]W|mw|MT|[kMGT]Wh|kV|[GMTK]B|[GMk]?Hz|mAh|kcal|ft|lbs?|oz|ha|hp|cc|sq|°\s?[CF]"
)


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
def quantity_pattern() -> re.Pattern[str]:
    """Return the form of all quantities; its groups tell which kind of quantity stands there."""
    number = (
        rf"(?:(?P<between>\bbetween\s))?(?P<n>{NUMBER})(?P<more>\+|-odd\b|-plus\b|\splus\b|\sor\sso\b)?"
        rf"(?:{_TO}(?P<n2>{NUMBER})|(?(between)\sand\s(?P<n3>{NUMBER})|(?!)))?"
    )
    money = rf"(?P<m>{NUMBER})(?:(?:{_TO}|(?(both)\sand\s|(?!)))(?:(?P=symbol)\s?)?(?P<m2>{NUMBER}))?"
    units = _unit_words()
    return re.compile(
        rf"(?P<both>\bbetween\s)?(?P<symbol>{_SYMBOL})\s?{money}(?:[-\s]?(?P<symbol_unit>{_currency_words()})(?!\w))?"
        rf"|(?<![\w-])(?P<part>{_PART})[\s-](?:of\s)?(?:an?\s|one\s|(?=percent|per\s|mile|hour|inch|point))"
        rf"(?:(?P<part_percent>{_PERCENT})|(?P<part_unit>{units}))(?!\w)"
        r"|(?<![\w-])(?P<ratio>(?P<r1>one|two|three|four|five|six|seven|eight|nine|[1-9])\s(?:in|out\sof)(?:\severy)?\s"
        r"(?P<r2>two|three|four|five|six|seven|eight|nine|ten|20|[2-9]|10|100))(?=\s(?!million|billion|thousand)[a-z]{3,})"
        rf"|(?<![\w-])(?P<fraction>(?:(?:one|two|three|four|five|an?)[\s-])?"
        rf"(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)(?=\s(?:of|the|its|their|his|all)\b))"
        r"|(?:(?<=\bby\s)|(?<=\bthan\s)|(?<=\bnearly\s)|(?<=\balmost\s))(?P<share>an?\s(?:half|third|quarter|fifth|tenth)|half"
        rf"|two[\s-]thirds|three[\s-]quarters)(?=[.,;)]|\s(?:{_AFTER_SHARE})\b)"
        rf"|(?<![\w-])(?P<vague>(?:tens|hundreds|thousands|dozens|scores|millions|billions)"
        rf"(?:\sof\s(?:thousands|millions|billions))?(?=\s(?:of|{_HARMED})\b))(?:\sof\s(?P<vague_currency>{_currency_words()})(?!\w))?"
        rf"|(?<![\w.,$€£-])(?P<sign>[-−](?=\d)|(?:minus|negative)\s)?(?:{number}"
        rf"(?:"
        rf"\s?(?P<percent>{_PERCENT})(?!\w)(?:(?:{_TO}|(?(between)\sand\s|(?!)))(?P<again>{NUMBER})\s?(?P=percent)(?!\w))?"
        rf"|(?:\s|-\s?)(?:of\s)?(?P<country>{_OF_COUNTRY})(?P<currency>{_currency_words()}|cents?|pence)(?!\w)"
        r"|(?<=\d)(?P<pence>(?-i:p))(?!\w)"
        r"|[\s-](?P<magnitude>magnitude)\b"
        rf"|(?P<gap>(?<=\d)(?=(?-i:{_CLOSED_UNITS})(?!\w))|\s|-\s?)(?P<unit>{units})(?!\w)"
        rf"|-(?P<strong>strong)\b"
        rf")?(?![\w%]))",
        re.IGNORECASE,
    )
