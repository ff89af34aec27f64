"""What a broken rule is reported as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Failure:
    """One broken rule, at one cell.

    Attributes
    ----------
    table : str
        Name of the table.
    row_id : str or None
        Key of the row; None where the table as a whole is meant.
    column : str or None
        The column.
    value : str or None
        What stands there.
    problem : str
        What is wrong with it.
    """

    table: str
    row_id: str | None
    column: str | None
    value: str | None
    problem: str

    def __str__(self) -> str:
        """One line for a person."""
        where = " ".join(part for part in (self.table, self.row_id) if part)
        cell = f", {self.column}" if self.column else ""
        value = f" {self.value!r}" if self.value is not None else ""
        return f"{where}{cell}:{value} {self.problem}"

    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Order by table, row, column, value and problem."""
        return (self.table, self.row_id or "", self.column or "", self.value or "", self.problem)


def failures_of(
    name: str, rows: pd.DataFrame, row_id: str | list[str], column: str, problem: str, value: str | None = None
) -> Iterator[Failure]:
    """Yield a failure for each of `rows`.

    Parameters
    ----------
    name : str
        Name of the table.
    rows : pandas.DataFrame
        The rows that break the rule.
    row_id : str or list of str
        The column, or columns, that name the row.
    column : str
        The column that is wrong.
    problem : str
        What is wrong with it; ``{}`` takes the row's fields by name.
    value : str, optional
        The column that holds what stands there; `column` where not given.
    """
    names = [row_id] if isinstance(row_id, str) else row_id
    for row in rows.to_dict("records"):
        found = row.get(value or column)
        yield Failure(
            name,
            " ".join(str(row[n]) for n in names),
            column,
            None if found is None or pd.isna(found) else str(found),
            problem.format(**{str(k): v for k, v in row.items()}),
        )
