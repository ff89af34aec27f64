"""What reading gives: an article with its parts, or a rejection with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article, told apart from the page around it.

    The three parts (`body`, `title`, `caption`) are normalised text: NFC, ``\\n`` as the one newline, no control
    characters. Offsets in the tables are code points into exactly these strings.

    Attributes
    ----------
    article_id : str
        The id given with the record, else `make_article_id`.
    published : datetime.date
        Day of publication.
    body : str
        The article's own text, paragraphs set apart by an empty line where the page did so.
    source : str
        Where it was read from, relative to the input (``reports/1.html``, ``crawl.jsonl:17``).
    title : str, optional
        The headline.
    caption : str, optional
        Captions of pictures, each once, set apart by an empty line.
    url, publisher, byline, agency, dateline, based_on : str, optional
        As in the table `articles`.
    updated : datetime.date, optional
        Day of the last update, where printed.
    language, kind : str
        As in the table `articles`.
    """

    article_id: str
    published: date
    body: str
    source: str
    title: str | None = None
    caption: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    updated: date | None = None
    language: str = "en"
    kind: str = "report"
    based_on: str | None = None

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the body in UTF-8, as 64 hex digits."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    @property
    def parts(self) -> Iterator[tuple[str, str]]:
        """The parts that there are, as (name, text)."""
        for name in ("body", "title", "caption"):
            text = getattr(self, name)
            if text:
                yield name, text


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that gives no article.

    Attributes
    ----------
    source : str
        Where it stands, relative to the input.
    reason : str
        One of `newstables.schemas.vocabularies.REJECTION_REASONS`.
    detail : str, optional
        What exactly was found, in one line for a person.
    repeats : str, optional
        For a duplicate, the id of the article that it repeats.
    """

    source: str
    reason: str
    detail: str | None = None
    repeats: str | None = None


def make_article_id(url: str | None, body: str, *, apart: bool = False) -> str:
    """Derive an article's id from its content.

    Parameters
    ----------
    url : str or None
        Address of the article.
    body : str
        Its body.
    apart : bool
        True where another article already has the id that the url alone gives: then url and body are hashed.

    Returns
    -------
    str
        ``a-`` and 16 hex digits of a SHA-256.

    Examples
    --------
    >>> make_article_id(None, "The council met on Monday.")
    'a-f9862de4e9f78526'
    """
    hashed = (url or "") + "\n" + body if apart else url or body
    return "a-" + hashlib.sha256(hashed.encode()).hexdigest()[:16]
