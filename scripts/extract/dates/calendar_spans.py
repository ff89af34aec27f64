"""Spans of the calendar: the week, month, quarter or year that a day lies in, and days of the week near another day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of a time, and how exactly it is given."""

    first: date
    last: date
    precision: str
    rolling: bool = False


def day(when: date) -> Period:
    """Return one day."""
    return Period(when, when, "day")


def week(when: date, offset: int = 0) -> Period:
    """Return the week, Monday to Sunday, `offset` weeks from the one that holds `when`."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=offset)
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(when: date, offset: int = 0) -> Period:
    """Return the Saturday and Sunday of a week."""
    monday = week(when, offset).first
    return Period(monday + timedelta(days=5), monday + timedelta(days=6), "range")


def month(year: int, number: int) -> Period:
    """Return a month; numbers below 1 and above 12 lead into the years around.

    Examples
    --------
    >>> month(2026, 0).first
    datetime.date(2025, 12, 1)
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def months(first: Period, last: Period) -> Period | None:
    """Return the time from one period to another as a range; None where they stand the wrong way round."""
    return Period(first.first, last.last, "range") if first.first < last.first else None


def quarter(year: int, number: int) -> Period:
    """Return a quarter; numbers below 1 and above 4 lead into the years around."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return Period(month(year, 3 * number - 2).first, month(year, 3 * number).last, "quarter")


def season(year: int, first_month: int) -> Period:
    """Return three months from the first one on, as the seasons of the northern half of the world are counted."""
    return Period(month(year, first_month).first, month(year, first_month + 2).last, "range")


def year(number: int) -> Period:
    """Return a year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int) -> Period:
    """Return the years from `first` to `last`, both whole."""
    return Period(date(first, 1, 1), date(last, 12, 31), "range")


def span(first: date, last: date) -> Period | None:
    """Return the days from `first` to `last`; None where they stand the wrong way round."""
    if last < first:
        return None
    return day(first) if first == last else Period(first, last, "range")


def weekday_before(when: date, weekday: int, *, today: bool) -> date:
    """Return the latest day of the week (0 Monday) before `when`; `today`: `when` itself may be it."""
    back = (when.weekday() - weekday) % 7
    return when - timedelta(days=back or (0 if today else 7))


def weekday_after(when: date, weekday: int, *, today: bool) -> date:
    """Return the earliest day of the week (0 Monday) after `when`; `today`: `when` itself may be it."""
    ahead = (weekday - when.weekday()) % 7
    return when + timedelta(days=ahead or (0 if today else 7))


def weekday_of_month(year: int, number: int, weekday: int, ordinal: int) -> date:
    """Return the `ordinal`-th day of the week in a month (1 to 4), or the last (-1).

    Examples
    --------
    >>> weekday_of_month(2026, 11, 3, 4)  # the fourth Thursday of November
    datetime.date(2026, 11, 26)
    """
    span = month(year, number)
    if ordinal < 0:
        return weekday_before(span.last, weekday, today=True)
    return weekday_after(span.first, weekday, today=True) + timedelta(weeks=ordinal - 1)
