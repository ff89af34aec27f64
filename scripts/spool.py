"""Hold articles on disk between reading and extraction, so that texts are not held in memory."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newstables.scripts.read.article import Article


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies in a spool: the name of a file, and the byte at which it begins.

    `article_id`, where given, is the id that the article has got since it was written.
    """

    file: str
    offset: int
    article_id: str | None = None


def write_articles(directory: Path, articles: Iterator[Article]) -> Iterator[tuple[Article, Place]]:
    """Write articles to a spool, one after the other.

    Parameters
    ----------
    directory : pathlib.Path
        The spool; each process writes to a file of its own.
    articles : iterator of Article

    Yields
    ------
    tuple of Article and Place
        Each article, and where it lies. The file is complete when the iterator is exhausted.
    """
    path = directory / f"{os.getpid()}.articles"
    with path.open("ab") as file:
        for article in articles:
            place = Place(path.name, file.tell())
            pickle.dump(article, file, protocol=pickle.HIGHEST_PROTOCOL)
            yield article, place


def read_articles(directory: Path, places: Sequence[Place]) -> Iterator[Article]:
    """Read articles out of a spool, in the order of their places."""
    for place in places:
        with (directory / place.file).open("rb") as file:
            file.seek(place.offset)
            article: Article = pickle.load(file)
        yield replace(article, article_id=place.article_id) if place.article_id else article
