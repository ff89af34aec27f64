"""What became of rows from release to release: the versions in `redirects` and `corrections`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from newstables.schemas import key, to_frame
from newstables.scripts.parquet import sort_table
from newstables.scripts.release.tables import Tables

Former = Callable[[str, str], pd.DataFrame]
"""Gives a table of a former release, by version and name."""


def tell_versions(
    tables: Tables, version: str, previous: str | None, released: Sequence[str], former: Former
) -> Tables:
    """Fill in the versions that a build cannot know.

    What a former release told stays: its redirects, and the versions of its corrections. A new correction names the
    first release in which the error stood, and this one, in which it is put right; both are null where the error was
    never published.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables of the release that is to be.
    version : str
        Its number.
    previous : str or None
        The release before it.
    released : sequence of str
        All releases there are, oldest first.
    former : callable
        Gives a table of a former release, by version and name.
    """
    told = {name: None if previous is None else former(previous, name) for name in ("redirects", "corrections")}
    return {
        **tables,
        "redirects": _tell_redirects(tables, version, told["redirects"]),
        "corrections": _tell_corrections(tables["corrections"], version, told["corrections"], released, former),
    }


def _tell_redirects(tables: Tables, version: str, told: pd.DataFrame | None) -> pd.DataFrame:
    now = tables["redirects"]
    now = now.assign(version=now["version"].fillna(version))
    if told is None:
        return sort_table("redirects", now)
    # An id that a row has again leads nowhere else.
    living = {row for name, frame in tables.items() if len(key(name)) == 1 for row in frame[key(name)[0]]}
    kept = told[~told["old_id"].isin(living)]
    both = pd.concat([kept, now], ignore_index=True).drop_duplicates(["old_id", "new_id"])
    return sort_table("redirects", both)


def _tell_corrections(
    now: pd.DataFrame, version: str, told: pd.DataFrame | None, released: Sequence[str], former: Former
) -> pd.DataFrame:
    known = {} if told is None else {row["correction_id"]: row for row in told.to_dict("records")}
    cache: dict[tuple[str, str], pd.DataFrame] = {}

    def look_up(release: str, table: str) -> pd.DataFrame:
        if (release, table) not in cache:
            frame = former(release, table)
            cache[release, table] = frame.astype(object).set_index(
                frame[key(table)].astype("str").agg(" ".join, axis=1)
            )
        return cache[release, table]

    first, right = [], []
    for row in now.to_dict("records"):
        before = known.get(row["correction_id"])
        if before is not None and not pd.isna(before["put_right"]):
            first.append(before["first_wrong"])
            right.append(before["put_right"])
            continue
        stood = None
        if (
            row["status"] == "applied"
            and row["action"] in ("set", "delete", "merge", "split")
            and not pd.isna(row["row_id"])
        ):
            stood = next((r for r in released if _stood_wrong(row, look_up(r, row["table"]))), None)
        first.append(stood)
        right.append(version if stood is not None else None)
    return to_frame("corrections", now.assign(first_wrong=first, put_right=right))


def _stood_wrong(correction: Mapping[Any, Any], rows: pd.DataFrame) -> bool:
    """Tell whether a row of a release has the error that a correction puts right."""
    row_id, column = correction["row_id"], correction["column"]
    if row_id not in rows.index:
        return False
    if correction["action"] != "set" or not isinstance(column, str) or column not in rows.columns:
        return True
    stands, wrong = rows.loc[row_id, column], correction["old_value"]
    return _as_text(stands) == (None if pd.isna(wrong) else wrong)


def _as_text(value: object) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
