"""Meetings and agreements of one story in their order."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.events import name_events, read_events
from newstables.scripts.charts.layout import Picture, write
from newstables.scripts.charts.lettering import LEADING, measure, spread, type_size, wrap
from newstables.scripts.charts.signs import group, look, make_key
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.style import Colours
from newstables.scripts.charts.times import Scale
from newstables.scripts.charts.wording import count, print_number, print_span

_MOST = 30
_LINES = 3  # of a label at most
_LEAST = 150.0  # points of height
_FAR = 0.35  # of the height that a label may stand from its place on a scale of time


@Chart
def timeline(tables: Tables, picture: Picture) -> None:
    """Meetings and agreements in order, each labelled.

    Meant for one story: choose a country, a person, a time. Of more than thirty, those that most articles report.
    """
    title = "Meetings and agreements in order"
    events = read_events(tables)
    if events.empty:
        picture.state("No meeting or agreement is in this selection.", title=title)
        return
    dated = events[events["date"].notna()]
    undated = len(events) - len(dated)
    if dated.empty:
        picture.state(
            f"No time is told of the {count(len(events), 'meeting or agreement', 'meetings and agreements')} "
            "in this selection.",
            title=title,
        )
        return
    shown = dated.sort_values(["articles", "date", "ids"], ascending=[False, True, True]).head(_MOST)
    shown = name_events(shown.sort_values(["date", "date_end", "ids"], ignore_index=True), tables)
    rest = len(dated) - len(shown)
    first, last = shown["date"].min(), shown["date_end"].max()
    span = print_span(first, last)
    meetings, agreements = (int((shown["event"] == event).sum()) for event in ("meeting", "agreement"))
    told = [count(number, noun) for number, noun in ((meetings, "meeting"), (agreements, "agreement")) if number]
    picture.tell(
        shown[["event", "label", "status", "date", "date_end", "date_precision", "articles", "ids"]],
        kind="Timeline",
        title=title,
        point=f"{' and '.join(told)} {'on' if first == last else 'from'} {span.replace(' – ', ' to ')}",
        subtitle=f"Meetings and agreements, {span}, by the time that articles give for them",
        notes=[
            f"The {print_number(_MOST)} that most articles report are shown; {count(rest, 'other')} not shown"
            if rest
            else "",
            f"{count(undated, 'meeting or agreement', 'meetings and agreements')} without a known time left out"
            if undated
            else "",
        ],
        key=make_key(shown, picture.colours),
    )
    _draw(shown, picture)


def _draw(shown: pd.DataFrame, picture: Picture) -> None:
    size, colours = type_size(), picture.colours
    axis = measure("30 Mar 2026", size) + size
    label = axis + 30
    labels = [
        _break(row["time"], row["label"], picture.width - label - size * 1.5, size) for row in shown.to_dict("records")
    ]
    heights = [len(lines) * size * LEADING for lines in labels]
    gap = size * 0.7
    height = max(_LEAST, sum(heights) + gap * len(heights))
    scale = Scale.over([*shown["date"], *shown["date_end"]], 0, height)
    places = [scale.place(day) for day in shown["date"]]
    middles = spread(places, heights, gap, room=height)
    if max(abs(place - middle) for place, middle in zip(places, middles, strict=True)) > _FAR * height:
        _draw_list(shown, gap, picture)
        return
    axes = picture.lay_out_sheet(height)
    axes.plot([axis, axis], [0, height], color=colours.quiet, linewidth=0.8, zorder=1)
    _write_days(axes, scale, axis, size, colours)
    for row, place, middle, lines, tall in zip(shown.to_dict("records"), places, middles, labels, heights, strict=True):
        end = scale.place(row["date_end"])
        if row["date_precision"] != "day" and end > place:
            axes.plot([axis, axis], [place, end], color=colours.line, linewidth=3, solid_capstyle="butt", zorder=2)
        first = middle - tall / 2 + size * LEADING / 2
        bent = [axis, axis + 10, label - 8, label - 3]
        axes.plot(bent, [place, place, first, first], color=colours.line, linewidth=0.8, zorder=1)
        axes.plot([axis], [place], marker="o", markersize=3.5, color=colours.quiet, zorder=3)
        _draw_event(axes, row, (label + size * 0.4, first), (label + size * 1.5, first), lines, colours)


def _draw_list(shown: pd.DataFrame, gap: float, picture: Picture) -> None:
    """Draw events below one another, where a true scale of time would heap them on a point."""
    size, colours = type_size(), picture.colours
    picture.note("Not to scale: the events follow one another, however much time lies between them")
    axis, label, down = size * 0.6, size * 2.2, 0.0
    labels = [_break(row["time"], row["label"], picture.width - label, size) for row in shown.to_dict("records")]
    heights = [len(lines) * size * LEADING for lines in labels]
    axes = picture.lay_out_sheet(sum(heights) + gap * len(heights))
    axes.plot([axis, axis], [0, sum(heights) + gap * len(heights)], color=colours.quiet, linewidth=0.8, zorder=1)
    for row, lines, tall in zip(shown.to_dict("records"), labels, heights, strict=True):
        first = down + gap / 2 + size * LEADING / 2
        _draw_event(axes, row, (axis, first), (label, first), lines, colours)
        down += tall + gap


def _draw_event(
    axes: Axes,
    row: dict[Hashable, Any],
    sign: tuple[float, float],
    label: tuple[float, float],
    lines: list[str],
    colours: Colours,
) -> None:
    size = type_size()
    marker, style = look(row["event"], group(row["status"]), colours)
    axes.plot([sign[0]], [sign[1]], marker=marker, linestyle="none", zorder=4, clip_on=False, **style)
    for i, line in enumerate(lines):
        day, _, words = line.partition("\t") if "\t" in line else ("", "", line)
        at = label[1] + i * size * LEADING
        if day:
            write(axes, label[0], at, day, size=size, fontweight="bold")
        if words:
            across = measure(f"{day}  ", size, "bold") if day else 0
            write(axes, label[0], at, words, across=across, size=size)


def _break(time: str, words: str, width: float, size: float) -> list[str]:
    """Break a label into lines; its time, in bold, stands before a tab in the first one."""
    taken = measure(f"{time}  ", size, "bold")
    first = wrap(words, width - taken, size)[0]
    rest = words[len(first) :].strip() if words.startswith(first) else ""
    lines = [f"{time}\t{first}"]
    return lines + (wrap(rest, width, size, lines=_LINES - 1) if rest else [])


def _write_days(axes: Axes, scale: Scale, axis: float, size: float, colours: Colours) -> None:
    for tick in scale.ticks(size * 3):
        at = scale.place(tick.day)
        axes.plot([axis - 3, axis], [at, at], color=colours.quiet, linewidth=0.8)
        told = f"{tick.label} {tick.year}".strip()
        if size <= at <= scale.length - size * 0.5:
            write(axes, axis, at, told, across=-6, size=size, ha="right", color=colours.quiet)
