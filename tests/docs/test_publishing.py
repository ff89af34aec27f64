"""What docs/releases.md tells those who publish is true: its commands, one after the other, on a desk's computer."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.schemas.vocabularies import CORRECTION_ACTIONS, CORRECTION_CAUSES
from newstables.scripts.cli import main
from newstables.scripts.correct.reading import COLUMNS
from newstables.scripts.release import Choice, release

from made_up import RECORDS, write_records

DOCUMENT = Path(__file__).parents[2] / "docs" / "releases.md"
TEXT = DOCUMENT.read_text(encoding="utf-8").partition("\n## For the person who publishes")[2].partition("\n## ")[0]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, and the settings of the document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")
    (tmp_path / "clippings").mkdir()
    write_records(tmp_path / "clippings" / "wire.jsonl", RECORDS[:2])
    (settings,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "newstables.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def run_blocks() -> Iterator[tuple[str, list[int]]]:
    """Run the commands, block by block; give the section that each stands in, and the exit statuses."""
    for section in TEXT.split("\n### ")[1:]:
        for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL):
            statuses = []
            for line in block.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "newstables"
                with pytest.raises(SystemExit) as ended:
                    main(arguments)
                statuses.append(int(str(ended.value.code)))
            yield section.partition("\n")[0], statuses


def prepare(section: str, desk: Path) -> None:
    """Do what happens on a desk between one section and the next."""
    if section == "What goes out":
        write_records(desk / "clippings" / "later.jsonl", RECORDS[2:])
    if section == "The next release":
        meetings = newstables.load("meetings", source="releases")
        row = meetings[meetings["place"] == "Lisbon"].iloc[0]
        told = {"action": "set", "table": "meetings", "row_id": row["meeting_id"], "column": "place"}
        told |= {"old_value": "Lisbon", "new_value": "Setubal", "note": "The talks were held in Setubal."}
        pd.DataFrame([told]).to_csv(desk / "corrections.csv", index=False)


def test_the_commands_lead_from_the_first_release_to_a_withdrawn_one(desk: Path) -> None:
    told = []
    for section, statuses in run_blocks():
        told.append((section, statuses))
        prepare(section, desk)
    assert told == [
        ("The first release", [0, 0, 0]),
        ("What goes out", [0]),
        ("The next release", [0, 1, 0]),
        ("Corrections", [0, 0]),
        ("Take a release back", [0]),
    ]
    listed = newstables.releases("releases").set_index("version")
    assert list(listed.index) == ["1.0.0", "1.0.1", "1.1.0", "1.1.1"]
    assert listed["withdrawn"].notna().tolist() == [True, False, False, False]
    assert {"tables.sqlite", "tables.xlsx", "metadata.json"} <= {path.name for path in Path("releases/1.0.1").iterdir()}
    corrections = newstables.load("corrections", source="releases")
    assert corrections[["first_wrong", "put_right"]].to_numpy().tolist() == [["1.0.0", "1.1.1"]]
    assert "The talks were held in Setubal." in Path("releases/1.1.1/CHANGES.md").read_text(encoding="utf-8")


def test_every_setting_action_and_option_is_told(desk: Path) -> None:
    settings = tomllib.loads((desk / "releases" / "newstables.toml").read_text(encoding="utf-8"))["dataset"]
    assert set(settings) == {"name", "title", "description", "licence", "authors", "homepage", "sources"}
    words = [*CORRECTION_ACTIONS, *CORRECTION_CAUSES, *COLUMNS]
    assert [word for word in words if f"`{word}`" not in TEXT] == []
    options = "--licence --author --no-csv --sqlite --excel --checked-only --no-quotes --single-writer --date --onto"
    assert [option for option in options.split() if f"`{option}" not in TEXT] == []


def test_every_file_of_a_release_is_told_of(desk: Path) -> None:
    with pytest.raises(SystemExit):
        main(["build", str(desk / "clippings"), "--out", "tables"])
    release("tables", "1.0.0", "releases", choice=Choice(sqlite=True, excel=True))
    there = [path.name for path in Path("releases/1.0.0").iterdir()]
    names = {re.sub(r"^[a-z_]+(?=\.(parquet|csv)$)", "NAME", name) for name in there}
    assert [name for name in sorted(names) if f"`{name}`" not in TEXT] == []
