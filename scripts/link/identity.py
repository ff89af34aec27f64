"""Ids of rows, derived from where their earliest evidence stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy
import pandas as pd

PREFIXES = {"people": "p", "meetings": "m", "participants": "mp", "agreements": "g", "parties": "gp", "figures": "f"}
_APART = {
    "people": ["name"],
    "meetings": ["row"],
    "participants": ["id", "name"],
    "agreements": ["row"],
    "parties": ["id", "name"],
    "figures": ["text"],
}
"""What tells rows of one article apart that rest on the same words."""


def find_begin(table: str, rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """Return where the first evidence of each flat row begins; -1 where there is none."""
    starts = evidence[evidence["table"] == table].groupby("row")["start"].min()
    return rows["row"].map(starts).fillna(-1).astype("int64")


def name_rows(table: str, rows: pd.DataFrame) -> pd.Series:
    """Give rows the ids of their earliest evidence.

    Parameters
    ----------
    table : str
        Name of the table.
    rows : pandas.DataFrame
        Flat rows that are the first to tell of a person, an event ..., all those of an article together, with `begin`.

    Returns
    -------
    pandas.Series
        The table's prefix and 12 hex digits of the SHA-256 of table, article_id and start. Where two rows would have
        the same, what tells them apart is hashed too.
    """
    keys = rows["article_id"] + "\t" + rows["begin"].astype("str")
    shared = keys.duplicated(keep=False)
    if shared.any():
        for column in _APART[table]:
            keys = keys.where(~shared, keys + "\t" + rows[column].astype("str"))
        again = keys.groupby(keys).cumcount()
        keys = keys.where(again == 0, keys + "\t" + again.astype("str"))
    return pd.Series([make_id(table, key) for key in keys], index=rows.index, dtype="str")


def make_id(table: str, key: str) -> str:
    """Return an id of a table, derived from what stands for the row."""
    return f"{PREFIXES[table]}-{hashlib.sha256(f'{table}{chr(9)}{key}'.encode()).hexdigest()[:12]}"


def pack_ids(ids: Iterable[str]) -> Any:
    """Return ids of one table as whole numbers, 8 bytes each."""
    return numpy.array([int(one.rpartition("-")[2], 16) for one in ids], dtype="u8")


def find_twice(table: str, packed: Sequence[Any]) -> frozenset[str]:
    """Return the ids that rows of two articles have by chance, as happens once in millions of articles."""
    numbers, counts = numpy.unique(numpy.concatenate([numpy.empty(0, dtype="u8"), *packed]), return_counts=True)
    return frozenset(f"{PREFIXES[table]}-{number:012x}" for number in numbers[counts > 1].tolist())


def shelve_id(one: str, shelves: int) -> int:
    """Return the shelf on which an id lies; shelves hold ids of one table in their order."""
    return int(one.rpartition("-")[2][:6], 16) * shelves >> 24
