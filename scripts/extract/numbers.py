"""Numbers as printed: digits, words, and both together ("2.5 million", "two hundred and fifty", "3 lakh")."""

from __future__ import annotations

import re

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7,  # noqa: E501
    "crores": 1e7, "dozen": 12, "millions": 1e6, "billions": 1e9, "mln": 1e6, "bln": 1e9, "bn": 1e9, "trn": 1e12, "tn": 1e12,  # noqa: E501
    "mn": 1e6, "m": 1e6, "k": 1e3, "b": 1e9,
}  # fmt: skip
_FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10, "two-thirds": 2 / 3}

# Some wires set a space behind the mark: "18, 000", "2. 4 million".
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3},\s\d00(?!\d)"
    r"|\d+\.\s\d+(?=\s(?:million|billion|trillion|per\s?cent)\b)|\d+(?:\.\d+)?"
)
SCALE = r"(?:hundred|thousand|millions?|billions?|trillion|lakhs?|crores?|dozen)"
SHORT_SCALE = r"(?:mln|bln|bn|trn|tn|mn|m|k|b)(?![\w])"
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_TWENTY, _ONES = "|".join(_TENS), "|".join(list(_UNITS)[1:10])
WORDS = (
    rf"(?:(?:{_TWENTY})[-\s](?:{_ONES})\b|{_SMALL})(?:[\s-]{SCALE}(?:\s(?:and\s)?(?:{_SMALL})(?:-(?:{_SMALL}))?(?![\s-]{SCALE}))?){{0,3}}"
    rf"|(?:a\s(?:few\s)?|half\sa\s|a\shalf\s){SCALE}"
)
NUMBER = rf"(?:(?:{DIGITS})(?:[\s-]?{SCALE}|\s?{SHORT_SCALE})?|{WORDS})"

_TOKEN = re.compile(rf"{DIGITS}|[a-z]+", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)([,.])\s(?=\d)")


def parse_number(text: str) -> float | None:
    """Return the value of a number as printed.

    Parameters
    ----------
    text : str
        Digits or words, with or without a scale: "1,250", "2.5 million", "twenty-five", "three lakh", "half a million".

    Returns
    -------
    float or None
        None where the text is no number.

    Examples
    --------
    >>> [parse_number(text) for text in ("2.5 million", "two hundred and fifty", "half a dozen", "blue")]
    [2500000.0, 250.0, 6.0, None]
    """
    total, current, seen = 0.0, 0.0, False
    factor = 1.0
    for token in _TOKEN.findall(
        _SPACED.sub(r"\1", text.lower()).replace("half a ", "half ").replace("a half ", "half ")
    ):
        if token[0].isdigit():
            current += float(token.replace(",", ""))
            seen = True
        elif token in _UNITS or token in _TENS:
            current += _UNITS.get(token, 0) + _TENS.get(token, 0)
            seen = True
        elif token in ("half",):
            factor, seen = 0.5, True
        elif token in _SCALES:
            scale = _SCALES[token]
            if not current:
                current = 1.0
            if scale < 1000 and token != "dozen":
                current *= scale
            else:
                total, current = (total + current) * scale if scale > total else total + current * scale, 0.0
            seen = True
        elif token not in ("and", "a", "an", "few"):
            return None
    value = (total + current) * factor
    return round(value, 10) if seen else None


def parse_fraction(text: str) -> float | None:
    """Return the value of a fraction in words: "half", "a third", "two thirds", "three-quarters".

    Examples
    --------
    >>> parse_fraction("three-quarters"), parse_fraction("a fifth")
    (0.75, 0.2)
    """
    words = re.split(r"[\s-]+", text.lower())
    name = words[-1].removesuffix("s") if words[-1] != "halves" else "half"
    if name not in _FRACTIONS:
        return None
    count = _UNITS.get(words[0], 1) if len(words) > 1 else 1
    return round(count * _FRACTIONS[name], 4)
