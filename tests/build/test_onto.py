"""Ids last: rows keep those that they had in a release, and redirects tell what was merged and split."""

from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.schemas import check, to_frame
from newstables.scripts.build import build
from newstables.scripts.onto import Former, join_redirects, keep_ids, rename_rows, trace_redirects

from made_up import RECORDS, write_records

VERA, OMAR, MEETING = "p-00000000000a", "p-00000000000b", "m-00000000000a"
OTHER = "p-0000000000ff"
Tables = dict[str, pd.DataFrame]


def former_of(tables: Tables, *redirects: dict[str, object]) -> Former:
    return Former({**tables, "redirects": to_frame("redirects", list(redirects))}, {})


def pairs_of(redirects: pd.DataFrame) -> set[tuple[str, str, str]]:
    return set(redirects[["old_id", "new_id", "reason"]].itertuples(index=False, name=None))


def test_rows_under_other_ids_get_those_that_they_had(tables: Tables) -> None:
    every = [tables[name].iloc[:, 0] for name in ("people", "meetings", "participants", "agreements", "figures")]
    renamed = {one: one.split("-")[0] + f"-{i:012x}" for i, one in enumerate(pd.concat(every), start=4096)}
    kept, changed = keep_ids(rename_rows(tables, renamed), former_of(tables))
    for name in tables:
        pd.testing.assert_frame_equal(kept[name], tables[name])
    assert {one: former for former, one in renamed.items()} == changed


def test_a_new_row_does_not_take_an_id_that_another_has(tables: Tables) -> None:
    fresh = {"person_id": VERA, "name": "Ines Moreau", "articles": 1, "mentions": 1, "review": "unchecked"}
    swapped = rename_rows(tables, {VERA: OTHER})
    swapped["people"] = pd.concat([swapped["people"], to_frame("people", [fresh])], ignore_index=True)
    kept, changed = keep_ids(swapped, former_of(tables))
    assert changed[OTHER] == VERA
    ids = kept["people"].set_index("name")["person_id"]
    assert ids["Vera Lindqvist"] == VERA
    assert ids["Ines Moreau"] not in (VERA, OMAR, OTHER)


def merged(tables: Tables) -> Tables:
    """The tables as they are where the two people are taken for one."""
    joined = rename_rows(tables, {OMAR: VERA})
    for name, row_key in (("people", ["person_id"]), ("appearances", ["person_id", "article_id"])):
        joined[name] = joined[name].drop_duplicates(row_key, ignore_index=True)
    return joined


def test_what_was_merged_is_redirected(tables: Tables) -> None:
    kept, _ = keep_ids(merged(tables), former_of(tables))
    assert pairs_of(trace_redirects(tables, kept)) == {(OMAR, VERA, "merged")}


def test_what_was_split_is_redirected_to_the_row_that_left(tables: Tables) -> None:
    former = merged(tables)
    kept, _ = keep_ids(rename_rows(tables, {OMAR: OTHER}), former_of(former))
    assert set(kept["people"]["person_id"]) == {VERA, OTHER}
    assert pairs_of(trace_redirects(former, kept)) == {(VERA, OTHER, "split")}


def test_rows_that_share_words_and_stay_are_neither_merged_nor_split(tables: Tables) -> None:
    assert trace_redirects(tables, tables).empty
    gone = {**tables, "parties": tables["parties"].iloc[:0]}
    gone["evidence"] = tables["evidence"][tables["evidence"]["table"] != "parties"]
    assert trace_redirects(tables, gone).empty


def test_what_was_merged_for_good_does_not_take_the_id_of_its_partner(tables: Tables) -> None:
    redirect = {"old_id": OMAR, "new_id": OTHER, "reason": "merged", "version": "1.0.0"}
    former = former_of(rename_rows(merged(tables), {VERA: OTHER}), redirect)
    more = tables["evidence"].query("row_id == @OMAR and table == 'people'").assign(rule="again", start=30)
    built = {**tables, "evidence": pd.concat([tables["evidence"], more], ignore_index=True)}
    kept, _ = keep_ids(built, former)
    assert kept["people"].set_index("name")["person_id"].to_dict() == {"Vera Lindqvist": OTHER, "Omar Haddad": OMAR}


def test_redirects_are_kept_with_the_version_that_held_them_first() -> None:
    told = {"old_id": OMAR, "new_id": VERA, "reason": "merged"}
    first = to_frame("redirects", [{**told, "version": "1.0.0"}])
    joined = join_redirects([first, to_frame("redirects", [told, {**told, "old_id": OTHER}])])
    assert list(joined["version"].fillna("none yet")) == ["1.0.0", "none yet"]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A build of two articles, a build with an older one onto it, and one with the older one alone."""
    place = tmp_path_factory.mktemp("onto")
    older = {**RECORDS[2], "article_id": "older", "published": "2026-01-20", "publisher": "Old Post"}
    write_records(place / "new.jsonl", [RECORDS[0], RECORDS[2]])
    write_records(place / "old.jsonl", [{**older, "text": older["text"] + " The skippers of nine ports came along."}])
    build([place / "new.jsonl"], place / "first", workers=1, cache=place / "cache")
    both = [place / "new.jsonl", place / "old.jsonl"]
    build(both, place / "onto", workers=1, cache=place / "cache", onto=place / "first")
    build(both, place / "alone", workers=1, cache=place / "cache")
    return place / "first", place / "onto", place / "alone"


def test_an_older_article_changes_no_id_of_what_was_released(releases: tuple[Path, Path, Path]) -> None:
    first, onto, alone = (dict(names(place)) for place in releases)
    assert first.items() <= onto.items()
    assert not first.items() <= alone.items(), "else there is nothing to keep"
    assert newstables.validate(releases[1]) == ([], [])
    assert newstables.diff(releases[0], releases[1]).level == "minor"


def names(place: Path) -> list[tuple[str, str]]:
    people = newstables.load("people", source=place)
    return list(zip(people["name"], people["person_id"], strict=True))


def test_building_onto_itself_changes_nothing_and_is_the_same_twice(
    releases: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    place = releases[0].parent
    for out in ("one", "two"):
        build([place / "new.jsonl"], tmp_path / out, workers=1, cache=place / "cache", onto=releases[0])
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert one == two
    assert not newstables.diff(releases[0], tmp_path / "one")


def test_tables_with_kept_ids_hold_the_rules(tables: Tables) -> None:
    kept, _ = keep_ids(rename_rows(tables, {VERA: OTHER, MEETING: "m-0000000000ff"}), former_of(tables))
    assert check(kept) == []
