"""A directory is put in its place whole or not at all."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newstables.errors import DataError, UsageError
from newstables.scripts.output import replace_directory


def allow(_: Path) -> None:
    """Any directory may be replaced."""


def refuse(directory: Path) -> None:
    raise UsageError(f"{directory} is not ours")


def put(target: Path, content: str) -> None:
    with replace_directory(target, allow) as (new, _):
        (new / "file").write_text(content)


def test_a_directory_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    target = tmp_path / "far" / "off"
    put(target, "new")
    assert (target / "file").read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["off"]


def test_what_stood_there_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "out"
    put(target, "old")
    (target / "more").write_text("old")
    put(target, "new")
    assert [path.name for path in target.iterdir()] == ["file"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_after_an_exception_the_old_one_stands(tmp_path: Path) -> None:
    target = tmp_path / "out"
    put(target, "old")
    with pytest.raises(RuntimeError), replace_directory(target, allow) as (new, scratch):
        (new / "file").write_text("new")
        (scratch / "notes").write_text("new")
        raise RuntimeError
    assert (target / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_directory_that_may_not_be_replaced_is_left(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(UsageError, match="not ours"), replace_directory(tmp_path, refuse):
        pytest.fail("the block must not be entered")
    assert (tmp_path / "mine").read_text() == "precious"


def test_files_that_come_while_the_block_runs_are_seen(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(UsageError, match="not ours"), replace_directory(target, refuse) as (new, _):
        (new / "file").write_text("new")
        target.mkdir()
        (target / "mine").write_text("precious")
    assert (target / "mine").read_text() == "precious"


def test_an_empty_directory_may_be_filled(tmp_path: Path) -> None:
    with replace_directory(tmp_path / "out", refuse) as (new, _):
        (new / "file").write_text("new")
    (tmp_path / "empty").mkdir()
    with replace_directory(tmp_path / "empty", refuse) as (new, _):
        (new / "file").write_text("new")
    assert (tmp_path / "empty" / "file").exists()


def test_a_file_in_the_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")
    with pytest.raises(UsageError, match="is a file"):
        put(tmp_path / "out", "new")


def test_a_place_under_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(UsageError, match="cannot be written"):
        put(tmp_path / "file" / "out", "new")


def test_a_link_to_a_directory_stays_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", "old")
    (tmp_path / "link").symlink_to("real")
    put(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_text() == "new"


def test_what_a_dead_process_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".out.partial-abc").mkdir()
    (tmp_path / ".out.partial-abc" / "file").write_text("half")
    (tmp_path / ".output.partial-abc").mkdir()
    put(tmp_path / "out", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.partial-abc", "out"]


def test_a_process_that_died_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    put(tmp_path / "out", "old")
    (tmp_path / "out").rename(tmp_path / ".out.former-abc")
    with pytest.raises(RuntimeError), replace_directory(tmp_path / "out", allow):
        raise RuntimeError
    assert (tmp_path / "out" / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _write_and_wait(target: Path, ready: Path) -> None:
    with replace_directory(target, allow) as (new, _):
        (new / "file").write_text("half")
        ready.touch()
        time.sleep(60)


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_living_process_keeps_its_working_directory_and_a_killed_one_does_not(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    target, ready = tmp_path / "out", tmp_path / "ready"
    put(target, "old")
    process = context.Process(target=_write_and_wait, args=(target, ready))
    process.start()
    try:
        _wait_for(ready)
        put(target, "newer")
        assert len(list(tmp_path.glob(".out.partial-*"))) == 1
    finally:
        process.kill()
        process.join()
    assert (target / "file").read_text() == "newer"
    put(target, "newest")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "ready"]


_REPLACE_WITHOUT_END = """
import itertools, sys
from pathlib import Path
from newstables.scripts.output import replace_directory
for i in itertools.count():
    with replace_directory(Path(sys.argv[1]), lambda _: None) as (new, _):
        for name in "abc":
            (new / name).write_text(str(i))
    print(i, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_at_any_moment_it_leaves_one_whole_directory(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for attempt in range(8):
        with subprocess.Popen([sys.executable, "-c", _REPLACE_WITHOUT_END, target], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.003 * attempt)
            os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(RuntimeError), replace_directory(target, allow):
            raise RuntimeError  # recovers, and writes nothing
        contents = {(target / name).read_text() for name in "abc"}
        assert len(contents) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_is_told_in_one_line(small_disk: Path) -> None:
    target = small_disk / "out"
    put(target, "old")
    with pytest.raises(DataError, match="no space is left"), replace_directory(target, allow) as (new, _):
        (new / "file").write_bytes(b"x" * 10_000_000)
    assert (target / "file").read_text() == "old"
    assert [path.name for path in small_disk.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written_to_is_told_in_one_line(sealed: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        put(sealed / "out", "new")
