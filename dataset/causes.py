"""Why rows of two releases or builds differ: other articles, corrections, or another method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from newstables.matching import IN_ORDER, PARENTS, Tables
from newstables.schemas import key

_CONTENT = ("text_sha256", "published", "updated", "language", "copy_of")
"""The columns of an article that decide what is read from it."""


class Causes:
    """What is known of why rows differ.

    A row that a correction names differs by it. One that rests on an article which came, went or changed differs by
    that; so do the rows that belong to it. One whose participants, parties or meeting a correction reaches differs by
    the correction. What is left differs by the method.

    Parameters
    ----------
    old, new : mapping of str to pandas.DataFrame
        The tables.
    became : mapping of str to str
        What old ids are called today.
    corrections : pandas.DataFrame
        Corrections that only one of the two has applied.
    """

    def __init__(self, old: Tables, new: Tables, became: Mapping[str, str], corrections: pd.DataFrame) -> None:
        self._became = became
        self._suppressed = bool((corrections["action"] == "suppress").any())
        self._new = new
        before, after = (tables["articles"].set_index("article_id") for tables in (old, new))
        self._added = set(after.index) - set(before.index)
        both = after.index.intersection(before.index)
        altered: set[str] = set()
        for column in _CONTENT:
            left, right = (frame.loc[both, column].astype("str").fillna("") for frame in (before, after))
            altered |= set(both[(left != right).to_numpy()])
        self._articles = self._added | altered | (set(before.index) - set(after.index))
        # articles that give no rows any more because they are copies of one that was added
        self._copies = set(after.index[after["copy_of"].isin(self._added)])
        self._direct = self._named(corrections)
        self._related = self._reach(old, new)
        self._fed = self._resting(new, self._added, {})
        self._touched = self._resting(new, self._articles, {}) | self._resting(old, self._articles, became)
        evidence = old["evidence"]
        elsewhere = set(evidence.loc[~evidence["article_id"].isin(self._copies), "row_id"])
        self._copied = set(evidence["row_id"]) - elsewhere
        self._redirected = set(new["redirects"]["old_id"])

    def _named(self, corrections: pd.DataFrame) -> set[str]:
        joined = corrections[corrections["action"].isin(["merge", "split"])]
        ids = {*corrections["row_id"].dropna(), *joined["new_value"].dropna()}
        return ids | {self._became.get(one, one) for one in ids}

    def _reach(self, old: Tables, new: Tables) -> set[str]:
        """Return the rows that belong to rows which corrections name, and those that they belong to."""
        found: set[str] = set()
        for tables in (old, new):
            for name, (_, column) in PARENTS.items():
                members = tables[name]
                row_id = key(name)[0]
                hit = (
                    members[row_id].isin(self._direct)
                    | members[column].isin(self._direct)
                    | members["person_id"].isin(self._direct)
                )
                found |= set(members.loc[hit, row_id]) | set(members.loc[hit, column])
        return found | {self._became.get(one, one) for one in found}

    @staticmethod
    def _resting(tables: Tables, articles: set[str], became: Mapping[str, str]) -> set[str]:
        """Return the rows that rest on some of the articles, with those that belong to them."""
        evidence = tables["evidence"]
        rows = set(evidence.loc[evidence["article_id"].isin(articles), "row_id"])
        for name, (_, column) in PARENTS.items():
            members = tables[name]
            rows |= set(members.loc[members[column].isin(rows), key(name)[0]])
        return {became.get(one, one) for one in rows}

    def of_added(self, name: str, rows: pd.DataFrame) -> list[str]:
        """Return the cause of each row that only the new tables have."""
        return self._decide(name, rows)

    def of_changed(self, name: str, old: pd.DataFrame, new: pd.DataFrame, columns: Sequence[str]) -> list[str]:
        """Return the cause of each changed cell: rows before and after, and the column, one of each for a cell."""
        decided = self._decide(name, new)
        if not self._suppressed:
            return decided
        before, after = old.to_dict("records"), new.to_dict("records")
        return [
            "corrections" if cause != "corrections" and _emptied(one, other, column) else cause
            for cause, one, other, column in zip(decided, before, after, columns, strict=True)
        ]

    def of_removed(self, name: str, rows: pd.DataFrame) -> dict[str, pd.Series]:
        """Return `cause`, `went_into` and `explained` of each row that only the old tables have."""
        went = rows["now"].where(rows["moved"])
        cause = pd.Series(self._decide(name, rows), index=rows.index, dtype="str")
        if name == "evidence" and self._suppressed:
            cause = cause.mask(self._support_nothing(rows), "corrections")
        explained = cause == "corrections"
        if name != "articles":
            owner, _ = _owners(name, rows)
            explained |= owner.map(lambda one: self._became.get(one, one)).isin(self._fed)
            original = rows["row_id"].str.split(" ").str[1 if name == "evidence" else 0]
            explained |= original.isin(self._redirected | self._copied)
            if name in PARENTS:
                parent = rows[PARENTS[name][1]]  # as it is called today
                explained |= parent.isin(self._fed) & went.notna()
            if "article_id" in rows.columns:
                explained |= rows["article_id"].isin(self._copies)
        elif not rows.empty:
            cause = pd.Series("articles", index=rows.index, dtype="str")
            explained[:] = False
        return {
            "cause": cause.reset_index(drop=True),
            "went_into": went.astype("str").reset_index(drop=True),
            "explained": explained.astype(bool).reset_index(drop=True),
        }

    def _support_nothing(self, evidence: pd.DataFrame) -> pd.Series:
        """Tell of each row of evidence whether it supported a cell that holds nothing today."""
        empty = {
            (row_id, column)
            for name in evidence["table"].unique()
            for column in set(evidence["column"].dropna()) & set(self._new[name].columns)
            for row_id in self._new[name].loc[self._new[name][column].isna(), key(name)[0]]
        }
        return pd.Series(
            [pair in empty for pair in zip(evidence["supported"], evidence["column"], strict=True)], evidence.index
        )

    def _decide(self, name: str, rows: pd.DataFrame) -> list[str]:
        if name == "articles":
            return ["articles"] * len(rows)
        owner, others = _owners(name, rows)
        cause = pd.Series("method", index=rows.index, dtype="str")
        related = owner.isin(self._related | self._direct)
        touched = owner.isin(self._touched)
        for other in others:
            related |= other.isin(self._direct)
        if "article_id" in rows.columns:
            touched |= rows["article_id"].isin(self._articles)
        cause = cause.mask(related, "corrections").mask(touched, "articles")
        own = owner.isin(self._direct) if name in IN_ORDER else pd.Series(False, index=rows.index)
        return list(cause.mask(own, "corrections"))


def _owners(name: str, rows: pd.DataFrame) -> tuple[pd.Series, list[pd.Series]]:
    """Return the ids of the rows themselves, or of the rows that they tell of, as of today; and others they name."""
    if name == "evidence":
        return rows["supported"], []
    owner = rows[key(name)[0]]
    others = [rows[column] for column in ("person_id", PARENTS.get(name, ("", ""))[1]) if column in rows.columns]
    return owner, others


def _emptied(old: Mapping[Any, Any], new: Mapping[Any, Any], column: str) -> bool:
    """Tell whether a cell that held something holds nothing."""
    return bool(not pd.isna(old.get(column)) and pd.isna(new.get(column)))
