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
