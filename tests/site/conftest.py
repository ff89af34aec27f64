"""The pages of a dataset with a history, and a web server for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from strait import run, write_dataset


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, their last build, and their releases."""
    place = tmp_path_factory.mktemp("strait")
    write_dataset(place)
    return place


@pytest.fixture(scope="session")
def releases(dataset: Path) -> Path:
    return dataset / "releases"


@pytest.fixture(scope="session")
def pages(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these releases; only to be read."""
    out = tmp_path_factory.mktemp("public") / "site"
    run("site", releases, "--out", out)
    return out


@pytest.fixture(scope="session")
def address(pages: Path) -> Iterator[str]:
    """Where a plain web server serves the site, in a folder of its own."""
    handler = partial(_Quiet, directory=str(pages.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{pages.name}"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
