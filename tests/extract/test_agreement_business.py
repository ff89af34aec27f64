"""What companies, lenders and clubs do with each other, told with and without a word for an agreement."""

from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "kind", "status", "parties", "subject"),
    [
        (
            "Orbis Mining has taken over Varga Steel.",
            "contract",
            "in_force",
            {"Orbis Mining", "Varga Steel"},
            "Varga Steel",
        ),
        (
            "Orbis Mining raised its stake in Varga Steel to 33 percent in May.",
            "contract",
            "in_force",
            {"Orbis Mining", "Varga Steel"},
            "Varga Steel",
        ),
        (
            "Orbis Mining will take a minority stake in Varga Steel.",
            "contract",
            "planned",
            {"Orbis Mining", "Varga Steel"},
            "Varga Steel",
        ),
        (
            "Orbis Mining invested 50 million dollars in Varga Steel.",
            "contract",
            "in_force",
            {"Orbis Mining", "Varga Steel"},
            "Varga Steel",
        ),
        (
            "Varga Steel and Orbis Mining will jointly build a smelter in Tarvos.",
            "deal",
            "planned",
            {"Orbis Mining", "Varga Steel"},
            "build a smelter in Tarvos",
        ),
        (
            "Kenya placed an order with Varga Steel for 12 locomotives on Monday.",
            "contract",
            "agreed",
            {"Kenya", "Varga Steel"},
            "12 locomotives",
        ),
        (
            "The World Bank will lend Kenya 100 million dollars.",
            "loan_or_grant",
            "planned",
            {"World Bank", "Kenya"},
            None,
        ),
        (
            "Japan granted Kenya 30 million dollars in aid.",
            "loan_or_grant",
            "agreed",
            {"Japan", "Kenya"},
            None,
        ),
        ("Peru and Chile concluded negotiations on a trade pact.", "treaty", "agreed", {"Peru", "Chile"}, "trade"),
        (
            "Peru and Chile swapped lists of prisoners under a 2008 agreement.",
            "deal",
            "in_force",
            {"Peru", "Chile"},
            None,
        ),
        (
            "Varga Steel signed a letter of intent with Orbis Mining.",
            "memorandum",
            "signed",
            {"Varga Steel", "Orbis Mining"},
            None,
        ),
    ],
)
def test_what_binds_two_is_a_row(
    extracted: Any, body: str, kind: str, status: str, parties: set[str], subject: str | None
) -> None:
    (row,) = extracted(body).agreements
    assert (row.kind, row.status, {party.name for party in row.parties}) == (kind, status, parties)
    assert row.subject == subject


def test_a_sum_that_is_lent_is_the_amount(extracted: Any) -> None:
    (row,) = extracted("The World Bank lent Kenya $100 million on Monday to mend roads.").agreements
    assert (row.amount, row.currency) == (100_000_000, "USD")
    assert row.when is not None and row.when.first == date(2026, 3, 9)


def test_a_truce_that_is_called_is_agreed_and_one_called_for_is_not(extracted: Any) -> None:
    (called,) = extracted("The army and the rebels called a truce on Sunday.").agreements
    (wanted,) = extracted("The rebels called for a truce on Sunday.").agreements
    assert (called.status, wanted.status) == ("agreed", "planned")


@pytest.mark.parametrize(
    "body",
    [
        "Minister Ana Ruiz took a deep interest in Peru's history.",
        "Varga Steel shares took a hit.",
        "Varga Steel and Orbis Mining jointly developed a valve.",
        "The striker and the goalkeeper saw Rovers lose; their Lima team lost to Ana Ruiz's Gulls.",
        "Investors took a 3 percent share of the prize.",
        "Police in Peru and Chile jointly met the press.",
        "The fair was jointly hosted by Varga Steel and Orbis Mining.",
        "Peru granted asylum to the envoy.",
        "Chile lent support to the plan of Peru.",
        "The Liberals took control of the Senate.",
        "She placed an order for tea.",
        "She wrote a letter of thanks to Chile.",
    ],
)
def test_what_binds_nobody_is_no_row(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


def test_a_bid_that_is_agreed_to_is_one_row(extracted: Any) -> None:
    (row,) = extracted("Air Varga on Monday agreed to a $2 billion takeover bid from Orbis Mining.").agreements
    assert (row.kind, row.status, row.amount) == ("contract", "agreed", 2_000_000_000)
