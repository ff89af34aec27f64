"""Validate tables: each against its model, then the rules across tables; all failures at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from newstables.schemas.failures import Failure
from newstables.schemas.rules import RULES, check_references, check_texts
from newstables.schemas.tables import TABLES, key, schema

__all__ = ["Failure", "check", "check_table", "check_together"]

_SHAPE = {
    "column_in_schema": "is not a column of this table",
    "column_in_dataframe": "is missing",
    "column_ordered": "stands out of order",
}


def check_table(name: str, frame: pd.DataFrame) -> list[Failure]:
    """Check one table against its model.

    Parameters
    ----------
    name : str
        Name of the table.
    frame : pandas.DataFrame
        Its rows, as `newstables.schemas.to_frame` types them.

    Returns
    -------
    list of Failure
        Every broken rule, in the order of rows; empty where the table is valid.
    """
    frame = frame.reset_index(drop=True)
    try:
        schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        return _read_cases(name, frame, error.failure_cases)
    return []


def _read_cases(name: str, frame: pd.DataFrame, cases: pd.DataFrame) -> list[Failure]:
    """Turn pandera's failure cases into failures that name the row by its key."""
    fields = schema(name).columns
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    failures = set()
    for case in cases.to_dict("records"):
        problem, column, found = str(case["check"]), str(case["column"]), str(case["failure_case"])
        if problem in _SHAPE:
            failures.add(Failure(name, None, found, None, _SHAPE[problem]))
        elif pd.isna(case["index"]):
            failures.add(Failure(name, None, column, found, f"has the wrong type: {problem}"))
        else:
            row = rows[int(case["index"])]
            row_id = " ".join(str(row[k]) for k in key(name) if not pd.isna(row[k]))
            if column in fields and problem != "multiple_fields_uniqueness":
                value = None if pd.isna(row[column]) else str(row[column])
                failures.add(Failure(name, row_id, column, value, _explain(problem)))
            else:
                failures.add(Failure(name, row_id, ", ".join(key(name)), row_id, "occurs twice"))
    return sorted(failures, key=Failure.sort_key)


def _explain(check: str) -> str:
    name, _, detail = check.partition("(")
    detail = detail.removesuffix(")")
    return {
        "not_nullable": "must not be null",
        "isin": f"is none of {detail}",
        "str_matches": f"does not match {detail}",
        "str_contains": "must not be blank",
        "str_length": "is empty or too long",
        "greater_than_or_equal_to": f"is less than {detail}",
    }.get(name, f"breaks {check}")


def check(tables: Mapping[str, pd.DataFrame], texts: pd.DataFrame | None = None) -> list[Failure]:
    """Check the eleven tables: each against its model, then the rules across them.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables by name, as `newstables.schemas.to_frame` types them.
    texts : pandas.DataFrame, optional
        The texts that offsets point into (`article_id`, `part`, `text`). Without them, quotations, the text of
        figures, and the hashes of the bodies are not compared.

    Returns
    -------
    list of Failure
        Every broken rule. Where a table breaks its own model, the rules across tables are not tried, since they
        would report the same error again from another side.
    """
    missing = [Failure(name, None, None, None, "the table is missing") for name in TABLES if name not in tables]
    failures = missing + [failure for name in TABLES if name in tables for failure in check_table(name, tables[name])]
    if failures:
        return failures
    failures = [failure for rule in RULES for failure in rule(tables)]
    return failures if texts is None else failures + list(check_texts(tables, texts))


def check_together(tables: Mapping[str, pd.DataFrame], known: Mapping[str, pd.Series] | None = None) -> list[Failure]:
    """Check the rules across tables on a part of the rows that holds all rows that tell of the same.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        A part of each of the eleven tables, each valid by its own model. Of `articles`, those that rows tell of.
    known : mapping of str to pandas.Series, optional
        By table, ids that are found in other parts.

    Returns
    -------
    list of Failure
        Every broken rule.
    """
    found = dict(tables)
    for name, ids in (known or {}).items():
        others = ids.drop_duplicates().to_frame(key(name)[0])
        found[name] = pd.concat([tables[name], others], ignore_index=True)
    return [failure for rule in RULES for failure in rule(found if rule is check_references else tables)]
