"""The two tables of a build that are never released: the texts of the articles, and what was rejected."""

from __future__ import annotations

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import Table


class Texts(Table):
    """One row per part of an article; stays at home."""

    article_id: str = columns.reference("articles", "The article")
    part: str = columns.choice(vocabularies.PARTS, "Part of the article")
    text: str = columns.text("The text that offsets point into", nullable=False)

    class Config:
        """Key."""

        unique = ("article_id", "part")


class Rejected(Table):
    """One row per input that gave no article."""

    source: str = columns.text("Where it stands, relative to the input", nullable=False)
    reason: str = columns.choice(vocabularies.REJECTION_REASONS, "Why it was rejected")
    detail: str = columns.text("What exactly was found")
    repeats: str = columns.reference("articles", "For a duplicate, the article that it repeats", nullable=True)
