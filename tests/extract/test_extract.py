"""Extraction as a whole: grounded, pure, and unmoved by hostile text."""

from typing import Any

import pytest

from newstables.scripts.extract.flatten import TABLES, flatten

BODY = (
    "Peruvian President Ollanta Quispe met Finnish Foreign Minister Aino Lehtinen in Lima on Monday.\n\n"
    "Peru and Finland agreed to plant 20,000 trees, Quispe said. He wants to raise trade to $2 billion a year."
)


def test_the_same_text_gives_the_same_rows(extracted: Any) -> None:
    assert extracted(BODY) == extracted(BODY)


def test_every_row_stands_on_words(extracted: Any) -> None:
    found = extracted(BODY)
    rows = [*found.people, *found.meetings, *found.agreements, *found.figures]
    rows += [m for meeting in found.meetings for m in meeting.participants]
    rows += [m for agreement in found.agreements for m in agreement.parties]
    assert len(rows) >= 8
    for row in rows:
        assert any(place.column is None for place in row.evidence), row
        for place in row.evidence:
            assert 0 <= place.start < place.end <= len(BODY) and place.end - place.start <= 500
            assert BODY[place.start : place.end][:200] == place.quote


def test_flat_rows_are_plain_values_of_the_stated_columns(extracted: Any) -> None:
    rows = flatten("a-1", extracted(BODY))
    assert list(rows) == list(TABLES)
    for name, found in rows.items():
        for row in found:
            assert tuple(row) == TABLES[name]
            assert all(value is None or isinstance(value, str | int | float) for value in row.values())


@pytest.mark.parametrize(
    "line",
    [
        "President " * 400,
        "met with " * 400,
        "agreed to sign a deal to " * 150,
        "( ) [ ] \" ' , ; " * 300,
        "A. B. C. " * 500,
    ],
)
def test_hostile_lines_give_no_error(extracted: Any, line: str) -> None:
    extracted(line.strip())


def test_a_clause_that_turns_back_on_its_noun_is_no_loop(extracted: Any) -> None:
    extracted("The delegation who led the talks, and which the talks led, met officials who lead the delegation.")


def test_who_says_so_stands_with_each_row(extracted: Any) -> None:
    body = "Kenya and Uganda signed a fishing pact worth $3 million in Nairobi on Monday, the trade ministry said."
    found = extracted(body)
    told = [row.attributed_to for row in (*found.agreements, *found.figures)]
    assert told == ["the trade ministry"] * 2 or told == ["trade ministry"] * 2
    own = extracted("Kenya and Uganda signed a fishing pact in Nairobi on Monday.")
    assert [row.attributed_to for row in own.agreements] == [None]
