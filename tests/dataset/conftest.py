"""Releases in a folder, and a server that serves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from released import add_release
from web import Web


@pytest.fixture
def releases(stored: Path, tmp_path: Path) -> Path:
    """A folder of two releases."""
    folder = tmp_path / "published" / "tables"
    for version in ("0.9.0", "0.10.0"):
        add_release(folder, version, stored)
    return folder


@pytest.fixture
def web(releases: Path) -> Iterator[Web]:
    """A server of the folder above them."""
    with Web(releases.parent) as server:
        yield server


@pytest.fixture
def address(web: Web) -> str:
    return f"{web.address}/tables"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder in which what is fetched is kept, see `own_cache`."""
    return tmp_path / "cache"
