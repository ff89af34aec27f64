"""Read all inputs, in any number of processes, and tell which articles are copies or repeats of others."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newstables.scripts.manifest import hash_file
from newstables.scripts.progress import Steps
from newstables.scripts.read import Input, Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection, make_article_id
from newstables.scripts.read.duplicates import Signature, decide, sign
from newstables.scripts.read.inputs import STANDARD_INPUT
from newstables.scripts.spool import Place, write_articles
from newstables.scripts.workers import Workers

_FILES_AT_A_TIME = 16
_COLUMNS = (
    "article_id", "url", "title", "publisher", "byline", "agency", "dateline", "published", "updated", "language",
    "kind", "based_on", "text_sha256", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was read, without its text.

    Attributes
    ----------
    row : dict
        Its row in the table `articles`, but for ``copy_of``.
    place : Place
        Where it lies in the spool.
    signature : Signature
        What tells whether it is a copy.
    other_id : str or None
        The id it has where another article has the same address; None where its id was given.
    """

    row: dict[str, Any]
    place: Place
    signature: Signature
    other_id: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the inputs gave.

    Attributes
    ----------
    articles : list of dict
        Rows of the table `articles`, in the order of their ids.
    places : list of Place
        Where each of them lies in the spool.
    rejections : list of Rejection
        In the order of their sources.
    notes : list of Note
        What else a person should know, in the order of sources.
    hashes : dict of str to str
        SHA-256 of each input that is a file, by its source.
    """

    articles: list[dict[str, Any]]
    places: list[Place]
    rejections: list[Rejection]
    notes: list[Note]
    hashes: dict[str, str]

    @property
    def originals(self) -> list[Place]:
        """Where the articles lie that are no copies."""
        return [place for row, place in zip(self.articles, self.places, strict=True) if row["copy_of"] is None]


@dataclass(frozen=True, slots=True)
class _Task:
    inputs: Sequence[Input]
    options: ReadOptions
    spool: Path


@dataclass(frozen=True, slots=True)
class _Result:
    found: list[Found]
    rejections: list[Rejection]
    notes: list[Note]
    hashes: dict[str, str]


def gather_articles(
    inputs: Sequence[str | os.PathLike[str]],
    options: ReadOptions,
    spool: Path,
    workers: Workers,
    steps: Steps,
    *,
    keep_duplicates: bool = False,
) -> Gathered:
    """Read all inputs into a spool, and decide which articles are copies or repeats.

    Parameters
    ----------
    inputs : sequence of path
        Files, folders, or ``-``.
    options : ReadOptions
        What fills in for what inputs do not say.
    spool : pathlib.Path
        An empty directory for the texts.
    workers : Workers
        Who reads.
    steps : Steps
        Where progress is shown.
    keep_duplicates : bool
        Whether copies and repeats are articles of their own; the same id still stands for one article.
    """
    listed = _tell_apart([_store_standard_input(one, spool) for one in find_inputs(inputs)])
    batches = [listed[start : start + _FILES_AT_A_TIME] for start in range(0, len(listed), _FILES_AT_A_TIME)]
    results = workers.map(_read_batch, [_Task(batch, options, spool) for batch in batches])
    read = list(steps.follow("reading", results, len(batches)))
    found = sorted(
        _renew_ids([one for result in read for one in result.found]),
        key=lambda one: (one.row["article_id"], one.row["source"]),
    )
    steps.announce("comparing")
    decision = decide([one.signature for one in found], keep_duplicates=keep_duplicates)
    kept = [one for one in found if one.row["source"] not in decision.rejections]
    rejections = [rejection for result in read for rejection in result.rejections]
    return Gathered(
        articles=[{**one.row, "copy_of": decision.copies.get(one.row["article_id"])} for one in kept],
        places=[one.place for one in kept],
        rejections=sorted([*rejections, *decision.rejections.values()], key=_order_rejections),
        notes=sorted((note for result in read for note in result.notes), key=lambda note: (note.source, note.text)),
        hashes={source: digest for result in read for source, digest in result.hashes.items()},
    )


def _order_rejections(rejection: Rejection) -> tuple[str, str, str]:
    return rejection.source, rejection.reason, rejection.detail or ""


def _store_standard_input(one: Input, spool: Path) -> Input:
    """Put standard input, which only this process can read, into a file."""
    if one.path != STANDARD_INPUT:
        return one
    path = spool / "standard-input.jsonl"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return replace(one, path=str(path))


def _tell_apart(inputs: Sequence[Input]) -> list[Input]:
    """Read each file once, and put as many folders before equal sources as it takes to make them differ."""
    once = {os.path.realpath(one.path): one for one in reversed(inputs)}
    alike: dict[str, list[tuple[Input, list[str]]]] = {}
    for path, one in once.items():
        folders = Path(path).as_posix().removesuffix(one.source).strip("/").split("/")
        alike.setdefault(one.source, []).append((one, folders))
    told = []
    for source, group in alike.items():
        depth = 0
        while len({tuple(_last(folders, depth)) for _, folders in group}) < len(group):
            depth += 1
        told += [replace(one, source="/".join([*_last(folders, depth), source])) for one, folders in group]
    return sorted(told, key=lambda one: one.source)


def _last(folders: list[str], number: int) -> list[str]:
    return folders[max(0, len(folders) - number) :]


def _read_batch(task: _Task) -> _Result:
    result = _Result([], [], [], {})
    for article, place in write_articles(task.spool, _read(task, result)):
        row: dict[str, Any] = {name: getattr(article, name) for name in _COLUMNS}
        row |= {"words": len(article.body.split()), "characters": len(article.body)}
        derived = article.article_id == make_article_id(article.url, article.body)
        other_id = make_article_id(article.url, article.body, apart=True) if derived else None
        result.found.append(Found(row, place, sign(article), other_id))
    return result


def _read(task: _Task, result: _Result) -> Iterator[Article]:
    for one in task.inputs:
        path = Path(one.path)
        for found in read_input(one, task.options):
            if isinstance(found, Article):
                yield found
            elif isinstance(found, Rejection):
                result.rejections.append(found)
            else:
                result.notes.append(found)
        if path.is_file():
            with suppress(OSError):  # then it was rejected
                result.hashes[one.source] = hash_file(path)


def _renew_ids(found: list[Found]) -> list[Found]:
    """Give articles of one address and different texts ids that tell them apart."""
    texts: dict[str, set[str]] = {}
    for one in found:
        texts.setdefault(one.row["article_id"], set()).add(one.row["text_sha256"])
    return [
        one if one.other_id is None or len(texts[one.row["article_id"]]) == 1 else _rename(one, one.other_id)
        for one in found
    ]


def _rename(one: Found, article_id: str) -> Found:
    return Found(
        {**one.row, "article_id": article_id},
        replace(one.place, article_id=article_id),
        replace(one.signature, article_id=article_id),
        None,
    )
