"""A build to review: articles that were joined, some that may be, one with markup and characters of two units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newstables import load
from newstables.schemas import HISTORY_TABLES, TABLES, key, references, to_frame
from newstables.scripts.build import build
from newstables.scripts.manifest import write_manifest
from newstables.scripts.parquet import sort_table, write_table
from newstables.scripts.review.pages import review

from made_up import RECORDS, write_records

HOSTILE = (
    "</script><script>document.title = 'broken'; window.broken = true</script>\n\n"
    '\U0001f600 <img src=x onerror="window.broken = true"> Kenyan President Amara Okonjo met Tomas Reyes in Nairobi '
    "on Monday, the <b>office</b> said. Exports rose 7 percent & imports fell.\n\n"
    "Kenya will pay $12 million for a ferry, her spokesman said.\u2028It sails in May."
)
NEAR: list[dict[str, Any]] = [
    {
        "article_id": "hostile</script>",
        "title": 'Talks <script>window.broken = true</script> & "ferries"',
        "publisher": "Lake Herald",
        "published": "2026-03-10",
        "url": "javascript:window.broken=true",
        "text": HOSTILE,
    },
    {
        "article_id": "near",
        "title": "Singer on stage",
        "publisher": "Averil Times",
        "published": "2026-03-11",
        "text": (
            "Indian striker Amara Okonjo opened a hall in Delhi on Tuesday. "
            "About 300 guests came, and the city spent $2 million on it."
        ),
    },
    {
        "article_id": "silent",
        "title": "A walk by the lake",
        "publisher": "Averil Times",
        "published": "2026-03-12",
        "text": " ".join(["The path goes on along the water and the reeds, and nobody is there to see it."] * 8),
    },
]


@pytest.fixture(scope="session")
def reviewed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of seven articles."""
    place = tmp_path_factory.mktemp("to-review")
    write_records(place / "wire.jsonl", [*RECORDS, *NEAR])
    build([place / "wire.jsonl"], place / "build", workers=1, cache=False)
    return place / "build"


@pytest.fixture(scope="session")
def pages(reviewed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of that build, with a sample of twelve rows; only to be read."""
    out = tmp_path_factory.mktemp("pages") / "review"
    review(reviewed_build, out, sample=12)
    return out


COPIES = 170


@pytest.fixture(scope="session")
def many_pages(reviewed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a build of 1,020 articles: those six, under 170 names."""
    place = tmp_path_factory.mktemp("many")
    (place / "build").mkdir()
    for table in ("texts", *TABLES, *HISTORY_TABLES):
        frame = load(table, source=reviewed_build)
        named = {*references(table), *(column for column in key(table) if column.endswith("_id"))} & set(frame.columns)
        copies = []
        for number in range(COPIES):
            copy = frame.copy()
            for column in named:
                copy[column] = [rename(value, number) if isinstance(value, str) else value for value in copy[column]]
            copies.append(copy)
        rows = to_frame(table, pd.concat(copies, ignore_index=True))
        write_table(table, sort_table(table, rows), place / "build" / f"{table}.parquet")
    write_manifest(place / "build", {})
    review(place / "build", place / "review")
    return place / "review"


def rename(row_id: str, number: int) -> str:
    """Give a row or an article another id."""
    if row_id in ARTICLES:
        return f"{row_id}-{number:03}"
    return f"{row_id[:-3]}{number:03x}"


ARTICLES = {record["article_id"] for record in [*RECORDS, *NEAR]}
