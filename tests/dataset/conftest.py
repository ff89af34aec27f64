"""The made-up tables as a directory, as a build writes it."""

from pathlib import Path

import pandas as pd
import pytest
from newstables.schemas import to_frame
from newstables.scripts.parquet import sort_table, write_table

URL = "https://example.org/one"


@pytest.fixture
def stored(tmp_path: Path, tables: dict[str, pd.DataFrame], texts: pd.DataFrame) -> Path:
    tables["articles"] = to_frame(
        "articles", tables["articles"].assign(url=[URL, None], publisher=["Gazette", "Courier"])
    )
    directory = tmp_path / "build"
    directory.mkdir()
    for name, frame in [*tables.items(), ("texts", texts)]:
        write_table(name, sort_table(name, frame), directory / f"{name}.parquet")
    return directory
