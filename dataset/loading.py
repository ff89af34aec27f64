"""Load tables as data frames, from a build, a release or a folder of releases."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
from pyarrow import parquet

from newstables.errors import DataError, UsageError
from newstables.schemas import MODELS, arrow_schema, to_frame

if TYPE_CHECKING:
    import pandas as pd

SOURCE_VARIABLE = "NEWSTABLES_SOURCE"


def load(
    table: str,
    release: str | None = None,
    source: str | os.PathLike[str] | None = None,
    *,
    columns: Sequence[str] | None = None,
    filters: Any = None,
) -> pd.DataFrame:
    """Load one table, typed as the contract says.

    Parameters
    ----------
    table : str
        One of the eleven tables, ``redirects`` or ``corrections``; in a build also ``texts`` and ``rejected``.
    release : str, optional
        Version of the release, for a source that holds several: ``1.1.0``, or ``latest``. The latest where not given.
    source : str or path, optional
        A build directory, a release, or a folder of releases. Where not given, the environment variable
        ``NEWSTABLES_SOURCE``, else the releases that came with the package.
    columns : sequence of str, optional
        Columns to read; all where not given.
    filters : optional
        Rows to read, as `pyarrow.parquet.read_table` takes them: ``[("country", "=", "KEN")]``.

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
        Where the file is damaged.

    Examples
    --------
    >>> load("people", source="my-build", columns=["name", "country"])  # doctest: +SKIP
    """
    if table not in MODELS:
        raise UsageError(f"no table {table!r}; there are {', '.join(MODELS)}")
    unknown = sorted(set(columns or ()) - set(arrow_schema(table).names))
    if unknown:
        raise UsageError(f"{table} has no column {unknown[0]!r}; it has {', '.join(arrow_schema(table).names)}")
    path = locate(release, source) / f"{table}.parquet"
    return to_frame(table, read_parquet(path, columns, filters))


def read_parquet(path: Path, columns: Sequence[str] | None = None, filters: Any = None) -> pyarrow.Table:
    """Read one file, or say in one line what is wrong with it."""
    if not path.is_file():
        raise DataError(f"{path} is missing")
    try:
        # The file alone: pyarrow would else take the names of folders above it for values.
        with path.open("rb") as file:
            return parquet.read_table(file, columns=None if columns is None else list(columns), filters=filters)
    except (OSError, pyarrow.ArrowException) as error:
        raise DataError(f"{path} cannot be read: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def locate(release: str | None = None, source: str | os.PathLike[str] | None = None) -> Path:
    """Return the directory that holds the tables.

    Parameters
    ----------
    release, source
        As for `load`.

    Raises
    ------
    newstables.UsageError
        Where there is none.
    """
    if source is None:
        source = os.environ.get(SOURCE_VARIABLE)
    if source is None:
        packaged = Path(str(files("newstables") / "releases"))
        if not packaged.is_dir():
            raise UsageError(f"no source given: name a build or a release (--from, source=), or set {SOURCE_VARIABLE}")
        source = packaged
    directory = Path(source).expanduser()
    if _holds_tables(directory):
        if release not in (None, "latest", directory.name):
            raise UsageError(f"{directory} is not a folder of releases, so it has no release {release}")
        return directory
    if not directory.is_dir():
        raise UsageError(f"{directory} is {'not a directory' if directory.exists() else 'not there'}")
    versions = sorted((d.name for d in directory.iterdir() if _holds_tables(d)), key=_order_versions)
    if not versions:
        raise UsageError(f"{directory} holds neither tables nor releases")
    if release in (None, "latest"):
        return directory / versions[-1]
    if release not in versions:
        raise UsageError(f"no release {release} in {directory}; there are {', '.join(versions)}")
    return directory / str(release)


def _holds_tables(directory: Path) -> bool:
    return (directory / "articles.parquet").is_file()


def _order_versions(version: str) -> list[tuple[int, int, str]]:
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.split(r"[.+-]", version)]
