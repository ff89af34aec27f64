"""Agreements that are told in passing: what somebody else does about them, what is only aimed at, who talks."""

from datetime import date
from typing import Any

import pytest

from naming import party_names


@pytest.mark.parametrize(
    "body",
    [
        "President Luz Arana defended a fishing deal with Chile on Monday.",
        "The minister resigned on Monday in a row over a gas deal with Chile.",
        "The Union trailed its rivals on Monday, two weeks after Rovers signed Ken Ito to a six-year contract.",
    ],
)
def test_the_day_of_what_is_done_about_it_is_not_its_date(extracted: Any, body: str) -> None:
    (row,) = extracted(body).agreements
    assert row.when is None


def test_the_day_of_making_it_is_its_date(extracted: Any) -> None:
    (row,) = extracted("President Luz Arana signed a fishing deal with Chile on Monday.").agreements
    assert row.when is not None and row.when.first == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Rebels refused to honour the peace accord reached in May 2024 between Peru and the Shore Front.", "in_force"),
        ("According to the fishing accord between Peru and Chile, boats stay ashore in May.", "in_force"),
        ("The council welcomed the renewal of the fishing agreement between Peru and Chile.", "in_force"),
        ("The Shore Front signed the peace accord with Peru on August 1, 2025.", "signed"),  # its own sentence
        ("The ministry can arrange for a customs agreement with Chile.", "planned"),
        ("The talks are aimed at hammering out a fishing agreement with Chile.", "planned"),
        ("Peru and Chile almost reached an agreement on fishing.", "planned"),
        ("It was agreed by Peru and Chile that boats will stay ashore.", "agreed"),
        ("Peru will send back refugees following an agreement with the Shore Front.", "agreed"),
    ],
)
def test_the_words_around_tell_whether_it_holds_or_is_to_come(extracted: Any, body: str, status: str) -> None:
    (row,) = extracted(body).agreements
    assert row.status == status


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("The two ministers met in Lima. They agreed to open the port of Tarvos.", "open the port of Tarvos"),
        ('"We also agreed on the transport of fruit by sea," she said.', "transport of fruit by sea"),
        ("Both envoys spoke for an hour. The envoys agreed that boats should stay ashore.", "boats should stay ashore"),
    ],
)
def test_several_who_are_not_named_agree_too(extracted: Any, body: str, subject: str) -> None:
    (row,) = extracted(body).agreements
    assert (row.status, row.subject) == ("agreed", subject)


@pytest.mark.parametrize(
    "body",
    [
        "Peru and Chile cannot agree on a price for gas.",
        "Peru and Chile have been unable to agree on who should pay.",
        "Supplies will end unless Peru agreed to sell half of its pipelines to Chile.",
        "Ministers of Peru and Chile agreed on the need for reform.",
        "The ministers agreed it was vital to ensure that ports stay open.",
        "Farmers want a better deal from the shops.",
        "We want a long-term partnership with Peru.",
        "The fair fosters partnership between governments.",
        "The guard was arrested in a bribery deal involving the customs service.",
        "Peru and Chile failed to agree on a list of goods.",
        "The fair was held at the Tarvos Convention Center.",
        "The envoy recalled the Charter of the United Nations.",
        "The visit will deepen mutual understanding between Peru and Chile.",
    ],
)
def test_what_is_not_agreed_gives_no_row(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        (
            "Work on the border led to an accord on the principles for the frontier signed by Peruvian President Luz "
            "Arana and Chilean President Omar Vidal.",
            {"Peru", "Chile"},
        ),
        (
            "Talks are taking place in Lima between Peru and the Shore Front, in a bid to reach a peace agreement.",
            {"Peru", "Shore Front"},
        ),
        ("Northbank committed to a $2 billion lifeline to bail out the airline.", {"Northbank"}),
        ("Officials of the African Union forum reached an understanding on visas.", {"African Union"}),
        ("The Lima Tigers and coach Ana Ruiz have reached a contract extension.", {"Lima Tigers", "Ana Ruiz"}),
        ("Varga Steel agreed to pay 7 million dollars to Orbis Corp.", {"Varga Steel", "Orbis Corp."}),
        ("Northbank agreed to inject 5 million dollars into Varga Steel.", {"Northbank", "Varga Steel"}),
        ("Orbis Mining reported a profit on Monday, adding it was hurt by floods.", set()),
    ],
)
def test_who_is_told_further_away_is_a_party(extracted: Any, body: str, parties: set[str]) -> None:
    rows = extracted(body).agreements
    assert {name for row in rows for name in party_names(row)} == parties


def test_they_are_the_one_body_that_speaks(extracted: Any) -> None:
    body = "Orbis Mining said on Monday that they had signed a supply contract with Varga Steel."
    (row,) = extracted(body).agreements
    assert party_names(row) == {"Orbis Mining", "Varga Steel"}


@pytest.mark.parametrize("modifier", ["exceptional", "long-term", "cash", "individual"])
def test_a_word_of_praise_or_of_time_is_no_subject(extracted: Any, modifier: str) -> None:
    (row,) = extracted(f"Peru and Chile signed a {modifier} deal on Monday.").agreements
    assert row.subject is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Rebels on Sunday rejected a ceasefire proposed by the government of Chad.", "rejected"),
        ("The ceasefire between Chad and the rebels collapsed on Tuesday.", "ended"),
        ("The fishing pact between Peru and Chile expires in 2032.", "in_force"),
        ("The fishing pact between Peru and Chile expired in 2022.", "ended"),
    ],
)
def test_what_becomes_of_it_is_its_status(extracted: Any, body: str, status: str) -> None:
    (row,) = extracted(body).agreements
    assert row.status == status


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("The US Senate on Thursday approved the gas deal with Peru.", {"Peru", "United States"}),
        ("Parliament ratified the border treaty with Latvia.", {"Latvia"}),
        ("Under the agreement, Chile will send 500 tons of wheat to Bolivia.", {"Chile", "Bolivia"}),
        ("Varga Steel won a contract to build two ships for Orbis Mining.", {"Varga Steel", "Orbis Mining"}),
    ],
)
def test_states_and_those_who_are_served_are_parties(extracted: Any, body: str, parties: set[str]) -> None:
    (row,) = extracted(body).agreements
    assert party_names(row) == parties


def test_an_agreement_on_a_deal_is_one_row_and_a_ceasefire_that_starts_is_not_about_starting(extracted: Any) -> None:
    (row,) = extracted("Peru and Chile reached agreement on a gas deal in July 2025.").agreements
    assert party_names(row) == {"Peru", "Chile"}
    (truce,) = extracted("Peru and the rebels have agreed to a ceasefire starting on Monday.").agreements
    assert truce.subject == "ceasefire"


def test_a_statement_is_about_what_it_binds_them_to(extracted: Any) -> None:
    (row,) = extracted("The ministers of Peru and Chile issued a joint statement pledging to fight crime.").agreements
    assert (row.kind, row.subject) == ("joint_decision", "fight crime")


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Ministers of Peru and Chile approved a trade and cooperation agreement.", "trade and cooperation"),
        ("Ana Ruiz has signed a two-year contract with Rovers, ending talk of a move to Chile.", "two-year contract"),
        ("Peru and Chile signed a deal to share power on Monday.", "share power"),
    ],
)
def test_a_subject_has_no_sequel_and_no_day(extracted: Any, body: str, subject: str) -> None:
    (row,) = extracted(body).agreements
    assert row.subject == subject


def test_an_order_in_a_deal_is_one_row(extracted: Any) -> None:
    body = "Air Varga placed firm orders with Orbis Corp for 30 jets in a deal worth 2 billion dollars."
    (row,) = extracted(body).agreements
    assert (party_names(row), row.amount) == ({"Air Varga", "Orbis Corp"}, 2_000_000_000)


def test_a_government_and_rebels_are_two_sides(extracted: Any) -> None:
    (row,) = extracted("The Peruvian government and communist rebels on Monday agreed to a ceasefire.").agreements
    assert party_names(row) == {"Peru", "communist rebels"}


def test_a_judge_is_no_side(extracted: Any) -> None:
    rows = extracted("Judge Ana Ruiz rejected a deal of Varga Steel with Orbis Corp.", dateline="LIMA").agreements
    assert all(party.name not in ("Ana Ruiz", "Peru") for row in rows for party in row.parties)


def test_when_talks_on_it_began_is_not_its_date(extracted: Any) -> None:
    body = "Peru and Chile approved a gas pact on Monday. Negotiations on the pact began in 1998."
    assert all(row.when is None or row.when.first.year != 1998 for row in extracted(body).agreements)
