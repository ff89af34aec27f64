"""Find the tables that are meant: a build, a release, the latest of a folder of releases or of those at an address."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from newstables.errors import DataError, UsageError, WithdrawnWarning
from newstables.fetching import fetch_file, fetch_listing
from newstables.listing import LATEST, NAME, Listing, Release, is_version, parse_listing
from newstables.schemas import HISTORY_TABLES, TABLES
from newstables.transfer import is_address, join_address, print_address

if TYPE_CHECKING:
    import pandas as pd

SOURCE_VARIABLE = "NEWSTABLES_SOURCE"
_COUNTED = ("articles", "people", "meetings", "agreements", "figures")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tables of one build or release lie.

    Attributes
    ----------
    directory : pathlib.Path or None
        The folder; None for a release at an address.
    address : str or None
        Where the dataset's releases lie, for a release at an address.
    release : Release or None
        What the list of releases tells of it; None for a build.
    cache : pathlib.Path or None
        Where to keep what is fetched; the platform's cache where not given.
    """

    directory: Path | None
    address: str | None = None
    release: Release | None = None
    cache: Path | None = None

    def __str__(self) -> str:
        """Where it is, for messages."""
        if self.directory is not None:
            return str(self.directory)
        assert self.address is not None and self.release is not None
        return join_address(print_address(self.address), self.release.version)

    def holds(self, name: str) -> bool:
        """Tell whether it has a file of this name."""
        if self.release is not None:
            return name in self.release.files
        return self.directory is not None and (self.directory / name).is_file()

    def find(self, name: str) -> Path:
        """Return the path of a file, which is fetched where it must be.

        Raises
        ------
        newstables.DataError
            Where there is none, or it is not the one that was released.
        """
        if self.directory is None:
            assert self.address is not None and self.release is not None
            return fetch_file(self.address, self.release, name, self.cache)
        path = self.directory / name
        if not path.is_file():
            raise DataError(f"{path} is missing")
        if self.release is not None and name in self.release.files:
            told, found = self.release.files[name].bytes, path.stat().st_size
            if found != told:
                raise DataError(f"{path} is not the file that was released: {found:,} bytes instead of {told:,}")
        return path


Source = str | os.PathLike[str] | Place


def releases(source: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """List the releases of a dataset.

    Parameters
    ----------
    source : str or path, optional
        A folder of releases or its address; where not given, as for `load`.

    Returns
    -------
    pandas.DataFrame
        One row per release, oldest first: ``version``, ``date``, ``previous`` (the version that it follows),
        ``articles``, ``people``, ``meetings``, ``agreements`` and ``figures`` (rows), ``checked`` (rows of all tables
        that a person has looked at), ``bytes`` (of all its files), ``withdrawn`` (day, null where it stands) and
        ``reason`` (why it was withdrawn).

    Raises
    ------
    newstables.UsageError
        Where there is no such folder, or no list of releases in it.
    newstables.DataError
        Where the list is not of the agreed form, or cannot be fetched.

    Examples
    --------
    >>> releases("https://data.example.org/tables")  # doctest: +SKIP
    """
    import pandas as pd

    listing = read_listing(_split_version(find_source(source), None)[0])
    rows = [
        {
            "version": release.version,
            "date": release.date,
            "previous": release.previous,
            **{table: release.counts.get(table) for table in _COUNTED},
            "checked": sum(release.checked.values()),
            "bytes": sum(file.bytes for file in release.files.values()),
            "withdrawn": release.withdrawn.date if release.withdrawn else None,
            "reason": release.withdrawn.reason if release.withdrawn else None,
        }
        for release in listing.releases
    ]
    days, texts = ("date", "withdrawn"), ("version", "previous", "reason")
    types = dict.fromkeys(days, "datetime64[s]") | dict.fromkeys(texts, "str")
    types |= dict.fromkeys((*_COUNTED, "checked", "bytes"), "Int64")
    columns = ["version", "date", "previous", *_COUNTED, "checked", "bytes", "withdrawn", "reason"]
    return pd.DataFrame(rows, columns=columns).astype(types)


def locate(release: str | None = None, source: Source | None = None) -> Path:
    """Return the directory that holds the tables; those of a release at an address are all fetched.

    Parameters
    ----------
    release, source
        As for `load`.

    Raises
    ------
    newstables.UsageError
        Where there is none.
    """
    place = open_place(release, source)
    if place.directory is not None:
        return place.directory
    there = [f"{name}.parquet" for name in TABLES | HISTORY_TABLES if place.holds(f"{name}.parquet")]
    folders = [place.find(name).parent for name in there]
    return folders[0]


def open_place(release: str | None = None, source: Source | None = None) -> Place:
    """Find out where the tables of a release lie, without fetching any.

    Parameters
    ----------
    release, source
        As for `load`.

    Raises
    ------
    newstables.UsageError
        Where there is no such release.
    newstables.DataError
        Where the list of releases cannot be fetched, or is not of the agreed form.

    Warns
    -----
    newstables.WithdrawnWarning
        Where the release has been withdrawn.
    """
    if isinstance(source, Place):
        return source
    where = find_source(source)
    if isinstance(where, Path) and _holds_tables(where) and not _is_listed(where):
        if release not in (None, LATEST, where.name):
            raise UsageError(f"{where} is not a folder of releases, so it has no release {release}")
        return Place(where)
    where, release = _split_version(where, release)
    found = read_listing(where).find(release)
    if found.withdrawn is not None:
        told = f"release {found.version} was withdrawn on {found.withdrawn.date}: {found.withdrawn.reason}"
        warnings.warn(told, WithdrawnWarning, stacklevel=3)
    return Place(where / found.version, None, found) if isinstance(where, Path) else Place(None, where, found)


def find_source(source: str | os.PathLike[str] | None = None) -> Path | str:
    """Return the path or the address that is meant, the default where none is given."""
    if source is None:
        source = os.environ.get(SOURCE_VARIABLE) or None
    if source is None:
        packaged = Path(str(files("newstables") / "releases"))
        if not packaged.is_dir():
            raise UsageError(f"no source given: name a build or a release (--from, source=), or set {SOURCE_VARIABLE}")
        return packaged
    if isinstance(source, str) and is_address(source):
        parts = urlsplit(source)
        return Path(url2pathname(parts.path)) if parts.scheme == "file" else source
    return Path(source).expanduser()


def read_listing(where: Path | str) -> Listing:
    """Read the list of releases in a folder or at an address.

    Raises
    ------
    newstables.UsageError
        Where there is no such folder, or no list in it.
    newstables.DataError
        Where it is not of the agreed form, or cannot be fetched.
    """
    if isinstance(where, str):
        return fetch_listing(where)
    if not where.is_dir():
        raise UsageError(f"{where} is {'not a directory' if where.exists() else 'not there'}")
    path = where / NAME
    if not path.is_file():
        raise UsageError(f"{where} holds neither tables nor {NAME}")
    try:
        return parse_listing(path.read_bytes(), str(path))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}") from error


def _split_version(where: Path | str, release: str | None) -> tuple[Path | str, str | None]:
    """Take the version off the end of a path or an address that names one."""
    if isinstance(where, Path):
        above, last = where.parent, where.name
        named = is_version(last) and _holds_tables(where)
        return (above, _agree(where, last, release)) if named else (where, release)
    parts = urlsplit(where)
    path, _, last = parts.path.rstrip("/").rpartition("/")
    if not is_version(last):
        return where, release
    return parts._replace(path=path).geturl(), _agree(print_address(where), last, release)


def _agree(where: object, version: str, release: str | None) -> str:
    if release not in (None, LATEST, version):
        raise UsageError(f"{where} is not a folder of releases, so it has no release {release}")
    return version


def _is_listed(directory: Path) -> bool:
    return is_version(directory.name) and (directory.parent / NAME).is_file()


def _holds_tables(directory: Path) -> bool:
    return (directory / "articles.parquet").is_file()
