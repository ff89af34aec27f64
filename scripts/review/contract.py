"""What the pages know of tables and columns: the contract, in the form that a browser reads."""

from __future__ import annotations

from typing import Any

from newstables.schemas import GROUNDED, arrow_schema, key, references, schema
from newstables.schemas.vocabularies import CORRECTION_CAUSES
from newstables.scripts.correct.draft import MEMBERS, PARENTS, REPORTS
from newstables.scripts.correct.values import list_correctable

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
            "members": MEMBERS.get(table),
        }
        for table in GROUNDED
    }


def list_causes() -> dict[str, str]:
    """Return the causes of an error that a correction can name, each with what it means."""
    return dict(CORRECTION_CAUSES)


def correctable(table: str) -> list[str]:
    """Return the columns of a table whose cells a reader types in: those that can be corrected, references left out.

    Examples
    --------
    >>> correctable("participants")
    ['name', 'type', 'role', 'organisation', 'country', 'capacity', 'mode']
    """
    return [column for column in list_correctable(table) if column not in references(table)]


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
