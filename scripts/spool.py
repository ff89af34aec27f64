"""Hold articles in files between reading and extraction, so that texts are not held in memory."""

from __future__ import annotations

import pickle
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newstables.scripts.addresses import open_file, read_pieces
from newstables.scripts.read.article import Article

_AT_A_TIME = 256  # articles


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an article lies in a spool: the name of a file, and the bytes that it takes there.

    `article_id`, where given, is the id that the article has got since it was written.
    """

    file: str
    start: int
    end: int
    article_id: str | None = None


def write_articles(spool: str, articles: Iterator[Article]) -> Iterator[tuple[Article, Place]]:
    """Write articles to a spool, one after the other, in a file of their own.

    Parameters
    ----------
    spool : str
        The path or address of the spool.
    articles : iterator of Article

    Yields
    ------
    tuple of Article and Place
        Each article, and where it lies. The file is complete when the iterator is exhausted.

    Raises
    ------
    OSError
        Where it cannot be written.
    """
    # A name that nobody else has: work that is done twice, as on a cluster, does not write into one file.
    name = f"{uuid.uuid4().hex}.articles"
    with open_file(f"{spool}/{name}", "wb") as file:
        at = 0
        for article in articles:
            data = pickle.dumps(article, protocol=pickle.HIGHEST_PROTOCOL)
            file.write(data)
            yield article, Place(name, at, at + len(data))
            at += len(data)


def read_articles(spool: str, places: Sequence[Place]) -> Iterator[Article]:
    """Read articles out of a spool, in the order of their places."""
    for i in range(0, len(places), _AT_A_TIME):
        chunk = places[i : i + _AT_A_TIME]
        parts = read_pieces([(f"{spool}/{place.file}", place.start, place.end) for place in chunk])
        for place, data in zip(chunk, parts, strict=True):
            article: Article = pickle.loads(data)
            yield replace(article, article_id=place.article_id) if place.article_id else article
