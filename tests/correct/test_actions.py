"""Each action of a corrections file, on its own."""

from typing import Any

import pandas as pd
import pytest

from newstables.errors import DataError
from newstables.scripts.correct import Corrected
from newstables.scripts.correct.draft import APPLIED, CONTRADICTED, LOST, UNMATCHED
from newstables.scripts.link.identity import make_id

from decided import Apply, applied, row, statuses

VERA, OMAR, MEETING, DEAL, FIGURE = (
    "p-00000000000a", "p-00000000000b", "m-00000000000a", "g-00000000000a", "f-00000000000a",
)  # fmt: skip
HOST = "mp-00000000000a"
Tables = dict[str, pd.DataFrame]


def line(action: str, table: str, **told: Any) -> dict[str, Any]:
    return {"action": action, "table": table, **told}


def change(table: str, row_id: str, column: str, old: str | None, new: str | None, **told: Any) -> dict[str, Any]:
    return line("set", table, row_id=row_id, column=column, old_value=old, new_value=new, **told)


def evidence_of(done: Corrected, row_id: str, column: str | None = None) -> pd.DataFrame:
    places = done.tables["evidence"]
    here = places[places["row_id"] == row_id]
    return here[here["column"].isna() if column is None else here["column"] == column]


def test_without_corrections_nothing_changes(apply: Apply, tables: Tables) -> None:
    done = apply()
    assert done.corrections.empty
    for name, frame in tables.items():
        assert len(done.tables[name]) == len(frame)


# accept


def test_a_row_that_was_found_right_says_so(apply: Apply) -> None:
    done = apply(line("accept", "meetings", row_id=MEETING))
    assert row(done, "meetings", MEETING)["review"] == "accepted"
    assert set(done.tables["people"]["review"]) == {"unchecked"}
    assert applied(done)


def test_a_row_that_is_not_there_is_told(apply: Apply) -> None:
    done = apply(line("accept", "meetings", row_id="m-00000000dead", place="desk.csv:7"))
    assert statuses(done) == {UNMATCHED}
    [(failed, told)] = done.failed
    assert failed.place == "desk.csv:7" and "m-00000000dead" in told


# set


def test_a_cell_is_set_and_rests_on_the_words_that_are_named(apply: Apply) -> None:
    quote = {"article_id": "a-one", "quote": "met Omar Haddad in Tallvik"}
    done = apply(change("meetings", MEETING, "topic", None, "herring", **quote))
    assert row(done, "meetings", MEETING)[["topic", "review"]].tolist() == ["herring", "corrected"]
    assert list(evidence_of(done, MEETING, "topic")["quote"]) == ["met Omar Haddad in Tallvik"]
    assert applied(done)


def test_own_reporting_rests_on_no_words_of_the_article(apply: Apply) -> None:
    quote = {"article_id": "a-one", "quote": "Monday"}
    day = change("meetings", MEETING, "date", "2026-03-02", "2026-03-01", cause="own_reporting", **quote)
    done = apply(day)
    assert evidence_of(done, MEETING, "date").empty, "the words that gave the old day do not give the new one"


def test_an_old_value_that_no_longer_matches_is_told_and_nothing_is_changed(apply: Apply) -> None:
    done = apply(change("meetings", MEETING, "place", "Oslo", "Bergen"))
    assert row(done, "meetings", MEETING)[["place", "review"]].tolist() == ["Tallvik", "unchecked"]
    assert statuses(done) == {UNMATCHED} and "Tallvik" in done.failed[0][1]


def test_a_value_that_the_program_reads_by_itself_now_is_no_failure(apply: Apply) -> None:
    done = apply(change("meetings", MEETING, "place", "Oslo", "Tallvik"))
    assert row(done, "meetings", MEETING)[["place", "review"]].tolist() == ["Tallvik", "corrected"]
    assert applied(done)


def test_corrections_of_one_cell_go_on_from_each_other(apply: Apply) -> None:
    steps = [("Tallvik", "Norrvik"), ("Norrvik", "Sundvik"), ("Sundvik", None)]
    done = apply(*(change("meetings", MEETING, "place", old, new) for old, new in steps))
    assert pd.isna(row(done, "meetings", MEETING)["place"]) and applied(done)


def test_two_that_contradict_each_other_are_both_left(apply: Apply) -> None:
    done = apply(
        change("meetings", MEETING, "place", "Tallvik", "Norrvik"),
        change("meetings", MEETING, "place", "Tallvik", "Sundvik"),
        change("meetings", MEETING, "topic", None, "herring"),
    )
    told = done.corrections.set_index("column")["status"]
    assert set(told["place"]) == {CONTRADICTED} and told["topic"] == APPLIED
    assert row(done, "meetings", MEETING)["place"] == "Tallvik"


def test_values_in_a_circle_contradict_each_other(apply: Apply) -> None:
    pairs = (("Tallvik", "Norrvik"), ("Norrvik", "Tallvik"))
    done = apply(*(change("meetings", MEETING, "place", *pair) for pair in pairs))
    assert statuses(done) == {CONTRADICTED}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"date": ("2026-03-02", "2026-03-01")}, ["2026-03-01", "2026-03-01", "day"]),
        ({"date": ("2026-03-02", None)}, [None, None, None]),
        (
            {"date_end": ("2026-03-02", "2026-03-04"), "date_precision": ("day", "range")},
            ["2026-03-02", "2026-03-04", "range"],
        ),
    ],
)
def test_the_cells_of_a_time_go_together(apply: Apply, cells: dict[str, Any], expected: list[Any]) -> None:
    done = apply(*(change("meetings", MEETING, column, *pair) for column, pair in cells.items()))
    found = row(done, "meetings", MEETING)[["date", "date_end", "date_precision"]]
    assert [None if pd.isna(v) else str(v)[:10] for v in found] == expected


def test_a_sum_that_is_emptied_takes_its_currency_along(apply: Apply) -> None:
    done = apply(change("agreements", DEAL, "amount", "3000000", None))
    assert row(done, "agreements", DEAL)[["amount", "currency"]].isna().all()


def test_a_report_that_is_corrected_corrects_the_row_that_takes_its_value(apply: Apply) -> None:
    done = apply(change("meeting_reports", MEETING, "status", "held", "planned", article_id="a-two"))
    reports = done.tables["meeting_reports"].set_index("article_id")["status"]
    assert reports.to_dict() == {"a-one": "held", "a-two": "planned"}
    assert row(done, "meetings", MEETING)[["status", "review"]].tolist() == ["planned", "corrected"]


def test_a_correction_of_the_joined_row_stands_over_those_of_its_reports(apply: Apply) -> None:
    done = apply(
        change("meeting_reports", MEETING, "status", "held", "planned", article_id="a-two"),
        change("meetings", MEETING, "status", "planned", "cancelled"),
    )
    assert row(done, "meetings", MEETING)["status"] == "cancelled" and applied(done)


@pytest.mark.parametrize("cause", [None, "extraction", "source_error"])
def test_the_one_report_of_a_row_says_what_the_row_says_unless_the_article_was_wrong(
    apply: Apply, cause: str | None
) -> None:
    done = apply(change("agreements", DEAL, "status", "signed", "planned", cause=cause))
    (report,) = done.tables["agreement_reports"]["status"]
    assert report == ("signed" if cause == "source_error" else "planned")
    assert row(done, "agreements", DEAL)["status"] == "planned" and applied(done)


def test_the_country_of_a_participant_counts_for_the_meeting(apply: Apply) -> None:
    done = apply(change("participants", HOST, "country", "SWE", "NOR"))
    assert row(done, "meetings", MEETING)[["countries", "review"]].tolist() == ["NOR", "corrected"]


def test_a_participant_who_is_no_person_refers_to_none(apply: Apply) -> None:
    done = apply(change("participants", HOST, "type", "person", "organisation"))
    assert pd.isna(row(done, "participants", HOST)["person_id"]) and applied(done)


def test_the_text_of_a_figure_moves_its_offsets(apply: Apply, parts: dict[str, dict[str, str]]) -> None:
    done = apply(change("figures", FIGURE, "text", "$3 million", "accord of $3 million"))
    figure = row(done, "figures", FIGURE)
    assert parts["a-one"]["body"][figure["start"] : figure["end"]] == "accord of $3 million"
    assert statuses(apply(change("figures", FIGURE, "text", "$3 million", "$4 million"))) == {LOST}


# delete


def test_a_row_that_is_taken_out_takes_along_what_belongs_to_it(apply: Apply) -> None:
    done = apply(line("delete", "meetings", row_id=MEETING))
    assert [len(done.tables[name]) for name in ("meetings", "meeting_reports", "participants")] == [0, 0, 0]
    assert set(done.tables["evidence"]["table"]) == {"people", "agreements", "parties", "figures"}
    assert applied(done)


def test_a_person_who_is_none_takes_part_in_nothing(apply: Apply) -> None:
    done = apply(line("delete", "people", row_id=OMAR))
    assert OMAR not in set(done.tables["participants"]["person_id"])
    assert row(done, "meetings", MEETING)[["participants", "review"]].tolist() == [1, "corrected"]


def test_a_report_that_is_taken_out_is_counted_no_more(apply: Apply) -> None:
    done = apply(line("delete", "meeting_reports", row_id=MEETING, article_id="a-two"))
    assert row(done, "meetings", MEETING)[["articles", "review"]].tolist() == [1, "corrected"]
    assert row(done, "meetings", MEETING)["last_reported"] == pd.Timestamp("2026-03-03")
    both = [line("delete", "meeting_reports", row_id=MEETING, article_id=article) for article in ("a-one", "a-two")]
    assert apply(*both).tables["meetings"].empty


def test_a_row_cannot_be_taken_out_and_found_right(apply: Apply) -> None:
    done = apply(line("delete", "figures", row_id=FIGURE), line("accept", "figures", row_id=FIGURE))
    assert statuses(done) == {CONTRADICTED}
    assert row(done, "figures", FIGURE)["review"] == "unchecked"


@pytest.fixture
def called(parts: dict[str, dict[str, str]]) -> tuple[str, list[dict[str, Any]]]:
    """The id that the words "Omar Haddad" give, and lines that add a call with him there instead of the meeting."""
    gone = make_id("participants", f"a-one\t{parts['a-one']['body'].index('Omar Haddad')}")
    guest = {"meeting_id": "new", "name": "Omar Haddad", "type": "person", "person_id": OMAR, "capacity": "participant"}
    place = {"article_id": "a-one"}
    call = added("meetings", "new", {"kind": "call", "status": "held"}, **place, quote="They signed a fish accord")
    return gone, [
        *call,
        *added("participants", "guest", guest, **place, quote="Omar Haddad"),
        line("delete", "meetings", row_id=MEETING),
    ]


def test_a_member_who_goes_with_a_meeting_takes_along_no_member_of_another(
    apply: Apply, tables: Tables, called: tuple[str, list[dict[str, Any]]]
) -> None:
    gone, lines = called
    for table, column in (("participants", "participant_id"), ("evidence", "row_id")):
        tables[table][column] = tables[table][column].replace("mp-00000000000b", gone)
    done = apply(*lines, line("delete", "participants", row_id=gone))
    assert list(done.tables["meetings"]["kind"]) == ["call"]
    assert list(done.tables["participants"]["name"]) == ["Omar Haddad"]
    assert applied(done)


def test_a_row_that_the_program_makes_no_more_is_not_taken_for_one_that_is_added(
    apply: Apply, called: tuple[str, list[dict[str, Any]]]
) -> None:
    gone, lines = called
    role = line("add", "participants", group="guest", column="role", new_value="guest", article_id="a-one")
    wrong = line("delete", "participants", row_id=gone, place="desk.csv:9")
    done = apply(*lines, role | {"quote": "Lindqvist met Omar Haddad in Tallvik"}, wrong)
    assert list(done.tables["participants"]["name"]) == ["Omar Haddad"]
    assert [(one.place, told) for one, told in done.failed] == [("desk.csv:9", f"there is no row {gone}")]


# merge and split


def test_people_who_are_one_are_merged_everywhere(apply: Apply) -> None:
    done = apply(line("merge", "people", row_id=OMAR, new_value=VERA))
    person = row(done, "people", VERA)
    assert person[["articles", "mentions", "review"]].tolist() == [2, 4, "corrected"]
    assert set(person["aliases"].split("; ")) == {"Haddad", "Lindqvist", "Omar Haddad"}
    assert len(done.tables["appearances"]) == 2
    assert list(done.tables["participants"]["person_id"]) == [VERA], "nobody takes part twice"
    assert row(done, "meetings", MEETING)["participants"] == 1
    moved = done.redirects.set_index("old_id")
    assert moved.loc[OMAR, ["new_id", "reason"]].tolist() == [VERA, "merged"]
    assert moved.loc["mp-00000000000b", "new_id"] == HOST
    assert applied(done)


@pytest.fixture
def parted(apply: Apply) -> Corrected:
    """The tables with the meeting split into one for each article."""
    return apply(line("split", "meetings", row_id=MEETING, article_id="a-two", group="other"))


def test_reports_that_are_split_off_become_a_row_of_their_own(parted: Corrected) -> None:
    assert applied(parted)
    [redirect] = parted.redirects.to_dict("records")
    assert (redirect["old_id"], redirect["reason"]) == (MEETING, "split")
    old, new = (row(parted, "meetings", one) for one in (MEETING, redirect["new_id"]))
    assert [old["articles"], new["articles"]] == [1, 1]
    assert str(old["date"])[:10] == "2026-03-02" and pd.isna(new["date"])
    assert [old["review"], new["review"]] == ["corrected", "corrected"]
    assert parted.corrections["new_value"].tolist() == [redirect["new_id"]]


def test_what_was_split_can_be_merged_again(apply: Apply, parted: Corrected, tables: Tables) -> None:
    new = parted.redirects["new_id"].iloc[0]
    done = apply(line("merge", "meetings", row_id=new, new_value=MEETING), onto=parted.tables)
    before = tables["meetings"].iloc[0].drop(["review", "mode", "place", "country"])
    assert row(done, "meetings", MEETING)[before.index].astype(str).tolist() == before.astype(str).tolist()


def test_people_of_one_name_are_split_by_article(apply: Apply) -> None:
    done = apply(line("split", "people", row_id=VERA, article_id="a-two", group="sister"))
    new = done.redirects["new_id"].iloc[0]
    names = done.tables["people"].set_index("person_id")[["name", "aliases", "mentions"]]
    assert names.loc[VERA].fillna("").tolist() == ["Vera Lindqvist", "", 1]
    assert names.loc[new].fillna("").tolist() == ["Lindqvist", "", 1]


def test_a_row_is_not_split_into_nothing(apply: Apply) -> None:
    both = [line("split", "meetings", row_id=MEETING, article_id=one, group="x") for one in ("a-one", "a-two")]
    done = apply(*both)
    assert statuses(done) == {UNMATCHED} and done.redirects.empty


def test_mergers_in_a_circle_contradict_each_other(apply: Apply) -> None:
    done = apply(
        line("merge", "people", row_id=OMAR, new_value=VERA), line("merge", "people", row_id=VERA, new_value=OMAR)
    )
    assert statuses(done) == {CONTRADICTED} and len(done.tables["people"]) == 2


def test_corrections_reach_a_row_that_was_merged_by_its_old_id(apply: Apply) -> None:
    done = apply(
        line("merge", "people", row_id=OMAR, new_value=VERA), change("people", OMAR, "role", "Minister", "Skipper")
    )
    assert row(done, "people", VERA)["role"] == "Skipper" and applied(done)
    done = apply(line("accept", "people", row_id="p-0000000000dd"), redirects={"p-0000000000dd": VERA})
    assert row(done, "people", VERA)["review"] == "accepted"


# add


def added(table: str, group: str, cells: dict[str, Any], **place: Any) -> list[dict[str, Any]]:
    return [line("add", table, group=group, column=column, new_value=value, **place) for column, value in cells.items()]


def test_a_row_that_is_added_rests_on_its_words(apply: Apply) -> None:
    cells = {"kind": "talks", "status": "planned", "place": "Tallvik"}
    quote = {"article_id": "a-two", "quote": "the ministry said"}
    done = apply(*added("meetings", "new", cells, **quote))
    [new] = [r for r in done.tables["meetings"].to_dict("records") if r["meeting_id"] != MEETING]
    assert {column: new[column] for column in cells} == cells
    assert (new["articles"], new["review"]) == (1, "added")
    assert list(evidence_of(done, new["meeting_id"])["quote"]) == ["the ministry said"]
    assert new["first_reported"] == pd.Timestamp("2026-03-05")
    assert set(done.corrections["row_id"]) == {new["meeting_id"]} and applied(done)


def test_members_are_added_to_a_meeting_that_is_added_too(apply: Apply) -> None:
    guest = {"meeting_id": "new", "name": "Haddad", "type": "person", "person_id": OMAR, "capacity": "participant"}
    done = apply(
        *added("participants", "guest", guest, article_id="a-two", quote="received Haddad"),
        *added("meetings", "new", {"kind": "call", "status": "held"}, article_id="a-two", quote="Lindqvist received"),
    )
    assert applied(done)
    [new] = [r for r in done.tables["meetings"].to_dict("records") if r["meeting_id"] != MEETING]
    assert new["participants"] == 1
    member = done.tables["participants"].set_index("meeting_id").loc[new["meeting_id"]]
    assert member["person_id"] == OMAR


def test_a_person_a_figure_and_an_agreement_are_added(apply: Apply) -> None:
    figure = {"text": "3 million", "kind": "count", "value": "3000000", "sense": "actual"}
    deal = {"kind": "deal", "status": "agreed", "subject": "herring"}
    done = apply(
        *added("people", "p", {"name": "Tallvik Fisher"}, article_id="a-one", quote="Tallvik"),
        *added("figures", "f", figure, article_id="a-one", quote="$3 million"),
        *added("agreements", "g", deal, article_id="a-two", quote="this week"),
    )
    assert applied(done)
    assert [len(done.tables[table]) for table in ("people", "figures", "agreements")] == [3, 2, 2]
    person = done.tables["people"].set_index("name").loc["Tallvik Fisher"]
    assert person[["mentions", "review"]].tolist() == [1, "added"]


def test_what_the_program_finds_by_itself_now_is_not_added_twice(apply: Apply) -> None:
    cells = {"text": "$3 million", "kind": "money", "value": "3000000", "sense": "actual"}
    place = {"article_id": "a-one", "quote": "$3 million"}
    done = apply(
        *added("figures", "f", cells, **place),
        *added("people", "p", {"name": "Omar Haddad"}, article_id="a-one", quote="Omar Haddad"),
    )
    assert [len(done.tables["figures"]), len(done.tables["people"])] == [1, 2]
    assert row(done, "figures", FIGURE)["review"] == row(done, "people", OMAR)["review"] == "added"


def test_a_row_that_lacks_what_it_needs_is_an_error_that_says_where(apply: Apply) -> None:
    with pytest.raises(DataError, match=r"desk.csv:3.*status"):
        apply(*added("meetings", "x", {"kind": "talks"}, article_id="a-two", quote="this week", place="desk.csv:3"))


# anchors


def test_words_that_are_gone_are_told_and_nothing_is_changed(apply: Apply) -> None:
    for told in ({"article_id": "a-two", "quote": "no such words at all"}, {"article_id": "a-gone"}):
        done = apply(change("meetings", MEETING, "place", "Tallvik", "Norrvik", **told))
        assert statuses(done) == {LOST}
        assert row(done, "meetings", MEETING)["place"] == "Tallvik"


def test_a_row_under_another_id_is_found_by_its_words(apply: Apply) -> None:
    quote = {"article_id": "a-one", "quote": "$3 million"}
    done = apply(change("figures", "f-0000000000dd", "unit", "USD", "SEK", **quote))
    assert row(done, "figures", FIGURE)["unit"] == "SEK" and applied(done)
