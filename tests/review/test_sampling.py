"""Rows drawn at random, and what checking them tells."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstables.scripts.review.error_rates import measure_error_rates, wilson
from newstables.scripts.review.sampling import draw_sample, name_sample, read_sample_name

IDS = {"people": [f"p-{i}" for i in range(60)], "meetings": [f"m-{i}" for i in range(7)], "parties": []}


@given(size=st.integers(0, 100))
def test_as_many_rows_are_drawn_as_asked_for_where_there_are_so_many(size: int) -> None:
    drawn = draw_sample(IDS, size)
    assert sum(map(len, drawn.values())) == min(size, 67)
    assert all(set(rows) <= set(IDS[table]) and len(set(rows)) == len(rows) for table, rows in drawn.items())
    if size <= 14:
        assert abs(len(drawn["people"]) - len(drawn["meetings"])) <= 1


def test_what_is_drawn_depends_on_ids_and_seed_alone() -> None:
    backwards = {table: rows[::-1] for table, rows in IDS.items()}
    assert draw_sample(IDS, 20) == draw_sample(backwards, 20)
    assert draw_sample(IDS, 20) != draw_sample(IDS, 20, "another")
    assert draw_sample(IDS, 10)["people"] == draw_sample(IDS, 20)["people"][: len(draw_sample(IDS, 10)["people"])]


def test_every_row_is_as_likely_to_be_drawn() -> None:
    drawn = [row for seed in range(600) for row in draw_sample({"people": IDS["people"]}, 6, str(seed))["people"]]
    counts = pd.Series(drawn).value_counts().reindex(IDS["people"], fill_value=0)
    assert counts.min() > 35 and counts.max() < 90  # 60 expected, standard deviation 7.3


# NIST/SEMATECH e-Handbook 7.2.4.1 gives the formula; the values are R's: prop.test(x, n, correct = FALSE)$conf.int
@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"),
    [
        (4, 20, 0.08065766, 0.41601750),
        (0, 33, 0.0, 0.10426865),
        (33, 33, 0.89573135, 1.0),
        (50, 100, 0.4038315, 0.5961685),
    ],
)
def test_the_interval_is_wilsons(wrong: int, checked: int, low: float, high: float) -> None:
    assert wilson(wrong, checked) == pytest.approx((low, high), abs=2e-6)


def corrections(*lines: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["action", "table", "row_id", "group"])


def test_rows_that_were_not_drawn_count_nowhere() -> None:
    drawn = name_sample("spring", 3)
    rates = measure_error_rates(
        corrections(
            ("accept", "figures", "f-1", drawn),
            ("set", "figures", "f-2", drawn),
            ("set", "figures", "f-2", drawn),
            ("delete", "figures", "f-9", None),
            ("add", "figures", None, "new-1"),
            ("accept", "people", "p-1", None),
        )
    )
    assert list(rates) == ["figures"]
    told = rates["figures"]
    assert (told.drawn, told.checked, told.wrong, told.rate, told.seed) == (3, 2, 1, 0.5, "spring")
    assert 0 < told.low < 0.5 < told.high < 1


def test_a_row_that_one_reviewer_found_wrong_is_wrong() -> None:
    drawn = name_sample("newstables", 1)
    told = measure_error_rates(corrections(("delete", "people", "p-1", drawn), ("accept", "people", "p-1", drawn)))
    assert (told["people"].checked, told["people"].wrong) == (1, 1)


def test_a_row_of_which_a_report_is_wrong_is_wrong() -> None:
    drawn = name_sample("newstables", 2)
    told = measure_error_rates(
        corrections(("set", "meeting_reports", "m-1", drawn), ("accept", "meetings", "m-2", drawn))
    )
    assert (told["meetings"].checked, told["meetings"].wrong) == (2, 1)


@pytest.mark.parametrize("group", ["sample", "sample a", "sample a b", "new-1", "", "sample a 3 4"])
def test_other_groups_name_no_sample(group: str) -> None:
    assert read_sample_name(group) is None
