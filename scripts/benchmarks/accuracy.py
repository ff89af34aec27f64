"""Measure how right the tables are on annotated articles, learned from and kept aside, with intervals.

``python -m newstables.scripts.benchmarks.accuracy ANNOTATED --aside tests/kept_aside.txt``

ANNOTATED is a folder that holds ``score.py``, the measure, and ``dev/*.json``, the annotated articles. They are built
as any articles are; then F1 over slots is scored by table for the articles that rules may be learned from and for those
kept aside, with a 95 percent interval from a bootstrap over articles, and F1 over rows in which every slot is right.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from newstables.scripts.build import build

TABLES = ("people", "meetings", "agreements", "figures")
_FIELDS = ("article_id", "title", "published", "publisher", "dateline", "url", "text")
_ROUNDS = 1000  # of the bootstrap

Counts = dict[str, list[int]]  # table -> slots found, built, annotated; rows wholly right, built, annotated


def main(
    annotated: Annotated[Path, typer.Argument(help="A folder with score.py and dev/*.json.")],
    aside: Annotated[Path, typer.Option(help="Ids of the articles kept aside, one a line.")],
) -> None:
    """Build the annotated articles, score them, and print a table."""
    measure = _load(annotated / "score.py")
    measure.load_countries(annotated / "countries.json")
    articles: dict[str, dict[str, Any]] = {}
    for path in sorted((annotated / "dev").glob("*.json")):
        articles |= {a["article_id"]: a for a in measure.listed(json.loads(path.read_text(encoding="utf-8")))}
    kept = {line.strip() for line in aside.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "annotated.jsonl"
        lines = (json.dumps({field: a[field] for field in _FIELDS}) for a in articles.values())
        records.write_text("\n".join(lines), encoding="utf-8")
        build([records], Path(folder) / "tables", cache=False, keep_duplicates=True)
        tables = measure.load(Path(folder) / "tables")
    counts = {name: count(measure, tables, article) for name, article in articles.items()}
    shown = Table("table", "articles", "F1 over slots", "95 percent", "precision", "recall", "rows wholly right")
    for table in TABLES:
        for title, chosen in (
            ("learned from", [c for name, c in counts.items() if name not in kept]),
            ("kept aside", [c for name, c in counts.items() if name in kept]),
        ):
            low, high = interval(chosen, table)
            found, built, there, right, rows, wanted = _sum(chosen, table)
            cells = (f1(found, built, there), (low, high), found / max(1, built), found / max(1, there))
            strict = f"{f1(right, rows, wanted):.2f}"
            shown.add_row(
                table, f"{len(chosen)} {title}", f"{cells[0]:.3f}", f"{low:.2f} to {high:.2f}", f"{cells[2]:.2f}",
                f"{cells[3]:.2f}", strict,
            )  # fmt: skip
    Console().print(shown)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def count(measure: ModuleType, tables: Any, article: dict[str, Any]) -> Counts:
    """Count, for one article and each table, what was found."""
    built = dict(measure.built_rows(tables, article))
    counts: Counts = {}
    for table, gold in measure.gold_rows(article):
        pairs = measure.pair(table, article["text"], gold, built[table])[0]
        shared = {(i, j): measure.shared(gold[i]["slots"], built[table][j]["slots"]) for i, j in pairs}
        right = sum(n == len(gold[i]["slots"]) == len(built[table][j]["slots"]) for (i, j), n in shared.items())
        slots = [sum(len(row["slots"]) for row in rows) for rows in (built[table], gold)]
        counts[table] = [sum(shared.values()), *slots, right, len(built[table]), len(gold)]
    return counts


def _sum(counts: list[Counts], table: str) -> list[int]:
    return [sum(column) for column in zip(*(c[table] for c in counts), strict=True)]


def f1(found: int, built: int, there: int) -> float:
    """Return F1 of what was found, built and is there.

    Examples
    --------
    >>> f1(2, 4, 4)
    0.5
    """
    return 2 * found / (built + there) if built + there else 0.0


def interval(counts: list[Counts], table: str) -> tuple[float, float]:
    """Return the 95 percent interval of F1 over slots, from a bootstrap over articles (percentiles; Efron 1979)."""
    draw = random.Random(1)
    scores = sorted(f1(*_sum(draw.choices(counts, k=len(counts)), table)[:3]) for _ in range(_ROUNDS))
    return scores[int(0.025 * _ROUNDS)], scores[int(0.975 * _ROUNDS)]


if __name__ == "__main__":
    typer.run(main)
