"""Charts as files: the picture twice, what is plotted, and what must stand beside it in print."""

from __future__ import annotations

import csv
import json
import os
import shlex
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from newstables.errors import DataError, UsageError
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import NARROWEST, WIDEST, WIDTH, ChartFigure
from newstables.scripts.charts.selection import Selection
from newstables.scripts.charts.source import Source, Tables
from newstables.scripts.charts.style import use_style
from newstables.scripts.charts.wording import iso_day

PNG_DPI = 192  # twice the 96 CSS pixels of an inch
SUFFIXES = ("svg", "png", "csv", "json")


@dataclass(frozen=True)
class Order:
    """What was asked for: which rows, how wide, in which style, out of which tables, to which place."""

    selection: Selection = field(default_factory=Selection)
    source: Source = field(default_factory=Source)
    width: int = WIDTH
    style: str | None = None
    out: str = "charts"

    def command(self, name: str) -> str:
        """Return the command that makes a chart again."""
        parts = ["newstables", "charts"]
        parts += [self.source.place] if self.source.place else []
        parts += ["--release", self.source.release] if self.source.release else []
        parts += ["--only", name, *self.selection.options()]
        parts += ["--width", str(self.width)] if self.width != WIDTH else []
        parts += ["--style", self.style] if self.style else []
        return shlex.join([*parts, "--out", self.out])


def publish(chart: Chart, tables: Tables, order: Order) -> ChartFigure:
    """Draw a chart and write it: ``NAME.svg``, ``NAME.png``, ``NAME.csv`` and ``NAME.json``.

    The files are written beside their place and renamed; the description comes last, so that a description that is
    there has its picture.

    Parameters
    ----------
    chart : Chart
        Which.
    tables : mapping
        The tables.
    order : Order
        What else was asked for.

    Returns
    -------
    ChartFigure
        What was drawn.

    Raises
    ------
    newstables.UsageError
        Where the place holds files of these names that are not such a chart.
    newstables.DataError
        Where writing fails.
    """
    if not NARROWEST <= order.width <= WIDEST:
        raise UsageError(f"a chart is {NARROWEST} to {WIDEST} pixels wide, not {order.width}")
    out = Path(order.out)
    _check_place(out, chart.name)
    figure = chart.draw(tables, order.selection, order.source, width=order.width, style=order.style)
    contents = {
        "svg": render(figure, "svg", order.style),
        "png": render(figure, "png", order.style),
        "csv": list_values(figure).encode(),
        "json": describe(chart.name, figure, order).encode(),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=out) as work:
            for suffix in SUFFIXES:
                (Path(work) / suffix).write_bytes(contents[suffix])
            for suffix in SUFFIXES:
                os.replace(Path(work) / suffix, out / f"{chart.name}.{suffix}")  # noqa: PTH105
    except OSError as error:
        raise DataError(f"{out} cannot be written: {error.strerror or error}") from error
    return figure


def _check_place(out: Path, name: str) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; a directory is to be written there")
    there = [out / f"{name}.{suffix}" for suffix in SUFFIXES if (out / f"{name}.{suffix}").exists()]
    if there:
        try:
            read_description(out / f"{name}.json")
        except DataError as error:
            raise UsageError(f"{there[0]} was not written by this command and is not replaced; move it away") from error


def render(figure: ChartFigure, form: str, style: str | os.PathLike[str] | None = None) -> bytes:
    """Return the picture as the bytes of a file, the same for the same picture: no day, no random ids.

    Parameters
    ----------
    figure : ChartFigure
        The picture.
    form : str
        ``svg`` or ``png``.
    style : path, optional
        The style it was drawn in.
    """
    file = BytesIO()
    with use_style(style), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # `ChartFigure.missing` tells of them
        if form == "png":
            told = {"Software": None, "Title": figure.title, "Description": figure.alt, "Source": figure.source}
            figure.savefig(file, format="png", dpi=PNG_DPI, metadata=told)
            return file.getvalue()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": "newstables", "Title": figure.title})
    text = file.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
    return text.replace("</title>", f"</title>\n <desc>{escape(figure.alt, quote=False)}</desc>", 1).encode()


def list_values(figure: ChartFigure) -> str:
    """Return what is plotted as CSV: a line per mark, days as 2026-01-31, nothing for null."""
    file = StringIO()
    write = csv.writer(file, lineterminator="\n")
    write.writerow(figure.values.columns)
    for row in figure.values.itertuples(index=False):
        write.writerow([_print_cell(cell) for cell in row])
    return file.getvalue()


def _print_cell(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return iso_day(cell) or ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def describe(name: str, figure: ChartFigure, order: Order) -> str:
    """Return what must stand beside the picture, as JSON."""
    told = {
        "chart": name,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "source": figure.source,
        "alt": figure.alt,
        "release": order.source.release,
        "rows": figure.rows,
        "checked": figure.checked,
        "selection": {option: value for option, value in asdict(order.selection).items() if value},
        "width": order.width,
        "style": order.style,
        "command": order.command(name),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_description(path: Path) -> dict[str, Any]:
    """Return what stands beside a chart that was published.

    Raises
    ------
    newstables.DataError
        Where it is missing, damaged, or of something else.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    if not isinstance(told, dict) or not {"chart", "command", "selection"} <= told.keys() or told["chart"] != path.stem:
        raise DataError(f"{path} does not describe a chart")
    return told


@dataclass(frozen=True)
class Change:
    """How a published chart differs from what other tables would give.

    Attributes
    ----------
    name : str
        The chart.
    told : tuple of str
        What differs, a line each; empty where nothing does.
    """

    name: str
    told: tuple[str, ...]


def compare(folder: Path, tables: Tables, charts: dict[str, Chart]) -> list[Change]:
    """Compare published charts with what the same selections of other tables would give.

    Parameters
    ----------
    folder : pathlib.Path
        Where the charts were written.
    tables : mapping
        The tables of the new release.
    charts : dict
        The charts there are, by name.

    Returns
    -------
    list of Change
        One for each chart of the folder, by name.

    Raises
    ------
    newstables.UsageError
        Where the folder holds no chart.
    newstables.DataError
        Where one of them is damaged.
    """
    found = sorted(path for path in folder.glob("*.json") if path.is_file()) if folder.is_dir() else []
    if not found:
        raise UsageError(f"{folder} holds no chart")
    return [Change(path.stem, tuple(_compare_one(path, tables, charts))) for path in found]


def _compare_one(path: Path, tables: Tables, charts: dict[str, Chart]) -> Sequence[str]:
    told = read_description(path)
    if path.stem not in charts:
        return ["there is no chart of that name any more"]
    wanted = told["selection"]
    try:
        selection = Selection.read(
            tables, **{option: value for option, value in wanted.items() if option not in ("name", "among")}
        )
    except UsageError as error:
        return [f"cannot be drawn: {error}"]
    figure = charts[path.stem].draw(tables, selection, Source(), width=int(told.get("width", WIDTH)))
    try:
        before = list(csv.DictReader(StringIO(path.with_suffix(".csv").read_text(encoding="utf-8"))))
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path.with_suffix('.csv')} cannot be read: {error}") from error
    after = list(csv.DictReader(StringIO(list_values(figure))))
    lines = []
    if told["title"] != figure.title:
        lines.append(f"headline: {told['title']!r} becomes {figure.title!r}")
    gone, new = _count_marks(before, after), _count_marks(after, before)
    lines += [f"- {mark}" for mark in gone] + [f"+ {mark}" for mark in new]
    return lines


def _count_marks(these: Sequence[dict[str, str]], those: Sequence[dict[str, str]]) -> list[str]:
    """Return the marks of one that the other has not, whatever the rows behind them are called."""
    rest = [_print_mark(mark) for mark in those]
    left = []
    for mark in map(_print_mark, these):
        if mark in rest:
            rest.remove(mark)
        else:
            left.append(mark)
    return left


def _print_mark(mark: dict[str, str]) -> str:
    return ", ".join(f"{column} {value}" for column, value in mark.items() if column != "ids" and value)
