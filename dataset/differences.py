"""What a comparison of two releases or builds found, and what number it asks of the next release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newstables.schemas import key

CAUSES = {
    "articles": "new, changed or missing articles",
    "corrections": "corrections that people made",
    "method": "the method: the program read or joined the same articles otherwise",
}
"""Why rows differ."""

LEVELS = ("patch", "minor", "major")
"""The parts of a version number that a difference can ask to be raised, the lowest first."""


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that came, went, or changed its meaning.

    Attributes
    ----------
    table, column : str
        Which.
    change : str
        ``added``, ``removed``, ``type``, ``unit`` or ``vocabulary``.
    old, new : str or None
        What it was and is: the type, the unit, or the values of the vocabulary.
    """

    table: str
    column: str
    change: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class TableDifference:
    """The rows of one table that differ.

    Attributes
    ----------
    added : pandas.DataFrame
        Rows that the new table alone has: `row_id` (the parts of the key, a space between them), `label` (what a
        person knows the row by; null where a suppressed name stands in it), `cause`.
    removed : pandas.DataFrame
        Rows that the old table alone has: the same, and `went_into` (the row that took it up) and `explained`:
        whether an added article, a correction or a redirect says why it is gone.
    changed : pandas.DataFrame
        Cells of other rows that differ, one row for each: `row_id`, `label`, `cause`, `column`, `old`, `new`. A row
        whose id changed has its key among them.
    """

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame

    @property
    def empty(self) -> bool:
        """Whether the tables are the same."""
        return self.added.empty and self.removed.empty and self.changed.empty


@dataclass(frozen=True, slots=True)
class Difference:
    """All in which two releases or builds differ; false where they do not.

    Attributes
    ----------
    old, new : str
        What was compared.
    tables : mapping of str to TableDifference
        By the name of the table, the eleven.
    columns : tuple of ColumnChange
        Columns and vocabularies that changed.
    corrections : pandas.DataFrame
        Corrections that the new tables list and the old ones do not, or had not applied.
    taken_back : pandas.DataFrame
        Corrections that the old tables had applied and the new ones have not.
    redirects : pandas.DataFrame
        Ids that were merged or split since.
    """

    old: str
    new: str
    tables: Mapping[str, TableDifference]
    columns: tuple[ColumnChange, ...]
    corrections: pd.DataFrame
    taken_back: pd.DataFrame
    redirects: pd.DataFrame

    def __bool__(self) -> bool:
        return bool(
            self.columns
            or not self.corrections.empty
            or not self.taken_back.empty
            or not self.redirects.empty
            or any(not table.empty for table in self.tables.values())
        )

    def count(self) -> pd.DataFrame:
        """Count rows by table, what happened to them, and cause.

        Returns
        -------
        pandas.DataFrame
            `table`, `change` (added, removed, changed), `cause` and `rows`, those there are.
        """
        counted = []
        for name, table in self.tables.items():
            for change in ("added", "removed", "changed"):
                rows = getattr(table, change).drop_duplicates("row_id")
                for cause in CAUSES:
                    number = int((rows["cause"] == cause).sum())
                    if number:
                        counted.append({"table": name, "change": change, "cause": cause, "rows": number})
        return pd.DataFrame(counted, columns=["table", "change", "cause", "rows"])

    def reasons(self) -> dict[str, list[str]]:
        """Say what asks for which part of the version number to be raised.

        Returns
        -------
        dict of str to list of str
            Reasons by level; levels without any are left out.
        """
        found: dict[str, list[str]] = {level: [] for level in reversed(LEVELS)}
        for change in self.columns:
            where = f"{change.table}.{change.column}"
            told = {"added": "was added", "removed": "is gone"}.get(change.change, f"has another {change.change}")
            found["minor" if change.change == "added" else "major"].append(f"column {where} {told}")
        for name, table in self.tables.items():
            if name == "evidence":  # which follows the rows
                continue
            lost = int((~table.removed["explained"].astype(bool)).sum())
            if lost:
                found["major"].append(
                    f"{lost:,} {_rows(lost)} gone from {name} that no added article, correction or redirect explains"
                )
            if lost < len(table.removed):
                rest = len(table.removed) - lost
                found["minor"].append(f"{rest:,} {_rows(rest)} of {name} merged or taken out, with the reason known")
            if len(table.added):
                found["minor"].append(f"{len(table.added):,} {_rows(len(table.added))} added to {name}")
            renamed = table.changed[table.changed["column"] == key(name)[0]]
            unsaid = int((renamed["cause"] == "method").sum())
            if unsaid:
                found["major"].append(f"{unsaid:,} {_rows(unsaid)} of {name} under another id (build --onto keeps ids)")
            if unsaid < len(renamed):
                rest = len(renamed) - unsaid
                found["minor"].append(f"{rest:,} {_rows(rest)} of {name} under another id, by added articles")
            changed = table.changed["row_id"].nunique()
            if changed:
                found["patch"].append(f"cells of {changed:,} {_rows(changed)} of {name} changed")
        if not self.redirects.empty:
            found["minor"].append(f"{len(self.redirects):,} ids merged or split")
        if not self.corrections.empty:
            number = len(self.corrections)
            found["patch"].append(f"{number:,} {'correction' if number == 1 else 'corrections'}")
        if not self.taken_back.empty:
            number = len(self.taken_back)
            found["patch"].append(f"{number:,} {'correction' if number == 1 else 'corrections'} taken back")
        if not self.tables["evidence"].empty and not any(found.values()):
            found["patch"].append("evidence changed")
        return {level: reasons for level, reasons in found.items() if reasons}

    @property
    def level(self) -> str | None:
        """The part of the version number that has to be raised: major, minor or patch; None where nothing differs."""
        return next(iter(self.reasons()), None)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON has it, the summary first."""
        return {
            "old": self.old,
            "new": self.new,
            "different": bool(self),
            "level": self.level,
            "reasons": self.reasons(),
            "summary": list(_records(self.count())),
            "columns": [
                {name: getattr(change, name) for name in ("table", "column", "change", "old", "new")}
                for change in self.columns
            ],
            "corrections": list(_records(self.corrections)),
            "taken_back": list(_records(self.taken_back)),
            "redirects": list(_records(self.redirects)),
            "tables": {
                name: {change: list(_records(getattr(table, change))) for change in ("added", "removed", "changed")}
                for name, table in self.tables.items()
                if not table.empty
            },
        }


def _rows(number: int) -> str:
    return "row" if number == 1 else "rows"


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.to_dict("records"):
        yield {str(column): plain(value) for column, value in row.items()}


def plain(value: Any) -> str | int | float | bool | None:
    """Return a cell as JSON has it: null for nothing, days as ISO 8601, whole numbers whole.

    Examples
    --------
    >>> plain(pd.Timestamp("2026-03-01")), plain(pd.NA), plain("Oslo")
    ('2026-03-01', None, 'Oslo')
    """
    if isinstance(value, (bool, str)):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    number = value.item() if hasattr(value, "item") else value
    return number if isinstance(number, (bool, int, float)) else str(number)
