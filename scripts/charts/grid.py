"""A table of tinted cells, with the numbers in them where they have room."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from newstables.scripts.charts.layout import write
from newstables.scripts.charts.lettering import measure
from newstables.scripts.charts.style import ink_on
from newstables.scripts.charts.wording import print_number

_PALEST, _DARKEST = 0.22, 0.95  # of the colour map: the palest cell is no white one


def tint(value: float, highest: float) -> str:
    """Return the colour of a cell."""
    share = (value - 1) / (highest - 1) if highest > 1 else 0.5
    return to_hex(matplotlib.colormaps[matplotlib.rcParams["image.cmap"]](_PALEST + (_DARKEST - _PALEST) * share))


def has_room(highest: int, size: float, step: float) -> bool:
    """Tell whether numbers can be read in cells so wide."""
    return measure(print_number(highest), size) < step - 1.5


def draw_grid(
    axes: Axes,
    cells: Mapping[tuple[int, int], int],
    rows: int,
    columns: int,
    *,
    size: float,
    step: float,
    written: bool,
) -> None:
    """Draw a table of cells by row and column from the top left; a cell that is not given stays empty.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        The panel; its limits are set.
    cells : mapping
        Numbers by row and column.
    rows, columns : int
        How many there are.
    size : float
        Of the type, in points.
    step : float
        Width of a cell, in points.
    written : bool
        Whether the numbers stand in the cells.
    """
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)
    highest = max(cells.values(), default=1)
    line = min(1.5, step / 8)
    for (row, column), value in sorted(cells.items()):
        colour = tint(value, highest)
        axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=line))
        if written:
            write(axes, column, row, print_number(value), size=size, ha="center", color=ink_on(colour))
