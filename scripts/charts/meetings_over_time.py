"""Meetings over time, above the articles that tell of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture, Sign, write
from newstables.scripts.charts.lettering import measure, type_size
from newstables.scripts.charts.months import Calendar, whole_steps
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.style import hatching, outline
from newstables.scripts.charts.wording import count, join, print_month, print_number

_AFTER = 12  # months after the last article that are drawn, for meetings that are planned
_EXACT = ("day", "week", "month", "range")
_GROUPS = {
    "took_place": ("held", "ongoing"),
    "planned": ("planned", "unspecified"),
}


@Chart
def meetings_over_time(tables: Tables, picture: Picture) -> None:
    """Meetings by month, and the articles of each month.

    A month without a bar is a zero where articles were published in it; where there are none it is hatched: nothing is
    known of it.
    """
    title = "Meetings over time"
    articles = tables["articles"][tables["articles"]["copy_of"].isna()]
    meetings = tables["meetings"][tables["meetings"]["status"] != "cancelled"]
    cancelled = len(tables["meetings"]) - len(meetings)
    if articles.empty or meetings.empty:
        reason = "No article is in this selection." if articles.empty else "No meeting is in this selection."
        picture.state(reason, title=title)
        return
    calendar, days = _find_span(articles, meetings)
    counts, values, notes = _count(meetings, articles, calendar, days)
    if cancelled:
        notes.append(f"{count(cancelled, 'meeting')} called off or put off not drawn")
    total = int(counts["took_place"].sum() + counts["planned"].sum())
    if not total:
        picture.state(
            f"None of the {count(len(meetings), 'meeting')} of this selection has a month that could be drawn.",
            title=title,
        )
        return
    colours, size = picture.colours, type_size()
    unit = calendar.unit
    totals = counts["took_place"] + counts["planned"]
    most = int(totals.max())
    named = [calendar.say(i) for i in totals.index[totals == most]]
    point = f"{join(named)} had most meetings, {print_number(most)} {'each, ' if len(named) > 1 else ''}"
    point += f"of {print_number(total)}"
    if len(named) > 3:
        point = f"No {unit} had more than {count(most, 'meeting')}, of {print_number(total)} in all"
    both = counts["planned"].any()
    picture.tell(
        values,
        kind="Bar chart",
        title=title,
        point=point,
        subtitle=f"Meetings by {unit}, {calendar.describe()}; below, the articles published",
        notes=notes,
        key=[
            Sign("took place or goes on", style={"facecolor": colours.done, "edgecolor": "none"}),
            *[Sign("planned, or not said to have taken place", style=outline(colours.planned))] * bool(both),
            *[Sign(f"no article of that {unit}", style=hatching(colours))] * bool((counts["articles"] == 0).any()),
        ],
    )
    left = measure(print_number(max(most, int(counts["articles"].max()))) + "  ", size)
    above, below = picture.lay_out([190, 46], left=left, bottom=size * 3.2, gap=24)
    places = np.arange(len(calendar))
    wide = min(0.8, 60 / ((picture.width - left) / len(calendar)))  # a bar is not a block
    above.bar(places, counts["took_place"], wide, color=colours.done)
    hollow = counts["planned"] > 0
    above.bar(
        places[hollow],
        counts["planned"][hollow],
        wide,
        bottom=counts["took_place"][hollow],
        **outline(colours.planned),
    )
    below.bar(places, counts["articles"], wide, color=colours.rest)
    steps = whole_steps(most, 5)
    above.set_ylim(0, steps[-1] * 1.08)
    above.set_yticks(steps, [print_number(step) for step in steps])
    articles_steps = [0, int(counts["articles"].max())]
    below.set_ylim(0, articles_steps[-1])
    below.set_yticks(articles_steps, [print_number(step) for step in articles_steps])
    for axes in (above, below):
        axes.set_xlim(-0.5, len(calendar) - 0.5)
        axes.grid(axis="y")
        for start, end in _runs(counts["articles"] == 0):
            axes.axvspan(start - 0.5, end + 0.5, zorder=0, **hatching(colours))
    above.set_xticks([])
    below.set_title("Articles", loc="left", fontsize=size, color=colours.quiet, pad=4)
    calendar.label(below, picture.width - left, size)
    _label_highest(above, totals, (picture.width - left) / len(calendar), size)


def _find_span(articles: pd.DataFrame, meetings: pd.DataFrame) -> tuple[Calendar, pd.Series]:
    """Return the months from the first article to the last, and on to what is planned; and the meetings' days.

    A meeting counts in a month where its time lies within one month.
    """
    exact = meetings["date_precision"].isin(_EXACT)
    one = meetings["date"].dt.to_period("M") == meetings["date_end"].dt.to_period("M")
    days = meetings["date"].where(exact & one)
    first, last = articles["published"].min(), articles["published"].max()
    later = days[days <= last + pd.DateOffset(months=_AFTER)]
    return Calendar.span(first, max(last, later.max()) if later.notna().any() else last), days


def _count(
    meetings: pd.DataFrame, articles: pd.DataFrame, calendar: Calendar, days: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Return numbers by month, each bar of them with the rows behind it, and what is left out."""
    places, printed = calendar.place(days), calendar.place(articles["published"])
    rows = []
    for i, name in enumerate(calendar.names()):
        here = meetings[places == i]
        bars = {bar: here.loc[here["status"].isin(statuses), "meeting_id"] for bar, statuses in _GROUPS.items()}
        bars["articles"] = articles.loc[printed == i, "article_id"]
        rows += [
            {calendar.unit: name, "bar": bar, "number": len(ids), "ids": "; ".join(sorted(ids))}
            for bar, ids in bars.items()
        ]
    values = pd.DataFrame(rows)
    counts = values.pivot(index=calendar.unit, columns="bar", values="number").reset_index(drop=True)
    notes = []
    undated = int(days.isna().sum())
    if undated:
        notes.append(f"{count(undated, 'meeting')} without a known month not drawn")
    start, end = calendar.periods[0].start_time, calendar.periods[-1].end_time
    earlier, later = int((days < start).sum()), int((days > end).sum())
    if earlier:
        notes.append(f"{count(earlier, 'meeting')} before {print_month(start)}, when the articles begin, not drawn")
    if later:
        notes.append(f"{count(later, 'meeting')} after {print_month(end)} not drawn")
    several = int((meetings["number"].isna() | (meetings["number"] > 1))[places.notna()].sum())
    if several:
        notes.append(f"{count(several, 'row tells', 'rows tell')} of several meetings at once, and each counts as one")
    return counts, values, notes


def _runs(empty: pd.Series) -> list[tuple[int, int]]:
    """Return first and last place of each run of periods without articles."""
    places = [i for i, each in enumerate(empty) if each]
    starts = [i for i in places if i - 1 not in places]
    ends = [i for i in places if i + 1 not in places]
    return list(zip(starts, ends, strict=True))


def _label_highest(axes: Axes, totals: pd.Series, step: float, size: float) -> None:
    """Write the numbers on the bars where all have room, else on the highest alone."""
    room = step > measure(print_number(totals.max()) + " ", size)
    for i, value in enumerate(totals):
        if value and (room or i == totals.idxmax()):
            write(axes, i, value, print_number(value), size=size, ha="center", above=size * 0.75)
