"""``docs/charts.md`` shows the charts that there are."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import newstables.scripts.charts as package
from newstables.scripts.charts import find_charts
from newstables.scripts.charts.gallery import read_packaged, write_page
from newstables.scripts.charts.publishing import render

from invented import make_tables

DOCS = Path(__file__).parents[2] / "docs"
AGAIN = "python -m newstables.scripts.charts.gallery docs"


def without_alts(page: str) -> str:
    return re.sub(r"!\[.*?\]\(", "![](", page)


def test_the_page_is_the_one_that_the_code_writes() -> None:
    assert without_alts((DOCS / "charts.md").read_text(encoding="utf-8")) == without_alts(write_page({})), AGAIN


def test_every_picture_is_there_and_has_an_alt_text() -> None:
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"!\[(.*?)\]\(charts/(.*?)\.png\)", page))
    assert set(shown.values()) == set(find_charts()) == {path.stem for path in (DOCS / "charts").glob("*.png")}, AGAIN
    assert all(len(alt) > 40 for alt in shown)
    for path in (DOCS / "charts").glob("*.png"):
        with Image.open(path) as picture:
            assert picture.width == 1440


@pytest.mark.skipif(not (files("newstables") / "releases").is_dir(), reason="no release comes with the package yet")
def test_the_page_shows_the_latest_packaged_release() -> None:
    tables, source = read_packaged()
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    for name, chart in find_charts().items():
        figure = chart(tables, source=source)
        assert f"![{figure.alt.replace('[', '(').replace(']', ')')}](charts/{name}.png)" in page, AGAIN
        with Image.open(BytesIO(render(figure, "png"))) as drawn, Image.open(DOCS / "charts" / f"{name}.png") as shown:
            # Another version of matplotlib may break a line elsewhere.
            assert abs(drawn.height - shown.height) < 100, AGAIN


def test_the_example_of_a_new_chart_is_found_and_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", page.partition("## Add a chart")[2], flags=re.S)[0]
    (tmp_path / "meetings_by_kind.py").write_text(example, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    find_charts.cache_clear()
    try:
        chart = find_charts()["meetings-by-kind"]
        figure = chart(make_tables(30, review="accepted"))
    finally:
        find_charts.cache_clear()
    assert figure.values["number"].sum() == 30
    assert re.match(r"\d+ .* among 30 meetings", figure.title)
