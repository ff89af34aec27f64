"""What the marks of the charts stand for."""

import re
from typing import Any

import pandas as pd
import pytest

from newstables.errors import UsageError
from newstables.schemas import TABLES, to_frame
from newstables.scripts.charts import Selection, find_charts
from newstables.scripts.charts.promises import read_promises
from newstables.scripts.charts.selection import select

from invented import make_tables

CHARTS = find_charts()
Frames = dict[str, pd.DataFrame]


def tell(**rows: list[dict[str, Any]]) -> Frames:
    """Return tables with these rows and what every row must have besides."""
    text = {"words": 9, "characters": 60, "text_sha256": "0" * 64, "source": "x"}
    seen = {"first_seen": "2026-01-05", "last_seen": "2026-01-05"}
    checked = {"articles": 1, "review": "accepted"}
    whole = {
        "articles": {"language": "en", "kind": "report", **text},
        "meetings": {"kind": "talks", "status": "held", "number": 1, "participants": 2, **checked},
        "meeting_reports": {"kind": "talks", "status": "held"},
        "participants": {"capacity": "participant", "type": "country"},
        "agreements": {"kind": "deal", "status": "signed", "parties": 2, **checked},
        "agreement_reports": {"kind": "deal", "status": "signed"},
        "figures": {"kind": "money", "text": "x", "sense": "target", "start": 0, "end": 1, "review": "accepted"},
        "people": {"mentions": 1, **seen, **checked},
        "appearances": {"mentions": 1},
    }
    return {name: to_frame(name, [{**whole.get(name, {}), **row} for row in rows.get(name, [])]) for name in TABLES}


def meeting(number: int, day: str | None, last: str | None = None, **more: Any) -> dict[str, Any]:
    reported = more.pop("reported", day or "2026-01-05")
    time = {"date": day, "date_end": last or day, "date_precision": "range" if last else "day"} if day else {}
    return {"meeting_id": f"m-{number:012x}", "first_reported": reported, "last_reported": reported, **time, **more}


def article(name: str, day: str, **more: Any) -> dict[str, Any]:
    return {"article_id": name, "published": day, **more}


def sides(number: int, *countries: str) -> list[dict[str, Any]]:
    return [
        {"participant_id": f"mp-{number}{i:011x}", "meeting_id": f"m-{number:012x}", "name": code, "country": code}
        for i, code in enumerate(countries)
    ]


def test_a_month_without_articles_is_not_a_month_without_meetings() -> None:
    tables = tell(
        articles=[article("a", "2026-01-05"), article("b", "2026-04-02"), article("c", "2026-04-03", copy_of="b")],
        meetings=[
            meeting(1, "2026-01-03"),
            meeting(2, "2026-01-30", "2026-02-02"),  # in two months
            meeting(3, "2026-04-09", status="planned"),
            meeting(4, "2025-12-30"),
            meeting(5, None),
            meeting(6, "2026-01-04", status="cancelled"),
        ],
    )
    figure = CHARTS["meetings-over-time"](tables)
    bars = {(row["month"], row["bar"]): row["number"] for row in figure.values.to_dict("records")}
    assert [bars[month, "articles"] for month in ("2026-01", "2026-02", "2026-03", "2026-04")] == [1, 0, 0, 1]
    assert [bars[month, "took_place"] for month in ("2026-01", "2026-02", "2026-03", "2026-04")] == [1, 0, 0, 0]
    assert bars["2026-04", "planned"] == 1
    for told in ("2 meetings without a known month", "1 meeting before Jan 2026", "1 meeting called off"):
        assert told in figure.alt
    assert "no article of that month" in [text.get_text() for text in figure.texts]


def test_who_met_whom_leaves_out_conferences_crowds_and_what_is_planned() -> None:
    tables = tell(
        articles=[article("a", "2026-01-05")],
        meetings=[
            meeting(1, "2026-01-03", countries="ETH; KEN"),
            meeting(2, "2026-01-04", countries="ETH; KEN"),
            meeting(3, "2026-01-03", kind="conference"),
            meeting(4, "2026-02-03", status="planned"),
            meeting(5, "2026-01-03"),
            meeting(6, "2026-01-03"),
        ],
        participants=[
            *sides(1, "KEN", "ETH"),
            *sides(2, "KEN", "ETH"),
            *sides(3, "KEN", "PER"),
            *sides(4, "KEN", "PER"),
            *sides(5, "KEN", "PER", "CHL", "BOL", "BRA", "ARG"),
            *sides(6, "KEN", "USA"),
        ],
    )
    figure = CHARTS["who-met-whom"](tables)
    assert figure.title == "Ethiopia and Kenya met twice, more than any other two countries"
    met = {(row["left"], row["right"]): row["meetings"] for row in figure.values.to_dict("records")}
    assert met == {("ETH", "KEN"): 2, ("KEN", "USA"): 1}
    alone = CHARTS["who-met-whom"](tables, country="ETH")
    assert alone.alt.endswith("Ethiopia and Kenya met twice: the only pair of countries that met in this selection.")
    assert list(alone.values["meetings"]) == [2]


def test_overdue_is_what_no_article_told_of_after_its_day() -> None:
    tables = tell(
        articles=[article("a", "2026-01-05"), article("b", "2026-03-01")],
        meetings=[
            meeting(1, "2026-01-20", status="planned", reported="2026-01-05"),
            {**meeting(2, "2026-01-20", status="planned", reported="2026-01-05"), "last_reported": "2026-01-25"},
            meeting(3, "2026-01-20", status="held", reported="2026-01-05"),
            meeting(4, "2026-03-02", status="planned", reported="2026-01-05"),
            meeting(5, None, status="planned"),
        ],
    )
    figure = CHARTS["overdue"](tables)
    assert [(row["ids"], row["days"]) for row in figure.values.to_dict("records")] == [("m-000000000001", 40)]
    assert figure.title == "1 planned meeting is past the day without a later report, by 40 days"
    assert list(CHARTS["overdue"](tables, until="2026-01-30").values["days"]) == [10]


def figure_of(number: int, of: str, value: float, measure: str | None, **more: Any) -> dict[str, Any]:
    told = {"article_id": of, "value": value, "unit": "USD", "measure": measure}
    return {"figure_id": f"f-{number:012x}", **told, **more}


def test_one_sum_is_followed_through_its_restatements() -> None:
    tables = tell(
        articles=[article(name, f"2026-0{month}-05") for month, name in enumerate("abcd", 1)],
        figures=[
            figure_of(1, "a", 2e9, "investment in ports"),
            figure_of(2, "b", 2e9, "the promised investment"),
            figure_of(3, "b", 2e9, "a stadium"),  # as much, for something else
            figure_of(4, "b", 2e9, "investment in ports", unit="EUR"),
            figure_of(5, "b", 2e9, "investment in ports", sense="actual"),
            figure_of(6, "b", 2e9, "investment in ports", per="year"),
            figure_of(7, "c", 2e9, None),  # printed by the article that reports the agreement
        ],
        agreements=[
            {
                "agreement_id": "g-000000000001",
                "subject": "ports",
                "amount": 2e9,
                "currency": "USD",
                "first_reported": "2026-03-05",
                "last_reported": "2026-04-05",
            }
        ],
        agreement_reports=[
            {"agreement_id": "g-000000000001", "article_id": name, "amount": 2e9, "currency": "USD"} for name in "cd"
        ],
    )
    sums, marks = read_promises(tables)
    assert len(sums) == 3
    ports = sums[(sums["unit"] == "USD") & (sums["articles"] == 4)]["sum"].item()
    told = marks[marks["sum"] == ports]
    assert list(told["stage"]) == ["announced", "repeated", "signed", "repeated"]
    assert list(told["article_id"]) == ["a", "b", "c", "d"]
    assert told["ids"].iloc[2] == "f-000000000007; g-000000000001"
    figure = CHARTS["promised-sums"](tables)
    assert set(figure.values["unit"]) == {"USD", "EUR"}
    assert set(CHARTS["promised-sums"](tables, unit="eur").values["unit"]) == {"EUR"}


def test_articles_are_not_said_to_be_checked() -> None:
    tables = make_tables(30)
    assert "checked" not in CHARTS["coverage"](tables, checked=True).subtitle
    assert "checked" in CHARTS["coverage"](tables, checked=True, country="ABW").subtitle


def test_the_number_of_a_line_is_that_of_the_headline() -> None:
    figure = CHARTS["dossier"](make_tables(30, review="accepted"))
    most = re.search(r"most with the Åland Islands \((\d+)\)", figure.title)
    bold = [text.get_text() for axes in figure.axes for text in axes.texts if text.get_fontweight() == "bold"]
    assert most and bold[0] == most[1]
    held = figure.values[(figure.values["line"] == "Åland Islands") & figure.values["status"].str.startswith("took")]
    assert int(held["meetings"].sum()) == int(most[1])


def test_a_dossier_is_of_the_one_who_is_chosen() -> None:
    tables = make_tables(30)
    person = tables["participants"]["person_id"].dropna().iloc[0]
    name = tables["people"].set_index("person_id")["name"][person]
    theirs = set(tables["participants"].loc[tables["participants"]["person_id"] == person, "meeting_id"])
    dated = set(tables["meetings"].loc[tables["meetings"]["date"].notna(), "meeting_id"])
    figure = CHARTS["dossier"](tables, person=name)
    assert name in figure.title or name in figure.alt
    assert {each for ids in figure.values["ids"] for each in ids.split("; ")} == theirs & dated


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_not_chosen_is_not_drawn(name: str) -> None:
    tables = make_tables(30)
    chosen = {"country": "Aruba", "since": "2025-09-15", "until": "2026-01-31"}
    kept = select(tables, Selection.read(tables, **chosen))  # type: ignore[arg-type]
    known = {each for table in kept.values() for each in table[table.columns[0]]} | {*tables["articles"]["article_id"]}
    figure = CHARTS[name](tables, **chosen)  # type: ignore[arg-type]
    assert {each for ids in figure.values["ids"] for each in ids.split("; ") if each} <= known
    assert "Aruba only; from 15 Sep 2025 to 31 Jan 2026" in figure.subtitle
    assert "(Aruba only; from 15 Sep 2025 to 31 Jan 2026)." in figure.alt


def test_a_selection_keeps_what_takes_part() -> None:
    tables = make_tables(30)
    kept = select(tables, Selection.read(tables, country="ABW"))
    assert 0 < len(kept["meetings"]) < len(tables["meetings"])
    assert all("ABW" in countries for countries in kept["meetings"]["countries"])
    assert set(kept["participants"]["meeting_id"]) == set(kept["meetings"]["meeting_id"])
    assert set(kept["people"]["country"]) == {"ABW"}
    some = {**tables, "meetings": tables["meetings"].assign(review=["accepted", *["unchecked"] * 29])}
    assert len(select(some, Selection.read(some, checked=True))["meetings"]) == 1
    assert set(select(tables, Selection(unit="NOK"))["figures"]["unit"]) == {"NOK"}
    with pytest.raises(UsageError, match="not a day"):
        Selection.read(tables, since="2026-02-30")


def test_signs_that_no_font_has_are_told() -> None:
    tables = make_tables(3)
    tables["people"] = tables["people"].assign(name="漢字")
    assert CHARTS["people-by-articles"](tables).missing == "字漢"
    assert CHARTS["people-by-articles"](make_tables(3)).missing == ""


def test_the_headline_counts_pairs_that_the_matrix_leaves_out() -> None:
    tables = make_tables(300, review="accepted")
    assert "55 pairs of people met once each" in CHARTS["people-who-met"](tables).title
