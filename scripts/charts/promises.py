"""Sums that were promised: one sum through all articles that print it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from newstables.scripts.charts.source import Tables

STAGES = {
    "announced": "announced",
    "repeated": "repeated",
    "signed": "in an agreement that is signed or in force",
}

_SMALL = frozenset(
    ("the", "and", "for", "with", "from", "its", "their", "his", "her", "new", "total", "worth", "that", "will", "not")
)


def read_promises(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sums that were promised, and each article that prints one.

    A sum is one of `figures` in money whose sense is a target, or the amount of an agreement; rates ("$5 a barrel") are
    none. Two are one sum through its restatements where currency and value are the same and they are for the same: a
    word of what they are for is the same, or an article that reports the agreement prints the figure and does not say
    what it is for.

    Parameters
    ----------
    tables : mapping
        The tables.

    Returns
    -------
    pandas.DataFrame
        A row per sum: ``sum`` (a number), ``unit`` (a currency; null where none is told), ``value``, ``value_max``,
        ``purpose`` (null where no article says it), ``first`` (day it was first printed), ``articles``.
    pandas.DataFrame
        A row per sum and article: ``sum``, ``day``, ``stage`` (announced, repeated, signed), ``article_id``, ``ids``.
    """
    told = _gather(tables)
    if told.empty:
        empty = pd.DataFrame(columns=["sum", "unit", "value", "value_max", "purpose", "first", "articles"])
        return empty, pd.DataFrame(columns=["sum", "day", "stage", "article_id", "ids"])
    told = told.sort_values(["day", "article_id", "ids"], ignore_index=True)
    told["sum"] = _join(told)
    sums = (
        told.groupby("sum")
        .agg(
            unit=("unit", "first"),
            value=("value", "first"),
            value_max=("value_max", "first"),
            purpose=("purpose", _longest),
            first=("day", "min"),
            articles=("article_id", "nunique"),
        )
        .reset_index()
    )
    marks = (
        told.groupby(["sum", "day", "article_id"])
        .agg(signed=("signed", "any"), ids=("ids", lambda ids: "; ".join(sorted(set(ids)))))
        .reset_index()
    )
    # Signed where that is first said, announced where the sum is first printed, repeated ever after.
    signing = marks["signed"] & (marks["signed"].groupby(marks["sum"]).cumsum() == 1)
    opening = marks.groupby("sum").cumcount() == 0
    marks["stage"] = opening.map({True: "announced", False: "repeated"}).mask(signing, "signed")
    return sums, marks[["sum", "day", "stage", "article_id", "ids"]]


def _gather(tables: Tables) -> pd.DataFrame:
    days = tables["articles"].set_index("article_id")["published"]
    figures = tables["figures"]
    figures = figures[(figures["kind"] == "money") & (figures["sense"] == "target") & figures["value"].notna()]
    figures = figures[figures["per"].isna()]
    printed = figures[["article_id", "unit", "value", "value_max"]].assign(
        purpose=figures["measure"], ids=figures["figure_id"], agreement="", signed=False
    )
    agreements = tables["agreements"][["agreement_id", "subject", "name"]]
    reports = tables["agreement_reports"]
    reports = reports[reports["amount"].notna() & reports["amount_per"].isna()]
    reports = reports.drop(columns=["subject", "name"]).merge(agreements, on="agreement_id")
    stated = pd.DataFrame(
        {
            "article_id": reports["article_id"],
            "unit": reports["currency"],
            "value": reports["amount"],
            "value_max": float("nan"),
            "purpose": reports["subject"].fillna(reports["name"]),
            "ids": reports["agreement_id"],
            "agreement": reports["agreement_id"],
            "signed": reports["status"].isin(["signed", "in_force"]),
        }
    )
    parts = [part for part in (printed, stated) if not part.empty]
    if not parts:
        return printed
    told = pd.concat(parts, ignore_index=True)
    told["day"] = told["article_id"].map(days)
    return told[told["day"].notna()]


def _join(told: pd.DataFrame) -> list[int]:
    """Return for each statement the number of its sum."""
    owner = list(range(len(told)))

    def find(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    first: dict[Hashable, int] = {}
    claimed: dict[Hashable, str] = {}  # by agreement: a figure without words belongs to one of those of its article
    for i, row in enumerate(told.to_dict("records")):
        for reason in _reasons(row):
            if row["agreement"] and claimed.setdefault(reason, row["agreement"]) != row["agreement"]:
                continue
            one, two = sorted((find(first.setdefault(reason, i)), find(i)))
            owner[two] = one
    return [find(i) for i in range(len(owner))]


def _reasons(row: dict[Hashable, Any]) -> Iterator[Hashable]:
    """Say what another statement must have in common to be of the same sum; one of these is enough."""
    worth = (str(row["unit"]), row["value"], None if pd.isna(row["value_max"]) else row["value_max"])
    words = _content(row["purpose"])
    for word in sorted(words):
        yield worth, "word", word
    if row["agreement"]:
        yield worth, "agreement", row["agreement"]
    if row["agreement"] or not words:
        yield worth, "article", row["article_id"]


def _content(words: Any) -> set[str]:
    if pd.isna(words):
        return set()
    return {word for word in re.findall(r"\w+", str(words).casefold()) if word not in _SMALL and len(word) > 2}


def _longest(purposes: pd.Series) -> Any:
    """Return the fullest words for what a sum is for; of equals, the first in the alphabet."""
    known = sorted(purposes.dropna(), key=lambda words: (-len(words), words))
    return known[0] if known else None
