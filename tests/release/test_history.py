"""What was put right, merged, split or suppressed is told from release to release."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import newstables
from newstables.changes import draw_difference
from newstables.schemas import to_frame
from newstables.scripts.release import release

from releasing import Make


def list_corrections(*rows: dict[str, Any]) -> pd.DataFrame:
    told = [{"correction_id": f"c-{at:012x}", "status": "applied", **row} for at, row in enumerate(rows)]
    return to_frame("corrections", told)


def load_versions(releases: Path, release: str) -> list[tuple[object, object]]:
    table = newstables.load("corrections", release, releases)
    versions = (
        table[["first_wrong", "put_right"]].astype(object).where(table[["first_wrong", "put_right"]].notna(), None)
    )
    return list(versions.itertuples(index=False, name=None))


PLACE = {
    "action": "set",
    "table": "meetings",
    "row_id": "m-00000000000a",
    "column": "place",
    "old_value": "Tallvik",
    "new_value": "Sandvik",
    "note": "The hall stands in Sandvik",
}


@pytest.fixture
def put_right(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The meeting in the place where it was."""
    return {"meetings": to_frame("meetings", tables["meetings"].assign(place="Sandvik", review="corrected"))}


def test_a_correction_names_the_first_release_that_was_wrong_and_the_one_that_is_right(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    release(build, "1.0.1", releases)
    corrected = make("corrected", corrections=list_corrections(PLACE), **put_right)
    assert release(corrected, "auto", releases).version == "1.0.2"
    assert load_versions(releases, "1.0.2") == [("1.0.0", "1.0.2")]
    told = (releases / "1.0.2" / "CHANGES.md").read_text(encoding="utf-8")
    assert 'place was given as "Tallvik"; it is "Sandvik". The hall stands in Sandvik.' in told
    assert "It stood so in release 1.0.0 first." in told
    # Later releases go on saying so.
    assert release(corrected, "auto", releases).version == "1.0.3"
    assert load_versions(releases, "1.0.3") == [("1.0.0", "1.0.2")]
    assert "Tallvik" not in (releases / "1.0.3" / "CHANGES.md").read_text(encoding="utf-8")


def test_what_was_never_published_wrongly_names_no_release(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    never = [
        PLACE | {"old_value": "Oslo"},
        PLACE | {"status": "unmatched"},
        {"action": "accept", "table": "people", "row_id": "p-00000000000a"},
        {"action": "delete", "table": "figures", "row_id": "f-00000000000b"},
    ]
    release(make("corrected", corrections=list_corrections(*never), **put_right), "auto", releases)
    assert load_versions(releases, "1.0.1") == [(None, None)] * 4
    told = (releases / "1.0.1" / "CHANGES.md").read_text(encoding="utf-8")
    assert "## Corrections" not in told, "nobody was told anything wrong"
    assert "Rows that were checked and found right: 1 of people." in told


def test_the_notes_tell_of_corrections_as_a_newspaper_does(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    added = {"action": "add", "table": "figures", "row_id": "f-00000000000c", "group": "boats", "note": "We missed it!"}
    decided = [
        PLACE,
        PLACE | {"column": "topic", "old_value": None, "new_value": "fish", "note": None, "reason": "It says so"},
        PLACE | {"column": "mode", "old_value": "in_person", "new_value": None, "note": None},
        added,
        added | {"column": "value", "new_value": "200"},
        added | {"column": "unit", "new_value": "boat"},
    ]
    release(make("corrected", corrections=list_corrections(*decided), **put_right), "auto", releases)
    told = (releases / "1.0.1" / "CHANGES.md").read_text(encoding="utf-8")
    meeting = "meetings m-00000000000a (2026-03-02, meeting, Sandvik):"
    corrected, _, others = told.partition("## Corrections\n")[2].partition("## Other decisions about rows\n")
    assert corrected.split("\n- ")[1:] == [
        f'{meeting} mode was given as "in\\_person"; it is left empty now. It stood so in release 1.0.0 first.',
        f'{meeting} place was given as "Tallvik"; it is "Sandvik". The hall stands in Sandvik. '
        "It stood so in release 1.0.0 first.",
        f'{meeting} topic was left empty; it is "fish". It says so. It stood so in release 1.0.0 first.\n\n',
    ]
    assert '\n- figures f-00000000000c was missing and is added (unit: "boat"; value: "200"). We missed it!\n' in others


def test_a_correction_is_the_same_though_its_note_was_written_anew(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    release(make("corrected", corrections=list_corrections(PLACE), **put_right), "auto", releases)
    anew = list_corrections(PLACE | {"note": "Readers saw it", "correction_id": "c-0000000000ff"})
    release(make("anew", corrections=anew, **put_right), "auto", releases)
    assert load_versions(releases, "1.0.2") == [("1.0.0", "1.0.1")]
    assert "Tallvik" not in (releases / "1.0.2" / "CHANGES.md").read_text(encoding="utf-8")


def test_a_correction_that_could_not_be_applied_at_first_is_told_when_it_is(
    make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(make("lost", corrections=list_corrections(PLACE | {"status": "anchor_lost"})), "1.0.0", releases)
    release(make("found", corrections=list_corrections(PLACE), **put_right), "auto", releases)
    assert load_versions(releases, "1.0.1") == [("1.0.0", "1.0.1")]
    assert "Tallvik" in (releases / "1.0.1" / "CHANGES.md").read_text(encoding="utf-8")


def test_corrections_that_are_taken_back_are_told(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(make("corrected", corrections=list_corrections(PLACE), **put_right), "1.0.0", releases)
    done = release(build, "auto", releases)
    assert "1 correction taken back" in done.reasons["patch"]
    told = (releases / "1.0.1" / "CHANGES.md").read_text(encoding="utf-8")
    assert "## Corrections taken back" in told
    assert '- set meetings m-00000000000a place: "Tallvik" -> "Sandvik"' in told
    assert "corrections that people made" in told and "the method" not in told
    drawn = draw_difference(newstables.diff(releases / "1.0.0", releases / "1.0.1"))
    assert "correction taken back: set meetings m-00000000000a place" in map(str, drawn)


def test_numbers_reports_and_rows_that_are_gone_are_found_in_former_releases(
    build: Path, make: Make, releases: Path, put_right: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    wrong = [
        {
            "action": "set",
            "table": "agreements",
            "row_id": "g-00000000000a",
            "column": "amount",
            "old_value": "3000000",
        },
        {"action": "set", "table": "meetings", "row_id": "m-00000000000a", "column": "topic", "new_value": "fish"},
        {
            "action": "set",
            "table": "meeting_reports",
            "row_id": "m-00000000000a",
            "article_id": "a-one",
            "column": "date",
            "old_value": "2026-03-02",
        },
        {"action": "merge", "table": "people", "row_id": "p-00000000000b", "new_value": "p-00000000000a"},
    ]
    release(make("corrected", corrections=list_corrections(*wrong), **put_right), "auto", releases)
    assert load_versions(releases, "1.0.1") == [("1.0.0", "1.0.1")] * 4


def test_redirects_say_since_when_and_stay(build: Path, make: Make, releases: Path) -> None:
    merged = {"old_id": "p-00000000000f", "new_id": "p-00000000000a", "reason": "merged"}
    split = {"old_id": "p-00000000000a", "new_id": "p-00000000000b", "reason": "split"}
    release(build, "1.0.0", releases)
    release(make("merged", redirects=to_frame("redirects", [merged])), "1.1.0", releases)
    release(make("split", redirects=to_frame("redirects", [split])), "1.2.0", releases)
    release(build, "1.3.0", releases)
    table = newstables.load("redirects", "1.3.0", releases)
    assert list(table[["old_id", "reason", "version"]].itertuples(index=False, name=None)) == [
        ("p-00000000000a", "split", "1.2.0"),
        ("p-00000000000f", "merged", "1.1.0"),
    ]


def test_whom_a_release_suppresses_stays_out(build: Path, make: Make, releases: Path) -> None:
    gone = {"action": "suppress", "table": "people", "row_id": "p-00000000000f"}
    suppressed = make("suppressed", corrections=list_corrections(gone))
    release(suppressed, "1.0.0", releases)
    with pytest.raises(newstables.DataError, match=r"1\.0\.0 suppresses people whom this build does not.*--onto"):
        release(build, "auto", releases)
    assert release(suppressed, "auto", releases).version == "1.0.1"
