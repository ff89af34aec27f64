"""What a chart is, and which there are."""

from __future__ import annotations

import inspect
import os
import pkgutil
import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module

from newstables.errors import UsageError
from newstables.scripts.charts.layout import WIDTH, ChartFigure, Picture
from newstables.scripts.charts.selection import Selection, select
from newstables.scripts.charts.source import Source, Tables
from newstables.scripts.charts.style import use_style

PACKAGE = "newstables.scripts.charts"


class Chart:
    """A chart: called with tables, it returns a figure.

    Attributes
    ----------
    name : str
        As the command line knows it: ``meetings-over-time``.
    title : str
        What it shows, in one line.
    """

    def __init__(self, draw: Callable[[Tables, Picture], None]) -> None:
        self._draw = draw
        self.name = draw.__name__.replace("_", "-")
        self.title = (inspect.getdoc(draw) or "").splitlines()[0]
        self.__name__ = draw.__name__
        self.__module__ = draw.__module__
        self.__doc__ = inspect.getdoc(draw)

    def __call__(
        self,
        tables: Tables,
        *,
        country: str | None = None,
        person: str | None = None,
        since: str | None = None,
        until: str | None = None,
        unit: str | None = None,
        checked: bool = False,
        source: Source | None = None,
        width: int = WIDTH,
        style: str | os.PathLike[str] | None = None,
    ) -> ChartFigure:
        """Draw the chart.

        Parameters
        ----------
        tables : mapping of str to pandas.DataFrame
            The tables by name, as `newstables.load` returns them; `read_source` reads all at once.
        country, person, since, until, unit, checked
            What to choose of them, as `Selection` says.
        source : Source, optional
            Where the tables come from, for the line below the chart.
        width : int
            Of the figure, in CSS pixels (96 to an inch).
        style : path, optional
            A matplotlib style to lay over that of the charts.

        Returns
        -------
        ChartFigure
            A `matplotlib.figure.Figure`; ``values`` holds what is plotted, ``title``, ``subtitle``, ``source`` and
            ``alt`` what it says.

        Raises
        ------
        newstables.UsageError
            Where the selection cannot be made: an unknown country, a name that several people have.
        """
        selection = Selection.read(
            tables, country=country, person=person, since=since, until=until, unit=unit, checked=checked
        )
        return self.draw(tables, selection, source or Source(), width=width, style=style)

    def draw(
        self,
        tables: Tables,
        selection: Selection,
        source: Source,
        *,
        width: int = WIDTH,
        style: str | os.PathLike[str] | None = None,
    ) -> ChartFigure:
        """Draw the chart of a selection that was read."""
        with use_style(style), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # `ChartFigure.missing` tells
            picture = Picture(tables, selection, source, width)
            self._draw(select(tables, selection), picture)
            return picture.finish()


@cache
def find_charts() -> dict[str, Chart]:
    """Return the charts by name: every module of this package that holds one under the module's own name.

    Examples
    --------
    >>> find_charts()["coverage"].title
    'Articles by publisher and month.'
    """
    package = import_module(PACKAGE)
    found = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(package.__path__)):
        held = getattr(import_module(f"{PACKAGE}.{module}"), module, None)
        if isinstance(held, Chart):
            found[held.name] = held
    return found


def find_chart(name: str) -> Chart:
    """Return a chart by its name.

    Raises
    ------
    newstables.UsageError
        Where there is none of that name; the message lists those there are.
    """
    charts = find_charts()
    if name not in charts:
        raise UsageError(f"no chart {name!r}; there are {', '.join(charts)}")
    return charts[name]
