"""Check what describes a release: that descriptors, other forms and the list of releases agree with the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import csv

from newstables.listing import Release
from newstables.schemas import Failure, arrow_schema

Files = Mapping[str, Path]
Stored = Mapping[str, pyarrow.Table]

DATA_PACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
_TYPES = {"string": "string", "int32": "integer", "double": "number", "date32[day]": "date"}


def check_described(release: Release, files: Files, stored: Stored) -> tuple[list[Failure], list[str]]:
    """Check that what is told of a release agrees with its tables.

    Parameters
    ----------
    release : Release
        What the list of releases tells.
    files : mapping of str to pathlib.Path
        The files, each of which is the one that was released.
    stored : mapping of str to pyarrow.Table
        The tables, as Parquet holds them.

    Returns
    -------
    list of Failure
        What does not agree.
    list of str
        What could not be checked.
    """
    failures = list(_check_counts(release, stored))
    unchecked: list[str] = []
    checks: dict[str, Callable[[Release, Any, Stored], Iterator[Failure]]] = {
        DATA_PACKAGE: _check_package,
        CROISSANT: _check_croissant,
    }
    for name, check in checks.items():
        if name in files:
            try:
                told = json.loads(files[name].read_text(encoding="utf-8"))
                failures += list(check(release, told, stored))
            except (ValueError, RecursionError) as error:
                failures.append(_fail(name, f"is no JSON: {str(error).splitlines()[0]}"))
            except (AttributeError, KeyError, TypeError) as error:
                failures.append(_fail(name, f"is not of the form of its standard: {type(error).__name__} {error}"))
    if DATA_PACKAGE in files:
        unchecked += _check_standard(files[DATA_PACKAGE], failures)
    if CROISSANT in files:
        unchecked.append(f"that {CROISSANT} is what its standard asks for: mlcroissant checks that")
    for name, table in stored.items():
        if f"{name}.csv" in files:
            failures += list(_check_csv(name, files[f"{name}.csv"], table))
    for name in files:
        if name.endswith((".sqlite", ".db")):
            failures += list(_check_sqlite(name, files[name], stored))
        elif name.endswith(".xlsx"):
            unchecked.append(f"that {name} holds what the tables hold")
    return failures, unchecked


def _fail(name: str, problem: str, value: object = None, column: str | None = None) -> Failure:
    return Failure(name, None, column, None if value is None else str(value), problem)


def _check_counts(release: Release, stored: Stored) -> Iterator[Failure]:
    for name, table in stored.items():
        told = release.counts.get(name)
        if told != table.num_rows:
            yield _fail("releases.json", f"but {name} has {table.num_rows} rows", told, f"counts.{name}")
        if "review" in table.column_names:
            checked = sum(value != "unchecked" for value in table["review"].to_pylist())
            if release.checked.get(name, 0) != checked:
                told = release.checked.get(name, 0)
                yield _fail("releases.json", f"but {checked} rows of {name} are checked", told, f"checked.{name}")


def _check_package(release: Release, told: Any, stored: Stored) -> Iterator[Failure]:
    """Check what a Data Package says of its resources."""
    if told.get("version") != release.version:
        yield _fail(DATA_PACKAGE, f"but the release is {release.version}", told.get("version"), "version")
    described = set()
    for resource in told["resources"]:
        path = resource.get("path")
        if path not in release.files:
            yield _fail(DATA_PACKAGE, "is none of the files of the release", path, "path")
            continue
        described.add(path)
        file = release.files[path]
        if resource.get("bytes") != file.bytes:
            yield _fail(DATA_PACKAGE, f"but {path} has {file.bytes} bytes", resource.get("bytes"), "bytes")
        if str(resource.get("hash")).removeprefix("sha256:") != file.sha256:
            yield _fail(DATA_PACKAGE, f"is not the SHA-256 of {path}", resource.get("hash"), "hash")
        name = path.partition(".")[0]
        if name in stored:
            fields = [(field["name"], field["type"]) for field in resource["schema"]["fields"]]
            if fields != [(field.name, _TYPES[str(field.type)]) for field in arrow_schema(name)]:
                yield _fail(DATA_PACKAGE, f"does not tell of {path} the columns and types that it has", None, "fields")
            if "rows" in resource and resource["rows"] != stored[name].num_rows:
                yield _fail(DATA_PACKAGE, f"but {name} has {stored[name].num_rows} rows", resource["rows"], "rows")
    for name in stored:
        if f"{name}.parquet" not in described:
            yield _fail(DATA_PACKAGE, f"does not describe {name}.parquet")


def _check_croissant(release: Release, told: Any, _: Stored) -> Iterator[Failure]:
    """Check what Croissant says of the files."""
    if told.get("version") != release.version:
        yield _fail(CROISSANT, f"but the release is {release.version}", told.get("version"), "version")
    for each in told["distribution"]:
        name = each.get("contentUrl")
        if name not in release.files:
            yield _fail(CROISSANT, "is none of the files of the release", name, "contentUrl")
        elif each.get("sha256") != release.files[name].sha256:
            yield _fail(CROISSANT, f"is not the SHA-256 of {name}", each.get("sha256"), "sha256")


def _check_standard(path: Path, failures: list[Failure]) -> list[str]:
    """Check a Data Package with frictionless, where it is installed; else say that it was not."""
    try:
        from frictionless import Package
    except ImportError:
        return [f"that {path.name} is what its standard asks for: frictionless, which checks that, is not installed"]
    descriptor = json.loads(path.read_text(encoding="utf-8")) if not failures else {}
    if descriptor:
        failures += [_fail(path.name, str(error.note)) for error in Package.metadata_validate(descriptor)]
    return []


def _check_csv(name: str, path: Path, table: pyarrow.Table) -> Iterator[Failure]:
    """Check that CSV holds what Parquet does."""
    schema = arrow_schema(name).remove_metadata()
    reading = csv.ConvertOptions(
        column_types=schema, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
    )
    try:
        read = csv.read_csv(path, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=reading)
    except (OSError, pyarrow.ArrowException) as error:
        yield _fail(path.name, f"cannot be read: {str(error).splitlines()[0]}")
        return
    if read.column_names != table.column_names:
        yield _fail(path.name, f"does not have the columns of {name}.parquet")
    elif read.num_rows != table.num_rows:
        yield _fail(path.name, f"has {read.num_rows} rows, and {name}.parquet {table.num_rows}")
    else:
        for column in read.column_names:
            if not read[column].equals(table[column].cast(schema.field(column).type)):
                yield _fail(path.name, f"does not hold what {name}.parquet holds", None, column)


def _check_sqlite(name: str, path: Path, stored: Stored) -> Iterator[Failure]:
    """Check that a database holds the tables, row for row in number, and that its references hold."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            for table, rows in stored.items():
                (found,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
                if found != rows.num_rows:
                    yield _fail(name, f"has {found} rows, and {table}.parquet {rows.num_rows}", None, table)
            if database.execute("PRAGMA foreign_key_check").fetchone():
                yield _fail(name, "has ids that point to no row")
    except sqlite3.Error as error:
        yield _fail(name, f"cannot be read: {error}")
