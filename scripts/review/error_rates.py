"""How many rows are wrong, judged by those that were drawn at random and checked."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import pandas as pd

from newstables.scripts.correct.draft import OWNERS
from newstables.scripts.review.sampling import read_sample_name

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """What a sample tells of one table.

    `drawn` rows were drawn at random with `seed`, `checked` of them by a person, who corrected or deleted `wrong`.
    `rate` is wrong / checked, and `low` to `high` the interval (Wilson's score interval, of the confidence given) in
    which the rate of the whole table lies.
    """

    drawn: int
    checked: int
    wrong: int
    rate: float
    low: float
    high: float
    confidence: float
    seed: str


def measure_error_rates(corrections: pd.DataFrame) -> dict[str, ErrorRate]:
    """Measure the error rate by table, out of the decisions on rows that were drawn with ``review --sample``.

    A row counts as wrong where a cell of it was corrected or it was deleted; rows that are missing from the tables, and
    rows that should be joined or parted, are not in a sample of rows and so not in the rate.

    Parameters
    ----------
    corrections : pandas.DataFrame
        The table `corrections` of a build or release, or the corrections file that the pages exported: `action`,
        `table`, `row_id` and `group` are read.

    Returns
    -------
    dict
        By table, in alphabetical order; without tables of which no sampled row was checked.

    Examples
    --------
    >>> decided = pd.DataFrame({
    ...     "action": ["accept", "accept", "set", "set"],
    ...     "table": "meetings",
    ...     "row_id": ["m-1", "m-2", "m-3", "m-3"],
    ...     "group": "sample newstables 4",
    ... })
    >>> rate = measure_error_rates(decided)["meetings"]
    >>> rate.checked, rate.wrong, round(rate.low, 2), round(rate.high, 2)
    (3, 1, 0.06, 0.79)
    """
    found: dict[tuple[str, str, int], dict[str, bool]] = {}
    for action, table, row_id, group in zip(
        corrections["action"], corrections["table"], corrections["row_id"], corrections["group"], strict=True
    ):
        named = read_sample_name(group) if isinstance(group, str) else None
        if named is None or not isinstance(row_id, str) or action not in ("accept", "set", "delete"):
            continue
        # A row is wrong too where a report of it is.
        rows = found.setdefault((OWNERS.get(table, table), *named), {})
        rows[row_id] = rows.get(row_id, False) or action != "accept"
    rates: dict[str, ErrorRate] = {}
    for (table, seed, drawn), rows in sorted(found.items()):
        if table in rates and rates[table].checked >= len(rows):
            continue  # of several samples, the one of which most was checked
        wrong = sum(rows.values())
        low, high = wilson(wrong, len(rows), CONFIDENCE)
        rates[table] = ErrorRate(
            max(drawn, len(rows)), len(rows), wrong, wrong / len(rows), low, high, CONFIDENCE, seed
        )
    return rates


def wilson(wrong: int, checked: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return Wilson's score interval for a share.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). It holds for
    small numbers and shares near 0 too.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    """
    if checked == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = wrong / checked
    middle = share + z * z / (2 * checked)
    half = z * sqrt(share * (1 - share) / checked + z * z / (4 * checked * checked))
    whole = 1 + z * z / checked
    low = 0.0 if wrong == 0 else max(0.0, (middle - half) / whole)
    high = 1.0 if wrong == checked else min(1.0, (middle + half) / whole)
    return low, high
