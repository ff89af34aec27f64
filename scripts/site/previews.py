"""Tables as pages show them: the data dictionary, and some rows to look at."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newstables.schemas import arrow_schema, describe, key, references, schema
from newstables.scripts.charts.wording import iso_day, print_number

ROWS = 200  # of a table that a page shows; the files hold all
NAMING = frozenset(("people", "appearances", "participants", "parties", "evidence", "corrections"))
"""The tables whose rows tell of people: no search engine is to list their pages."""

_BEHIND = ("url", "based_on", "text_sha256", "source")  # beside ids: what tells a reader least stands last
_NEWEST = {
    "articles": "published",
    "meetings": "first_reported",
    "agreements": "first_reported",
    "people": "last_seen",
    "corrections": "decided_on",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as its data dictionary tells of it.

    Attributes
    ----------
    name, kind, meaning : str
        What it is called, of which type it is, and what it means.
    nullable : bool
        Whether it may be empty.
    unit, refers_to : str or None
        Its unit, and the table whose rows it names.
    vocabulary : mapping of str to str
        The values it may have, with their meanings.
    """

    name: str
    kind: str
    meaning: str
    nullable: bool
    unit: str | None
    refers_to: str | None
    vocabulary: Mapping[str, str]

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.kind in ("int32", "double")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a preview: what is shown, what it is sorted by, and the row or article that it names."""

    text: str
    value: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Some rows of a table.

    Attributes
    ----------
    columns : list of Column
        Those in which something stands, ids last.
    rows : list of list of Cell
        The rows.
    total, left_out : int
        How many rows the table has, and how many of them are of people who have no page.
    order : str or None
        The column that puts the newest rows first.
    """

    columns: list[Column]
    rows: list[list[Cell]]
    total: int
    left_out: int
    order: str | None


def describe_columns(table: str) -> list[Column]:
    """Return the data dictionary of a table.

    Examples
    --------
    >>> [column.name for column in describe_columns("redirects")]
    ['old_id', 'new_id', 'reason', 'version']
    """
    told = []
    for field in arrow_schema(table):
        column = schema(table).columns[field.name]
        metadata = column.metadata or {}
        told.append(
            Column(
                field.name,
                str(field.type).replace("date32[day]", "date"),
                str(column.description),
                field.nullable,
                metadata.get("unit"),
                references(table).get(field.name),
                metadata.get("vocabulary", {}),
            )
        )
    return told


def describe_key(table: str) -> list[str]:
    """Return the columns that tell the rows of a table apart; none where it has no key."""
    return list(key(table)) if schema(table).unique else []


def describe_table(table: str) -> str:
    """Return what the rows of a table are, in one line."""
    return describe(table)


def choose_rows(table: str, frame: pd.DataFrame, shown: Set[str]) -> Preview:
    """Choose the rows that a page shows: the newest, without those of people who have no page.

    Parameters
    ----------
    table : str
        Its name.
    frame : pandas.DataFrame
        Its rows.
    shown : set of str
        The people who have a page. Others stay in the rows of meetings and agreements that they took part in.
    """
    kept = frame
    if table in ("people", "appearances"):
        kept = frame[frame["person_id"].isin(shown)]
    elif table == "evidence":
        kept = frame[(frame["table"] != "people") | frame["row_id"].isin(shown)]
    elif table == "corrections":
        named = frame["table"].isin(["people", "appearances"]) & ~frame["row_id"].isin(shown)
        kept = frame[~named & (frame["action"] != "suppress")]
    order = _NEWEST.get(table)
    if order:
        rest = [column for column in key(table) if column in kept.columns]
        kept = kept.sort_values([order, *rest], ascending=[False] + [True] * len(rest), kind="stable")
    some = kept.head(ROWS)
    columns = [column for column in describe_columns(table) if column.name in some and some[column.name].notna().any()]
    columns.sort(key=lambda column: (column.name in _BEHIND, column.name.endswith("_id")))
    cells = [[_show(column, value) for value in some[column.name].astype(object)] for column in columns]
    rows = [list(row) for row in zip(*cells, strict=True)]
    return Preview(columns, rows, len(frame), len(frame) - len(kept), order)


def _show(column: Column, value: Any) -> Cell:
    if pd.isna(value):
        return Cell("", None, None)
    if isinstance(value, pd.Timestamp):
        return Cell(str(iso_day(value)), None, None)
    if column.numeric:
        return Cell(print_number(value), f"{value:.15g}", None)
    target = str(value) if column.refers_to or column.name in ("person_id", "article_id", "country") else None
    return Cell(str(value), None, target)
