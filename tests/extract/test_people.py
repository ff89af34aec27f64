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


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Democratic lawmakers Anna Varga, Ivan Petrov and Rosa Ibarra of the Union Party protested.",
            {
                "Anna Varga": "Democratic lawmaker",
                "Ivan Petrov": "Democratic lawmaker",
                "Rosa Ibarra": "Democratic lawmaker",
            },
        ),
        ("Senate Leader, Ahmad Okafor raises a motion.", {"Ahmad Okafor": "Senate Leader"}),
        ("They appointed Aino Lehtinen as envoy for the Arctic.", {"Aino Lehtinen": "envoy for the Arctic"}),
        ("A spokesman for Prime Minister Helena Duarte left.", {"Helena Duarte": "Prime Minister"}),
        (
            "The candidates elected were Ann Varga and Ben Lindqvist.",
            {"Ann Varga": "candidate", "Ben Lindqvist": "candidate"},
        ),
        ("Harbour Control Board (HCB) chief Ann Varga left.", {"Ann Varga": "Harbour Control Board chief"}),
        ("Ann Varga was the captain. Pro-Syrian President Omar Haddad spoke.", {"Omar Haddad": "President"}),
        ("22-year-old law student Nayla Varga wept.", {"Nayla Varga": "law student"}),
        ("The Harbour Board appointed Ann Varga as director.", {"Ann Varga": "director"}),
        ("Ann Varga appointed a friend as director.", {"Ann Varga": None}),
        ("In the lawyer's view, Ann Varga lied.", {"Ann Varga": None}),
        ("The minister saw Helena Duarte, Ivan Petrov and others.", {"Ivan Petrov": None}),
        ("Ivan Petrov, the mayor, Rosa Ibarra and others left.", {"Rosa Ibarra": None}),
    ],
)
def test_a_role_goes_to_each_it_is_printed_for(extracted: Any, body: str, told: dict[str, str | None]) -> None:
    roles = {person.name: person.role for person in extracted(body).people}
    assert {name: roles.get(name) for name in told} == told


@pytest.mark.parametrize(
    ("body", "name", "organisation"),
    [
        ("The Arctic Study Group, headed by Tom Reed, met. It ended early.", "Tom Reed", "Arctic Study Group"),
        ("Gasco Holdings said prices rose. The company's director Ilse Varga left.", "Ilse Varga", "Gasco Holdings"),
        ("Ilse Varga, Vice President of Sales for Harrow, Inc., says no.", "Ilse Varga", "Harrow, Inc."),
        ("A group founded by Tom Reed met the Harbour Board.", "Tom Reed", None),
        ("Undersecretary of State for Arms Control Robert Varga spoke.", "Robert Varga", None),
        ("Health and Social Development Minister Ivan Petrov denied it.", "Ivan Petrov", None),
    ],
)
def test_the_body_is_told_by_what_the_text_says_of_it(extracted: Any, body: str, name: str, organisation: str) -> None:
    people = {person.name: person.organisation for person in extracted(body).people}
    assert people[name] == organisation


SPORT = " They played the match in the league and won the cup final on points."


@pytest.mark.parametrize(
    ("body", "name", "organisation", "country"),
    [
        ("Lima Lions striker Jonas Weber scored.", "Jonas Weber", "Lima Lions", None),
        ("Norway lost defender Kari Solberg to injury.", "Kari Solberg", "Norway", "NOR"),
        ("Emilio Duarte led Peru to a win.", "Emilio Duarte", "Peru", "PER"),
    ],
)
def test_a_player_belongs_to_the_team(
    extracted: Any, body: str, name: str, organisation: str, country: str | None
) -> None:
    people = {person.name: (person.organisation, person.country) for person in extracted(body + SPORT).people}
    assert people[name] == (organisation, country)


@pytest.mark.parametrize(
    ("body", "dateline", "country"),
    [
        ("The Chilean and Thai premiers, Emilio Varga and Helena Duarte, signed it.", None, "THA"),
        ("Uzbek President Anvar Karimov received Prime Minister Helena Duarte.", "TASHKENT", None),
        ("Prime Minister Helena Duarte arrived in Lima on Monday.", "LIMA", None),
        ("Prime Minister Helena Duarte visited Peru. Peru is in South America. Peru is hot.", None, None),
        ("Prime Minister Helena Duarte met her Peruvian counterpart.", "LIMA", None),
        ("Peruvian President Emilio Varga spoke. President Helena Duarte did not.", "LIMA", None),
        ("Prime Minister Helena Duarte opened a school.", "LIMA", "PER"),
        ("White House spokeswoman Helena Duarte said no.", "LIMA", "USA"),
        ("Pro-Syrian President Helena Duarte spoke in Damascus.", "BEIRUT", "LBN"),
        ("Lima Airways director general Helena Duarte resigned.", "QUITO", None),
        (
            "The Peruvian mining giant Cerrosa Holdings fell. Cerrosa Holdings chairman Helena Duarte left.",
            "QUITO",
            "PER",
        ),
        ("Helena Duarte, representative of the fund in Peru, left.", None, None),
        ("Helena Duarte, wife of a friend of Peru's minister, left.", None, None),
        ("Peruvian Vice President Emilio Varga spoke. President Helena Duarte did not.", "LIMA", "PER"),
        ("Prime Minister Helena Duarte, Thai Premier Anan Wong and Peruvian President Ivan Quispe met.", "LIMA", None),
        ("Foreign Minister of Peru Helena Duarte left.", "WASHINGTON", "PER"),
        ("UN envoy Helena Duarte spoke to the prosecutor.", "LIMA", None),
        ("Supreme Court clerk Helena Duarte resigned.", "LIMA", "PER"),
        ("LIMA (AP) — Prime Minister Helena Duarte opened a school.", None, "PER"),
    ],
)
def test_an_office_is_not_held_for_the_host_or_counterpart(
    extracted: Any, body: str, dateline: str | None, country: str | None
) -> None:
    people = {person.name: person.country for person in extracted(body, dateline=dateline).people}
    assert people["Helena Duarte"] == country


def test_the_outlet_tells_whose_office_is_meant_where_it_reports_from_abroad(extracted: Any) -> None:
    body = "Prime Minister Helena Duarte spoke in Lima. Chile and Peru will trade more, Chile's press said."
    (person,) = extracted(body, dateline="LIMA", publisher="Chile Today").people
    assert person.country == "CHL"
    (person,) = extracted(body, dateline="LIMA", publisher="The Harbour").people
    assert person.country == "PER"


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
    (person,) = extracted("Railway Board Secretary Marta Kowalska spoke of the new line.", dateline="WARSAW").people
    assert person.country == "POL"
    for body in ("Singer Marta Kowalska performed.", "Tennis Club Secretary Marta Kowalska spoke of the new court."):
        (person,) = extracted(body, dateline="WARSAW").people
        assert person.country is None


def test_home_is_not_the_country_that_readers_are_told_of(extracted: Any) -> None:
    body = (
        "Prime Minister Oskar Lindqvist met Peruvian President Rosa Quispe on Monday. Peru and its ports are far away."
    )
    for told in ({}, {"dateline": "LIMA", "publisher": "Lake Herald"}):
        countries = {person.name: person.country for person in extracted(body, **told).people}
        assert countries == {"Oskar Lindqvist": None, "Rosa Quispe": "PER"}
    body = "Transport Minister Rosa Quispe opened the road. Peruvian President Ana Huanca and Peru's team were there."
    countries = {person.name: person.country for person in extracted(body, dateline="LIMA", publisher="AFP").people}
    assert countries == {"Rosa Quispe": "PER", "Ana Huanca": "PER"}


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
