"""Sums that were promised, and when they were announced, repeated and signed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture, Sign, write
from newstables.scripts.charts.lettering import LEADING, measure, type_size, wrap
from newstables.scripts.charts.promises import STAGES, read_promises
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.style import Colours
from newstables.scripts.charts.times import Scale, write_days
from newstables.scripts.charts.wording import capitalise, count, print_number, print_span, print_sum

_MOST = 12  # sums of a currency
_CURRENCIES = 4
_LINES = 2  # of what a sum is for
_SHARES = (0.34, 0.30)  # of the width: what it is for, its bar; the rest is time
_UNTOLD = "Currency not told"


@Chart
def promised_sums(tables: Tables, picture: Picture) -> None:
    """Promised sums through their restatements: announced, repeated, signed; each currency by itself."""
    title = "Promised sums"
    sums, marks = read_promises(tables)
    if sums.empty:
        picture.state("No promised sum is in this selection.", title=title)
        return
    groups = _choose(sums)
    shown = pd.concat([found for _, found in groups])
    rest = len(sums) - len(shown)
    drawn = marks.merge(shown, on="sum")
    drawn["order"] = drawn["sum"].map({number: i for i, number in enumerate(shown["sum"])})
    drawn = drawn.sort_values(["order", "day", "article_id"], ignore_index=True)
    picture.tell(
        drawn[["purpose", "unit", "value", "value_max", "day", "stage", "article_id", "ids"]],
        kind="Bars with dots along time",
        title=title,
        point=_find_point(groups, marks),
        subtitle="Sums that are a goal, a pledge or a plan, or that an agreement is worth; "
        f"published {print_span(drawn['day'].min(), drawn['day'].max())}",
        notes=[
            f"{count(rest, 'smaller or rarer sum')} not shown; the {print_number(_MOST)} largest of each currency are, "
            f"of {print_number(_CURRENCIES)} currencies at most"
            if rest
            else "",
            "Figures of equal value count as one sum where articles say that they are for the same",
            "Each currency has a scale of its own" if len(groups) > 1 else "",
        ],
        key=[
            Sign(told, *_look(stage, picture.colours))
            for stage, told in STAGES.items()
            if (drawn["stage"] == stage).any()
        ],
        behind=marks["ids"],
    )
    _draw(groups, marks, picture)


def _choose(sums: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the largest sums by currency; the currencies with most sums first, those without a currency last."""
    groups = [
        (str(unit), found.sort_values(["value", "first", "sum"], ascending=[False, True, True]).head(_MOST))
        for unit, found in sums.assign(unit=sums["unit"].fillna("")).groupby("unit")
    ]
    groups.sort(key=lambda each: (each[0] == "", -len(each[1]), each[0]))
    return groups[:_CURRENCIES]


def _find_point(groups: list[tuple[str, pd.DataFrame]], marks: pd.DataFrame) -> str:
    """Tell the largest sum of the first currency, and how often it was printed."""
    unit, found = groups[0]
    first = found.iloc[0]
    largest = "the largest" + (f" in {unit}" if unit else "")
    equal = int((found["value"] == first["value"]).sum())
    if equal > 1:
        return f"{print_number(equal)} promised sums of {_print(first)} each are {largest}"
    stages = marks.loc[marks["sum"] == first["sum"], "stage"]
    what = f" for {first['purpose']}" if pd.notna(first["purpose"]) else ""
    signed = " and signed" if (stages == "signed").any() else ""
    return f"{_print(first)}{what}, promised in {count(len(stages), 'article')}{signed}, is {largest}"


def _print(row: Any) -> str:
    unit = row["unit"] if pd.notna(row["unit"]) and row["unit"] else None
    return print_sum(row["value"], unit, row["value_max"] if pd.notna(row["value_max"]) else None)


def _look(stage: str, colours: Colours) -> tuple[str, dict[str, Any]]:
    if stage == "announced":
        return "o", {
            "markersize": 6,
            "markerfacecolor": "white",
            "markeredgecolor": colours.planned,
            "markeredgewidth": 1.5,
        }
    if stage == "repeated":
        return "o", {"markersize": 4, "color": colours.rest, "markeredgewidth": 0}
    return "D", {"markersize": 6, "color": colours.done, "markeredgecolor": "white", "markeredgewidth": 0.6}


def _draw(groups: list[tuple[str, pd.DataFrame]], marks: pd.DataFrame, picture: Picture) -> None:
    size, colours = type_size(), picture.colours
    words, bars = (picture.width * share for share in _SHARES)
    labels = {
        row["sum"]: wrap(
            capitalise(str(row["purpose"])) if pd.notna(row["purpose"]) else "purpose not told",
            words - size,
            size,
            lines=_LINES,
        )
        for _, found in groups
        for row in found.to_dict("records")
    }
    head, pad, foot = size * 2.2, size * 0.9, size * 3.4
    height = foot + sum(
        head + sum(len(labels[number]) * size * LEADING + pad for number in found["sum"]) for _, found in groups
    )
    axes = picture.lay_out_sheet(height)
    shown = marks[marks["sum"].isin(labels)]
    scale = Scale.over(shown["day"], words + bars + size, picture.width - words - bars - size * 1.5)
    top = 0.0
    for unit, found in groups:
        write(axes, 0, top + head * 0.55, unit or _UNTOLD, size=size, fontweight="bold")
        axes.plot([0, picture.width], [top + head, top + head], color=colours.quiet, linewidth=0.6)
        top += head
        printed = {row["sum"]: _print({**row, "unit": None}) for row in found.to_dict("records")}
        room = bars - max(measure(text, size) for text in printed.values()) - size
        longest = max(found["value"].max(), found["value_max"].fillna(0).max())
        for row in found.to_dict("records"):
            lines = labels[row["sum"]]
            tall = len(lines) * size * LEADING + pad
            for i, line in enumerate(lines):
                write(axes, 0, top + pad / 2 + size * LEADING * (i + 0.5), line, size=size)
            middle = top + pad / 2 + size * LEADING * 0.5
            length = room * row["value"] / longest
            axes.add_patch(Rectangle((words, middle - size * 0.6), length, size * 1.2, facecolor=colours.done))
            write(axes, words + length, middle, printed[row["sum"]], across=size * 0.4, size=size)
            axes.plot([scale.start, picture.width], [middle, middle], color=colours.line, linewidth=0.6, zorder=1)
            _draw_stages(axes, marks[marks["sum"] == row["sum"]], scale, middle, colours)
            top += tall
    write_days(axes, scale, top + size * 0.4, size, colours)


def _draw_stages(axes: Axes, marks: pd.DataFrame, scale: Scale, middle: float, colours: Colours) -> None:
    order = {"repeated": 2, "announced": 3, "signed": 4}
    for row in marks.to_dict("records"):
        marker, style = _look(row["stage"], colours)
        x = scale.place(row["day"])
        axes.plot([x], [middle], marker=marker, linestyle="none", zorder=order[row["stage"]], **style)
