"""Whatever people decide: the tables stay valid, the order of lines does not matter, every line is accounted for."""

from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newstables.scripts.correct.draft import APPLIED, CONTRADICTED, LOST, UNMATCHED

from decided import Apply

PEOPLE = ["p-00000000000a", "p-00000000000b", "p-00000000dead"]
MEETINGS = ["m-00000000000a", "m-00000000dead"]
ROWS = {
    "people": PEOPLE,
    "meetings": MEETINGS,
    "agreements": ["g-00000000000a"],
    "figures": ["f-00000000000a"],
    "participants": ["mp-00000000000a", "mp-00000000000b"],
    "parties": ["gp-00000000000a"],
}
REPORTS = {"people": "appearances", "meetings": "meeting_reports", "agreements": "agreement_reports"}
ARTICLES = ["a-one", "a-two"]
CELLS = [
    ("people", "role", [None, "Minister", "Skipper"]),
    ("people", "name", ["Vera Lindqvist", "Lindqvist", "V. Lindqvist"]),
    ("people", "country", ["SWE", "NOR", None]),
    ("meetings", "place", ["Tallvik", "Norrvik", None]),
    ("meetings", "date", ["2026-03-02", "2026-03-01", None]),
    ("meetings", "number", ["1", "2", None]),
    ("agreements", "amount", ["3000000", "4000000", None]),
    ("participants", "country", ["SWE", "NOR", None]),
    ("participants", "type", ["person", "organisation"]),
    ("figures", "text", ["$3 million", "3 million", "$4 million"]),
]
QUOTES = [
    {},
    {"article_id": "a-one", "quote": "Vera Lindqvist"},
    {"article_id": "a-two", "quote": "Haddad"},
    {"article_id": "a-two", "quote": "no such words"},
    {"article_id": "a-gone"},
]
Line = dict[str, Any]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    action = draw(st.sampled_from(["accept", "set", "delete", "merge", "split", "suppress", "report", "add"]))
    quote = draw(st.sampled_from(QUOTES))
    table = draw(st.sampled_from(sorted(ROWS)))
    row = draw(st.sampled_from(ROWS[table]))
    if action in ("accept", "delete"):
        return {"action": action, "table": table, "row_id": row, **quote}
    if action == "set":
        table, column, values = draw(st.sampled_from(CELLS))
        told = {
            "column": column,
            "old_value": draw(st.sampled_from(values)),
            "new_value": draw(st.sampled_from(values)),
        }
        return {"action": "set", "table": table, "row_id": draw(st.sampled_from(ROWS[table])), **told, **quote}
    if action == "merge":
        return {"action": "merge", "table": table, "row_id": row, "new_value": draw(st.sampled_from(ROWS[table]))}
    if action == "suppress":
        return {"action": "suppress", "table": "people", "row_id": draw(st.sampled_from(PEOPLE))}
    table = draw(st.sampled_from(sorted(REPORTS)))
    row, article = draw(st.sampled_from(ROWS[table])), draw(st.sampled_from(ARTICLES))
    if action == "split":
        group = draw(st.sampled_from(["one", "two"]))
        return {"action": "split", "table": table, "row_id": row, "article_id": article, "group": group}
    if action == "report":
        return {"action": "delete", "table": REPORTS[table], "row_id": row, "article_id": article}
    place = {"article_id": article, "quote": draw(st.sampled_from(["Tallvik", "Haddad", "said."]))}
    name = draw(st.sampled_from(["Haddad", "Nadia Berg"]))
    return {"action": "add", "table": "people", "group": f"new {name}", "column": "name", "new_value": name, **place}


def as_text(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    return {name: frame.to_csv(index=False) for name, frame in frames.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decided=st.lists(lines(), max_size=6), order=st.randoms(use_true_random=False))
def test_tables_stay_valid_in_whatever_order_lines_stand_and_each_is_accounted_for(
    apply: Apply, decided: list[Line], order: Any
) -> None:
    done = apply(*decided)  # which checks the contract
    shuffled = list(decided)
    order.shuffle(shuffled)
    again = apply(*shuffled)
    assert as_text(done.tables) == as_text(again.tables)
    pd.testing.assert_frame_equal(done.corrections, again.corrections)
    pd.testing.assert_frame_equal(done.redirects, again.redirects)
    told = done.corrections["status"]
    assert set(told) <= {APPLIED, UNMATCHED, LOST, CONTRADICTED}
    distinct = len({tuple(sorted(line.items())) for line in decided})
    assert len(told) >= distinct
    assert len(done.failed) == (told != APPLIED).sum()
