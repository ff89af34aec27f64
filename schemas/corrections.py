"""The table of corrections: what people decided about rows, and whether it could be applied."""

from __future__ import annotations

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import DateTime, Table

CORRECTED = (
    "people", "appearances", "meetings", "meeting_reports", "participants", "agreements", "agreement_reports",
    "parties", "figures",
)  # fmt: skip
"""The tables whose rows a person can correct."""


DECISION = ("action", "table", "row_id", "column", "article_id", "old_value", "new_value")
"""What is decided of which row or cell; two corrections that agree in these are one, whatever else they say."""


class Corrections(Table):
    """One row per decision of a person about a row or a cell of it."""

    correction_id: str = columns.identifier("c", "Id of the correction")
    action: str = columns.choice(vocabularies.CORRECTION_ACTIONS, "What was decided")
    table: str = columns.choice(dict.fromkeys(CORRECTED, ""), "Table of the row")
    row_id: str = columns.text("Id of the row; null where it was told by its words alone, and is not there")
    column: str = columns.text("Cell that was corrected or filled; null: the row")
    article_id: str = columns.text("Article that the decision rests on")
    old_value: str = columns.text("What stood there")
    new_value: str = columns.text("What stands there now; of a merger the id of the row that took it up")
    group: str = columns.text("What the cells of one new row, or the reports split off together, have in common")
    reason: str = columns.text("Why it was decided so")
    cause: str = columns.choice(vocabularies.CORRECTION_CAUSES, "Where the error came from", nullable=True)
    decided_by: str = columns.text("Who decided it")
    decided_on: DateTime = columns.day("Day of the decision")
    note: str = columns.text("What readers are told")
    status: str = columns.choice(vocabularies.CORRECTION_STATUSES, "Whether it could be applied")
    first_wrong: str = columns.text("First release in which the error stood; null where none, and in a build")
    put_right: str = columns.text("First release in which it is put right; null in a build")

    class Config:
        """Key."""

        unique = ("correction_id",)
