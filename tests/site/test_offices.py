"""Who holds a public office, by the words with which articles describe them."""

import pytest

from newstables.scripts.site.offices import holds_office


@pytest.mark.parametrize(
    "role",
    [
        "Prime Minister",
        "deputy prime minister for economic affairs",
        "then-President",
        "Vice-President",
        "President of Peru",
        "president-elect",
        "Minister for Mines and Petroleum",
        "Transport and Infrastructure Minister",
        "Chairman and CEO",
        "Secretary of State",
        "Commerce Secretary",
        "special envoy",
        "Special Assistant to the Prime Minister",
        "spokeswoman for the ministry",
        "Member of Parliament",
        "chief of the navy",
        "Gen.",
        "mayor of Port Averil",
        "High Court Judge",
    ],
)
def test_these_are_public_offices(role: str) -> None:
    assert holds_office(role)


@pytest.mark.parametrize(
    "role",
    [
        None,
        "singer",
        "shopkeeper",
        "suspect",
        "father of the minister",
        "the minister's driver",
        "bodyguard of the president",
        "secretary",
        "club president",
        "President of the Lenn Anglers' Society",
        "general manager",
        "goodwill ambassador",
        "member of the band",
        "team leader",
        "judge of the baking contest",
        "chief engineer",
        "head of marketing",
        "film director",
    ],
)
def test_these_are_none(role: str | None) -> None:
    assert not holds_office(role)


def test_a_president_of_a_body_that_is_no_state_holds_none() -> None:
    assert holds_office("President", "Kyrgyz Republic")
    assert not holds_office("President", "Port Averil Rowing Club")
