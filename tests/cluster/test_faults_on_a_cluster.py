"""A build on a cluster that loses workers, its scheduler, an input or its output ends whole, or in one line."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import fsspec
import pytest
from distributed import Client

import newstables
from newstables.scripts.build import build

from made_up import make_records, write_records

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "made-up-key",
    "AWS_SECRET_ACCESS_KEY": "made-up-secret-that-nobody-may-print",
    "AWS_DEFAULT_REGION": "us-east-1",
}

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")

ARTICLES = 96  # three batches


def start(*command: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        start_new_session=True,
    )


def end(process: "subprocess.Popen[str]") -> None:
    """Kill a process and all that it started, and no other."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Machines:
    """A scheduler and workers, each a process of its own, started as a person starts them."""

    def __init__(self) -> None:
        self.scheduler = start(
            "dask",
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1",
        )
        self.workers: list[subprocess.Popen[str]] = []
        assert self.scheduler.stderr is not None
        for line in self.scheduler.stderr:
            if found := re.search(r"Scheduler at:\s*(tcp://\S+)", line):
                self.address = found[1]
                break
        threading.Thread(target=self.scheduler.stderr.read, daemon=True).start()

    def add_worker(self, *options: str, **environment: str) -> "subprocess.Popen[str]":
        worker = start("dask", "worker", self.address, "--nthreads", "1", "--no-dashboard", *options, **environment)
        assert worker.stderr is not None
        threading.Thread(target=worker.stderr.read, daemon=True).start()
        self.workers.append(worker)
        return worker

    def wait_for(self, status: str) -> None:
        """Wait until the workers have a status."""
        with Client(self.address, set_as_default=False) as client:
            limit = time.monotonic() + 60
            while time.monotonic() < limit:
                found = client.scheduler_info(n_workers=-1)["workers"].values()
                if len(found) == len(self.workers) and {worker["status"] for worker in found} == {status}:
                    return
                time.sleep(0.1)
        raise AssertionError(f"the workers are not {status}")


@pytest.fixture
def machines() -> Iterator[Machines]:
    found = Machines()
    yield found
    for process in (*found.workers, found.scheduler):
        end(process)


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_records(tmp_path_factory.mktemp("cluster-wire") / "wire.jsonl", make_records(ARTICLES))


@pytest.fixture(scope="module")
def expected(wire: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of the build on one machine."""
    out = tmp_path_factory.mktemp("cluster-expected") / "out"
    build([wire], out, workers=1, cache=False)
    return read(out)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A place for the build, alone in its folder."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place" / "out"


def read(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@contextmanager
def when(there: Callable[[], bool], then: Callable[[], None]) -> Iterator[None]:
    """Do something as soon as something is there."""

    def watch() -> None:
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if there():
                then()
                return
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield
    watcher.join()


def when_rows_are_kept(cache: Path, then: Callable[[], None]) -> AbstractContextManager[None]:
    """Do something as soon as the first articles are in the cache, where their names have 62 digits."""
    return when(lambda: any(len(path.name) == 62 for path in cache.rglob("*")), then)


def test_a_worker_is_killed_while_it_extracts_and_the_others_end_the_work(
    machines: Machines, wire: Path, out: Path, tmp_path: Path, expected: dict[str, bytes]
) -> None:
    first = machines.add_worker("--no-nanny")
    machines.add_worker("--no-nanny")
    with when_rows_are_kept(tmp_path / "kept", lambda: end(first)):
        build([wire], out, cluster=machines.address, cache=tmp_path / "kept")
    assert first.returncode == -signal.SIGKILL
    assert read(out) == expected
    assert list(out.parent.iterdir()) == [out]


def test_a_worker_is_killed_while_rows_are_linked(
    machines: Machines, wire: Path, out: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstables.scripts.exchange.ARTICLES_PER_SHELF", 32)
    first = machines.add_worker("--no-nanny")
    machines.add_worker("--no-nanny")
    # Three files of rows, one of articles, three of a first step: the second step is under way.
    with when(lambda: len(list(out.parent.rglob("*.pieces"))) > 8, lambda: end(first)):
        build([wire], out, cluster=machines.address, cache=False)
    assert first.returncode == -signal.SIGKILL
    assert read(out) == expected
    assert list(out.parent.iterdir()) == [out]


def test_the_scheduler_goes_away_and_a_second_start_takes_up_from_the_cache(
    machines: Machines, wire: Path, out: Path, tmp_path: Path, expected: dict[str, bytes]
) -> None:
    machines.add_worker("--no-nanny", "--death-timeout", "5")
    with (
        when_rows_are_kept(tmp_path / "kept", lambda: end(machines.scheduler)),
        pytest.raises(newstables.DataError, match=r"the Dask scheduler at tcp://\S+ is gone; nothing was") as caught,
    ):
        build([wire], out, cluster=machines.address, cache=tmp_path / "kept")
    assert "\n" not in str(caught.value)
    assert not list(out.parent.iterdir())
    summary = build([wire], out, workers=1, cache=tmp_path / "kept")
    assert 0 < summary.kept < ARTICLES
    assert read(out) == expected


def test_workers_out_of_memory_end_the_build_in_one_line(machines: Machines, wire: Path, out: Path) -> None:
    # Less than it takes to read articles: Dask's nanny kills the worker, and starts another, until Dask gives up.
    machines.add_worker("--memory-limit", "230MB", DASK_DISTRIBUTED__WORKER__MEMORY__PAUSE="False")
    with pytest.raises(newstables.DataError, match=r"worker after worker died .* with more memory") as caught:
        build([wire], out, cluster=machines.address, cache=False)
    assert "\n" not in str(caught.value)
    assert not list(out.parent.iterdir())


def test_workers_that_wait_for_memory_are_not_waited_for_without_end(
    machines: Machines, wire: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstables.scripts.cluster._LOOK", 0.5)
    monkeypatch.setattr("newstables.scripts.cluster._NOBODY", 3.0)
    machines.add_worker("--no-nanny", "--memory-limit", "150MB", DASK_DISTRIBUTED__WORKER__MEMORY__PAUSE="0.01")
    machines.wait_for("paused")
    with pytest.raises(newstables.DataError, match=r"have no memory left; nothing was written.* with more memory"):
        build([wire], out, cluster=machines.address, cache=False)
    assert not list(out.parent.iterdir())


def test_an_input_that_one_worker_cannot_read(machines: Machines, out: Path, bucket: str, wire: Path) -> None:
    fsspec.filesystem("s3").put(str(wire), f"{bucket}/wire.jsonl")
    machines.add_worker(
        "--no-nanny", AWS_ENDPOINT_URL="http://127.0.0.1:9", AWS_MAX_ATTEMPTS="1"
    )  # where no store answers
    with pytest.raises(newstables.DataError, match=r"s3://archive/wire\.jsonl can be read here and not by a worker"):
        build([f"{bucket}/wire.jsonl"], out, cluster=machines.address, cache=False)
    assert not list(out.parent.iterdir())


def test_a_disk_that_is_full_for_the_workers(
    machines: Machines, wire: Path, small_disk: Path, built: Path, tmp_path: Path
) -> None:
    out = small_disk / "out"
    shutil.copytree(built, out)
    before = read(out)
    (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 20_000))
    machines.add_worker("--no-nanny")
    with pytest.raises(newstables.DataError, match=r"No space left .*; nothing was written") as caught:
        build([wire], out, cluster=machines.address, cache=tmp_path / "kept")
    assert "\n" not in str(caught.value)
    assert read(out) == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out"]


@pytest.fixture
def forget_stores() -> Iterator[None]:
    """Let nobody after this test be given a connection that fsspec keeps to a store of this test."""
    yield
    fsspec.get_filesystem_class("s3").clear_instance_cache()


@pytest.mark.usefixtures("forget_stores")
def test_a_store_that_goes_away_before_the_end(
    machines: Machines, wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: dict[str, bytes]
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    address, store = start_store(monkeypatch)
    machines.add_worker("--no-nanny")
    try:
        with (
            when_rows_are_kept(tmp_path / "kept", lambda: end(store)),
            pytest.raises(newstables.DataError, match="nothing was written") as caught,
        ):
            build([wire], f"{address}/out", cluster=machines.address, cache=tmp_path / "kept")
    finally:
        end(store)
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)
    # Another store, empty: what was extracted is still there.
    address, store = start_store(monkeypatch)
    try:
        summary = build([wire], f"{address}/out", workers=1, cache=tmp_path / "kept")
        assert summary.kept > 0
        found = fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)
        assert {path.rsplit("/", 1)[-1]: found.cat_file(path) for path in found.find(address)} == expected
    finally:
        end(store)


def start_store(monkeypatch: pytest.MonkeyPatch) -> "tuple[str, subprocess.Popen[str]]":
    """Start a process that speaks the protocol of S3, with one empty bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("moto.server", "-H", "127.0.0.1", "-p", str(port))
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.1)
    assert process.stderr is not None
    threading.Thread(target=process.stderr.read, daemon=True).start()
    fsspec.filesystem("s3", use_listings_cache=False).mkdir("lost")
    return "s3://lost", process
