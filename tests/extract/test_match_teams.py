"""A report of a match tells for whom its players play, by what they do for a team."""

from typing import Any

import pytest

_MATCH = "The football match at the stadium was the first of the league's new season, with a goal in each half. "


@pytest.mark.parametrize(
    ("sentence", "name", "team"),
    [
        ("Peru beat Norway 3-1 thanks to goals from Emilio Varga and Tomas Ibarra.", "Tomas Ibarra", "Peru"),
        ("Norway took the lead when Kari Lindqvist scored.", "Kari Lindqvist", "Norway"),
        ("Emilio Varga grabbed a hat-trick as Peru beat Norway 5-0.", "Emilio Varga", "Peru"),
        ("Emilio Varga put Peru ahead after ten minutes.", "Emilio Varga", "Peru"),
        ("Oskar Lindqvist scored the winner for Norway.", "Oskar Lindqvist", "Norway"),
        ("For Norway, Oskar Lindqvist saved a penalty.", "Oskar Lindqvist", "Norway"),
        ("Peru had Emilio Varga sent off before the break.", "Emilio Varga", "Peru"),
        ("Peru took the bronze medal with a 2-0 win thanks to goals from Emilio Varga.", "Emilio Varga", "Peru"),
        ("Emilio Varga scored the only goal as hosts Peru beat Norway.", "Emilio Varga", "Peru"),
        ("Emilio Varga's late strike gave Peru victory.", "Emilio Varga", "Peru"),
        ("Peru coach Emilio Varga was pleased.", "Emilio Varga", "Peru"),
        ("Emilio Varga, head coach of Peru, was pleased.", "Emilio Varga", "Peru"),
        ("Norway lost 2-0. Norway's Oskar Lindqvist was hurt.", "Oskar Lindqvist", "Norway"),
    ],
)
def test_what_a_player_does_tells_his_team(extracted: Any, sentence: str, name: str, team: str) -> None:
    people = {person.name: person for person in extracted(_MATCH + sentence).people}
    assert people[name].organisation == team
    assert people[name].country in ("PER", "NOR")


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru beat Norway 3-1 after a mistake by Emilio Varga.",
        "Emilio Varga scored against Norway.",
        "Peru's Emilio Varga won the singles.",
        "Brazilian coach Emilio Varga was pleased.",
    ],
)
def test_a_team_beside_a_player_need_not_be_his(extracted: Any, sentence: str) -> None:
    (person,) = extracted(_MATCH + sentence).people
    assert person.organisation is None


def test_outside_of_sport_no_country_is_a_team(extracted: Any) -> None:
    (person,) = extracted("Emilio Varga signed the treaty for Peru and put Peru ahead of Norway.").people
    assert person.organisation is None
