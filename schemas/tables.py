"""The tables by name, and what their models say of keys and references."""

from __future__ import annotations

from functools import cache

import pandera.pandas as pa

from newstables.schemas.agreements import AgreementReports, Agreements, Parties
from newstables.schemas.articles import Articles
from newstables.schemas.columns import Table
from newstables.schemas.corrections import Corrections
from newstables.schemas.evidence import Evidence
from newstables.schemas.figures import Figures
from newstables.schemas.meetings import MeetingReports, Meetings, Participants
from newstables.schemas.people import Appearances, People
from newstables.schemas.redirects import Redirects
from newstables.schemas.texts import Rejected, Texts

TABLES: dict[str, type[Table]] = {
    "articles": Articles,
    "people": People,
    "appearances": Appearances,
    "meetings": Meetings,
    "meeting_reports": MeetingReports,
    "participants": Participants,
    "agreements": Agreements,
    "agreement_reports": AgreementReports,
    "parties": Parties,
    "figures": Figures,
    "evidence": Evidence,
}
"""The eleven tables of every build and release."""

HISTORY_TABLES: dict[str, type[Table]] = {"redirects": Redirects, "corrections": Corrections}
"""The tables that tell what became of rows, beside the eleven in every build and release."""

WORKING_TABLES: dict[str, type[Table]] = {"texts": Texts, "rejected": Rejected}
"""The tables that a build holds beside them, and a release does not."""

MODELS: dict[str, type[Table]] = TABLES | HISTORY_TABLES | WORKING_TABLES
"""All tables."""

GROUNDED = ("people", "meetings", "participants", "agreements", "parties", "figures")
"""The tables of which every row has evidence."""

REVIEWED = ("people", "meetings", "agreements", "figures")
"""The tables of which every row tells whether a person has looked at it."""

MEETING_AND_AGREEMENT = {
    "meetings": ("meeting_id", "meeting_reports", "participants"),
    "agreements": ("agreement_id", "agreement_reports", "parties"),
}
"""Tables of events: their key, the table of their reports, and that of their members."""


@cache
def schema(name: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table.

    Parameters
    ----------
    name : str
        A key of `MODELS`.

    Raises
    ------
    KeyError
        Where there is no such table; the message lists those there are.
    """
    if name not in MODELS:
        raise KeyError(f"no table {name!r}; there are {', '.join(MODELS)}")
    return MODELS[name].to_schema()


def describe(name: str) -> str:
    """Return the description of a table: one line.

    Examples
    --------
    >>> describe("figures")
    'One row per quantity printed.'
    """
    return (MODELS[name].__doc__ or "").strip()


def key(name: str) -> list[str]:
    """Return the columns that tell the rows of a table apart, in order.

    Examples
    --------
    >>> key("appearances")
    ['person_id', 'article_id']
    """
    return list(schema(name).unique or schema(name).columns)


def references(name: str) -> dict[str, str]:
    """Return the columns of a table that hold ids of other tables, with those tables.

    Examples
    --------
    >>> references("parties")
    {'agreement_id': 'agreements', 'person_id': 'people'}
    """
    return {
        column: field.metadata["references"]
        for column, field in schema(name).columns.items()
        if field.metadata and "references" in field.metadata
    }
