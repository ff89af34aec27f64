"""The table of articles."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import SHA256, DateTime, Table


class Articles(Table):
    """One row per article."""

    article_id: str = columns.text(
        "Id given with the record, else derived from the address or the body", nullable=False
    )
    url: str = columns.text("Address, as published")
    title: str = columns.text("Headline, as published")
    publisher: str = columns.text("Outlet, as published")
    byline: str = columns.text('Author line, without "By"')
    agency: str = columns.text("Wire service that is credited")
    dateline: str = columns.text("Place the report was filed from")
    published: DateTime = columns.day("Day of publication", nullable=False)
    updated: DateTime = columns.day("Day of the last update, where printed")
    language: str = columns.code("Language, as a BCP 47 tag", r"^en(-[A-Za-z0-9]+)*$", nullable=False)
    kind: str = columns.choice(vocabularies.ARTICLE_KINDS, "Whether this is the report itself or a summary of one")
    based_on: str = columns.text("For a summary, the address of the report that it tells of")
    copy_of: str = columns.reference(
        "articles", "The original of which this is the same wire copy elsewhere", nullable=True
    )
    words: pd.Int32Dtype = columns.count("Words of the body", unit="word")
    characters: pd.Int32Dtype = columns.count("Characters of the body", least=1, unit="character")
    text_sha256: str = columns.code("SHA-256 of the body in UTF-8", SHA256, nullable=False)
    source: str = columns.text("Where it was read from, relative to the input", nullable=False)

    class Config:
        """Key."""

        unique = ("article_id",)
