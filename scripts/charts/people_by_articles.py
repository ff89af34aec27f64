"""Who is in the articles most."""

from __future__ import annotations

import pandas as pd

from newstables.scripts.charts.bars import Bar, draw_bars, height, room_for_labels, room_for_numbers
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import count, country_name, print_number

_MOST = 25


@Chart
def people_by_articles(tables: Tables, picture: Picture) -> None:
    """People by the number of articles that name them."""
    title = "People by number of articles"
    people = tables["people"]
    if people.empty:
        picture.state("No person is in this selection.", title=title)
        return
    named = tables["appearances"].groupby("person_id")["article_id"].nunique()
    ranked = people.assign(named=people["person_id"].map(named).fillna(0).astype(int))
    ranked = ranked.sort_values(["named", "name", "person_id"], ascending=[False, True, True])
    shown = ranked if len(ranked) <= _MOST + 1 else ranked.head(_MOST)
    rest = len(ranked) - len(shown)
    values = pd.DataFrame(
        {
            "person": shown["name"],
            "country": shown["country"],
            "articles": shown["named"],
            "ids": shown["person_id"],
        }
    )
    first = ranked.iloc[0]
    tied = int((ranked["named"] == first["named"]).sum()) - 1
    point = f"{first['name']} is named in {count(int(first['named']), 'article')}"
    point += f", as {'is' if tied == 1 else 'are'} {count(tied, 'other person', 'other people')}" if tied else ""
    picture.tell(
        values,
        kind="Bar chart",
        behind=people["person_id"],
        title=title,
        point=point + ("" if tied else ", more than anyone else"),
        subtitle="Articles that name each person at least once",
        notes=[
            f"The {print_number(_MOST)} named most are shown; {count(rest, 'other person', 'other people')}, "
            f"in {count(int(ranked['named'].iloc[_MOST]), 'article')} at most, not shown; of equals, by name"
            if rest
            else ""
        ],
    )
    bars = [
        Bar(
            str(row["name"]),
            int(row["named"]),
            print_number(row["named"]),
            picture.colours.done,
            "" if pd.isna(row["country"]) else country_name(row["country"]),
        )
        for row in shown.to_dict("records")
    ]
    left = room_for_labels(bars, picture.width)
    (axes,) = picture.lay_out([height(bars)], left=left, right=room_for_numbers(bars))
    draw_bars(axes, bars, picture, left=left)
