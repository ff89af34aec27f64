"""Rows of several articles become one person, one meeting, one agreement each - or stay apart."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstables.schemas import check, to_frame
from newstables.scripts.extract.flatten import TABLES, flatten
from newstables.scripts.extract.rows import Agreement, Evidence, Extraction, Meeting, Member, Person, When
from newstables.scripts.link import link

BODY = "x" * 400


def place(start: int, column: str | None = None) -> Evidence:
    return Evidence(column, start, start + 5, BODY[:5], "by hand")


def person(name: str, start: int, country: str | None = None, role: str | None = None) -> Person:
    return Person(name, (), role, None, country, (place(start),))


def members(*people: tuple[int, Person]) -> tuple[Member, ...]:
    return tuple(Member(p.name, "person", (place(100 + i),), person=i, country=p.country) for i, p in people)


def day(text: str) -> When:
    when = date.fromisoformat(text)
    return When(when, when, "day", "on that day")


def meet(people: tuple[Person, ...], **told: Any) -> Extraction:
    meeting = Meeting("meeting", told.pop("status", "held"), (place(100),), members(*enumerate(people)), **told)
    return Extraction(people=people, meetings=(meeting,))


def linked(articles: dict[str, tuple[str, Extraction]]) -> dict[str, pd.DataFrame]:
    table = to_frame(
        "articles",
        [
            {"article_id": a, "published": d, "language": "en", "kind": "report", "words": 1, "characters": 400,
             "text_sha256": "0" * 64, "source": a}
            for a, (d, _) in articles.items()
        ],
    )  # fmt: skip
    rows: dict[str, list[Any]] = {name: [] for name in TABLES}
    for article, (_, extraction) in articles.items():
        for name, found in flatten(article, extraction).items():
            rows[name].extend(found)
    tables = link(
        table, {name: pd.DataFrame(found, columns=list(TABLES[name])) for name, found in rows.items() if found}
    )
    assert check({"articles": table, **tables}) == []
    return tables


def people_of(*named: tuple[str, str | None, str | None]) -> pd.DataFrame:
    found = {f"a{i}": ("2026-03-01", Extraction(people=(person(n, 10, c, r),))) for i, (n, c, r) in enumerate(named)}
    return linked(found)["people"]


def test_a_country_that_only_home_tells_keeps_nobody_apart() -> None:
    """The report from Helsinki takes the visitor for one of its own; what is printed with a name keeps apart."""
    printed = person("Vera Lindqvist", 10, "SWE")
    for rule, number in (("person.home", 1), ("person.before.country", 2)):
        told = Evidence("country", 30, 35, BODY[:5], rule)
        at_home = Person("Vera Lindqvist", (), None, None, "FIN", (place(10), told))
        articles = {
            "a": ("2026-03-01", Extraction(people=(printed,))),
            "b": ("2026-03-02", Extraction(people=(at_home,))),
        }
        assert len(linked(articles)["people"]) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Vera Lindqvist", "SWE", None), ("Vera Lindqvist", None, None)),
        (("Vera A. Lindqvist", "SWE", None), ("Vera Lindqvist", "SWE", "minister")),
        (("Zoë Müller", None, None), ("Zoe Muller", None, None)),
        (("Mahmoud Karim", "OMN", None), ("Mahmud Karim", "OMN", None)),
        (("Vera Lindqvist", "SWE", "Foreign Minister"), ("Lindqvist", "SWE", None)),
        (("Vera Lindqvist", "SWE", "Prime Minister"), ("Vera Lindqvist", "FIN", "premier")),  # the host's, by mistake
        (("Vera Lindqvist", "SWE", "Foreign Minister"), ("Vera Lindqvist", "FIN", "former Foreign Minister of Oman")),
    ],
)
def test_forms_of_one_name_are_one_person(one: Any, other: Any) -> None:
    people = people_of(one, other)
    assert len(people) == 1 and people["articles"].tolist() == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Vera Lindqvist", "SWE", None), ("Vera Lindqvist", "FIN", None)),
        (("Vera Lindqvist", "SWE", "Prime Minister"), ("Vera Lindqvist", "FIN", "Energy Minister")),
        (("Vera Lindqvist", "SWE", "Prime Minister"), ("V. Lindqvist", "FIN", "Prime Minister")),
        (("Tom Reed", None, "senator"), ("Tom Reed", None, "striker")),
        (("Vera Lindqvist", None, None), ("Nora Lindqvist", None, None)),
        (("Vera Lindqvist", "SWE", None), ("Lindqvist", "FIN", None)),
        (("Lindqvist", None, None), ("Vera Lindqvist", None, None)),  # nothing speaks for it
    ],
)
def test_people_who_may_be_two_stay_two(one: Any, other: Any) -> None:
    assert len(people_of(one, other)) == 2


def test_one_name_in_one_office_years_apart_in_two_countries_is_two_people() -> None:
    old = Extraction(people=(person("Vera Lindqvist", 10, "SWE", "Prime Minister"),))
    new = Extraction(people=(person("Vera Lindqvist", 10, "FIN", "Prime Minister"),))
    assert len(linked({"a": ("2019-03-01", old), "b": ("2026-03-01", new)})["people"]) == 2


def test_a_person_is_of_the_country_that_most_articles_tell() -> None:
    told = {"a": ("2026-03-01", "SWE"), "b": ("2026-03-02", "SWE"), "c": ("2026-03-03", "FIN")}
    found = {a: (d, Extraction(people=(person("Vera Lindqvist", 10, c, "Premier"),))) for a, (d, c) in told.items()}
    (row,) = linked(found)["people"].to_dict("records")
    assert (row["country"], row["articles"]) == ("SWE", 3)


def test_the_newest_article_gives_the_role() -> None:
    old = Extraction(people=(person("Vera Lindqvist", 10, "SWE", "candidate"),))
    new = Extraction(people=(person("Vera Lindqvist", 10, "SWE", "Prime Minister"),))
    (row,) = linked({"a": ("2026-03-01", old), "b": ("2026-04-01", new)})["people"].to_dict("records")
    assert (row["role"], row["articles"]) == ("Prime Minister", 2)


VERA, OMAR = person("Vera Lindqvist", 10, "SWE"), person("Omar Haddad", 30, "OMN")


def test_one_meeting_in_two_articles_is_one_row_with_two_reports() -> None:
    tables = linked(
        {
            "a": ("2026-03-01", meet((VERA, OMAR), when=day("2026-03-03"), status="planned")),
            "b": ("2026-03-04", meet((VERA, OMAR), when=day("2026-03-03"), place="Tallvik")),
        }
    )
    (row,) = tables["meetings"].to_dict("records")
    assert (row["status"], row["place"], row["articles"], row["participants"]) == ("held", "Tallvik", 2, 2)
    assert row["countries"] == "OMN; SWE" and len(tables["meeting_reports"]) == 2


def test_this_years_meeting_and_last_years_stay_apart() -> None:
    tables = linked(
        {
            "a": ("2025-03-04", meet((VERA, OMAR), when=day("2025-03-03"))),
            "b": ("2026-03-04", meet((VERA, OMAR), when=day("2026-03-03"))),
        }
    )
    assert len(tables["meetings"]) == 2


def test_two_meetings_of_one_article_are_never_joined() -> None:
    one = Meeting("meeting", "held", (place(100),), members((0, VERA), (1, OMAR)), when=day("2026-03-03"))
    other = Meeting("meeting", "held", (place(200),), members((0, VERA), (1, OMAR)), when=day("2026-03-03"))
    both = Extraction(people=(VERA, OMAR), meetings=(one, other))
    assert (
        len(
            linked({"a": ("2026-03-04", both), "b": ("2026-03-05", meet((VERA, OMAR), when=day("2026-03-03")))})[
                "meetings"
            ]
        )
        == 2
    )


def test_a_summit_and_talks_in_its_margins_stay_apart() -> None:
    summit = Extraction(
        people=(VERA, OMAR),
        meetings=(
            Meeting(
                "summit",
                "held",
                (place(100),),
                members((0, VERA), (1, OMAR)),
                when=day("2026-03-03"),
                label=("coastal",),
            ),
        ),
    )
    tables = linked({"a": ("2026-03-04", summit), "b": ("2026-03-04", meet((VERA, OMAR), when=day("2026-03-03")))})
    assert sorted(tables["meetings"]["kind"]) == ["meeting", "summit"]


def test_contradictions_are_named() -> None:
    tables = linked(
        {
            "a": ("2026-03-04", meet((VERA, OMAR), when=day("2026-03-03"), mode="phone")),
            "b": ("2026-03-05", meet((VERA, OMAR), when=day("2026-03-03"), mode="video")),
        }
    )
    assert tables["meetings"]["conflicts"].tolist() == ["mode"]


def deal(subject: str, amount: float | None = None) -> Extraction:
    parties = tuple(
        Member(n, "country", (place(s),), country=c, capacity="party")
        for n, c, s in (("Sweden", "SWE", 10), ("Oman", "OMN", 20))
    )
    return Extraction(
        agreements=(
            Agreement(
                "deal",
                "signed",
                (place(10),),
                parties,
                subject=subject,
                amount=amount,
                currency="USD" if amount else None,
            ),
        )
    )


def test_one_agreement_in_two_articles_is_one_row() -> None:
    tables = linked({"a": ("2026-03-04", deal("fishing rights")), "b": ("2026-03-05", deal("fishing"))})
    assert tables["agreements"]["articles"].tolist() == [2]


def test_agreements_on_other_things_or_of_other_sums_stay_apart() -> None:
    assert len(linked({"a": ("2026-03-04", deal("fishing")), "b": ("2026-03-05", deal("rail"))})["agreements"]) == 2
    assert (
        len(linked({"a": ("2026-03-04", deal("rail", 5e6)), "b": ("2026-03-05", deal("rail", 9e6))})["agreements"]) == 2
    )


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    articles = [
        ("a", ("2026-03-01", meet((VERA, OMAR), when=day("2026-03-03"), status="planned"))),
        ("b", ("2026-03-04", meet((VERA, OMAR), when=day("2026-03-03")))),
        ("c", ("2026-03-04", deal("fishing"))),
        ("d", ("2026-03-05", Extraction(people=(person("Lindqvist", 10, "SWE"), person("V. Lindqvist", 40, "SWE"))))),
        ("e", ("2026-03-05", deal("fishing rights"))),
    ]
    expected, found = linked(dict(articles)), linked(dict(articles[i] for i in order))
    for name in expected:
        pd.testing.assert_frame_equal(expected[name], found[name])


def summit(label: str, place_name: str | None = None, kind: str = "summit", when: When | None = None) -> Extraction:
    meeting = Meeting(kind, "held", (place(100),), place=place_name, when=when, label=tuple(sorted(label.split())))
    return Extraction(meetings=(meeting,))


@pytest.mark.parametrize(
    ("one", "other", "meetings"),
    [
        (summit("coastal lima trade"), summit("coastal trade"), 1),  # by name, though neither tells who or when
        (summit("lima", "Lima", when=day("2026-03-02")), summit("lima", "Lima"), 1),
        (summit("7th coastal forum", kind="session"), summit("8th coastal forum", kind="session"), 2),
        (summit("coastal lima", "Lima"), summit("coastal lima", "Lima", kind="talks"), 2),  # talks in its margins
        (summit("coastal lima trade"), summit("inland road trade"), 2),
    ],
)
def test_summits_are_one_by_name_or_place(one: Extraction, other: Extraction, meetings: int) -> None:
    assert len(linked({"a": ("2026-03-02", one), "b": ("2026-03-04", other)})["meetings"]) == meetings


def test_the_summit_of_another_year_is_another() -> None:
    found = {"a": ("2025-03-02", summit("coastal lima trade")), "b": ("2026-03-04", summit("coastal lima trade"))}
    assert len(linked(found)["meetings"]) == 2


def agree(parties: tuple[str, ...], **told: Any) -> Extraction:
    sides = tuple(Member(name, "organisation", (place(100 + i),), capacity="party") for i, name in enumerate(parties))
    return Extraction(agreements=(Agreement("treaty", "signed", (place(100),), sides, **told),))


@pytest.mark.parametrize(
    ("one", "other", "agreements"),
    [
        (agree(("Orbis", "Varga"), name="Joint Declaration"), agree(("Orbis", "Varga"), name="Joint Declaration"), 1),
        (agree(("Orbis", "Varga"), name="Joint Declaration"), agree(("Orbis", "Tarn"), name="Joint Declaration"), 2),
        (agree((), name="Memorandum of Understanding"), agree((), name="Memorandum of Understanding"), 2),
        (agree((), name="Lima Water Treaty"), agree(("Orbis",), name="Lima Water Treaty"), 1),
        (  # recalled without its day, years after
            agree(("Orbis", "Varga"), subject="harbour cranes", when=day("2025-03-02")),
            agree(("Orbis", "Varga"), subject="harbour cranes"),
            1,
        ),
        (agree(("Orbis", "Varga"), subject="harbour cranes", when=day("2025-03-02")),
         agree(("Orbis", "Varga"), subject="fishing"), 2),
    ],
)  # fmt: skip
def test_agreements_are_one_by_name_or_parties_and_subject(one: Any, other: Any, agreements: int) -> None:
    assert len(linked({"a": ("2026-03-02", one), "b": ("2026-03-04", other)})["agreements"]) == agreements
