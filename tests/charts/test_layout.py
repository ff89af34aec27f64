"""Text and labels find room, colours can be told apart."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstables.scripts.charts.grid import tint
from newstables.scripts.charts.lettering import balance, measure, shorten, spread, wrap
from newstables.scripts.charts.months import whole_steps
from newstables.scripts.charts.style import contrast, ink_on, read_colours, use_style
from newstables.scripts.charts.times import Scale

LABELS = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 40)), min_size=1, max_size=40)


@given(LABELS, st.booleans())
def test_labels_keep_their_order_and_do_not_overlap(labels: list[tuple[float, float]], bounded: bool) -> None:
    wanted, heights = sorted(place for place, _ in labels), [height for _, height in labels]
    room = max(500.0, sum(heights) + 2.0 * len(heights)) if bounded else None
    places = spread(wanted, heights, 2.0, room=room)
    for (above, tall), (below, small) in pairwise(zip(places, heights, strict=True)):
        assert below - above >= (tall + small) / 2 + 2 - 1e-6
    if room is not None:
        assert places[0] - heights[0] / 2 >= -1e-6
        assert places[-1] + heights[-1] / 2 <= room + 1e-6


def test_a_label_with_room_stands_where_it_is_wanted() -> None:
    assert spread([10, 50, 90], [8, 8, 8], 2, room=100) == [10, 50, 90]


@settings(max_examples=40)
@given(st.text(alphabet="abc $_–Å12 Mar", min_size=1, max_size=80), st.floats(30, 200))
def test_broken_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    for lines in (wrap(text, width, 9), balance(text, width, 9)):
        assert all(measure(line, 9) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(balance(text, width, 9)) == len(wrap(text, width, 9))
    assert measure(shorten(text, width, 9), 9) <= width


def test_a_day_stays_on_one_line() -> None:
    text = "Kenya had 9 meetings from 1 Aug 2025 to 28 Feb 2026, most with Peru"
    for width in range(80, 300, 7):
        lines = " | ".join(wrap(text, width, 9))
        assert "28 Feb 2026," in lines and "1 Aug 2025" in lines


@given(st.dates(), st.integers(0, 40_000))
def test_ticks_are_few_and_within(first: object, length: int) -> None:
    day = pd.Timestamp(first)
    if day.year > 2200 or day.year < 1700:
        return
    scale = Scale.over([day, day + pd.Timedelta(days=length)], 10, 400)
    ticks = scale.ticks(40)
    assert len(ticks) <= 10 or length > 36_500
    assert all(10 <= scale.place(tick.day) <= 410 for tick in ticks)
    assert [tick.day for tick in ticks] == sorted({tick.day for tick in ticks})


@given(st.integers(1, 10_000_000))
def test_steps_reach_the_highest(highest: int) -> None:
    steps = whole_steps(highest)
    assert steps[0] == 0 and steps[-1] >= highest and 2 <= len(steps) <= 5
    assert len({b - a for a, b in pairwise(steps)}) == 1


def test_marks_and_letters_stand_out_from_their_ground() -> None:
    with use_style():
        colours = read_colours()
        for mark in (colours.done, colours.planned, colours.rest):
            assert contrast(mark, "white") >= 3  # WCAG 1.4.11, graphics
        for letters in (colours.text, colours.quiet):
            assert contrast(letters, "white") >= 4.5  # WCAG 1.4.3, text
        for value in range(1, 101):
            ground = tint(value, 100)
            assert contrast(ink_on(ground), ground) >= 4.5


@pytest.mark.parametrize("kind", ["deuteranopia", "protanopia", "tritanopia", "grey"])
def test_colours_are_told_apart_by_everyone(kind: str) -> None:
    """What took place is told from what is planned by colour-blind readers, and in grey."""
    # Viénot, Brettel and Mollon 1999 (first two); Machado, Oliveira and Fernandes 2009 (third), on linear light.
    see = {
        "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
        "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
        "tritanopia": ((1.25553, -0.07675, -0.17878), (-0.07841, 0.93081, 0.1476), (0.00473, 0.69137, 0.3039)),
        "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    }[kind]
    with use_style():
        colours = read_colours()

    def look(colour: str) -> tuple[float, ...]:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        seen = [min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in see]
        return tuple(part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in seen)

    assert contrast(look(colours.done), look(colours.planned)) >= 2
    assert contrast(look(colours.done), look(colours.rest)) >= 2
