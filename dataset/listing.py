"""The list of a dataset's releases, ``releases.json``: read, checked to the letter, and asked for a version.

The list tells where files lie and what their hashes are, and may come from anywhere, so nothing in it is believed
that is not of the agreed form: names are plain names of files, versions are three numbers, and no other place can be
named. Fields that are not known are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, NoReturn, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from newstables.errors import DataError, UsageError
from newstables.schemas import TABLES

NAME = "releases.json"
LATEST = "latest"
FORMAT = 1
_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\.[A-Za-z0-9_-]{1,20}){0,3}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # no files on Windows
_LONGEST_SHOWN = 80  # characters of a wrong value


def is_version(text: str) -> bool:
    """Tell whether this is the version of a release: three numbers.

    Examples
    --------
    >>> is_version("1.10.0"), is_version("1.0"), is_version("../1.0.0")
    (True, False, False)
    """
    return _VERSION.fullmatch(text) is not None


def order_version(version: str) -> tuple[int, ...]:
    """Return what versions are sorted by.

    Examples
    --------
    >>> sorted(["0.10.0", "0.9.1", "0.9.0"], key=order_version)
    ['0.9.0', '0.9.1', '0.10.0']
    """
    return tuple(map(int, version.split(".")))


def is_plain_name(text: str) -> bool:
    """Tell whether this is a file's name on every system, and no way to another folder.

    Examples
    --------
    >>> [is_plain_name(name) for name in ("people.parquet", "../people.parquet", "/etc/passwd", "NUL.txt", ".hidden")]
    [True, False, False, False, False]
    """
    return _PLAIN_NAME.fullmatch(text) is not None and _DEVICES.fullmatch(text) is None


def _check_version(text: str) -> str:
    if not is_version(text):
        raise ValueError("is not a version of three numbers")
    return text


def _check_name(text: str) -> str:
    if not is_plain_name(text):
        raise ValueError("is not the plain name of a file")
    return text


def _check_line(text: str) -> str:
    # What cannot be printed could rewrite the terminal it is shown in.
    if not text.strip() or not text.isprintable():
        raise ValueError("is not one line of text")
    return text


_Version = Annotated[str, AfterValidator(_check_version)]
_PlainName = Annotated[str, AfterValidator(_check_name)]
_Line = Annotated[str, AfterValidator(_check_line)]
_Count = Annotated[int, Field(ge=0, le=2**53)]  # what JSON's numbers hold exactly


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class ReleaseFile(_Told):
    """A file of a release: how long it is, and its SHA-256."""

    bytes: _Count
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]


class Withdrawal(_Told):
    """Why and when a release was withdrawn."""

    reason: _Line
    date: date


class Release(_Told):
    """What the list tells of one release.

    Attributes
    ----------
    version : str
        ``1.1.0``.
    date : datetime.date
        Day of the release.
    previous : str or None
        The version that it follows.
    counts, checked : dict of str to int
        Rows by table, and how many of them a person has looked at.
    files : dict of str to ReleaseFile
        Its files by name.
    withdrawn : Withdrawal or None
        Where it was withdrawn.
    """

    version: _Version
    date: date
    previous: _Version | None
    counts: dict[_PlainName, _Count]
    checked: dict[_PlainName, _Count]
    files: dict[_PlainName, ReleaseFile]
    withdrawn: Withdrawal | None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        odd = [table for table, number in self.checked.items() if number > self.counts.get(table, 0)]
        if odd:
            raise ValueError(f"more rows of {odd[0]} are checked than there are")
        missing = [table for table in TABLES if f"{table}.parquet" not in self.files]
        if missing:
            raise ValueError(f"the file {missing[0]}.parquet is missing")
        if len({name.casefold() for name in self.files}) < len(self.files):
            raise ValueError("two names of files differ by upper and lower case alone")
        return self


class Listing(_Told):
    """The list of a dataset's releases.

    Attributes
    ----------
    name, title : str
        Of the dataset.
    releases : list of Release
        Oldest first.
    where : str
        Where the list was read, for messages.
    """

    format: Literal[1]
    name: _Line
    title: _Line
    releases: list[Release]
    _where: str = PrivateAttr("")

    @model_validator(mode="after")
    def _agree(self) -> Self:
        earlier: set[str] = set()
        for release in self.releases:
            if release.version in earlier:
                raise ValueError(f"release {release.version} stands twice")
            if release.previous is not None and release.previous not in earlier:
                raise ValueError(
                    f"release {release.version} follows {release.previous}, which does not stand before it"
                )
            earlier.add(release.version)
        return self

    @property
    def where(self) -> str:
        """Where the list was read."""
        return self._where

    def find(self, version: str | None = None) -> Release:
        """Return the release of a version; without one, or for ``latest``, the highest that is not withdrawn.

        Raises
        ------
        newstables.UsageError
            Where there is none.
        """
        if version not in (None, LATEST):
            for release in self.releases:
                if release.version == version:
                    return release
            there = ", ".join(release.version for release in self.releases) or "none yet"
            raise UsageError(f"no release {version} in {self.where}; there are {there}")
        standing = [release for release in self.releases if release.withdrawn is None]
        if not standing:
            told = "all releases are withdrawn" if self.releases else "there is no release yet"
            raise UsageError(f"{told} in {self.where}")
        return max(standing, key=lambda release: order_version(release.version))


def parse_listing(content: bytes | str, where: str) -> Listing:
    """Read a list of releases, and check that it is of the agreed form.

    Parameters
    ----------
    content : bytes or str
        What stands in ``releases.json``.
    where : str
        Where it stood, for messages.

    Raises
    ------
    newstables.DataError
        Where it is not of that form; the message says which field is wrong.
    """
    try:
        told = json.loads(content, object_pairs_hook=_refuse_repeats, parse_constant=_refuse_constant)
        number = told.get("format") if isinstance(told, dict) else None
        if isinstance(number, int) and number > FORMAT:
            raise DataError(f"{where} is of format {number}, and this newstables reads format {FORMAT}: update it")
        listing = Listing.model_validate_json(content)
    except ValidationError as error:
        raise DataError(f"{where} is no list of releases: {_describe(error)}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where} is no list of releases: {str(error).splitlines()[0]}") from error
    listing._where = where
    return listing


def _refuse_repeats(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in pairs:
        if name in read:
            raise ValueError(f"{name[:_LONGEST_SHOWN]!r} stands twice")
        read[name] = value
    return read


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"] if step != "[key]")
    problem = first["msg"].removeprefix("Value error, ")
    if isinstance(first["input"], dict | list):
        return f"{_shorten(place)}: {problem}" if place else problem
    return f"{_shorten(place)}: {_shorten(first['input'])} {problem[:1].lower()}{problem[1:]}"


def _shorten(value: object) -> str:
    shown = value if isinstance(value, str) and value.isprintable() else ascii(value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}..."
