"""Put a finished directory in its place, whole or not at all.

The directory is made in a hidden working directory beside its place (``.NAME.partial-XXXX``), written through to the
disk, and renamed. What stood there before is set aside (``.NAME.former-XXXX``) for the moment between two renames and
deleted after them. A process that dies leaves at most such hidden directories; the next one to write to the same place
puts a former directory back where the new one had not arrived, and deletes the rest. A working directory is locked as
long as its process lives, so that two processes that write to one place do not take each other's for left-overs.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newstables.errors import DataError, UsageError

if sys.platform != "win32":
    import fcntl


@contextmanager
def replace_directory(target: Path, check: Callable[[Path], None]) -> Iterator[tuple[Path, Path]]:
    """Write a directory beside its place and put it there when the block ends without an exception.

    Parameters
    ----------
    target : pathlib.Path
        Where the directory is to stand. Folders above it are made.
    check : callable
        Called with a directory that already stands there and is not empty; raises where it may not be replaced.

    Yields
    ------
    tuple of pathlib.Path
        The directory to fill, and one beside it for working files, both empty; the second is deleted in any case.

    Raises
    ------
    newstables.errors.UsageError
        Where the place cannot be written to.
    newstables.errors.DataError
        Where writing fails, for want of space for example.
    """
    target = target.resolve()
    with explain_failure(target, UsageError):
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover(target)
        _check_place(target, check)
        work, lock = _make_work_directory(target)
    try:
        with explain_failure(target, DataError):
            new, scratch = work / "new", work / "scratch"
            new.mkdir()
            scratch.mkdir()
            yield new, scratch
            sync_tree(new)
            _check_place(target, check)
            _put_in_place(new, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        unlock_directory(lock)


def replace_file(target: Path, text: str) -> None:
    """Write one file of text whole or not at all, as `replace_directory` does a directory.

    Raises
    ------
    newstables.errors.UsageError
        Where the place cannot be written to.
    """
    target = target.resolve()
    if target.is_dir():
        raise UsageError(f"{target} is a directory; a file is to be written there")
    with explain_failure(target, UsageError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.partial-", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


@contextmanager
def explain_failure(target: Path, kind: type[UsageError] | type[DataError]) -> Iterator[None]:
    """Tell in one line why a place cannot be written to."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DataError(f"no space is left on the disk of {target}; nothing was written") from error
        raise kind(f"{target} cannot be written: {error.strerror or error}; nothing was written") from error


def _check_place(target: Path, check: Callable[[Path], None]) -> None:
    if target.is_dir():
        if any(target.iterdir()):
            check(target)
    elif target.exists():
        raise UsageError(f"{target} is a file; a directory is to be written there")


def _make_work_directory(target: Path) -> tuple[Path, int | None]:
    while True:
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.partial-", dir=target.parent))
        lock = lock_directory(work)
        if work.exists():  # else another process took it for a left-over before it was locked
            return work, lock
        unlock_directory(lock)


def _recover(target: Path) -> None:
    """Put back or clear away what processes that died have left beside the target."""
    for former in _left_over(target, "former"):
        if not target.exists():
            former.rename(target)
        else:
            shutil.rmtree(former, ignore_errors=True)
    for partial in _left_over(target, "partial"):
        shutil.rmtree(partial, ignore_errors=True)


def _left_over(target: Path, kind: str) -> Iterator[Path]:
    prefix = f".{target.name}.{kind}-"
    for path in sorted(target.parent.iterdir()):
        if path.name.startswith(prefix) and path.is_dir():
            with suppress(BlockingIOError, FileNotFoundError):
                lock = lock_directory(path)
                try:
                    yield path
                finally:
                    unlock_directory(lock)


def _put_in_place(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        sync_directory(target.parent)
        return
    lock = lock_directory(target)
    try:
        former = target.with_name(new.parent.name.replace(".partial-", ".former-"))
        target.rename(former)
        try:
            new.rename(target)
        except OSError:
            former.rename(target)
            raise
        sync_directory(target.parent)
        shutil.rmtree(former, ignore_errors=True)
    finally:
        unlock_directory(lock)


def sync_tree(directory: Path) -> None:
    """Write all files of a directory through to the disk."""
    for folder, _, names in os.walk(directory):
        for name in names:
            with (Path(folder) / name).open("rb+") as file:
                os.fsync(file.fileno())
        sync_directory(Path(folder))


def sync_directory(directory: Path) -> None:
    """Write the names in a directory through to the disk."""
    if sys.platform != "win32":  # which cannot open directories
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def lock_directory(directory: Path) -> int | None:
    """Lock a directory until it is unlocked or the process ends; raise BlockingIOError where another holds it."""
    if sys.platform == "win32":  # where a directory with open files cannot be deleted or renamed anyway
        return None
    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def unlock_directory(lock: int | None) -> None:
    """Give a lock back."""
    if lock is not None:
        os.close(lock)
