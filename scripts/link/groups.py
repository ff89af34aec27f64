"""Groups of rows that are one: joined pair by pair, never so that a group contradicts itself.

What becomes of a pair depends on the pairs that hang together with it, and on no others. So pairs are found anywhere,
and those that hang together are then brought to one place, and joined there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, Self, TypeVar

import numpy
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Sure = tuple[Any, str, str]
"""A pair of rows, behind what tells how sure it is: the surest sort first."""


class Group(Protocol):
    """What is known of rows that are one, as far as it decides which others may join them."""

    def fits(self, other: Self) -> bool:
        """Tell whether two groups may become one; it keeps chains of pairs from joining what contradicts itself."""

    def take(self, other: Self) -> None:
        """Take in another group."""


Known = TypeVar("Known", bound=Group)


class _Rows(Generic[Known]):
    __slots__ = ("group", "rows")

    def __init__(self, row: str, group: Known) -> None:
        self.rows = [row]
        self.group = group


def join_pairs(groups: Mapping[str, Known], pairs: Iterable[Sure]) -> list[list[str]]:
    """Join rows by pairs, in the order of the pairs.

    Parameters
    ----------
    groups : mapping of str to Group
        Each row as a group of its own; they are changed.
    pairs : iterable of Sure
        Pairs that say "the same one", the surest first.

    Returns
    -------
    list of list of str
        The rows of each group.
    """
    found = {row: _Rows(row, group) for row, group in groups.items()}
    for _, left, right in pairs:
        one, other = found[left], found[right]
        if one is other or not one.group.fits(other.group):
            continue
        if len(one.rows) < len(other.rows):
            one, other = other, one
        one.rows.extend(other.rows)
        one.group.take(other.group)
        for row in other.rows:
            found[row] = one
    return [each.rows for each in {id(each): each for each in found.values()}.values()]


def find_roots(pairs: Iterable[Sure]) -> dict[str, str]:
    """Tell which rows hang together by pairs: each row of a pair with one row that stands for all it hangs with."""
    above: dict[str, str] = {}

    def find(row: str) -> str:
        above.setdefault(row, row)
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    for _, left, right in pairs:
        one, other = find(left), find(right)
        if one != other:
            above[max(one, other)] = min(one, other)
    return {row: find(row) for row in above}


def hash_rows(rows: Sequence[str]) -> Any:
    """Return 64 bits for each row; where two rows have the same, they count as hanging together, which does no harm."""
    return pd.util.hash_array(numpy.array(rows, dtype=object), categorize=False)


def hang_together(parts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Tell which rows hang together across parts.

    This is the one thing of linking that one process knows of all rows: 16 bytes for each row of a pair, in each part.

    Parameters
    ----------
    parts : sequence of mapping of str to numpy.ndarray
        For each part, by table, two rows of 64-bit numbers: rows, and what stands for them in that part.

    Returns
    -------
    list of dict of str to numpy.ndarray
        For each part, by table, two rows of numbers: what stands for rows there, sorted, and a number that is the same
        for all that hang together.
    """
    told: list[dict[str, Any]] = [{} for _ in parts]
    for table in sorted(set().union(*parts)):
        edges = numpy.concatenate([part[table] for part in parts if table in part], axis=1)
        nodes = numpy.unique(edges)
        ends = numpy.searchsorted(nodes, edges)
        graph = coo_array((numpy.ones(ends.shape[1], dtype="i1"), tuple(ends)), shape=(len(nodes), len(nodes)))
        _, numbers = connected_components(graph, directed=False)
        for part, answer in zip(parts, told, strict=True):
            if table in part:
                roots = numpy.unique(part[table][1])
                answer[table] = numpy.stack([roots, numbers[numpy.searchsorted(nodes, roots)].astype("u8")])
    return told
