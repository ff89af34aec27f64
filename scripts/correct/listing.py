"""The table of corrections: what was decided, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from newstables.schemas import to_frame
from newstables.scripts.correct.draft import Draft
from newstables.scripts.correct.reading import Line
from newstables.scripts.correct.suppressing import Names

_TOLD = ("column", "old_value", "new_value", "group", "reason", "decided_by", "note", "article_id")
"""Cells in which a name can stand."""


def list_corrections(
    draft: Draft, lines: Iterable[Line], names: Names, also_gone: Mapping[str, str], former: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows of `corrections`.

    Parameters
    ----------
    draft : Draft
        What became of them.
    lines : iterable of Line
        All of them.
    names : Names
        What may not be printed.
    also_gone : mapping of str to str
        People who went with somebody suppressed whose name they bear, and whom they went with.
    former : pandas.DataFrame
        Suppressions of a former release, which hold on.
    """
    rows = [_make_row(draft, line) for line in lines]
    for person, with_whom in sorted(also_gone.items()):
        made = hashlib.sha256(f"suppress\t{person}\t{with_whom}".encode()).hexdigest()[:12]
        rows.append(
            {
                "correction_id": f"c-{made}",
                "action": "suppress",
                "table": "people",
                "row_id": person,
                "status": "applied",
            }
        )
    for row in rows:
        for column in _TOLD:
            value = row.get(column)
            if isinstance(value, str) and names and names.stand_in(value, there=True, address=column == "article_id"):
                row[column] = None
        if row["action"] == "suppress":  # what article it rests on leads to the name
            row |= {"article_id": None, "old_value": None}
    told = {row["correction_id"] for row in rows}
    kept = former[~former["correction_id"].isin(told)]
    joined = pd.concat([to_frame("corrections", rows), kept], ignore_index=True)
    return to_frame("corrections", joined.sort_values("correction_id", kind="stable", ignore_index=True))


def _make_row(draft: Draft, line: Line) -> dict[str, Any]:
    found = draft.rows.get(line)
    row = {
        name: getattr(line, name)
        for name in (
            "correction_id", "action", "table", "row_id", "column", "article_id", "old_value", "new_value", "group",
            "reason", "cause", "decided_by", "decided_on", "note",
        )
    }  # fmt: skip
    row["status"] = draft.outcomes[line][0]
    if found is not None:
        if line.action in ("merge", "split"):
            row["new_value"] = found
        else:
            row["row_id"] = found
    return row


def use_ids(corrections: pd.DataFrame, renamed: Mapping[str, str]) -> pd.DataFrame:
    """Return corrections with the ids that rows have got since."""
    if not renamed:
        return corrections
    told = {
        column: corrections[column].map(lambda one: renamed.get(one, one)).astype("str")
        for column in ("row_id", "new_value")
    }
    return to_frame("corrections", corrections.assign(**told))
