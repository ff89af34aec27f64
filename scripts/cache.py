"""Keep what was extracted from an article, so that only new articles are extracted.

One small file per article (zlib over JSON), in folders by the first two digits of its key. A file is written beside its
place and renamed, so a process that dies leaves none that is cut short; one that is damaged anyway counts as absent.
The whole directory may be deleted at any time.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from newstables.scripts.addresses import is_address, open_file
from newstables.scripts.read.article import Article

Rows = dict[str, list[dict[str, Any]]]
"""The rows of one article by table, as `newstables.scripts.extract.flatten.flatten` gives them."""


class Cache:
    """What was extracted from articles, in a folder or at an address that fsspec knows.

    Parameters
    ----------
    directory : str or path or None
        Where the files stand; made when the first is written. None: nothing is kept.

    Examples
    --------
    >>> import tempfile
    >>> kept = Cache(Path(tempfile.mkdtemp()))
    >>> kept.get("ab12") is None
    True
    >>> kept.put("ab12", {"figures": [{"value": 3.0}]})
    >>> kept.get("ab12")
    {'figures': [{'value': 3.0}]}
    """

    def __init__(self, directory: str | os.PathLike[str] | None) -> None:
        self.directory = None if directory is None else str(directory)

    def get(self, key: str) -> Rows | None:
        """Return what is kept under a key; None where there is nothing, or nothing whole."""
        if self.directory is None:
            return None
        try:
            with open_file(self._place(key)) as file:
                rows = json.loads(zlib.decompress(file.read()))
        except (OSError, zlib.error, ValueError):
            return None
        return rows if isinstance(rows, dict) else None

    def put(self, key: str, rows: Rows) -> None:
        """Keep rows under a key; where the disk does not take them, they are extracted again next time."""
        if self.directory is None:
            return
        data = zlib.compress(json.dumps(rows, ensure_ascii=False).encode())
        with suppress(OSError):
            if is_address(self.directory):
                with open_file(self._place(key), "wb") as file:  # which is there whole, or not
                    file.write(data)
            else:
                _replace(Path(self._place(key)), data)

    def _place(self, key: str) -> str:
        return f"{self.directory}/{key[:2]}/{key[2:]}"


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def make_key(article: Article, method: str) -> str:
    """Return the key of an article: a hash of all that extraction sees of it, and of the method.

    Parameters
    ----------
    article : Article
        The article; where it was read from does not matter.
    method : str
        Stands for how rows are extracted: `hash_extraction` and the hash of the pipeline.

    Returns
    -------
    str
        64 hex digits.
    """
    seen = dataclasses.asdict(dataclasses.replace(article, source=""))
    return hashlib.sha256(json.dumps([method, seen], sort_keys=True, default=str).encode()).hexdigest()


@cache
def hash_extraction() -> str:
    """Return a hash of what decides how an article is extracted, but for the pipeline's weights.

    That is the code and word lists of `newstables.scripts.extract`, the types and vocabularies it shares with others,
    and the versions of Python and of the libraries that the extra ``build`` names.
    """
    digest = hashlib.sha256()
    for package in ("newstables.scripts.extract", "newstables.schemas"):
        for name, content in walk_package(files(package), package):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    digest.update((files("newstables.scripts.read") / "article.py").read_bytes())
    digest.update(json.dumps([sys.version_info[:2], _library_versions()]).encode())
    return digest.hexdigest()


def walk_package(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files below a folder of a package, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from walk_package(entry, f"{name}/{entry.name}")
        elif entry.is_file() and not entry.name.startswith("."):
            yield f"{name}/{entry.name}", entry.read_bytes()


def _library_versions() -> dict[str, str]:
    named = {
        match[0]
        for requirement in requires("newstables") or ()
        if 'extra == "build"' in requirement and (match := re.match(r"[\w.-]+", requirement))
    }
    versions = {}
    for name in sorted(named):
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions
