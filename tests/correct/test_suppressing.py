"""Somebody who is suppressed stands in no table, under no form of the name, now and in later builds."""

import hashlib

import pandas as pd
import pytest

from newstables.schemas import check, to_frame
from newstables.scripts.correct import Corrected, Line, correct
from newstables.scripts.correct.suppressing import Names

from decided import Apply, applied, row

VERA, OMAR, MEETING = "p-00000000000a", "p-00000000000b", "m-00000000000a"
Tables = dict[str, pd.DataFrame]

SUPPRESS = {"action": "suppress", "table": "people", "row_id": OMAR}


def printed(done: Corrected) -> list[str]:
    """Every text that is published."""
    frames = [*done.tables.values(), done.corrections, done.redirects]
    return [str(value) for frame in frames for column in frame.columns for value in frame[column].dropna()]


def naming(done: Corrected, *words: str) -> list[str]:
    return [text for text in printed(done) if any(word in text.casefold() for word in words)]


@pytest.fixture
def telling(tables: Tables) -> Tables:
    """The made-up tables with the name in every cell that can print it."""
    told = dict(tables)

    def put(table: str, column: str, value: str) -> None:
        told[table] = to_frame(table, told[table].assign(**{column: value}))

    put("articles", "title", "Haddad comes to Tallvik")
    put("articles", "byline", "OMAR HADDAD")
    put("articles", "url", "https://gazette.example/2026/omar-haddad-in-tallvik?who=Omar%20Haddad")
    put("articles", "source", "omar_haddad.html")
    put("meetings", "topic", "the fish of Omar Haddad")
    put("meeting_reports", "attributed_to", "Haddad")
    put("agreements", "name", "Häddad-Lindqvist accord")
    put("figures", "measure", "Haddad’s price for fish")
    told["people"] = to_frame(
        "people",
        told["people"].assign(role=["an aide of Omar Haddad", "Skipper"], organisation=["Haddad & Sons", None]),
    )
    return told


def test_the_name_stands_nowhere(apply: Apply, telling: Tables) -> None:
    done = apply(SUPPRESS, onto=telling)
    assert naming(done, "haddad", "omar", "häddad") == []
    assert list(done.tables["people"]["person_id"]) == [VERA]
    assert row(done, "meetings", MEETING)["participants"] == 1
    assert done.tables["parties"].empty and len(done.tables["agreements"]) == 1
    assert applied(done)


def test_what_does_not_print_the_name_stays(apply: Apply) -> None:
    done = apply(SUPPRESS)
    quotes = done.tables["evidence"].set_index("row_id")["quote"]
    assert set(quotes.loc[VERA]) == {"Vera Lindqvist", "Lindqvist"}
    assert quotes.loc[["g-00000000000a"]].tolist() == ["They signed a fish accord of $3 million"]


def test_the_list_of_corrections_does_not_print_the_name_either(apply: Apply) -> None:
    done = apply(
        {**SUPPRESS, "reason": "Omar Haddad asked for it", "note": "At the wish of a person."},
        {"action": "set", "table": "people", "row_id": OMAR, "column": "role", "new_value": "brother of Haddad"},
        {"action": "merge", "table": "people", "row_id": "p-0000000000dd", "new_value": OMAR, "note": "Haddad again"},
    )
    assert naming(done, "haddad") == []
    told = done.corrections.set_index("action").loc["suppress"]
    assert (told["row_id"], told["note"]) == (OMAR, "At the wish of a person.")
    assert pd.isna(told["reason"])


def with_person(tables: Tables, person: str, name: str) -> Tables:
    """Add somebody who is named in the second article."""
    more = dict(tables)
    one = tables["people"].iloc[0].to_dict() | {"person_id": person, "name": name, "aliases": None, "mentions": 1}
    one |= {"articles": 1, "first_seen": "2026-03-05", "country": "NOR"}
    seen = {"person_id": person, "article_id": "a-two", "name": name, "mentions": 1}
    body = "Lindqvist received Haddad in Tallvik this week, the ministry said."
    start = body.index("the ministry")
    place = tables["evidence"].iloc[0].to_dict() | {"row_id": person, "article_id": "a-two", "quote": "the ministry"}
    place |= {"start": start, "end": start + len("the ministry")}
    for table, found in (("people", one), ("appearances", seen), ("evidence", place)):
        more[table] = pd.concat([tables[table], to_frame(table, [found])], ignore_index=True)
    return more


def test_a_namesake_goes_too_and_is_told(apply: Apply, tables: Tables) -> None:
    done = apply(SUPPRESS, onto=with_person(tables, "p-0000000000ee", "Omar Haddad"))
    assert list(done.tables["people"]["person_id"]) == [VERA]
    assert set(done.corrections["row_id"]) == {OMAR, "p-0000000000ee"}
    assert set(done.corrections["action"]) == {"suppress"}


def test_somebody_else_of_the_family_stays(apply: Apply, tables: Tables) -> None:
    done = apply(SUPPRESS, onto=with_person(tables, "p-0000000000ee", "Nadia Haddad"))
    assert set(done.tables["people"]["name"]) == {"Vera Lindqvist", "Nadia Haddad"}
    assert naming(done, "omar") == []
    reports = done.tables["evidence"]
    clause = reports[(reports["row_id"] == MEETING) & (reports["article_id"] == "a-two")]
    assert clause["quote"].isna().all(), "in an article that names the person the family name alone is the person's"


def test_the_person_is_found_in_a_later_build_by_the_words_that_gave_the_id(
    apply: Apply, parts: dict[str, dict[str, str]]
) -> None:
    start = parts["a-two"]["body"].index("Haddad")
    made = "p-" + hashlib.sha256(f"people\ta-two\t{start}".encode()).hexdigest()[:12]
    done = apply({**SUPPRESS, "row_id": made})
    assert naming(done, "haddad") == []
    assert applied(done)


def test_a_release_that_suppresses_somebody_is_enough(apply: Apply) -> None:
    first = apply(SUPPRESS)
    done = apply(suppressed=first.corrections)
    assert naming(done, "haddad") == []
    assert len(done.corrections) == 1


def test_somebody_is_suppressed_though_the_words_are_gone(apply: Apply) -> None:
    done = apply({**SUPPRESS, "article_id": "a-one", "quote": "words that no longer stand there"})
    assert naming(done, "haddad") == []


def test_by_the_words_alone(apply: Apply) -> None:
    done = apply({"action": "suppress", "table": "people", "article_id": "a-one", "quote": "Omar Haddad"})
    assert naming(done, "haddad") == [] and set(done.corrections["row_id"]) == {OMAR}


def test_an_article_whose_id_prints_the_name_gets_another(tables: Tables, parts: dict[str, dict[str, str]]) -> None:
    renamed = {name: frame.replace({"a-one": "haddad-in-town"}) for name, frame in tables.items()}
    texts = {"haddad-in-town": parts["a-one"], "a-two": parts["a-two"]}
    done = correct(renamed, texts, [Line(**SUPPRESS)])
    [new] = done.articles.values()
    assert set(done.tables["articles"]["article_id"]) == {new, "a-two"}
    assert naming(done, "haddad") == [] and check(done.tables) == []


@pytest.mark.parametrize(
    ("text", "there", "expected"),
    [
        ("Rice was served", False, True),
        ("rice was served", False, False),
        ("CONDOLEEZZA RICE", False, True),
        ("/2026/anna-rice-speaks", False, True),
        ("annarice_official", False, True),
        ("Annarita's rice", False, False),
        ("Price rises", False, False),
    ],
)
def test_names_are_told_from_words(text: str, there: bool, expected: bool) -> None:
    assert Names(["Anna Rice", "Rice"], ["Ben Moor"]).stand_in(text, there=there) is expected
