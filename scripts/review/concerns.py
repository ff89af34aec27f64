"""What about a row or an article speaks for looking at it first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from newstables.scripts.review.rows import Row

CONCERNS: dict[str, tuple[float, str]] = {
    "conflict": (5, "reports contradict each other"),
    "silent": (5, "nothing was found in it"),
    "near": (2, "another row may be the same"),
    "alone": (2, "nobody is named who took part"),
    "bare": (2, "a person by one name only"),
    "currency": (2, "a sum without a currency"),
    "joined": (1, "joined from several articles"),
    "single": (1, "one side only is named"),
    "undated": (1, "no time is given"),
    "distant": (1, "more than a year from publication"),
    "several": (1, "stands for several meetings"),
    "unclear": (1, "not said whether it took place"),
    "unmeasured": (1, "not said what the number measures"),
    "unplaced": (0.5, "no role, body or country is given"),
}
"""By name: how much it weighs when articles are sorted, and what a reader is told."""

ROW_WEIGHT = 0.1
"""What a row weighs that nobody has looked at and nothing speaks against."""

_LONG = 80  # words of an article in which something should be found
_YEAR = 366  # days


def find_concerns(row: Row, published: str, near: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """Return the names of what speaks for looking at a row, the heaviest first.

    Parameters
    ----------
    row : Row
    published : str
        Day of publication of the article in which it is looked at.
    near : frozenset of (table, row_id)
        The rows that may be the same as another one.
    """
    found = set(_find(row, published))
    if (row.table, row.row_id) in near:
        found.add("near")
    return [name for name in CONCERNS if name in found]


def find_article_concerns(words: int, rows: int, *, copy: bool) -> list[str]:
    """Return the names of what speaks for looking at an article as a whole."""
    return ["silent"] if not rows and not copy and words >= _LONG else []


def _find(row: Row, published: str) -> Iterator[str]:
    if "conflicts" in row.told:
        yield "conflict"
    if row.told.get("articles", 1) > 1:
        yield "joined"
    if row.table in ("meetings", "agreements"):
        members = row.told.get("participants" if row.table == "meetings" else "parties", 0)
        if members < 2:
            yield "single" if members else "alone"
        if "date" not in row.cells:
            yield "undated"
        elif abs((date.fromisoformat(row.cells["date"]) - date.fromisoformat(published)).days) > _YEAR:
            yield "distant"
    if row.table == "meetings":
        if "number" not in row.cells:
            yield "several"
        if row.cells["status"] == "unspecified":
            yield "unclear"
    if row.table == "people":
        if len(row.cells["name"].split()) == 1:
            yield "bare"
        if not {"role", "organisation", "country"} & row.cells.keys():
            yield "unplaced"
    if row.table == "figures":
        if row.cells["kind"] == "money" and "unit" not in row.cells:
            yield "currency"
        if "measure" not in row.cells:
            yield "unmeasured"
