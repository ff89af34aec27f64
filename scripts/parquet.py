"""Write tables as Parquet, always with the same settings, so that the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow
from pyarrow import parquet

from newstables.schemas import arrow_schema, key, to_arrow, to_frame
from newstables.scripts.read.article import Article

ROWS_PER_GROUP = 65_536  # of a table
TEXTS_PER_GROUP = 1_024  # so that few texts are in memory at a time
_SETTINGS = {"compression": "zstd", "compression_level": 9, "version": "2.6", "write_statistics": True}


def sort_table(name: str, rows: pd.DataFrame | list[dict[str, object]]) -> pd.DataFrame:
    """Give rows the contract's types, and the order in which they are stored: by key."""
    return to_frame(name, rows).sort_values(key(name), kind="stable", na_position="first", ignore_index=True)


def write_table(name: str, frame: pd.DataFrame, path: Path) -> None:
    """Write one table.

    Parameters
    ----------
    name : str
        Name of the table, which gives the Arrow schema and the metadata.
    frame : pandas.DataFrame
        Its rows, sorted.
    path : pathlib.Path
        The file.
    """
    parquet.write_table(to_arrow(name, frame), path, row_group_size=ROWS_PER_GROUP, **_SETTINGS)


def write_texts(articles: Iterable[Article], path: Path) -> None:
    """Write the table `texts`, without holding all texts.

    Parameters
    ----------
    articles : iterable of Article
        In the order of their ids.
    path : pathlib.Path
        The file.
    """
    schema = arrow_schema("texts")
    coming = (
        {"article_id": article.article_id, "part": part, "text": text}
        for article in articles
        for part, text in sorted(article.parts)
    )
    with parquet.ParquetWriter(path, schema, **_SETTINGS) as writer:
        while group := list(islice(coming, TEXTS_PER_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))


def rename_texts(path: Path, renamed: Mapping[str, str]) -> None:
    """Write the table `texts` anew with other ids of articles."""
    told = to_frame("texts", parquet.read_table(path))
    told = told.assign(article_id=told["article_id"].map(lambda one: renamed.get(one, one)).astype("str"))
    beside = path.with_name(f"{path.name}.partial")
    parquet.write_table(
        to_arrow("texts", sort_table("texts", told)), beside, row_group_size=TEXTS_PER_GROUP, **_SETTINGS
    )
    beside.replace(path)
