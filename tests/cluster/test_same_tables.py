"""A build on a cluster gives the same bytes as one on one machine, wherever inputs, output and cache lie."""

import gzip
import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import fsspec
import pytest

import newstables
from newstables.scripts.build import build

from made_up import make_records, write_records

WIRE = Path(__file__).parents[3] / "shared" / "corpus" / "wire.jsonl.gz"


def read_folder(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def read_bucket(address: str) -> dict[str, bytes]:
    store = fsspec.filesystem("s3", use_listings_cache=False)
    return {path.rsplit("/", 1)[-1]: store.cat_file(path) for path in store.find(address)}


def test_the_packaged_articles(scheduler: str, tmp_path: Path) -> None:
    build([], tmp_path / "one", workers=1, cache=tmp_path / "kept")
    summary = build([], tmp_path / "two", cluster=scheduler, cache=tmp_path / "kept")
    assert summary.kept == summary.rows["articles"] > 100
    assert read_folder(tmp_path / "one") == read_folder(tmp_path / "two")


@pytest.mark.skipif(not WIRE.is_file(), reason=f"{WIRE} is not here")
def test_newswire(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with gzip.open(WIRE, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, 0, None, 12)]
    write_records(tmp_path / "wire.jsonl", records)
    build([tmp_path / "wire.jsonl"], tmp_path / "one", workers=2, cache=False)
    monkeypatch.setattr("newstables.scripts.exchange.ARTICLES_PER_SHELF", 50)  # four shelves
    build([tmp_path / "wire.jsonl"], tmp_path / "two", cluster=scheduler, cache=False)
    assert read_folder(tmp_path / "one") == read_folder(tmp_path / "two")


def test_inputs_output_and_cache_in_an_object_store(
    scheduler: str, bucket: str, folder: Path, built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fsspec.filesystem("s3").put(str(folder), f"{bucket}/articles", recursive=True)
    kept = f"{bucket}/kept"
    first = build([f"{bucket}/articles"], f"{bucket}/out", cluster=scheduler, cache=kept)
    assert (first.out, first.kept) == (f"{bucket}/out", 0)
    assert read_bucket(f"{bucket}/out") == read_folder(built)
    # Again, over the first, out of the cache; and on this machine alone.
    assert build([f"{bucket}/articles"], f"{bucket}/out", cluster=scheduler, cache=kept).kept == 3
    assert read_bucket(f"{bucket}/out") == read_folder(built)
    assert build([f"{bucket}/articles"], tmp_path / "out", workers=1, cache=kept).kept == 3
    assert read_folder(tmp_path / "out") == read_folder(built)
    names = {path.split("/")[1] for path in fsspec.filesystem("s3", use_listings_cache=False).find(bucket)}
    assert names == {"articles", "kept", "out"}
    assert os.environ["AWS_SECRET_ACCESS_KEY"] not in "".join(capfd.readouterr())


def test_patterns_stand_for_the_files_that_fit(bucket: str, tmp_path: Path) -> None:
    store = fsspec.filesystem("s3")
    records = make_records(6)
    for i in range(3):
        data = "".join(json.dumps(each) + "\n" for each in records[2 * i : 2 * i + 2]).encode()
        store.pipe_file(f"{bucket}/archive/{2020 + i}.jsonl.gz", gzip.compress(data, mtime=0))
    store.pipe_file(f"{bucket}/archive/readme.txt", b"nothing to see")
    build([f"{bucket}/archive/*.jsonl.gz"], tmp_path / "out", workers=1, cache=False)
    found = newstables.load("articles", source=tmp_path / "out")
    assert list(found["source"].str.split(":").str[0].unique()) == ["2020.jsonl.gz", "2021.jsonl.gz", "2022.jsonl.gz"]


WRONG: list[tuple[list[str], dict[str, Any], str]] = [
    (["s3://archive/nothing/*.jsonl"], {}, r"there is no s3://archive/nothing/\*\.jsonl"),
    (["nosuch://archive"], {}, "nosuch://archive cannot be opened"),
    (["s3://key:secret@archive/a"], {}, "s3://archive/a: credentials belong in the environment"),
    (["made-up"], {"out": "s3://archive/taken"}, "is not empty and not a build"),
    (["made-up"], {"out": "s3://no-such-bucket/out"}, "cannot be written"),
    (["made-up"], {"cluster": "tcp://127.0.0.1:9", "workers": 2}, "--workers is for processes of this machine"),
]


@pytest.mark.parametrize(("inputs", "options", "told"), WRONG)
def test_wrong_use_is_told_in_one_line(
    bucket: str, tmp_path: Path, inputs: list[str], options: dict[str, Any], told: str, folder: Path
) -> None:
    store = fsspec.filesystem("s3")
    store.pipe_file(f"{bucket}/taken/notes.txt", b"precious")
    given = [str(folder) if one == "made-up" else one for one in inputs]
    with pytest.raises(newstables.UsageError, match=told) as caught:
        build(given, options.pop("out", tmp_path / "out"), **options)
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)
    assert store.cat_file(f"{bucket}/taken/notes.txt") == b"precious" and not list(tmp_path.iterdir())
