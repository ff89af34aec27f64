"""What became of rows from release to release: the versions in `redirects` and `corrections`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from newstables.errors import DataError
from newstables.schemas import key, to_frame
from newstables.schemas.corrections import DECISION
from newstables.scripts.correct.values import same_value
from newstables.scripts.parquet import sort_table
from newstables.scripts.release.tables import Tables

Former = Callable[[str, str], pd.DataFrame]
"""Gives a table of a former release, by version and name."""

_ERRORS = ("set", "delete", "merge", "split")
"""What a person does to a row that is wrong; to accept one, or to add what was missing, is none of it."""


def check_suppressed(tables: Tables, previous: str, told: pd.DataFrame, where: str) -> None:
    """Refuse a build that forgot whom a former release suppresses.

    Raises
    ------
    newstables.DataError
        Where it does; without a name.
    """
    before, now = (_suppressed(table) for table in (told, tables["corrections"]))
    if before - now:
        raise DataError(
            f"release {previous} suppresses people whom this build does not: build it with --onto {where}, "
            "so that they stay out"
        )


def _suppressed(corrections: pd.DataFrame) -> set[str]:
    stands = (corrections["action"] == "suppress") & (corrections["status"] == "applied")
    return set(corrections.loc[stands, "row_id"].dropna())


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
    told = {
        name: to_frame(name, []) if previous is None else former(previous, name)
        for name in ("redirects", "corrections")
    }
    redirects = _tell_redirects(tables, version, told["redirects"])
    corrections = _tell_corrections(tables["corrections"], version, told["corrections"], redirects, released, former)
    return {**tables, "redirects": redirects, "corrections": corrections}


def _tell_redirects(tables: Tables, version: str, told: pd.DataFrame) -> pd.DataFrame:
    # An id that a row has again leads into no other row.
    living = {row for name, frame in tables.items() if len(key(name)) == 1 for row in frame[key(name)[0]]}
    kept = told[~((told["reason"] == "merged") & told["old_id"].isin(living))]
    now = tables["redirects"]
    both = pd.concat([kept, now.assign(version=now["version"].fillna(version))], ignore_index=True)
    return sort_table("redirects", both.drop_duplicates(["old_id", "new_id"]))


def _tell_corrections(
    now: pd.DataFrame,
    version: str,
    told: pd.DataFrame,
    redirects: pd.DataFrame,
    released: Sequence[str],
    former: Former,
) -> pd.DataFrame:
    before = [row for row in told.to_dict("records") if row["status"] == "applied"]
    known: dict[Any, Mapping[Any, Any]] = {row["correction_id"]: row for row in before}
    known |= {_tell_decision(row): row for row in before}
    earlier_ids: dict[str, set[str]] = {}
    for old, new in zip(redirects["old_id"], redirects["new_id"], strict=True):
        earlier_ids.setdefault(new, set()).add(old)
    tables: dict[tuple[str, str], pd.DataFrame] = {}

    def look_up(release: str, name: str) -> pd.DataFrame:
        if (release, name) not in tables:
            frame = former(release, name)
            tables[release, name] = frame.set_index(frame[key(name)].astype("str").agg(" ".join, axis=1))
        return tables[release, name]

    first: list[str | None] = []
    right: list[str | None] = []
    for row in now.to_dict("records"):
        same = known.get(row["correction_id"]) or known.get(_tell_decision(row))
        if row["status"] == "applied" and same is not None:
            first.append(same["first_wrong"])
            right.append(same["put_right"])
            continue
        stood = None
        if row["status"] == "applied" and row["action"] in _ERRORS and not pd.isna(row["row_id"]):
            ids = {row["row_id"], *earlier_ids.get(row["row_id"], ())} if row["action"] == "set" else {row["row_id"]}
            stood = next((r for r in released if _stood_wrong(row, ids, look_up(r, row["table"]))), None)
        first.append(stood)
        right.append(None if stood is None else version)
    return to_frame(
        "corrections", now.assign(first_wrong=pd.Series(first, now.index), put_right=pd.Series(right, now.index))
    )


def _tell_decision(correction: Mapping[Any, Any]) -> tuple[Any, ...]:
    """Return what a correction decides, by which it is known though its reason or note was written anew."""
    return tuple(None if pd.isna(correction[name]) else correction[name] for name in DECISION)


def _stood_wrong(correction: Mapping[Any, Any], ids: set[str], rows: pd.DataFrame) -> bool:
    """Tell whether a row of a release has the error that a correction puts right."""
    table, column = correction["table"], correction["column"]
    if len(key(table)) > 1:  # one of the reports of a row
        ids = {f"{row_id} {correction['article_id']}" for row_id in ids}
    there = [row_id for row_id in sorted(ids) if row_id in rows.index]
    if correction["action"] != "set":
        return bool(there)
    wrong = None if pd.isna(correction["old_value"]) else correction["old_value"]
    return column in rows.columns and any(same_value(table, column, wrong, rows[column][row_id]) for row_id in there)
