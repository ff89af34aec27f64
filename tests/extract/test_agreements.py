"""Agreements: what was signed, agreed or is planned, between whom."""

from typing import Any

import pytest


def only(rows: tuple[Any, ...]) -> Any:
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("body", "status", "kind", "parties"),
    [
        ("Kenya and Uganda signed a fishing pact on Monday.", "signed", "treaty", {"Kenya", "Uganda"}),
        ("Kenya and Uganda agreed to share river data.", "agreed", "joint_decision", {"Kenya", "Uganda"}),
        ("Kenya and Uganda will sign a trade agreement on Friday.", "planned", "deal", {"Kenya", "Uganda"}),
        ("Kenya signed a memorandum of understanding with Oman.", "signed", "memorandum", {"Kenya", "Oman"}),
        ("Kenya and Uganda failed to reach an agreement on fishing.", "rejected", "deal", {"Kenya", "Uganda"}),
    ],
)
def test_an_agreement_is_read(extracted: Any, body: str, status: str, kind: str, parties: set[str]) -> None:
    agreement = only(extracted(body).agreements)
    assert (agreement.status, agreement.kind) == (status, kind)
    assert {member.name for member in agreement.parties} == parties


def test_the_two_countries_are_those_told_before(extracted: Any) -> None:
    body = "Kenya welcomed the visit of Uganda's president. The two countries agreed to open a new road."
    agreement = only(extracted(body).agreements)
    assert {member.country for member in agreement.parties} == {"KEN", "UGA"}


def test_a_name_that_countries_stand_before_is_a_proper_name(extracted: Any) -> None:
    agreement = only(extracted("They discussed the Kenya-Uganda rail agreement.").agreements)
    assert agreement.name == "Kenya-Uganda rail agreement"
    assert {member.country for member in agreement.parties} == {"KEN", "UGA"}


def test_a_sum_that_the_agreement_is_worth_is_its_amount(extracted: Any) -> None:
    agreement = only(extracted("Kenya signed a $40 million loan agreement with Oman.").agreements)
    assert (agreement.amount, agreement.currency, agreement.kind) == (40e6, "USD", "loan_or_grant")


def test_a_goal_is_no_amount(extracted: Any) -> None:
    body = "Kenya and Uganda agreed to raise trade to $2 billion."
    found = extracted(body)
    assert only(found.agreements).amount is None
    assert [(f.text, f.sense) for f in found.figures] == [("$2 billion", "target")]


@pytest.mark.parametrize(
    "body",
    [
        "She agreed that the road was bad.",
        "A great deal of rain fell.",
        "Parliament passed a law on fishing.",
    ],
)
def test_what_is_no_agreement_is_left_alone(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


@pytest.mark.parametrize(
    ("body", "parties", "subject"),
    [
        ("The presidents of Kenya and Uganda met. They agreed to open a road.", {"Kenya", "Uganda"}, "open a road"),
        ("The airline Varga Air ordered 50 jets from Orbis Corp on Monday.", {"Varga Air", "Orbis Corp"}, "50 jets"),
    ],
)
def test_who_agreed_is_told_before_or_beside(extracted: Any, body: str, parties: set[str], subject: str) -> None:
    agreement = only(extracted(body).agreements)
    assert {member.name for member in agreement.parties} == parties
    assert agreement.subject == subject
