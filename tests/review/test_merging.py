"""The corrections files of two reviewers become one."""

import csv
from pathlib import Path

import pytest

from newstables.scripts.cli import main
from newstables.scripts.correct.reading import COLUMNS, Line, read_corrections
from newstables.scripts.review.merging import merge_corrections, merge_lines


def line(action: str, row: str = "m-1", who: str = "Ada", **cells: str) -> Line:
    given = {"action": action, "table": "meetings", "row_id": row or None, "article_id": "a-1", "decided_by": who}
    return Line(**{**given, **cells})  # type: ignore[arg-type]


def test_what_both_decided_alike_stands_once() -> None:
    ada = [line("accept"), line("set", "m-2", column="place", new_value="Oslo")]
    bo = [line("accept", who="Bo"), line("delete", "m-3", who="Bo")]
    merged = merge_lines([ada, bo])
    assert merged.contradictions == ()
    assert [(told.row_id, told.action, told.decided_by) for told in merged.lines] == [
        ("m-1", "accept", "Ada"),
        ("m-2", "set", "Ada"),
        ("m-3", "delete", "Bo"),
    ]


@pytest.mark.parametrize(
    ("ada", "bo"),
    [
        (line("accept"), line("delete", who="Bo")),
        (line("accept"), line("set", who="Bo", column="place", new_value="Oslo")),
        (
            line("set", column="place", new_value="Oslo"),
            line("set", who="Bo", column="place", new_value="Bergen", article_id="a-2"),
        ),
        (line("set", column="place", new_value="Oslo"), line("delete", who="Bo")),
        (line("merge", new_value="m-8"), line("merge", who="Bo", new_value="m-9")),
        (line("merge", new_value="m-8"), line("split", who="Bo", group="split-1")),
        (line("delete"), line("set", who="Bo", table="meeting_reports", column="place", new_value="Oslo")),
    ],
)
def test_what_cannot_both_hold_is_left_out_and_told(ada: Line, bo: Line) -> None:
    other = line("accept", "m-5")
    merged = merge_lines([[ada, other], [bo]])
    assert list(merged.lines) == [other]
    (found,) = merged.contradictions
    assert (found.table, found.row_id) == ("meetings", "m-1")
    assert "Ada: " in str(found) and "Bo: " in str(found)


@pytest.mark.parametrize(
    ("ada", "bo"),
    [
        (line("set", column="place", new_value="Oslo"), line("set", who="Bo", column="date", new_value="2026-01-02")),
        (
            line("set", table="meeting_reports", column="place", new_value="Oslo"),
            line("set", who="Bo", table="meeting_reports", column="place", new_value="Bergen", article_id="a-2"),
        ),
        (line("accept"), line("merge", who="Bo", new_value="m-8")),
        (line("add", "", group="new-1", column="place"), line("add", "", "Bo", group="new-2", column="place")),
    ],
)
def test_what_can_both_hold_stands(ada: Line, bo: Line) -> None:
    merged = merge_lines([[ada], [bo]])
    assert merged.contradictions == () and len(merged.lines) == 2


def test_what_one_reviewer_says_alone_is_left_to_the_build() -> None:
    merged = merge_lines([[line("set", column="place", new_value="Oslo"), line("merge", new_value="m-8")], []])
    assert merged.contradictions == () and len(merged.lines) == 2


def test_the_order_of_the_files_changes_nothing_but_who_signs() -> None:
    ada = [line("accept"), line("set", "m-2", column="place", new_value="Oslo")]
    bo = [line("set", "m-2", who="Bo", column="place", new_value="Bergen"), line("accept", "m-4", who="Bo")]
    one, other = merge_lines([ada, bo]), merge_lines([bo, ada])
    assert one.lines == other.lines
    assert [c.row_id for c in one.contradictions] == [c.row_id for c in other.contradictions] == ["m-2"]


def write_lines(path: Path, lines: list[Line]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([getattr(line, column) for column in COLUMNS] for line in lines)


def test_a_merged_file_keeps_quotes_commas_and_lines(tmp_path: Path) -> None:
    odd = line("set", column="topic", new_value='boats, "big"\nand small', quote=" «x»\u2028 ")
    write_lines(tmp_path / "a.csv", [odd])
    write_lines(tmp_path / "b.csv", [line("accept", "m-2")])
    merge_corrections([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "c.csv")
    assert odd in read_corrections([tmp_path / "c.csv"])


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(str(ended.value.code))


def test_the_command_merges_and_lists_contradictions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ada, bo, out = tmp_path / "ada.csv", tmp_path / "bo.csv", tmp_path / "both.csv"
    write_lines(ada, [line("accept"), line("accept", "m-2")])
    write_lines(bo, [line("accept", who="Bo")])
    assert call("review", "--merge", ada, bo, "--out", out) == 0
    assert capsys.readouterr().out == f"2 lines written to {out}\n"
    write_lines(bo, [line("delete", who="Bo")])
    assert call("review", "--merge", ada, bo, "--out", out) == 1
    said = capsys.readouterr()
    assert said.out == "meetings m-1: Ada: accept; Bo: delete\n"
    assert "contradict" in said.err
    assert [told.row_id for told in read_corrections([out])] == ["m-2"]


def test_wrong_calls_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(tmp_path / "ada.csv", [line("accept")])
    assert call("review", "--merge", tmp_path / "ada.csv", "--out", tmp_path / "out.csv") == 2
    assert call("review", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "out") == 2
    both = [tmp_path / "ada.csv", tmp_path / "ada.csv"]
    assert call("review", "--merge", *both, "--out", tmp_path / "ada.csv") == 2
    assert capsys.readouterr().err.count("\n") == 3
