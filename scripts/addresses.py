"""Files on this machine and at any address that fsspec knows, opened, listed and written in one way.

Credentials come from the environment, as fsspec and its stores read it; an address that holds some is refused.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from newstables.errors import UsageError
from newstables.transfer import is_address, print_address

_BUFFER = 1 << 18  # bytes

__all__ = [
    "absolute", "connect", "is_address", "is_there", "list_files", "list_names", "open_file", "read_pieces",
    "tell_as_oserror",
]  # fmt: skip


def absolute(given: str | os.PathLike[str]) -> str:
    """Return an address as it is, and a path so that it means the same file from any directory.

    Raises
    ------
    newstables.errors.UsageError
        Where an address holds credentials.

    Examples
    --------
    >>> absolute("s3://bucket/archive"), absolute("file:///archive")
    ('s3://bucket/archive', '/archive')
    """
    if not isinstance(given, str) or not is_address(given):
        return str(Path(given).absolute())
    parts = urlsplit(given)
    if parts.scheme in ("file", "local"):
        return url2pathname(parts.path)
    if "@" in parts.netloc or (parts.query and parts.scheme not in ("http", "https")):
        raise UsageError(f"{print_address(given)}: credentials belong in the environment, not in an address")
    return given


def connect(address: str) -> tuple[Any, str]:
    """Return the file system of an address, or of a path on this machine, and the path of the address in it.

    Raises
    ------
    newstables.errors.UsageError
        Where fsspec knows no such address, or lacks the package that reads it.
    """
    import fsspec

    try:
        # What is listed is not kept: other processes write there too.
        store, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{print_address(address)} cannot be opened: {_tell(error)}") from error
    return store, path


@contextmanager
def tell_as_oserror(address: str) -> Iterator[None]:
    """Let whatever a store raises be an OSError in one line; each store has exceptions of its own."""
    try:
        yield
    except (OSError, UsageError):
        raise
    except Exception as error:
        raise OSError(f"{print_address(address)}: {_tell(error)}") from error


def open_file(address: str, mode: str = "rb") -> BinaryIO:
    """Open a file for reading, or for writing; in a store, what is written is there when it is closed, whole or not.

    Raises
    ------
    OSError
        Where that is not possible.
    """
    if not is_address(address):
        return cast(BinaryIO, Path(address).open(mode))
    with tell_as_oserror(address):
        store, path = connect(address)
        opened = store.open(path, mode)
        # Those that stores give lack some of what files have: lines of limited length, reads of what there is.
        return cast(BinaryIO, io.BufferedReader(opened, _BUFFER) if mode == "rb" else opened)


def read_pieces(wanted: Sequence[tuple[str, int, int]]) -> list[bytes]:
    """Return parts of files of one store, each from a byte to another; a store is asked for all at a time.

    Raises
    ------
    OSError
        Where they cannot be read.
    """
    if not wanted or not is_address(wanted[0][0]):
        return list(_read_here(wanted))
    with tell_as_oserror(wanted[0][0]):
        store, _ = connect(wanted[0][0])
        paths, starts, ends = zip(*((connect(address)[1], start, end) for address, start, end in wanted), strict=True)
        parts = store.cat_ranges(list(paths), list(starts), list(ends), on_error="raise")
        return [bytes(part) for part in parts]


def _read_here(wanted: Sequence[tuple[str, int, int]]) -> Iterator[bytes]:
    for path, group in groupby(wanted, key=lambda one: one[0]):
        with Path(path).open("rb") as file:
            for _, start, end in group:
                file.seek(start)
                yield file.read(end - start)


def is_there(address: str) -> bool:
    """Tell whether there is a file, a folder or, for a pattern, any that fits."""
    if not is_address(address):
        return Path(address).exists()
    with tell_as_oserror(address):
        store, path = connect(address)
        return bool(store.glob(path) if _is_pattern(path) else store.exists(path))


def list_files(address: str) -> tuple[str | None, list[str]]:
    """List the files that an address stands for.

    Returns
    -------
    root : str or None
        The folder, where the address names one; None where it is a file or a pattern.
    files : list of str
        The addresses, sorted; of a pattern that nothing fits, or a file that is not there, the address itself.
    """
    with tell_as_oserror(address):
        store, path = connect(address)
        if _is_pattern(path):
            found = [one for one in store.glob(path) if not store.isdir(one)]
        elif store.exists(path) and store.isdir(path):
            found = [one for one in store.find(path) if not one.endswith("/")]
            return store.unstrip_protocol(path), sorted(store.unstrip_protocol(one) for one in found)
        else:
            found = [path]
        return None, sorted(store.unstrip_protocol(one) for one in found) or [address]


def list_names(address: str) -> list[str]:
    """List the names of what stands right in a folder, sorted; none where there is no such folder."""
    if not is_address(address):
        return sorted(path.name for path in Path(address).iterdir()) if Path(address).is_dir() else []
    with tell_as_oserror(address):
        store, path = connect(address)
        try:
            found = store.ls(path, detail=False)
        except (FileNotFoundError, NotADirectoryError):
            return []
    names = {one.rstrip("/").rsplit("/", 1)[-1] for one in found if one.rstrip("/") != path.rstrip("/")}
    return sorted(names - {""})


def _is_pattern(path: str) -> bool:
    return any(each in path for each in "*?[")


def _tell(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
