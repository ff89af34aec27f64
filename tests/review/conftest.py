"""A build to review: articles that were joined, some that may be, one with markup and characters of two units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newstables.scripts.build import build
from newstables.scripts.review import review

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
            "Indian President Amara Okonjo opened a hall in Delhi on Tuesday. "
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
