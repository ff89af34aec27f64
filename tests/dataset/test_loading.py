"""Tables are loaded as the contract types them, from builds, releases and folders of releases."""

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import TABLES, describe, schema
from newstables.scripts.parquet import write_table


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_back_as_it_was(stored: Path, tables: dict[str, pd.DataFrame], table: str) -> None:
    loaded = newstables.load(table, source=stored)
    assert list(loaded.columns) == list(schema(table).columns)
    assert list(loaded.dtypes) == list(tables[table].dtypes)
    assert sorted(map(str, loaded.to_dict("records"))) == sorted(map(str, tables[table].to_dict("records")))


def test_types_are_those_of_the_contract(stored: Path) -> None:
    meetings = newstables.load("meetings", source=stored)
    assert meetings["date"].dtype == "datetime64[s]"
    assert meetings["number"].dtype == pd.Int32Dtype()
    assert meetings["conflicts"].isna().all()
    agreements = newstables.load("agreements", source=stored)
    assert agreements["amount"].dtype == "float64" and agreements["date"].isna().all()


def test_descriptions_survive(stored: Path) -> None:
    people = newstables.load("people", source=stored)
    assert people.attrs["description"] == describe("people")
    assert set(people.attrs["columns"]) == set(people.columns)


def test_columns_and_filters_are_passed_on(stored: Path) -> None:
    found = newstables.load("people", source=stored, columns=["name"], filters=[("role", "=", "Minister")])
    assert found.to_dict("records") == [{"name": "Vera Lindqvist"}]
    assert set(found.attrs["columns"]) == {"name"}
    late = [("published", ">", datetime.date(2026, 3, 3))]
    assert newstables.load("articles", source=stored, filters=late)["article_id"].tolist() == ["a-two"]


def test_the_tables_beside_the_eleven_are_loaded_too(stored: Path) -> None:
    assert set(newstables.load("texts", source=stored)["article_id"]) == {"a-one", "a-two"}


CHECKED = {
    "articles": 2, "people": 1, "appearances": 2, "meetings": 1, "meeting_reports": 2, "participants": 2,
    "agreements": 0, "agreement_reports": 0, "parties": 0, "figures": 1,
}  # fmt: skip


def test_what_people_have_checked_can_be_loaded_alone(stored: Path) -> None:
    for table, review in (("people", ["accepted", "unchecked"]), ("meetings", ["added"]), ("figures", ["corrected"])):
        frame = newstables.load(table, source=stored).assign(review=review)
        write_table(table, frame, stored / f"{table}.parquet")
    for table, rows in CHECKED.items():
        assert len(newstables.load(table, source=stored, checked=True)) == rows, table
    evidence = newstables.load("evidence", source=stored, checked=True)
    assert set(evidence["table"]) == {"people", "meetings", "participants", "figures"}
    assert set(evidence.loc[evidence["table"] == "people", "row_id"]) == {"p-00000000000a"}
    vera = newstables.load("people", source=stored, checked=True, columns=["name"], filters=[("country", "=", "SWE")])
    assert vera["name"].tolist() == ["Vera Lindqvist"]
    assert newstables.load("people", source=stored, checked=True, filters=[("name", "=", "Omar Haddad")]).empty


def test_a_column_of_another_type_is_told(stored: Path) -> None:
    table = parquet.read_table(stored / "people.parquet")
    at = table.schema.get_field_index("mentions")
    parquet.write_table(table.set_column(at, "mentions", table["mentions"].cast("string")), stored / "people.parquet")
    with pytest.raises(newstables.DataError, match="mentions is of type string, and not of int32"):
        newstables.load("people", source=stored)


def test_the_environment_names_a_source(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_SOURCE", str(stored))
    assert len(newstables.load("people")) == 2


def test_a_folder_named_like_a_partition_is_no_value(stored: Path, tmp_path: Path) -> None:
    shutil.copytree(stored, tmp_path / "name=value")
    assert len(newstables.load("people", source=tmp_path / "name=value")) == 2


def test_what_is_not_there_is_named(stored: Path, tmp_path: Path) -> None:
    with pytest.raises(newstables.UsageError, match="no table 'persons'; there are articles, people"):
        newstables.load("persons", source=stored)
    with pytest.raises(newstables.UsageError, match="people has no column 'shoe_size'; it has person_id"):
        newstables.load("people", source=stored, columns=["shoe_size"])
    with pytest.raises(newstables.UsageError, match="is not there"):
        newstables.load("people", source=tmp_path / "nowhere")
    with pytest.raises(newstables.UsageError, match="not a directory"):
        newstables.load("people", source=stored / "people.parquet")
    (tmp_path / "empty").mkdir()
    with pytest.raises(newstables.UsageError, match="holds neither tables nor releases"):
        newstables.load("people", source=tmp_path / "empty")
    with pytest.raises(newstables.UsageError, match=r"has no release 2\.0\.0"):
        newstables.load("people", "2.0.0", stored)


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"no Parquet at all"], ids=["empty", "cut", "junk"])
def test_a_damaged_file_is_told_in_one_line(stored: Path, damage: bytes) -> None:
    (stored / "people.parquet").write_bytes(damage)
    with pytest.raises(newstables.DataError, match=r"people\.parquet cannot be read") as caught:
        newstables.load("people", source=stored)
    assert "\n" not in str(caught.value)


def test_importing_the_package_takes_nothing_heavy_along() -> None:
    heavy = ["pandas", "pyarrow", "pandera", "matplotlib", "spacy", "rich", "newstables.scripts", "newstables.schemas"]
    program = f"import sys, newstables; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "[]"


def test_what_the_package_offers_is_there() -> None:
    for name in newstables.__all__:
        assert getattr(newstables, name).__doc__
    assert set(newstables.__all__) <= set(dir(newstables))
    with pytest.raises(AttributeError, match="shoe_size"):
        newstables.shoe_size  # noqa: B018
