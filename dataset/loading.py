"""Load tables as data frames, from a build, a release or a folder of releases, here or at an address."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
from pyarrow import compute, parquet
from pyarrow.fs import LocalFileSystem

from newstables.errors import DataError, UsageError
from newstables.locating import Place, Source, locate, open_place
from newstables.schemas import GROUNDED, MODELS, TABLES, arrow_schema, key, references, schema, to_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load", "locate", "read_parquet"]


def load(
    table: str,
    release: str | None = None,
    source: Source | None = None,
    *,
    columns: Sequence[str] | None = None,
    filters: Any = None,
    checked: bool = False,
) -> pd.DataFrame:
    """Load one table, typed as the contract says.

    Out of a release at an address the file is fetched once, compared with the SHA-256 that the list of releases
    tells, and kept in the platform's cache (or where ``NEWSTABLES_CACHE`` says); then it is read without the network.

    Parameters
    ----------
    table : str
        One of the eleven tables, ``redirects`` or ``corrections``; in a build also ``texts`` and ``rejected``.
    release : str, optional
        Version of the release, for a source that holds several: ``1.1.0``, or ``latest``, the highest version that is
        not withdrawn. The latest where not given.
    source : str or path, optional
        A build directory, a release, or a folder of releases; or an address of such a folder, http(s) or any that
        fsspec knows (``s3://...``). Where not given, the environment variable ``NEWSTABLES_SOURCE``, else the releases
        that came with the package.
    columns : sequence of str, optional
        Columns to read; all where not given.
    filters : optional
        Rows to read, as `pyarrow.parquet.read_table` takes them: ``[("country", "=", "KEN")]``.
    checked : bool
        Only rows that a person has accepted, corrected or added, and what belongs to such rows: the reports and
        participants of such meetings, the evidence of such rows. Articles are not checked, so all of them come.

    Returns
    -------
    pandas.DataFrame
        Text ``str``, days ``datetime64[s]``, whole numbers ``Int32``, other numbers ``float64``, null where the
        articles do not say it. ``attrs`` holds ``table``, ``description`` and ``columns`` (name to description).

    Raises
    ------
    newstables.UsageError
        Where there is no such table, column, source or release; the message says which there are.
    newstables.DataError
        Where a file is damaged, cannot be fetched, or is not the one that was released.

    Warns
    -----
    newstables.WithdrawnWarning
        Where the release has been withdrawn.

    Examples
    --------
    >>> load("people", source="my-build", columns=["name", "country"])  # doctest: +SKIP
    >>> load("meetings", "1.1.0", "https://data.example.org/tables", checked=True)  # doctest: +SKIP
    """
    if table not in MODELS:
        raise UsageError(f"no table {table!r}; there are {', '.join(MODELS)}")
    unknown = sorted(set(columns or ()) - set(arrow_schema(table).names))
    if unknown:
        raise UsageError(f"{table} has no column {unknown[0]!r}; it has {', '.join(arrow_schema(table).names)}")
    place = open_place(release, source)
    if checked:
        limit = _limit_to_checked(table, place)
        if limit is not None:
            filters = limit if filters is None else parquet.filters_to_expression(filters) & limit
    path = place.find(f"{table}.parquet")
    rows = read_parquet(path, columns, filters)
    _compare_types(table, rows.schema, path)
    return to_frame(table, rows)


def _limit_to_checked(table: str, place: Place) -> compute.Expression | None:
    """Return what rows of a table must meet so that a person has looked at them, or at the row they belong to."""
    if "review" in schema(table).columns:
        return compute.field("review") != "unchecked"
    if table == "evidence":
        either = compute.scalar(False)
        for name in GROUNDED:
            ids = load(name, source=place, columns=[key(name)[0]], checked=True)[key(name)[0]]
            either = either | ((compute.field("table") == name) & _is_one_of("row_id", ids))
        return either
    # A row that belongs to another is told by its first key; whom else it names need not be checked.
    owners = {column: owner for column, owner in references(table).items() if owner != "articles"}
    if table in TABLES and owners:
        column, owner = next(iter(owners.items()))
        return _is_one_of(column, load(owner, source=place, columns=[column], checked=True)[column])
    return None


def _is_one_of(column: str, ids: pd.Series[str]) -> compute.Expression:
    # An empty list has no type, and is no filter that Parquet takes.
    return compute.field(column).isin(ids.tolist()) if len(ids) else compute.scalar(False)


def _compare_types(table: str, found: pyarrow.Schema, path: Path) -> None:
    for field in arrow_schema(table):
        if field.name in found.names and found.field(field.name).type != field.type:
            raise DataError(f"{path}: {field.name} is of type {found.field(field.name).type}, and not of {field.type}")


def read_parquet(path: Path, columns: Sequence[str] | None = None, filters: Any = None) -> pyarrow.Table:
    """Read one file, or say in one line what is wrong with it."""
    if not path.is_file():
        raise DataError(f"{path} is missing")
    try:
        # By its path: a process that gives pyarrow an open file may abort or hang when it ends (apache/arrow#50482).
        return parquet.read_table(
            str(path),
            columns=None if columns is None else list(columns),
            filters=filters,
            filesystem=LocalFileSystem(),
            partitioning=None,  # names of folders above the file are no values
        )
    except (OSError, pyarrow.ArrowException) as error:
        raise DataError(f"{path} cannot be read: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
