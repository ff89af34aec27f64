"""What the pages know of tables and columns: the contract, in the form that a browser reads."""

from __future__ import annotations

from typing import Any

from newstables.schemas import GROUNDED, arrow_schema, key, references, schema
from newstables.schemas.vocabularies import CORRECTION_CAUSES

REPORTS = {"people": "appearances", "meetings": "meeting_reports", "agreements": "agreement_reports"}
"""Tables whose rows are joined from articles, with the table that tells what each article alone says."""

PARENTS = {"participants": "meetings", "parties": "agreements"}
"""Tables of members, with the table of what they are members of."""

_COUNTED = frozenset(
    (
        "articles",
        "mentions",
        "participants",
        "parties",
        "first_seen",
        "last_seen",
        "first_reported",
        "last_reported",
        "countries",
        "conflicts",
        "review",
        "start",
        "end",
    )
)  # what is counted or derived from other rows, so that nobody corrects it

_KINDS = {"date32[day]": "day", "int32": "whole", "double": "number"}


def describe_tables() -> dict[str, dict[str, Any]]:
    """Return, for every table with evidence, what a page must know to show and correct its rows.

    Returns
    -------
    dict
        By table: ``one`` (its name in the singular), ``key``, ``parent`` (for members, the table of what they belong
        to, else null), ``members`` (the table of its members, else null), ``reports`` (the table of what each article
        alone says, else null), ``columns`` and ``reported``: what a person can correct in it and in its reports, each
        column with ``name``, ``description``, ``kind`` (text, choice, day, whole, number), ``nullable``, ``pattern``
        and ``vocabulary``.

    Examples
    --------
    >>> [column["name"] for column in describe_tables()["people"]["columns"]]
    ['name', 'aliases', 'role', 'organisation', 'country']
    """
    return {
        table: {
            "one": _singular(table),
            "key": key(table)[0],
            "parent": PARENTS.get(table),
            "reports": REPORTS.get(table),
            "columns": _describe_columns(table),
            "reported": _describe_columns(REPORTS[table]) if table in REPORTS else [],
            "members": next((members for members, parent in PARENTS.items() if parent == table), None),
        }
        for table in GROUNDED
    }


def list_causes() -> dict[str, str]:
    """Return the causes of an error that a correction can name, each with what it means."""
    return dict(CORRECTION_CAUSES)


def correctable(table: str) -> list[str]:
    """Return the columns of a table that a person can correct: not keys, references, counts and what is derived.

    Examples
    --------
    >>> correctable("participants")
    ['name', 'type', 'role', 'organisation', 'country', 'capacity', 'mode']
    """
    fixed = _COUNTED | {key(table)[0], *references(table)}
    return [column for column in schema(table).columns if column not in fixed]


def _singular(table: str) -> str:
    return {"people": "person", "parties": "party"}.get(table, table.removesuffix("s"))


def _describe_columns(table: str) -> list[dict[str, Any]]:
    fields, types = schema(table).columns, arrow_schema(table)
    described = []
    for name in correctable(table):
        told = {check.name: check.statistics for check in fields[name].checks}
        vocabulary = (fields[name].metadata or {}).get("vocabulary")
        kind = "choice" if vocabulary else _KINDS.get(str(types.field(name).type), "text")
        pattern = told.get("str_matches", {}).get("pattern")
        described.append(
            {
                "name": name,
                "description": fields[name].description,
                "kind": kind,
                "nullable": fields[name].nullable,
                "pattern": getattr(pattern, "pattern", pattern),
                "vocabulary": vocabulary,
            }
        )
    return described
