"""The row that stands for several: what of their values it takes, and the counts and days that sum them up."""

from __future__ import annotations

import pandas as pd

from newstables.scripts.link.values import best_time, find_conflicts, first_given, most_given, newest_first

_GIVEN = {
    "meetings": ["kind", "status", "mode", "place", "country", "topic"],
    "agreements": ["name", "kind", "status", "subject", "amount", "currency", "amount_qualifier", "amount_per"],
}
_CONFLICTING = {"meetings": ["mode"], "agreements": ["amount", "currency"]}
_PAID = ["amount", "currency", "amount_qualifier", "amount_per"]
_KEYS = {"meetings": ("meeting_id", "participants"), "agreements": ("agreement_id", "parties")}


def join_people(appearances: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Join appearances into people.

    Parameters
    ----------
    appearances : pandas.DataFrame
        Rows of `appearances` with `forms`, the forms of the name printed there, joined by "; ".
    articles : pandas.DataFrame
        The articles, for their days.

    Returns
    -------
    pandas.DataFrame
        Rows of `people`, without `review`.
    """
    ordered = newest_first(appearances, articles)
    joined = first_given(ordered, "person_id", ["role", "organisation"])
    joined["country"] = most_given(ordered, "person_id", "country").reindex(joined.index)
    forms: dict[str, set[str]] = {}
    for person, name, others in zip(appearances["person_id"], appearances["name"], appearances["forms"], strict=True):
        found = forms.setdefault(person, set())
        found.add(name)
        found.update(others.split("; ") if isinstance(others, str) else ())
    names = {person: max(sorted(found), key=_fullness) for person, found in forms.items()}
    joined["name"] = pd.Series(names, dtype="str")
    joined["aliases"] = pd.Series(
        {p: "; ".join(sorted(found - {names[p]})) or None for p, found in forms.items()}, dtype="str"
    )
    return joined.join(count_appearances(appearances, articles)).reset_index()


def _fullness(name: str) -> tuple[int, int, bool]:
    """Order forms of a name: more words, then more letters, then not in capitals throughout."""
    return len(name.split()), len(name), not name.isupper()


def count_appearances(appearances: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return, by person, the counts and days that sum up their appearances."""
    placed = appearances.merge(articles[["article_id", "published"]], on="article_id")
    return placed.groupby("person_id").agg(
        first_seen=("published", "min"),
        last_seen=("published", "max"),
        articles=("article_id", "nunique"),
        mentions=("mentions", "sum"),
    )


def join_events(table: str, reports: pd.DataFrame, members: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Join reports into meetings or agreements.

    Parameters
    ----------
    table : str
        ``meetings`` or ``agreements``.
    reports : pandas.DataFrame
        Their reports; those of meetings with `country` (of the place that the report gives) and `number`.
    members : pandas.DataFrame
        Their participants or parties.
    articles : pandas.DataFrame
        The articles, for their days.

    Returns
    -------
    pandas.DataFrame
        Rows of the table, without `review`.
    """
    key = _KEYS[table][0]
    ordered = newest_first(reports, articles)
    joined = first_given(ordered, key, _GIVEN[table])
    if table == "meetings":
        joined["number"] = ordered.groupby(key)["number"].last()
        joined["country"] = _country_of_place(ordered, key, joined)
    else:
        paid = ordered[ordered["amount"].notna()].drop_duplicates(key).set_index(key)
        for column in _PAID:
            joined[column] = paid[column].reindex(joined.index)
    joined = joined.join(best_time(ordered, key))
    joined = joined.join(count_reports(table, reports, articles))
    counted = count_members(table, members)
    joined = joined.join(counted.reindex(joined.index))
    joined[_KEYS[table][1]] = joined[_KEYS[table][1]].fillna(0)
    joined["conflicts"] = find_conflicts(ordered, key, _CONFLICTING[table]).reindex(joined.index)
    return joined.reset_index()


def _country_of_place(ordered: pd.DataFrame, key: str, joined: pd.DataFrame) -> pd.Series:
    """Return the country of the place that was chosen, not of another report's place."""
    placed = ordered[ordered["place"].notna()].drop_duplicates(key).set_index(key)
    return placed["country"].reindex(joined.index)


def count_reports(table: str, reports: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return, by meeting or agreement, the counts and days that sum up its reports."""
    placed = reports.merge(articles[["article_id", "published"]], on="article_id")
    return placed.groupby(_KEYS[table][0]).agg(
        articles=("article_id", "nunique"), first_reported=("published", "min"), last_reported=("published", "max")
    )


def count_members(table: str, members: pd.DataFrame) -> pd.DataFrame:
    """Return, by meeting or agreement that has any, how many members it has and the countries they stand for."""
    key, name = _KEYS[table]
    counted = members.groupby(key).size().to_frame(name)
    told = members[members["country"].notna()]
    countries = told.groupby(key)["country"].agg(lambda codes: "; ".join(sorted(set(codes))))
    return counted.assign(countries=countries.reindex(counted.index))
