"""What agreements are about, when they were made, what they are worth, and how far they have come."""

from datetime import date
from typing import Any

import pytest


def only(rows: tuple[Any, ...]) -> Any:
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Peru and Chile agreed in principle to share water.", "share water"),
        ("Peru and Chile signed a memorandum of understanding here Monday on fishing rights.", "fishing rights"),
        ("Peru and Chile agreed that they would not close the border.", "not close the border"),
        ("Peru signed a pact with Chile to end a decade of quarrels.", "end a decade of quarrels"),
        ("Peru and Chile agreed to build a port during his visit to Lima.", "build a port"),
        ("Peru and Chile reached a six-point agreement.", "six-point agreement"),
        ("Peru and Chile endorsed Thursday the latest fishing agreement.", "fishing"),
        ("Peru and Chile signed an agreement on Thursday, allowing ships to pass.", "allowing ships to pass"),
        ("Oil ministers of Peru and Chile agreed on the need to cut output but have not decided when.", "cut output"),
        ("A five-year programme was agreed by Peru and Chile to cut crime.", "five-year programme"),
        ("Varga Steel bought a stake in Orbis Mining.", "Orbis Mining"),
        ("Peru has a deal with Chile under which Chile will supply gas.", "supply gas"),
    ],
)
def test_the_subject_is_what_it_is_about(extracted: Any, body: str, subject: str) -> None:
    assert only(extracted(body).agreements).subject == subject


def test_a_day_is_no_subject(extracted: Any) -> None:
    assert extracted("Peru and Chile agreed on Thursday.").agreements == ()


@pytest.mark.parametrize(
    ("body", "amount"),
    [
        ("Peru and Chile signed an agreement of $2 billion.", 2e9),
        ("Peru and Chile signed a $5-billion deal on gas.", 5e9),
        ("Peru and Chile signed a deal on gas. The deal is worth five billion dollars.", 5e9),
        ("Norwick signed striker Juan Perez to a contract reportedly worth 52 million dollars.", 52e6),
        ("Peru and Chile signed a gas deal valued at 825 million dollars.", 825e6),
        ("The airline chose Orbis Air for a deal expected to be worth some 20 billion dollars.", 20e9),
        ("Peru and Chile agreed to cut a debt of 40 million dollars.", None),
        ("Peru signed a contract with Chile to sell gas at $300 a ton.", None),
    ],
)
def test_the_amount_is_the_agreement_s_own(extracted: Any, body: str, amount: float | None) -> None:
    assert only(extracted(body).agreements).amount == amount


@pytest.mark.parametrize(
    ("body", "first", "precision"),
    [
        ("Peru and Chile signed a treaty last year.", date(2025, 1, 1), "year"),
        ("The pact of friendship between Peru and Chile signed in 1998 is old.", date(1998, 1, 1), "year"),
        ("Varga Steel bought Orbis Mining in 2017.", date(2017, 1, 1), "year"),
        ("Peru and Chile agreed on Monday to meet in May.", date(2026, 3, 9), "day"),
    ],
)
def test_the_date_is_that_of_signing_or_agreeing(extracted: Any, body: str, first: date, precision: str) -> None:
    when = only(extracted(body).agreements).when
    assert (when.first, when.precision) == (first, precision)


@pytest.mark.parametrize(
    "body",
    [
        "Peru and Chile agreed to meet in May.",
        "Peru agreed with Chile to attend talks in Lima on Thursday.",
        "Peru and Chile launched negotiations on the fishing agreement in April 2005.",
        "Peru and Chile signed a contract on gas deliveries for 2027.",
        "Peru and Chile agreed to build ties for the 21st century.",
        "After an agreement between Peru and Chile to share water, a committee met on Sunday.",
    ],
)
def test_the_time_of_what_was_agreed_is_no_date(extracted: Any, body: str) -> None:
    assert only(extracted(body).agreements).when is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The treaty between Peru and Chile was due to be signed on Friday.", "planned"),
        ("A declaration is expected to be adopted by Peru and Chile.", "planned"),
        ("Peru and Chile are working toward a trade agreement.", "planned"),
        ("Peru and Chile held talks aimed at reaching a fishing pact.", "planned"),
        ("Peru wants a fishing pact with Chile.", "planned"),
        ("Peru is unable to agree with Chile on a gas contract.", "planned"),
        ("The Mexican bank Orbis is interested in acquiring the lender Varga Bank.", "planned"),
        ("Varga Oil is negotiating with Orbis Gas over a billion-euro deal.", "planned"),
        ("Peru stopped applying the Non-Proliferation Treaty.", "in_force"),
        ("Peru violated its fishing pact with Chile.", "in_force"),
        ("The fishing pact between Peru and Chile, signed in 1998, is old.", "signed"),
    ],
)
def test_the_status_is_how_far_it_has_come(extracted: Any, body: str, status: str) -> None:
    assert only(extracted(body).agreements).status == status
