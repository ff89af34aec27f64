"""A build to release, and an S3-protocol server."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from newstables.schemas import to_frame
from newstables.scripts.manifest import NAME as MANIFEST

from releasing import Make, write_build


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let releases be of one day, whatever day it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")  # 2026-01-31


@pytest.fixture
def build(stored: Path, tables: dict[str, pd.DataFrame]) -> Path:
    """The made-up tables as a build."""
    for name in ("redirects", "corrections"):
        if not (stored / f"{name}.parquet").is_file():
            tables[name] = to_frame(name, [])
    write_build(stored, tables)
    assert (stored / MANIFEST).is_file()
    return stored


@pytest.fixture
def make(build: Path, tables: dict[str, pd.DataFrame], tmp_path: Path) -> Make:
    """Write another build, in which some tables are others."""

    def write(name: str, **changed: pd.DataFrame) -> Path:
        directory = tmp_path / name
        directory.mkdir()
        (directory / "texts.parquet").write_bytes((build / "texts.parquet").read_bytes())
        write_build(directory, {**tables, **changed})
        return directory

    return write


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder for releases, with the settings of a dataset in it."""
    folder = tmp_path / "fjord-talks"
    folder.mkdir()
    (folder / "newstables.toml").write_text(
        '[dataset]\ntitle = "Talks at the fjord"\nlicence = "CC-BY-4.0"\nauthors = ["Fjord Desk"]\n'
        'homepage = "https://fjord.example/talks"\ndescription = "Who met whom at the fjord."\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3-protocol server on this computer, with a bucket called tables."""
    server_module = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import boto3

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it tells of every request
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    told = {
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    boto3.client("s3").create_bucket(Bucket="tables")
    try:
        yield endpoint
    finally:
        server.stop()
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
