"""Which clauses give a row, and which rows are one."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("Peru and Chile signed a gas deal. The pact is worth 5 million dollars.", 1),
        ("The 1984 accord between Peru and Chile is a binding agreement.", 1),
        ("The ceasefire between the army and the rebels began on Sunday. A truce could help. The ceasefire holds.", 1),
        ("Peru and Chile signed a free trade agreement. The Free Trade Agreement also covers ships.", 1),
        ("Under a pact between Peru and Chile, the two countries agreed to share water.", 1),
        ("Varga Steel and Orbis Mining said they had agreed to merge.", 1),
        ("Border disputes between Peru and Chile were resolved in the 1952 and 1954 treaties.", 2),
        ("Peru signed a fishing pact with Chile. Peru signed a trade pact with Kenya.", 2),
    ],
)
def test_mentions_of_one_agreement_are_one_row(extracted: Any, body: str, rows: int) -> None:
    assert len(extracted(body).agreements) == rows


@pytest.mark.parametrize(
    "body",
    [
        "Experts agreed that the worker forgot to close the valve.",
        "The council agreed to a one-year extension of the mission.",
        "Chile does not agree to a higher price.",
        "Norland was barred from government contracts.",
        "Light crude for delivery in December, the main contract, fell to 59 dollars a barrel in closing deals.",
        "He has to repay his housing loan.",
        "Hugh Grant met reporters.",
        "Most people agree on this.",
        "The resolution was unanimously agreed.",
        "The House saw a Democratic takeover.",
        "Hamas must accept past peace deals.",
    ],
)
def test_what_binds_nobody_gives_no_row(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Peru ratified the Covenant on Civil, Social and Cultural Rights in May.",
            "Covenant on Civil, Social and Cultural Rights",
        ),
        ("Peru ratified the Kyoto Protocol.", "Kyoto Protocol"),
        (
            "Peru ratified the Treaty on the Non-Proliferation of Nuclear Weapons.",
            "Treaty on the Non-Proliferation of Nuclear Weapons",
        ),
        ("Peru signed a Memorandum of Understanding with Chile.", None),
    ],
)
def test_a_proper_name_goes_to_its_last_word(extracted: Any, body: str, name: str | None) -> None:
    (agreement,) = extracted(body).agreements
    assert agreement.name == name


def test_who_signs_the_deal_that_two_sides_reached_is_no_side_of_its_own(extracted: Any) -> None:
    body = (
        "Peru and the Shore Front reached a peace deal on Monday. "
        "Minister Joan Odera and commander Luis Varga signed the agreement at the port of Tarvos."
    )
    (row,) = extracted(body).agreements
    assert ({party.name for party in row.parties}, row.status) == ({"Peru", "Shore Front"}, "signed")


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (
            "Delegates from 60 nations adopted a treaty banning mines on Monday. The treaty obliges states to act.",
            1,
        ),
        ("Peru and Chile signed a gas contract. The contract governing transit of oil ended.", 2),
        ("Peru signed a fishing pact with Chile. The pact to share water came later.", 2),
    ],
)
def test_the_treaty_and_no_more_is_the_one_told_before(extracted: Any, body: str, rows: int) -> None:
    assert len(extracted(body).agreements) == rows


def test_a_deal_of_last_year_has_not_the_sides_of_the_one_before(extracted: Any) -> None:
    body = "Peru and Chile signed a truce on Monday. A peace deal signed last year ended another war."
    _, other = extracted(body).agreements
    assert other.parties == ()


def test_an_office_with_an_unknown_name_is_no_party(extracted: Any) -> None:
    rows = extracted("The agreement was signed by Planning Minister Vo and Peru.").agreements
    assert {party.name for row in rows for party in row.parties} <= {"Peru", "Vo"}
