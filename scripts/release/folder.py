"""Releases in a folder: written beside, written through to the disk, renamed, and announced last."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from newstables.errors import DataError, UsageError
from newstables.listing import NAME as INDEX
from newstables.scripts.output import explain_failure, lock_directory, sync_directory, sync_tree, unlock_directory
from newstables.scripts.release.storage import ChangedMeanwhileError, Seen

_WORK = ".release.partial-"


class Folder:
    """A folder of releases.

    The folder is locked while a release is made in it, so that two cannot come between each other; the lock ends with
    its process. Files are made in a hidden working directory in the folder, which the next release clears away where a
    process died. A release that died after its rename and before its announcement is announced by the next one of that
    version, where its files are the same.

    Parameters
    ----------
    path : pathlib.Path
        The folder; made where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        """The path as it was given."""
        return str(self._path)

    @contextmanager
    def open(self) -> Iterator[Path]:
        """Lock the folder, and give a working directory in it."""
        with explain_failure(self._path, UsageError):
            if self._path.exists() and not self._path.is_dir():
                raise UsageError(f"{self._path} is a file; releases stand in a folder")
            if (self._path / "articles.parquet").is_file():
                raise UsageError(
                    f"{self._path} is itself a build or a release; releases stand in a folder of their own"
                )
            self._path.mkdir(parents=True, exist_ok=True)
            try:
                lock = lock_directory(self._path)
            except BlockingIOError as error:
                raise DataError(f"another release is being made in {self._path}; try again when it is done") from error
        try:
            with explain_failure(self._path, UsageError):
                for left in self._path.glob(f"{_WORK}*"):
                    shutil.rmtree(left)
                work = Path(tempfile.mkdtemp(prefix=_WORK, dir=self._path))
            try:
                with explain_failure(self._path, DataError):
                    yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
        finally:
            unlock_directory(lock)

    def read(self, name: str) -> bytes | None:
        """Return what stands in a file in the folder, or beside it."""
        for folder in (self._path, self._path.absolute().parent):
            try:
                return (folder / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                raise DataError(f"{folder / name} cannot be read: {error.strerror}") from error
        return None

    def read_index(self) -> Seen:
        """Return the list of releases."""
        try:
            return Seen((self._path / INDEX).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return Seen(None)
        except OSError as error:
            raise DataError(f"{self._path / INDEX} cannot be read: {error.strerror}") from error

    def fetch(self, version: str, names: Sequence[str], into: Path) -> Path:  # noqa: ARG002
        """Return the directory of a release."""
        return self._path / version

    def publish(self, version: str, staged: Path, index: bytes, seen: Seen) -> None:
        """Rename the files into their place, and announce them."""
        place = self._path / version
        sync_tree(staged)
        # The new list is on the disk before anything moves: what follows needs no more space.
        new = self._write_beside(index, staged.parent)
        if place.exists():
            _check_same(staged, place)
        else:
            staged.rename(place)
        sync_directory(self._path)
        self._announce(new, seen)

    def replace_index(self, index: bytes, seen: Seen) -> None:
        """Put a new list in the place of the old one."""
        with self.open() as work:
            self._announce(self._write_beside(index, work), seen)

    def _write_beside(self, index: bytes, work: Path) -> Path:
        new = work / INDEX
        new.write_bytes(index)
        sync_tree(work)
        return new

    def _announce(self, new: Path, seen: Seen) -> None:
        if self.read_index() != seen:
            raise ChangedMeanwhileError(str(self))
        new.replace(self._path / INDEX)
        sync_directory(self._path)


def _check_same(staged: Path, place: Path) -> None:
    """Take what a process that died has left for what is to be released, if it is the same."""
    names = sorted(path.name for path in staged.iterdir())
    there = sorted(path.name for path in place.iterdir()) if place.is_dir() else []
    if names != there or filecmp.cmpfiles(staged, place, names, shallow=False)[0] != names:
        raise DataError(
            f"{place} is there, but {INDEX} does not list it, and it is not what is to be released now: a release that "
            "was not brought to its end, perhaps of another day (--date); move it away and try again"
        )
