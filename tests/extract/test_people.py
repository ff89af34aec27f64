"""People are told by their full names, with role, organisation and country as printed around any mention."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "name", "told"),
    [
        ("Peruvian President Ollanta Quispe spoke.", "Ollanta Quispe", {"role": "President", "country": "PER"}),
        (
            "Finnish Foreign Minister Aino Lehtinen left.",
            "Aino Lehtinen",
            {"role": "Foreign Minister", "country": "FIN"},
        ),
        (
            '"We hope so," said Dara Novak, chief economist at Harrow Bank.',
            "Dara Novak",
            {"role": "chief economist at Harrow Bank", "organisation": "Harrow Bank"},
        ),
        ("Mr. Jonas Weber, 43, a teacher, was hurt.", "Jonas Weber", {"role": "teacher"}),
        (
            "The mayor of Lyon, Claire Fontaine, said no.",
            "Claire Fontaine",
            {"role": "mayor of Lyon", "country": "FRA"},
        ),
        (
            "Fisheries Minister Ivan Petrov spoke. The Ministry of Fisheries is in Sofia.",
            "Ivan Petrov",
            {"role": "Fisheries Minister"},
        ),
        ("The race was won by Tom Okafor (NGR).", "Tom Okafor", {"country": "NGA"}),
        (
            "A Chilean delegation headed by Rosa Ibarra arrived.",
            "Rosa Ibarra",
            {"country": "CHL"},
        ),
    ],
)
def test_what_stands_around_a_name_is_read(extracted: Any, body: str, name: str, told: dict[str, str]) -> None:
    people = {person.name: person for person in extracted(body).people}
    assert name in people, list(people)
    assert {column: getattr(people[name], column) for column in told} == told


def test_later_forms_of_a_name_are_mentions_of_one_person(extracted: Any) -> None:
    body = "Prime Minister Helena Duarte met farmers. Duarte said prices would rise. Farmers thanked Duarte."
    (person,) = extracted(body).people
    mentions = [body[e.start : e.end] for e in person.evidence if e.column is None]
    assert person.name == "Helena Duarte" and person.forms == ("Duarte",)
    assert mentions == ["Helena Duarte", "Duarte", "Duarte"]


def test_every_cell_has_evidence_that_points_at_words(extracted: Any) -> None:
    body = "Norwegian Finance Minister Kari Solberg resigned."
    (person,) = extracted(body).people
    told = {e.column: body[e.start : e.end] for e in person.evidence}
    assert told == {None: "Kari Solberg", "role": "Finance Minister", "country": "Norwegian"}


def test_an_office_of_the_state_in_a_report_from_home_is_held_for_that_state(extracted: Any) -> None:
    (person,) = extracted("Interior Minister Marta Kowalska resigned.", dateline="WARSAW").people
    assert person.country == "POL"
    (person,) = extracted("Singer Marta Kowalska performed.", dateline="WARSAW").people
    assert person.country is None


@pytest.mark.parametrize(
    "body",
    [
        "Shares of Boeing fell on Wall Street.",
        "The minister said nothing.",
        "Flights from Kennedy Airport were late.",
        "Peru and Chile met in Lima.",
    ],
)
def test_what_is_no_person_is_left_alone(extracted: Any, body: str) -> None:
    assert extracted(body).people == ()
