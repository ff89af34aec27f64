"""Names of people are told from names of things, whatever the tagger takes them for."""

from typing import Any

import pytest


def names_of(extraction: Any) -> set[str]:
    return {person.name for person in extraction.people}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The deal was signed by Secretary of State for Regional Planning Ilse Varga on Monday.", "Ilse Varga"),
        ("General Ziya-ul-Haq Qureshi left.", "Ziya-ul-Haq Qureshi"),
        ("Democrat Lam Wai-ming from the Harbour Party was elected.", "Lam Wai-ming"),
        ("Goals came from Andrea Varga, Edward Prior, Steve Harmon and Ian Poole.", "Edward Prior"),
        ("Peruvian President Alejandro Cordoba spoke.", "Alejandro Cordoba"),
        ("Hours before Zuzanna Kubik's speech, it rained.", "Zuzanna Kubik"),
        ("The law was drafted by Jeanne Halle, a lawyer.", "Jeanne Halle"),
    ],
)
def test_a_name_is_told_by_its_words(extracted: Any, body: str, name: str) -> None:
    assert name in names_of(extracted(body))


@pytest.mark.parametrize(
    "body",
    [
        "Planes left from Ortega Airbase on Monday.",
        "Troops landed at Omar Varga Airbase on Monday.",
        "Floods hit the Robert Sanghi district.",
        "The Lindqvist Prize was awarded in Oslo.",
        "Hurricane Wilma hit the coast.",
        "The frigate Varyag Ilyin sank.",
        "Shares in the carmaker Skoda rose.",
        "Merrill Lynch raised its forecast.",
        "The Roman Catholic church protested.",
        "By Ilse Varga, diplomatic correspondent\n\nThe talks ended in Oslo.",
        "The Davis Cup starts on Friday. The Cup is made of silver.",
    ],
)
def test_what_is_named_like_a_person_is_none(extracted: Any, body: str) -> None:
    assert names_of(extracted(body)) == set()


def test_a_name_after_a_word_for_a_company_may_still_be_a_persons(extracted: Any) -> None:
    assert "Emilio Varga" in names_of(extracted("The bank Emilio Varga founded went bust, Emilio Varga said."))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Bush said he would veto the bill.", "Bush"),
        ("A ruling for Miller would change the law, and Kowalski disagreed.", "Kowalski"),
    ],
)
def test_in_an_excerpt_a_family_name_alone_is_a_person(extracted: Any, body: str, name: str) -> None:
    assert name in names_of(extracted(body))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("He left. Besides Varga, Ana Huanca resigned.", "Ana Huanca"),
        ("The team was led by Frenchman Philippe Moreau.", "Philippe Moreau"),
        ("They heard of Varga - a man from Lima - and Ana Huanca.", "Ana Huanca"),
        ("The MV Lucia Varga sank off the coast, Ana Huanca said.", "Ana Huanca"),
        ("He left to join Sporting Lima, Ana Huanca said.", "Ana Huanca"),
    ],
)
def test_a_name_stands_without_what_precedes_it(extracted: Any, body: str, name: str) -> None:
    assert names_of(extracted(body)) - {"Varga"} == {name}
