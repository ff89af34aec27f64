"""Files of corrections: what is read, and what is refused with its line."""

from pathlib import Path

import pytest

from newstables.errors import DataError, UsageError
from newstables.scripts.correct import read_corrections
from newstables.scripts.correct.reading import COLUMNS

HEAD = ",".join(COLUMNS)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def lines_of(tmp_path: Path, *rows: str, head: str = "action,table,row_id,column,old_value,new_value") -> Path:
    return write(tmp_path / "desk.csv", "\n".join([head, *rows]) + "\n")


def test_empty_cells_are_null_and_columns_may_be_left_out(tmp_path: Path) -> None:
    [line] = read_corrections([lines_of(tmp_path, "set,people,p-1,role,,Mayor")])
    assert (line.old_value, line.new_value, line.quote, line.place) == (None, "Mayor", None, "desk.csv:2")


def test_what_a_spreadsheet_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes("\ufeffaction;table;row_id\r\naccept;people;p-1\r\n;;\r\n".encode())
    assert [line.row_id for line in read_corrections([path])] == ["p-1"]


def test_quotations_run_over_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv", 'action,table,row_id,article_id,quote\naccept,people,p-1,a-1,"one\ntwo, ""three"""\n'
    )
    assert read_corrections([path])[0].quote == 'one\ntwo, "three"'


def test_the_order_of_files_and_lines_does_not_matter_and_nothing_is_read_twice(tmp_path: Path) -> None:
    rows = ["accept,people,p-1,,,", "accept,people,p-2,,,", "delete,people,p-3,,,"]
    one = lines_of(tmp_path, *rows)
    other = write(tmp_path / "other.csv", "\n".join(["action,table,row_id", "accept,people,p-2", "accept,people,p-4"]))
    first, second = read_corrections([one, other]), read_corrections([other, one])
    assert first == second and len(first) == 4
    assert [line.place for line in first] == [line.place for line in second]
    assert len({line.correction_id for line in first}) == 4


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("change,people,p-1,,,", "no action 'change'"),
        ("set,persons,p-1,role,,x", "no table 'persons'"),
        ("set,people,p-1,height,,x", "no column 'height'"),
        ("set,people,p-1,articles,,3", "follows from other rows"),
        ("set,meetings,m-1,kind,,party", "'party' cannot stand in kind"),
        ("set,meetings,m-1,kind,talks,", "may not be empty"),
        ("set,meetings,m-1,date,,03/02/2026", "'03/02/2026' cannot stand in date"),
        ("set,meetings,m-1,number,,two", "'two' cannot stand in number"),
        ("set,people,p-1,country,,Norway", "'Norway' cannot stand in country"),
        ("set,people,,role,,x", "set needs row_id"),
        ("merge,people,p-1,,,", "merge needs new_value"),
        ("split,figures,f-1,,,", "split needs group"),
        ("suppress,meetings,m-1,,,", "only people"),
        ("set,appearances,p-1,role,,x", "row_id and article_id"),
        ("accept,people", "cells under"),
    ],
)
def test_a_line_that_cannot_mean_anything_is_an_error_that_says_where(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        read_corrections([lines_of(tmp_path, "accept,people,p-0,,,", row)])
    assert str(caught.value).startswith("desk.csv:3: ") and told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"who,what\n1,2\n", "no column action"),
        (b"action,table,colour\n", "column 'colour'"),
        (b"action,table,table\n", "column 'table'"),
        (b"\xff\xfea\x00", "UTF-8"),
        (b'action,table\naccept,"people\n', "CSV"),
        (b"", "no column action"),
    ],
)
def test_what_is_no_file_of_corrections_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=told):
        read_corrections([path])


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.csv"):
        read_corrections([tmp_path / "nowhere.csv"])


def test_every_column_of_the_contract_is_read(tmp_path: Path) -> None:
    cells = dict.fromkeys(COLUMNS, "") | {
        "action": "set", "table": "people", "row_id": "p-1", "column": "role", "new_value": "Mayor",
        "article_id": "a-1", "quote": " words ", "prefix": "the ", "suffix": ".", "reason": "r", "cause": "extraction",
        "decided_by": "d", "decided_on": "2026-03-09", "note": "n", "group": "sample 1 2", "old_value": "Boss",
    }  # fmt: skip
    path = write(tmp_path / "all.csv", f"{HEAD}\n{','.join(cells[column] for column in COLUMNS)}\n")
    [line] = read_corrections([path])
    assert {column: getattr(line, column) for column in COLUMNS} == cells
