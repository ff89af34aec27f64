"""Release a build: describe it, hash it, put it in its place and announce it; and withdraw a release."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from newstables.changes import write_changes
from newstables.comparing import diff
from newstables.differences import Difference
from newstables.errors import DataError, UsageError
from newstables.loading import read_parquet
from newstables.schemas import HISTORY_TABLES, to_frame
from newstables.scripts.manifest import hash_file
from newstables.scripts.release.about import NAME as SETTINGS
from newstables.scripts.release.about import About, credit_sources, describe_dataset
from newstables.scripts.release.checksums import write_checksums
from newstables.scripts.release.citation import write_citation
from newstables.scripts.release.croissant import write_croissant
from newstables.scripts.release.datapackage import write_datapackage
from newstables.scripts.release.datasette import write_metadata
from newstables.scripts.release.excel import check_excel, write_excel
from newstables.scripts.release.history import check_suppressed, tell_versions
from newstables.scripts.release.index import (
    add_release,
    describe_files,
    find_latest,
    list_versions,
    mark_withdrawn,
    parse_index,
    write_index,
)
from newstables.scripts.release.numbers import AUTO, check_version, choose_version
from newstables.scripts.release.selection import leave_out_quotes, select_checked
from newstables.scripts.release.sqlite import write_sqlite
from newstables.scripts.release.storage import ChangedMeanwhileError, Storage, open_storage
from newstables.scripts.release.tables import (
    RELEASED,
    Tables,
    check_written,
    count_checked,
    count_rows,
    read_build,
    write_csv,
    write_tables,
)
from newstables.scripts.review.error_rates import measure_error_rates

CHANGES = "CHANGES.md"
DATE_VARIABLE = "SOURCE_DATE_EPOCH"
_ATTEMPTS = 5  # to mark a release while others are announced


@dataclass(frozen=True, slots=True)
class Released:
    """What was released.

    Attributes
    ----------
    version : str
        Its number.
    where : str
        The place of the releases.
    previous : str or None
        The release that it was compared with.
    counts, checked : mapping of str to int
        Rows by table, and how many of them a person has looked at.
    files : mapping of str to dict
        Length and SHA-256 of its files.
    reasons : mapping of str to sequence of str
        What changed since, by the part of the number that it raises.
    """

    version: str
    where: str
    previous: str | None
    counts: Mapping[str, int]
    checked: Mapping[str, int]
    files: Mapping[str, Mapping[str, Any]]
    reasons: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a build is released, and in which forms.

    Attributes
    ----------
    csv, sqlite, excel : bool
        Which forms there are beside Parquet.
    checked_only : bool
        Whether only rows are released that a person has accepted, corrected or added, with what belongs to them.
    quotes : bool
        Whether evidence quotes the articles.
    """

    csv: bool = True
    sqlite: bool = False
    excel: bool = False
    checked_only: bool = False
    quotes: bool = True


def release(
    build: str | os.PathLike[str],
    version: str,
    to: str | os.PathLike[str],
    *,
    choice: Choice | None = None,
    name: str | None = None,
    title: str | None = None,
    licence: str | None = None,
    authors: Sequence[str] = (),
    day: date | None = None,
    single_writer: bool = False,
) -> Released:
    """Make an immutable release of a build.

    The files are made beside their place, read again and checked, and put there whole; the release can be seen once
    ``releases.json`` lists it, which is written last. Whatever happens in between, readers see what was there before.
    The same build, settings and day give the same bytes.

    Parameters
    ----------
    build : path
        A build, as `newstables.scripts.build.build` writes it.
    version : str
        Three numbers, higher than those there are, and as much higher as the changes since the latest release ask; or
        ``auto`` for the lowest that will do.
    to : str or path
        The folder of the releases, or the address of an object store.
    choice : Choice, optional
        What is released, in which forms; everything as Parquet and CSV where not given.
    name, title, licence : str, optional
        Of the dataset; what ``newstables.toml`` beside the releases says where not given.
    authors : sequence of str
        Who publishes it; likewise.
    day : datetime.date, optional
        The day of the release; else that of the environment variable ``SOURCE_DATE_EPOCH``, else today (UTC).
    single_writer : bool
        Whether the caller sees to it that nobody else releases in the same moment, so that an object store will do
        that cannot tell.

    Returns
    -------
    Released
        What was released.

    Raises
    ------
    newstables.UsageError
        Where the version is too low or exists, the licence or author is missing, or the build is none.
    newstables.DataError
        For whatever else keeps the release from its end, in one line; nothing is announced then.
    """
    choice = choice or Choice()
    if version != AUTO:
        check_version(version)
    if choice.excel:
        check_excel()
    day = day or find_day()
    storage = open_storage(to, single_writer=single_writer)
    tables = _select(read_build(Path(build)).tables, choice)
    with storage.open() as work:
        seen = storage.read_index()
        index = parse_index(seen.content, str(storage))
        about = describe_dataset(
            storage.read(SETTINGS),
            str(storage),
            name=name,
            known_as=index.get("name"),
            title=title,
            licence=licence,
            authors=authors,
        )
        staged = work / "files"
        staged.mkdir()
        write_tables(staged, tables)
        former = FormerReleases(storage, index, work / "former")
        previous = find_latest(index)
        compared = None if previous is None else previous["version"]
        if compared is not None:
            check_suppressed(tables, compared, former.read(compared, "corrections"), str(storage))
        difference = None if compared is None else diff(former.find(compared, RELEASED), staged)
        reasons = {} if difference is None else difference.reasons()
        chosen = choose_version(version, compared, list_versions(index), reasons)
        tables = tell_versions(tables, chosen, compared, list_versions(index), former.read)
        write_tables(staged, {name: tables[name] for name in HISTORY_TABLES})
        _write_forms(staged, tables, choice, about, chosen, day)
        changes = _tell_changes(chosen, compared, difference, tables)
        (staged / CHANGES).write_text(changes, encoding="utf-8", newline="\n")
        write_citation(staged, about, chosen, day)
        write_checksums(staged)
        check_written(staged)
        counts, checked, files = count_rows(tables), count_checked(tables), describe_files(staged)
        listed = add_release(index, about, chosen, day, compared, counts, checked, files)
        storage.publish(chosen, staged, write_index(listed), seen)
    return Released(chosen, str(storage), compared, counts, checked, files, reasons)


def withdraw(
    version: str,
    reason: str,
    to: str | os.PathLike[str],
    *,
    day: date | None = None,
    single_writer: bool = False,
) -> None:
    """Mark a release as withdrawn: nothing is deleted, but it is the latest no more, and loading it warns.

    Parameters
    ----------
    version : str
        Its number.
    reason : str
        Why, in one line, for those who load it.
    to, day, single_writer
        As for `release`.

    Raises
    ------
    newstables.UsageError
        Where there is no such release, or it is withdrawn already.
    newstables.DataError
        Where the list cannot be written.
    """
    check_version(version)
    if not reason.strip() or not reason.isprintable():
        raise UsageError("the reason is one line of text, for those who load the release")
    day = day or find_day()
    storage = open_storage(to, single_writer=single_writer)
    for attempt in range(_ATTEMPTS):
        seen = storage.read_index()
        if seen.content is None:
            raise UsageError(f"{storage} holds no releases")
        index = mark_withdrawn(parse_index(seen.content, str(storage)), version, reason.strip(), day, str(storage))
        try:
            storage.replace_index(write_index(index), seen)
            return
        except ChangedMeanwhileError:
            if attempt == _ATTEMPTS - 1:
                raise


def find_day() -> date:
    """Return the day of a release for which none is given.

    Raises
    ------
    newstables.UsageError
        Where the environment variable ``SOURCE_DATE_EPOCH`` is set and holds no number of seconds.
    """
    told = os.environ.get(DATE_VARIABLE)
    try:
        return (datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{DATE_VARIABLE} is a number of seconds, and not {told!r}") from error


class FormerReleases:
    """The releases there are, their files checked before they are believed.

    Parameters
    ----------
    storage : Storage
        Where they are.
    index : mapping
        The list of them.
    into : pathlib.Path
        Where to copy files that are not on this computer.
    """

    def __init__(self, storage: Storage, index: Mapping[str, Any], into: Path) -> None:
        self._storage = storage
        self._files = {entry["version"]: entry["files"] for entry in index["releases"]}
        self._into = into

    def find(self, version: str, tables: Sequence[str]) -> Path:
        """Return a directory with tables of a release.

        Raises
        ------
        newstables.DataError
            Where a file is missing, or not what was released.
        """
        told = self._files[version]
        names = [f"{table}.parquet" for table in tables if f"{table}.parquet" in told]
        directory = self._storage.fetch(version, names, self._into / version)
        for name in names:
            if not (directory / name).is_file() or hash_file(directory / name) != told[name]["sha256"]:
                raise DataError(f"{name} of release {version} in {self._storage} is not the file that was released")
        return directory

    def read(self, version: str, table: str) -> pd.DataFrame:
        """Return a table of a release; an empty one where the release has none."""
        path = self.find(version, [table]) / f"{table}.parquet"
        return to_frame(table, read_parquet(path) if path.name in self._files[version] else [])


def _select(tables: Tables, choice: Choice) -> Tables:
    if choice.checked_only:
        tables = select_checked(tables)
        if not sum(count_checked(tables).values()):
            raise DataError("no row of the build was checked by a person, so with --checked-only nothing is left")
    return tables if choice.quotes else leave_out_quotes(tables)


def _write_forms(staged: Path, tables: Tables, choice: Choice, about: About, version: str, day: date) -> None:
    if choice.csv:
        write_csv(staged, tables)
    if choice.sqlite:
        write_sqlite(staged, tables)
        write_metadata(staged, about)
    if choice.excel:
        write_excel(staged, tables, about, version, day)
    about = credit_sources(about, tables["articles"])
    rates = measure_error_rates(tables["corrections"])
    write_datapackage(staged, about, version, day, count_rows(tables), count_checked(tables), rates)
    write_croissant(staged, about, version, day)


def _tell_changes(version: str, compared: str | None, difference: Difference | None, tables: Tables) -> str:
    if difference is None:
        lines = [f"- {name}: {number:,}" for name, number in count_rows(tables).items()]
        return "\n".join([f"# Version {version}", "", "The first release. Rows by table:", "", *lines, ""])
    listed = tables["corrections"]
    new = listed[listed["correction_id"].isin(difference.corrections["correction_id"])]
    told = replace(difference, corrections=new.reset_index(drop=True))
    return write_changes(told, f"Version {version}: what changed since {compared}")
