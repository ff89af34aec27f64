"""Measure how fast whole builds are, next to a bare pass of the same spaCy pipeline over the same texts.

``python -m newstables.scripts.benchmarks.speed CORPUS [--articles N] [--rounds N]`` builds a file of records without
cache, with one worker and with as many as there are cores, each in a process of its own, and prints articles a second
and the peak of memory. The bare pass is all components of the pipeline as it ships, ``nlp.pipe(batch_size=32)``, in one
process and one thread. All are measured in turn, round by round; medians are printed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from newstables.errors import DataError
from newstables.scripts.extract.pipeline import DEFAULT_PIPELINE
from newstables.scripts.read import Article, ReadOptions, find_inputs, read_input
from newstables.scripts.workers import count_cores

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_BARE_PASS = """
import sys, time
import pandas, spacy
texts = pandas.read_parquet(sys.argv[1])["text"].tolist()
nlp = spacy.load(sys.argv[2])
started = time.perf_counter()
for _ in nlp.pipe(texts, batch_size=32):
    pass
print(time.perf_counter() - started)
"""


@dataclass
class Measured:
    """Seconds of each round, and the peak of memory of any process, in MB (None where the platform does not tell)."""

    seconds: list[float] = field(default_factory=list)
    peak: float | None = None


def main(
    corpus: Annotated[Path, typer.Argument(help="Articles, as build reads them.")],
    articles: Annotated[int | None, typer.Option(help="Take only so many.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        records, number = prepare(corpus, place, articles)
        cores = count_cores()
        ways = {"bare pass": [sys.executable, "-c", _BARE_PASS, str(records), DEFAULT_PIPELINE]}
        for workers in sorted({1, cores}):
            command = [sys.executable, "-m", "newstables.scripts.cli", "build", str(records), "--keep-duplicates"]
            ways[f"build, {workers} worker{'s' * (workers > 1)}"] = [
                *command, "--no-cache", "--workers", str(workers), "--out", str(place / f"out-{workers}"),
            ]  # fmt: skip
        measured = {way: Measured() for way in ways}
        for _ in range(rounds):
            for way, command in ways.items():
                measure(command, measured[way])
        Console().print(draw(measured, number, cores))


def prepare(corpus: Path, place: Path, articles: int | None) -> tuple[Path, int]:
    """Write the articles of a corpus to one Parquet file of records; return it and their number."""
    found = (one for given in find_inputs([corpus]) for one in read_input(given, ReadOptions()))
    read = list(islice((one for one in found if isinstance(one, Article)), articles))
    if not read:
        raise DataError(f"no article could be read in {corpus}")
    columns = ("article_id", "title", "published", "publisher", "dateline")
    records = [{name: getattr(article, name) for name in columns} | {"text": article.body} for article in read]
    pd.DataFrame(records).to_parquet(place / "records.parquet")
    return place / "records.parquet", len(read)


def measure(command: list[str], measured: Measured) -> None:
    """Run a command; note its seconds, those it prints or those it took, and the memory of its processes."""
    started = time.perf_counter()
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | _ONE_THREAD
        ) as process,
        watch_memory(process.pid) as peaks,
    ):
        out, complaint = process.communicate()
    taken = time.perf_counter() - started
    if process.returncode:
        raise DataError(complaint.strip())
    measured.seconds.append(float(out) if "-c" in command else taken)
    if peaks:
        measured.peak = max(measured.peak or 0.0, *peaks.values())


@contextmanager
def watch_memory(root: int) -> Iterator[dict[int, float]]:
    """Note the peak of memory in MB of a process and all below it, as long as the block runs (on Linux)."""
    peaks: dict[int, float] = {}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            for process in family(root):
                status = read_status(process)
                if "VmHWM" in status:
                    peaks[process] = int(status["VmHWM"].split()[0]) / 1024

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()


def family(root: int) -> list[int]:
    """Return a process and all below it."""
    children = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*"):
        status = read_status(int(path.name))
        if "PPid" in status:
            children[int(status["PPid"])].append(int(path.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def read_status(process: int) -> dict[str, str]:
    """Return what the kernel tells of a process; nothing where it has ended, or where there is no /proc."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return {}
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def draw(measured: dict[str, Measured], articles: int, cores: int) -> Table:
    """Draw the medians, and the ratios that matter."""
    medians = {way: statistics.median(each.seconds) for way, each in measured.items()}
    bare, one, *several = medians.values()
    drawn = Table(title=f"{articles:,} articles, {cores} cores, median of {len(next(iter(measured.values())).seconds)}")
    for column in ("", "seconds", "articles/s", "peak MB", "ratio"):
        drawn.add_column(column, justify="left" if not column else "right")
    ratios = [
        "",
        f"{bare / one:.2f} x bare pass",
        *(f"{one / seconds:.2f} x one worker" for seconds in several),
    ]
    for (way, seconds), ratio in zip(medians.items(), ratios, strict=True):
        peak = measured[way].peak
        drawn.add_row(way, f"{seconds:.1f}", f"{articles / seconds:.1f}", "-" if peak is None else f"{peak:.0f}", ratio)
    return drawn


if __name__ == "__main__":
    typer.run(main)
