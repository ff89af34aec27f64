"""The files that inputs stand for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newstables.scripts.addresses import absolute, is_address, list_files

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read.

    Attributes
    ----------
    path : str
        Where it is, a path or an address; ``-`` for standard input.
    source : str
        Its name relative to the input that was given, as it stands in the tables, on one line.
    root : str or None
        The folder that was given, out of which no link may lead; None for a file given by itself.
    """

    path: str
    source: str
    root: str | None = None


def find_inputs(paths: Sequence[str | os.PathLike[str]]) -> list[Input]:
    """List the files that inputs stand for: files as they are, folders with all that is in them.

    Parameters
    ----------
    paths : sequence of path
        Files, folders, addresses (which may be patterns, ``s3://bucket/archive/*.jsonl.gz``), or ``-``. Hidden files
        and folders inside a folder are left out.

    Returns
    -------
    list of Input
        In the order of their sources; an input that does not exist is listed too, and rejected when it is read.
    """
    found: list[Input] = []
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT:
            found.append(Input(STANDARD_INPUT, "standard input"))
        elif is_address(given):
            found.extend(_files_at(absolute(given)))
        elif path.is_dir():
            found.extend(_files_in(path))
        else:
            found.append(Input(str(path), _printable(path.name)))
    return sorted(found, key=lambda one: (one.source, one.path))


def _files_at(address: str) -> list[Input]:
    if not is_address(address):
        return find_inputs([Path(address)])
    root, addresses = list_files(address)
    if root is None:
        return [Input(one, _printable(one.rsplit("/", 1)[-1])) for one in addresses]
    names = [(one, one.removeprefix(root).strip("/")) for one in addresses]
    return [Input(one, _printable(name), root) for one, name in names if not name.startswith(".") and "/." not in name]


def _files_in(folder: Path) -> list[Input]:
    found = []
    for where, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names + [f for f in folders if Path(where, f).is_symlink()]):
            path = Path(where, name)
            if not name.startswith(".") and (path.is_file() or path.is_symlink()):
                found.append(Input(str(path), _printable(path.relative_to(folder).as_posix()), str(folder)))
    return found


def _printable(name: str) -> str:
    """Return a file's name on one line, with what cannot be printed escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in name.encode("utf-8", "backslashreplace").decode()
    )


def leads_outside(one: Input) -> bool:
    """Tell whether an input is a link that leads out of the folder that was given."""
    if one.root is None or is_address(one.path):
        return False
    return not Path(one.path).resolve().is_relative_to(Path(one.root).resolve())
