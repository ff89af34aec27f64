"""Look at a table, or at one row and what supports it, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from newstables.errors import UsageError
from newstables.loading import load
from newstables.locating import Source, open_place
from newstables.schemas import GROUNDED, MEETING_AND_AGREEMENT, MODELS, key, schema
from newstables.tracing import evidence

if TYPE_CHECKING:
    from rich.console import RenderableType

# What of a table is worth a column of the terminal, most important first; and the order in which rows are read.
_COLUMNS = {
    "articles": ["article_id", "published", "publisher", "title", "words", "copy_of"],
    "people": ["person_id", "name", "role", "country", "organisation", "mentions", "articles"],
    "appearances": ["article_id", "name", "role", "organisation", "country", "mentions"],
    "meetings": ["meeting_id", "date", "kind", "status", "place", "topic", "countries", "participants", "articles"],
    "meeting_reports": ["meeting_id", "article_id", "date", "date_text", "status", "place", "attributed_to"],
    "participants": ["meeting_id", "name", "type", "role", "country", "capacity", "mode"],
    "agreements": ["agreement_id", "date", "kind", "status", "subject", "name", "countries", "amount", "currency"],
    "agreement_reports": ["agreement_id", "article_id", "date", "date_text", "status", "subject", "attributed_to"],
    "parties": ["agreement_id", "name", "type", "role", "country", "capacity"],
    "figures": ["figure_id", "text", "value", "unit", "measure", "sense", "attributed_to"],
    "evidence": ["table", "row_id", "column", "quote", "rule"],
}
_ORDER = {
    "articles": ["published"],
    "people": ["mentions", "name"],
    "meetings": ["date", "first_reported"],
    "agreements": ["date", "first_reported"],
    "figures": ["article_id", "start"],
    "evidence": ["table", "row_id", "article_id", "start"],
}
_FROM_THE_TOP = {"mentions"}
_NARROWEST = 16  # characters of a column of text


def show_table(
    table: str,
    release: str | None = None,
    source: Source | None = None,
    *,
    where: Sequence[str] = (),
    columns: Sequence[str] = (),
    limit: int = 20,
    width: int | None = None,
) -> RenderableType:
    """Draw a table for the terminal: the columns that tell most, those that hold something.

    Parameters
    ----------
    table : str
        Name of the table.
    release, source : optional
        As for `newstables.load`.
    where : sequence of str
        ``column=value``, each of which a row must meet: the value stands in the cell, upper and lower case alike.
    columns : sequence of str
        Columns to show; a choice of them where not given.
    limit : int
        Rows to show; 0: all.
    width : int, optional
        Columns of the terminal: what of the choice does not fit is left out, and named below.

    Raises
    ------
    newstables.UsageError
        Where there is no such table or column.
    """
    frame = _select_rows(load(table, release, source), table, where)
    _check_columns(table, columns)
    shown = frame if limit == 0 else frame.head(limit)
    rest = len(frame) - len(shown)
    told = [
        f"{len(frame):,} row{'s' * (len(frame) != 1)}"
        + (f", {rest:,} more not shown (--limit 0 shows all)" if rest else "")
    ]
    if "date_precision" in frame.columns:
        shown = shown.assign(date=pd.Series([_print_date(row) for row in shown.to_dict("records")], shown.index, "str"))
    if columns:
        chosen = list(columns)
    else:
        telling = [c for c in _COLUMNS.get(table, frame.columns) if frame.empty or frame[c].notna().any()]
        chosen = telling if width is None else _fit(shown, telling, width)
        if len(chosen) < len(telling):
            told.append(f"no room for {', '.join(telling[len(chosen) :])} (--columns chooses)")
    return draw_frame(shown[chosen], title=f"{table}: {frame.attrs.get('description', '')}", caption="; ".join(told))


def _select_rows(frame: pd.DataFrame, table: str, where: Sequence[str]) -> pd.DataFrame:
    for condition in where:
        column, given, value = condition.partition("=")
        if not given:
            raise UsageError(f"{condition!r} is not of the form column=value")
        _check_columns(table, [column])
        held = frame[column].map(_print_cell).astype("str")
        frame = frame[held.str.casefold().str.contains(value.casefold(), regex=False)]
    order = _ORDER.get(table, key(table))
    return frame.sort_values(order, ascending=[c not in _FROM_THE_TOP for c in order], kind="stable")


def _check_columns(table: str, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in schema(table).columns:
            raise UsageError(f"{table} has no column {column!r}; it has {', '.join(schema(table).columns)}")


def draw_frame(frame: pd.DataFrame, *, title: str | None = None, caption: str | None = None) -> RichTable:
    """Draw a frame as a table: long cells are folded, short ones are kept whole."""
    drawn = RichTable(title=title, caption=caption, title_justify="left", caption_justify="left", title_style="bold")
    for column in frame.columns:
        numeric = pd.api.types.is_numeric_dtype(frame[column])
        whole = _least_width(frame[column]) >= _longest(frame[column])
        drawn.add_column(str(column), justify="right" if numeric else "left", no_wrap=whole, overflow="fold")
    for row in frame.itertuples(index=False):
        drawn.add_row(*(Text(_print_cell(value)) for value in row))
    return drawn


def _longest(cells: pd.Series[Any]) -> int:
    return max([len(str(cells.name)), *(len(_print_cell(cell)) for cell in cells)])


def _least_width(cells: pd.Series[Any]) -> int:
    """Return how narrow a column may be: ids, days and numbers are not folded, text is to no less than a few words."""
    whole = not pd.api.types.is_string_dtype(cells) or str(cells.name).endswith("_id") or cells.name == "date"
    return _longest(cells) if whole else min(_longest(cells), max(_NARROWEST, len(str(cells.name))))


def _fit(frame: pd.DataFrame, columns: Sequence[str], width: int) -> list[str]:
    """Leave out the last columns until the others are wide enough to be read."""
    fitting: list[str] = []
    taken = 1
    for column in columns:
        taken += _least_width(frame[column]) + 3  # two blanks and a line
        if fitting and taken > width:
            break
        fitting.append(column)
    return fitting


def _print_date(row: Mapping[Any, Any]) -> str | None:
    """Write a date no more exactly than it is known."""
    first, last, precision = row["date"], row["date_end"], row["date_precision"]
    if pd.isna(first):
        return None
    if precision == "quarter":
        return f"{first.year} Q{first.quarter}"
    if precision in ("week", "range"):
        return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return str(first.strftime({"month": "%Y-%m", "year": "%Y"}.get(precision, "%Y-%m-%d")))


def _print_cell(value: Any) -> str:
    if value is None or value is pd.NA or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:,.15g}"
    return str(value)


def show_row(row_id: str, release: str | None = None, source: Source | None = None) -> Iterator[RenderableType]:
    """Draw one row with its cells, what belongs to it, and the places that support it.

    Parameters
    ----------
    row_id : str
        Id of a row of any of the tables that have one.
    release, source : optional
        As for `newstables.load`.

    Raises
    ------
    newstables.UsageError
        Where no table has such a row.
    """
    place = open_place(release, source)
    for table in ("articles", *GROUNDED):
        column = key(table)[0]
        found = load(table, source=place, filters=[(column, "=", row_id)])
        if not found.empty:
            break
    else:
        raise UsageError(f"{place} has no row {row_id}")
    yield _draw_record(table, found)
    if table in MEETING_AND_AGREEMENT:
        id_column, _, members = MEETING_AND_AGREEMENT[table]
        rows = load(members, source=place, filters=[(id_column, "=", row_id)])
        if not rows.empty:
            chosen = [c for c in _COLUMNS[members] if c != id_column and rows[c].notna().any()]
            yield Text()
            yield draw_frame(rows[chosen], title=members)
    if table in GROUNDED:
        yield Text("\nevidence", style="bold")
        for each in evidence(table, row_id, source=place).to_dict("records"):
            where = " ".join(_print_cell(each[c]) for c in ("published", "publisher", "title") if _print_cell(each[c]))
            yield Text(f"{_print_cell(each['column']) or 'row'}: “{_print_cell(each['quote'])}”")
            yield Padding(Text(f"{where or each['article_id']} ({each['article_id']})", style="dim"), (0, 0, 0, 4))
            if _print_cell(each["link"]):
                yield Padding(Text(each["link"], style="dim", overflow="fold"), (0, 0, 0, 4))


def _draw_record(table: str, row: pd.DataFrame) -> RichTable:
    drawn = RichTable(title=escape(table), title_justify="left", title_style="bold", show_header=False)
    drawn.add_column("column", style="bold", no_wrap=True)
    drawn.add_column("value", overflow="fold")
    for column in row.columns:
        value = _print_cell(row[column].iloc[0])
        if value:
            drawn.add_row(str(column), Text(value))
    return drawn


def is_table(name: str) -> bool:
    """Tell whether a table of a build or release has this name."""
    return name in MODELS
