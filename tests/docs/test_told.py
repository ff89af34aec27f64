"""docs/story.md and docs/dataset.md say what their code computes from the packaged releases, and show its charts."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newstables.scripts.documents import NAMES, draw_pictures, run_code

DOCS = Path(__file__).parents[2] / "docs"
AGAIN = "python -m newstables.scripts.documents docs"
each_document = pytest.mark.parametrize("name", NAMES)


@each_document
def test_a_document_says_what_its_code_computes(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert text.count("```python\n") == text.count("<!-- said -->") == text.count("<!-- /said -->") > 0
    assert run_code(text) == text, AGAIN


@each_document
def test_numbers_stand_only_where_code_says_them(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|<!-- said -->.*?<!-- /said -->|^    .*$|\(.*?\)", "", text, flags=re.S | re.M)
    numbers = [int(found) for found in re.findall(r"(?<![\w.-])\d+(?![\w-])", prose)]
    assert [number for number in numbers if not 2000 < number < 2100] == []  # years name what they are of


@each_document
def test_a_document_shows_the_charts_that_its_commands_draw(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    drawn, pictures = draw_pictures(text)
    assert drawn == text, AGAIN
    assert text.count("![") == len(pictures)
    for path, picture in pictures.items():
        with Image.open(BytesIO(picture)) as now, Image.open(DOCS / path) as shown:
            # Another version of matplotlib may break a line elsewhere.
            assert abs(now.height - shown.height) < 100, AGAIN


def test_what_code_prints_stands_in_the_place_of_what_it_printed() -> None:
    text = "A\n\n```python\nn = 2\nprint(n, 'tons')\n```\n\n<!-- said -->\n3 tons\n<!-- /said -->\nB\n"
    assert run_code(text) == text.replace("3 tons", "2 tons")
    with pytest.raises(ZeroDivisionError):
        run_code(text.replace("n = 2", "n = 1 / 0"))
