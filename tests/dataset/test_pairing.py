"""Who met whom is counted by the meetings in which both took part, umbrella events left out."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import newstables
from newstables.schemas import to_frame
from newstables.scripts.parquet import sort_table, write_table

PEOPLE = {
    "ada": ("NOR", "Ada Falk"),
    "ben": ("NOR", "Ben Hauge"),
    "eva": ("KEN", "Eva Otieno"),
    "ian": ("PER", "Ian Quispe"),
    "joe": (None, "Joe Untold"),
}
NUMBER = {name: f"{at:012x}" for at, name in enumerate(PEOPLE)}
MANY = ["AGO", "BRA", "CHL", "DNK", "EGY", "FRA"]

# meeting: kind, status, first and last day, people or countries that took part
MEETINGS: dict[str, tuple[str, str, str | None, str | None, list[str]]] = {
    "1": ("talks", "held", "2025-03-04", "2025-03-04", ["ada", "ben", "eva"]),
    "2": ("visit", "held", "2026-01-01", "2026-12-31", ["ada", "eva"]),
    "3": ("meeting", "held", None, None, ["eva", "ian", "joe"]),
    "4": ("meeting", "planned", "2026-05-01", "2026-05-01", ["ada", "ian"]),
    "5": ("conference", "held", "2026-02-02", "2026-02-04", ["ada", "ian"]),
    "6": ("summit", "held", "2026-06-06", "2026-06-06", [*MANY, "ada"]),
    "7": ("call", "held", "2026-07-07", "2026-07-07", ["KEN", "NOR", "ada"]),
}


def id_of(prefix: str, name: str) -> str:
    return f"{prefix}-{NUMBER[name]}" if name in NUMBER else f"{prefix}-{int(name):012x}"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The three tables that pairs are counted from."""
    meetings: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for meeting, (kind, status, first, last, present) in MEETINGS.items():
        meetings.append(
            {"meeting_id": id_of("m", meeting), "kind": kind, "status": status, "date": first, "date_end": last}
            | {"participants": len(present), "articles": 1, "review": "unchecked"}
            | {"first_reported": "2026-08-01", "last_reported": "2026-08-01"}
        )
        for name in present:
            country, printed = PEOPLE.get(name, (name, name))
            person = name in PEOPLE
            members.append(
                {"participant_id": f"mp-{len(members):012x}", "meeting_id": id_of("m", meeting), "name": printed}
                | {"type": "person" if person else "country", "person_id": id_of("p", name) if person else None}
                | {"country": country, "capacity": "participant"}
            )
    people = [
        {"person_id": id_of("p", name), "name": printed, "country": country, "articles": 1, "mentions": 1}
        | {"first_seen": "2026-08-01", "last_seen": "2026-08-01", "review": "unchecked"}
        for name, (country, printed) in PEOPLE.items()
    ]
    for name, rows in {"articles": [], "meetings": meetings, "participants": members, "people": people}.items():
        write_table(name, sort_table(name, to_frame(name, rows)), tmp_path / f"{name}.parquet")
    return tmp_path


def listed(of: str, source: Path, **options: Any) -> list[tuple[str, str, int]]:
    found = newstables.pairs(of, source=source, **options)
    return list(zip(found["left"], found["right"], found["meetings"], strict=True))


def test_countries_meet_through_their_people_and_as_states(source: Path) -> None:
    assert listed("countries", source) == [("KEN", "NOR", 3), ("KEN", "PER", 1)]


def test_the_meetings_behind_a_pair_and_their_days_are_told(source: Path) -> None:
    first, second = newstables.pairs(source=source).to_dict("records")
    assert first["meeting_ids"].split("; ") == [id_of("m", n) for n in "127"]
    assert (str(first["first"].date()), str(first["last"].date())) == ("2025-03-04", "2026-12-31")
    assert second["meeting_ids"] == id_of("m", "3")
    assert pd.isna(second["first"]) and pd.isna(second["last"])


def test_people_of_one_side_are_a_pair_unless_opposite_sides_are_asked_for(source: Path) -> None:
    assert listed("people", source) == [
        ("Ada Falk", "Eva Otieno", 2),
        ("Ada Falk", "Ben Hauge", 1),
        ("Ben Hauge", "Eva Otieno", 1),
        ("Eva Otieno", "Ian Quispe", 1),
        ("Eva Otieno", "Joe Untold", 1),
        ("Ian Quispe", "Joe Untold", 1),
    ]
    assert listed("people", source, opposite=True) == [
        ("Ada Falk", "Eva Otieno", 2),
        ("Ben Hauge", "Eva Otieno", 1),
        ("Eva Otieno", "Ian Quispe", 1),
    ]
    top = newstables.pairs("people", source=source).iloc[0]
    assert (top["left_id"], top["right_id"]) == (id_of("p", "ada"), id_of("p", "eva"))


def test_umbrella_events_are_left_out_by_kind_and_by_size(source: Path) -> None:
    everything = listed("countries", source, umbrella=True)
    assert ("NOR", "PER", 1) in everything  # the conference
    assert ("AGO", "BRA", 1) in everything and ("DNK", "NOR", 1) in everything
    assert ("AGO", "BRA", 1) in listed("countries", source, most_countries=7)
    assert ("NOR", "PER", 1) not in listed("countries", source, most_countries=7)
    assert ("Ada Falk", "Ben Hauge", 1) not in listed("people", source, most_people=2)


def test_bilateral_meetings_alone_can_be_counted(source: Path) -> None:
    sizes = listed("countries", source, most_countries=2)
    assert sizes == [("KEN", "NOR", 3), ("KEN", "PER", 1)]
    assert listed("countries", source, most_countries=1) == []


def test_meetings_of_a_time_are_those_that_lie_within_it(source: Path) -> None:
    assert listed("countries", source, since="2026-01-01", until="2026-12-31") == [("KEN", "NOR", 2)]
    assert listed("countries", source, since="2026-01-02") == [("KEN", "NOR", 1)]
    assert listed("countries", source, until="2026-12-30") == [("KEN", "NOR", 2)]


def test_planned_meetings_count_where_they_are_asked_for(source: Path) -> None:
    assert listed("countries", source, statuses=["planned"]) == [("NOR", "PER", 1)]


def test_where_nobody_met_the_frame_is_empty_and_typed(source: Path) -> None:
    none = newstables.pairs("people", source=source, since="2030-01-01")
    assert none.empty
    assert list(none.columns) == list(newstables.pairs("people", source=source).columns)
    assert none["meetings"].dtype == "Int32"


def test_wrong_use_is_named(source: Path) -> None:
    with pytest.raises(newstables.UsageError, match="no pairs of 'places'; there are pairs of countries and people"):
        newstables.pairs("places", source=source)
    with pytest.raises(newstables.UsageError, match="no status 'over'; there are held"):
        newstables.pairs(source=source, statuses=["over"])
    with pytest.raises(newstables.UsageError, match="'last week' is not a day"):
        newstables.pairs(source=source, since="last week")
