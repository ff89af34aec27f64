"""Meetings: who met, when and where, held or planned, one row for each."""

from typing import Any

import pytest

LEAD = "Peruvian President Ollanta Quispe"


def only(rows: tuple[Any, ...]) -> Any:
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("body", "status", "date", "names"),
    [
        (
            f"{LEAD} met Finnish Foreign Minister Aino Lehtinen on Monday.",
            "held",
            "2026-03-09",
            {"Ollanta Quispe", "Aino Lehtinen"},
        ),
        (
            f"{LEAD} will meet Finnish Foreign Minister Aino Lehtinen on Friday.",
            "planned",
            "2026-03-13",
            {"Ollanta Quispe", "Aino Lehtinen"},
        ),
        ("Talks between Iran and Oman were held in Muscat on Tuesday.", "held", "2026-03-10", {"Iran", "Oman"}),
        ("The upcoming summit between Kenya and Uganda opens on Friday.", "planned", "2026-03-13", {"Kenya", "Uganda"}),
        (
            f"{LEAD} held talks with Finnish Foreign Minister Aino Lehtinen on Tuesday.",
            "held",
            "2026-03-10",
            {"Ollanta Quispe", "Aino Lehtinen"},
        ),
        (
            f"{LEAD} said after a meeting with Finnish Foreign Minister Aino Lehtinen on Monday that he was content.",
            "held",
            "2026-03-09",
            {"Ollanta Quispe", "Aino Lehtinen"},
        ),
    ],
)
def test_a_meeting_is_read(extracted: Any, body: str, status: str, date: str, names: set[str]) -> None:
    meeting = only(extracted(body).meetings)
    assert meeting.status == status
    assert meeting.when is not None and meeting.when.first.isoformat() == date
    assert {member.name for member in meeting.participants} == names


def test_several_sentences_about_one_meeting_are_one_row(extracted: Any) -> None:
    body = (
        "Kenya and Uganda held talks in Nairobi on Monday. The talks lasted three hours. "
        "Ugandan Foreign Minister Sam Okello attended the meeting."
    )
    meeting = only(extracted(body).meetings)
    assert {m.name for m in meeting.participants} >= {"Kenya", "Uganda", "Sam Okello"}
    assert meeting.place == "Nairobi"
    assert sum(place.column is None for place in meeting.evidence) == 3


def test_who_chairs_and_who_joins_by_video_is_told(extracted: Any) -> None:
    body = (
        "Transport Minister Elena Vargas chaired a meeting at the Ministry of Transport on Monday. "
        "Port director Luis Prado, who joined the meeting via video link, spoke first."
    )
    meeting = only(extracted(body).meetings)
    told = {m.name: (m.capacity, m.mode) for m in meeting.participants}
    assert told["Elena Vargas"] == ("chair", None)
    assert told["Luis Prado"][1] == "video"
    assert meeting.place == "Ministry of Transport" and meeting.mode == "video"


def test_several_meetings_have_no_number(extracted: Any) -> None:
    body = "President Ana Torres has had several meetings with Peruvian President Ollanta Quispe this year."
    meeting = only(extracted(body).meetings)
    assert meeting.number is None and meeting.when.precision == "year"


def test_here_is_the_place_of_the_dateline(extracted: Any) -> None:
    body = "Kenya and Uganda held talks here on Monday."
    assert only(extracted(body, dateline="NAIROBI").meetings).place == "Nairobi"


@pytest.mark.parametrize(
    "body",
    [
        "The company met its targets for the year.",
        "She told a news conference that prices would rise.",
        "Trading closed higher in the morning session.",
        "The Lions met the Tigers in the final and won 3-1.",
        "He gave a speech in Lima.",
        "The minister did not meet Aino Lehtinen.",
    ],
)
def test_what_is_no_meeting_is_left_alone(extracted: Any, body: str) -> None:
    assert extracted(body).meetings == ()


def test_evidence_is_the_clause_not_the_paragraph(extracted: Any) -> None:
    clause = "Kenya and Uganda held talks in Nairobi on Monday"
    body = f"{clause}. " + "The weather was fine that day and many people walked by the river. " * 5
    meeting = only(extracted(body).meetings)
    stated = next(place for place in meeting.evidence if place.column is None)
    assert body[stated.start : stated.end] == clause


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (  # a list whose people are told more of by "who"
            "The deal came at a meeting between Nicholas Byrd, who is Undersecretary of Trade, Robert Johns, the chief "
            "of staff, and Kenji Mori.",
            {"Nicholas Byrd", "Robert Johns", "Kenji Mori"},
        ),
        (  # the day stands between the noun and who takes part
            "Omar Haddad held talks on Monday with Kenyan President Paul Otieno.",
            {"Omar Haddad", "Paul Otieno"},
        ),
        ("The minister made the appeal ahead of a summit Thursday of EU leaders in Brussels.", {"EU leaders"}),
        (  # whoever speaks at a meeting takes part in it
            "Economy Minister Sam Okello said at the conference in Lima on Tuesday that growth was back.",
            {"Sam Okello"},
        ),
        (
            '"It helps," Ciro Ambasz, president of Italy, told a joint news conference with Ahmet Yilmaz after their '
            "meeting.",
            {"Ciro Ambasz", "Ahmet Yilmaz"},
        ),
        ("Energy Minister Paul Otieno told the Energy Committee on Monday that prices rose.", {"Paul Otieno"}),
        ("The board of Orbis met in Oslo on Tuesday to discuss the programme.", {"board of Orbis"}),
        (
            "Aino Lehtinen, who discussed the crisis with Omar Haddad, called for help.",
            {"Aino Lehtinen", "Omar Haddad"},
        ),
        ("OPEC would cut its output at its December meeting, analysts said.", {"OPEC"}),
        ("Ana Lind paid a courtesy call on Prime Minister Jon Berg on Monday.", {"Ana Lind", "Jon Berg"}),
        ("Ambassador Ana Lind called on Prime Minister Jon Berg on Monday.", {"Ana Lind", "Jon Berg"}),
        ("Ana Lind met the Chairman of Kenya Railways, Paul Otieno, in Nairobi.", {"Ana Lind", "Paul Otieno"}),
        (
            "Trade Minister Ana Lind and Transport Minister Jon Berg co-chaired the 7th session of the commission.",
            {"Ana Lind", "Jon Berg"},
        ),
        ("Omar Haddad held meetings with Ana Lind and with Jon Berg in Oslo.", {"Omar Haddad", "Ana Lind", "Jon Berg"}),
        ("Ana Lind raised this with Prime Minister Jon Berg at a meeting in Oslo.", {"Ana Lind", "Jon Berg"}),
        ("Sam Okello met his counterpart from North Korea, Kim Min-Gwan, on Monday.", {"Sam Okello", "Kim Min-Gwan"}),
        ("During a phone talk with Omar Haddad, King Ali Saeed said that people should unite.", {"Omar Haddad"}),
    ],
)
def test_who_met_is_read_through_the_sentence(extracted: Any, body: str, names: set[str]) -> None:
    assert {m.name for m in only(extracted(body).meetings).participants} >= names


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("Kenya and Uganda held talks in Nairobi on Monday. The two sides discussed fishing rights.", "fishing rights"),
        ("Kenya and Uganda held talks in Nairobi on Monday. The talks focused on the joint dam.", "joint dam"),
        ("Kenya and Uganda will meet in Nairobi on Friday. Issues regarding fishing will be debated at the meeting.",
         "fishing"),
        ("Kenya and Uganda held two-day talks in Nairobi on Monday.", None),
        ("The Lima Summit of the Forum on Coastal Trade opened on Monday with Kenya and Uganda.", None),
        ("Omar Haddad met Sam Okello on Monday to discuss trade on the sidelines of the Lima summit.", "trade"),
    ],
)  # fmt: skip
def test_the_topic_is_what_was_discussed(extracted: Any, body: str, topic: str | None) -> None:
    assert extracted(body).meetings[0].topic == topic


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("The Lima summit of Kenya and Uganda ended on Monday.", "Lima"),
        ("Kenya and Uganda held talks on Monday in the border town of Busia.", "Busia"),
        ("Omar Haddad arrived in Lima on Sunday for a visit. Haddad met Peruvian President Luis Quispe on Monday.",
         "Lima"),
        ("Omar Haddad will visit Peru. Haddad met Peruvian President Luis Quispe in March 2020.", None),
    ],
)  # fmt: skip
def test_the_place_is_told_around_the_meeting(extracted: Any, body: str, place: str | None) -> None:
    assert extracted(body).meetings[-1].place == place


@pytest.mark.parametrize(
    ("body", "status", "date"),
    [
        ("Omar Haddad and Nikos Pappas have not met since October 1994.", "held", "1994-10-01"),
        ("Omar Haddad and Nikos Pappas have been engaged in talks for months.", "ongoing", None),
        ("The documents will be adopted at the Lima summit of Kenya and Uganda, due to conclude on Friday.", "ongoing",
         None),
        ("The Lima summit of Kenya and Uganda will open soon, the mayor said on Monday.", "planned", None),
        ("Omar Haddad arrived for talks with Sam Okello, including a meeting with Paul Otieno.", "planned", None),
        ("The committee will meet in Nairobi before May 25.", "planned", None),
        ("The council held its 12th session in Oslo. A plan for 2022-27 is expected from the meeting.", "held", None),
        ("The summit is the largest meeting of Kenya and Uganda since the founding of the union in 1949.", "ongoing",
         None),
    ],
)  # fmt: skip
def test_status_and_day_go_together(extracted: Any, body: str, status: str, date: str | None) -> None:
    meeting = extracted(body).meetings[0]
    assert meeting.status == status
    assert (meeting.when.first.isoformat() if meeting.when else None) == date


def test_who_meets_others_as_well_meets_again(extracted: Any) -> None:
    body = "Robert Johns and Nicholas Byrd met Kenji Mori on Monday. Byrd and Johns also met with Taro Sato."
    assert [{m.name for m in meeting.participants} for meeting in extracted(body).meetings] == [
        {"Robert Johns", "Nicholas Byrd", "Kenji Mori"},
        {"Robert Johns", "Nicholas Byrd", "Taro Sato"},
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Monday's session came 19 days after the trial was adjourned.",
        "Crowds gathered in Lima on Monday.",
        "Her plan met with difficulties in Lima on Monday.",
        "Omar Haddad and Nikos Pappas did not meet on Monday.",
        "The mines do not meet the criteria of safety in Lima.",
    ],
)
def test_coming_together_without_meeting_is_left_alone(extracted: Any, body: str) -> None:
    assert extracted(body).meetings == ()
