"""One workbook beside the tables."""

import sys
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import HISTORY_TABLES, TABLES, to_frame
from newstables.scripts.release import Choice, release

from releasing import Make

CHOICE = Choice(csv=False, excel=True)


def test_a_sheet_for_each_table_holds_the_same_cells(
    make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    odd = tables["articles"].assign(
        title=["=HYPERLINK(1)", "two\nlines"], byline=["https://example.org", "@A1"], updated=["1899-12-31", None]
    )
    release(make("odd", articles=to_frame("articles", odd)), "1.0.0", releases, choice=CHOICE)
    book = openpyxl.load_workbook(releases / "1.0.0" / "tables.xlsx")
    assert book.sheetnames == ["about", "columns", *TABLES, *HISTORY_TABLES]
    for name in [*TABLES, *HISTORY_TABLES]:
        head, *rows = book[name].iter_rows(values_only=True)
        stored = parquet.read_table(releases / "1.0.0" / f"{name}.parquet")
        assert list(head) == stored.column_names
        read = [[v.date() if hasattr(v, "date") else v for v in row] for row in rows]
        told = [list(row.values()) for row in stored.to_pylist()]
        early = [[v.isoformat() if isinstance(v, date) and v.year < 1900 else v for v in row] for row in told]
        assert read == early
    cell = book["articles"]["C2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == ("=HYPERLINK(1)", "s", None)


def test_tables_and_columns_are_described(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases, choice=CHOICE)
    book = openpyxl.load_workbook(releases / "1.0.0" / "tables.xlsx")
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert about["licence"] == "CC-BY-4.0" and about["version"] == "1.0.0"
    assert about["people"].startswith("One row per person")
    described = {(row[0], row[1]): row[4] for row in book["columns"].iter_rows(values_only=True)}
    assert described["figures", "value_max"].startswith("The upper end")
    assert book.properties.created.date() == date(2026, 1, 31)


def test_a_cell_that_excel_cannot_hold_is_told(make: Make, releases: Path, tables: dict[str, pd.DataFrame]) -> None:
    long = to_frame("articles", tables["articles"].assign(title=["x" * 40_000, None]))
    with pytest.raises(newstables.DataError, match=r"row 1 of articles has a cell of 40,000 characters"):
        release(make("long", articles=long), "1.0.0", releases, choice=CHOICE)
    assert not (releases / "releases.json").exists()


def test_without_what_writes_workbooks_the_option_says_so(
    build: Path, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(newstables.UsageError, match=r"pip install 'newstables\[excel\]'"):
        release(build, "1.0.0", releases, choice=CHOICE)
