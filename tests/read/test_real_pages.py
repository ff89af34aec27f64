"""Real pages, whose texts are not part of the repository, are read at least as well as by trafilatura alone."""

import gzip
import json
from pathlib import Path

import pytest

from newstables.scripts.benchmarks.pages import compare, read_by_trafilatura, read_here, summarise

PAGES = Path(__file__).parents[3] / "shared" / "pages"

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="the real pages are not at hand")


def test_bodies_and_dates_are_as_good_and_titles_and_authors_clearly_better() -> None:
    expected = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
    english = [
        (gzip.decompress((PAGES / name).read_bytes()), page) for name, page in expected.items() if page["english"]
    ]
    figures = []
    for read in (read_here, read_by_trafilatura):
        scores = [compare(read(data), page) for data, page in english]
        figures.append([float(figure) for figure in summarise(scores)])
    (body, _, _, titles, dates, authors), (their_body, _, _, their_titles, their_dates, their_authors) = figures
    assert body >= their_body and dates >= their_dates
    assert titles >= their_titles + 0.1 and authors >= their_authors + 0.05
