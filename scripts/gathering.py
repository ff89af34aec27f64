"""Read all inputs, in any number of processes, and tell which articles are copies or repeats of others."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newstables.errors import DataError
from newstables.scripts.addresses import absolute, is_address, open_file
from newstables.scripts.manifest import hash_file
from newstables.scripts.progress import Steps
from newstables.scripts.read import Input, Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection, make_article_id
from newstables.scripts.read.duplicates import Signature, decide, sign
from newstables.scripts.read.inputs import STANDARD_INPUT, leads_outside
from newstables.scripts.spool import Place, write_articles
from newstables.scripts.workers import Pool
from newstables.transfer import print_address

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
        SHA-256 of each input that can be read, by its source.
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
    spool: str
    keep_duplicates: bool


@dataclass(frozen=True, slots=True)
class _Result:
    found: list[Found]
    rejections: list[Rejection]
    notes: list[Note]
    hashes: dict[str, str]
    unreached: list[Input]


def gather_articles(
    inputs: Sequence[str | os.PathLike[str]],
    options: ReadOptions,
    spool: str,
    workers: Pool,
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
    spool : str
        The path or address of an empty directory for the texts, which all who work can reach.
    workers : Pool
        Who reads.
    steps : Steps
        Where progress is shown.
    keep_duplicates : bool
        Whether copies and repeats are articles of their own; the same id still stands for one article.
    """
    listed = _tell_apart([_make_absolute(_store_standard_input(one, spool)) for one in find_inputs(inputs)])
    size = max(1, min(_FILES_AT_A_TIME, len(listed) // (4 * workers.number)))
    batches = [listed[start : start + size] for start in range(0, len(listed), size)]
    results = workers.map(_read_batch, [_Task(batch, options, spool, keep_duplicates) for batch in batches])
    read = list(steps.follow("reading", results, len(batches)))
    _check_reached(one for result in read for one in result.unreached)
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


def _store_standard_input(one: Input, spool: str) -> Input:
    """Put standard input, which only this process can read, into a file."""
    if one.path != STANDARD_INPUT:
        return one
    path = f"{spool}/standard-input.jsonl"
    with open_file(path, "wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return replace(one, path=path)


def _make_absolute(one: Input) -> Input:
    """Let the path mean the same file to those who work elsewhere."""
    return replace(one, path=absolute(one.path), root=None if one.root is None else absolute(one.root))


def _tell_apart(inputs: Sequence[Input]) -> list[Input]:
    """Read each file once, and put as many folders before equal sources as it takes to make them differ."""
    once = {one.path if is_address(one.path) else os.path.realpath(one.path): one for one in reversed(inputs)}
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
    result = _Result([], [], [], {}, [])
    for article, place in write_articles(task.spool, _read(task, result)):
        row: dict[str, Any] = {name: getattr(article, name) for name in _COLUMNS}
        row |= {"words": len(article.body.split()), "characters": len(article.body)}
        derived = article.article_id == make_article_id(article.url, article.body)
        other_id = make_article_id(article.url, article.body, apart=True) if derived else None
        result.found.append(Found(row, place, sign(article, keep_duplicates=task.keep_duplicates), other_id))
    return result


def _read(task: _Task, result: _Result) -> Iterator[Article]:
    for one in task.inputs:
        result.unreached.extend([] if _can_read(one) else [one])
        for found in read_input(one, task.options):
            if isinstance(found, Article):
                yield found
            elif isinstance(found, Rejection):
                result.rejections.append(found)
            else:
                result.notes.append(found)
        if _is_file(one):
            with suppress(OSError):  # then it was rejected
                result.hashes[one.source] = hash_file(one.path)


def _is_file(one: Input) -> bool:
    """Tell whether it can be read more than once."""
    return is_address(one.path) or Path(one.path).is_file()


def _can_read(one: Input) -> bool:
    if not _is_file(one):
        return Path(one.path).exists()
    try:
        with open_file(one.path) as file:
            file.read(1)
    except OSError:
        return False
    return True


def _check_reached(inputs: Iterable[Input]) -> None:
    """Refuse to go on without inputs that are missing only where they were to be read."""
    for one in inputs:
        if not leads_outside(one) and _can_read(one):
            raise DataError(
                f"{print_address(one.path)} can be read here and not by a worker; nothing was written. "
                "Put inputs where every worker reaches them, with the credentials to read them"
            )


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


def rename_articles(read: Gathered, renamed: Mapping[str, str]) -> Gathered:
    """Give articles other ids."""
    if not renamed:
        return read

    def now(article_id: str | None) -> str | None:
        return None if article_id is None else renamed.get(article_id, article_id)

    anew = [
        ({**row, "article_id": now(row["article_id"]), "copy_of": now(row["copy_of"])}, place)
        for row, place in zip(read.articles, read.places, strict=True)
    ]
    anew.sort(key=lambda one: str(one[0]["article_id"]))
    return replace(
        read,
        articles=[row for row, _ in anew],
        places=[replace(place, article_id=row["article_id"]) for row, place in anew],
        rejections=[replace(one, repeats=now(one.repeats)) for one in read.rejections],
    )
