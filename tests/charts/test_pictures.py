"""The charts look as they did when a person last looked at them.

``python tests/charts/test_pictures.py`` draws the reference pictures anew; look at them before they are committed.
"""

from pathlib import Path

import matplotlib
import pytest
from matplotlib.testing.compare import compare_images
from PIL import Image

from newstables.scripts.charts import ChartFigure, find_charts
from newstables.scripts.charts.style import use_style

from invented import make_tables

REFERENCE = Path(__file__).parent / "reference"
# Root mean square difference of all pixels, of 255. The same matplotlib on another machine stays far below 2; another
# version sets type a little differently, and may differ by as much as a line that breaks elsewhere.
TOLERANCE, TOLERANCE_OF_OTHER_VERSIONS = 2.0, 12.0


def draw(name: str) -> ChartFigure:
    return find_charts()[name](make_tables(30, review="accepted"))


def write(figure: ChartFigure, path: Path) -> None:
    with use_style():
        figure.savefig(path, dpi=72)


@pytest.mark.parametrize("name", find_charts())
def test_the_picture_is_the_one_that_was_reviewed(name: str, tmp_path: Path) -> None:
    reference = REFERENCE / f"{name}.png"
    assert reference.is_file(), "a new chart: draw its reference picture, and look at it"
    write(draw(name), tmp_path / "drawn.png")
    with Image.open(reference) as picture:
        drawn_with = str(picture.info["Software"])
    same = f"version{matplotlib.__version__}," in drawn_with
    tolerance = TOLERANCE if same else TOLERANCE_OF_OTHER_VERSIONS
    found = compare_images(str(reference), str(tmp_path / "drawn.png"), tolerance)
    assert found is None, found


def test_no_reference_picture_is_left_over() -> None:
    assert {path.stem for path in REFERENCE.glob("*.png")} == set(find_charts())


def test_another_picture_is_told_apart(tmp_path: Path) -> None:
    reference = REFERENCE / "people-by-country.png"
    figure = find_charts()["people-by-country"](make_tables(30, review="accepted", seed=8))
    write(figure, tmp_path / "drawn.png")
    with Image.open(reference) as one, Image.open(tmp_path / "drawn.png") as other:
        other.resize(one.size).save(tmp_path / "resized.png")
    assert compare_images(str(reference), str(tmp_path / "resized.png"), TOLERANCE) is not None


if __name__ == "__main__":
    for chart in find_charts():
        write(draw(chart), REFERENCE / f"{chart}.png")
