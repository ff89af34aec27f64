"""Who met whom as a triangle of cells, a name at the end of each line and at the head of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from newstables.scripts.charts.grid import draw_grid, has_room, tint
from newstables.scripts.charts.layout import Picture, Sign, write
from newstables.scripts.charts.lettering import measure, shorten, type_size
from newstables.scripts.charts.wording import capitalise, count, join, print_number

_WIDEST = 34.0  # points of a cell
_SMALLEST = 6.0  # points of type
_SHARE = 0.28  # of the width that names may take


def draw_matrix(
    pairs: pd.DataFrame,
    names: Mapping[str, str],
    picture: Picture,
    *,
    title: str,
    subtitle: str,
    noun: str,
    most: int,
    spoken: Mapping[str, str] | None = None,
) -> None:
    """Draw who met whom.

    Parameters
    ----------
    pairs : pandas.DataFrame
        ``left``, ``right`` (keys of `names`), ``meetings``, ``ids`` and what else is to stand in the CSV.
    names : mapping
        The name to print for each key.
    picture : Picture
        The chart.
    title, subtitle : str
        What is shown.
    noun : str
        What those who met are, in the plural.
    most : int
        How many have a line of their own: those with most meetings.
    spoken : mapping, optional
        The names as a sentence has them, where that differs.
    """
    if pairs.empty:
        picture.state(f"No held meeting between two {noun} is in this selection.", title=title)
        return
    told = [_tell(row, spoken or names) for row in pairs.head(1).to_dict("records")]
    if len(pairs) == 1:
        picture.state(f"{told[0]}: the only pair of {noun} that met in this selection.", title=title, values=pairs)
        return
    order = rank(pairs, names)
    shown, rest = arrange(pairs, order[:most]), len(order) - most
    values = pairs[pairs["left"].isin(shown) & pairs["right"].isin(shown)]
    highest = int(pairs["meetings"].max())
    first = pairs[pairs["meetings"] == highest]
    point = f"{told[0]}, more than any other two {noun}"
    if len(first) > 1:
        point = f"{count(len(first), 'pair')} of {noun} met {_times(highest)} each, no two more often"
    size, step = _fit(shown, names, picture.width)
    room = measure_names(shown, names, size, picture.width)
    written = has_room(highest, size, step)
    picture.tell(
        values,
        kind="Matrix",
        title=title,
        point=point,
        subtitle=subtitle,
        notes=[
            f"The {print_number(most)} {noun} with most meetings are shown; {print_number(rest)} others are not"
            if rest > 0
            else ""
        ],
        behind=pairs["ids"],
        key=[]
        if written
        else [
            Sign(_times(value), style={"facecolor": tint(value, highest), "edgecolor": "none"})
            for value in sorted({1, (1 + highest) // 2, highest})
        ],
    )
    lines = len(shown) - 1
    line = max(step * 0.8, size * (1.5 if len(shown) <= 30 else 1.25))
    (axes,) = picture.lay_out(
        [(lines + 1) * line], left=room, right=max(0.0, picture.width - room - (lines + 1) * step)
    )
    places = {key: i for i, key in enumerate(shown)}
    cells = {}
    for row in values.to_dict("records"):
        one, other = sorted((places[row["left"]], places[row["right"]]))
        cells[other, one] = int(row["meetings"])
    draw_grid(axes, cells, lines + 1, lines + 1, size=size, step=step, written=written)
    axes.set_yticks([])
    axes.set_xticks([])
    for i, key in enumerate(shown):
        name = shorten(names[key], room - size, size)
        if i:
            write(axes, -0.5, i, name, across=-room, size=size)
            axes.plot([-0.5, i - 0.5], [i + 0.5] * 2, color=picture.colours.line, linewidth=0.4, zorder=0)
        if i < lines:
            head = shorten(names[key], picture.width - room - i * step - size * 0.5, size)
            write(axes, i - 0.5, i, head, across=size * 0.3, size=size, color=picture.colours.quiet)
            axes.plot([i - 0.5] * 2, [i + 0.5, lines + 0.5], color=picture.colours.line, linewidth=0.4, zorder=0)


def rank(pairs: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return those who met, those with most meetings first."""
    totals: dict[str, int] = {}
    for row in pairs.to_dict("records"):
        for key in (row["left"], row["right"]):
            totals[key] = totals.get(key, 0) + int(row["meetings"])
    return sorted(totals, key=lambda key: (-totals[key], names[key], key))


def arrange(pairs: pd.DataFrame, ranked: Sequence[str]) -> list[str]:
    """Return the same keys with those who met each other next to each other, so that the cells lie together.

    The first is followed by those it met, these by those they met; then comes the first of those that are left.
    """
    met: dict[str, set[str]] = {key: set() for key in ranked}
    for row in pairs.to_dict("records"):
        if row["left"] in met and row["right"] in met:
            met[row["left"]].add(row["right"])
            met[row["right"]].add(row["left"])
    placed: dict[str, None] = {}
    for first in ranked:
        waiting = [first]
        while waiting:
            key = waiting.pop(0)
            if key not in placed:
                placed[key] = None
                waiting += [other for other in ranked if other in met[key] and other not in placed]
    return list(placed)


def measure_names(shown: Sequence[str], names: Mapping[str, str], size: float, width: float) -> float:
    """Return the room that names take at the left, in points."""
    return min(width * _SHARE, max(measure(names[key], size) for key in shown) + size)


def _fit(shown: Sequence[str], names: Mapping[str, str], width: float) -> tuple[float, float]:
    """Return size of type and width of cells, as wide as the names at the heads of the columns leave room for."""
    size = type_size()
    while True:
        room = measure_names(shown, names, size, width)
        heads = [min(measure(names[key], size), width * _SHARE) + size for key in shown[:-1]]
        fitting = [(width - room - head) / i for i, head in enumerate(heads) if i]
        step = min([_WIDEST, (width - room) / len(shown), *fitting])
        if size <= _SMALLEST or step >= size * 1.1:
            return size, step
        size = max(_SMALLEST, size - 0.25)


def _tell(row: Mapping[Any, Any], spoken: Mapping[str, str]) -> str:
    sides = join([spoken[str(row[side])] for side in ("left", "right")])
    return f"{capitalise(sides)} met {_times(int(str(row['meetings'])))}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{print_number(number)} times")
