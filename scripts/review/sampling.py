"""Draw rows at random, so that checking them tells how many of all rows are wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial

SEED = "newstables"


def draw_sample(ids: Mapping[str, Iterable[str]], size: int, seed: str = SEED) -> dict[str, list[str]]:
    """Draw rows, as many of each table as of the others.

    A table that holds fewer rows than its share gives all of them, and the rest of its share goes to the others. Which
    rows are drawn depends on their ids and the seed alone: the rows of a table are put in the order of the SHA-256 of
    seed, table and id, and the first are taken.

    Parameters
    ----------
    ids : mapping of str to iterable of str
        The ids of all rows, by table.
    size : int
        How many rows to draw, of all tables together.
    seed : str
        Another seed draws other rows.

    Returns
    -------
    dict
        By table, in the order given, the ids drawn, in the order drawn.

    Examples
    --------
    >>> drawn = draw_sample({"people": ["p-1", "p-2", "p-3", "p-4"], "figures": ["f-1"]}, 4)
    >>> {table: len(rows) for table, rows in drawn.items()}
    {'people': 3, 'figures': 1}
    """
    ordered = {table: sorted(rows, key=partial(_shuffle, seed, table)) for table, rows in ids.items()}
    shares = dict.fromkeys(ordered, 0)
    left = size
    while left > 0 and (open_tables := [table for table in ordered if shares[table] < len(ordered[table])]):
        share, rest = divmod(left, len(open_tables))
        for number, table in enumerate(open_tables):
            given = min(share + (number < rest), len(ordered[table]) - shares[table])
            shares[table] += given
            left -= given
    return {table: rows[: shares[table]] for table, rows in ordered.items()}


def _shuffle(seed: str, table: str, row_id: str) -> bytes:
    return hashlib.sha256(f"{seed}\t{table}\t{row_id}".encode()).digest()


def name_sample(seed: str, drawn: int) -> str:
    """Return what marks the corrections of sampled rows, in their column `group`: the seed and the rows of the table.

    Examples
    --------
    >>> name_sample("newstables", 33)
    'sample newstables 33'
    """
    return f"sample {seed} {drawn}"


def read_sample_name(group: str) -> tuple[str, int] | None:
    """Return the seed and the number of rows that were drawn of the table; None where it names no sample.

    Examples
    --------
    >>> read_sample_name("sample newstables 33"), read_sample_name("new-1")
    (('newstables', 33), None)
    """
    words = group.split()
    if len(words) != 3 or words[0] != "sample" or not words[2].isdecimal():
        return None
    return words[1], int(words[2])
