"""A Dask cluster and an object store, both real and both on this machine alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("distributed")

BUCKET = "archive"


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The address of a server that speaks the protocol of S3."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty bucket; who may enter stands in the environment."""
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("s3fs")
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    store = fsspec.filesystem("s3", use_listings_cache=False)
    if store.exists(BUCKET):
        store.rm(BUCKET, recursive=True)
    store.mkdir(BUCKET)
    return f"s3://{BUCKET}"


CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "made-up-key",
    "AWS_SECRET_ACCESS_KEY": "made-up-secret-that-nobody-may-print",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture(scope="session")
def scheduler(endpoint: str) -> Iterator[str]:
    """The address of a scheduler with two workers, processes that can reach the store."""
    from distributed import LocalCluster

    with pytest.MonkeyPatch.context() as patch:
        for name, value in (CREDENTIALS | {"AWS_ENDPOINT_URL": endpoint}).items():
            patch.setenv(name, value)
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            yield cluster.scheduler_address
