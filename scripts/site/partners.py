"""Whom each country met most often."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from newstables.pairing import pair_up

MOST = 8  # partners that a page names


def count_partners(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[str, int]]]:
    """Return the countries that each country met in meetings that were held, most often first, with their number.

    Umbrella events are left out, as `newstables.pairs` does.
    """
    met = pair_up(tables["meetings"], tables["participants"])
    found: dict[str, list[tuple[str, int]]] = {}
    for left, right, number in zip(met["left"], met["right"], met["meetings"], strict=True):
        found.setdefault(left, []).append((right, int(number)))
        found.setdefault(right, []).append((left, int(number)))
    return {code: sorted(others, key=lambda one: (-one[1], one[0]))[:MOST] for code, others in found.items()}
