"""The contract is stated once, and what is derived from it agrees with it."""

from pathlib import Path

import pandas as pd
import pyarrow
import pytest

from newstables.schemas import (
    GROUNDED,
    MODELS,
    TABLES,
    arrow_schema,
    key,
    references,
    schema,
    to_arrow,
    to_frame,
)
from newstables.schemas.dictionary import render

DOCS = Path(__file__).parents[2] / "docs"


def test_there_are_eleven_tables() -> None:
    assert list(TABLES) == [
        "articles", "people", "appearances", "meetings", "meeting_reports", "participants",
        "agreements", "agreement_reports", "parties", "figures", "evidence",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*MODELS])
def test_every_table_and_column_is_described_in_one_line(name: str) -> None:
    model = MODELS[name]
    assert model.__doc__ and "\n" not in model.__doc__
    for column, field in schema(name).columns.items():
        assert field.description and "\n" not in field.description, column


@pytest.mark.parametrize("name", [*MODELS])
def test_arrow_follows_the_model(name: str) -> None:
    arrow = arrow_schema(name)
    assert arrow.names == list(schema(name).columns)
    for field in arrow:
        model = schema(name).columns[field.name]
        assert field.nullable == model.nullable
        assert field.metadata[b"description"].decode() == model.description
    assert arrow.metadata[b"table"] == name.encode()


def test_days_and_counts_have_the_types_of_the_design() -> None:
    arrow = arrow_schema("meetings")
    assert arrow.field("date").type == pyarrow.date32()
    assert arrow.field("number").type == pyarrow.int32()
    assert arrow_schema("figures").field("value").type == pyarrow.float64()


def test_references_lead_to_tables_by_their_key() -> None:
    for name in TABLES:
        for column, target in references(name).items():
            assert key(target)[0] in (column, "article_id"), (name, column)


def test_the_grounded_tables_have_ids_of_their_own() -> None:
    assert {name: len(key(name)) for name in GROUNDED} == dict.fromkeys(GROUNDED, 1)


def test_a_frame_survives_the_way_through_arrow() -> None:
    frame = to_frame(
        "meetings",
        [{"meeting_id": "m-0123456789ab", "date": "2026-03-01", "number": None, "participants": 2, "kind": "talks"}],
    )
    back = to_frame("meetings", pyarrow.Table.from_pandas(frame, preserve_index=False))
    pd.testing.assert_frame_equal(frame, back)
    assert frame["date"].dtype == "datetime64[s]"
    assert frame["number"].dtype == pd.Int32Dtype() and frame["number"].isna().all()
    assert frame.attrs["description"] == TABLES["meetings"].__doc__


def test_a_null_where_none_may_be_does_not_become_arrow() -> None:
    frame = to_frame("texts", [{"article_id": "a-1", "part": "body", "text": None}])
    with pytest.raises((pyarrow.ArrowInvalid, ValueError)):
        to_arrow("texts", frame)


def test_days_before_1678_are_days_too() -> None:
    frame = to_frame("agreements", [{"agreement_id": "g-0123456789ab", "date": "1648-10-24"}])
    assert frame["date"].dt.year.tolist() == [1648]


def test_the_data_dictionary_is_up_to_date() -> None:
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == render(), (
        "run: python -m newstables.schemas.dictionary > docs/tables.md"
    )
