"""Which countries the people in the articles belong to."""

from __future__ import annotations

import pandas as pd

from newstables.scripts.charts.bars import Bar, draw_bars, height, room_for_labels, room_for_numbers
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import capitalise, count, country_name, join, print_number

_MOST = 20


@Chart
def people_by_country(tables: Tables, picture: Picture) -> None:
    """People in the articles by the country that they belong to or stand for."""
    title = "People by country"
    people = tables["people"]
    if people.empty:
        picture.state("No person is in this selection.", title=title)
        return
    known = people[people["country"].notna()]
    if known.empty:
        picture.state(
            f"No country is told of the {count(len(people), 'person', 'people')} in this selection.", title=title
        )
        return
    groups = [(str(code), sorted(found["person_id"])) for code, found in known.groupby("country")]
    groups.sort(key=lambda each: (-len(each[1]), country_name(each[0])))
    shown = groups if len(groups) <= _MOST + 1 else groups[:_MOST]
    others = groups[len(shown) :]
    rows = [
        {"country": code, "label": country_name(code), "people": len(ids), "ids": "; ".join(ids)} for code, ids in shown
    ]
    if others:
        ids = sorted(each for _, found in others for each in found)
        label = count(len(others), "other country", "other countries")
        rows.append({"country": None, "label": label, "people": len(ids), "ids": "; ".join(ids)})
    silent = sorted(people.loc[people["country"].isna(), "person_id"])
    if silent:
        rows.append({"country": None, "label": "country not told", "people": len(silent), "ids": "; ".join(silent)})
    names = [country_name(code, sentence=True) for code, _ in groups]
    names[0] = capitalise(names[0])
    picture.tell(
        pd.DataFrame(rows),
        kind="Bar chart",
        title=title,
        point=_find_point([(names[i], len(found)) for i, (_, found) in enumerate(groups)], len(people)),
        subtitle="People named in the articles, by the country that they belong to or stand for",
        notes=[f"The {print_number(_MOST)} countries with most people are shown one by one" if others else ""],
    )
    bars = [
        Bar(
            str(row["label"]),
            int(str(row["people"])),
            print_number(int(str(row["people"]))),
            picture.colours.done if row["country"] else picture.colours.rest,
        )
        for row in rows
    ]
    left = room_for_labels(bars, picture.width)
    (axes,) = picture.lay_out([height(bars)], left=left, right=room_for_numbers(bars))
    draw_bars(axes, bars, picture, left=left)


def _find_point(groups: list[tuple[str, int]], whole: int) -> str:
    most = groups[0][1]
    told = f"{print_number(most)} of {count(whole, 'person', 'people')}"
    leading = [name for name, number in groups if number == most]
    if len(leading) == 1:
        return f"{leading[0]} is the country of {told}" + (", more than any other" if len(groups) > 1 else "")
    if len(leading) > 3:
        return f"{count(len(leading), 'country', 'countries')} have {told} each, none has more"
    return f"{join(leading)} are the countries of {told} each"
