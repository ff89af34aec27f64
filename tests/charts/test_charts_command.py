"""``newstables charts``: what it writes, what it refuses, and what a new release would change."""

import csv
import json
import shlex
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from newstables.scripts.charts import find_charts
from newstables.scripts.cli import main
from newstables.scripts.parquet import sort_table, write_table

from invented import make_tables

Frames = dict[str, pd.DataFrame]


def write(tables: Frames, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, frame in tables.items():
        write_table(name, sort_table(name, frame), folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(make_tables(30), tmp_path_factory.mktemp("releases") / "1.1.0")
    (folder / "datapackage.json").write_text(json.dumps({"title": "Fish & rail", "version": "1.1.0"}))
    return folder


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["charts", *map(str, arguments)])
    return int(ended.value.code or 0)


def test_each_chart_is_four_files(release: Path, tmp_path: Path) -> None:
    assert call(release, "--out", tmp_path / "out") == 0
    suffixes = ("svg", "png", "csv", "json")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{n}.{s}" for n in find_charts() for s in suffixes}


def test_what_stands_beside_a_chart(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call(release, "--out", out, "--only", "meetings-over-time", "--since", "2025-09-10", "--width", 600) == 0
    told = json.loads((out / "meetings-over-time.json").read_text())
    assert told["release"] == "1.1.0" and told["source"].startswith("Source: Fish & rail, release 1.1.0 · ")
    assert told["title"] and told["subtitle"] and told["alt"]
    with (out / "meetings-over-time.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(len(row["ids"].split("; ") if row["ids"] else []) == int(row["number"]) for row in rows)
    assert sum(int(row["number"]) for row in rows if row["bar"] != "articles") == told["rows"]
    svg = (out / "meetings-over-time.svg").read_text()
    assert f"<title>{told['title']}</title>" in svg and told["alt"].split(".")[0] in svg
    assert Image.open(out / "meetings-over-time.png").width == 2 * 600


def test_the_command_that_is_told_makes_the_same_files_again(release: Path, tmp_path: Path) -> None:
    out, name = tmp_path / "out", "meetings-over-time"
    assert call(release, "--out", out, "--only", name, "--country", "Albania", "--until", "2026-01-31") == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    program, command, *arguments = shlex.split(json.loads(first[f"{name}.json"])["command"])
    assert (program, command) == ("newstables", "charts")
    for path in out.iterdir():
        path.unlink()
    assert call(*arguments) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_list_names_every_chart(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--list") == 0
    told = capsys.readouterr().out
    assert all(name in told and chart.title in told for name, chart in find_charts().items())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "pie"], "no chart 'pie'; there are "),
        (["--country", "Atlantis"], "no country 'Atlantis'"),
        (["--person", "Nobody Atall"], "no person 'Nobody Atall'"),
        (["--since", "yesterday"], "'yesterday' is not a day"),
        (["--since", "2026-02-01", "--until", "2026-01-01"], "nothing is since"),
        (["--style", "nowhere.mplstyle"], "there is no style nowhere.mplstyle"),
        (["--width", "20"], "400 to 2400 pixels"),
        (["--check", "out"], "go together"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    release: Path, tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(release, "--out", tmp_path / "out", *arguments) == 2
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1
    assert not list(tmp_path.rglob("*.svg"))


def test_a_name_of_several_people_is_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = make_tables(3)
    tables["people"] = tables["people"].assign(name="Ilse Brandvik")
    source = write(tables, tmp_path / "tables")
    assert call(source, "--out", tmp_path / "out", "--person", "ilse brandvik") == 2
    told = capsys.readouterr().err
    assert "give the id" in told and all(person in told for person in tables["people"]["person_id"])
    assert call(source, "--out", tmp_path / "out", "--person", tables["people"]["person_id"][0]) == 0


def test_files_of_others_are_not_replaced(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "meetings-over-time.svg").write_text("drawn by hand")
    assert call(release, "--out", tmp_path, "--only", "meetings-over-time") == 2
    assert "not replaced" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["meetings-over-time.svg"]


def test_a_style_is_laid_over(release: Path, tmp_path: Path) -> None:
    style = tmp_path / "house.mplstyle"
    style.write_text("axes.prop_cycle: cycler('color', ['8c1d40', 'ffc627', '777777'])\n")
    assert call(release, "--out", tmp_path / "out", "--only", "meetings-over-time", "--style", style) == 0
    assert "#8c1d40" in (tmp_path / "out" / "meetings-over-time.svg").read_text()


def test_check_tells_what_a_new_release_would_change(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call(release, "--out", out, "--only", "meetings-over-time", "--only", "coverage") == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    capsys.readouterr()
    assert call("--check", out, "--against", release) == 0
    assert "would change" not in capsys.readouterr().out
    tables = make_tables(30)
    shown = (tables["meetings"]["date_precision"] == "day") & (tables["meetings"]["status"] == "held")
    tables["meetings"] = tables["meetings"].drop(index=tables["meetings"].index[shown][3])
    other = write(tables, tmp_path / "1.2.0")
    assert call("--check", out, "--against", other) == 1
    told = capsys.readouterr().out
    assert "coverage: stays as it is" in told and "meetings-over-time: would change" in told
    assert "\n  - month 20" in told and "\n  + month 20" in told
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_check_takes_a_version_of_the_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--out", tmp_path / "out", "--only", "coverage") == 0
    capsys.readouterr()
    assert call("--check", tmp_path / "out", "--against", "1.1.0") == 0
    assert call("--check", tmp_path / "out", "--against", "1.0.0") == 1
    assert "coverage: would change" in capsys.readouterr().out
