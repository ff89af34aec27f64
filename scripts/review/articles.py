"""What a page shows of one article: its text, the rows it gave, and the places they stand on."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from newstables.schemas import GROUNDED
from newstables.scripts.review.concerns import find_article_concerns, find_concerns
from newstables.scripts.review.rows import Place, Row, Rows

_PARTS = ("title", "body", "caption")
_ASTRAL = "\uffff"


def describe_article(article: str, rows: Rows, near: frozenset[tuple[str, str]]) -> dict[str, Any]:
    """Return what the page of one article shows.

    Offsets are counted in UTF-16 code units, as a browser counts, where the tables count code points.
    """
    told, texts = rows.articles[article], rows.texts.get(article, {})
    units = {part: _count_units(text) for part, text in texts.items()}
    found = sorted(rows.by_article.get(article, ()), key=lambda row: (GROUNDED.index(row.table), _first(row, article)))
    return {
        "article": {k: v for k, v in told.items() if k not in ("text_sha256", "characters", "language")},
        "copies": rows.copies_of.get(article, []),
        "parts": [{"part": part, "text": texts[part]} for part in _PARTS if part in texts],
        "rows": [_describe_row(row, article, told["published"], units, near) for row in found],
    }


def index_article(article: str, rows: Rows, near: frozenset[tuple[str, str]]) -> dict[str, Any]:
    """Return what the list of articles tells of one: its head, and its rows with what speaks for looking at them."""
    told, found = rows.articles[article], rows.by_article.get(article, [])
    copy = "copy_of" in told
    return {
        "id": article,
        "title": told.get("title"),
        "publisher": told.get("publisher"),
        "published": told["published"],
        "words": told["words"],
        "copy_of": told.get("copy_of"),
        "concerns": find_article_concerns(told["words"], len(found), copy=copy),
        "rows": [
            [GROUNDED.index(row.table), row.row_id, find_concerns(row, told["published"], near), int(row.checked)]
            for row in found
        ],
    }


def _describe_row(
    row: Row, article: str, published: str, units: dict[str, list[int] | None], near: frozenset[tuple[str, str]]
) -> dict[str, Any]:
    return {
        "table": row.table,
        "id": row.row_id,
        "parent": row.parent,
        "cells": row.cells,
        "told": row.told,
        "checked": row.checked,
        "concerns": find_concerns(row, published, near),
        "here": row.reports.get(article) if len(row.reports) > 1 else None,
        "places": [_place(place, units[place[0]]) for place in sorted(row.places[article], key=_order)],
    }


def _order(place: Place) -> tuple[int, int, int, str]:
    part, start, end, column, _ = place
    return _PARTS.index(part), start, end, column or ""


def _first(row: Row, article: str) -> tuple[int, int, int, str]:
    """Where a row begins in an article: at the first place that says that it is."""
    places = row.places[article]
    return min(_order(place) for place in ([p for p in places if p[3] is None] or places))


def _place(place: Place, units: list[int] | None) -> dict[str, Any]:
    part, start, end, column, rule = place
    if units is not None:
        start, end = units[start], units[end]
    return {"part": part, "start": start, "end": end, "column": column, "rule": rule}


def _count_units(text: str) -> list[int] | None:
    """Return the UTF-16 offset of each code point and of the end; None where they are the same as code points."""
    if not text or max(text) <= _ASTRAL:
        return None
    return list(accumulate((1 + (character > _ASTRAL) for character in text), initial=0))
