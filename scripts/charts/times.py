"""Places of days along an axis of time, and the days that are written at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from newstables.scripts.charts.layout import MARGIN, write
from newstables.scripts.charts.lettering import measure
from newstables.scripts.charts.style import Colours
from newstables.scripts.charts.wording import month_name

_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Tick:
    """A day that is written at an axis, and its year where that is new there."""

    day: pd.Timestamp
    label: str
    year: str = ""


@dataclass(frozen=True)
class Scale:
    """Days along a line of so many points.

    Attributes
    ----------
    first, last : pandas.Timestamp
        What stands at its ends.
    start, length : float
        Where it begins and how long it is, in points.
    """

    first: pd.Timestamp
    last: pd.Timestamp
    start: float
    length: float

    @classmethod
    def over(cls, days: Iterable[pd.Timestamp], start: float, length: float) -> Scale:
        """Return the scale of all these days, with a little room at both ends."""
        known = sorted(days)
        room = max((known[-1] - known[0]) * 0.03, pd.Timedelta(days=1))
        return cls(known[0] - room, known[-1] + room, start, length)

    def place(self, day: pd.Timestamp) -> float:
        """Return where a day stands, in points."""
        return self.start + self.length * ((day - self.first) / (self.last - self.first))

    def ticks(self, room: float) -> list[Tick]:
        """Return round days, each with so many points of room."""
        most = max(2, int(self.length / room))
        for found in self._candidates():
            if len(found) <= most:
                break
        ticks, year = [], ""
        for day, label in found:
            new = str(day.year) if str(day.year) != year and label != str(day.year) else ""
            ticks.append(Tick(day, label, new))
            year = str(day.year)
        return ticks

    def _candidates(self) -> Iterable[list[tuple[pd.Timestamp, str]]]:
        first, last = self.first.ceil("D"), self.last.floor("D")
        if (last - first).days <= 370:
            days = pd.date_range(first, last, freq="D")
            for step in _DAYS:
                yield [
                    (day, f"{day.day} {month_name(day.month)}")
                    for day in days
                    if (day.day - 1) % step == 0 and (step == 1 or day.day < 30)
                ]
        if (last - first).days <= 370 * 12:
            months = pd.date_range(first, last, freq="MS")
            for step in _MONTHS:
                found = [(day, month_name(day.month)) for day in months if (day.month - 1) % step == 0]
                if len(found) > 1:
                    yield found
        years = pd.date_range(first, last, freq="YS")
        for step in _YEARS:
            yield [(day, str(day.year)) for day in years if day.year % step == 0]


def write_days(axes: Axes, scale: Scale, bottom: float, size: float, colours: Colours) -> None:
    """Write round days, and years below them, along a line at the bottom of a sheet."""
    end = scale.start + scale.length
    axes.plot([scale.start, end], [bottom, bottom], color=colours.quiet, linewidth=0.8)
    taken = 0.0
    for tick in scale.ticks(measure("30 Mar ", size) + size):
        x = scale.place(tick.day)
        axes.plot([x, x], [bottom, bottom + 3], color=colours.quiet, linewidth=0.8)
        half = max(measure(tick.label, size), measure(tick.year, size)) / 2
        if x - half < taken or x + half > end + MARGIN:
            continue
        taken = x + half + size / 2
        write(axes, x, bottom + size * 1.1, tick.label, size=size, ha="center", color=colours.quiet)
        if tick.year:
            write(axes, x, bottom + size * 2.4, tick.year, size=size, ha="center", color=colours.quiet)
