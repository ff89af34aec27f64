"""``tables.xlsx``: a release as one workbook, a sheet for each table, and what columns mean."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newstables.errors import DataError, UsageError
from newstables.schemas import arrow_schema, describe, key, schema
from newstables.scripts.release.about import About
from newstables.scripts.release.tables import Tables, read_rows

NAME = "tables.xlsx"
_MOST_ROWS = 1_048_576 - 1  # of a sheet, without its head
_LONGEST_CELL = 32_767  # characters
_FIRST_YEAR = 1900  # of Excel's calendar
_WIDEST = 50  # characters of a column as it is shown


def check_excel() -> None:
    """Refuse to write a workbook where what writes it is not installed.

    Raises
    ------
    newstables.UsageError
        Where it is missing.
    """
    if find_spec("xlsxwriter") is None:
        raise UsageError("xlsxwriter is not installed, which --excel needs: pip install 'newstables[excel]'")


def write_excel(directory: Path, tables: Tables, about: About, version: str, day: date) -> None:
    """Write tables into one workbook.

    The first sheet tells of the release and lists the tables, the second tells what each column means. Text is
    written as text, also where it looks like a formula or an address.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    tables : mapping of str to pandas.DataFrame
        Sorted by their keys.
    about : About
        The dataset.
    version : str
        Of the release.
    day : datetime.date
        Of the release.

    Raises
    ------
    newstables.DataError
        Where a table or a cell is larger than a sheet holds.
    """
    import xlsxwriter

    for name, frame in tables.items():
        if len(frame) > _MOST_ROWS:
            raise DataError(f"{name} has {len(frame):,} rows, more than a sheet of Excel holds: leave --excel out")
    content = io.BytesIO()
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, settings) as book:
        book.set_properties(
            {
                "title": f"{about.title}, {version}",
                "author": ", ".join(about.authors),
                "comments": f"Licence: {about.licence}",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        styles = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
        _write_sheet(book, styles, "about", ["", ""], _tell_about(tables, about, version, day), [24, 90])
        columns = ["table", "column", "type", "unit", "meaning", "values"]
        _write_sheet(book, styles, "columns", columns, _tell_columns(tables), [20, 18, 10, 12, 70, 50])
        for name, frame in tables.items():
            head = arrow_schema(name).names
            widths = [min(_WIDEST, max(len(column) + 2, 14)) for column in head]
            _write_sheet(book, styles, name, head, read_rows(name, frame), widths, freeze=len(key(name)) == 1)
    (directory / NAME).write_bytes(content.getvalue())


def _write_sheet(
    book: Any,
    styles: dict[str, Any],
    name: str,
    head: list[str],
    rows: Iterable[tuple[Any, ...]],
    widths: list[int],
    *,
    freeze: bool = False,
) -> None:
    sheet = book.add_worksheet(name)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, int(freeze))
    number = 0
    if any(head):
        for at, column in enumerate(head):
            sheet.write_string(0, at, column, styles["head"])
        number = 1
    for row in rows:
        for at, value in enumerate(row):
            _write_cell(sheet, styles, name, number, at, value)
        number += 1
    if any(head):
        sheet.autofilter(0, 0, max(number - 1, 1), len(head) - 1)


def _write_cell(sheet: Any, styles: dict[str, Any], name: str, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        if value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles["day"])
            return
        value = value.isoformat()
    if isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
        return
    if len(value) > _LONGEST_CELL:
        raise DataError(
            f"row {row:,} of {name} has a cell of {len(value):,} characters, more than Excel holds: leave --excel out"
        )
    sheet.write_string(row, column, value)


def _tell_about(tables: Tables, about: About, version: str, day: date) -> Iterable[tuple[Any, ...]]:
    yield "title", about.title
    yield "version", version
    yield "date", day
    yield "licence", about.licence
    yield "authors", "; ".join(about.authors)
    for what, told in (("description", about.description), ("homepage", about.homepage)):
        if told:
            yield what, told
    yield None, None
    yield "table", "meaning, and number of rows"
    for name, frame in tables.items():
        yield name, f"{describe(name)} {len(frame):,} rows."


def _tell_columns(tables: Tables) -> Iterable[tuple[Any, ...]]:
    for name in tables:
        for field in arrow_schema(name):
            column = schema(name).columns[field.name]
            metadata = column.metadata or {}
            values = "; ".join(
                f"{value}: {meaning}" if meaning else value
                for value, meaning in (metadata.get("vocabulary") or {}).items()
            )
            kind = str(field.type).replace("date32[day]", "date")
            yield name, field.name, kind, metadata.get("unit"), column.description, values or None
