"""Verify the files of a build or a release: that they are those that were written, by length and SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from newstables.errors import DataError
from newstables.listing import is_plain_name
from newstables.locating import Place
from newstables.schemas import WORKING_TABLES, Failure
from newstables.transfer import UnreachableError

BUILD = "build.json"
CHECKSUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def find_files(place: Place) -> tuple[dict[str, Path], list[Failure], bool]:
    """Find the files of a build or a release, and compare them with what was told of them.

    Of a release that is what ``releases.json`` tells, else its ``SHA256SUMS``; of a build its ``build.json``.

    Parameters
    ----------
    place : Place
        Where they lie.

    Returns
    -------
    dict of str to pathlib.Path
        The files that are there, by name; of those at an address only what was told.
    list of Failure
        Those that are missing, differ, or were not told of.
    bool
        Whether anything was told.
    """
    told = _read_told(place)
    failures: list[Failure] = []
    if place.directory is None:
        found = {}
        for name in sorted(told or ()):
            try:
                found[name] = place.find(name)
            except UnreachableError:
                raise
            except DataError as error:
                failures.append(Failure(name, None, None, None, f"was not fetched: {error}"))
    else:
        found = {path.name: path for path in sorted(place.directory.iterdir()) if path.is_file()}
        for name in sorted(told or ()):
            if name not in found:
                if place.release is None and Path(name).stem in WORKING_TABLES:
                    continue  # they may stay with whoever built it
                failures.append(Failure(name, None, None, None, "is missing"))
            elif (told or {})[name] != hash_file(found[name]):
                failures.append(
                    Failure(name, None, None, None, "is not the file that was written: its SHA-256 differs")
                )
    if told is not None:
        own = {BUILD} if place.release is None else set()
        extra = sorted(set(found) - set(told) - own - ({CHECKSUMS} if CHECKSUMS not in told else set()))
        failures += [Failure(name, None, None, None, "is none of the files that were written") for name in extra]
    if place.release is not None and CHECKSUMS in found:
        failures += _compare_checksums(found[CHECKSUMS], told or {})
    return found, failures, told is not None


def _read_told(place: Place) -> dict[str, str] | None:
    """Return the SHA-256 of the files by name, as told; None where nothing is."""
    if place.release is not None:
        return {name: file.sha256 for name, file in place.release.files.items()}
    assert place.directory is not None
    if (place.directory / BUILD).is_file():
        return _read_build(place.directory / BUILD)
    if (place.directory / CHECKSUMS).is_file():
        return read_checksums(place.directory / CHECKSUMS)
    return None


def _read_build(path: Path) -> dict[str, str]:
    try:
        outputs: Any = json.loads(path.read_text(encoding="utf-8")).get("outputs")
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    if not isinstance(outputs, dict) or not all(isinstance(told, str) for told in outputs.values()):
        raise DataError(f"{path} is not what a build writes: it tells of no outputs")
    return outputs


def read_checksums(path: Path) -> dict[str, str]:
    """Read ``SHA256SUMS``: the SHA-256 of files, by name.

    Raises
    ------
    newstables.DataError
        Where a line is not of that form.
    """
    told = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or not is_plain_name(match[2]):
            raise DataError(f"{path}, line {number}: is not a SHA-256, two blanks and the plain name of a file")
        told[match[2]] = match[1]
    return told


def _compare_checksums(path: Path, told: dict[str, str]) -> list[Failure]:
    try:
        summed = read_checksums(path)
    except DataError as error:
        return [Failure(CHECKSUMS, None, None, None, str(error))]
    names = sorted((set(told) | set(summed)) - {CHECKSUMS})
    return [
        Failure(CHECKSUMS, None, None, name, "does not have the SHA-256 that the list of releases tells")
        for name in names
        if told.get(name) != summed.get(name)
    ]


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
