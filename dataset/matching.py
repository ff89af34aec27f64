"""Rows of two sets of tables that are the same ones: by id, and where an id changed by the words that they rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from newstables.schemas import MEETING_AND_AGREEMENT, key

Tables = Mapping[str, pd.DataFrame]

PLACE = ["article_id", "part", "start", "end"]
"""What makes a place in a text."""

PARENTS = {members: (parents, row_id) for parents, (row_id, _, members) in MEETING_AND_AGREEMENT.items()}
"""Tables whose rows belong to one row of another: that table, and the column that names the row."""

IN_ORDER = ("people", "meetings", "agreements", "participants", "parties", "figures")
"""The tables that have ids of their own, parents before their children."""


def follow_copies(old: Tables, articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return old tables whose evidence in articles that are copies by now is taken for evidence in the originals.

    Parameters
    ----------
    old : mapping of str to pandas.DataFrame
        The tables.
    articles : pandas.DataFrame
        The articles of the new ones.
    """
    copies = articles[articles["copy_of"].notna()]
    return move_places(old, dict(zip(copies["article_id"], copies["copy_of"], strict=True)))


def move_places(tables: Tables, renamed: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Return tables whose evidence stands in articles of other ids."""
    places = tables["evidence"]
    moved = places["article_id"].map(lambda one: renamed.get(one, one)).astype("str")
    return {**tables, "evidence": places.assign(article_id=moved)}


def stated_places(tables: Tables, name: str) -> pd.DataFrame:
    """Return the places that say that the rows of a table are: `row_id` and the columns of `PLACE`, each once."""
    evidence = tables["evidence"]
    here = evidence[(evidence["table"] == name) & evidence["column"].isna()]
    return here[["row_id", *PLACE]].drop_duplicates()


def pair_places(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Pair rows that rest on the same words.

    Parameters
    ----------
    old, new : pandas.DataFrame
        Places as `stated_places` returns them.

    Returns
    -------
    pandas.DataFrame
        `old_id`, `new_id` and `shared`, the number of places that both rest on. Rows of which no place is quite the
        same are paired where places overlap; such a pair counts half a place for each.
    """
    exact = old.merge(new, on=PLACE, suffixes=("_old", "_new"))
    found = _count(exact, 1.0)
    left = old[~old["row_id"].isin(found["old_id"])]
    right = new[~new["row_id"].isin(found["new_id"])]
    near = left.merge(right, on=["article_id", "part"], suffixes=("_old", "_new"))
    near = near[(near["start_old"] < near["end_new"]) & (near["start_new"] < near["end_old"])]
    return pd.concat([found, _count(near, 0.5)], ignore_index=True)


def _count(pairs: pd.DataFrame, worth: float) -> pd.DataFrame:
    counted = pairs.groupby(["row_id_old", "row_id_new"], as_index=False).size()
    counted.columns = pd.Index(["old_id", "new_id", "shared"])
    return counted.assign(shared=counted["shared"] * worth)


def match_rows(
    name: str,
    old: Tables,
    new: Tables,
    known: Mapping[str, str],
    *,
    by_id: bool = True,
    last: Collection[str] = frozenset(),
) -> dict[str, str]:
    """Find the row of a new table that each row of an old one is.

    Parameters
    ----------
    name : str
        A table whose rows have ids of their own.
    old, new : mapping of str to pandas.DataFrame
        The tables.
    known : mapping of str to str
        What old ids of the tables before this one have become, for the parents of participants and parties.
    by_id : bool
        Whether rows of one id are the same whatever they rest on.
    last : collection of str
        New rows that are matched only with what the others leave.

    Returns
    -------
    dict of str to str
        From old ids to new ones, no two to one. Where several rows share words, those of one id are matched first,
        then those that share most, then those that agree in most cells.
    """
    row_id = key(name)[0]
    before, after = old[name].set_index(row_id), new[name].set_index(row_id)
    matched = {same: same for same in before.index if same in after.index} if by_id else {}
    free_old, free_new = stated_places(old, name), stated_places(new, name)
    if matched:
        free_old = free_old[~free_old["row_id"].isin(matched)]
        free_new = free_new[~free_new["row_id"].isin(matched)]
    pairs = pair_places(free_old, free_new)
    if name in PARENTS:
        pairs = _same_parent(pairs, before, after, PARENTS[name][1], known)
    pairs = pairs.assign(
        last=pairs["new_id"].isin(last),
        same=pairs["old_id"] == pairs["new_id"],
        alike=_agreement(pairs, before, after),
    )
    pairs = pairs.sort_values(
        ["last", "same", "shared", "alike", "old_id", "new_id"],
        ascending=[True, False, False, False, True, True],
        kind="stable",
    )
    taken: set[str] = set()
    for one, other in zip(pairs["old_id"], pairs["new_id"], strict=True):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def _same_parent(
    pairs: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, column: str, known: Mapping[str, str]
) -> pd.DataFrame:
    parents = pairs["old_id"].map(before[column]).map(lambda parent: known.get(parent, parent))
    return pairs[parents == pairs["new_id"].map(after[column])]


def _agreement(pairs: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """Count the cells in which the rows of each pair agree."""
    left, right = before.reindex(pairs["old_id"]), after.reindex(pairs["new_id"])
    agreed = pd.Series(0, index=pairs.index)
    for column in before.columns.intersection(after.columns):
        same = (left[column].astype("str").to_numpy() == right[column].astype("str").to_numpy()) & left[
            column
        ].notna().to_numpy()
        agreed += same.astype(int)
    return agreed
