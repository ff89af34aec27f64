"""Write tables as Parquet, always with the same settings, so that the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
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
    write_parts(name, [to_arrow(name, frame)], path)


def write_parts(name: str, parts: Iterable[pyarrow.Table], path: Path) -> None:
    """Write one table of which not all rows are in memory; how they are parted changes nothing.

    Parameters
    ----------
    name : str
        Name of the table.
    parts : iterable of pyarrow.Table
        Its rows, as `newstables.schemas.to_arrow` types them, in the order in which they are to stand.
    path : pathlib.Path
        The file.
    """
    schema = arrow_schema(name)
    waiting = schema.empty_table()
    with parquet.ParquetWriter(path, schema, **_SETTINGS) as writer:
        for part in parts:
            waiting = pyarrow.concat_tables([waiting, part])
            while len(waiting) >= ROWS_PER_GROUP:
                writer.write_table(waiting.slice(0, ROWS_PER_GROUP).combine_chunks(), ROWS_PER_GROUP)
                waiting = waiting.slice(ROWS_PER_GROUP)
        writer.write_table(waiting.combine_chunks(), ROWS_PER_GROUP)


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
