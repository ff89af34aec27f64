"""Releases in a folder are whole or not there, whatever happens."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import newstables
from newstables.scripts.release import release, withdraw
from newstables.scripts.release.folder import Folder

from releasing import check_whole, read_all, read_listing, start_release


def test_a_version_that_exists_is_never_touched(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    before = read_all(releases)
    for version in ("1.0.0", "0.9.0"):
        with pytest.raises(newstables.UsageError, match=r"exists.*the next one is 1\.0\.1"):
            release(build, version, releases)
    assert read_all(releases) == before


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "../1.0.0", "", "latest", "1.0.0\n"])
def test_versions_are_three_numbers(build: Path, releases: Path, version: str) -> None:
    with pytest.raises(newstables.UsageError, match="is no version"):
        release(build, version, releases)
    assert [path.name for path in releases.iterdir()] == ["newstables.toml"]


# Kills itself, as kill -9 does, at the n-th step that changes the disk.
_KILL_AT = """
import os, signal, sys
from pathlib import Path
from newstables.scripts.release import release

build, to, at = sys.argv[1:]
left = int(at)

def step(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if (writes or event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir")) and to in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(step)
release(Path(build), "1.0.0", to)
print(int(at) - left)
"""


def run_killed_at(build: Path, releases: Path, at: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _KILL_AT, build, releases, str(at)]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_at_any_moment_it_leaves_no_release_or_a_whole_one(build: Path, releases: Path, tmp_path: Path) -> None:
    settings = (releases / "newstables.toml").read_bytes()
    whole = run_killed_at(build, releases, 10**6)
    steps = int(whole.stdout)
    expected = read_all(releases)
    assert steps > 30
    seen = set()
    # Every one of the last steps, where the release moves and is announced, and some of those before.
    for at in [steps // 2, *range(steps - 4, steps + 1)]:
        folder = tmp_path / f"killed-{at}" / releases.name
        folder.mkdir(parents=True)
        (folder / "newstables.toml").write_bytes(settings)
        killed = run_killed_at(build, folder, at)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        seen.add(len(check_whole(folder)))
        if not read_listing(folder):
            release(build, "1.0.0", folder)
        else:
            release(build, "1.0.1", folder)
            shutil.rmtree(folder / "1.0.1")
            (folder / "releases.json").write_bytes(expected["releases.json"])
        assert read_all(folder) == expected
    assert 0 in seen


def test_what_another_release_left_unlisted_is_not_touched(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    (releases / "releases.json").unlink()
    (releases / "1.0.0" / "people.csv").write_text("mine", encoding="utf-8")
    before = read_all(releases)
    with pytest.raises(newstables.DataError, match=r"does not list it.*move it away"):
        release(build, "1.0.0", releases)
    assert read_all(releases) == before


def test_two_at_once_do_not_come_between_each_other(build: Path, releases: Path) -> None:
    processes = [start_release(build, releases, "--version", "auto") for _ in range(2)]
    ended = [process.communicate() for process in processes]
    done = [process.returncode for process in processes]
    assert set(done) <= {0, 1} and 0 in done
    for code, (_, told) in zip(done, ended, strict=True):
        assert told == "" if code == 0 else "try again" in told and told.count("\n") == 1
    assert len(check_whole(releases)) == done.count(0)
    assert not list(releases.glob(".*"))


def test_while_one_is_made_another_is_refused(build: Path, releases: Path) -> None:
    with Folder(releases).open(), pytest.raises(newstables.DataError, match="another release is being made"):
        release(build, "1.0.0", releases)
    release(build, "1.0.0", releases)


def test_a_list_that_changed_meanwhile_is_not_overwritten(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    folder = Folder(releases)
    seen = folder.read_index()
    withdraw("1.0.0", "Wrong day.", releases)
    with pytest.raises(newstables.DataError, match="in the same moment"):
        folder.replace_index(b"{}", seen)
    assert read_listing(releases)[0]["withdrawn"]["reason"] == "Wrong day."


@pytest.mark.parametrize("left", [0, 60_000, 130_000, 1_000_000])
def test_a_full_disk_is_told_in_one_line_and_all_stays(build: Path, small_disk: Path, left: int) -> None:
    releases = small_disk / "tables"
    options = {"licence": "CC-BY-4.0", "authors": ["Fjord Desk"]}
    release(build, "1.0.0", releases, **options)  # type: ignore[arg-type]
    before = read_all(releases)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * max(0, free - left))
    if left < 1_000_000:
        with pytest.raises(newstables.DataError, match="no space is left") as caught:
            release(build, "1.0.1", releases, **options)  # type: ignore[arg-type]
        assert "\n" not in str(caught.value)
        assert read_all(releases) == before
    else:
        release(build, "1.0.1", releases, **options)  # type: ignore[arg-type]
        assert check_whole(releases) == ["1.0.0", "1.0.1"]
    assert not list(releases.glob(".*"))


def test_places_that_will_not_do_are_told(build: Path, sealed: Path, tmp_path: Path) -> None:
    options = {"licence": "CC-BY-4.0", "authors": ["Fjord Desk"]}
    (tmp_path / "file").write_text("precious")
    for place, told in [
        (sealed / "tables", "cannot be written"),
        (tmp_path / "file", "is a file"),
        (build, "is itself a build or a release"),
        ("https://data.example/tables", "can be read and not written"),
    ]:
        with pytest.raises(newstables.UsageError, match=told):
            release(build, "1.0.0", place, **options)  # type: ignore[arg-type]


def test_a_list_that_is_damaged_is_left_alone(build: Path, releases: Path) -> None:
    (releases / "releases.json").write_text("{", encoding="utf-8")
    with pytest.raises(newstables.DataError, match="no list of releases"):
        release(build, "1.0.0", releases)
    assert (releases / "releases.json").read_text(encoding="utf-8") == "{"


def test_a_former_release_that_was_changed_is_not_believed(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    (releases / "1.0.0" / "people.parquet").write_bytes(b"PAR1")
    with pytest.raises(newstables.DataError, match=r"people\.parquet of release 1\.0\.0 .* not the file"):
        release(build, "1.0.1", releases)
    assert [entry["version"] for entry in json.loads((releases / "releases.json").read_text())["releases"]] == ["1.0.0"]
