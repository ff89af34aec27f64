"""Time by month, or by year where there are too many months to draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from newstables.scripts.charts.lettering import measure
from newstables.scripts.charts.wording import month_name, print_months

MOST_MONTHS = 120


@dataclass(frozen=True)
class Calendar:
    """Consecutive months (or years), each a place along an axis.

    Attributes
    ----------
    periods : pandas.PeriodIndex
        The months or years.
    """

    periods: pd.PeriodIndex

    @classmethod
    def span(cls, first: pd.Timestamp, last: pd.Timestamp, *, most: int = MOST_MONTHS) -> Calendar:
        """Return the months from one day to another, or the years where there are more than `most` months."""
        months = pd.period_range(first, last, freq="M")
        return cls(months if len(months) <= most else pd.period_range(first, last, freq="Y"))

    def __len__(self) -> int:
        return len(self.periods)

    @property
    def unit(self) -> str:
        """``month`` or ``year``."""
        return "month" if self.periods.freqstr == "M" else "year"

    def place(self, days: pd.Series) -> pd.Series:
        """Return where days stand along the axis; null before the first and after the last period."""
        periods = pd.PeriodIndex(days.astype("datetime64[s]"), freq=self.periods.freq)
        places = pd.Series(self.periods.get_indexer(periods), index=days.index)
        return places.where(places >= 0)

    def names(self) -> list[str]:
        """Return the periods as tables print them: "2026-03"."""
        return [str(period) for period in self.periods]

    def say(self, place: int) -> str:
        """Return a month as a sentence has it: "March 2026"."""
        period = self.periods[place]
        return str(period.year) if self.unit == "year" else f"{month_name(period.month, short=False)} {period.year}"

    def describe(self) -> str:
        """Say the whole: "Jan–Mar 2026"."""
        if self.unit == "year":
            years = sorted({self.periods[0].year, self.periods[-1].year})
            return "–".join(map(str, years))
        return print_months(self.periods[0].start_time, self.periods[-1].start_time)

    def label(self, axes: Axes, width: float, size: float) -> None:
        """Write months and years below an axis as wide as `width` points, as many as have room."""
        count = len(self.periods)
        step = width / count
        axes.set_xlim(-0.5, count - 0.5)
        if self.unit == "year":
            every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * step > measure("2026 ", size) or n == 100)
            shown = [i for i, year in enumerate(self.periods.year) if year % every == 0]
            axes.set_xticks(shown, [str(self.periods[i].year) for i in shown], fontsize=size)
            return
        every = next((n for n in (1, 2, 3, 6) if n * step > measure("May ", size)), 12)
        months = self.periods.month
        if every == 12:
            starts = [i for i, month in enumerate(months) if month == 1]
            apart = next((n for n in (1, 2, 5, 10) if n * 12 * step > measure("2026 ", size)), 20)
            shown = [i for i in starts if self.periods[i].year % apart == 0]
            axes.set_xticks(shown, [str(self.periods[i].year) for i in shown], fontsize=size)
            return
        shown = [i for i, month in enumerate(months) if (month - 1) % every == 0] or [0]
        # The year stands below its first label that is shown, where it does not run into the next.
        labels, last = [], None
        for i in shown:
            year = self.periods[i].year
            labels.append(month_name(months[i]) + (f"\n{year}" if year != last else "\n "))
            last = year
        axes.set_xticks(shown, labels, fontsize=size)


def whole_steps(highest: float, most: int = 4) -> list[int]:
    """Return round whole numbers for an axis from 0: few, the last at or above the highest value.

    Examples
    --------
    >>> whole_steps(3), whole_steps(17), whole_steps(1250)
    ([0, 1, 2, 3], [0, 5, 10, 15, 20], [0, 500, 1000, 1500])
    """
    highest = max(highest, 1)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if np.ceil(highest / step) <= most:
                return [step * i for i in range(int(np.ceil(highest / step)) + 1)]
        power *= 10
