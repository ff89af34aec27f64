"""One SQLite file beside the tables."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import HISTORY_TABLES, TABLES, arrow_schema, key, references, to_frame
from newstables.scripts.release import Choice, release
from newstables.scripts.release.sqlite import describe_views, read_views

from releasing import Make

CHOICE = Choice(csv=False, sqlite=True)


def ask(releases: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(releases / "1.0.0" / "tables.sqlite")) as connection:
        return connection.execute(question).fetchall()


def test_the_file_holds_the_same_cells_with_keys_and_references(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases, choice=CHOICE)
    for name in [*TABLES, *HISTORY_TABLES]:
        stored = parquet.read_table(releases / "1.0.0" / f"{name}.parquet").to_pylist()
        cells = [tuple(v.isoformat() if hasattr(v, "isoformat") else v for v in row.values()) for row in stored]
        assert ask(releases, f'SELECT * FROM "{name}"') == cells
        assert [row[1] for row in ask(releases, f'PRAGMA table_info("{name}")')] == arrow_schema(name).names
        foreign = {(row[3], row[2], row[4]) for row in ask(releases, f'PRAGMA foreign_key_list("{name}")')}
        assert foreign == {(column, target, key(target)[0]) for column, target in references(name).items()}
        if name != "evidence":  # whose key may hold nulls
            keyed = sorted((row[5], row[1]) for row in ask(releases, f'PRAGMA table_info("{name}")') if row[5])
            assert [column for _, column in keyed] == key(name)
    assert ask(releases, "PRAGMA foreign_key_check") == []
    assert ask(releases, "PRAGMA integrity_check") == [("ok",)]


def test_views_answer_common_questions(make: Make, releases: Path, tables: dict[str, pd.DataFrame]) -> None:
    members = tables["participants"].assign(country=["SWE", "JOR"])
    meetings = tables["meetings"].assign(countries="JOR; SWE")
    parties = tables["parties"].assign(country="JOR")
    agreements = tables["agreements"].assign(countries="JOR")
    changed = {"participants": members, "meetings": meetings, "parties": parties, "agreements": agreements}
    build = make("built", **{name: to_frame(name, frame) for name, frame in changed.items()})
    release(build, "1.0.0", releases, choice=CHOICE)
    assert ask(releases, "SELECT country_a, country_b, bilateral, meeting_id FROM country_meetings") == [
        ("JOR", "SWE", 1, "m-00000000000a")
    ]
    assert ask(releases, "SELECT name_a, name_b, meetings, opposite, first FROM who_met_whom") == [
        ("Vera Lindqvist", "Omar Haddad", 1, 1, "2026-03-02")
    ]
    assert ask(releases, "SELECT country, year, currency, agreements, amount FROM sums_by_country") == [
        ("JOR", 2026, "USD", 1, 3e6)
    ]
    assert ask(releases, 'SELECT "table", publisher FROM told_by_one_outlet') == [("agreements", "Gazette")]
    assert ask(releases, "SELECT * FROM planned_and_not_heard_of") == []
    assert ask(releases, "SELECT * FROM published_wrongly") == []
    url = "SELECT DISTINCT url FROM row_evidence WHERE row_id = 'f-00000000000a'"
    assert ask(releases, url) == [("https://example.org/one",)]


def test_what_was_planned_and_never_told_of_again_is_found(
    make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    planned = tables["meetings"].assign(status="planned", date="2026-03-05", date_end="2026-03-05")
    later = pd.concat(
        [tables["articles"], tables["articles"].head(1).assign(article_id="b-late", published="2026-05-01", url=None)]
    )
    build = make("built", meetings=to_frame("meetings", planned), articles=to_frame("articles", later))
    release(build, "1.0.0", releases, choice=CHOICE)
    assert ask(releases, "SELECT meeting_id FROM planned_and_not_heard_of") == [("m-00000000000a",)]


def test_every_table_column_and_view_is_described_for_datasette(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases, choice=CHOICE)
    told = json.loads((releases / "1.0.0" / "metadata.json").read_text(encoding="utf-8"))
    assert (told["license"], told["source_url"]) == ("CC-BY-4.0", "https://fjord.example/talks")
    tables = told["databases"]["tables"]["tables"]
    there = ask(releases, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    assert set(tables) == {name for (name,) in there}
    for name in TABLES:
        assert list(tables[name]["columns"]) == arrow_schema(name).names
    assert set(describe_views()) == set(read_views()) and all(describe_views().values())
    assert describe_views()["meeting_countries"].startswith("The countries of a meeting")


def test_a_disk_that_is_full_under_sqlite_is_told(build: Path, small_disk: Path) -> None:
    releases = small_disk / "tables"
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * max(0, free - 200_000))
    with pytest.raises(newstables.DataError, match="no space is left"):
        release(build, "1.0.0", releases, choice=CHOICE, licence="CC-BY-4.0", authors=["Fjord Desk"])
    assert not list(releases.iterdir())
