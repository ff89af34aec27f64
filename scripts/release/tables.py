"""The tables of a release: read from a build, and written as Parquet and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow import csv

from newstables.errors import DataError, UsageError
from newstables.loading import read_parquet
from newstables.schemas import HISTORY_TABLES, TABLES, arrow_schema, check, check_table, to_arrow, to_frame
from newstables.scripts.manifest import NAME as MANIFEST
from newstables.scripts.manifest import hash_file, read_manifest
from newstables.scripts.parquet import write_table

RELEASED = (*TABLES, *HISTORY_TABLES)
"""The tables of a release."""

_ROWS_AT_A_TIME = 10_000

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build holds.

    Attributes
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables that are released, by name.
    manifest : mapping
        What ``build.json`` says.
    """

    tables: Tables
    manifest: Mapping[str, Any]


def read_build(directory: Path) -> Build:
    """Read a build, and see that it is the one that was validated.

    Raises
    ------
    newstables.UsageError
        Where the directory is no build.
    newstables.DataError
        Where a file is missing, damaged, or another than the one that the build wrote.
    """
    if not (directory / MANIFEST).is_file():
        told = "is not there" if not directory.exists() else f"is not a build: it has no {MANIFEST}"
        raise UsageError(f"{directory} {told}")
    manifest = read_manifest(directory)
    outputs = manifest["outputs"]
    tables = {}
    for name in RELEASED:
        path = directory / f"{name}.parquet"
        if path.name not in outputs:
            raise DataError(f"{directory} was built by another version of newstables, without {name}: build it anew")
        stored = read_parquet(path)
        if hash_file(path) != outputs[path.name]:
            raise DataError(
                f"{path} was changed after the build; what people decide goes into corrections, and then build anew"
            )
        _check_types(name, stored.schema, path)
        tables[name] = to_frame(name, stored)
    return Build(tables, manifest)


def write_tables(directory: Path, tables: Tables) -> None:
    """Write tables as Parquet.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    tables : mapping of str to pandas.DataFrame
        Sorted by their keys.
    """
    for name, frame in tables.items():
        write_table(name, frame, directory / f"{name}.parquet")


def write_csv(directory: Path, tables: Tables) -> None:
    """Write tables as CSV: UTF-8, a header, text in quotation marks, days as ISO 8601, nothing where a cell is null.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    tables : mapping of str to pandas.DataFrame
        Sorted by their keys.
    """
    for name, frame in tables.items():
        csv.write_csv(to_arrow(name, frame), directory / f"{name}.csv")


def check_written(directory: Path) -> None:
    """Read the Parquet files of a release again, and check what they hold.

    Raises
    ------
    newstables.DataError
        Where a table breaks the contract.
    """
    tables = {}
    for name in RELEASED:
        path = directory / f"{name}.parquet"
        stored = read_parquet(path)
        _check_types(name, stored.schema, path)
        tables[name] = to_frame(name, stored)
    failures = check({name: tables[name] for name in TABLES})
    failures += [failure for name in HISTORY_TABLES for failure in check_table(name, tables[name])]
    if failures:
        more = f", and {len(failures) - 1:,} more rules are broken" if len(failures) > 1 else ""
        raise DataError(f"the tables break the contract: {failures[0]}{more}; nothing was released")


def _check_types(name: str, found: Any, path: Path) -> None:
    wanted = arrow_schema(name)
    if found.names != wanted.names or found.types != wanted.types:
        raise DataError(f"{path} does not have the columns that the contract says: build it anew")


def count_rows(tables: Tables) -> dict[str, int]:
    """Count the rows of tables."""
    return {name: len(frame) for name, frame in tables.items()}


def count_checked(tables: Tables) -> dict[str, int]:
    """Count the rows that a person has looked at, for tables that tell."""
    return {
        name: int((frame["review"] != "unchecked").sum()) for name, frame in tables.items() if "review" in frame.columns
    }


def read_rows(name: str, frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in values of Python: text, whole and real numbers, days, None."""
    for batch in to_arrow(name, frame).to_batches(max_chunksize=_ROWS_AT_A_TIME):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
