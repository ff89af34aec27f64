"""Tell a difference to people: in the terminal, as Markdown (``CHANGES.md``) and as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from newstables.differences import CAUSES, Difference, TableDifference, plain

if TYPE_CHECKING:
    from rich.console import RenderableType

LISTED = 200  # rows named of each list in CHANGES.md; a first release of an archive has millions
_CHANGES = ("added", "removed", "changed")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def write_changes(difference: Difference, title: str | None = None, limit: int | None = LISTED) -> str:
    """Write a difference as Markdown: a summary by cause, corrections, and the rows.

    Parameters
    ----------
    difference : Difference
        What `newstables.diff` found.
    title : str, optional
        The heading; what was compared where not given.
    limit : int, optional
        How many rows to name of each list; None: all.

    Returns
    -------
    str
        Markdown in which nothing that stands in a cell is markup.
    """
    head = _escape(title or f"From {difference.old} to {difference.new}")
    parts = [f"# {head}", *_summary(difference), *_corrections(difference, limit)]
    parts += _redirects(difference.redirects, limit)
    for name, table in difference.tables.items():
        if name != "evidence" and not table.empty:
            parts += [f"## {name}", *_table(table, limit)]
    return "\n\n".join(parts) + "\n"


def _summary(difference: Difference) -> Iterator[str]:
    if not difference:
        yield "Nothing differs."
        return
    counted = difference.count()
    if not counted.empty:
        lines = ["| table | change | rows | cause |", "| --- | --- | ---: | --- |"]
        for cause, told in CAUSES.items():
            for row in counted[counted["cause"] == cause].to_dict("records"):
                lines.append(f"| {row['table']} | {row['change']} | {row['rows']:,} | {told} |")
        yield "\n".join(lines)
    if difference.columns:
        yield "## Columns"
        yield "\n".join(
            f"- `{change.table}.{change.column}`: {change.change}"
            + (f" (was {_quote(change.old)}, is {_quote(change.new)})" if change.old and change.new else "")
            for change in difference.columns
        )


def _corrections(difference: Difference, limit: int | None) -> Iterator[str]:
    """Tell what earlier releases told wrongly, all of it; then what else people decided."""
    corrections = difference.corrections
    applied = corrections[corrections["status"] == "applied"]
    found_right = applied[applied["action"] == "accept"]
    rest = applied.drop(found_right.index)
    published = rest["first_wrong"].notna() | (rest["action"] == "suppress")
    labels = list_labels(difference)
    for head, rows in (("Corrections", rest[published]), ("Other decisions about rows", rest[~published])):
        ordered = rows.assign(place=rows["table"].map(list(difference.tables).index))
        ordered = ordered.sort_values(["place", "row_id", "column", "correction_id"], kind="stable")
        told = _join_added(ordered.drop(columns="place").to_dict("records"))
        if told:
            yield f"## {head}"
            lines = [f"- {tell_correction(row, labels.get((row['table'], row['row_id'])))}" for row in told]
            yield _cut(lines, None if head == "Corrections" else limit)
    if not difference.taken_back.empty:
        yield "## Corrections taken back"
        yield "They were made before, and are not any more."
        yield _cut([f"- {_tell_taken_back(row)}" for row in difference.taken_back.to_dict("records")], limit)
    if not found_right.empty:
        number = found_right.drop_duplicates(["table", "row_id"]).groupby("table", sort=False).size()
        counted = ", ".join(f"{number[name]:,} of {name}" for name in difference.tables if name in number.index)
        yield f"Rows that were checked and found right: {counted}."


def _tell_taken_back(row: Mapping[Any, Any]) -> str:
    values = [plain(row[name]) for name in ("old_value", "new_value")]
    what = _escape(_tell_place(row))
    return what if values == [None, None] else f"{what}: {_quote(values[0])} -> {_quote(values[1])}"


def _join_added(rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Make one of the lines that give the cells of one new row."""
    added: dict[tuple[str, str], dict[Any, Any]] = {}
    joined = []
    for row in rows:
        if row["action"] != "add":
            joined.append(row)
            continue
        place = (row["table"], row["row_id"])
        if place not in added:
            added[place] = {**row, "cells": {}}
            joined.append(added[place])
        if not pd.isna(row["column"]):
            added[place]["cells"][row["column"]] = plain(row["new_value"])
    return joined


def list_labels(difference: Difference) -> dict[tuple[str, str], str]:
    """Return what people know rows by, of those that differ; the newest where it changed."""
    return {
        (name, row["row_id"]): row["label"]
        for name, table in difference.tables.items()
        for rows in (table.removed, table.changed, table.added)
        for row in rows[["row_id", "label"]].dropna().to_dict("records")
    }


def tell_correction(row: Mapping[Any, Any], label: str | None = None) -> str:
    """Tell one correction in a sentence of Markdown, as a newspaper would.

    Parameters
    ----------
    row : mapping
        A row of `corrections`; of a row that was added, its `cells` by column.
    label : str, optional
        What people know the row by.

    Examples
    --------
    >>> told = {"action": "set", "table": "meetings", "row_id": "m-0123456789ab", "column": "place",
    ...         "old_value": "Oslo", "new_value": "Bergen", "note": "The hall stands in Bergen."}
    >>> tell_correction(told, "2026-03-02, talks")
    'meetings m-0123456789ab (2026-03-02, talks): place was given as "Oslo"; it is "Bergen". The hall stands in Bergen.'
    """
    given = {str(name): plain(value) for name, value in row.items() if name != "cells"}
    cells = row.get("cells") or {}
    old, new, column = given.get("old_value"), given.get("new_value"), given.get("column")
    told = "; ".join(f"{name}: {_quote(value)}" for name, value in cells.items())
    told = f" ({told})" if told else ""
    was = "was left empty" if old is None else f"was given as {_quote(old)}"
    what = {
        "accept": "was checked and found right",
        "set": f"{column} {was}; it is {'left empty now' if new is None else _quote(new)}",
        "delete": "was wrong and is taken out",
        "add": f"was missing and is added{told}",
        "merge": f"is the same as {_quote(new, bare=True)}, into which it went",
        "split": "told of more than one, and was split",
        "suppress": "was taken out",
    }[str(given["action"])]
    subject = " ".join(_escape(str(given[name])) for name in ("table", "row_id") if given.get(name))
    known = "" if label is None or given["action"] == "suppress" else f" ({_escape(label)})"
    sentence = f"{subject}{known}{':' if given['action'] == 'set' else ''} {what}."
    why = str(given.get("note") or given.get("reason") or "")
    why = why[:1].upper() + why[1:]
    further = [why if why.endswith((".", "!", "?")) else f"{why}."] if why else []
    if given.get("first_wrong"):
        further.append(f"It stood so in release {given['first_wrong']} first.")
    return " ".join([sentence, *map(_escape, further)])


def _redirects(redirects: pd.DataFrame, limit: int | None) -> Iterator[str]:
    if redirects.empty:
        return
    yield "## Ids merged and split"
    lines = [
        f"- `{row['old_id']}` {'went into' if row['reason'] == 'merged' else 'gave off'} `{row['new_id']}`"
        for row in redirects.to_dict("records")
    ]
    yield _cut(lines, limit)


def _table(table: TableDifference, limit: int | None) -> Iterator[str]:
    for change in ("added", "removed"):
        rows: pd.DataFrame = getattr(table, change)
        if not rows.empty:
            yield f"### {len(rows):,} {change}"
            yield _cut([_line(row) for row in rows.head(limit or len(rows)).to_dict("records")], limit, len(rows))
    if not table.changed.empty:
        yield f"### {table.changed['row_id'].nunique():,} changed"
        shown = table.changed.head(limit or len(table.changed))
        yield _cut(
            [
                f"{_line(row)}: {row['column']} {_quote(plain(row['old']))} -> {_quote(plain(row['new']))}"
                for row in shown.to_dict("records")
            ],
            limit,
            len(table.changed),
        )


def _line(row: Mapping[Any, Any]) -> str:
    label = "" if pd.isna(row["label"]) else f" {_escape(str(row['label']))}"
    went = row.get("went_into")
    into = "" if went is None or pd.isna(went) else f", now in `{went}`"
    return f"- `{row['row_id']}`{label}{into} ({row['cause']})"


def _cut(lines: list[str], limit: int | None, number: int | None = None) -> str:
    total = number or len(lines)
    shown = lines[:limit] if limit else lines
    rest = [f"- and {total - len(shown):,} more"] if total > len(shown) else []
    return "\n".join([*shown, *rest])


def _quote(value: object, *, bare: bool = False) -> str:
    if value is None:
        return "nothing"
    return _escape(str(value)) if bare else f'"{_escape(str(value))}"'


def _escape(text: str) -> str:
    """Make text that is no markup, on one line."""
    plainly = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(_SPECIAL.sub(r"\\\1", plainly).split())


def write_page(difference: Difference) -> str:
    """Write a difference as a page of HTML that needs no other file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # what stands in cells comes out of articles, and is text only
    environment = Environment(
        loader=PackageLoader("newstables", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    tables = {
        name: {change: getattr(table, change).to_dict("records") for change in _CHANGES}
        for name, table in difference.tables.items()
        if name != "evidence" and not table.empty
    }
    return environment.get_template("difference.html.j2").render(
        difference=difference,
        counted=difference.count().to_dict("records"),
        corrections=difference.corrections.to_dict("records"),
        taken_back=difference.taken_back.to_dict("records"),
        redirects=difference.redirects.to_dict("records"),
        tables=tables,
        causes=CAUSES,
    )


def draw_difference(difference: Difference, limit: int = 10) -> list[RenderableType]:
    """Draw a difference for the terminal: the summary, then rows, up to `limit` of each list (0: all)."""
    from rich.table import Table
    from rich.text import Text

    if not difference:
        return [Text("Nothing differs.")]
    counts = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("table", "change"):
        counts.add_column(column, no_wrap=True)
    counts.add_column("rows", justify="right", no_wrap=True)
    counts.add_column("because of")
    told = difference.count()
    for cause, meaning in CAUSES.items():
        for row in told[told["cause"] == cause].to_dict("records"):
            counts.add_row(row["table"], row["change"], f"{row['rows']:,}", meaning)
    drawn: list[RenderableType] = [counts, Text()]
    for change in difference.columns:
        drawn.append(Text(f"{change.table}.{change.column}: {change.change}"))
    for row in difference.redirects.to_dict("records"):
        drawn.append(Text(f"{row['old_id']} {row['reason']}: {row['new_id']}"))
    for row in difference.corrections.to_dict("records"):
        drawn.append(Text(f"correction: {_tell_place(row)} ({row['status']})"))
    for row in difference.taken_back.to_dict("records"):
        drawn.append(Text(f"correction taken back: {_tell_place(row)}"))
    for name, table in difference.tables.items():
        if name != "evidence" and not table.empty:
            drawn += _draw_table(name, table, limit)
    drawn.append(Text(f"A release of this raises the {difference.level} part of the version number."))
    return drawn


def _tell_place(correction: Mapping[Any, Any]) -> str:
    told = (correction[name] for name in ("action", "table", "row_id", "column"))
    return " ".join(str(each) for each in told if not pd.isna(each))


def _draw_table(name: str, table: TableDifference, limit: int) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(name, style="bold")
    for change in _CHANGES:
        rows: pd.DataFrame = getattr(table, change)
        for row in rows.head(limit or len(rows)).to_dict("records"):
            label = "" if pd.isna(row["label"]) else f" {row['label']}"
            cell = ""
            if change == "changed":
                values = ["null" if plain(row[c]) is None else str(plain(row[c])) for c in ("old", "new")]
                cell = f": {row['column']}  {values[0]} -> {values[1]}"
            yield Text(f"  {change} {row['row_id']}{label}{cell}", overflow="fold")
        if limit and len(rows) > limit:
            yield Text(f"  {change} {len(rows) - limit:,} more (--limit 0 shows all)", style="dim")
