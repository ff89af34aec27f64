"""Fetch releases: once, verified, into the platform's cache, and from there on without the network.

A file is brought to a name of its own, and takes its place in the cache only when its length and SHA-256 are those
that ``releases.json`` tells, and it is fit to be read. What breaks off is resumed where the other side allows it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from newstables.errors import DataError
from newstables.inspecting import inspect_parquet
from newstables.listing import NAME, Listing, Release, ReleaseFile, parse_listing
from newstables.transfer import StalledError, UnreachableError, join_address, print_address, receive

CACHE_VARIABLE = "NEWSTABLES_CACHE"
LARGEST_LISTING = 16 << 20  # bytes
_ATTEMPTS = 4
_WAIT = 0.25  # seconds after the first attempt, and twice as long after each that follows
_WORTH_SHOWING = 1 << 20  # bytes of a file whose progress is drawn


def get_cache(address: str) -> Path:
    """Return the folder in which what was fetched from an address is kept.

    Parameters
    ----------
    address : str
        Of a dataset's releases.
    """
    import platformdirs

    root = os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_path("newstables")
    readable = re.sub(r"[^a-z0-9]+", "-", print_address(address).partition("://")[2].lower()).strip("-")[:40]
    return Path(root) / "releases" / f"{readable}-{hashlib.sha256(address.encode()).hexdigest()[:12]}".lstrip("-")


def fetch_listing(address: str) -> Listing:
    """Fetch the list of releases; where the address cannot be reached, take the one that was fetched before.

    Parameters
    ----------
    address : str
        Of a dataset's releases.

    Raises
    ------
    newstables.DataError
        Where there is none, where it is not of the agreed form, or where it tells of a release that was fetched
        before, but with other files: a release never changes.
    """
    whole, kept = join_address(address, NAME), get_cache(address) / NAME
    where = print_address(whole)
    before = _read_kept(kept, where)
    content = BytesIO()
    try:
        _bring(whole, LARGEST_LISTING, content)
    except UnreachableError as error:
        if before is None:
            raise
        warnings.warn(f"{error}; using the list of releases that was fetched before", stacklevel=2)
        return before
    listing = parse_listing(content.getvalue(), where)
    if before is not None:
        _compare(before, listing, kept.parent)
    if before != listing:
        _write_beside(kept, content.getvalue())
    return listing


def _read_kept(kept: Path, where: str) -> Listing | None:
    try:
        return parse_listing(kept.read_bytes(), where)
    except (OSError, DataError):
        return None


def _compare(before: Listing, now: Listing, cache: Path) -> None:
    """Refuse a release whose files are not what they were."""
    known = {release.version: release.files for release in before.releases}
    for release in now.releases:
        files = known.get(release.version, release.files)
        changed = sorted(name for name in {*files, *release.files} if files.get(name) != release.files.get(name))
        if changed:
            raise DataError(
                f"{now.where}: release {release.version} is not what it was when it was first fetched "
                f"({changed[0]} differs), and a release never changes; ask its publisher, or delete {cache}"
            )


def fetch_file(address: str, release: Release, name: str, into: Path | None = None) -> Path:
    """Fetch one file of a release, unless it is in the cache; there it is verified again.

    Parameters
    ----------
    address : str
        Of a dataset's releases.
    release : Release
        The release, as the list tells of it.
    name : str
        Name of the file.
    into : pathlib.Path, optional
        A folder to take for the cache.

    Returns
    -------
    pathlib.Path
        The file, in the cache.

    Raises
    ------
    newstables.DataError
        Where the release has no such file, or where it cannot be fetched, is not what the list tells, or is not fit
        to be read.
    """
    import pooch

    if name not in release.files:
        raise DataError(f"release {release.version} in {print_address(address)} has no {name}")
    told = release.files[name]
    folder = (into or get_cache(address)) / release.version

    def download(url: str, output: str, _: object) -> None:
        _download(url, Path(output), name, told)

    pooch.get_logger().setLevel("WARNING")
    whole = join_address(address, release.version, name)
    return Path(
        _write(folder, lambda: pooch.retrieve(whole, f"sha256:{told.sha256}", name, folder, downloader=download))
    )


def _download(address: str, path: Path, name: str, told: ReleaseFile) -> None:
    """Bring a file to a path, and leave it there only where it is what was told."""
    shown = print_address(address)
    free = shutil.disk_usage(path.parent).free
    if told.bytes > free:
        raise DataError(f"{shown} takes {told.bytes:,} bytes, and {free:,} are free for {path.parent}")
    with path.open("w+b") as file, _draw_progress(name, told.bytes) as tell:
        resumed = _bring(address, told.bytes, file, tell, whole=True)
        file.flush()
        if resumed and _hash(path) != told.sha256:  # the parts may be of two versions
            _bring(address, told.bytes, file, tell, whole=True, resume=False)
    if _hash(path) != told.sha256:
        raise DataError(f"{shown} is not the file that was released: its SHA-256 differs; nothing of it was kept")
    if name.endswith(".parquet"):
        inspect_parquet(path, shown)


def _bring(
    address: str,
    size: int,
    file: BinaryIO,
    tell: Callable[[int], None] | None = None,
    *,
    whole: bool = False,
    resume: bool = True,
) -> bool:
    """Bring a file, again where it breaks off, from there where that can be.

    Parameters
    ----------
    address : str
        The file.
    size : int
        How long it may be; how long it is, where `whole`.
    file : file object
        Where to write it.
    tell : callable
        Is told how many bytes are there.

    Returns
    -------
    bool
        Whether it was put together from parts.
    """
    shown, done, resumed = print_address(address), 0, False
    for attempt in range(_ATTEMPTS):
        last, before = attempt == _ATTEMPTS - 1, done
        try:
            for item in receive(address, done if resume else 0, size):
                if isinstance(item, int):
                    done = file.seek(item)
                    file.truncate()
                    resumed = item > 0
                    continue
                done += len(item)
                if done > size:
                    told = f"the {size:,} bytes that were told" if whole else f"{size:,} bytes"
                    raise DataError(f"{shown} is longer than {told}; nothing of it was kept")
                file.write(item)
                if tell is not None:
                    tell(done)
            if not whole or done == size:
                return resumed
            if last:
                raise DataError(f"{shown} ends after {done:,} of {size:,} bytes, again and again")
        except StalledError:
            if last or done <= before:
                raise
        except UnreachableError:
            if last:
                raise
        time.sleep(_WAIT * 2**attempt)
    raise AssertionError  # the last attempt returns or raises


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(folder: Path, write: Callable[[], Any]) -> Any:
    """Write below a folder of the cache, or say in one line why it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write()
    except OSError as error:
        told = error.strerror or str(error)
        raise DataError(f"{folder} cannot be written to: {told}; {CACHE_VARIABLE} can name another place") from error


def _write_beside(path: Path, content: bytes) -> None:
    def put() -> None:
        handle, beside = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise

    _write(path.parent, put)


@contextmanager
def _draw_progress(name: str, size: int) -> Iterator[Callable[[int], None] | None]:
    """Draw a bar on standard error while a large file is fetched, where somebody looks; yield what moves it."""
    if size < _WORTH_SHOWING:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    seen = console.is_terminal or console.is_jupyter
    with Progress(*columns, console=console, transient=True, disable=not seen) as bar:
        task = bar.add_task(f"fetching {name}", total=size)
        yield lambda done: bar.update(task, completed=done)
