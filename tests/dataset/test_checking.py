"""What stands on disk is checked: types, models, rules, and texts where they are there."""

import shutil
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import to_frame
from newstables.scripts.parquet import write_table

from released import read_listing, tell_file, write_listing

NO_HASHES = "that the files are those that were written: there is no list of their hashes"


def test_tables_alone_are_checked_as_far_as_they_go(stored: Path) -> None:
    assert newstables.validate(stored) == ([], [NO_HASHES])


def test_without_texts_what_they_alone_tell_is_not_checked(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    failures, unchecked = newstables.validate(stored)
    assert failures == []
    assert [told for told in unchecked if "offsets" in told or "SHA-256" in told] == unchecked[1:] and len(
        unchecked
    ) == 4


def test_a_build_is_compared_with_what_it_told_of_its_files(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    assert newstables.validate(out) == ([], [])
    write_table("people", newstables.load("people", source=out).assign(review="accepted"), out / "people.parquet")
    (out / "notes.txt").touch()
    (out / "redirects.parquet").unlink()
    assert [str(failure) for failure in newstables.validate(out).failures] == [
        "people.parquet: is not the file that was written: its SHA-256 differs",
        "redirects.parquet: is missing",
        "notes.txt: is none of the files that were written",
    ]


def test_a_release_is_checked_in_a_folder_alone_and_at_an_address(releases: Path, address: str) -> None:
    for source in (releases, releases / "0.9.0", address, f"{address}/0.9.0"):
        failures, unchecked = newstables.validate(source)
        assert failures == []
        assert "that quotations and figures are what their offsets cut out of the texts" in unchecked


def test_what_lies_at_an_address_is_checked_and_not_what_was_fetched_before(releases: Path, address: str) -> None:
    assert newstables.validate(address).failures == []
    assert len(newstables.load("people", source=address)) == 2
    path = releases / "0.10.0" / "people.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"2")
    (told,) = newstables.validate(address).failures
    assert told.table == "people.parquet" and "its SHA-256 differs" in str(told)
    assert len(newstables.load("people", source=address)) == 2


def test_a_release_that_is_not_what_was_listed_is_told(releases: Path, address: str) -> None:
    folder = releases / "0.10.0"
    content = (folder / "people.parquet").read_bytes()
    (folder / "people.parquet").write_bytes(content[:-1] + b"2")
    (folder / "figures.parquet").unlink()
    (folder / "extra.csv").touch()
    told, unchecked = newstables.validate(releases)
    assert [str(failure) for failure in told] == [
        "figures.parquet: is missing",
        "people.parquet: is not the file that was written: its SHA-256 differs",
        "extra.csv: is none of the files that were written",
    ]
    assert unchecked == ["the tables: the files are not those that were released"]
    afar = [str(failure) for failure in newstables.validate(address).failures]
    assert "figures.parquet: was not fetched" in afar[0] and "answers 404" in afar[0]
    assert "people.parquet: was not fetched" in afar[1] and "its SHA-256 differs" in afar[1]


def test_counts_in_the_list_are_compared_with_the_tables(releases: Path) -> None:
    listing = read_listing(releases)
    listing["releases"][-1]["counts"]["people"] = 3
    listing["releases"][-1]["checked"] = {"people": 1}
    write_listing(releases, listing)
    assert [str(failure) for failure in newstables.validate(releases).failures] == [
        "releases.json, counts.people: '3' but people has 2 rows",
        "releases.json, checked.people: '1' but 0 rows of people are checked",
    ]


def test_a_release_on_its_own_is_compared_with_its_checksums(releases: Path, tmp_path: Path) -> None:
    alone = shutil.copytree(releases / "0.9.0", tmp_path / "downloaded")
    lines = [f"{tell_file(path)['sha256']}  {path.name}\n" for path in sorted(alone.iterdir())]
    (alone / "SHA256SUMS").write_text("".join(lines))
    assert newstables.validate(alone).failures == []
    (alone / "SHA256SUMS").write_text("".join(lines).replace(lines[0][:8], "00000000"))
    assert [failure.table for failure in newstables.validate(alone).failures] == [lines[0].split()[1]]
    (alone / "SHA256SUMS").write_text(f"{'a' * 64}  ../people.parquet\n")
    with pytest.raises(newstables.DataError, match="SHA256SUMS, line 1"):
        newstables.validate(alone)


def test_without_quotations_it_is_said(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    bare = newstables.load("evidence", source=stored).assign(quote=None)
    write_table("evidence", to_frame("evidence", bare), stored / "evidence.parquet")
    failures, unchecked = newstables.validate(stored)
    assert failures == [] and unchecked[-1] == "that quotations are as long as their offsets: they are left out"


def test_a_missing_table_is_named(stored: Path) -> None:
    (stored / "parties.parquet").unlink()
    failures, _ = newstables.validate(stored)
    assert [str(failure) for failure in failures] == ["parties: the table is missing"]


def test_a_broken_rule_is_named(stored: Path) -> None:
    people = newstables.load("people", source=stored)
    write_table("people", to_frame("people", people.assign(mentions=7)), stored / "people.parquet")
    failures, _ = newstables.validate(stored)
    assert {(f.table, f.row_id, f.column, f.value) for f in failures} == {
        ("people", "p-00000000000a", "mentions", "7"),
        ("people", "p-00000000000b", "mentions", "7"),
    }


def test_a_changed_text_is_noticed(stored: Path) -> None:
    texts = newstables.load("texts", source=stored)
    texts["text"] = texts["text"].str.replace("Tallvik", "Talvik")
    write_table("texts", texts, stored / "texts.parquet")
    failures, _ = newstables.validate(stored)
    assert {"text_sha256", "quote"} <= {failure.column for failure in failures}


def test_a_column_stored_as_another_type_is_named(stored: Path) -> None:
    table = parquet.read_table(stored / "people.parquet")
    index = table.column_names.index("mentions")
    text = table.set_column(index, "mentions", table["mentions"].cast(pyarrow.string()))
    parquet.write_table(text, stored / "people.parquet")
    failures, _ = newstables.validate(stored)
    assert [str(failure) for failure in failures] == ["people, mentions: 'string' is not of type int32"]


def test_a_damaged_file_is_told_in_one_line(stored: Path) -> None:
    (stored / "figures.parquet").write_bytes(b"junk")
    with pytest.raises(newstables.DataError, match=r"figures\.parquet cannot be read"):
        newstables.validate(stored)
