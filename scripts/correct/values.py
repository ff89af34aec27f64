"""The cells that a person can correct, and their values as they stand in a corrections file."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from pandera.errors import SchemaError

from newstables.schemas import GROUNDED, arrow_schema, key, references, schema, to_frame

_COUNTED = frozenset(
    (
        "articles", "mentions", "participants", "parties", "first_seen", "last_seen", "first_reported",
        "last_reported", "countries", "conflicts", "review", "start", "end",
    )
)  # fmt: skip
"""Columns that follow from other rows."""


@cache
def list_correctable(table: str, *, adding: bool = False) -> tuple[str, ...]:
    """Return the columns of a table that a person can set; of a new row, also what it belongs to.

    Examples
    --------
    >>> list_correctable("participants")
    ('name', 'type', 'person_id', 'role', 'organisation', 'country', 'capacity', 'mode')
    """
    own = set(key(table)[:1]) if table in GROUNDED else set()
    linked = set(references(table)) - {"person_id"} | ({"person_id"} if table == "appearances" else set())
    if adding:
        linked -= {"meeting_id", "agreement_id", "person_id"}
    return tuple(c for c in schema(table).columns if c not in _COUNTED and c not in own and c not in linked)


def explain_column(table: str, column: str) -> str:
    """Say why a column cannot be set."""
    if column not in schema(table).columns:
        return f"{table} has no column {column!r}; these can be corrected: {', '.join(list_correctable(table))}"
    return f"{column} of {table} follows from other rows; these can be corrected: {', '.join(list_correctable(table))}"


@cache
def check_value(table: str, column: str, text: str | None) -> str | None:
    """Say what is wrong with a value; None where it can stand in the cell."""
    field = schema(table).columns[column]
    if column in references(table):  # an id, or the group of a row that is added too
        return None
    if text is None:
        return None if field.nullable else f"{column} of {table} may not be empty"
    try:
        cell = read_value(table, column, text)
        field.validate(pd.DataFrame({column: to_frame(table, [{column: cell}])[column]}))
    except (ValueError, TypeError, SchemaError):
        vocabulary = (field.metadata or {}).get("vocabulary")
        told = f"is one of {', '.join(vocabulary)}" if vocabulary else f"holds {field.description}"
        return f"{text!r} cannot stand in {column} of {table}, which {told}"
    return None


def read_value(table: str, column: str, text: str | None) -> Any:
    """Return a value of a corrections file as a cell of the table holds it.

    Examples
    --------
    >>> read_value("meetings", "date", "2026-03-01"), read_value("meetings", "number", "2")
    (Timestamp('2026-03-01 00:00:00'), 2)
    """
    if text is None:
        return None
    kind = str(arrow_schema(table).field(column).type)
    if kind.startswith("date"):
        return pd.Timestamp(pd.to_datetime(text, format="%Y-%m-%d"))
    if kind == "int32":
        return int(text)
    if kind == "double":
        return float(text.replace(",", "") if text.count(".") <= 1 else text)
    return text


def write_value(value: Any) -> str | None:
    """Return a cell as it stands in a corrections file; None for null.

    Examples
    --------
    >>> write_value(pd.Timestamp("2026-03-01")), write_value(2000000.0), write_value(0.5), write_value(pd.NA)
    ('2026-03-01', '2000000', '0.5', None)
    """
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def same_value(table: str, column: str, text: str | None, cell: Any) -> bool:
    """Tell whether a value of a corrections file is what a cell holds."""
    if text is None or pd.isna(cell):
        return text is None and bool(pd.isna(cell))
    try:
        return write_value(read_value(table, column, text)) == write_value(cell)
    except ValueError:
        return False
