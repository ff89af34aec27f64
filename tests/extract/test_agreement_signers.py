"""Who signs or agrees where the sentence does not say it in so many words: at a meeting, for a state, "they", "it"."""

from typing import Any

import pytest

from naming import party_names


@pytest.mark.parametrize(
    "body",
    [
        "On Tuesday Kenya, Uganda and Peru signed the roadmap for the railway.",
        "A roadmap for the railway was signed at a trilateral meeting of Kenya, Uganda and Peru in Nairobi.",
        "Presidents of Kenya, Uganda and Peru met in Lima. The three agreed that a railway should be built.",
        "Projects worth 3 million dollars were agreed at a forum of Kenya, Uganda and Peru.",
    ],
)
def test_three_sides_are_three_parties(extracted: Any, body: str) -> None:
    (row,) = extracted(body).agreements
    assert party_names(row) == {"Kenya", "Uganda", "Peru"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The memorandum on mining was signed by Joan Odera for Kenya, and Luis Varga for Peru.", "signed"),
        (
            "The ministers signed an agreement on labour. Joan Odera signed for Kenya, and Luis Varga for Peru.",
            "signed",
        ),
        ("A roadmap on trade was prepared. Kenya and Peru signed it in Lima.", "signed"),
        ("Several accords were signed during the visit of Kenya's president to Peru.", "signed"),
        ("A Joint Declaration is expected at the close of the summit between Kenya and Peru.", "planned"),
        ("Kenya and Peru held talks on Monday. The dialogue is to be continued, they agreed.", "agreed"),
        ("Kenya and Peru held talks on Monday. Direct flights will begin in May, it was agreed.", "agreed"),
        (
            "Kenya's Minister Joan Odera met Peru's Minister Luis Varga in Lima. They agreed on a plan to raise trade.",
            "agreed",
        ),
        ("Kenya and Peru signed about 10 documents on Tuesday.", "signed"),
        ("A Cooperation Programme was signed by the ministers of Kenya and Peru.", "signed"),
        ("Kenya and Peru announced a strategic partnership.", "agreed"),
        ("Kenya and Peru exchanged 12 MoUs on Friday.", "signed"),
        ("The transit agreement between Kenya and Peru, which was signed on June 6, covers trucks.", "signed"),
        ("Kenya needed an early Transit Trade Agreement with Peru.", "planned"),
        ("Kenya and Peru pressed for an early conclusion of the Transit Trade Agreement.", "planned"),
        ("Kenya signed 15 MoUs and agreements with Peru.", "signed"),
    ],
)
def test_two_sides_are_two_parties(extracted: Any, body: str, status: str) -> None:
    (row,) = extracted(body).agreements
    assert (party_names(row), row.status) == ({"Kenya", "Peru"}, status)


def test_a_loan_that_is_asked_for_is_planned(extracted: Any) -> None:
    (row,) = extracted("Kenya has asked the World Bank for a loan of $7 billion to build a railway.").agreements
    assert (row.kind, row.status, row.amount, party_names(row)) == (
        "loan_or_grant", "planned", 7e9, {"Kenya", "World Bank"},
    )  # fmt: skip


def test_a_loan_agreement_without_its_sum_is_a_row(extracted: Any) -> None:
    (row,) = extracted("A loan agreement for the dam was signed on Tuesday, the Cabinet said.").agreements
    assert (row.kind, row.status, row.subject) == ("loan_or_grant", "signed", "dam")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Kenya and Peru signed the Roadmap for Trade & Economic Cooperation in Lima.",
            "Roadmap for Trade & Economic Cooperation",
        ),
        (
            "Kenya and Peru signed the Declaration on Establishment of the Strategic Partnership.",
            "Declaration on Establishment of the Strategic Partnership",
        ),
        ("Kenya and Peru signed 15 MoUs on Friday.", None),
    ],
)
def test_a_name_is_whole_and_a_count_is_none(extracted: Any, body: str, name: str | None) -> None:
    (row,) = extracted(body).agreements
    assert row.name == name


@pytest.mark.parametrize(
    "body",
    [
        "He spoke for the UN Charter.",
        "Kenya and Peru want a strategic partnership.",
        "He joined the party's convention, and opened a Peace Convention that drew a thousand guests.",
        "The Vice President of Sales left.",
        "They will never agree to it.",
        "The clerk signed it.",
        "The school published a programme and ten documents.",
    ],
)
def test_what_nobody_signs_gives_no_row(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()


def test_further_verbs_leave_a_signing_as_it_is(extracted: Any) -> None:
    first, second = extracted("Kenya and Peru signed 24 agreements and agreed to raise trade.").agreements
    assert (first.status, second.status, second.subject) == ("signed", "agreed", "raise trade")


@pytest.mark.parametrize(
    ("body", "when"),
    [
        ("At their Lima meeting last month, Kenya and Peru agreed to open a road.", "2026-02-01"),
        ("Kenya and Peru signed a trade pact on Monday. Kenya and Peru also agreed to open a road.", "2026-03-09"),
        ("Kenya agreed to a rescue of its railway by Peru, a friend of long standing, last month.", "2026-02-01"),
    ],
)
def test_a_time_beside_what_is_agreed_is_its_date(extracted: Any, body: str, when: str) -> None:
    row = extracted(body).agreements[-1]
    assert str(row.when.first) == when


def test_other_sides_have_no_date_of_these(extracted: Any) -> None:
    rain = "Farmers wait for rain, and the harvest is late in most of the valley this season. " * 9
    body = f"Kenya and Peru signed a trade pact on Monday.\n\n{rain}\n\nChile and Brazil have agreed to open a road."
    assert extracted(body).agreements[-1].when is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Ford and Volkswagen formed a joint venture to build electric cars.", "contract"),
        ("Apple and Qualcomm have settled their patent dispute.", "deal"),
        ("Apple settled with Qualcomm on Tuesday for 4 billion dollars.", "deal"),
    ],
)
def test_companies_that_join_or_settle_agree(extracted: Any, body: str, kind: str) -> None:
    (row,) = extracted(body).agreements
    assert (row.kind, row.status, len(row.parties)) == (kind, "agreed", 2)


@pytest.mark.parametrize(
    "body", ["The family settled in Nairobi.", "Western alliance members met.", "Orbis Ventures hired a clerk."]
)
def test_what_only_sounds_like_it_gives_no_row(extracted: Any, body: str) -> None:
    assert extracted(body).agreements == ()
