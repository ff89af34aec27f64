"""Extract the rows of one article: a pure function from an article and its parse to rows with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract.rows import Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newstables.scripts.read.article import Article

__all__ = ["Extraction", "extract"]


def extract(article: Article, doc: Doc) -> Extraction:
    """Extract the rows of one article.

    Parameters
    ----------
    article : Article
        What was read.
    doc : spacy.tokens.Doc
        Its parsed body, from `newstables.scripts.extract.pipeline.parse_articles`.

    Returns
    -------
    Extraction
        People, meetings, agreements and figures, each with its evidence.
    """
    return Extraction()
