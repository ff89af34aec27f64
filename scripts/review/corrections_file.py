"""The corrections file that a person keeps: its columns, and reading and writing it."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from newstables.errors import DataError

COLUMNS = (
    "action", "table", "row_id", "article_id", "quote", "prefix", "suffix", "column", "old_value", "new_value", "group",
    "reason", "cause", "decided_by", "decided_on", "note",
)  # fmt: skip
"""The columns, in order. An empty cell is null."""

Line = dict[str, str]


def read_lines(path: Path) -> list[Line]:
    """Read a corrections file.

    Raises
    ------
    newstables.DataError
        Where it cannot be read, or is no corrections file; the message says where.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = sorted(set(COLUMNS) - set(reader.fieldnames or ()))
            if missing:
                raise DataError(f"{path} is no corrections file: it has no column {missing[0]}")
            lines = []
            for row in reader:
                if None in row or None in row.values():
                    raise DataError(f"{path}, line {reader.line_num}: has not as many cells as there are columns")
                if any(row.values()):
                    lines.append({column: row[column] for column in COLUMNS})
            return lines
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}") from error


def write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write a corrections file: beside its place first, so that it is whole or not there.

    Raises
    ------
    newstables.DataError
        Where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.partial")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from error
