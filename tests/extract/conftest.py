"""Extraction of made-up sentences by the real pipeline."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from newstables.scripts.extract import Extraction, extract
from newstables.scripts.extract.pipeline import load_pipeline, parse_articles
from newstables.scripts.read.article import Article

Extract = Callable[..., Extraction]


@pytest.fixture(scope="session")
def extracted() -> Extract:
    """Extract the rows of a body published on a day (a Wednesday by default)."""

    def run(body: str, *, published: str = "2026-03-11", dateline: str | None = None, **fields: Any) -> Extraction:
        article = Article("made-up", date.fromisoformat(published), body, "test", dateline=dateline, **fields)
        ((_, doc),) = parse_articles(load_pipeline(), [article])
        return extract(article, doc)

    return run
