"""Times are found as news prints them, and resolved against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstables.scripts.extract.dates import find_dates

WEDNESDAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "precision"),
    [
        ("The council met on Monday.", "Monday", "2026-03-09", "2026-03-09", "day"),
        ("The council met Wednesday.", "Wednesday", "2026-03-11", "2026-03-11", "day"),
        ("The council will meet on Friday.", "Friday", "2026-03-13", "2026-03-13", "day"),
        ("She said on Tuesday that the talks would open on Thursday.", "Thursday", "2026-03-12", "2026-03-12", "day"),
        ("They voted last Friday.", "last Friday", "2026-03-06", "2026-03-06", "day"),
        ("Friday's vote was close.", "Friday", "2026-03-06", "2026-03-06", "day"),
        ("He arrived yesterday.", "yesterday", "2026-03-10", "2026-03-10", "day"),
        ("They reached a deal earlier this month.", "earlier this month", "2026-03-01", "2026-03-31", "month"),
        ("The port closed last week.", "last week", "2026-03-02", "2026-03-08", "week"),
        ("The port reopens next month.", "next month", "2026-04-01", "2026-04-30", "month"),
        ("Prices fell last year.", "last year", "2025-01-01", "2025-12-31", "year"),
        ("In May, the minister thanked them.", "May", "2025-05-01", "2025-05-31", "month"),
        ("The games will be held in May.", "May", "2026-05-01", "2026-05-31", "month"),
        ("They met last October.", "last October", "2025-10-01", "2025-10-31", "month"),
        ("The bridge opened in March 2019.", "March 2019", "2019-03-01", "2019-03-31", "month"),
        ("The bridge opened on March 3, 2019.", "March 3, 2019", "2019-03-03", "2019-03-03", "day"),
        ("The bridge opened on 3 March 2019.", "3 March 2019", "2019-03-03", "2019-03-03", "day"),
        ("The fair runs on May 3-5.", "May 3-5", "2026-05-03", "2026-05-05", "range"),
        ("The fair runs from May 30 to June 2, 2027.", "May 30 to June 2, 2027", "2027-05-30", "2027-06-02", "range"),
        ("The law has stood since 2003.", "2003", "2003-01-01", "2003-12-31", "year"),
        (
            "Output rose in the first quarter of 2025.",
            "the first quarter of 2025",
            "2025-01-01",
            "2025-03-31",
            "quarter",
        ),
        ("It was built in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("Two years ago the mill burned.", "Two years ago", "2024-01-01", "2024-12-31", "year"),
        ("They met on March 2. Two days later she resigned.", "Two days later", "2026-03-04", "2026-03-04", "day"),
        ("Filed on 2026-02-28 by courier.", "2026-02-28", "2026-02-28", "2026-02-28", "day"),
        (
            "He has met them several times throughout the year.",
            "throughout the year",
            "2026-01-01",
            "2026-12-31",
            "year",
        ),
    ],
)
def test_a_time_is_resolved(text: str, words: str, first: str, last: str, precision: str) -> None:
    found = {d.text: d for d in find_dates(text, WEDNESDAY)}
    assert words in found
    told = found[words]
    assert (told.first.isoformat(), told.last.isoformat(), told.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "They may meet again.",
        "Troops march at dawn.",
        "A two-day visit of three days.",
        "Some 2,000 people and 2006 workers came.",
        "The G20 and a Boeing 737.",
        "It was filed on 03/05/2026.",  # day or month first?
        "Two days later she resigned.",  # later than what?
        "The second man was tall.",
    ],
)
def test_what_is_no_time_or_not_plain_is_left_alone(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


@given(
    st.text(alphabet="MayJune 0123456789,-.andtolast weekFriday\n", max_size=300),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_offsets_cut_out_the_words_in_order(text: str, reference: date) -> None:
    end = 0
    for found in find_dates(text, reference):
        assert found.text == text[found.start : found.end] and found.start >= end
        assert found.first <= found.last
        end = found.end


@pytest.mark.parametrize("unit", ["May ", "1 ", "2006-", ",", "the ", "Friday to ", "first "])
def test_time_grows_with_the_length_of_a_hostile_line(unit: str) -> None:
    find_dates(unit * (200_000 // len(unit)), WEDNESDAY)
