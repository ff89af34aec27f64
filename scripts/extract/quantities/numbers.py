"""Numbers as printed: digits, words, and both together ("2.5 million", "two hundred and fifty", "3 1/2", "3 lakh")."""

from __future__ import annotations

import re

_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: number for number, word in enumerate(_NAMES.split())}
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "lakh": 1e5, "lakhs": 1e5,
    "million": 1e6, "millions": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7, "crores": 1e7, "billion": 1e9,
    "billions": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "trillions": 1e12, "trn": 1e12, "tn": 1e12,
    "dozen": 12,
}  # fmt: skip
_FRACTIONS = {
    "half": 1 / 2, "halve": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
    "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10,
}  # fmt: skip
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}

# Some wires set a space behind the mark: "18, 000", "2. 4 million". India groups by two: "5,00,000".
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3},\s\d00(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\s]\d{3}){2,}(?![\d,.])|\d{1,3}(?:\.\d{3}){2,}(?![\d,.])"
    r"|\d+\.\s\d+(?=\s(?:million|billion|trillion|per\s?cent)\b)"
    r"|\d+[\s-][1-7]/[2-8](?![\d/])|[1-7]/[2-8](?=[\s-](?:miles?|inch|inches|acres?|cups?|of|per\s?cent|points?)\b)"
    r"|\d+\s?[½¼¾⅓⅔⅛]|[½¼¾⅓⅔⅛]|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
)
SCALE = r"(?:hundred|thousand|millions?|billions?|trillions?|lakhs?\scrores?|lakhs?|crores?|dozen)"
SHORT_SCALE = r"(?:mln|bln|bn|trn|tn|mn|m|k|b)(?![\w])"
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_TWENTY, _ONES = "|".join(_TENS), "|".join(list(_UNITS)[1:10])
_TO_99 = rf"(?:(?:{_TWENTY})[-\s](?:{_ONES})\b|(?:{_SMALL})\b)"
_TO_999 = rf"{_TO_99}(?:[\s-]hundred\b(?:\s(?:and\s)?{_TO_99})?)?"
_HALF = r"(?:\sand\s(?:a\s|one[\s-])?(?:half|quarter)|\sand\sthree[\s-]quarters)(?!\sof\b)"
WORDS = (
    r"(?:(?:an?|three)[\s-]quarters?[\s-](?:of\s)?an?[\s-]|a\squarter[\s-])(?:million|billion|trillion)"
    rf"|(?:(?:{_TO_999}|(?<!\w)an?\s(?:hundred(?:\s(?:and\s)?{_TO_99})?|thousand|million|billion|trillion|lakh|crore|dozen)\b)"
    rf"(?:{_HALF})?(?:[\s-]{SCALE}\b(?:,?\s(?:and\s)?{_TO_999}(?=[\s-](?:thousand|lakh)\b|\s(?!{SCALE}))){{0,2}}"
    rf"(?:[\s-]{SCALE}\b)?){{0,3}}(?:{_HALF})?)"
    rf"|(?:a\sfew\s|half[\s-]an?[\s-]|a\shalf[\s-]|half[\s-](?=dozen)){SCALE}"
)
NUMBER = rf"(?:(?:{DIGITS})(?:{_HALF})?(?:[\s-]?{SCALE}|\s?{SHORT_SCALE})?|{WORDS})"

_TOKEN = re.compile(r"\d+/\d+|\d[\d,]*(?:\.\d+)?|\.\d+|[a-z]+", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)([,.])\s(?=\d)")
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f.](?=\d{3}(?!\d))")


def parse_number(text: str) -> float | None:
    """Return the value of a number as printed.

    Parameters
    ----------
    text : str
        Digits or words, with or without a scale: "1,250", "2.5 million", "twenty-five", "3 1/2", "three lakh", "half a
        million".

    Returns
    -------
    float or None
        None where the text is no number.

    Examples
    --------
    >>> [parse_number(text) for text in ("2.5 million", "two hundred and fifty", "half a dozen", "blue")]
    [2500000.0, 250.0, 6.0, None]
    >>> parse_number("three and a half million"), parse_number("42 1/4"), parse_number("5,00,000")
    (3500000.0, 42.25, 500000.0)
    """
    plain = _SPACED.sub(r"\1", text.lower().replace("-", " "))
    if len(re.findall(r"[\s\u00a0\u202f.]\d{3}(?!\d)", plain)) > 1 or re.search(r"\d\s\d{3}(?!\d)", plain):
        plain = _GROUPED.sub("", plain)
    for sign, fraction in _SIGNS.items():
        plain = plain.replace(sign, f" {fraction}")
    total = current = small = 0.0
    scale, factor = 1.0, 1.0
    seen = joined = False
    for token in _TOKEN.findall(plain):
        if token in ("and", "a", "an", "few", "of"):
            joined = joined or token == "and"
            continue
        if "/" in token:
            over, under = token.split("/")
            current += int(over) / int(under) if int(under) else 0.0
        elif token[0].isdigit() or token[0] == ".":
            current += float(token.replace(",", ""))
        elif token in _UNITS or token in _TENS:
            small = _UNITS.get(token, 0) + _TENS.get(token, 0)
            current += small
        elif token.removesuffix("s") in ("half", "quarter"):
            share = _FRACTIONS[token.removesuffix("s")]
            if not joined:  # "half a million", "three quarters of a million"
                factor, current = share * (current or 1.0), 0.0
            elif token.endswith("s"):  # "two and three quarters"
                current += small * share - small
            else:  # "three and a half", "a million and a half"
                current += share * (1.0 if current else scale)
        elif token in _SCALES:
            scale = _SCALES[token]
            if token == "hundred" and (current or not total):
                current = (current or 1.0) * scale
            elif scale > total:
                total, current = (total + (current or (0.0 if total else 1.0))) * scale, 0.0
            else:
                total, current = total + (current or 1.0) * scale, 0.0
        else:
            return None
        seen = True
    value = (total + current) * factor
    return float(f"{round(value, 10):.15g}") if seen else None  # 8.39 billion is 8390000000, not a millionth more


def parse_fraction(text: str) -> float | None:
    """Return the value of a fraction in words: "half", "a third", "two thirds", "three-quarters".

    Examples
    --------
    >>> parse_fraction("three-quarters"), parse_fraction("a fifth")
    (0.75, 0.2)
    """
    words = re.split(r"[\s-]+", text.lower())
    name = words[-1].removesuffix("s")
    if name not in _FRACTIONS:
        return None
    count = _UNITS.get(words[0], 1) if len(words) > 1 else 1
    return round(count * _FRACTIONS[name], 4)
