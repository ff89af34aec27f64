"""What came of corrections, for tests that apply them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from newstables.scripts.correct import Corrected
from newstables.scripts.correct.draft import APPLIED

Apply = Callable[..., Corrected]


def statuses(done: Corrected) -> set[str]:
    return set(done.corrections["status"])


def applied(done: Corrected) -> bool:
    return statuses(done) == {APPLIED} and not done.failed


def row(done: Corrected, table: str, row_id: str) -> pd.Series:
    frame = done.tables[table]
    [found] = [row for _, row in frame.iterrows() if row.iloc[0] == row_id]
    return found
