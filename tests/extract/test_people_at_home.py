"""In a report filed from the one country that it is about, those described belong to that country."""

from typing import Any

import pytest

_RAIN = "It rained in Peru for a week, and Peru's farmers lost their crops. "


def country_of(extraction: Any, name: str) -> str | None:
    return next(person.country for person in extraction.people if person.name == name)


def test_whoever_is_described_in_a_domestic_report_belongs_there(extracted: Any) -> None:
    body = _RAIN + "Water will be short, said Rosa Ibarra, an engineer with the water board."
    assert country_of(extracted(body, dateline="LIMA"), "Rosa Ibarra") == "PER"


@pytest.mark.parametrize(
    ("sentence", "dateline"),
    [
        ("Water will be short, said Rosa Ibarra, an engineer with the water board.", None),
        ("Rosa Ibarra lost her house.", "LIMA"),
        ("Help is needed, said Rosa Ibarra, director of Oxfam.", "LIMA"),
        ("Help is needed, said Rosa Ibarra, an engineer from the WFP.", "LIMA"),
        ("Norway sent Rosa Ibarra, an engineer with the water board.", "LIMA"),
        ("Chile, Bolivia and Ecuador were hit, too, said Rosa Ibarra. She is an engineer.", "LIMA"),
    ],
)
def test_others_are_not_taken_for_people_of_the_country(extracted: Any, sentence: str, dateline: str | None) -> None:
    assert country_of(extracted(_RAIN + sentence, dateline=dateline), "Rosa Ibarra") is None


def test_a_minister_told_with_the_country_leaves_the_others_theirs(extracted: Any) -> None:
    body = (
        "Peruvian Trade Minister Rosa Ibarra left. Prime Minister Emilio Varga and former president Ana Huanca did not."
    )
    people = extracted(body, dateline="LIMA", publisher="AFP")
    assert country_of(people, "Emilio Varga") == country_of(people, "Ana Huanca") == "PER"


@pytest.mark.parametrize(
    ("body", "country"),
    [
        ("Frenchman Jean Petit finished second.", "FRA"),
        ("The race was won by Brazilian Paulo Ribeiro.", "BRA"),
        ("General Emilio Varga, commander-in-chief of the Chilean army, spoke.", "CHL"),
    ],
)
def test_a_nationality_beside_a_name_is_the_country(extracted: Any, body: str, country: str) -> None:
    (person,) = extracted(body).people
    assert person.country == country


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("A day later Peruvian President Ana Huanca resigned.", "President"),
        ("It helped his foe Peruvian President Ana Huanca.", "President"),
        ("The former Peruvian president Ana Huanca resigned.", "former president"),
    ],
)
def test_what_ends_before_a_country_is_no_part_of_the_office(extracted: Any, body: str, role: str) -> None:
    (person,) = extracted(body).people
    assert person.role == role


def test_a_center_is_a_body(extracted: Any) -> None:
    (person,) = extracted("It is spreading, said Ana Huanca, director of the National Flood Warning Center.").people
    assert person.organisation == "National Flood Warning Center"


@pytest.mark.parametrize(
    ("body", "organisation"),
    [
        ("Bank of Peru governor Ana Huanca resigned.", "Bank of Peru"),
        ("White House spokesman Ben Lindqvist said no.", "White House"),
        ("Christian Front leader Kari Solberg lost.", "Christian Front"),
        ("Muslim leader Omar Haddad spoke.", None),
        ("Deputy High Representative Ivan Petrov spoke.", None),
        (
            "The flu is here, said Ana Huanca, head of the Civic and Health Affairs Bureau.",
            "Civic and Health Affairs Bureau",
        ),
        ("The Harbour Party met. They said Party leader Ana Huanca was cheered.", "Harbour Party"),
        ("He said Labour lawmaker Ben Lindqvist resigned.", "Labour"),
        ("Labour Minister Ben Lindqvist resigned.", None),
        ("The Harbour Board and its chairman Ben Lindqvist apologised.", "Harbour Board"),
        ("Peru and its chief negotiator Ben Lindqvist apologised.", None),
    ],
)
def test_the_body_of_an_office_is_told_whole_or_not(extracted: Any, body: str, organisation: str | None) -> None:
    (person,) = extracted(body).people
    assert person.organisation == organisation


def test_an_office_in_the_plural_is_each_one_s(extracted: Any) -> None:
    people = extracted("Astronauts Ana Huanca and Ben Lindqvist landed safely.").people
    assert [(person.name, person.role) for person in people] == [
        ("Ana Huanca", "Astronaut"),
        ("Ben Lindqvist", "Astronaut"),
    ]


def test_where_one_country_alone_is_named_its_officials_are_of_it(extracted: Any) -> None:
    body = "Nigerian Senator Ade Okafor left the party. President Tunde Bello and Nigeria's senate regret it."
    assert country_of(extracted(body), "Tunde Bello") == "NGA"
    assert country_of(extracted(body + " Ghana and Togo watched."), "Tunde Bello") is None


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("The shot went past keeper Ben Lindqvist.", "keeper"),
        ("Left-arm spinner Ben Lindqvist was out.", "Left-arm spinner"),
        ("They asked acting town clerk Ben Lindqvist.", "acting town clerk"),
        ("He left along with his son-in-law Ben Lindqvist.", "son-in-law"),
        ("It rained on Friday, Algerian Energy Minister Ben Lindqvist said.", "Energy Minister"),
    ],
)
def test_a_role_holds_what_describes_and_no_more(extracted: Any, body: str, role: str) -> None:
    (person,) = extracted(body).people
    assert person.role == role


def test_an_ambassador_is_not_of_the_body_he_is_sent_to(extracted: Any) -> None:
    (person,) = extracted("Ben Lindqvist, ambassador to the European Union, left.").people
    assert person.organisation is None


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Foreign Minister Rosa Ibarra spoke.", "PER"),
        ("They met visiting Foreign Minister Rosa Ibarra.", None),
        ("In Oslo, Foreign Minister Rosa Ibarra spoke.", None),
        ("In Oslo, Peru's press heard Foreign Minister Rosa Ibarra speak.", "PER"),
        ("Ambassador Rosa Ibarra spoke.", None),
        ("Secretary of State Rosa Ibarra spoke.", None),
        ("MI5 chief Rosa Ibarra spoke.", "GBR"),
        ("They will see Norwegian President Kari Solberg and Foreign Minister Rosa Ibarra.", None),
    ],
)
def test_an_office_is_not_held_at_home_where_the_words_around_it_say_so(
    extracted: Any, sentence: str, country: str | None
) -> None:
    assert country_of(extracted(_RAIN + sentence, dateline="LIMA"), "Rosa Ibarra") == country


def test_a_republic_behind_a_name_is_a_country(extracted: Any) -> None:
    (person,) = extracted("She saw Ben Lindqvist of the Republic of Chile.").people
    assert (person.organisation, person.country) == (None, "CHL")


def test_the_home_side_is_not_the_side_named_last(extracted: Any) -> None:
    body = "The football team of Harbour United lost to Lake Rovers. The home side's manager Ben Lindqvist was angry."
    (person,) = extracted(body).people
    assert person.organisation is None
