"""Check a build or a release, as a third party can: its files, its tables, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyarrow

from newstables.descriptors import check_described
from newstables.loading import read_parquet
from newstables.locating import Place, Source, open_place
from newstables.schemas import HISTORY_TABLES, TABLES, Failure, arrow_schema, check, check_table, to_frame
from newstables.verifying import find_files

_WITHOUT_LIST = "that the files are those that were written: there is no list of their hashes"
_WITHOUT_TEXTS = (
    "that quotations and figures are what their offsets cut out of the texts",
    "that offsets lie inside titles and captions",
    "that texts have the length and SHA-256 that articles tells",
)
_WITHOUT_QUOTES = "that quotations are as long as their offsets: they are left out"


class Validation(NamedTuple):
    """What came of checking a build or a release.

    Attributes
    ----------
    failures : list of Failure
        Every broken rule; empty where all hold.
    unchecked : list of str
        What could not be checked, each with what it would take.
    """

    failures: list[Failure]
    unchecked: list[str]


def validate(source: Source | None = None, release: str | None = None) -> Validation:
    """Check a build or a release: its files, then each table against its model, then the rules across them.

    The files of a release are compared with the hashes that the list of releases tells, those of a build with its
    ``build.json``; then the descriptors of a release, its CSV and SQLite files, and the counts in the list of releases
    with the tables. Where files of a release are missing or differ, its tables are not looked at. Those at an address
    are all fetched anew, whatever was fetched before: what is checked is what others get.

    Parameters
    ----------
    source : str or path, optional
        A build directory, a release, a folder of releases, or an address, as for `load`.
    release : str, optional
        As for `load`.

    Returns
    -------
    Validation
        ``failures``: every broken rule; ``unchecked``: what could not be checked, for example without the texts of the
        articles, which only their owner has.

    Raises
    ------
    newstables.UsageError
        Where the source is not there.
    newstables.DataError
        Where a file is damaged, or the source cannot be reached.

    Examples
    --------
    >>> validate("https://data.example.org/tables", "1.1.0").failures  # doctest: +SKIP
    []
    """
    place = open_place(release, source)
    if place.directory is not None:
        return _validate(place)
    with TemporaryDirectory(prefix="newstables-", ignore_cleanup_errors=True) as fresh:
        return _validate(replace(place, cache=Path(fresh)))


def _validate(place: Place) -> Validation:
    files, failures, told = find_files(place)
    unchecked = [] if told else [_WITHOUT_LIST]
    if failures and place.release is not None:
        return Validation(failures, [*unchecked, "the tables: the files are not those that were released"])
    with_texts = "texts.parquet" in files
    names = [name for name in (*TABLES, *HISTORY_TABLES) if f"{name}.parquet" in files] + ["texts"] * with_texts
    stored = {name: read_parquet(files[f"{name}.parquet"]) for name in names}
    if place.release is not None:
        wrong, more = check_described(place.release, files, stored)
        failures += wrong
        unchecked += more
    odd = [failure for name in names for failure in _compare_types(name, stored[name].schema)]
    if odd:
        return Validation(failures + odd, [*unchecked, "the rules: columns are of other types than the contract says"])
    frames = {name: to_frame(name, stored[name]) for name in names}
    texts = frames.pop("texts", None)
    for name in HISTORY_TABLES:
        if name in frames:
            failures += check_table(name, frames.pop(name))
    failures += check(frames, texts)
    if texts is None:
        unchecked += _WITHOUT_TEXTS
    evidence = frames.get("evidence")
    if evidence is not None and len(evidence) and evidence["quote"].isna().all():
        unchecked.append(_WITHOUT_QUOTES)
    return Validation(failures, unchecked)


def _compare_types(name: str, found: pyarrow.Schema) -> list[Failure]:
    """Name the columns of a file that are of another type than the contract says; pandas would convert them."""
    wanted = arrow_schema(name)
    return [
        Failure(name, None, field.name, str(found.field(field.name).type), f"is not of type {field.type}")
        for field in wanted
        if field.name in found.names and found.field(field.name).type != field.type
    ]
