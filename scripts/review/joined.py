"""Rows that several articles were joined into, and rows that may be one, each with what every article says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newstables.scripts.review.near_misses import NearMiss
from newstables.scripts.review.rows import Row, Rows

_LONGEST_QUOTE = 200  # characters
_AROUND = 70  # characters shown before and after


def describe_joined(table: str, rows: Rows, near: Iterable[NearMiss], files: dict[str, str]) -> dict[str, Any]:
    """Return what a page shows of the joined rows of one table, and of the pairs that may be one.

    Parameters
    ----------
    table : str
        people, meetings or agreements.
    rows : Rows
    near : iterable of NearMiss
        Of that table, the likeliest first.
    files : dict
        By article, the name of its data.

    Returns
    -------
    dict
        ``rows`` (by id: cells and reports), ``joined`` (ids, those first in which the reports differ most) and
        ``near`` (pairs of ids, the one that would stay first, with reasons).
    """
    pairs = list(near)
    joined = sorted(
        (row for row in rows.by_id[table].values() if len(row.reports) > 1),
        key=lambda row: ("conflicts" not in row.told, -_disagreement(row), -len(row.reports), row.row_id),
    )
    wanted = {row.row_id for row in joined} | {row_id for pair in pairs for row_id in (pair.one, pair.other)}
    return {
        "rows": {row_id: _describe(rows.by_id[table][row_id], rows, files) for row_id in sorted(wanted)},
        "joined": [row.row_id for row in joined],
        "near": [{"one": pair.one, "other": pair.other, "reasons": list(pair.reasons)} for pair in pairs],
    }


def _disagreement(row: Row) -> int:
    """Count the different values that reports give beyond the first of each column."""
    values: dict[str, set[object]] = {}
    for said in row.reports.values():
        for column, value in said.items():
            values.setdefault(column, set()).add(value)
    return sum(len(found) - 1 for found in values.values())


def _describe(row: Row, rows: Rows, files: dict[str, str]) -> dict[str, Any]:
    ordered = sorted(row.reports, key=lambda article: (rows.articles[article]["published"], article))
    return {
        "cells": row.cells,
        "told": row.told,
        "checked": row.checked,
        "names": rows.names.get(row.row_id, []),
        "reports": [_describe_report(row, article, rows, files) for article in ordered],
    }


def _describe_report(row: Row, article: str, rows: Rows, files: dict[str, str]) -> dict[str, Any]:
    told = rows.articles[article]
    places = sorted((p for p in row.places.get(article, ()) if p[3] is None), key=lambda p: (p[0] != "body", p[1]))
    described = {
        "article": article,
        "file": files[article],
        "title": told.get("title"),
        "publisher": told.get("publisher"),
        "published": told["published"],
        "cells": row.reports[article],
    }
    if places:
        part, start, end, *_ = places[0]
        text = rows.texts[article][part]
        described |= {
            "quote": text[start : min(end, start + _LONGEST_QUOTE)],
            "before": _whole_words(text[max(0, start - _AROUND) : start], first=start <= _AROUND),
            "after": _whole_words(text[end : end + _AROUND][::-1], first=end + _AROUND >= len(text))[::-1]
            if end - start <= _LONGEST_QUOTE
            else "",
        }
    return described


def _whole_words(text: str, *, first: bool) -> str:
    """Drop the word that a cut has left in part at the beginning, unless nothing was cut off."""
    return text if first or " " not in text else text[text.index(" ") :]
