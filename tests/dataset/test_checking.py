"""What stands on disk is checked: types, models, rules, and texts where they are there."""

from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import to_frame
from newstables.scripts.parquet import write_table


def test_a_whole_build_is_valid(stored: Path) -> None:
    assert newstables.validate(stored) == ([], True)


def test_without_texts_what_they_alone_tell_is_not_checked(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    assert newstables.validate(stored) == ([], False)


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
