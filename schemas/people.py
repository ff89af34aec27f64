"""The tables of people, and of their appearances in articles."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import COUNTRY, DateTime, Table


class People(Table):
    """One row per person, across all articles."""

    person_id: str = columns.identifier("p", "Id of the person")
    name: str = columns.text("Fullest form of the name printed, without titles", nullable=False)
    aliases: str = columns.text("Other forms of the name printed", separated=True)
    role: str = columns.text("Office, job or description, as in the newest article that gives one")
    organisation: str = columns.text("Body they belong to, as in the newest article that gives one")
    country: str = columns.code(
        "Country they serve or belong to (ISO 3166-1 alpha-3), as most articles tell that give one", COUNTRY
    )
    first_seen: DateTime = columns.day("Publication day of the earliest article that names them", nullable=False)
    last_seen: DateTime = columns.day("Publication day of the latest article that names them", nullable=False)
    articles: pd.Int32Dtype = columns.count("Articles that name them, copies left out", least=1, unit="article")
    mentions: pd.Int32Dtype = columns.count("Times a form of the name is printed", least=1, unit="mention")
    review: str = columns.choice(vocabularies.REVIEW, "Whether a person has looked at the row")

    class Config:
        """Key."""

        unique = ("person_id",)


class Appearances(Table):
    """One row per person and article."""

    person_id: str = columns.reference("people", "The person")
    article_id: str = columns.reference("articles", "The article")
    name: str = columns.text("Fullest form of the name in this article", nullable=False)
    role: str = columns.text("Fullest office, job or description printed there")
    organisation: str = columns.text("Body they belong to, as printed there")
    country: str = columns.code("Country they serve or belong to, as told there (ISO 3166-1 alpha-3)", COUNTRY)
    mentions: pd.Int32Dtype = columns.count("Times a form of the name is printed there", least=1, unit="mention")

    class Config:
        """Key."""

        unique = ("person_id", "article_id")
