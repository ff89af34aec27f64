"""Build the tables: read, extract, link, validate, write."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import platformdirs

from newstables.errors import DataError, UsageError
from newstables.schemas import TABLES, Failure, check_table
from newstables.scripts.addresses import absolute, is_address, is_there
from newstables.scripts.cache import hash_extraction
from newstables.scripts.cluster import Cluster
from newstables.scripts.correct import read_corrections
from newstables.scripts.correcting import correct_linked
from newstables.scripts.exchange import Exchange, count_shelves
from newstables.scripts.extract.pipeline import DEFAULT_PIPELINE, hash_pipeline
from newstables.scripts.extracting import Extracted, Method, extract_articles
from newstables.scripts.gathering import Gathered, gather_articles, rename_articles
from newstables.scripts.link import link_rows
from newstables.scripts.manifest import check_replaceable, hash_file, write_manifest
from newstables.scripts.onto import Former, list_taken_back, read_former
from newstables.scripts.output import replace_directory
from newstables.scripts.parquet import sort_table, write_parts, write_table, write_texts
from newstables.scripts.progress import Steps
from newstables.scripts.read import Note, ReadOptions, Rejection
from newstables.scripts.read.inputs import STANDARD_INPUT
from newstables.scripts.remote_output import replace_address
from newstables.scripts.spool import read_articles
from newstables.scripts.summary import Summary
from newstables.scripts.validating import validate_shelves
from newstables.scripts.workers import Workers, count_cores
from newstables.transfer import print_address

CACHE_VARIABLE = "NEWSTABLES_CACHE"


class NothingReadError(DataError):
    """No input gave an article; `rejections` says why."""

    def __init__(self, rejections: Sequence[Rejection]) -> None:
        super().__init__("no article could be read; nothing was written")
        self.rejections = rejections


class NotValidError(DataError):
    """The tables break the contract; `failures` says where."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(f"the tables break the contract in {len(failures):,} places; nothing was written")
        self.failures = failures


def build(
    inputs: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    options: ReadOptions | None = None,
    keep_duplicates: bool = False,
    workers: int | None = None,
    cache: str | os.PathLike[str] | bool = True,
    nlp: str = DEFAULT_PIPELINE,
    onto: str | os.PathLike[str] | None = None,
    corrections: Sequence[str | os.PathLike[str]] = (),
    cluster: str | None = None,
) -> Summary:
    """Read articles and write the eleven tables.

    Beside them stand `redirects` and `corrections`, and `texts`, `rejected` and ``build.json``, which stay at home.

    The result depends on the articles and options alone, byte for byte: not on the number of workers, the order of the
    inputs, or what was in the cache. The directory is whole or not there: it is made beside its place, validated, and
    put there at the end; until then an earlier build stays where it is.

    Parameters
    ----------
    inputs : sequence of path
        Files, folders, addresses that fsspec knows (``s3://bucket/archive/*.jsonl.gz``), or ``-`` for JSON Lines on
        standard input. None: the articles that come with the package.
    out : path
        The directory to write, or its address.
    options : ReadOptions, optional
        What fills in for what the inputs do not say.
    keep_duplicates : bool
        Whether copies and repeats are articles of their own.
    workers : int, optional
        How many processes; as many as there are cores where not given. Where it is more than one, a script that calls
        this needs ``if __name__ == "__main__":``, since processes start by importing it.
    cache : path or bool
        Where rows are kept by article, so that only new articles are extracted; False: nowhere. True: in the directory
        that the environment variable ``NEWSTABLES_CACHE`` names, else where the platform keeps such things. For a
        cluster: a folder or an address that all workers share.
    nlp : str
        An installed spaCy pipeline for English.
    onto : str or path, optional
        A release, or a build, whose ids rows keep, and whose redirects are kept; whom it suppresses stays out.
    corrections : sequence of path
        Files of corrections, in any order. Where no inputs are given, those that come with the package too.
    cluster : str, optional
        The address of a Dask scheduler (``tcp://scheduler:8786``) whose workers do the work, or ``local`` for a cluster
        of processes on this machine. They must reach the inputs, `out` (working files lie beside it) and the cache.

    Returns
    -------
    Summary
        What was read, rejected and written.

    Raises
    ------
    NothingReadError
        Where no input gave an article.
    NotValidError
        Where the tables break the contract.
    newstables.NewstablesError
        For whatever else keeps the build from its end, in one line.
    """
    _check_inputs(inputs)
    method = Method(nlp, f"{hash_extraction()} {hash_pipeline(nlp)}")
    options = options or ReadOptions()
    former = None if onto is None else read_former(onto)
    files_of_corrections = [Path(path) for path in corrections] + ([] if inputs else _packaged_corrections())
    lines = read_corrections(files_of_corrections)
    with (
        _replace(out, shared=cluster is not None) as (new, spool),
        Cluster(cluster, workers) if cluster else Workers(workers or count_cores()) as pool,
        Steps() as steps,
    ):
        read = gather_articles(
            inputs or [_packaged_articles()], options, spool, pool, steps, keep_duplicates=keep_duplicates
        )
        if not read.articles:
            raise NothingReadError(read.rejections)
        extracted = extract_articles(spool, read.originals, method, _find_cache(cache), pool, steps)
        articles = sort_table("articles", read.articles)
        exchange = Exchange(spool, pool, steps, count_shelves(len(articles)))
        linked = link_rows(articles, extracted.batches, exchange)
        write_texts(read_articles(spool, read.places), new / "texts.parquet")
        corrected, linked = correct_linked(articles, linked, new / "texts.parquet", lines, former, exchange)
        read = rename_articles(read, corrected.articles)
        if corrected.articles:
            write_texts(read_articles(spool, read.places), new / "texts.parquet")
        validated = validate_shelves(corrected.tables["articles"], linked, read.places, exchange)
        kept = {
            "redirects": corrected.redirects,
            "corrections": corrected.corrections,
            "rejected": sort_table("rejected", [asdict(one) for one in read.rejections]),
        }
        failures = validated.failures + [one for name, frame in kept.items() for one in check_table(name, frame)]
        if failures:
            raise NotValidError(failures)
        steps.announce("writing")
        for name in TABLES:
            write_parts(name, validated.read(name), new / f"{name}.parquet")
        for name, frame in kept.items():
            write_table(name, frame, new / f"{name}.parquet")
        told = _describe(read, extracted, options, validated.counts, nlp, keep_duplicates) | {
            "onto": None if former is None else former.hashes,
            "corrections": {
                "files": sorted(hash_file(path) for path in files_of_corrections),
                **dict(sorted(Counter(corrected.corrections["status"]).items())),
            },
        }
        write_manifest(new, told)
    return Summary(
        str(out),
        validated.counts,
        copies=len(read.places) - len(read.originals),
        kept=extracted.kept,
        rejections=read.rejections,
        notes=[*read.notes, *([] if former is None else _note_taken_back(str(onto), former, kept["corrections"]))],
        failures=extracted.failures,
        corrections=Counter(corrected.corrections["status"]),
        failed_corrections=[f"{line.place}: {told}" for line, told in corrected.failed],
    )


def _note_taken_back(onto: str, former: Former, corrections: pd.DataFrame) -> Iterator[Note]:
    number = len(list_taken_back(former, corrections))
    if number:
        told = (
            "1 correction that was made there is" if number == 1 else f"{number:,} corrections that were made there are"
        )
        yield Note(print_address(onto), f"{told} not made here: give each build all files of corrections")


def _packaged_articles() -> Path:
    return Path(str(files("newstables") / "articles"))


def _packaged_corrections() -> list[Path]:
    return sorted(Path(str(files("newstables") / "corrections")).glob("*.csv"))


def _check_inputs(inputs: Sequence[str | os.PathLike[str]]) -> None:
    missing = []
    for one in inputs:
        try:
            there = str(one) == STANDARD_INPUT or is_there(absolute(one))
        except OSError as error:
            raise UsageError(f"{print_address(str(one))} cannot be read: {error}") from error
        missing += [one] if not there else []
    if inputs and len(missing) == len(inputs):
        raise UsageError(f"there is no {print_address(str(missing[0]))}")


@contextmanager
def _replace(out: str | os.PathLike[str], *, shared: bool) -> Iterator[tuple[Path, str]]:
    """Yield the directory to fill and a place for working files, which where they are shared is beside the output."""
    target = absolute(out)
    if not is_address(target):
        with replace_directory(Path(target), check_replaceable) as (new, scratch):
            yield new, str(scratch)
        return
    with replace_address(target, check_replaceable) as (new, there):
        if shared:
            yield new, there
        else:
            with TemporaryDirectory(prefix="newstables-") as here:
                yield new, here


def _find_cache(cache: str | os.PathLike[str] | bool) -> str | None:
    if cache is False:
        return None
    if cache is True:
        cache = os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_path("newstables") / "extracted"
    return absolute(cache)


def _describe(
    read: Gathered,
    extracted: Extracted,
    options: ReadOptions,
    counts: Mapping[str, int],
    nlp: str,
    keep_duplicates: bool,
) -> dict[str, object]:
    return {
        "options": {**asdict(options), "keep_duplicates": keep_duplicates},
        "method": {"extraction": hash_extraction(), "pipeline": {"name": nlp, "sha256": hash_pipeline(nlp)}},
        "counts": {
            **counts,
            "copies": len(read.places) - len(read.originals),
            "failed": len(extracted.failures),
            "rejected": dict(sorted(Counter(rejection.reason for rejection in read.rejections).items())),
        },
        "inputs": read.hashes,
    }
