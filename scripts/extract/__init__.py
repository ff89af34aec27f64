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
    from newstables.scripts.extract.agreements import find_agreements
    from newstables.scripts.extract.dates import find_dates
    from newstables.scripts.extract.figures import find_figures
    from newstables.scripts.extract.meetings import find_meetings
    from newstables.scripts.extract.names import find_names
    from newstables.scripts.extract.people import find_people
    from newstables.scripts.extract.places import country_of_place
    from newstables.scripts.extract.quantities import find_quantities
    from newstables.scripts.extract.reading import Reading

    reading = Reading(article, doc)
    reading.names = find_names(doc)
    reading.people = find_people(reading)
    reading.dates = [found for found in find_dates(article.body, article.published) if not found.rolling]
    home = country_of_place(article.dateline or "")
    reading.quantities = find_quantities(article.body, doc=doc, home=home, dates=reading.dates)
    return Extraction(
        people=tuple(reading.people),
        meetings=tuple(find_meetings(reading)),
        agreements=tuple(find_agreements(reading)),
        figures=tuple(find_figures(reading)),
    )
