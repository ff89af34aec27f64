"""Where releases are kept: what a place must be able to do, and which kind of place an address names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from newstables.errors import DataError, UsageError


class ChangedMeanwhileError(DataError):
    """Somebody else announced a release in the same moment."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"another release was announced in {where} in the same moment; nothing was announced: try again"
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """The list of releases as it was read.

    Attributes
    ----------
    content : bytes or None
        What stands there; None where there is no list yet.
    token : str or None
        What tells this state of it from others, where the place has such a thing.
    """

    content: bytes | None
    token: str | None = None


class Storage(Protocol):
    """A place for releases. Whatever happens in the middle of a call, readers see the old state or the new one."""

    def __str__(self) -> str:
        """Where it is, for messages."""

    def open(self) -> AbstractContextManager[Path]:
        """Get ready to write, alone where the place can see to that; gives an empty directory on this computer."""

    def read(self, name: str) -> bytes | None:
        """Return what stands in a file beside the releases; None where there is none."""

    def read_index(self) -> Seen:
        """Return the list of releases."""

    def fetch(self, version: str, names: Sequence[str], into: Path) -> Path:
        """Return a directory on this computer that holds files of a release, `into` where they must be copied."""

    def publish(self, version: str, staged: Path, index: bytes, seen: Seen) -> None:
        """Put the files of a release in their place, and then announce it by the new list, unless that changed."""

    def replace_index(self, index: bytes, seen: Seen) -> None:
        """Put a new list in the place of the one that was seen, unless that changed."""


def open_storage(to: str | os.PathLike[str], *, single_writer: bool = False) -> Storage:
    """Return the place that an address names.

    Parameters
    ----------
    to : str or path
        A folder, or an address of an object store as fsspec knows them (``s3://bucket/tables``).
    single_writer : bool
        Whether the caller sees to it that nobody else writes there, so that a store will do which cannot.

    Raises
    ------
    newstables.UsageError
        Where one cannot write to such an address.
    """
    from newstables.scripts.release.folder import Folder

    text = os.fspath(to)
    parts = urlsplit(text)
    if "://" not in text:
        return Folder(Path(text).expanduser())
    if parts.scheme in ("file", "local"):
        return Folder(Path(url2pathname(parts.path)))
    if parts.scheme in ("http", "https"):
        raise UsageError(f"{text} can be read and not written; name the folder or the object store behind it")
    from newstables.scripts.release.object_store import ObjectStore

    return ObjectStore(text, single_writer=single_writer)
