"""Releases in an object store, through fsspec: all files first, then one conditional write of the list.

Nothing in such a store can be renamed or locked, so three things stand in for that. A version is claimed by its
``SHA256SUMS``, which is created only where there is none: whoever releases other bytes under that number is refused,
and whoever releases the same bytes, after a process that died for example, goes on with them. The release can be seen
once ``releases.json`` lists it. And that list is replaced only in the state in which it was read. A store that takes
no such conditions, or passes over them in silence, which is tried, is refused, unless the caller says that nobody else
writes there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec

from newstables.errors import DataError, NewstablesError, UsageError
from newstables.listing import NAME as INDEX
from newstables.scripts.release.checksums import NAME as CHECKSUMS
from newstables.scripts.release.storage import ChangedMeanwhileError, Seen
from newstables.transfer import print_address

_CONDITIONAL = ("s3", "s3a")  # what fsspec lets us give conditions to
_NO_TAG = '"00000000000000000000000000000000"'
_REFUSALS = ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey")


class ObjectStore:
    """An object store, or any other place that fsspec can write to.

    Parameters
    ----------
    address : str
        Such as ``s3://bucket/tables``.
    single_writer : bool
        Whether the caller sees to it that nobody else writes there.

    Raises
    ------
    newstables.UsageError
        Where what is needed for such addresses is not installed, or there are no such addresses.
    """

    def __init__(self, address: str, *, single_writer: bool) -> None:
        self._address = print_address(address)
        self._single_writer = single_writer
        try:
            self._files: Any
            self._files, path = fsspec.url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
        except ImportError as error:
            raise UsageError(f"{self._address}: {str(error).splitlines()[0]} (pip install it)") from error
        except Exception as error:  # some kinds of store connect here, and each has errors of its own
            told = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise UsageError(f"{self._address} cannot be written to: {told}") from error
        self._path = str(path).rstrip("/")
        protocols = self._files.protocol
        protocols = (protocols,) if isinstance(protocols, str) else protocols
        if not single_writer and not set(protocols) & set(_CONDITIONAL):
            raise UsageError(self._explain_conditions("takes no conditional writes"))

    def __str__(self) -> str:
        """The address, without passwords."""
        return self._address

    def _explain_conditions(self, what: str) -> str:
        return (
            f"{self} {what}, so two releases in the same moment could undo each other; "
            "where nobody else writes there, say so with --single-writer"
        )

    @contextmanager
    def open(self) -> Iterator[Path]:
        """Give a working directory on this computer."""
        with tempfile.TemporaryDirectory(prefix="newstables-release-") as work, self._explain():
            yield Path(work)

    def read(self, name: str) -> bytes | None:
        """Return what stands in a file at the address, or beside it."""
        above = self._path.rpartition("/")[0]
        for folder in [self._path, *([above] if above else [])]:
            content = self._read(f"{folder}/{name}")
            if content is not None:
                return content
        return None

    def _read(self, path: str) -> bytes | None:
        with self._explain():
            try:
                return bytes(self._files.cat_file(path))
            except FileNotFoundError:
                return None

    def read_index(self) -> Seen:
        """Return the list of releases, with the tag of its state."""
        path = f"{self._path}/{INDEX}"
        with self._explain():
            try:
                # The tag first: where the list changes in between, it is that of the older state, and writing fails.
                tag = None if self._single_writer else str(self._files.info(path, refresh=True)["ETag"])
                return Seen(bytes(self._files.cat_file(path)), tag)
            except FileNotFoundError:
                return Seen(None)

    def fetch(self, version: str, names: Sequence[str], into: Path) -> Path:
        """Copy files of a release to this computer."""
        into.mkdir(parents=True, exist_ok=True)
        with self._explain():
            for name in names:
                if not (into / name).is_file():
                    self._files.get_file(f"{self._path}/{version}/{name}", str(into / name))
        return into

    def publish(self, version: str, staged: Path, index: bytes, seen: Seen) -> None:
        """Upload the files under the version, and announce them."""
        place = f"{self._path}/{version}"
        with self._explain():
            if self.read_index() != seen:
                raise ChangedMeanwhileError(str(self))
            self._claim(place, (staged / CHECKSUMS).read_bytes())
            sizes = {path.name: path.stat().st_size for path in sorted(staged.iterdir())}
            there = self._list(place)
            for name, size in sizes.items():
                if there.get(name) != size:
                    self._files.put_file(str(staged / name), f"{place}/{name}")
            if self._list(place) != sizes:
                raise DataError(f"{self}/{version} does not hold what was uploaded; nothing was announced")
        self.replace_index(index, seen)

    def _list(self, place: str) -> dict[str, int]:
        return {one["name"].rpartition("/")[2]: one["size"] for one in self._files.ls(place, detail=True, refresh=True)}

    def _claim(self, place: str, checksums: bytes) -> None:
        """Make the version ours, or go on with the same one that another process left."""
        path = f"{place}/{CHECKSUMS}"
        if self._single_writer:
            created = not self._files.exists(path)
            if created:
                self._files.pipe_file(path, checksums)
        else:
            created = self._write_if(path, checksums, None)
        if not created and self._read(path) != checksums:
            raise DataError(
                f"{self}/{place.rpartition('/')[2]} was begun with other files and is not listed in {INDEX}: another "
                "release is being made, or one was not brought to its end, perhaps of another day (--date); where "
                "none is being made, delete it and try again"
            )
        # The same bytes again, under conditions that do not hold: a store that heeds them refuses.
        if not self._single_writer and (
            self._write_if(path, checksums, None) or self._write_if(path, checksums, _NO_TAG)
        ):
            if created:
                self._files.rm_file(path)
            raise DataError(self._explain_conditions("passes over the conditions of writes"))

    def replace_index(self, index: bytes, seen: Seen) -> None:
        """Put a new list in the place of the old one, in one write."""
        path = f"{self._path}/{INDEX}"
        with self._explain():
            if self._single_writer:
                if self.read_index() != seen:
                    raise ChangedMeanwhileError(str(self))
                self._files.pipe_file(path, index)
            elif not self._write_if(path, index, seen.token) and self._read(path) != index:
                # (the same bytes: our own write got through, and only its answer was lost)
                raise ChangedMeanwhileError(str(self))

    def _write_if(self, path: str, content: bytes, tag: str | None) -> bool:
        """Write an object if it has this tag, or with None if there is none; tell whether it was written."""
        condition = {"mode": "create"} if tag is None else {"IfMatch": tag}
        try:
            self._files.pipe_file(path, content, **condition)
        except Exception as error:
            told = getattr(error.__cause__ or error, "response", None) or {}
            if isinstance(error, FileExistsError) or told.get("Error", {}).get("Code") in _REFUSALS:
                return False
            raise
        return True

    @contextmanager
    def _explain(self) -> Iterator[None]:
        """Tell in one line what a store complains of; each has errors of its own kind."""
        try:
            yield
        except NewstablesError:
            raise
        except Exception as error:
            told = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise DataError(f"{self} cannot be used: {told}; nothing was announced") from error
