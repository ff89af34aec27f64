"""What was planned, and has not been heard of since."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Rectangle

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.events import name_events, read_events
from newstables.scripts.charts.layout import Picture, write
from newstables.scripts.charts.lettering import LEADING, measure, type_size, wrap
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import count, print_day, print_number

_MOST = 20
_LINES = 2  # of a label at most
_SHARE = 0.62  # of the width that labels take


@Chart
def overdue(tables: Tables, picture: Picture) -> None:
    """Planned meetings and agreements whose day has passed without a later report.

    The day of reckoning is that of the newest article, or the last one chosen: not today.
    """
    title = "Planned, and not reported since"
    articles = tables["articles"]
    if articles.empty:
        picture.state("No article is in this selection.", title=title)
        return
    chosen = picture.selection.until
    today = pd.Timestamp(chosen) if chosen else articles["published"].max()
    events = read_events(tables)
    planned = events[(events["status"] == "planned") & events["date_end"].notna()]
    passed = planned[planned["date_end"] < today]
    late = passed[passed["last_reported"] <= passed["date_end"]]
    if late.empty:
        picture.state(
            f"No planned meeting or agreement in this selection is past its day on {print_day(today)} "
            "without a later report.",
            title=title,
        )
        return
    late = late.assign(days=(today - late["date_end"]).dt.days)
    late = late.sort_values(["days", "ids"], ascending=[False, True], ignore_index=True)
    shown = name_events(late.head(_MOST) if len(late) > _MOST + 1 else late, tables)
    rest = len(late) - len(shown)
    undated = int(((events["status"] == "planned") & events["date_end"].isna()).sum())
    many = "meetings and agreements" if late["event"].nunique() > 1 else f"{late['event'].iloc[0]}s"
    one = str(late["event"].iloc[0])
    picture.tell(
        shown[["event", "plan", "date", "date_end", "date_precision", "last_reported", "days", "ids"]],
        kind="Bar chart",
        title=title,
        point=f"{count(len(late), f'planned {one}', f'planned {many}')} "
        f"{'is' if len(late) == 1 else 'are'} past the day without a later report, "
        f"{'by' if len(late) == 1 else 'the longest by'} {count(int(late['days'].iloc[0]), 'day')}",
        subtitle=f"Days from the last day planned to {print_day(today)}, without an article that reports it in between",
        notes=[
            f"The {print_number(_MOST)} that are longest past their day are shown; {count(rest, 'other')} not shown"
            if rest
            else "",
            f"{count(undated, 'planned meeting or agreement', 'planned meetings and agreements')} without a known time "
            "left out"
            if undated
            else "",
        ],
        behind=late["ids"],
    )
    _draw(shown, picture)


def _draw(shown: pd.DataFrame, picture: Picture) -> None:
    size, colours = type_size(), picture.colours
    room = picture.width * _SHARE
    labels = [wrap(str(label), room - size * 2, size, lines=_LINES) for label in shown["plan"]]
    when = [f"for {row['time']}; last reported {print_day(row['last_reported'])}" for row in shown.to_dict("records")]
    heights = [(len(lines) + 1) * size * LEADING + size * 0.8 for lines in labels]
    axes = picture.lay_out_sheet(sum(heights))
    longest = int(shown["days"].max())
    printed = [count(int(days), "day") for days in shown["days"]]
    scale = (picture.width - room - max(measure(text, size) for text in printed) - size) / longest
    top = 0.0
    for lines, told, days, text, tall in zip(labels, when, shown["days"], printed, heights, strict=True):
        for i, line in enumerate([*lines, told]):
            at = top + size * 0.4 + size * LEADING * (i + 0.5)
            write(axes, 0, at, line, size=size, color=colours.text if i < len(lines) else colours.quiet)
        middle = top + size * 0.4 + size * LEADING * 0.5
        bar = Rectangle((room, middle - size * 0.6), days * scale, size * 1.2, facecolor=colours.planned)
        axes.add_patch(bar)
        write(axes, room + days * scale, middle, text, across=size * 0.4, size=size)
        top += tall
        if top < sum(heights) - 1:
            axes.plot([0, picture.width], [top, top], color=colours.line, linewidth=0.4)
