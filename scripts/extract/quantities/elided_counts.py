"""Counts whose noun is left out: "18 miners were trapped; **fifteen** of the 18 are dead, 99,400 more ..."."""

from __future__ import annotations

import re

from newstables.scripts.extract.quantities.nouns import singular

_ABOUT = r"(?:(?:some|about|around|only|nearly|almost|over|more than|at least|up to|an estimated)\s)?$"
_POPULATION = re.compile(rf"\bpopulation\s(?:of|is|was)\s{_ABOUT}", re.IGNORECASE)
_HURT = re.compile(
    rf"\b(?:kill|injur|wound|hurt|arrest|detain|convict|hospitali[sz])(?:ed|ing|es|s)?\s(?:and\s\w+ing\s)?{_ABOUT}",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"\s(?:(?:others?|more)\s)?(?:died|(?:were|are|have\sbeen|had\sbeen)\s(?:also\s|still\s)?(?:killed|dead|injured|wounded|hurt|"
    r"arrested|detained|missing|rescued|evacuated|trapped|freed|hospitali[sz]ed|feared\sdead|in\s(?:a\s)?(?:critical|serious)))\b"
)
_OF_THEM = re.compile(r"\sof\s(?:them|which|whom)\b")
_ENDS = re.compile(r"\s(?:in|on|at|and|or|others|more|over|since|during|when)\b|[.,;]")
_OF_WHOM = re.compile(rf"\bof\s(?:whom|which|them)\s{_ABOUT}", re.IGNORECASE)
_NUMBER_OF = re.compile(rf"\bnumber\sof\s(?:[a-z]+\s){{0,2}}?(?P<noun>[a-z]+s)\b[^.;]{{0,40}}\sto\s{_ABOUT}")
_OF_THE = re.compile(r"\sof\s(?:the|its|their|these|those)\s(?:[\d,]+\s|[a-z]+\s){0,2}?(?P<noun>[a-z]{3,}s)\b")
_HEAP = re.compile(r"\sof\s(?:the|its|their|these|those)\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]{3,}s)\b")
_LARGE = re.compile(r"\d,\d{3}|\b(?:million|billion|lakh|crore|thousand)$")
_UNITS_ASIDE = frozenset(("minutes", "hours", "days", "weeks", "months", "years", "points", "times", "others"))


def noun_left_out(text: str, start: int, end: int, last: tuple[int, str] | None) -> tuple[int, str] | None:
    """Tell what a number counts that no noun follows.

    Parameters
    ----------
    text : str
        The text.
    start, end : int
        Offsets of the number.
    last : tuple of int and str, or None
        Where the last count before it ends, and its noun in the singular.

    Returns
    -------
    tuple of int and str, or None
        Where the words of the count end, and the noun in the singular; None where nothing tells.

    Examples
    --------
    >>> noun_left_out("Vietnam has a population of 82 million.", 28, 38, None)
    (38, 'person')
    """
    before, after = text[max(0, start - 90) : start], text[end : end + 60]
    if _POPULATION.search(before) or (_HURT.search(before) and _ENDS.match(after)):
        return end, "person"
    if _HARMED.match(after) and not re.search(r"\b(?:of\s(?:the|whom|them)|the|these|all|both)\s$", before):
        return end, "person"  # "at least **12** were killed"
    heap = _HEAP.match(after)
    if heap is not None and _LARGE.search(text[start:end]) and heap["noun"] not in _UNITS_ASIDE:
        return end + heap.end(), singular(heap["noun"])  # "four million **of the mines**"
    of = _OF_THE.match(after)
    if of is not None and of["noun"] not in _UNITS_ASIDE:
        return end, singular(of["noun"])
    number = _NUMBER_OF.search(before)
    if number is not None:
        return end, singular(number["noun"])
    if last is not None and _OF_THEM.match(after) and start - last[0] < 200:
        return end, last[1]  # "and **282** of them are complete"
    if last is None or ". " in text[last[0] : start] or "\n" in text[last[0] : start]:
        return None
    if _OF_WHOM.search(before) or (re.search(r"\d,\d{3}$", text[start:end]) and _ENDS.match(after)):
        return end, last[1]
    return None
