"""Between whom an agreement is."""

from typing import Any

import pytest

from naming import party_names


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A Sino-Kazakh deal on gas was signed on Monday.", {"China", "Kazakhstan"}),
        ("A pact was signed between the ministries of defence of Peru and Chile.", {"Peru", "Chile"}),
        ("The World Bank agreed to lend Chile $200 million.", {"World Bank", "Chile"}),
        ("Chile agreed to provide aid worth two million dollars to Peru.", {"Chile", "Peru"}),
        ("Peru signed an agreement to buy two ships from Chile.", {"Peru", "Chile"}),
        (
            "President Juan Perez of Peru and his Chilean counterpart Ana Soto signed a trade agreement in Lima.",
            {"Peru", "Chile"},
        ),
        ("Foreign Minister Ana Soto of Chile signed a pact with Peru on Monday.", {"Chile", "Peru"}),
        ("Bulgaria is negotiating with the Russian gas company Orbis Oil for a contract.", {"Bulgaria", "Orbis Oil"}),
        ("Kenya closed its ports to foreign ships under a customs pact with Uganda.", {"Kenya", "Uganda"}),
        ("The talks between Peru and Chile agreed to open the border.", {"Peru", "Chile"}),
        ("Varga Telecom has agreed to become a partner of Real Lima.", {"Varga Telecom", "Real Lima"}),
        ("Returns began after Peru, Chile and Bolivia signed an accord in 2003.", {"Peru", "Chile", "Bolivia"}),
        ("Peru's trade secretary signed a pact with Chile.", {"Peru", "Chile"}),
        ("The Lima peace accords were signed in 1993 by Kenya and Uganda.", {"Kenya", "Uganda"}),
        ("The air force chiefs of ASEAN agreed to increase cooperation.", {"ASEAN"}),
        ("A Singaporean firm has signed a deal to build an office tower.", {"Singaporean firm"}),
        ("Westbank Corp. announced a bid to merge with the Bank of Norland.", {"Westbank Corp.", "Bank of Norland"}),
    ],
)
def test_the_parties_are_those_who_make_it(extracted: Any, body: str, expected: set[str]) -> None:
    (agreement,) = extracted(body).agreements
    assert party_names(agreement) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Chile and the European Union (EU) ended their talks in Lima.", {"Chile", "European Union"}),
        ("Kenya signed a pact with the Harbour Control Board.", {"Kenya", "Harbour Control Board"}),
        ("Peru welcomed the minister of Chile.", {"Peru", "Chile"}),
        ("The government and the rebels began talks on Monday.", {"government", "rebels"}),
    ],
)
def test_both_sides_are_the_two_told_before(extracted: Any, before: str, expected: set[str]) -> None:
    agreements = extracted(f"{before} Both sides agreed to build a port.").agreements
    assert party_names(agreements[-1]) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Peru and Chile met on Monday. The officials agreed to share tax data.",
        "Peru and Chile signed a gas pact. Peru's parliament approved the deal. Trade officials signed a road pact.",
        "Varga Steel of Peru rose. Peru and Chile met. They signed a pact on roads.",
    ],
)
def test_who_is_left_out_is_told_in_the_sentence_before(extracted: Any, body: str) -> None:
    assert party_names(extracted(body).agreements[-1]) == {"Peru", "Chile"}


def test_the_two_companies_own_an_accord(extracted: Any) -> None:
    body = "Varga Steel and Orbis Mining met. The move follows the two companies' earlier accord to share designs."
    (agreement,) = extracted(body).agreements
    assert party_names(agreement) == {"Varga Steel", "Orbis Mining"}


def test_both_companies_are_the_two_told_before(extracted: Any) -> None:
    body = "Varga Steel and Orbis Mining are in talks. The two companies agreed to share their plants."
    (agreement,) = extracted(body).agreements
    assert party_names(agreement) == {"Varga Steel", "Orbis Mining"}


def test_a_list_of_three_is_no_pair(extracted: Any) -> None:
    body = (
        "Peru and Chile met. They spoke of the Kenya-Uganda-Rwanda rail agreement. Both nations agreed to meet again."
    )
    agreement = extracted(body).agreements[-1]
    assert party_names(agreement) == {"Peru", "Chile"}


def test_two_peoples_with_one_noun_are_two_groups(extracted: Any) -> None:
    body = "Peruvian and Chilean farmers signed a deal on water on Monday."
    (agreement,) = extracted(body).agreements
    assert party_names(agreement) == {"Peruvian farmers", "Chilean farmers"}


@pytest.mark.parametrize(
    ("body", "outsider"),
    [
        ("Norway brokered the ceasefire agreement between Peru and Chile.", "Norway"),
        ("Peru and Chile signed the Norway-brokered deal on water.", "Norway"),
        ("Kenya welcomed the pact between Peru and Chile.", "Kenya"),
    ],
)
def test_who_only_helps_or_comments_is_no_party(extracted: Any, body: str, outsider: str) -> None:
    (agreement,) = extracted(body).agreements
    assert party_names(agreement) == {"Peru", "Chile"}
    assert outsider not in party_names(agreement)


def test_a_person_who_acts_for_nobody_stays_a_person(extracted: Any) -> None:
    (agreement,) = extracted("Norwick United signed striker Juan Perez to a five-year contract.").agreements
    assert {(member.name, member.type) for member in agreement.parties} == {
        ("Norwick United", "organisation"),
        ("Juan Perez", "person"),
    }
