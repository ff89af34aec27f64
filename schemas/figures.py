"""The table of figures."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import Table


class Figures(Table):
    """One row per quantity printed."""

    figure_id: str = columns.identifier("f", "Id of the figure")
    article_id: str = columns.reference("articles", "The article it is printed in")
    text: str = columns.text("As printed, number and unit", nullable=False)
    kind: str = columns.choice(vocabularies.FIGURE_KINDS, "Sort of quantity")
    value: float = columns.number("The number in full; the lower end of a range", nullable=False, unit="unit")
    value_max: float = columns.number("The upper end of a range; null where there is none", unit="unit")
    unit: str = columns.text("ISO 4217 code for money, % or pp, else the unit or counted noun in the singular")
    per: str = columns.text("The second unit of a rate")
    qualifier: str = columns.choice(vocabularies.QUALIFIERS, "How the number is qualified", nullable=True)
    sense: str = columns.choice(vocabularies.SENSES, "Whether it is, is aimed at, or is expected")
    measure: str = columns.words("What the number measures")
    attributed_to: str = columns.text("Who says so, as printed; null where the article says it itself")
    start: pd.Int32Dtype = columns.count("Where the text begins in the body", unit="character")
    end: pd.Int32Dtype = columns.count("Where the text ends in the body, exclusive", least=1, unit="character")
    review: str = columns.choice(vocabularies.REVIEW, "Whether a person has looked at the row")

    class Config:
        """Key."""

        unique = ("figure_id",)
