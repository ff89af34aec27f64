"""Where a meeting is held and what it is about, by the construction that tells it."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "place", "country"),
    [
        ("The ministers of Kenya and Uganda held talks in the Peruvian capital on Monday.", "Peruvian capital", "PER"),
        ("Premier Aki Mori will attend the 9th Ports Summit of the Coastal Trade Forum (CTF) to be held in Lima.",
         "Lima", "PER"),
        ("Premier Aki Mori met President Sam Okello at a hotel in Lima on Monday.", "Lima", "PER"),
        ("Peru will host the next Ports Conference on Friday.", "Peru", "PER"),
        ("The next session of the Coastal Council, hosted by Peru, opens on Friday.", "Peru", "PER"),
        ("Premier Aki Mori will visit Peru next week to meet President Sam Okello.", "Peru", "PER"),
        ("Premier Aki Mori left Kenya for Peru on Monday to attend the 9th Ports Summit.", "Peru", "PER"),
        ("Shipowner Aki Mori will host a Ports Conference on Friday.", None, None),
        ("Premier Aki Mori met President Sam Okello on Monday, and a dam is to be built in Lima.", None, None),
        ("The ministers of Kenya and Uganda held talks on capital on Monday.", None, None),
    ],
)  # fmt: skip
def test_where(extracted: Any, body: str, place: str | None, country: str | None) -> None:
    (meeting,) = extracted(body).meetings
    assert (meeting.place, meeting.country) == (place, country)


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("Ministers from Peru and Kenya opened talks on Monday aimed at cutting fishing quotas.",
         "cutting fishing quotas"),
        ("The Ports Conference, which aims to cut fishing quotas, opened in Lima on Monday.", "cut fishing quotas"),
        ("Fishing ministers, meeting in Lima on Monday, failed to agree on quotas for cod.", "quotas for cod"),
        ("The meeting between Peru and Kenya on Monday agreed to share the lake.", "share the lake"),
        ("Ministers from Peru and Kenya will meet on Friday to discuss ways to save the lake.", "save the lake"),
        ("Peru and Kenya held talks on Monday on details concerning the new bridge.", "new bridge"),
        ('The Ports Conference opened in Lima on Monday. The theme of the conference is "Quiet Harbours".',
         "Quiet Harbours"),
        ('A conference entitled "Quiet Harbours" opened in Lima on Monday.', "Quiet Harbours"),
        ("Premier Aki Mori met President Sam Okello on Monday. Fishing quotas topped the agenda.", "Fishing quotas"),
        ("Premier Aki Mori met President Sam Okello on Monday. Fishing quotas were on the agenda.", "Fishing quotas"),
    ],
)  # fmt: skip
def test_what_about(extracted: Any, body: str, topic: str) -> None:
    assert extracted(body).meetings[0].topic == topic


@pytest.mark.parametrize(
    "body",
    [
        "Talks between Peru and Kenya failed on Monday over the refusal of fishermen to sail.",
        "Talks between Peru and Kenya on Monday had raised doubts over the bank's dam.",
        "Premier Aki Mori and President Sam Okello discussed the two issues on Monday.",
        "Premier Aki Mori, on holiday in Lima, met President Sam Okello on Monday.",
        "Two-day talks between Peru and Kenya to begin on Tuesday will be short.",
        'Premier Aki Mori met President Sam Okello on Monday. The theme of the fair is "Quiet Harbours".',
        "Premier Aki Mori met President Sam Okello on Monday. Mori said Peru did well in its own development.",
    ],
)
def test_what_is_no_topic(extracted: Any, body: str) -> None:
    assert [meeting.topic for meeting in extracted(body).meetings] == [None]


def test_who_is_on_a_visit_is_spoken_to_face_to_face(extracted: Any) -> None:
    body = "Peruvian President Ollanta Quispe told visiting Kenyan Premier Aki Mori on Monday that trade would grow."
    (meeting,) = extracted(body).meetings
    assert {member.name for member in meeting.participants} == {"Ollanta Quispe", "Aki Mori"}
    assert extracted(body.replace("visiting ", "")).meetings == ()
