"""Trace a row to the places that support it, and link to the words in the published page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

from newstables.errors import UsageError
from newstables.loading import load
from newstables.locating import Source, open_place
from newstables.schemas import GROUNDED, key

if TYPE_CHECKING:
    import pandas as pd

_ENDS = 4  # words that a link gives of each end of a long quotation
_AROUND = 3  # words before and after, where the text is at hand
_CUT = 200  # a quotation this long may end within a word

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
    rows = load("evidence", source=place, filters=filters)
    if rows.empty:
        id_column = key(table)[0]
        if load(table, source=place, columns=[id_column], filters=[(id_column, "=", row_id)]).empty:
            raise UsageError(f"{table} has no row {row_id}")
    named = sorted(set(rows["article_id"]))
    # An empty list is no filter that Parquet takes.
    articles = load(
        "articles",
        source=place,
        columns=["article_id", "published", "publisher", "title", "url"],
        filters=[("article_id", "in", named or [""])],
    )
    texts: dict[tuple[str, str], str] = {}
    if place.holds("texts.parquet") and named:
        parts = load("texts", source=place, filters=[("article_id", "in", named)])
        texts = dict(
            zip(zip(parts["article_id"], parts["part"], strict=True), parts["text"], strict=True),
        )
    rows = rows.merge(articles, on="article_id", how="left", validate="many_to_one")
    rows["link"] = [_link_place(row, texts) for row in rows.to_dict("records")]
    rows["link"] = rows["link"].astype("str")
    rows = rows.sort_values(["published", "article_id", "part", "start", "column"], kind="stable", na_position="first")
    return rows[list(COLUMNS)].reset_index(drop=True)


def _link_place(row: Mapping[object, object], texts: Mapping[tuple[str, str], str]) -> str | None:
    url, words = row["url"], row["quote"]
    if not (isinstance(url, str) and isinstance(words, str)):
        return None
    text = texts.get((str(row["article_id"]), str(row["part"])), "")
    return link_words(url, words, before=text[: int(str(row["start"]))], after=text[int(str(row["end"])) :])


def link_words(url: str, words: str, before: str = "", after: str = "") -> str:
    """Make a link that opens a page at given words (a text fragment, as WICG's Scroll to Text Fragment has it).

    Parameters
    ----------
    url : str
        Address of the page.
    words : str
        The words, as they stand there; of a long quotation, or one of several lines, the two ends are given.
    before, after : str
        What stands around them, so that a word which occurs often is found where it is meant.

    Examples
    --------
    >>> link_words("https://example.org/a", "the well-known mayor", before="On Monday, ", after=" spoke.")
    'https://example.org/a#:~:text=On%20Monday%2C-,the%20well%2Dknown%20mayor,-spoke.'
    """
    lines = [line.split() for line in words.splitlines() if line.strip()]
    if not lines:
        return url
    if len(words) >= _CUT and len(lines[-1]) > 1:
        lines[-1].pop()
    short = len(lines) == 1 and len(lines[0]) <= 2 * _ENDS
    middle = lines if short else [lines[0][:_ENDS], lines[-1][-_ENDS:]]
    # Context may not cross the end of a paragraph: it is matched within one block of the page.
    prefix = before.split("\n")[-1].split()[-_AROUND:]
    suffix = after.split("\n")[0].split()[:_AROUND]
    fragment = ",".join(_encode(part) for part in middle)
    if prefix:
        fragment = f"{_encode(prefix)}-,{fragment}"
    if suffix:
        fragment = f"{fragment},-{_encode(suffix)}"
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def _encode(words: list[str]) -> str:
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
