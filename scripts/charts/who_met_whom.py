"""Which countries met each other."""

from __future__ import annotations

from newstables.pairing import MOST_COUNTRIES, pair_up
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture
from newstables.scripts.charts.matrix import draw_matrix
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import country_name

_MOST = 60


@Chart
def who_met_whom(tables: Tables, picture: Picture) -> None:
    """Which countries met each other, and how often.

    Held meetings; conferences and meetings of more than five countries, where being there does not mean having met, are
    left out, as `newstables.pairs` says.
    """
    pairs = pair_up(tables["meetings"], tables["participants"]).rename(columns={"meeting_ids": "ids"})
    codes = sorted({*pairs["left"], *pairs["right"]})
    draw_matrix(
        pairs,
        {code: country_name(code) for code in codes},
        picture,
        title="Which countries met each other",
        subtitle=f"Held meetings by pair of countries; conferences and meetings of more than {MOST_COUNTRIES} "
        "countries left out",
        noun="countries",
        spoken={code: country_name(code, sentence=True) for code in codes},
        most=_MOST,
    )
