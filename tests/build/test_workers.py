"""Work is spread over processes, in order, and a process that dies is told in one line."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newstables.errors import DataError
from newstables.scripts.workers import Workers


def square(number: int) -> int:
    return number * number


def tell_process(_: int) -> int:
    time.sleep(0.2)
    return os.getpid()


def count_threads(_: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def die(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    time.sleep(0.1)
    return number


def linger(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_results_come_in_the_order_of_the_work(number: int) -> None:
    with Workers(number) as workers:
        assert list(workers.map(square, range(20))) == [n * n for n in range(20)]
        assert list(workers.map(square, [])) == []


def test_one_worker_is_this_process_and_several_are_not() -> None:
    with Workers(1) as workers:
        assert set(workers.map(tell_process, range(2))) == {os.getpid()}
    with Workers(2) as workers:
        processes = set(workers.map(tell_process, range(6)))
    assert len(processes) == 2 and os.getpid() not in processes


def test_a_single_task_starts_no_process() -> None:
    with Workers(2) as workers:
        assert list(workers.map(tell_process, [1])) == [os.getpid()]


def test_each_worker_keeps_to_one_thread_and_the_setting_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    with Workers(2) as workers:
        assert set(workers.map(count_threads, range(2))) == {"1"}
    assert os.environ["OMP_NUM_THREADS"] == "7"


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with pytest.raises(DataError, match="a worker process died") as caught, Workers(2) as workers:
        list(workers.map(die, range(6)))
    assert "\n" not in str(caught.value)


def test_an_error_ends_the_work() -> None:
    started = time.monotonic()
    with pytest.raises(ValueError, match="two"), Workers(2) as workers:
        list(workers.map(fail, range(1000)))
    assert time.monotonic() - started < 30


_KEEP_BUSY = """
import sys
from newstables.scripts.workers import Workers
sys.path.insert(0, sys.argv[1])
from test_workers import linger
if __name__ == "__main__":
    with Workers(2) as workers:
        list(workers.map(linger, sys.argv[2:]))
"""


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_workers_end_with_their_parent(tmp_path: Path, ended_by: int) -> None:
    script = tmp_path / "keep_busy.py"
    script.write_text(_KEEP_BUSY)
    marks = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, script, Path(__file__).parent, *marks]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while not all(mark.exists() and mark.read_text() for mark in marks):
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(ended_by)
    children = [int(mark.read_text()) for mark in marks]
    while any(_is_alive(child) for child in children):
        assert time.monotonic() < end
        time.sleep(0.05)
