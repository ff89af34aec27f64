"""Agreements by what they are: transfers of players, sales, orders, promises of two sides, treaties by name."""

from typing import Any

import pytest

from naming import party_names

SPORT = " The striker scored two goals in the cup match, his team's best in the league."


@pytest.mark.parametrize(
    ("body", "clubs"),
    [
        ("Norland signed winger Jan Bolt from Westerby on Friday.", {"Norland", "Westerby"}),
        ("Jan Bolt joined Leeds from Ajax in 2004.", {"Leeds", "Ajax"}),
        ("Ajax sold Jan Bolt to Liverpool for 5 million pounds.", {"Ajax", "Liverpool"}),
        ("Jan Bolt joined Liverpool on loan in January.", {"Liverpool", "Jan Bolt"}),
    ],
)
def test_a_player_who_changes_clubs_is_a_contract_between_them(extracted: Any, body: str, clubs: set[str]) -> None:
    (row,) = extracted(body + SPORT).agreements
    assert (row.kind, row.status, party_names(row)) == ("contract", "in_force", clubs)
    assert row.subject == "Jan Bolt"


@pytest.mark.parametrize(
    "body",
    [
        "Jan Bolt joined Liverpool in a prayer." + SPORT,
        "Jan Bolt moved to Qatar from Uruguay." + SPORT,
        "Jan Bolt lost to Peter Varga in the final." + SPORT,
        "Jan Bolt joined Orbis from Delcom as head of sales.",
    ],
)
def test_who_joins_otherwise_is_no_transfer(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


@pytest.mark.parametrize(
    ("body", "parties", "status"),
    [
        ("Google's acquisition of Fitbit was announced in November.", {"Google", "Fitbit"}, "agreed"),
        ("The $2.1 billion takeover of Fitbit by Google was cleared.", {"Google", "Fitbit"}, "in_force"),
        ("Hewlett-Packard rejected a takeover offer from Xerox.", {"Hewlett-Packard", "Xerox"}, "rejected"),
        ("Google plans to buy Fitbit for 2 billion dollars.", {"Google", "Fitbit"}, "planned"),
        ("NASA selected Boeing to build landers for the moon.", {"NASA", "Boeing"}, "agreed"),
        ("Ford has teamed up with Volkswagen to build electric cars.", {"Ford", "Volkswagen"}, "in_force"),
        ("Boeing will supply jets to Qantas under a contract signed in May.", {"Boeing", "Qantas"}, "signed"),
        ("Kenya Airways won a contract from the World Bank to fly food.", {"Kenya Airways", "World Bank"}, "agreed"),
        ("Siemens was awarded a contract by the Egyptian government to build a plant.", {"Siemens", "Egypt"}, "agreed"),
        ("The IMF granted Kenya a 200 million dollar loan.", {"IMF", "Kenya"}, "agreed"),
        ("The World Bank has approved a 400 million dollar credit for Kenya.", {"World Bank", "Kenya"}, "agreed"),
    ],
)
def test_companies_and_lenders_are_the_parties_of_what_they_do(
    extracted: Any, body: str, parties: set[str], status: str
) -> None:
    (row,) = extracted(body).agreements
    assert (party_names(row), row.status) == (parties, status)


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Peru and Chile decided on Friday to open the border.", "open the border"),
        (
            "Peru and Chile have close ties. The two sides pledged to set up a joint commission.",
            "set up a joint commission",
        ),
        ("Peru and Chile reached a consensus on fishing on Monday.", "fishing"),
    ],
)
def test_what_two_sides_promise_is_a_joint_decision(extracted: Any, body: str, subject: str) -> None:
    (row,) = extracted(body).agreements
    assert (row.kind, row.status, row.subject) == ("joint_decision", "agreed", subject)
    assert party_names(row) == {"Peru", "Chile"}


@pytest.mark.parametrize(
    "body",
    [
        "Peru decided on Friday to open the border.",
        "The council failed to reach consensus on fishing.",
        "The ministry hired thirty people to count votes.",
        "There was a consensus that the law is good.",
    ],
)
def test_what_one_side_does_is_no_joint_decision(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


@pytest.mark.parametrize(
    ("body", "name", "parties"),
    [
        ("The war was ended by the 1994 Lusaka peace accords.", "Lusaka peace accords", set()),
        ("Iran said it would not quit the NPT.", "NPT", {"Iran"}),
        ("Peru withdrew from the Andean Pact in 1997.", "Andean Pact", {"Peru"}),
        (
            "North Korea's withdrawal from the Non-Proliferation Treaty drew protests.",
            "Non-Proliferation Treaty",
            {"North Korea"},
        ),
        (
            "The United Nations Convention on the Law of the Sea gives coasts a zone.",
            "United Nations Convention on the Law of the Sea",
            set(),
        ),
    ],
)
def test_treaties_are_named_and_bind_who_is_told_to_be_bound(
    extracted: Any, body: str, name: str, parties: set[str]
) -> None:
    (row,) = extracted(body).agreements
    assert (row.name, party_names(row)) == (name, parties)


def test_a_treaty_by_letters_is_the_one_spelled_out(extracted: Any) -> None:
    (row,) = extracted("Iran has signed the Non-Proliferation Treaty (NPT). It would not quit the NPT.").agreements
    assert row.name == "Non-Proliferation Treaty"


def test_a_panel_of_a_treaty_is_not_the_treaty(extracted: Any) -> None:
    assert extracted("A NAFTA panel ruled against Canada.").agreements == ()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The talks would result in an agreement between Peru and Chile on fishing.", "planned"),
        ("Peru and Chile are close to a deal on fishing.", "planned"),
        ("Peru and Chile have an extradition agreement.", "in_force"),
        ("Chile's contract with Boeing to repair jets caused debate.", "in_force"),
        ("No agreement was reached on fishing quotas.", "rejected"),
        ("The army called off the ceasefire with the rebels in 2004.", "ended"),
        ("If a deal on fishing is struck between Peru and Chile, ports will open.", "planned"),
        ("The accord between Peru and Chile that allows ships to pass was signed in May.", "signed"),
    ],
)
def test_words_around_tell_how_far_it_has_come(extracted: Any, body: str, status: str) -> None:
    (row,) = extracted(body).agreements
    assert row.status == status


def test_a_long_subject_is_cut_where_it_only_adds(extracted: Any) -> None:
    body = "Peru signed a treaty with Chile to end a long campaign of raids aimed at setting up a separate state there."
    (row,) = extracted(body).agreements
    assert row.subject == "end a long campaign of raids"
