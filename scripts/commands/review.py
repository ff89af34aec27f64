"""``newstables review``: pages on which a person checks every row, and the files that come out of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newstables.errors import DataError, UsageError


def review(
    paths: Annotated[list[Path], typer.Argument(metavar="BUILD", help="A build; with --merge, the corrections files.")],
    out: Annotated[Path, typer.Option(help="Directory to write; with --merge, the corrections file.")],
    sample: Annotated[int | None, typer.Option(min=1, help="Draw so many rows at random, table by table.")] = None,
    seed: Annotated[str, typer.Option(help="Draw other rows.")] = "newstables",
    merge: Annotated[bool, typer.Option("--merge", help="Merge reviewers' corrections files into one.")] = False,
) -> None:
    """Write pages that show each article with its evidence marked, and each row beside it."""
    try:
        from newstables.scripts.review.pages import review as run
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which reviewing needs: pip install 'newstables[build]'"
        ) from error

    if merge:
        if sample is not None:
            raise UsageError("--merge and --sample do not go together")
        _merge(paths, out)
        return
    if len(paths) != 1:
        raise UsageError("review takes one build (or --merge and corrections files)")
    written = run(paths[0], out, sample=sample, seed=seed)
    told = f"{_count(written.articles, 'article')}, {_count(written.rows, 'row')} to check"
    print(f"{told}; {written.joined:,} joined from several articles, {written.near:,} pairs that may be one")
    if written.drawn:
        drawn = ", ".join(f"{number} {table}" for table, number in written.drawn.items())
        print(f"drawn at random, with the seed {written.seed}: {drawn}")
    print(f"\nOpen {written.out / 'index.html'} in a browser. It holds the texts of the articles.")


def _merge(files: list[Path], out: Path) -> None:
    from newstables.scripts.review.merging import merge_corrections

    merged = merge_corrections(files, out)
    for contradiction in merged.contradictions:
        print(contradiction)
    if merged.contradictions:
        left_out = _count(len(merged.contradictions), "row")
        print(f"\n{_count(len(merged.lines), 'line')} written to {out}", file=sys.stderr)
        raise DataError(f"reviewers contradict each other about {left_out}; what they say of these was left out")
    print(f"{_count(len(merged.lines), 'line')} written to {out}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
