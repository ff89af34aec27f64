"""``build.json``: what went into a build and what came out, without clock or place, so that it can be compared."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newstables.errors import DataError, UsageError
from newstables.scripts.addresses import list_names, open_file

NAME = "build.json"


def write_manifest(directory: Path, told: Mapping[str, Any]) -> None:
    """Write what is told of a build, with versions and the hashes of its files.

    Parameters
    ----------
    directory : pathlib.Path
        The build, all its other files in place.
    told : mapping
        What else to say, as JSON has it.
    """
    outputs = {path.name: hash_file(path) for path in sorted(directory.iterdir())}
    versions = {name: version(name) for name in ("newstables", "spacy", "pandas", "pyarrow")}
    content = {"versions": {"python": platform.python_version(), **versions}, **told, "outputs": outputs}
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, default=str)
    (directory / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(directory: str | os.PathLike[str]) -> dict[str, Any]:
    """Return what ``build.json`` says of a build, in a folder or at an address.

    Raises
    ------
    newstables.errors.DataError
        Where it is missing or damaged.
    """
    place = f"{directory}/{NAME}"
    try:
        with open_file(place) as file:
            told = json.loads(file.read().decode())
    except (OSError, ValueError) as error:
        raise DataError(f"{place} cannot be read: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("outputs"), dict):
        raise DataError(f"{place} is not what a build writes")
    return told


def check_replaceable(directory: str | os.PathLike[str]) -> None:
    """Refuse to replace a directory, or what stands at an address, that holds anything but a build.

    Raises
    ------
    newstables.errors.UsageError
        Where it is not a build, or holds files that no build wrote.
    """
    there = list_names(str(directory))
    if NAME not in there:
        raise UsageError(f"{directory} is not empty and not a build, so it is not replaced; choose another --out")
    try:
        written = {NAME, *read_manifest(directory)["outputs"]}
    except DataError as error:
        raise UsageError(f"{error}; choose another --out") from error
    foreign = [name for name in there if name not in written]
    if foreign:
        raise UsageError(f"{directory} holds {foreign[0]}, which no build wrote; move it away or choose another --out")


def hash_file(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file, as 64 hex digits."""
    with open_file(str(path)) as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
        return digest.hexdigest()
