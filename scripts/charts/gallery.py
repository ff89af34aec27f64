"""``docs/charts.md``: every chart, made from the packaged data, with the code that makes it.

``python -m newstables.scripts.charts.gallery docs`` writes the page and its pictures; ``gallery.md`` is its frame.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pandas as pd
from PIL import Image

from newstables.scripts.charts.chart import Chart, find_charts
from newstables.scripts.charts.layout import ChartFigure
from newstables.scripts.charts.publishing import render
from newstables.scripts.charts.source import Source, read_source

_TINTS = 256  # of a picture on the page
_PLACE = "<!-- charts -->\n"


def read_packaged() -> tuple[dict[str, pd.DataFrame], Source]:
    """Read the latest packaged release; where none comes with the package, build the packaged articles."""
    if Path(str(files("newstables") / "releases")).is_dir():
        return read_source()
    from newstables.scripts.build import build

    with tempfile.TemporaryDirectory() as place:
        build([], Path(place) / "tables", workers=1)
        tables, _ = read_source(Path(place) / "tables")
    return tables, Source(title="The packaged articles", place="tables")


def write_page(alts: Mapping[str, str]) -> str:
    """Return the page.

    Parameters
    ----------
    alts : mapping of str to str
        The alt texts of the pictures, by the name of the chart.
    """
    parts = [_write_chart(chart, alts.get(name, "")) for name, chart in find_charts().items()]
    frame = (files("newstables.scripts.charts") / "gallery.md").read_text(encoding="utf-8")
    return frame.replace(_PLACE, "\n".join(parts))


def _write_chart(chart: Chart, alt: str) -> str:
    described = "\n\n".join(" ".join(part.split()) for part in (chart.__doc__ or "").split("\n\n"))
    return f"""\
## {chart.name}

{described}

![{alt.replace("[", "(").replace("]", ")")}](charts/{chart.name}.png)

    newstables charts tables --only {chart.name} --out charts

```python
from newstables.scripts.charts.{chart.__name__} import {chart.__name__}

figure = {chart.__name__}(tables, source=source)
```
"""


def draw_picture(figure: ChartFigure) -> bytes:
    """Return a picture for the page: as large as the one for print, in fewer colours."""
    return reduce_colours(render(figure, "png"))


def reduce_colours(picture: bytes) -> bytes:
    """Return a PNG in as few colours as a page needs, which makes it a third as large."""
    file = BytesIO()
    with Image.open(BytesIO(picture)) as drawn:
        drawn.convert("RGB").quantize(_TINTS, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return file.getvalue()


def write_gallery(docs: Path) -> None:
    """Write ``charts.md`` and the pictures it shows into a folder."""
    tables, source = read_packaged()
    figures = {name: chart(tables, source=source) for name, chart in find_charts().items()}
    (docs / "charts").mkdir(parents=True, exist_ok=True)
    for left in (docs / "charts").glob("*.png"):
        if left.stem not in figures:
            left.unlink()
    for name, figure in figures.items():
        (docs / "charts" / f"{name}.png").write_bytes(draw_picture(figure))
    page = write_page({name: figure.alt for name, figure in figures.items()})
    (docs / "charts.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write_gallery(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))
