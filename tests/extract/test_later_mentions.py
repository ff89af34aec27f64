"""What later sentences say of parties and agreements told before: by another name, by description, by a seat."""

from typing import Any

import pytest

from naming import party_names


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        (
            "Peru's government closed the port. The government signed a fishing accord with the Shore Front.",
            {"Peru", "Shore Front"},
        ),
        (
            "Peruvian Interior Minister Ana Rojas spoke on Monday. The government signed a truce with rebels.",
            {"Peru", "rebels"},
        ),
        ("Peru and Chile are at odds. The government signed a truce with rebels.", {"government", "rebels"}),
        ("Peru and Chile want more trade. A fishing pact between Lima and Santiago lapsed in May.", {"Peru", "Chile"}),
        ("A fishing pact between Lima and Santiago lapsed in May.", {"Lima", "Santiago"}),
        (
            "The fishing pact was signed by Ukraine's president and three opposition leaders.",
            {"Ukraine", "opposition leaders"},
        ),
        ("Tarvos Foods signed a supply contract with local fishermen.", {"Tarvos Foods", "local fishermen"}),
    ],
)
def test_governments_and_seats_stand_for_states(extracted: Any, body: str, parties: set[str]) -> None:
    row = extracted(body).agreements[-1]
    assert party_names(row) == parties


def test_a_company_that_was_described_is_named_by_the_sentence_that_says_who_signed(extracted: Any) -> None:
    (row,) = extracted(
        "Peru and a Chilean mining firm on Tuesday signed a memorandum on a copper smelter.\n\n"
        "The document was signed by Mines Minister Ana Rojas and Tarvos Minerals chairman Peter Aldous."
    ).agreements
    assert party_names(row) == {"Peru", "Tarvos Minerals"}


def test_a_nationality_of_a_company_is_no_side(extracted: Any) -> None:
    rows = extracted(
        "Peru and a Chilean mining firm signed a memorandum on a smelter. The two countries will sign a treaty."
    ).agreements
    assert "Chile" not in {name for row in rows for name in party_names(row)}


def test_a_company_is_that_of_the_person_who_speaks(extracted: Any) -> None:
    row = extracted(
        "Tarvos Minerals chairman Peter Aldous said his company had reached a deal with Selva Power."
    ).agreements[0]
    assert party_names(row) == {"Tarvos Minerals", "Selva Power"}


def test_a_deal_told_behind_who_said_so_is_what_they_agreed_on(extracted: Any) -> None:
    (row,) = extracted(
        "Chipmaker Tarvos Systems has agreed to buy rival Selva Semiconductor for $9.4 billion, the companies said on "
        "Monday, in a deal that would create the largest maker of chips."
    ).agreements
    assert (row.status, row.amount, party_names(row)) == ("agreed", 9.4e9, {"Tarvos Systems", "Selva Semiconductor"})


def test_an_agreement_is_named_by_what_it_is_known_as(extracted: Any) -> None:
    (row,) = extracted(
        "Peru, Chile and Ecuador announced a security pact on Monday. "
        "The pact, known as the Southern Watch Agreement, was welcomed by the parliaments."
    ).agreements
    assert row.name == "Southern Watch Agreement"


def test_an_agreement_that_is_said_to_be_over_has_ended(extracted: Any) -> None:
    (row,) = extracted(
        "Peru signed a contract with Tarvos Aviation for ten aircraft. The contract was terminated on Monday."
    ).agreements
    assert row.status == "ended"


@pytest.mark.parametrize(
    "body",
    [
        "Peru, Chile and the shipping union signed here Thursday a tripartite agreement on crews.",
        "Peru and Chile signed here on Thursday a tripartite agreement on crews.",
    ],
)
def test_words_of_place_and_time_before_an_object_do_not_hide_who_signed(extracted: Any, body: str) -> None:
    (row,) = extracted(body).agreements
    assert row.status == "signed" and {"Peru", "Chile"} <= party_names(row)


def test_a_player_who_signs_on_a_contract_changes_clubs_once(extracted: Any) -> None:
    (row,) = extracted(
        "Champions Real Tarvos have signed striker Diego Larrea from Selva Rovers on a four-year contract, "
        "the club announced before the league match on Monday. The striker and the winger scored in the cup."
    ).agreements
    assert row.status == "in_force" and {"Real Tarvos", "Selva Rovers"} <= party_names(row)


def test_a_company_named_by_one_word_is_told_in_full(extracted: Any) -> None:
    rows = extracted(
        "Miner Ridgeline Resources said on Wednesday it had signed a deal with carmaker Voltera.\n\n"
        "Voltera will also lend Ridgeline $80 million.\n\nRidgeline shares rose 12 percent. "
        "In August the company terminated a contract with battery maker Celltec."
    ).agreements
    assert [(row.kind, row.status, party_names(row)) for row in rows] == [
        ("deal", "signed", {"Ridgeline Resources", "Voltera"}),
        ("loan_or_grant", "planned", {"Ridgeline Resources", "Voltera"}),
        ("contract", "ended", {"Ridgeline Resources", "Celltec"}),
    ]


@pytest.mark.parametrize(
    ("body", "status", "parties"),
    [
        ("Peru has turned down a 50-million-dollar loan from Selva Bank.", "rejected", {"Peru", "Selva Bank"}),
        ("Tarvos Metals sold the Selva mine to Ridgeline Resources on Monday.", "in_force",
         {"Tarvos Metals", "Ridgeline Resources"}),
        ("Peru's port company and Chilean shipping group Haiyuan signed a contract for the port.", "signed",
         {"Haiyuan"}),
        ("The railway signed a contract with Union Carriage for the lease of 12 engines.", "signed",
         {"Union Carriage"}),
    ],
)  # fmt: skip
def test_who_a_deal_is_with(extracted: Any, body: str, status: str, parties: set[str]) -> None:
    (row,) = extracted(body).agreements
    assert row.status == status
    assert party_names(row) == parties


def test_what_is_turned_down_is_another_thing_than_what_is_made_instead(extracted: Any) -> None:
    rows = extracted(
        "Peru has turned down a loan from Selva Bank. It signed a loan with Selva Bank and Tarvos Bank instead."
    ).agreements
    assert [row.status for row in rows] == ["rejected", "signed"]
