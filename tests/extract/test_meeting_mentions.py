"""Which mentions are one meeting, and which are none: hopes, thoughts, and what only looks like a meeting."""

from typing import Any

import pytest

from naming import participant_names

MET = "Peruvian President Ollanta Quispe met Ugandan President Sam Okello in Lima on Monday."


@pytest.mark.parametrize(
    "body",
    [
        "Aid groups heard mounting calls for talks with Peru.",
        "The deal may be a basis for resuming peace talks with Peru.",
        "Peru pledged to deepen dialogue with Uganda.",
        "Peru asked whether Ugandan President Sam Okello would meet envoy Omar Ruiz.",
        "If Ugandan President Sam Okello meets envoy Omar Ruiz, ties will mend.",
        "Grants helped to meet Uganda's costs.",
        "The plan has met with fierce opposition from Uganda.",
        "Envoy Omar Ruiz was met at Lima airport by Mayor Ana Poma.",
        "The climber fell near the summit of Mount Sarka in Peru on Monday.",
        "Hotels are full for the related meetings of ministers from Peru.",
        "The mayor of Lima was held under the Geneva Conventions.",
        "The mob left Lima after a prayer session late on Monday.",
        "Peru kept out of the president's deliberations.",
        "Officials of the Coastal Trade Council forum sent Peru a letter.",
        "The rebate, negotiated by Ugandan President Sam Okello in 1984, is tied to trade.",
        "Omar Ruiz was glad when he met him.",
        "Hopes of talks between Peru and Uganda faded on Monday.",
    ],
)
def test_hopes_thoughts_and_other_senses_are_no_rows(extracted: Any, body: str) -> None:
    assert extracted(body).meetings == ()


def test_what_is_wished_for_is_a_row_once_it_has_a_day(extracted: Any) -> None:
    (meeting,) = extracted("Peru made an offer of talks with Uganda in Lima on Friday.").meetings
    assert meeting.place == "Lima"


@pytest.mark.parametrize(
    "later",
    [
        "On Sunday crowds marched against the meeting.",
        "It was the first meeting between the two since May.",
        "The two leaders also discussed fishing.",
        "Monday's meeting was short.",
    ],
)
def test_a_later_sentence_about_a_meeting_is_no_other_meeting(extracted: Any, later: str) -> None:
    (meeting,) = extracted(f"{MET} {later}").meetings
    assert participant_names(meeting) == {"Ollanta Quispe", "Sam Okello"}
    assert meeting.when is not None and meeting.when.text == "Monday"


def test_the_meeting_of_those_who_came_to_a_summit_is_the_summit(extracted: Any) -> None:
    body = (
        "European Union leaders gathered in Oslo for a summit on Monday. Premier Aki Mori spoke. "
        "He said that fish came up at the meeting of European Union leaders."
    )
    assert [meeting.kind for meeting in extracted(body).meetings] == ["summit"]


def test_a_meeting_that_opened_and_ended_on_two_days_is_one(extracted: Any) -> None:
    body = "The 5th Coastal Trade Conference opened in Lima on Saturday. The conference ended on Monday."
    (meeting,) = extracted(body).meetings
    assert meeting.when is not None
    assert ((meeting.when.last - meeting.when.first).days, meeting.when.precision) == (2, "range")


def test_the_days_of_a_meeting_are_counted_back_from_its_end(extracted: Any) -> None:
    body = "Trade ministers from Peru and Uganda ended a two-day meeting in Lima on Monday."
    (meeting,) = extracted(body).meetings
    assert meeting.when is not None and (meeting.when.last - meeting.when.first).days == 1
    (meeting,) = extracted(body.replace("ended", "held")).meetings
    assert meeting.when is not None and meeting.when.first == meeting.when.last


def test_the_day_of_arrival_is_not_that_of_what_one_comes_to_attend(extracted: Any) -> None:
    body = "Premier Aki Mori arrived in Lima on Monday to attend the 5th Coastal Summit."
    assert all(meeting.when is None for meeting in extracted(body).meetings)


def test_talks_that_were_taking_place_go_on(extracted: Any) -> None:
    body = "The minister said that talks were taking place between Peru and Uganda."
    assert extracted(body).meetings[0].status == "ongoing"
    body = "The ministers of Peru and Uganda were meeting later Monday."
    assert all(meeting.status == "planned" for meeting in extracted(body, published="2026-06-15").meetings)


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("The meeting between the government, the UN and the Reds on Monday ended in Lima.",
         {"government", "UN", "Reds"}),
        ("The Varga-Orbis talks between Peru and Uganda failed on Monday.", None),
        ("Premier Aki Mori made a phone call to Ugandan President Sam Okello on Monday.", {"Aki Mori", "Sam Okello"}),
        ("President Sam Okello told Premier Aki Mori during a meeting on Monday that ties were good.",
         {"Sam Okello", "Aki Mori"}),
        ("Envoy Omar Ruiz met eight ministers, including Aki Mori, Sam Okello and Ana Poma, on Monday.",
         {"Omar Ruiz", "Aki Mori", "Sam Okello", "Ana Poma"}),
        ("Four states on the eastern coast -- Peru, Chile, Ecuador and Uganda -- will meet on Friday.",
         {"Peru", "Chile", "Ecuador", "Uganda"}),
        ("Premier Aki Mori will attend the 14th OPEC Ministers' Meeting in Lima on Friday.", {"OPEC", "Aki Mori"}),
    ],
)  # fmt: skip
def test_everybody_of_a_list_takes_part(extracted: Any, body: str, who: set[str] | None) -> None:
    (meeting,) = extracted(body).meetings
    assert who is None or participant_names(meeting) == who


def test_letters_and_the_name_that_they_stand_for_are_one_body(extracted: Any) -> None:
    body = "The World Trade Organization will meet Peru in Lima on Friday. A WTO meeting in Lima is due on Friday."
    members = [name for meeting in extracted(body).meetings for name in participant_names(meeting)]
    assert "WTO" not in members


def test_the_day_of_what_was_said_at_a_meeting_is_not_that_of_the_meeting(extracted: Any) -> None:
    body = "President Sam Okello told Premier Aki Mori during their meeting that a bridge would open on Friday."
    (meeting,) = extracted(body, published="2026-06-16").meetings
    assert meeting.when is None and meeting.status == "held"


def test_the_opening_session_is_part_of_the_conference(extracted: Any) -> None:
    body = "The 5th Ports Conference opened in Lima on Monday. Addressing the opening session, Premier Aki Mori spoke."
    (meeting,) = extracted(body).meetings
    assert "Aki Mori" in participant_names(meeting) and meeting.topic is None


def test_who_says_something_at_a_forum_takes_part_in_it(extracted: Any) -> None:
    body = "Trade will grow, said Premier Aki Mori at the Ports Forum in Lima on Monday."
    (meeting,) = extracted(body).meetings
    assert participant_names(meeting) == {"Aki Mori"}


def test_two_last_names_are_two_people(extracted: Any) -> None:
    body = (
        "Glaf Kerides and Rauf Denkar lead the island's sides. "
        "The envoy went on with his mediation between Kerides and Denkar in Lima on Monday."
    )
    meetings = extracted(body).meetings
    assert {"Glaf Kerides", "Rauf Denkar"} <= {name for meeting in meetings for name in participant_names(meeting)}
