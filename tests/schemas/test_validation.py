"""Breaking any rule is reported with table, row, column and value, all failures at once."""

from typing import Any

import pandas as pd
import pytest

from newstables.schemas import TABLES, check, check_table, to_frame

Tables = dict[str, pd.DataFrame]


def change(tables: Tables, name: str, row: int, column: str, value: Any) -> None:
    rows = tables[name].to_dict("records")
    rows[row][column] = value
    tables[name] = to_frame(name, rows)


def test_the_made_up_tables_are_valid(tables: Tables, texts: pd.DataFrame) -> None:
    assert check(tables, texts) == []


def test_empty_tables_are_valid() -> None:
    assert check({name: to_frame(name, []) for name in TABLES}, to_frame("texts", [])) == []


BROKEN = [
    # table, row, column, value -> table and column of the failure, words of the problem
    ("articles", 0, "kind", "rumour", "articles", "kind", "is none of"),
    ("articles", 0, "published", None, "articles", "published", "must not be null"),
    ("articles", 0, "language", "de", "articles", "language", "does not match"),
    ("articles", 1, "article_id", "a-one", "articles", "article_id", "occurs twice"),
    ("people", 0, "person_id", "vera", "people", "person_id", "does not match"),
    ("people", 0, "country", "Sweden", "people", "country", "does not match"),
    ("meetings", 0, "topic", "word " * 12 + "word", "meetings", "topic", "does not"),
    ("meetings", 0, "number", 0, "meetings", "number", "is less than 1"),
    ("figures", 0, "unit", " ", "figures", "unit", "blank"),
    ("articles", 1, "copy_of", "a-none", "articles", "copy_of", "is not in articles"),
    ("articles", 1, "copy_of", "a-one", "appearances", "article_id", "is a copy"),
    ("appearances", 0, "article_id", "a-none", "appearances", "article_id", "is not in articles"),
    ("participants", 0, "meeting_id", "m-ffffffffffff", "participants", "meeting_id", "is not in meetings"),
    ("participants", 0, "type", "organisation", "participants", "person_id", "does not go with type organisation"),
    ("evidence", 0, "row_id", "p-ffffffffffff", "evidence", "row_id", "is not in people"),
    ("evidence", 5, "column", "weather", "evidence", "column", "is not a column of meetings"),
    ("people", 0, "articles", 3, "people", "articles", "give 2"),
    ("people", 0, "mentions", 7, "people", "mentions", "give 2"),
    ("people", 0, "first_seen", "2020-01-01", "people", "first_seen", "give 2026-03-03"),
    ("appearances", 0, "mentions", 4, "appearances", "mentions", "evidence shows 1"),
    ("meetings", 0, "participants", 3, "meetings", "participants", "give 2"),
    ("meetings", 0, "countries", "NOR; SWE", "meetings", "countries", "give SWE"),
    ("meetings", 0, "articles", 1, "meetings", "articles", "give 2"),
    ("agreements", 0, "parties", 0, "agreements", "parties", "give 1"),
    ("agreements", 0, "last_reported", "2026-04-01", "agreements", "last_reported", "give 2026-03-03"),
    ("meetings", 0, "date_precision", None, "meetings", "date", "go together"),
    ("meetings", 0, "date_end", "2026-03-01", "meetings", "date_end", "lies before"),
    ("meeting_reports", 0, "date_end", "2026-03-09", "meeting_reports", "date_end", "of the precision of a day"),
    ("agreement_reports", 0, "amount", None, "agreement_reports", "currency", "without an amount"),
    ("figures", 0, "value_max", 1.0, "figures", "value_max", "is less than value"),
    ("meetings", 0, "conflicts", "weather", "meetings", "conflicts", "names a column"),
    ("figures", 0, "end", 90, "figures", "text", "not as long as its offsets"),
    ("evidence", 0, "end", 4000, "evidence", "end", "lies outside"),
    ("evidence", 0, "end", 9, "evidence", "start", "not before end"),
    ("evidence", 0, "quote", "Vera Lindqvis", "evidence", "quote", "not as long"),
    # what only the texts can tell
    ("evidence", 0, "quote", "Vera Lundqvist", "evidence", "quote", "not what its offsets cut out"),
    ("evidence", 0, "part", "caption", "evidence", "part", "no such part"),
    ("figures", 0, "text", "$4 million", "figures", "text", "not what its offsets cut out"),
    ("articles", 0, "text_sha256", "0" * 64, "articles", "text_sha256", "but the text gives"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "row", "column", "value", "where", "cell", "problem"), BROKEN)
def test_a_broken_rule_is_named(
    tables: Tables,
    texts: pd.DataFrame,
    name: str,
    row: int,
    column: str,
    value: Any,
    where: str,
    cell: str,
    problem: str,
) -> None:
    change(tables, name, row, column, value)
    failures = check(tables, texts)
    assert any(f.table == where and f.column == cell and problem in f.problem and f.row_id for f in failures), [
        *map(str, failures)
    ]


@pytest.mark.parametrize("name", ["people", "meetings", "participants", "agreements", "parties", "figures"])
def test_a_row_without_evidence_is_an_error(tables: Tables, texts: pd.DataFrame, name: str) -> None:
    evidence = tables["evidence"]
    tables["evidence"] = evidence[evidence["table"] != name].reset_index(drop=True)
    assert any(f.table == name and f.problem == "has no evidence" for f in check(tables, texts))


def test_a_report_needs_evidence_in_its_own_article(tables: Tables) -> None:
    evidence = tables["evidence"]
    here = (evidence["table"] == "meetings") & (evidence["article_id"] == "a-two")
    tables["evidence"] = evidence[~here].reset_index(drop=True)
    assert [str(f) for f in check(tables)] == [
        "meeting_reports m-00000000000a a-two, article_id: 'a-two' has no evidence in this article"
    ]


def test_evidence_of_a_cell_alone_does_not_ground_a_row(tables: Tables) -> None:
    change(tables, "evidence", 11, "column", "value")
    assert [f.problem for f in check(tables)] == ["has no evidence"]


def test_what_a_report_alone_tells_is_grounded_too(tables: Tables) -> None:
    evidence = tables["evidence"]
    said = evidence[evidence["row_id"].isin(tables["meetings"]["meeting_id"])].head(1).assign(column="attributed_to")
    tables["evidence"] = pd.concat([evidence, said], ignore_index=True)
    assert not check(tables)


def test_all_failures_are_reported_at_once(tables: Tables) -> None:
    change(tables, "articles", 0, "kind", "rumour")
    change(tables, "people", 0, "country", "Sweden")
    change(tables, "figures", 0, "sense", "hope")
    assert {f.table for f in check(tables)} == {"articles", "people", "figures"}


def test_a_missing_table_and_wrong_columns_are_named(tables: Tables) -> None:
    del tables["parties"]
    tables["people"] = tables["people"].drop(columns="role").assign(shoe_size=44)
    assert {(f.table, f.column, f.problem) for f in check(tables)} == {
        ("parties", None, "the table is missing"),
        ("people", "role", "is missing"),
        ("people", "shoe_size", "is not a column of this table"),
    }


def test_columns_out_of_order_are_named(tables: Tables) -> None:
    frame = tables["texts"] = to_frame("texts", [{"article_id": "a-1", "part": "body", "text": "x y"}])
    assert check_table("texts", frame[["part", "article_id", "text"]])


def test_values_of_the_wrong_type_are_named(tables: Tables) -> None:
    frame = tables["articles"].assign(words="many")
    failures = check_table("articles", frame)
    assert failures and all(f.column == "words" for f in failures)


def test_without_texts_what_they_alone_tell_is_not_checked(tables: Tables, texts: pd.DataFrame) -> None:
    change(tables, "figures", 0, "text", "$4 million")
    assert check(tables) == []
    assert check(tables, texts) != []
