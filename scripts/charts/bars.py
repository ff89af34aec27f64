"""Horizontal bars with their labels at the left and their numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from newstables.scripts.charts.layout import Picture, write
from newstables.scripts.charts.lettering import measure, shorten, type_size

_SHARE = 0.42  # of the width that labels may take
_APART = 0.7  # between a label and the lesser words behind it, as a multiple of the type's size
_LINE = 2.0  # height of a bar's line, as a multiple of the type's size


@dataclass(frozen=True)
class Bar:
    """A bar: its label, lesser words behind the label, its length, what is printed at its end, its colour."""

    label: str
    value: float
    printed: str
    colour: str
    lesser: str = ""


def height(bars: Sequence[Bar]) -> float:
    """Return the height of a panel of bars, in points."""
    return max(len(bars), 1) * _LINE * type_size()


def room_for_labels(bars: Sequence[Bar], width: float) -> float:
    """Return how wide the labels are, in points."""
    size = type_size()
    widest = max(
        measure(bar.label, size) + (size * _APART + measure(bar.lesser, size) if bar.lesser else 0) for bar in bars
    )
    return min(width * _SHARE, widest + size * 1.1)


def room_for_numbers(bars: Sequence[Bar]) -> float:
    """Return how wide what is printed at the ends of the bars is, in points."""
    size = type_size()
    return max(measure(bar.printed, size) for bar in bars) + size


def draw_bars(axes: Axes, bars: Sequence[Bar], picture: Picture, *, left: float, longest: float | None = None) -> None:
    """Draw bars from the top down, in a panel that has `left` points of room for labels."""
    size = type_size()
    longest = longest or max(bar.value for bar in bars) or 1
    axes.set_xlim(0, longest)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
    for i, bar in enumerate(bars):
        axes.barh(i, bar.value, 0.68, color=bar.colour)
        write(axes, bar.value, i, bar.printed, across=size * 0.4, size=size)
        label = shorten(bar.label, left - size, size)
        write(axes, 0, i, label, across=-left, size=size)
        taken = measure(label, size) + size * _APART
        room = left - size - taken
        if bar.lesser and room > measure("mmm", size):
            lesser = shorten(bar.lesser, room, size)
            write(axes, 0, i, lesser, across=taken - left, size=size, color=picture.colours.quiet)
