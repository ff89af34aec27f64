"""Corrections on the way from articles to releases: the command, what it reports, and what lasts."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import newstables
from newstables.schemas import MODELS
from newstables.scripts.build import build
from newstables.scripts.cli import main
from newstables.scripts.correct.reading import COLUMNS

from made_up import RECORDS, write_records

NAME = "Tomas Reyes"


def write(path: Path, *lines: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    return path


def person(place: Path, name: str) -> str:
    people = newstables.load("people", source=place)
    return str(people.set_index("name").loc[name, "person_id"])


def printed(place: Path, word: str) -> list[str]:
    """List the cells of what can be published that print a word."""
    found = []
    for table in MODELS:
        if table not in ("texts", "rejected"):
            frame = newstables.load(table, source=place)
            for column in frame.columns:
                cells = frame[column].astype("str")
                found += [f"{table}.{column}" for cell in cells.dropna() if word.casefold() in cell.casefold()]
    return found


def run(*arguments: Any) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    return int(str(ended.value.code))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, a cache and their build without corrections."""
    folder = tmp_path_factory.mktemp("desk")
    write_records(folder / "wire.jsonl", [RECORDS[0], {**RECORDS[2], "url": "https://post.example/tomas-reyes"}])
    build([folder / "wire.jsonl"], folder / "plain", workers=1, cache=folder / "cache")
    return folder


def correct(place: Path, out: Path, *lines: dict[str, str], **options: Any) -> Path:
    desk = write(out.with_suffix(".csv"), *lines)
    build([place / "wire.jsonl"], out, workers=1, cache=place / "cache", corrections=[desk], **options)
    assert newstables.validate(out)[0] == []
    return out


def test_the_command_reports_what_it_could_not_apply(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ilse = person(place / "plain", "Ilse Brandvik")
    desk = write(
        tmp_path / "desk.csv",
        {"action": "set", "table": "people", "row_id": ilse, "column": "organisation", "new_value": "Fisheries Board"},
        {"action": "accept", "table": "people", "row_id": "p-00000000dead"},
        {"action": "accept", "table": "people", "row_id": ilse, "article_id": "recalled", "quote": "never printed so"},
    )
    call = ("build", place / "wire.jsonl", "--out", tmp_path / "out", "--workers", 1, "--cache", place / "cache")
    assert run(*call, "--corrections", desk) == 0
    told = capsys.readouterr().out
    assert "3 corrections: 1 anchor lost, 1 applied, 1 unmatched" in told
    assert "desk.csv:3" in told and "desk.csv:4" in told and "desk.csv:2" not in told
    listed = newstables.load("corrections", source=tmp_path / "out")
    assert sorted(listed["status"]) == ["anchor_lost", "applied", "unmatched"]
    people = newstables.load("people", source=tmp_path / "out").set_index("person_id")
    assert people.loc[ilse, ["organisation", "review"]].tolist() == ["Fisheries Board", "corrected"]
    written = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert written["corrections"]["applied"] == 1 and len(written["corrections"]["files"]) == 1
    bad = write(tmp_path / "bad.csv", {"action": "bless", "table": "people", "row_id": ilse})
    assert run(*call, "--corrections", bad) == 1
    assert run(*call, "--corrections", tmp_path / "nowhere.csv") == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_a_build_without_corrections_is_as_it_was(place: Path, tmp_path: Path) -> None:
    out = correct(place, tmp_path / "out")
    assert not newstables.diff(place / "plain", out)


def test_a_merger_lasts_in_later_builds_onto_the_release(place: Path, tmp_path: Path) -> None:
    ilse, tomas = (person(place / "plain", name) for name in ("Ilse Brandvik", NAME))
    merge = {"action": "merge", "table": "people", "row_id": tomas, "new_value": ilse}
    first = correct(place, tmp_path / "first", merge, onto=place / "plain")
    second = correct(place, tmp_path / "second", merge, onto=first)
    for out in (first, second):
        assert person(out, "Ilse Brandvik") == ilse
        redirects = newstables.load("redirects", source=out).set_index("old_id")
        assert redirects.loc[tomas, ["new_id", "reason"]].tolist() == [ilse, "merged"]
    assert not newstables.diff(first, second)
    assert newstables.diff(place / "plain", first).level == "minor"
    assert set(newstables.diff(place / "plain", first).count()["cause"]) == {"corrections"}


def test_a_build_says_that_corrections_are_not_given_any_more(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ilse, tomas = (person(place / "plain", name) for name in ("Ilse Brandvik", NAME))
    told = {
        "action": "set",
        "table": "people",
        "row_id": ilse,
        "column": "organisation",
        "new_value": "Fisheries Board",
    }
    gone = {"action": "suppress", "table": "people", "row_id": tomas}
    first = correct(place, tmp_path / "first", told, gone, onto=place / "plain")
    call = ("build", place / "wire.jsonl", "--workers", 1, "--cache", place / "cache", "--onto", first)
    capsys.readouterr()
    assert run(*call, "--out", tmp_path / "second") == 0
    assert "1 correction that was made there is not made here" in " ".join(capsys.readouterr().out.split())
    assert run(*call, "--out", tmp_path / "third", "--corrections", tmp_path / "first.csv") == 0
    assert "not made here" not in capsys.readouterr().out
    assert printed(tmp_path / "second", NAME) == []


def test_a_split_lasts_in_later_builds_onto_the_release(place: Path, tmp_path: Path) -> None:
    ilse = person(place / "plain", "Ilse Brandvik")
    split = {"action": "split", "table": "people", "row_id": ilse, "article_id": "recalled", "group": "other"}
    first = correct(place, tmp_path / "first", split, onto=place / "plain")
    people = newstables.load("people", source=first)
    assert (people["name"] == "Ilse Brandvik").sum() == 2 and ilse in set(people["person_id"])
    second = correct(place, tmp_path / "second", split, onto=first)
    assert not newstables.diff(first, second)


def test_somebody_suppressed_stays_out_of_later_builds(place: Path, tmp_path: Path) -> None:
    assert printed(place / "plain", "reyes")
    tomas = person(place / "plain", NAME)
    first = correct(place, tmp_path / "first", {"action": "suppress", "table": "people", "row_id": tomas})
    assert printed(first, "reyes") == [] and printed(first, "tomas") == []
    later = tmp_path / "later"
    build([place / "wire.jsonl"], later, workers=1, cache=place / "cache", onto=first)
    assert printed(later, "reyes") == []
    assert list(newstables.load("corrections", source=later)["action"]) == ["suppress"]
    assert not newstables.diff(first, later)
    difference = newstables.diff(place / "plain", first)
    assert "reyes" not in json.dumps(difference.to_dict()).casefold()
    assert difference.level == "minor"


def test_an_article_whose_id_prints_the_name_is_known_by_another(place: Path, tmp_path: Path) -> None:
    records = [RECORDS[0], {**RECORDS[2], "article_id": "2026-03-14-reyes-recalled"}]
    wire = write_records(tmp_path / "wire.jsonl", records)
    desk = write(tmp_path / "d.csv", {"action": "suppress", "table": "people", "row_id": person(place / "plain", NAME)})
    for out, onto in (("one", None), ("two", tmp_path / "one")):
        build([wire], tmp_path / out, workers=1, cache=place / "cache", corrections=[desk], onto=onto)
        assert newstables.validate(tmp_path / out)[0] == []
        assert printed(tmp_path / out, "reyes") == []
    assert not newstables.diff(tmp_path / "one", tmp_path / "two")


def test_the_order_of_files_and_workers_does_not_change_a_byte(place: Path, tmp_path: Path) -> None:
    ilse = person(place / "plain", "Ilse Brandvik")
    one = write(tmp_path / "one.csv", {"action": "accept", "table": "people", "row_id": ilse})
    cell = {"column": "role", "old_value": "nothing like it", "new_value": "Skipper"}
    two = write(tmp_path / "two.csv", {"action": "set", "table": "people", "row_id": ilse, **cell})
    written = []
    for out, files, workers in (("a", [one, two], 1), ("b", [two, one], 2)):
        build([place / "wire.jsonl"], tmp_path / out, workers=workers, cache=place / "cache", corrections=files)
        written.append({path.name: path.read_bytes() for path in (tmp_path / out).iterdir()})
    assert written[0] == written[1]


def test_a_row_that_was_added_keeps_its_id(place: Path, tmp_path: Path) -> None:
    told = {"article_id": "recalled", "quote": "met skippers in Tromso on Friday", "group": "skippers"}
    cells = {"kind": "talks", "status": "held", "topic": "quotas"}
    lines = [
        {"action": "add", "table": "meetings", "column": column, "new_value": value, **told}
        for column, value in cells.items()
    ]
    first = correct(place, tmp_path / "first", *lines, onto=place / "plain")
    second = correct(place, tmp_path / "second", *lines, onto=first)
    new = newstables.load("meetings", source=first, filters=[("review", "=", "added")])
    assert len(new) == 1 and pd.notna(new["meeting_id"].iloc[0])
    assert not newstables.diff(first, second)
