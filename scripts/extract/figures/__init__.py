"""The figures of an article: each quantity printed, with what it measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.figures.measures import find_measure
from newstables.scripts.extract.rows import Figure

if TYPE_CHECKING:
    from newstables.scripts.extract.quantities import Quantity
    from newstables.scripts.extract.reading import Reading

_DOING = (
    "raise|boost|increase|invest|spend|provide|lend|grant|build|create|cut|reduce|double|bring|"
    "supply|deliver|buy|expand|lift"
)
_TARGET = re.compile(
    r"\b(?:target\w*(?!\s(?:markets?|groups?|audiences?)\b)|aim(?:s|ed|ing)?|"
    r"goals?\sof|pledg\w*|plan(?:s|ned|ning)?|promis\w+|vow\w*|commit\w*|agreed to|"
    r"ask(?:s|ed|ing)? for|to be attained|"
    r"(?:is|are|was|were|should|ought) (?:to )?(?:go|rise|grow|reach|be raised|be doubled|amount|attain)|"
    rf"(?:will|would|(?:is|are) to) (?:{_DOING}|reach|take))\b"
    r"|\bs(?:eek(?:s|ing)?|ought)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
_LENGTHS_OF_TIME = frozenset(("minute", "hour", "day", "week", "month", "year", "decade", "season"))
_NEAR, _FAR = 60, 120  # characters back to the word that tells what is aimed at or expected, of counts and of the rest
_FORECAST = re.compile(
    r"\b(?:forecast\w*|expect\w*|predict\w*|project(?:ed|ion|s)|anticipat\w+|is likely to|are likely to|(?:would|will|could|may|might) (?:cost|reach|rise|fall|grow|total|generate|yield|bring in)|due to (?:reach|rise))\b",  # noqa: E501
    re.IGNORECASE,
)


def find_figures(reading: Reading) -> list[Figure]:
    """Make a row of each quantity of an article.

    Parameters
    ----------
    reading : Reading
        The article with its quantities and dates.

    Returns
    -------
    list of Figure
        In the order of the text.
    """
    rows: list[Figure] = []
    for quantity in reading.quantities:
        rows.append(_make_row(reading, quantity, rows[-1] if rows else None))
    return rows


def _make_row(reading: Reading, quantity: Quantity, before: Figure | None) -> Figure:
    body = reading.article.body
    evidence = [reading.evidence(None, quantity.start, quantity.end, f"figure.{quantity.kind}")]
    measure = None
    if before is not None and _is_conversion(body[before.end : quantity.start], before, quantity):
        measure = before.measure  # "30 million yuan (3.8 million dollars)"
        evidence.extend(place for place in before.evidence if place.column == "measure")
    else:
        phrase = find_measure(reading, quantity)
        if phrase is not None and len(phrase.text.split()) <= 12 and "\n" not in phrase.text:
            measure = phrase.text
            evidence.append(reading.evidence("measure", phrase.start_char, phrase.end_char, "figure.measure"))
    source, said = attribute(reading, quantity.start, quantity.end)
    return Figure(
        text=body[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        kind=quantity.kind,
        value=quantity.value,
        sense=_sense(reading, quantity),
        evidence=(*evidence, *said),
        value_max=quantity.value_max,
        unit=quantity.unit,
        per=quantity.per,
        qualifier=quantity.qualifier,
        measure=measure,
        attributed_to=source,
    )


def _is_conversion(between: str, before: Figure, quantity: Quantity) -> bool:
    """Tell whether a quantity in brackets tells the one right before it in another unit."""
    return before.kind == quantity.kind and re.fullmatch(r"\s?\((?:or\s|US\s)?(?:[a-z]+\s){0,3}", between) is not None


def _sense(reading: Reading, quantity: Quantity) -> str:
    """Tell whether a quantity is aimed at or expected, from the words before it in its clause."""
    if quantity.kind == "measure" and quantity.unit in _LENGTHS_OF_TIME:
        return "actual"  # how long, not how much
    sentence, reach = reading.sentence(quantity.start), _NEAR if quantity.kind == "count" else _FAR
    before = reading.article.body[max(sentence.start_char, quantity.start - reach) : quantity.start]
    if _FORECAST.search(before):
        return "forecast"
    return "target" if _TARGET.search(before) else "actual"
