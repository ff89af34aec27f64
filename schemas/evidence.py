"""The table of evidence."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import Table

LONGEST_QUOTE = 200  # characters


class Evidence(Table):
    """One row per place that supports a row, or a cell of it."""

    table: str = columns.choice(
        dict.fromkeys(("people", "meetings", "participants", "agreements", "parties", "figures"), ""),
        "Table of the row that is supported",
    )
    row_id: str = columns.text("Id of that row", nullable=False)
    column: str = columns.text("Cell that is supported; null: that the row is")
    article_id: str = columns.reference("articles", "The article it stands in")
    part: str = columns.choice(vocabularies.PARTS, "Part of the article")
    start: pd.Int32Dtype = columns.count("Where it begins in the part", unit="character")
    end: pd.Int32Dtype = columns.count("Where it ends in the part, exclusive", least=1, unit="character")
    quote: str = pa.Field(
        description=f"The words, at most {LONGEST_QUOTE} characters; null in a release without quotations",
        nullable=True,
        str_length={"min_value": 1, "max_value": LONGEST_QUOTE},
    )
    rule: str = columns.text("Name of the rule or component that read it so", nullable=False)

    class Config:
        """Key."""

        unique = ("table", "row_id", "column", "article_id", "part", "start", "end", "rule")
