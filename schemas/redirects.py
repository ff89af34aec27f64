"""The table of redirects: what became of ids that rows no longer have."""

from __future__ import annotations

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import Table


class Redirects(Table):
    """One row per id that was merged into another row or split, and each row that it leads to; kept for good."""

    old_id: str = columns.code("Id that a row had", columns.ROW_ID, nullable=False)
    new_id: str = columns.code(
        "Id of the row that it went into, or that was split off it", columns.ROW_ID, nullable=False
    )
    reason: str = columns.choice(vocabularies.REDIRECT_REASONS, "What happened to the row")
    version: str = columns.text("Release that holds it first; null in a build")

    class Config:
        """Key."""

        unique = ("old_id", "new_id")
