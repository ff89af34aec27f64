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
