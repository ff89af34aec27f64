"""What holds for every chart, whatever it shows."""

import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from newstables.schemas import TABLES, to_frame
from newstables.scripts.charts import ChartFigure, find_charts
from newstables.scripts.charts.publishing import list_values, render

from invented import make_tables

CHARTS = find_charts()
SIZES = (3, 30, 300)
MADE = {size: make_tables(size) for size in SIZES}
CHECKED = make_tables(30, review="accepted")


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, int], ChartFigure]:
    return {(name, size): chart(MADE[size]) for name, chart in CHARTS.items() for size in SIZES}


def printed(figure: ChartFigure) -> list[Text]:
    return [
        text
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip()
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_is_clipped_or_lies_on_another(drawn: dict[tuple[str, int], ChartFigure], name: str, size: int) -> None:
    figure = drawn[name, size]
    figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in printed(figure)]
    assert boxes
    width, height = figure.bbox.width, figure.bbox.height
    outside = [t for t, b in boxes if b.x0 < -0.5 or b.y0 < -0.5 or b.x1 > width + 0.5 or b.y1 > height + 0.5]
    assert outside == []
    # A pixel of overlap is air around letters, not ink.
    overlapping = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert overlapping == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_names_rows_that_are_there(drawn: dict[tuple[str, int], ChartFigure], name: str, size: int) -> None:
    tables = MADE[size]
    known = {
        str(each)
        for table, column in (
            ("articles", "article_id"),
            ("people", "person_id"),
            ("meetings", "meeting_id"),
            ("agreements", "agreement_id"),
            ("figures", "figure_id"),
        )
        for each in tables[table][column]
    }
    values = drawn[name, size].values
    behind = [each for cell in values["ids"] for each in cell.split("; ") if each]
    assert set(behind) <= known
    if len(values):
        assert behind


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_tables_give_the_same_bytes(name: str) -> None:
    tables = MADE[30]
    shuffled = {table: frame.sample(frac=1, random_state=3) for table, frame in tables.items()}
    one, other = CHARTS[name](tables), CHARTS[name](shuffled)
    assert list_values(one) == list_values(other)
    assert render(one, "svg") == render(other, "svg")
    assert render(one, "png") == render(other, "png")
    assert not re.search(rb"\d{4}-\d\d-\d\dT\d\d:", render(one, "svg"))


@pytest.mark.parametrize("name", CHARTS)
def test_no_rows_give_a_statement(name: str) -> None:
    empty = {table: to_frame(table, []) for table in TABLES}
    figure = CHARTS[name](empty)
    assert figure.values.empty
    assert figure.alt.startswith("No chart")
    assert [text for text in printed(figure) if text.get_text().startswith("No ")]


@pytest.mark.parametrize("name", CHARTS)
def test_the_headline_tells_a_finding_only_where_all_rows_are_checked(name: str) -> None:
    neutral, told = CHARTS[name](MADE[30]), CHARTS[name](CHECKED)
    assert neutral.checked == 0
    if neutral.rows == 0:
        pytest.skip("it counts articles, which are as they were printed")
    assert told.checked == told.rows == neutral.rows
    assert neutral.title != told.title
    assert re.search(r"\d", told.title)
    assert told.title in neutral.alt  # the point is told to those who do not see it
    some = dict(CHECKED)
    for table in ("people", "meetings", "agreements", "figures"):
        some[table] = some[table].assign(review="unchecked")
    assert CHARTS[name](some).title == neutral.title


@pytest.mark.parametrize("name", CHARTS)
def test_the_source_line_counts_articles_and_checked_rows(drawn: dict[tuple[str, int], ChartFigure], name: str) -> None:
    figure = drawn[name, 300]
    articles = MADE[300]["articles"]
    assert f"{articles['copy_of'].isna().sum()} articles" in figure.source
    if figure.rows:
        assert f"0 of {figure.rows} rows checked" in figure.source
        behind = {each for cell in figure.values["ids"] for each in cell.split("; ") if not each.startswith("article")}
        assert figure.rows >= len(behind - {""})


@pytest.mark.parametrize("name", CHARTS)
def test_text_is_printed_as_it_is(drawn: dict[tuple[str, int], ChartFigure], name: str) -> None:
    assert not any(text.get_parse_math() for text in printed(drawn[name, 30]))
    assert not any(
        "-" in text.get_text() and re.search(r"(^|\s)-\d", text.get_text()) for text in printed(drawn[name, 30])
    )


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [400, 1200])
def test_other_widths_hold(name: str, width: int) -> None:
    figure = CHARTS[name](MADE[30], width=width)
    assert figure.get_size_inches()[0] == pytest.approx(width / 96)
    test_no_text_is_clipped_or_lies_on_another({(name, 30): figure}, name, 30)


def test_an_ordinary_frame_of_values(drawn: dict[tuple[str, int], ChartFigure]) -> None:
    assert all(isinstance(figure.values, pd.DataFrame) for figure in drawn.values())


@pytest.mark.parametrize("name", CHARTS)
def test_a_house_style_of_other_and_larger_type_holds(name: str, tmp_path: Path) -> None:
    style = tmp_path / "house.mplstyle"
    style.write_text("font.family: serif\nfont.serif: STIXGeneral\nfont.size: 11\n")
    figure = CHARTS[name](MADE[30], style=style)
    test_no_text_is_clipped_or_lies_on_another({(name, 30): figure}, name, 30)
