"""Two builds or releases compared: what differs, why, and what version number that asks for."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pytest
from pyarrow import parquet

import newstables
from newstables.changes import write_changes, write_page
from newstables.schemas import to_frame
from newstables.scripts.cli import main
from newstables.scripts.parquet import sort_table, write_table

VERA, OMAR, MEETING, FIGURE = "p-00000000000a", "p-00000000000b", "m-00000000000a", "f-00000000000a"
Edit = Callable[[str, Callable[[pd.DataFrame], pd.DataFrame]], None]


@pytest.fixture
def other(stored: Path, tmp_path: Path) -> Path:
    """A copy of the made-up tables, to be changed."""
    return shutil.copytree(stored, tmp_path / "other")


@pytest.fixture
def edit(other: Path) -> Edit:
    def change(name: str, how: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        path = other / f"{name}.parquet"
        frame = newstables.load(name, source=other) if path.is_file() else to_frame(name, [])
        write_table(name, sort_table(name, how(frame)), path)

    return change


def put(column: str, value: Any, **where: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Set a cell of the rows that meet a condition."""
    [(name, wanted)] = where.items()
    return lambda frame: frame.assign(**{column: frame[column].mask(frame[name] == wanted, value)})


def rename(old: str, new: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.replace({old: new})


def append(name: str, *rows: dict[str, Any]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: pd.concat([frame, to_frame(name, list(rows))], ignore_index=True)


def cells(difference: newstables.Difference, table: str) -> set[tuple[str, str, Any, Any]]:
    changed = difference.tables[table].changed
    return set(zip(changed["row_id"], changed["column"], changed["old"], changed["new"], strict=True))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *arguments])
    return int(str(ended.value.code))


def test_what_is_the_same_does_not_differ(stored: Path, other: Path) -> None:
    difference = newstables.diff(stored, other)
    assert not difference
    assert (difference.level, len(difference.count())) == (None, 0)
    assert run(str(stored), str(other)) == 0


def test_a_cell_that_changed_is_told_from_old_to_new(stored: Path, other: Path, edit: Edit) -> None:
    edit("meetings", put("place", "Norrvik", meeting_id=MEETING))
    difference = newstables.diff(stored, other)
    assert cells(difference, "meetings") == {(MEETING, "place", "Tallvik", "Norrvik")}
    assert difference.count().to_dict("records") == [
        {"table": "meetings", "change": "changed", "cause": "method", "rows": 1}
    ]
    assert difference.level == "patch"


def test_a_row_under_another_id_is_found_by_its_words(stored: Path, other: Path, edit: Edit) -> None:
    for table in ("people", "appearances", "participants", "evidence"):
        edit(table, rename(VERA, "p-0000000000ff"))
    difference = newstables.diff(stored, other)
    assert cells(difference, "people") == {("p-0000000000ff", "person_id", VERA, "p-0000000000ff")}
    assert all(table.empty for name, table in difference.tables.items() if name != "people")
    assert difference.level == "major"


def test_a_row_that_is_gone_asks_for_a_reason(stored: Path, other: Path, edit: Edit) -> None:
    edit("figures", lambda frame: frame.iloc[:0])
    edit("evidence", lambda frame: frame[frame["row_id"] != FIGURE])
    difference = newstables.diff(stored, other)
    assert list(difference.tables["figures"].removed["row_id"]) == [FIGURE]
    assert difference.level == "major"
    correction = {"correction_id": "c-00000000000a", "action": "delete", "table": "figures", "row_id": FIGURE}
    edit("corrections", append("corrections", {**correction, "status": "applied"}))
    difference = newstables.diff(stored, other)
    assert set(difference.count()["cause"]) == {"corrections"}
    assert difference.level == "minor"
    assert FIGURE in write_changes(difference)


def merge_people(edit: Edit) -> None:
    for table in ("people", "appearances"):
        edit(table, lambda frame: frame[frame["person_id"] != OMAR])
    for table in ("participants", "parties", "evidence"):
        edit(table, rename(OMAR, VERA))


def test_rows_that_were_merged_are_gone_for_a_reason_where_a_redirect_says_so(
    stored: Path, other: Path, edit: Edit
) -> None:
    merge_people(edit)
    difference = newstables.diff(stored, other)
    assert list(difference.tables["people"].removed["went_into"]) == [VERA]
    assert difference.level == "major"
    edit("redirects", append("redirects", {"old_id": OMAR, "new_id": VERA, "reason": "merged"}))
    difference = newstables.diff(stored, other)
    assert difference.level == "minor"
    assert difference.tables["participants"].empty, "who took part is the same one under the id of today"


def test_rows_of_an_added_article_are_put_down_to_it(stored: Path, other: Path, edit: Edit) -> None:
    article = newstables.load("articles", source=stored).iloc[0].to_dict()
    edit("articles", append("articles", {**article, "article_id": "a-new"}))
    figure = newstables.load("figures", source=stored).iloc[0].to_dict()
    edit("figures", append("figures", {**figure, "figure_id": "f-0000000000ff", "article_id": "a-new"}))
    place = newstables.load("evidence", source=stored).iloc[0].to_dict()
    edit(
        "evidence",
        append(
            "evidence",
            {**place, "table": "figures", "row_id": "f-0000000000ff", "article_id": "a-new"},
            {**place, "table": "people", "row_id": VERA, "article_id": "a-new"},
        ),
    )
    edit("people", put("role", "Former minister", person_id=VERA))
    difference = newstables.diff(stored, other)
    assert set(difference.count()["cause"]) == {"articles"}
    assert list(difference.tables["figures"].added["row_id"]) == ["f-0000000000ff"]
    assert difference.level == "minor"


def test_an_article_that_is_gone_does_not_explain_that_its_rows_are(stored: Path, other: Path, edit: Edit) -> None:
    edit("articles", lambda frame: frame[frame["article_id"] != "a-two"])
    assert newstables.diff(stored, other).level == "major"


def rewrite(path: Path, change: Callable[[pyarrow.Table], pyarrow.Table]) -> None:
    parquet.write_table(change(parquet.read_table(path)), path)


def test_columns_and_vocabularies_are_compared(stored: Path, other: Path) -> None:
    rewrite(other / "people.parquet", lambda table: table.append_column("height", pyarrow.nulls(2, pyarrow.float64())))
    difference = newstables.diff(stored, other)
    assert [(c.table, c.column, c.change) for c in difference.columns] == [("people", "height", "added")]
    assert difference.level == "minor"
    assert newstables.diff(other, stored).level == "major"
    at = parquet.read_schema(other / "meetings.parquet").names.index("kind")

    def fewer(table: pyarrow.Table) -> pyarrow.Table:
        field = table.schema.field(at)
        return table.cast(
            table.schema.set(at, field.with_metadata({**field.metadata, b"vocabulary": b'{"talks": ""}'}))
        )

    rewrite(other / "meetings.parquet", fewer)
    difference = newstables.diff(stored, other)
    assert ("kind", "vocabulary") in [(c.column, c.change) for c in difference.columns]
    assert difference.level == "major"


def test_quotations_that_a_release_leaves_out_are_no_change(stored: Path, other: Path, edit: Edit) -> None:
    edit("evidence", lambda frame: frame.assign(quote=pd.Series(None, index=frame.index, dtype="str")))
    assert not newstables.diff(stored, other)


def test_the_name_of_somebody_suppressed_stands_in_no_comparison(stored: Path, other: Path, edit: Edit) -> None:
    for table in ("people", "appearances", "participants", "parties"):
        edit(table, lambda frame: frame[frame["person_id"] != OMAR])
    edit("meetings", put("topic", None, meeting_id=MEETING))
    told_by = {"column": "attributed_to", "article_id": "a-one", "part": "body", "start": 27, "end": 38, "rule": "by"}
    edit("figures", put("attributed_to", None, figure_id=FIGURE))
    gone = {OMAR, "mp-00000000000b", "gp-00000000000a"}
    edit("evidence", lambda frame: frame[~frame["row_id"].isin(gone)])
    quote = newstables.load("evidence", source=other)["quote"]
    edit("evidence", lambda frame: frame.assign(quote=quote.mask(quote.str.contains("Haddad"))))
    correction = {"correction_id": "c-00000000000a", "action": "suppress", "table": "people", "row_id": OMAR}
    edit("corrections", append("corrections", {**correction, "status": "applied"}))
    for table, cells in (("meetings", {"topic": "the case of Omar Haddad"}), ("figures", {"attributed_to": "Haddad"})):
        before = newstables.load(table, source=stored).assign(**cells)
        write_table(table, before, stored / f"{table}.parquet")
    rests = append("evidence", {"table": "figures", "row_id": FIGURE, **told_by})(
        newstables.load("evidence", source=stored)
    )
    write_table("evidence", sort_table("evidence", rests), stored / "evidence.parquet")
    difference = newstables.diff(stored, other)
    assert not difference.tables["people"].removed.empty
    assert set(difference.count()["cause"]) == {"corrections"}
    told = [json.dumps(difference.to_dict()), write_changes(difference), write_page(difference)]
    assert [text for text in told if "haddad" in text.lower()] == []
    assert any("Tallvik" in text for text in told), "what has nothing to do with the name is told"


def test_what_stands_in_cells_is_no_markup(stored: Path, other: Path, edit: Edit, tmp_path: Path) -> None:
    edit("people", put("role", "<script>alert(1)</script>", person_id=VERA))
    page = tmp_path / "page.html"
    assert run(str(stored), str(other), "--html", str(page)) == 1
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text and "&lt;script&gt;" in text
    assert "<script>" not in write_changes(newstables.diff(stored, other))


def test_the_command_prints_json_and_says_what_it_misses(
    stored: Path, other: Path, edit: Edit, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    edit("people", put("role", "Skipper", person_id=VERA))
    assert run(str(stored), str(other), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["people"]["changed"][0]["new"] == "Skipper"
    assert told["summary"] == [{"table": "people", "change": "changed", "cause": "method", "rows": 1}]
    assert run(str(stored), str(tmp_path / "nowhere")) == 2
    (other / "people.parquet").write_bytes(b"PAR1 and no more")
    assert run(str(stored), str(other)) == 1
    assert capsys.readouterr().err.count("\n") == 2


def test_which_of_two_is_old_changes_what_is_added_and_removed_alone(stored: Path, other: Path, edit: Edit) -> None:
    edit("figures", lambda frame: frame.iloc[:0])
    edit("evidence", lambda frame: frame[frame["row_id"] != FIGURE])
    forth, back = newstables.diff(stored, other), newstables.diff(other, stored)
    assert list(forth.tables["figures"].removed["row_id"]) == list(back.tables["figures"].added["row_id"]) == [FIGURE]
