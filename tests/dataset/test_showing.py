"""A table, and a row with what supports it, fit the terminal."""

from pathlib import Path

import pytest
from rich.console import Console, RenderableType

import newstables
from newstables.schemas import TABLES, to_frame
from newstables.scripts.parquet import write_table
from newstables.showing import show_row, show_table


def draw(*shown: RenderableType, width: int = 100) -> str:
    console = Console(width=width, force_terminal=False)
    with console.capture() as captured:
        for each in shown:
            console.print(each)
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_fits_the_terminal(stored: Path, table: str, width: int) -> None:
    drawn = draw(show_table(table, source=stored, width=width), width=width)
    assert max(map(len, drawn.splitlines())) <= width
    assert "row" in drawn


def test_what_does_not_fit_is_left_out_and_named(stored: Path) -> None:
    drawn = draw(show_table("people", source=stored, width=50), width=50)
    assert "Vera Lindqvist" in drawn and "p-00000000000a" in drawn
    assert "no room for" in drawn and "mentions" in drawn
    assert "no room for" not in draw(show_table("people", source=stored, width=200), width=200)


def test_dates_are_shown_no_more_exactly_than_they_are_known(stored: Path) -> None:
    meetings = newstables.load("meetings", source=stored)
    for precision, last, told in (
        ("day", "2026-03-02", "2026-03-02"),
        ("month", "2026-03-31", "2026-03 "),
        ("quarter", "2026-03-31", "2026 Q1"),
        ("year", "2026-12-31", "2026 "),
        ("range", "2026-03-05", "2026-03-02 to 2026-03-05"),
    ):
        changed = to_frame("meetings", meetings.assign(date_precision=precision, date_end=last))
        write_table("meetings", changed, stored / "meetings.parquet")
        assert f" {told}" in draw(show_table("meetings", source=stored, columns=["date"]))
    write_table("meetings", to_frame("meetings", meetings.assign(date=None)), stored / "meetings.parquet")
    assert "2026" not in draw(show_table("meetings", source=stored, columns=["date"]))


def test_the_most_telling_columns_are_shown_and_empty_ones_left_out(stored: Path) -> None:
    drawn = draw(show_table("people", source=stored))
    assert "Vera Lindqvist" in drawn and "p-00000000000a" in drawn and "SWE" in drawn
    assert "organisation" not in drawn and "first_seen" not in drawn


def test_rows_and_columns_can_be_chosen(stored: Path) -> None:
    drawn = draw(show_table("people", source=stored, where=["name=vera"], columns=["name", "first_seen"]))
    assert "Vera Lindqvist" in drawn and "Haddad" not in drawn and "2026-03-03" in drawn and "p-0" not in drawn
    drawn = draw(show_table("people", source=stored, limit=1))
    assert "2 rows, 1 more not shown" in drawn


def test_a_row_is_shown_with_its_members_and_evidence(stored: Path) -> None:
    drawn = draw(*show_row("m-00000000000a", source=stored))
    for told in (
        "Tallvik",
        "2026-03-02",
        "Omar Haddad",
        "host",
        "date: “Monday”",
        "Gazette",
        "https://example.org/one",
    ):
        assert told in drawn


def test_an_article_is_shown_too(stored: Path) -> None:
    assert "Courier" in draw(*show_row("a-two", source=stored))


def test_markup_in_the_data_is_text(stored: Path) -> None:
    people = newstables.load("people", source=stored)
    write_table("people", people.assign(name="[red]Vera[/red]"), stored / "people.parquet")
    assert "[red]Vera[/red]" in draw(show_table("people", source=stored))
    assert "[red]Vera[/red]" in draw(*show_row("p-00000000000a", source=stored))


def test_what_is_not_there_is_named(stored: Path) -> None:
    for call in (
        lambda: show_table("people", source=stored, where=["shoe_size=44"]),
        lambda: show_table("people", source=stored, columns=["shoe_size"]),
    ):
        with pytest.raises(newstables.UsageError, match="people has no column 'shoe_size'"):
            call()
    with pytest.raises(newstables.UsageError, match="not of the form column=value"):
        show_table("people", source=stored, where=["Vera"])
    with pytest.raises(newstables.UsageError, match="has no row x-1"):
        list(show_row("x-1", source=stored))
