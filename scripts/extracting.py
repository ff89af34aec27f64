"""Extract the articles of a spool in batches, in any number of processes, through the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pyarrow

from newstables.errors import DataError
from newstables.scripts.cache import Cache, Rows, make_key
from newstables.scripts.exchange import write_pieces
from newstables.scripts.extract import extract
from newstables.scripts.extract.flatten import TABLES as COLUMNS
from newstables.scripts.extract.flatten import flatten
from newstables.scripts.extract.pipeline import BATCH, load_pipeline, parse_articles
from newstables.scripts.progress import Steps
from newstables.scripts.read import Note
from newstables.scripts.read.article import Article
from newstables.scripts.spool import Place, read_articles
from newstables.scripts.workers import Pool


@dataclass(frozen=True, slots=True)
class Method:
    """How articles are extracted: with which spaCy pipeline, and a hash that stands for all that decides the rows."""

    pipeline: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Batch:
    spool: str
    places: Sequence[Place]
    method: Method
    cache: str | None


@dataclass(frozen=True, slots=True)
class _Result:
    place: Place
    articles: int
    kept: int
    failures: list[Note]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What articles gave.

    Attributes
    ----------
    batches : list of tuple of Place and int
        Where the rows lie, as `pack_rows` packs them, of how many articles, in the order of the articles.
    kept : int
        How many articles came out of the cache.
    failures : list of Note
        The articles that brought extraction down, which is a defect; they give no rows.
    """

    batches: list[tuple[Place, int]]
    kept: int
    failures: list[Note]


def extract_articles(
    spool: str, places: Sequence[Place], method: Method, cache: str | None, workers: Pool, steps: Steps
) -> Extracted:
    """Extract articles, or take what was extracted before out of the cache.

    Parameters
    ----------
    spool : str
        Where the articles lie.
    places : sequence of Place
        The articles, in the order in which their rows are to stand. Results do not depend on the batches made of them.
    method : Method
        How to extract.
    cache : str or None
        Where rows are kept; None: nowhere.
    workers : Pool
        Who extracts.
    steps : Steps
        Where progress is shown.

    Raises
    ------
    newstables.errors.DataError
        Where every article brings extraction down.
    """
    batches = [_Batch(spool, places[i : i + BATCH], method, cache) for i in range(0, len(places), BATCH)]
    results = workers.map(_extract_batch, batches)
    done = list(steps.follow("extracting", results, len(places), count=lambda result: result.articles))
    failures = [failure for each in done for failure in each.failures]
    if failures and len(failures) == len(places):
        raise DataError(f"no article could be extracted; {failures[0].source} {failures[0].text}")
    return Extracted(
        [(each.place, each.articles) for each in done],
        sum(each.kept for each in done),
        failures,
    )


def _extract_batch(batch: _Batch) -> _Result:
    cache = Cache(batch.cache)
    articles = list(read_articles(batch.spool, batch.places))
    keys = [make_key(article, batch.method.sha256) for article in articles]
    rows = [cache.get(key) for key in keys]
    missing = [i for i, found in enumerate(rows) if found is None]
    failures = []
    for i, found in zip(missing, _extract([articles[i] for i in missing], batch.method.pipeline), strict=True):
        if isinstance(found, Note):
            failures.append(found)
        else:
            rows[i] = found
            cache.put(keys[i], found)
    tables: dict[str, list[dict[str, Any]]] = {}
    for each in rows:
        for name, added in (each or {}).items():
            tables.setdefault(name, []).extend(added)
    place = write_pieces(batch.spool, {0: pack_rows(tables)})[0]
    return _Result(place, len(articles), len(articles) - len(missing), failures)


def pack_rows(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, pyarrow.Table]:
    """Return flat rows by table as Arrow holds them: in a tenth of the memory that dicts take."""
    return {name: pyarrow.Table.from_pylist(found, schema=schema_of(name)) for name, found in rows.items()}


def schema_of(name: str) -> pyarrow.Schema:
    """Return the Arrow schema of the flat rows of a table."""
    return pyarrow.schema([(column, _TYPES.get(column, pyarrow.string())) for column in COLUMNS[name]])


_TYPES = dict.fromkeys(("mentions", "number", "start", "end"), pyarrow.int64()) | dict.fromkeys(
    ("amount", "value", "value_max"), pyarrow.float64()
)


def _extract(articles: Sequence[Article], pipeline: str) -> Iterator[Rows | Note]:
    if not articles:  # the pipeline takes a second to load
        return
    nlp = load_pipeline(pipeline)
    # What the pipeline keeps of words that it meets for the first time is let go again after the batch.
    with nlp.memory_zone() if hasattr(nlp, "memory_zone") else nullcontext():
        for article, doc in parse_articles(nlp, articles):
            try:
                yield flatten(article.article_id, extract(article, doc))
            except (ImportError, MemoryError):  # which is not about this article
                raise
            except Exception as error:  # one article in a hundred thousand is no reason to lose the others
                told = " ".join(f"{type(error).__name__}: {error}".split())
                yield Note(article.source, f"gives no rows: {told}; a defect of newstables, please report it")
