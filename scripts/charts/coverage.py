"""Articles by publisher and month: what the tables know of, and when they know nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.grid import draw_grid, has_room
from newstables.scripts.charts.layout import Picture, Sign, write
from newstables.scripts.charts.lettering import measure, shorten, type_size
from newstables.scripts.charts.months import Calendar
from newstables.scripts.charts.selection import articles_naming
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.style import hatching
from newstables.scripts.charts.wording import count, join, print_number

_MOST = 15  # publishers with a line of their own
_MONTHS = 36  # that have room for numbers; years beyond
_UNKNOWN = "publisher not told"


@Chart
def coverage(tables: Tables, picture: Picture) -> None:
    """Articles by publisher and month.

    With a country or a person chosen, the articles that name them.
    """
    title = "Articles by publisher"
    articles = tables["articles"]
    if picture.selection.country or picture.selection.person:
        articles = articles[articles["article_id"].isin(articles_naming(tables))]
    else:  # of articles themselves there is nothing to check
        picture.selection = replace(picture.selection, checked=False)
    copies = int(articles["copy_of"].notna().sum())
    articles = articles[articles["copy_of"].isna()]
    if articles.empty:
        picture.state("No article is in this selection.", title=title)
        return
    calendar = Calendar.span(articles["published"].min(), articles["published"].max(), most=_MONTHS)
    names = articles["publisher"].fillna(_UNKNOWN)
    totals = names.value_counts().rename_axis("publisher").reset_index(name="articles")
    totals = totals.sort_values(["articles", "publisher"], ascending=[False, True])
    kept = list(totals["publisher"]) if len(totals) <= _MOST + 1 else list(totals["publisher"][:_MOST])
    others = len(totals) - len(kept)
    rest = count(others, "other publisher")
    lines = [*kept, *[rest] * bool(others)]
    placed = pd.DataFrame(
        {
            "line": names.where(names.isin(kept), rest).map(lines.index),
            "place": calendar.place(articles["published"]).astype(int),
            "ids": articles["article_id"],
        }
    )
    values = (
        placed.groupby(["line", "place"])
        .agg(articles=("ids", "size"), ids=("ids", lambda ids: "; ".join(sorted(ids))))
        .reset_index()
    )
    values.insert(0, "publisher", [lines[line] for line in values["line"]])
    values.insert(1, calendar.unit, [calendar.names()[place] for place in values["place"]])
    most, whole = print_number(totals["articles"].iloc[0]), print_number(len(articles))
    leading = list(totals.loc[totals["articles"] == totals["articles"].iloc[0], "publisher"])
    point = f"{join(leading)} {'has' if len(leading) == 1 else 'have'} most articles, {most} "
    point += f"{'each, ' if len(leading) > 1 else ''}of {whole}"
    if len(leading) > 3:
        point = f"{count(len(leading), 'publisher')} have {most} of {whole} articles each, more than any other"
    silent = [i for i in range(len(calendar)) if i not in set(placed["place"])]
    picture.tell(
        values[["publisher", calendar.unit, "articles", "ids"]],
        kind="Table of tinted cells",
        title=title,
        point=point,
        subtitle=f"Articles by {calendar.unit} of publication, {calendar.describe()}",
        key=[Sign(f"no article of that {calendar.unit}", style=hatching(picture.colours))] * bool(silent),
        notes=[
            f"{count(copies, 'copy', 'copies')} of wire reports in other outlets left out" if copies else "",
            f"The {print_number(_MOST)} publishers with most articles have a line of their own" if others else "",
        ],
    )
    size = type_size()
    left = min(picture.width * 0.38, max(measure(name, size) for name in lines) + size)
    right = measure(print_number(len(articles)) + " ", size, "bold") + size
    (axes,) = picture.lay_out([len(lines) * size * 2.0], left=left, right=right, bottom=size * 3.2)
    cells = {(row["line"], row["place"]): row["articles"] for row in values.to_dict("records")}
    step = (picture.width - left - right) / len(calendar)
    written = has_room(max(cells.values()), size, step)
    draw_grid(axes, cells, len(lines), len(calendar), size=size, step=step, written=written)
    for i in silent:
        axes.axvspan(i - 0.5, i + 0.5, zorder=0, **hatching(picture.colours))
    axes.set_yticks([])
    edge = axes.get_yaxis_transform()
    calendar.label(axes, picture.width - left - right, size)
    for i, name in enumerate(lines):
        total = int(values.loc[values["publisher"] == name, "articles"].sum())
        write(axes, 0, i, shorten(name, left - size, size), across=-left, size=size, xycoords=edge)
        write(axes, 1, i, print_number(total), across=right, size=size, xycoords=edge, ha="right", fontweight="bold")
