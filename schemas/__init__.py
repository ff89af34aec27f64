"""The contract: one model per table, its vocabularies, and the rules across tables."""

from newstables.schemas.arrow import arrow_schema, to_arrow, to_frame
from newstables.schemas.rules import check_texts
from newstables.schemas.tables import (
    GROUNDED,
    HISTORY_TABLES,
    MEETING_AND_AGREEMENT,
    MODELS,
    REVIEWED,
    TABLES,
    WORKING_TABLES,
    describe,
    key,
    references,
    schema,
)
from newstables.schemas.validation import Failure, check, check_table, check_together

__all__ = [
    "GROUNDED",
    "HISTORY_TABLES",
    "MEETING_AND_AGREEMENT",
    "MODELS",
    "REVIEWED",
    "TABLES",
    "WORKING_TABLES",
    "Failure",
    "arrow_schema",
    "check",
    "check_table",
    "check_texts",
    "check_together",
    "describe",
    "key",
    "references",
    "schema",
    "to_arrow",
    "to_frame",
]
