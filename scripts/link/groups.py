"""Groups of rows that are one: joined pair by pair, never so that a group contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def join_pairs(
    keys: Iterable[Key], pairs: Iterable[tuple[Key, Key]], fit: Callable[[list[Key], list[Key]], bool]
) -> dict[Key, list[Key]]:
    """Join keys into groups by pairs, in the order of the pairs.

    Parameters
    ----------
    keys : iterable
        All keys; each ends in one group.
    pairs : iterable of pairs
        Pairs that say "the same one", the surest first.
    fit : callable
        Tells whether two groups may become one; it keeps chains of pairs from joining what contradicts itself.

    Returns
    -------
    dict
        From each key to its group.
    """
    groups = {key: [key] for key in keys}
    for left, right in pairs:
        one, other = groups[left], groups[right]
        if one is other or not fit(one, other):
            continue
        if len(one) < len(other):
            one, other = other, one
        one.extend(other)
        for key in other:
            groups[key] = one
    return groups
