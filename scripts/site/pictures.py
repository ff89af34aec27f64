"""The charts that the pages show, each drawn twice: for a desk, and for a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newstables.scripts.charts import Selection, Source, find_charts
from newstables.scripts.charts.layout import NARROWEST, ChartFigure
from newstables.scripts.charts.publishing import list_values, render
from newstables.scripts.site.content import Content, People

FIRST = ("meetings-over-time", "who-met-whom", "agreements-by-pair")
"""The charts of the front page, and the first of all."""

_NAMING = ("people-by-articles", "people-who-met")
_NARROW = "-narrow"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a page shows it: what is said, and how large each drawing is in CSS pixels."""

    name: str
    title: str
    subtitle: str
    alt: str
    width: int
    height: int
    narrow_width: int
    narrow_height: int


def draw_pictures(content: Content, title: str, people: People, folder: Path) -> list[Picture]:
    """Draw the charts into a folder: ``NAME.svg``, ``NAME-narrow.svg``, ``NAME.png`` and ``NAME.csv``.

    Charts in which nothing stands are left out. Those that name people draw the people who have a page.

    Parameters
    ----------
    content : Content
        The tables.
    title : str
        Of the dataset.
    people : str
        Whom there are pages of.
    folder : pathlib.Path
        Where to.
    """
    folder.mkdir()
    source = Source(None, content.release.version, title)
    charts = find_charts()
    pictures = []
    for name in sorted(charts, key=lambda name: (name not in FIRST, FIRST.index(name) if name in FIRST else 0, name)):
        if name in _NAMING and people == "none":
            continue
        limited = name in _NAMING and len(content.shown) < len(content.tables["people"])
        tables = _leave_out(content) if limited else content.tables
        selection = Selection(among="people who hold a public office only" if limited else None)
        wide = charts[name].draw(tables, selection, source)
        if wide.values.empty:
            continue
        narrow = charts[name].draw(tables, selection, source, width=NARROWEST)
        (folder / f"{name}.svg").write_bytes(render(wide, "svg"))
        (folder / f"{name}{_NARROW}.svg").write_bytes(render(narrow, "svg"))
        (folder / f"{name}.png").write_bytes(render(wide, "png"))
        (folder / f"{name}.csv").write_text(list_values(wide), encoding="utf-8", newline="\n")
        sizes = [_measure(figure) for figure in (wide, narrow)]
        pictures.append(Picture(name, wide.title, wide.subtitle, wide.alt, *sizes[0], *sizes[1]))
    return pictures


def _leave_out(content: Content) -> Mapping[str, pd.DataFrame]:
    """Return the tables without the people who have no page."""
    tables = dict(content.tables)
    for name in ("people", "appearances"):
        tables[name] = tables[name][tables[name]["person_id"].isin(content.shown)]
    members = tables["participants"]
    tables["participants"] = members[members["person_id"].isna() | members["person_id"].isin(content.shown)]
    return tables


def _measure(figure: ChartFigure) -> tuple[int, int]:
    width, height = figure.get_size_inches() * 96
    return round(width), round(height)
