"""A build that fails, for whatever reason, says so in one line and leaves no half of a build behind."""

import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.scripts.build import NotValidError, build
from newstables.scripts.extract import Extraction, extract
from newstables.scripts.read import Article

from made_up import RECORDS, make_records, write_records

needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 100 articles."""
    return write_records(tmp_path_factory.mktemp("wire") / "wire.jsonl", make_records(100))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A place for the build, alone in its folder."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place" / "out"


def start(wire: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "newstables.scripts.cli", "build", wire, "--out", out, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for_rows(cache: Path) -> None:
    """Wait until some articles are extracted, and their rows are in their places (the rest of a key is 62 digits)."""
    end = time.monotonic() + 60
    while not next((path for path in cache.rglob("*") if len(path.name) == 62), None):
        assert time.monotonic() < end
        time.sleep(0.02)


@needs_kill
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_in_the_middle_it_leaves_nothing_and_goes_on_where_it_was(
    wire: Path, out: Path, tmp_path: Path, workers: str
) -> None:
    process = start(wire, out, "--workers", workers)
    wait_for_rows(tmp_path / "cache")
    process.kill()
    process.communicate()
    assert not out.exists()
    assert all(path.name.startswith(".out.partial-") for path in out.parent.iterdir())
    told, _ = start(wire, out, "--workers", "1").communicate()
    kept = re.search(r"(\d+) out of the cache", told)
    assert kept and 0 < int(kept[1]) < 100
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    start(wire, out.parent / "anew", "--workers", "2", "--no-cache").communicate()
    for path in out.iterdir():
        assert path.read_bytes() == (out.parent / "anew" / path.name).read_bytes()


@needs_kill
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("ended_by", ["SIGINT", "SIGTERM"])
def test_interrupted_it_clears_up_and_the_earlier_build_stays(
    wire: Path, out: Path, built: Path, tmp_path: Path, workers: str, ended_by: str
) -> None:
    shutil.copytree(built, out)
    process = start(wire, out, "--workers", workers)
    wait_for_rows(tmp_path / "cache")
    number = getattr(signal, ended_by)
    os.killpg(process.pid, number)  # as a terminal does: to the workers too
    _, told = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "Traceback" not in told
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert len(newstables.load("articles", source=out)) == 4


@needs_kill
def test_a_worker_that_is_killed_is_told_in_one_line(wire: Path, out: Path, tmp_path: Path) -> None:
    def kill_one() -> None:
        wait_for_rows(tmp_path / "cache")
        multiprocessing.active_children()[0].kill()

    killer = threading.Thread(target=kill_one)
    killer.start()
    with pytest.raises(newstables.DataError, match="a worker process died"):
        build([wire], out, workers=2)
    killer.join()
    assert not list(out.parent.iterdir())


def fill(disk: Path, left: int) -> None:
    """Leave so many bytes on a disk."""
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"x" * max(0, free - left))


@pytest.mark.parametrize("left", [0, 16_384, 500_000])
def test_a_full_disk_is_told_in_one_line_and_the_earlier_build_stays(
    small_disk: Path, folder: Path, built: Path, left: int
) -> None:
    out = small_disk / "out"
    shutil.copytree(built, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    fill(small_disk, left)
    if left < 100_000:
        with pytest.raises(newstables.DataError, match="no space is left") as caught:
            build([folder], out, workers=1)
        assert "\n" not in str(caught.value)
    else:
        build([folder], out, workers=1)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out"]


def test_a_full_disk_under_the_cache_does_no_harm(small_disk: Path, folder: Path, tmp_path: Path) -> None:
    fill(small_disk, 0)
    summary = build([folder], tmp_path / "out", workers=1, cache=small_disk / "cache")
    assert summary.rows["articles"] == 4
    assert newstables.validate(tmp_path / "out") == ([], [])


def test_a_place_that_cannot_be_written_to_is_told_in_one_line(folder: Path, sealed: Path) -> None:
    with pytest.raises(newstables.UsageError, match="cannot be written"):
        build([folder], sealed / "out", workers=1)


def test_a_directory_that_is_no_build_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("precious")
    with pytest.raises(newstables.UsageError, match="not a build"):
        build([folder], tmp_path / "mine", workers=1)
    assert (tmp_path / "mine" / "notes.txt").read_text() == "precious"


def test_a_file_that_somebody_put_into_a_build_is_not_lost(folder: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("precious")
    with pytest.raises(newstables.UsageError, match=r"holds notes\.txt, which no build wrote"):
        build([folder], tmp_path / "out", workers=1)
    assert (tmp_path / "out" / "notes.txt").read_text() == "precious"


def test_a_file_where_the_directory_is_to_be(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")
    with pytest.raises(newstables.UsageError, match="is a file"):
        build([folder], tmp_path / "out", workers=1)


def test_inputs_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(newstables.UsageError, match=r"there is no .*nowhere"):
        build([tmp_path / "nowhere"], tmp_path / "out", workers=1)


def test_a_pipeline_that_is_not_installed(folder: Path, tmp_path: Path) -> None:
    for name in ("xx_no_such_pipeline", "../weights", ""):
        with pytest.raises(newstables.UsageError, match="is not installed"):
            build([folder], tmp_path / "out", workers=1, nlp=name)


def test_a_pipeline_whose_files_were_changed(monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path) -> None:
    from newstables.scripts.extract import pipeline

    monkeypatch.setattr(pipeline, "PUBLISHED_SHA256", "0" * 64)
    pipeline.hash_pipeline.cache_clear()
    try:
        with pytest.raises(newstables.UsageError, match="not those that were published"):
            build([folder], tmp_path / "out", workers=1)
    finally:
        pipeline.hash_pipeline.cache_clear()


@pytest.fixture
def broken_extraction(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(article: Article, doc: object) -> Extraction:
        if article.article_id == "treaty-gazette":
            raise ZeroDivisionError("division\nby zero")
        return extract(article, doc)  # type: ignore[arg-type]

    monkeypatch.setattr("newstables.scripts.extracting.extract", fail)
    yield


@pytest.mark.usefixtures("broken_extraction")
def test_where_every_article_brings_extraction_down_nothing_is_written(tmp_path: Path, out: Path) -> None:
    with pytest.raises(newstables.DataError, match=r"no article could be extracted; wire\.jsonl:1 gives no rows"):
        build([write_records(tmp_path / "wire.jsonl", RECORDS[:1])], out, workers=1)
    assert not list(out.parent.iterdir())


@pytest.mark.usefixtures("broken_extraction")
def test_an_article_that_brings_extraction_down_is_named_and_the_others_are_built(folder: Path, out: Path) -> None:
    summary = build([folder], out, workers=1)
    assert [(note.source, note.text.split(";")[0]) for note in summary.failures] == [
        ("wire.jsonl:1", "gives no rows: ZeroDivisionError: division by zero")
    ]
    assert newstables.validate(out) == ([], [])
    found = set(newstables.load("evidence", source=out)["article_id"])
    assert "recalled" in found and "treaty-gazette" not in found
    assert json.loads((out / "build.json").read_text(encoding="utf-8"))["counts"]["failed"] == 1


def test_tables_that_break_the_contract_are_not_written(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newstables.scripts.link import steps
    from newstables.scripts.link.tables import make_tables

    def misjoin(rows: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        tables = make_tables(rows)
        return tables | {"people": tables["people"].assign(mentions=0)}

    monkeypatch.setattr(steps, "make_tables", misjoin)
    with pytest.raises(NotValidError, match="break the contract") as caught:
        build([folder], out, workers=1)
    assert {(failure.table, failure.column) for failure in caught.value.failures} == {("people", "mentions")}
    assert not list(out.parent.iterdir())
