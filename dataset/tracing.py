"""Trace a row to the places that support it, and link to the words in the published page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newstables.errors import UsageError
from newstables.fragments import link_words
from newstables.loading import load
from newstables.locating import Place, Source, open_place
from newstables.schemas import GROUNDED, key

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "column", "quote", "article_id", "published", "publisher", "title", "url", "link", "part", "start", "end", "rule",
)  # fmt: skip


def evidence(
    table: str,
    row_id: str,
    release: str | None = None,
    source: Source | None = None,
    *,
    column: str | None = None,
) -> pd.DataFrame:
    """Return the places that support a row, and its cells, with links to the words in the published pages.

    Parameters
    ----------
    table : str
        One of people, meetings, participants, agreements, parties and figures.
    row_id : str
        Id of the row.
    release, source : optional
        As for `newstables.load`.
    column : str, optional
        Only the places that support this cell.

    Returns
    -------
    pandas.DataFrame
        One row per place, oldest article first: ``column`` (null: that the row is), ``quote``, ``article_id``,
        ``published``, ``publisher``, ``title``, ``url``, ``link`` (the url with a text fragment, which a browser opens
        at the words; null where the article has no url, or the quotation is left out), ``part``, ``start``, ``end``
        (code points) and ``rule``.

    Raises
    ------
    newstables.UsageError
        Where there is no such table or row.

    Examples
    --------
    >>> evidence("people", "p-0123456789ab", source="my-build")  # doctest: +SKIP
    """
    if table not in GROUNDED:
        raise UsageError(f"no evidence is kept for {table!r}, but for {', '.join(GROUNDED)}")
    place = open_place(release, source)
    filters = [("table", "=", table), ("row_id", "=", row_id)]
    if column is not None:
        filters.append(("column", "=", column))
    rows = trace(place, filters)
    if rows.empty:
        id_column = key(table)[0]
        if load(table, source=place, columns=[id_column], filters=[(id_column, "=", row_id)]).empty:
            raise UsageError(f"{table} has no row {row_id}")
    return rows[list(COLUMNS)]


def trace(place: Place, filters: Any = None) -> pd.DataFrame:
    """Return places of many rows at once, with links to the words.

    Parameters
    ----------
    place : Place
        Where the tables lie.
    filters : optional
        Which rows of `evidence`, as for `newstables.load`; all where not given.

    Returns
    -------
    pandas.DataFrame
        As of `evidence`, with ``table`` and ``row_id``.
    """
    rows = load("evidence", source=place, filters=filters)
    named = sorted(set(rows["article_id"]))
    # An empty list is no filter that Parquet takes.
    articles = load(
        "articles",
        source=place,
        columns=["article_id", "published", "publisher", "title", "url"],
        filters=[("article_id", "in", named or [""])],
    )
    known = _know_texts(place, named)
    rows = rows.merge(articles, on="article_id", how="left", validate="many_to_one")
    rows["link"] = [_link_place(row, known) for row in rows.to_dict("records")]
    rows["link"] = rows["link"].astype("str")
    rows = rows.sort_values(["published", "article_id", "part", "start", "column"], kind="stable", na_position="first")
    return rows[["table", "row_id", *COLUMNS]].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the text of a part of an article: pieces of it, and where each begins."""

    pieces: list[tuple[int, str]]
    whole: bool

    def find(self, start: int, end: int) -> tuple[str, str, str] | None:
        """Return the words of a place, and what is known to stand before and after them."""
        around = [(at, text) for at, text in self.pieces if at <= start and end <= at + len(text)]
        if not around:
            return None
        at, text = max(around, key=lambda piece: len(piece[1]))
        return text[start - at : end - at], text[: start - at], text[end - at :]


def _know_texts(place: Place, articles: Sequence[str]) -> dict[tuple[str, str], _Known]:
    """Return what is known of the texts of articles: all of them in a build, in a release what is quoted of them."""
    if not articles:
        return {}
    chosen = [("article_id", "in", list(articles))]
    if place.holds("texts.parquet"):
        parts = load("texts", source=place, filters=chosen)
        keys = zip(parts["article_id"], parts["part"], strict=True)
        return {part: _Known([(0, text)], True) for part, text in zip(keys, parts["text"], strict=True)}
    quoted = load("evidence", source=place, columns=["article_id", "part", "start", "quote"], filters=chosen)
    known: dict[tuple[str, str], _Known] = {}
    for article, part, start, quote in quoted.dropna().drop_duplicates().itertuples(index=False):
        known.setdefault((article, part), _Known([], False)).pieces.append((start, quote))
    return known


def _link_place(row: Mapping[Hashable, Any], known: Mapping[tuple[str, str], _Known]) -> str | None:
    """Link to the words of a place; None where the page or the words are not known."""
    url, words, part = row["url"], row["quote"], row["part"]
    if not isinstance(url, str):
        return None
    about = known.get((row["article_id"], part))
    found = about.find(row["start"], row["end"]) if about else None
    if about is None or found is None:
        return link_words(url, words) if isinstance(words, str) else None
    words, before, after = found
    # The headline stands above the text, so words that occur in both are found there first.
    title = row["title"] if part == "body" and isinstance(row["title"], str) else ""
    return link_words(url, words, f"{title}\n{before}" if title else before, after, whole=about.whole)
