"""Meetings by the construction that tells them: one sentence for what is found, one for what is left alone."""

from typing import Any

import pytest

from naming import participant_names

LEAD = "Peruvian President Ollanta Quispe"


@pytest.mark.parametrize(
    ("body", "kind", "participants"),
    [
        (f"{LEAD} will meet the leader of the Varga Front on Friday.", "meeting",
         {"Ollanta Quispe", "Varga Front"}),
        ("Finland's foreign minister met his Swedish counterpart in Oslo on Monday.", "meeting", {"Finland", "Sweden"}),
        (f"{LEAD} and Japanese Premier Aki Mori met here on Monday with both leaders expressing hope.", "meeting",
         {"Ollanta Quispe", "Aki Mori"}),
        (f"{LEAD} talked with Sam Okello, president of Uganda, on Monday about trade.", "talks",
         {"Ollanta Quispe", "Sam Okello"}),
        (f"In the call with Ugandan President Sam Okello, Quispe asked for help. {LEAD} denied it.", "call",
         {"Sam Okello", "Ollanta Quispe"}),
        ("Envoy Omar Ruiz testified before the House Trade Committee on Tuesday.", "session",
         {"Omar Ruiz", "House Trade Committee"}),
        ("Envoy Omar Ruiz told the space subcommittee on Tuesday that cranes were sold.", "session",
         {"Omar Ruiz", "space subcommittee"}),
        ("The curbs adopted on Monday by the UN Security Council are harsh.", "session", {"UN Security Council"}),
        ("The executive committee, chaired by Omar Ruiz, decided on Tuesday to call elections.", "session",
         {"Omar Ruiz", "executive committee"}),
        (f"{LEAD} told the Coastal Business Forum in Lima on Tuesday that trade would grow.", "conference",
         {"Ollanta Quispe"}),
        ("Talks between Iran and the European Union three -- Britain, France and Germany -- were held on Monday.",
         "talks", {"Iran", "Britain", "France", "Germany"}),
        (f"{LEAD} met with international observers on Sunday.", "meeting",
         {"Ollanta Quispe", "international observers"}),
        ("The first EU-Ukraine summit will be held in Kiev on Friday.", "summit", {"EU", "Ukraine"}),
        (f"The forum will be held in Lima on Friday with the participation of {LEAD} and envoy Sam Okello.",
         "conference", {"Ollanta Quispe", "Sam Okello"}),
        ("The conference of ports opened in Lima on Monday, where Premier Wen Lu proposed a new route.", "conference",
         {"Wen Lu"}),
        ("Next steps will be announced at an all-company meeting on Friday.", "meeting", set()),
        ("European Union leaders gathered in Brussels on Tuesday for a two-day summit.", "summit",
         {"European Union leaders"}),
    ],
)  # fmt: skip
def test_who_met_in_what(extracted: Any, body: str, kind: str, participants: set[str]) -> None:
    (meeting,) = extracted(body).meetings
    assert (meeting.kind, participant_names(meeting)) == (kind, participants)


@pytest.mark.parametrize(
    "body",
    [
        "Ministry spokesman Paul Hendry said at a briefing on Monday that he was glad.",
        "The U.S. had won all previous 15 meetings with their northern neighbours.",
        "Wang Yu, vice-chairman of the National Committee of the Coastal Conference, arrived in Lima on Monday.",
        "A call for calm came from Ugandan President Sam Okello on Monday.",
        f"{LEAD} met with reporters on Sunday.",
        "The witness testified before a jury on Tuesday.",
    ],
)
def test_what_is_no_meeting(extracted: Any, body: str) -> None:
    assert extracted(body).meetings == ()


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("Omar Haddad met Sam Okello on Monday in an effort to end the border war.", "end the border war"),
        ("Gas supplies were discussed when Omar Haddad met Sam Okello on Monday.", "Gas supplies"),
        ("Omar Haddad discussed gas supplies with his Ugandan counterpart Sam Okello on Monday.", "gas supplies"),
        ("Omar Haddad met Sam Okello on Monday. Haddad said he hoped for closer cooperation in fishing.",
         "closer cooperation in fishing"),
        ("Omar Haddad met Sam Okello on Monday. The shop's owner praised closer cooperation in fishing.", None),
    ],
)  # fmt: skip
def test_what_a_meeting_was_for(extracted: Any, body: str, topic: str | None) -> None:
    assert extracted(body).meetings[0].topic == topic


def test_the_day_of_arrival_is_not_that_of_the_summit(extracted: Any) -> None:
    body = f"{LEAD} arrived here Monday for the Lima Summit of the Forum on Coastal Trade."
    assert extracted(body, dateline="LIMA").meetings[0].when is None
    assert extracted(f"{LEAD} attended the Lima summit on Monday.").meetings[0].when is not None


def test_the_day_that_a_yearly_forum_opened_is_taken_over_the_year_in_its_name(extracted: Any) -> None:
    (meeting,) = extracted("The Coastal Trade Forum 2026 opened in Lima on Monday.").meetings
    assert meeting.when is not None and meeting.when.precision == "day"


def test_where_a_council_sends_troops_is_not_where_it_sits(extracted: Any) -> None:
    body = "The UN Security Council on Monday extended the mandate of the mission in Liberia."
    (meeting,) = extracted(body).meetings
    assert meeting.place is None


@pytest.mark.parametrize(("times", "number"), [("several times", None), ("three times", 3), ("twice", 2), ("", 1)])
def test_how_many_meetings_a_verb_tells_of(extracted: Any, times: str, number: int | None) -> None:
    body = f"{LEAD} has met Ugandan President Sam Okello {times} this year."
    assert extracted(body).meetings[0].number == number


@pytest.mark.parametrize(
    "later",
    [
        "The Lima summit opened on Monday in Lima with speeches.",
        "Leaders of 40 states attended the two- day Lima summit, which ended well.",  # a line broken at the hyphen
    ],
)
def test_a_summit_by_two_names_is_one_row(extracted: Any, later: str) -> None:
    body = f"{LEAD} is in Lima for the Summit of the Forum on Coastal Trade. {later}"
    kinds = [meeting.kind for meeting in extracted(body, dateline="LIMA").meetings]
    assert kinds == ["summit"]


@pytest.mark.parametrize(
    "body",
    [
        "The appeal for peace got a mixed hearing in Lima on Monday.",
        "Rovers beat Gulls 2-0 on Sunday to stay at the summit. The striker scored twice before the keeper was hurt "
        "in the second half of the match, and the league leaders held on.",
    ],
)
def test_what_is_only_called_so_is_no_meeting(extracted: Any, body: str) -> None:
    assert extracted(body).meetings == ()


@pytest.mark.parametrize(
    "body",
    [
        "Peru and Chile signed a pact on fishing after talks in Lima.",
        "Peru and Chile signed a pact on fishing after two days of talks in Lima.",
    ],
)
def test_those_who_sign_after_talks_have_talked(extracted: Any, body: str) -> None:
    (meeting,) = extracted(body).meetings
    assert (participant_names(meeting), meeting.place) == ({"Peru", "Chile"}, "Lima")


@pytest.mark.parametrize(
    "body",
    [
        "The talks between Peru and Chile were mediated by Norway.",
        "Norway brokered the talks between Peru and Chile.",
        "Talks between Peru and Chile, brokered by Norway, will resume on Monday.",
    ],
)
def test_who_brings_the_sides_together_is_a_mediator(extracted: Any, body: str) -> None:
    (meeting,) = extracted(body).meetings
    assert {m.name: m.capacity for m in meeting.participants} == {
        "Peru": "participant",
        "Chile": "participant",
        "Norway": "mediator",
    }


def test_a_person_before_and_in_a_list_takes_part(extracted: Any) -> None:
    (meeting,) = extracted(
        "President Ana Rojas met separately with Russian Foreign Minister Sergei Levin and EU foreign policy chief "
        "Javier Serrano."
    ).meetings
    assert {"Ana Rojas", "Sergei Levin", "Javier Serrano"} == participant_names(meeting)


@pytest.mark.parametrize(
    ("body", "participants"),
    [
        ("Visiting French President Luc Arnaud met Prime Minister Ana Rojas on Monday.", {"Luc Arnaud", "Ana Rojas"}),
        ("EU and NATO negotiators met on Monday in Oslo.", {"EU", "NATO"}),
        (
            "Officials from the French, German and Spanish governments will meet in Bonn next month.",
            {"French government", "German government", "Spanish government"},
        ),
    ],
)
def test_who_met(extracted: Any, body: str, participants: set[str]) -> None:
    (meeting,) = extracted(body).meetings
    assert participant_names(meeting) == participants


def test_where_somebody_goes_from_a_meeting_is_not_its_place(extracted: Any) -> None:
    (meeting,) = extracted(
        "President Ana Rojas will meet Premier Luc Arnaud on Tuesday. Rojas will then travel to Italy."
    ).meetings
    assert meeting.place is None
