"""Which people met each other."""

from __future__ import annotations

from newstables.pairing import MOST_PEOPLE, pair_up
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture
from newstables.scripts.charts.matrix import draw_matrix
from newstables.scripts.charts.source import Tables

_MOST = 40


@Chart
def people_who_met(tables: Tables, picture: Picture) -> None:
    """Which people from different countries met each other, and how often.

    Held meetings of people who stand for different countries; conferences and meetings of more than twelve people are
    left out, as `newstables.pairs` says.
    """
    pairs = pair_up(tables["meetings"], tables["participants"], tables["people"], of="people", opposite=True)
    pairs = pairs.rename(columns={"meeting_ids": "ids", "left": "left_name", "right": "right_name"})
    pairs = pairs.rename(columns={"left_id": "left", "right_id": "right"})
    names = dict(zip([*pairs["left"], *pairs["right"]], [*pairs["left_name"], *pairs["right_name"]], strict=True))
    draw_matrix(
        pairs,
        names,
        picture,
        title="Who met whom",
        subtitle="Held meetings by pair of people who stand for different countries; conferences and meetings of more "
        f"than {MOST_PEOPLE} people left out",
        noun="people",
        most=_MOST,
    )
