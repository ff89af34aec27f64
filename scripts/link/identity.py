"""Ids of rows, derived from where their earliest evidence stands."""

from __future__ import annotations

import hashlib

import pandas as pd

PREFIXES = {"people": "p", "meetings": "m", "participants": "mp", "agreements": "g", "parties": "gp", "figures": "f"}


def make_ids(table: str, places: pd.DataFrame, order: pd.DataFrame, apart: pd.Series) -> pd.Series:
    """Give each row the id of its earliest evidence.

    Parameters
    ----------
    table : str
        Name of the table.
    places : pandas.DataFrame
        The evidence of its rows: `group` (which row), `article_id`, `start`.
    order : pandas.DataFrame
        `article_id` and `published` of the articles.
    apart : pandas.Series
        By `group`, what tells rows apart that rest on the same words; it does not depend on the order of articles.

    Returns
    -------
    pandas.Series
        By `group`: the table's prefix and 12 hex digits of the SHA-256 of table, article_id and start. Where two rows
        would have the same, what tells them apart is hashed too.
    """
    placed = places.merge(order[["article_id", "published"]], on="article_id")
    first = (
        placed.sort_values(["published", "article_id", "start"], kind="stable")
        .drop_duplicates("group")
        .set_index("group")
    )
    keys = first["article_id"] + "\t" + first["start"].astype(str)
    shared = keys.duplicated(keep=False)
    keys = keys.where(~shared, keys + "\t" + apart.reindex(keys.index).astype(str))
    again = keys.groupby(keys).cumcount()
    keys = keys.where(again == 0, keys + "\t" + again.astype(str))
    prefix = PREFIXES[table]
    return keys.map(lambda key: f"{prefix}-{hashlib.sha256(f'{table}{chr(9)}{key}'.encode()).hexdigest()[:12]}")
