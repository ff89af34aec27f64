"""The answers in docs/questions.md are true: each in pandas, in SQLite and in DuckDB, against tables made for it."""

import ast
import re
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newstables.schemas import MODELS, to_frame
from newstables.scripts.parquet import sort_table, write_table
from newstables.scripts.release.sqlite import write_sqlite

from released import add_release

duckdb = pytest.importorskip("duckdb")

DOCUMENT = Path(__file__).parents[2] / "docs" / "questions.md"
SECTIONS = dict(
    section.split("\n", 1)
    for section in re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
)
SEEN = {"first_reported": "2026-01-10", "last_reported": "2026-01-10", "review": "unchecked", "articles": 1}


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def meeting(number: int, date: str | None, countries: str | None, **cells: Any) -> dict[str, Any]:
    return {
        "meeting_id": f"m-{number:012x}", "kind": "talks", "status": "held", "date": date, "date_end": date,
        "date_precision": date and "day", "countries": countries, "participants": 0,
    } | SEEN | cells  # fmt: skip


def agreement(number: int, amount: float | None, countries: str | None, **cells: Any) -> dict[str, Any]:
    return {
        "agreement_id": f"g-{number:012x}", "kind": "deal", "status": "signed", "amount": amount,
        "currency": amount and "USD", "countries": countries, "parties": 0,
    } | SEEN | cells  # fmt: skip


def article(name: str, publisher: str | None, copy_of: str | None = None) -> dict[str, Any]:
    return {
        "article_id": name, "publisher": publisher, "copy_of": copy_of, "published": "2026-01-10", "language": "en",
        "kind": "report", "words": 1, "characters": 1, "text_sha256": "a" * 64, "source": name,
    }  # fmt: skip


def person(number: int, name: str) -> dict[str, Any]:
    return {
        "person_id": f"p-{number:012x}", "name": name, "first_seen": "2026-01-10", "last_seen": "2026-01-10",
        "articles": 1, "mentions": 1, "review": "unchecked",
    }  # fmt: skip


def participant(number: int, at: int, who: int | None, country: str | None) -> dict[str, Any]:
    return {
        "participant_id": f"mp-{number:012x}", "meeting_id": f"m-{at:012x}", "name": "Somebody", "country": country,
        "type": "person" if who else "country", "person_id": who and f"p-{who:012x}", "capacity": "participant",
    }  # fmt: skip


def report(at: int, name: str) -> dict[str, Any]:
    return {"meeting_id": f"m-{at:012x}", "article_id": name, "kind": "talks", "status": "held"}


def correction(number: int, wrong: str | None, right: str | None) -> dict[str, Any]:
    return {
        "correction_id": f"c-{number:012x}", "action": "set", "table": "people", "row_id": f"p-{number:012x}",
        "column": "role", "old_value": "minister", "new_value": "envoy", "reason": "misread", "status": "applied",
        "first_wrong": wrong, "put_right": right,
    }  # fmt: skip


ROWS: dict[str, list[dict[str, Any]]] = {
    "articles": [
        article("daily", "Daily Pakistan"),
        article("daily-too", "Daily Pakistan"),
        article("wire", "Daily Pakistan"),
        article("copy", "Courier", "wire"),
        article("nobody", None),
    ],
    "people": [person(1, "Ada Falk"), person(2, "Ben Hauge"), person(3, "Eva Otieno"), person(4, "Ian Quispe")],
    "meetings": [
        meeting(1, "2025-03-04", "PAK; UZB"),
        meeting(2, "2025-06-01", "AFG; PAK; UZB"),
        meeting(3, "2024-12-31", "PAK; UZB"),
        meeting(4, "2025-07-01", "PAK; UZB", status="planned"),
        meeting(5, None, "PAK; UZB"),
        meeting(6, "2025-08-01", "PAK; TJK"),
        meeting(7, "2026-01-09", "KAZ; TJK", status="planned", last_reported="2026-01-09"),
        meeting(8, "2026-01-10", "KAZ; TJK", status="planned"),
        meeting(9, None, None, status="planned"),
        meeting(10, "2025-09-01", None, kind="conference"),
        meeting(11, "2025-12-31", "PAK; UZB"),
    ],
    "meeting_reports": [
        report(1, "daily"),
        report(1, "daily-too"),
        report(2, "wire"),
        report(3, "daily"),
        report(3, "nobody"),
        report(6, "nobody"),
        report(7, "daily"),
    ],
    "participants": [
        participant(1, 1, 1, "NOR"),
        participant(2, 1, 2, "NOR"),
        participant(3, 1, 3, "KEN"),
        participant(4, 3, 1, "NOR"),
        participant(5, 3, 3, "KEN"),
        participant(6, 10, 2, "NOR"),
        participant(7, 10, 3, "KEN"),
        participant(8, 4, 1, "NOR"),
        participant(9, 4, 4, "PER"),
        *(participant(10 + at, 6, None, code) for at, code in enumerate(["AGO", "BRA", "CHL", "DNK", "EGY"])),
        participant(15, 6, 1, "NOR"),
        participant(16, 6, 4, "PER"),
        participant(17, 11, 4, None),
        participant(18, 11, 1, "NOR"),
    ],
    "agreements": [
        agreement(1, 2e9, "AZE; PAK", first_reported="2024-07-11", last_reported="2025-02-24"),
        agreement(2, 2e9, "AZE; PAK", first_reported="2025-02-24", status="agreed"),
        agreement(3, 5e8, "AZE; PAK", date="2024-12-30", date_end="2024-12-30", date_precision="day"),
        agreement(4, 5e8, "AZE; PAK", amount_per="year"),
        agreement(5, 7e6, "AZE; PAK", status="rejected"),
        agreement(6, 9e6, None),
        agreement(7, None, "AZE; PAK"),
        agreement(8, 2e9, "AZE; PAK", currency="EUR"),
    ],
    "corrections": [
        correction(1, "0.9.0", "1.0.0"),
        correction(2, "1.0.0", "1.0.1"),
        correction(3, "0.9.0", "1.0.1"),
        correction(4, None, "1.0.1"),
    ],
}

BILATERAL = {("m-000000000001",), ("m-00000000000b",)}
ANSWERS: dict[str, tuple[list[str], set[tuple[object, ...]]]] = {
    "All meetings of two countries in a year": (["meeting_id"], {("m-000000000002",), *BILATERAL}),
    "The bilateral ones alone": (["meeting_id"], BILATERAL),
    "Who met whom most, opposite sides only": (
        ["left", "right", "meetings"],
        {("Ada Falk", "Eva Otieno", 2), ("Ben Hauge", "Eva Otieno", 1)},
    ),
    "Sums promised, by country and year, no promise twice": (
        ["countries", "year", "currency", "amount_per", "count", "sum"],
        {
            ("AZE; PAK", 2024, "USD", None, 2, 2.5e9),
            ("AZE; PAK", 2026, "USD", "year", 1, 5e8),
            ("AZE; PAK", 2026, "EUR", None, 1, 2e9),
        },
    ),
    "Planned meetings of which nothing was heard again": (["meeting_id"], {("m-000000000007",)}),
    "What one outlet alone reports": (["meeting_id"], {("m-000000000001",), ("m-000000000007",)}),
    "What was published wrongly last month": (["row_id"], {("p-000000000002",), ("p-000000000003",)}),
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases of the rows, the last with SQLite."""
    place = tmp_path_factory.mktemp("desk")
    frames = {
        name: sort_table(name, to_frame(name, ROWS.get(name, [])))
        for name in MODELS
        if name not in ("texts", "rejected")
    }
    (place / "build").mkdir()
    for name, frame in frames.items():
        write_table(name, frame, place / "build" / f"{name}.parquet")
    for version, day in (("0.9.0", "2025-11-30"), ("1.0.0", "2025-12-20"), ("1.0.1", "2026-01-15")):
        add_release(place / "releases", version, place / "build", date=day)
    write_sqlite(place, frames)
    return place / "releases"


def run_python(code: list[str], names: dict[str, Any]) -> Any:
    """Run blocks one after the other, and return what the last line of the last one says."""
    told = None
    for block in code:
        tree = ast.parse(block)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, str(DOCUMENT), "exec"), names)
        if isinstance(last, ast.Expr):
            told = eval(compile(ast.Expression(last.value), str(DOCUMENT), "eval"), names)
    return told


def rows_of(frame: pd.DataFrame, columns: list[str]) -> list[tuple[object, ...]]:
    plain = frame[columns].astype(object).where(frame[columns].notna(), None)
    return [tuple(row) for row in plain.itertuples(index=False)]


def test_every_question_has_its_answers() -> None:
    assert set(SECTIONS) == set(ANSWERS)
    assert all(len(blocks(text, "python")) == len(blocks(text, "sql")) == 1 for text in SECTIONS.values())


@pytest.mark.parametrize("question", ANSWERS)
def test_pandas_answers(releases: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_SOURCE", str(releases))
    names: dict[str, Any] = {}
    for each, text in SECTIONS.items():  # a block may use what stands above it
        told = run_python(blocks(text, "python"), names)
        if each == question:
            break
    columns, answer = ANSWERS[question]
    found = rows_of(told, columns)
    assert set(found) == answer and len(found) == len(answer)


@pytest.mark.parametrize("question", ANSWERS)
def test_sqlite_answers(releases: Path, question: str) -> None:
    (query,) = blocks(SECTIONS[question], "sql")
    connection = sqlite3.connect(releases.parent / "tables.sqlite")
    columns, answer = ANSWERS[question]
    found = rows_of(pd.read_sql_query(query, connection), columns)
    connection.close()
    assert set(found) == answer and len(found) == len(answer)


@pytest.mark.parametrize("question", ANSWERS)
def test_duckdb_answers(releases: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(releases.parent)
    opening = DOCUMENT.read_text(encoding="utf-8").partition("\n## ")[0]
    run_python(blocks(opening, "python"), {})
    (query,) = blocks(SECTIONS[question], "sql")
    columns, answer = ANSWERS[question]
    found = rows_of(duckdb.sql(query).df(), columns)
    assert set(found) == answer and len(found) == len(answer)


def test_the_same_lines_run_on_agreements(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_SOURCE", str(releases))
    text = "".join(blocks(SECTIONS["What one outlet alone reports"], "python"))
    told = run_python(["import newstables", text.replace("meeting", "agreement").replace("place", "subject")], {})
    assert told.empty and "agreement_id" in told.columns
