"""The tables of agreements: the agreements, what each article reports of them, and their parties."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import COUNTRIES, COUNTRY, CURRENCY, DateTime, Table


class Agreements(Table):
    """One row per agreement."""

    agreement_id: str = columns.identifier("g", "Id of the agreement")
    name: str = columns.text("Its proper name; null where it has none")
    kind: str = columns.choice(vocabularies.AGREEMENT_KINDS, "Sort of agreement")
    status: str = columns.choice(vocabularies.AGREEMENT_STATUSES, "How far it has come")
    date: DateTime = columns.day("First day of the time given for its signing or conclusion")
    date_end: DateTime = columns.day("Last day of the time given")
    date_precision: str = columns.choice(vocabularies.DATE_PRECISIONS, "How exactly the time is given", nullable=True)
    subject: str = columns.words("What it is about")
    amount: float = columns.number("The sum that the agreement itself is worth", unit="currency")
    currency: str = columns.code("Currency of the sum (ISO 4217); null where not told", CURRENCY)
    amount_qualifier: str = columns.choice(vocabularies.QUALIFIERS, "How the sum is qualified", nullable=True)
    amount_per: str = columns.choice(vocabularies.AMOUNT_PERIODS, "The period that the sum is for", nullable=True)
    countries: str = columns.code("Countries that are party to it, themselves or through people and bodies", COUNTRIES)
    parties: pd.Int32Dtype = columns.count("Parties that are named", unit="party")
    articles: pd.Int32Dtype = columns.count("Articles that report it, copies left out", least=1, unit="article")
    first_reported: DateTime = columns.day("Publication day of the earliest report", nullable=False)
    last_reported: DateTime = columns.day("Publication day of the latest report", nullable=False)
    conflicts: str = columns.text("Columns in which reports contradict each other", separated=True)
    review: str = columns.choice(vocabularies.REVIEW, "Whether a person has looked at the row")

    class Config:
        """Key."""

        unique = ("agreement_id",)


class AgreementReports(Table):
    """One row per agreement and article, as that article alone tells it."""

    agreement_id: str = columns.reference("agreements", "The agreement")
    article_id: str = columns.reference("articles", "The article")
    name: str = columns.text("Its proper name; null where it has none")
    kind: str = columns.choice(vocabularies.AGREEMENT_KINDS, "Sort of agreement")
    status: str = columns.choice(vocabularies.AGREEMENT_STATUSES, "How far it has come")
    date: DateTime = columns.day("First day of the time given for its signing or conclusion")
    date_end: DateTime = columns.day("Last day of the time given")
    date_precision: str = columns.choice(vocabularies.DATE_PRECISIONS, "How exactly the time is given", nullable=True)
    date_text: str = columns.text("The words that give the time")
    subject: str = columns.words("What it is about")
    amount: float = columns.number("The sum that the agreement itself is worth", unit="currency")
    currency: str = columns.code("Currency of the sum (ISO 4217); null where not told", CURRENCY)
    amount_qualifier: str = columns.choice(vocabularies.QUALIFIERS, "How the sum is qualified", nullable=True)
    amount_per: str = columns.choice(vocabularies.AMOUNT_PERIODS, "The period that the sum is for", nullable=True)
    attributed_to: str = columns.text("Who says so, as printed; null where the article says it itself")

    class Config:
        """Key."""

        unique = ("agreement_id", "article_id")


class Parties(Table):
    """One row per agreement and party."""

    party_id: str = columns.identifier("gp", "Id of the party to this agreement")
    agreement_id: str = columns.reference("agreements", "The agreement")
    name: str = columns.text("Fullest form of the name printed", nullable=False)
    type: str = columns.choice(vocabularies.MEMBER_TYPES, "Person, organisation or country")
    person_id: str = columns.reference("people", "The person; null for organisations and countries", nullable=True)
    role: str = columns.text("For a person, the office or job at that time")
    organisation: str = columns.text("For a person, the body they belonged to at that time")
    country: str = columns.code("Country that they are or represent (ISO 3166-1 alpha-3)", COUNTRY)
    capacity: str = columns.choice(vocabularies.AGREEMENT_CAPACITIES, "In what capacity they stand in it")

    class Config:
        """Key."""

        unique = ("party_id",)
