"""Put a finished directory at an address that fsspec knows, whole or not at all.

Stores cannot rename a folder, so what is finished is first uploaded beside its place (``.NAME.partial-XXXX``), then
copied into it by the store, ``build.json`` last: where that is missing, there is no build. What stood there before is
kept beside it meanwhile (``.NAME.former-XXXX``), and put back where copying fails; where the process died in it, the
next one to write to the same place puts it back. Only one process at a time may write to a place.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newstables.errors import DataError, UsageError
from newstables.scripts.addresses import connect, list_names, tell_as_oserror
from newstables.scripts.manifest import NAME

_WITHOUT_FOLDERS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "r2"})


@contextmanager
def replace_address(target: str, check: Callable[[str], None]) -> Iterator[tuple[Path, str]]:
    """Write a directory on this machine and put it at an address when the block ends without an exception.

    Parameters
    ----------
    target : str
        Where the directory is to stand.
    check : callable
        Called with the address where something stands there; raises where it may not be replaced.

    Yields
    ------
    tuple of pathlib.Path and str
        The directory to fill, and the address of an empty place for working files, which is deleted in any case.

    Raises
    ------
    newstables.errors.UsageError
        Where the address cannot be written to.
    newstables.errors.DataError
        Where writing fails later.
    """
    target = target.rstrip("/")
    above, _, name = target.rpartition("/")
    token = uuid.uuid4().hex[:8]
    partial, former = (f"{above}/.{name}.{kind}-{token}" for kind in ("partial", "former"))
    try:
        with _explain(target, UsageError):
            _recover(above, name)
            if list_names(target):
                check(target)
            _begin(f"{partial}/scratch")
        with tempfile.TemporaryDirectory(prefix="newstables-") as folder, _explain(target, DataError):
            yield Path(folder), f"{partial}/scratch"
            names = sorted(path.name for path in Path(folder).iterdir())
            store, place = connect(f"{partial}/new")
            for each in names:
                store.put_file(str(Path(folder) / each), f"{place}/{each}")
            if list_names(target):
                check(target)
            _put_in_place(f"{partial}/new", names, target, former)
    finally:
        with suppress(Exception):  # what is left is cleared away next time
            _remove(partial)


@contextmanager
def _explain(target: str, kind: type[UsageError] | type[DataError]) -> Iterator[None]:
    try:
        with tell_as_oserror(target):
            yield
    except OSError as error:
        told = " ".join(str(error).split())
        raise kind(f"{target} cannot be written: {told}; nothing was written") from error


def _begin(scratch: str) -> None:
    """Make a place for working files, and find out whether one may write there."""
    store, path = connect(scratch)
    if not _WITHOUT_FOLDERS & set(_protocols(store)):  # where one would make a bucket of a misspelt name
        store.makedirs(path, exist_ok=True)
        store.makedirs(path.removesuffix("scratch") + "new", exist_ok=True)
    store.pipe_file(f"{path}/begun", b"newstables")


def _protocols(store: Any) -> tuple[str, ...]:
    return (store.protocol,) if isinstance(store.protocol, str) else tuple(store.protocol)


def _put_in_place(new: str, names: list[str], target: str, former: str) -> None:
    before = list_names(target)
    if before:
        _copy(target, before, former)
    try:
        _copy(new, names, target, before)
    except BaseException as error:
        try:
            if before:
                _copy(former, before, target, names)
            else:
                _remove(target)
        except Exception as second:
            raise DataError(
                f"{target} could not be written to its end, nor what stood there put back ({second}); "
                f"it stands at {former}: build again when the store answers"
                if before
                else f"{target} could not be written to its end ({error}): delete what is there"
            ) from error
        raise
    if before:
        _remove(former)


def _copy(source: str, names: Iterable[str], target: str, instead_of: Iterable[str] = ()) -> None:
    """Copy files inside a store; until all are there, what tells a build by is not."""
    store, place = connect(target)
    _, origin = connect(source)
    there = set(list_names(target)) & set(instead_of)
    if NAME in there:
        store.rm_file(f"{place}/{NAME}")
    if not _WITHOUT_FOLDERS & set(_protocols(store)):
        store.makedirs(place, exist_ok=True)
    ordered = sorted(names, key=lambda name: (name == NAME, name))
    for name in ordered:
        if name == NAME:
            for stale in sorted(there - set(ordered) - {NAME}):
                store.rm_file(f"{place}/{stale}")
        store.cp_file(f"{origin}/{name}", f"{place}/{name}")


def _remove(address: str) -> None:
    store, path = connect(address)
    if store.exists(path):
        store.rm(path, recursive=True)


def _recover(above: str, name: str) -> None:
    """Put back or clear away what processes that died have left beside the target."""
    target = f"{above}/{name}"
    for each in list_names(above):
        left = f"{above}/{each}"
        if each.startswith(f".{name}.former-"):
            kept = list_names(left)
            if NAME in kept and NAME not in (there := list_names(target)):
                _copy(left, kept, target, there)
            _remove(left)
        elif each.startswith(f".{name}.partial-"):
            _remove(left)
