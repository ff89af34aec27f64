"""Apply corrections to the made-up tables, and check what comes of it against the contract."""

from typing import Any

import pandas as pd
import pytest

from newstables.schemas import check, check_table
from newstables.scripts.correct import Corrected, Line, correct
from newstables.scripts.parquet import sort_table

from decided import Apply


@pytest.fixture
def parts(texts: pd.DataFrame) -> dict[str, dict[str, str]]:
    return {article: {"body": body} for article, body in zip(texts["article_id"], texts["text"], strict=True)}


@pytest.fixture
def apply(tables: dict[str, pd.DataFrame], texts: pd.DataFrame, parts: dict[str, dict[str, str]]) -> Apply:
    """Apply lines; what comes of it must hold the contract, whatever the lines say."""

    def run(*lines: dict[str, Any], onto: dict[str, pd.DataFrame] | None = None, **options: Any) -> Corrected:
        done = correct(onto or tables, parts, [Line(**line) for line in lines], **options)
        stored = {name: sort_table(name, frame) for name, frame in done.tables.items()}
        assert check(stored, texts) == []
        for name in ("corrections", "redirects"):
            assert check_table(name, getattr(done, name)) == []
        return Corrected(stored, done.corrections, done.redirects, done.failed)

    return run
