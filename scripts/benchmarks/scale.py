"""Measure how builds and linking grow with the number of articles.

``python -m newstables.scripts.benchmarks.scale builds CORPUS --articles 2500 --articles 10000`` builds so many articles
without cache, with 1 and with 2 workers, and prints articles a second, the peak of memory of a process, and the share
of time that linking and validating take. ``... linking CORPUS --articles 100000`` links rows of so many articles alone,
in one process. Where a corpus has fewer articles, its articles come again, under other ids and on later days: see
`repeat_articles` and `repeat_rows`.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import pyarrow
import typer
from rich.console import Console
from rich.table import Table

from newstables.errors import DataError
from newstables.scripts.benchmarks.speed import prepare, watch_memory
from newstables.scripts.cache import hash_extraction
from newstables.scripts.exchange import Exchange, count_shelves, read_shelf, write_pieces
from newstables.scripts.extract.pipeline import DEFAULT_PIPELINE, hash_pipeline
from newstables.scripts.extracting import Method, extract_articles
from newstables.scripts.gathering import gather_articles
from newstables.scripts.link import link_rows
from newstables.scripts.parquet import sort_table
from newstables.scripts.progress import Steps
from newstables.scripts.read import ReadOptions
from newstables.scripts.spool import Place
from newstables.scripts.workers import Workers

app = typer.Typer(add_completion=False, help=__doc__)

_LATER = 31  # days from one round of a corpus to the next: more than those within which reports are taken for one
_BUILD = """
import json, resource, sys, time
import newstables.scripts.build as module

def timed(name):
    function = getattr(module, name)
    def call(*given):
        started = time.perf_counter()
        try:
            return function(*given)
        finally:
            spent[name] = time.perf_counter() - started
    setattr(module, name, call)

if __name__ == "__main__":
    spent = {}
    timed("link_rows")
    timed("validate_shelves")
    started = time.perf_counter()
    records, out, workers = sys.argv[1:]
    module.build([records], out, keep_duplicates=True, workers=int(workers), cache=False)
    spent["whole"] = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent["cpu"] = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps(spent))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds by what was done, and the peak of memory of any process in MB."""

    seconds: Mapping[str, float]
    peak: float | None


@app.command()
def builds(
    corpus: Annotated[Path, typer.Argument(help="Articles, as build reads them.")],
    articles: Annotated[list[int], typer.Option(help="How many; may be given several times.")],
    workers: Annotated[list[int] | None, typer.Option(help="With how many workers; 1 and 2 where not given.")] = None,
) -> None:
    """Build, without cache."""
    drawn = _open_table("articles", "workers", "seconds", "articles/s", "CPU s", "articles/CPU s", "peak MB", "linking",
                        "validating")  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        script = place / "measured.py"
        script.write_text(_BUILD, encoding="utf-8")
        read, _ = prepare(corpus, place, None)
        for number, several in itertools.product(articles, workers or [1, 2]):
            repeat_articles(pd.read_parquet(read), number).to_parquet(place / "repeated.parquet")
            run = _run([str(script), str(place / "repeated.parquet"), str(place / "out"), str(several)])
            spent = run.seconds
            drawn.add_row(
                f"{number:,}", str(several), f"{spent['whole']:.0f}", f"{number / spent['whole']:.1f}",
                f"{spent['cpu']:.0f}", f"{number / spent['cpu']:.1f}", _tell(run.peak),
                f"{spent['link_rows'] / spent['whole']:.1%}", f"{spent['validate_shelves'] / spent['whole']:.1%}",
            )  # fmt: skip
    Console().print(drawn)


@app.command()
def linking(
    corpus: Annotated[Path, typer.Argument(help="Articles, as build reads them.")],
    articles: Annotated[list[int], typer.Option(help="How many; may be given several times.")],
    cache: Annotated[str | None, typer.Option(help="Where rows of the corpus are kept.")] = None,
) -> None:
    """Link rows of so many articles, in one process."""
    drawn = _open_table("articles", "people rows", "reports", "seconds", "articles/s", "CPU s", "articles/CPU s",
                        "peak MB")  # fmt: skip
    for number in articles:
        run = _run(["-m", "newstables.scripts.benchmarks.scale", "link-once", str(corpus), str(number),
                    *(["--cache", cache] if cache else [])])  # fmt: skip
        spent = run.seconds
        drawn.add_row(
            f"{number:,}", f"{spent['people']:,.0f}", f"{spent['reports']:,.0f}", f"{spent['linking']:.0f}",
            f"{number / spent['linking']:.0f}", f"{spent['cpu']:.0f}", f"{number / spent['cpu']:.0f}", _tell(run.peak),
        )  # fmt: skip
    Console().print(drawn)


@app.command(hidden=True)
def link_once(corpus: Path, number: int, cache: str | None = None) -> None:
    """Link once; print what it took as JSON."""
    with tempfile.TemporaryDirectory() as spool, Workers(1) as pool:
        steps = Steps(shown=False)
        articles, batches, counts = repeat_rows(corpus, number, cache, Exchange(spool, pool, steps, 1))
        started, used = time.perf_counter(), time.process_time()
        link_rows(articles, batches, Exchange(spool, pool, steps, count_shelves(number)))
        spent = {"linking": time.perf_counter() - started, "cpu": time.process_time() - used}
    reports = counts["meetings"] + counts["agreements"]
    print(json.dumps({**spent, "people": counts["people"], "reports": reports}))


def repeat_articles(articles: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return so many articles: those given, then again under other ids and on later days, round by round."""
    rounds = -(-number // len(articles))
    days = pd.to_datetime(articles["published"])
    parts = [
        articles.assign(
            article_id=articles["article_id"] + f".{turn:04}",
            published=(days + pd.Timedelta(days=_LATER * turn)).dt.strftime("%Y-%m-%d"),
        )
        for turn in range(rounds)
    ]
    return pd.concat(parts, ignore_index=True).head(number)


def repeat_rows(
    corpus: Path, number: int, cache: str | None, exchange: Exchange
) -> tuple[pd.DataFrame, list[tuple[Place, int]], Counter[str]]:
    """Lay the rows of so many articles, which have the names and events of a corpus as frequently as it has them.

    In each round through the corpus, people whom several of its articles name are the same, those whom one names are
    others: their names are put together anew from the given and the family names of such people. All days are later.

    Returns
    -------
    pandas.DataFrame
        The table of articles.
    list of tuple of Place and int
        Where their rows lie.
    Counter of str
        Rows by table.
    """
    read = gather_articles([corpus], ReadOptions(), exchange.spool, exchange.pool, exchange.steps, keep_duplicates=True)
    method = Method(DEFAULT_PIPELINE, f"{hash_extraction()} {hash_pipeline(DEFAULT_PIPELINE)}")
    extracted = extract_articles(exchange.spool, read.originals, method, cache, exchange.pool, exchange.steps)
    table = sort_table("articles", read.articles)
    batches = [next(read_shelf(exchange.spool, [place])) for place, _ in extracted.batches]
    sizes = [size for _, size in extracted.batches]
    frequent = Counter(name for batch in batches if "people" in batch for name in batch["people"]["name"].to_pylist())
    once = [name.split() for name, articles in sorted(frequent.items()) if articles == 1 and " " in name]
    chance = random.Random(0)
    laid, tables, counts = [], [], Counter[str]()
    for turn in range(-(-number // len(table))):
        at = 0
        for batch, size in zip(batches, sizes, strict=True):
            ids = table["article_id"].iloc[at : min(at + size, number - turn * len(table))].tolist()
            at += size
            if not ids:
                break
            rows = {name: _later(some, turn, set(ids)) for name, some in batch.items()}
            if turn and "people" in rows:
                _rename(rows, frequent, once, chance)
            counts.update({name: len(some) for name, some in rows.items()})
            packed = {name: pyarrow.Table.from_pylist(some, schema=batch[name].schema) for name, some in rows.items()}
            laid.append((write_pieces(exchange.spool, {0: packed})[0], len(ids)))
        later = table["published"] + pd.Timedelta(days=_LATER * turn)
        updated = table["updated"] + pd.Timedelta(days=_LATER * turn)
        tables.append(
            table.assign(article_id=table["article_id"] + f".{turn:04}", published=later, updated=updated).head(
                number - turn * len(table)
            )
        )
    return pd.concat(tables, ignore_index=True), laid, counts


def _later(rows: pyarrow.Table, turn: int, ids: set[str]) -> list[dict[str, Any]]:
    """Return rows of articles under other ids and on later days."""
    told = []
    for row in rows.to_pylist():
        if row["article_id"] not in ids:
            continue
        for column in ("row", "of", "person"):
            if row.get(column):
                article, _, local = row[column].rpartition("/")
                row[column] = f"{article}.{turn:04}/{local}"
        row["article_id"] += f".{turn:04}"
        for column in ("date", "date_end"):
            if row.get(column):
                row[column] = (date.fromisoformat(row[column]) + timedelta(days=_LATER * turn)).isoformat()
        told.append(row)
    return told


def _rename(
    rows: dict[str, list[dict[str, Any]]], frequent: Counter[str], once: list[list[str]], chance: random.Random
) -> None:
    """Give people whom one article of the corpus names the name of somebody else."""
    names = {}
    for row in rows["people"]:
        if frequent[row["name"]] == 1 and " " in row["name"]:
            names[row["row"]] = " ".join([*chance.choice(once)[:-1], chance.choice(once)[-1]])
            row["name"], row["forms"] = names[row["row"]], None
    for name in ("participants", "parties"):
        for row in rows.get(name, ()):
            row["name"] = names.get(row["person"], row["name"])


def _run(command: list[str]) -> Run:
    with (
        subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        ) as process,
        watch_memory(process.pid) as peaks,
    ):
        out, complaint = process.communicate()
    if process.returncode:
        raise DataError(complaint.strip())
    return Run(json.loads(out.strip().splitlines()[-1]), max(peaks.values(), default=None))


def _open_table(*columns: str) -> Table:
    drawn = Table()
    for column in columns:
        drawn.add_column(column, justify="right")
    return drawn


def _tell(peak: float | None) -> str:
    return "-" if peak is None else f"{peak:.0f}"


if __name__ == "__main__":
    app()
