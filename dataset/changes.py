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
    parts = [f"# {head}", *_summary(difference), *_corrections(difference.corrections)]
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


def _corrections(corrections: pd.DataFrame) -> Iterator[str]:
    applied = corrections[corrections["status"] == "applied"]
    if applied.empty:
        return
    yield "## Corrections"
    yield "\n".join(f"- {sentence}" for sentence in map(tell_correction, applied.to_dict("records")))


def tell_correction(row: Mapping[Any, Any]) -> str:
    """Tell one correction in a sentence of Markdown, as a newspaper would.

    Parameters
    ----------
    row : mapping
        A row of `corrections`.

    Examples
    --------
    >>> tell_correction({"action": "set", "table": "meetings", "row_id": "m-0123456789ab", "column": "place",
    ...                  "old_value": "Oslo", "new_value": "Bergen", "note": "The hall stands in Bergen."})
    'meetings m-0123456789ab: place was given as "Oslo"; it is "Bergen". The hall stands in Bergen.'
    """
    given = {str(name): plain(value) for name, value in row.items()}
    old, new, column = given.get("old_value"), given.get("new_value"), given.get("column")
    what = {
        "accept": "was checked and found right",
        "set": f"{column} was given as {_quote(old)}; it is {_quote(new)}",
        "delete": "was wrong and is taken out",
        "add": f"was missing and is added ({column}: {_quote(new)})",
        "merge": f"is the same as {_quote(new, bare=True)}, into which it went",
        "split": "told of more than one, and was split",
        "suppress": "was taken out",
    }[str(given["action"])]
    subject = " ".join(_escape(str(given[name])) for name in ("table", "row_id") if given.get(name))
    sentence = f"{subject}{':' if given['action'] == 'set' else ''} {what}."
    told = [str(given[name]).rstrip(".") + "." for name in ("reason", "note") if given.get(name)]
    if given.get("first_wrong"):
        told.append(f"It stood so in release {given['first_wrong']} first.")
    return " ".join([sentence, *map(_escape, told)])


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
        where = " ".join(str(row[c]) for c in ("action", "table", "row_id", "column") if not pd.isna(row[c]))
        drawn.append(Text(f"correction: {where} ({row['status']})"))
    for name, table in difference.tables.items():
        if name != "evidence" and not table.empty:
            drawn += _draw_table(name, table, limit)
    drawn.append(Text(f"A release of this raises the {difference.level} part of the version number."))
    return drawn


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
