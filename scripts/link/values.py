"""The values of a row that several reports tell: the newest that gives one, the most exact time, and contradictions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from newstables.scripts.link.events import EXACT


def newest_first(reports: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return reports with the days of their articles (`published`, `updated`), the newest first."""
    days = articles[["article_id", "published", "updated"]]
    placed = reports.merge(days, on="article_id", how="left")
    placed["updated"] = placed["updated"].fillna(placed["published"])
    return placed.sort_values(["published", "updated", "article_id"], ascending=False, kind="stable")


def first_given(ordered: pd.DataFrame, by: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return, for each group, the first value of each column that is not null, in the order of the rows."""
    return ordered.groupby(by, sort=True)[list(columns)].first()


def most_given(ordered: pd.DataFrame, by: str, column: str) -> pd.Series:
    """Return, for each group, the value that most rows give; of those as frequent, the first in their order."""
    told = ordered[ordered[column].notna()]
    counted = told.groupby([by, column], sort=False).size().rename("rows").reset_index()
    return counted.sort_values("rows", ascending=False, kind="stable").drop_duplicates(by).set_index(by)[column]


def best_time(ordered: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return, for each group, the time of the most exact report; of those as exact, the newest."""
    told = ordered[ordered["date"].notna()].copy()
    told["exact"] = told["date_precision"].map(EXACT)
    told = told.sort_values("exact", kind="stable").drop_duplicates(by)
    return told.set_index(by)[["date", "date_end", "date_precision"]]


def find_conflicts(ordered: pd.DataFrame, by: str, columns: Sequence[str]) -> pd.Series:
    """Name, for each group, the columns in which its reports contradict each other.

    Times contradict each other where they have no day in common; other values where they differ.

    Returns
    -------
    pandas.Series
        By group, names of columns, sorted, joined by "; "; groups without any are left out.
    """
    named: dict[str, set[str]] = {}
    several = ordered[ordered.duplicated(by, keep=False)]
    for column in columns:
        told = several[several[column].notna()]
        values = told.groupby(by)[column].nunique()
        for group in values[values > 1].index:
            named.setdefault(str(group), set()).add(column)
    told = several[several["date"].notna()].groupby(by).agg(latest=("date", "max"), earliest=("date_end", "min"))
    for group in told[told["latest"] > told["earliest"]].index:
        named.setdefault(str(group), set()).add("date")
    return pd.Series({group: "; ".join(sorted(names)) for group, names in named.items()}, dtype="str")
