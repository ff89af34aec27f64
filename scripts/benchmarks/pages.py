"""Measure how well pages of HTML are read, with trafilatura alone beside it.

``python -m newstables.scripts.benchmarks.pages PAGES``

PAGES is a folder that holds pages (``*.html`` or ``*.html.gz``) and ``expected.json``, which maps each file to its
`url`, whether it is `english`, its `body`, `titles` (any is right), `dates` (any of the days), `authors` and `credits`
(neither required nor wrong). Bodies are compared as the article-extraction benchmark of Scrapinghub does: runs of four
words with counts, precision and recall averaged over pages, F1 of the two averages. Authors are sets, micro F1.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from newstables.scripts.read.encoding import UnreadableError
from newstables.scripts.read.html_page import read_html_page

_WORDS_IN_A_RUN = 4
Page = dict[str, Any]


def main(
    pages: Annotated[Path, typer.Argument(help="A folder with pages and expected.json.")],
    misses: Annotated[bool, typer.Option(help="List the pages that were not read right.")] = False,
) -> None:
    """Read the English pages in both ways, and print a table."""
    expected = json.loads((pages / "expected.json").read_text(encoding="utf-8"))
    shown = Table("read by", "pages", "body F1", "precision", "recall", "titles", "dates", "authors F1")
    for name, read in (("newstables", read_here), ("trafilatura", read_by_trafilatura)):
        scores = []
        for file, wanted in sorted(expected.items()):
            if not wanted["english"]:
                continue
            data = (pages / file).read_bytes()
            found = read(gzip.decompress(data) if file.endswith(".gz") else data)
            scores.append(compare(found, wanted))
            if misses and name == "newstables":
                for line in tell_misses(found, wanted, scores[-1]):
                    print(f"{file}: {line}")
        shown.add_row(name, str(len(scores)), *summarise(scores))
    Console(width=100).print(shown)


def read_here(data: bytes) -> Page:
    """Read a page as a build does, its address not given."""
    try:
        fields = read_html_page(data)
    except UnreadableError:
        return {"body": "", "title": None, "date": None, "authors": []}
    byline = fields["byline"]
    return {
        "body": fields["body"],
        "title": fields["title"],
        "date": str(fields["published"]),
        "authors": byline.split("; ") if byline else [],
    }


def read_by_trafilatura(data: bytes) -> Page:
    """Read a page by trafilatura alone, at its most precise."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(data, favor_precision=True, with_metadata=True)
    if not isinstance(found, Document):
        return {"body": "", "title": None, "date": None, "authors": []}
    return {
        "body": found.text or "",
        "title": found.title,
        "date": found.date,
        "authors": [name.strip() for name in (found.author or "").split(";") if name.strip()],
    }


def compare(found: Page, wanted: Page) -> dict[str, float]:
    """Compare what was read of a page with what stands on it."""
    here, there = _runs(found["body"]), _runs(wanted["body"])
    common = sum((here & there).values())
    authors = {_plain(name) for name in found["authors"]}
    right = {_plain(name) for name in wanted["authors"]}
    credited = {_plain(name) for name in wanted["credits"]}
    return {
        "precision": common / max(1, sum(here.values())) if here or there else 1.0,
        "recall": common / max(1, sum(there.values())) if there else 1.0,
        "title": float(_plain(found["title"] or "") in {_plain(title) for title in wanted["titles"]}),
        "date": float(found["date"] in wanted["dates"]),
        "authors found": len(authors & right),
        "authors given": len(authors - credited),
        "authors wanted": len(right),
    }


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(
        tuple(words[at : at + _WORDS_IN_A_RUN])
        for at in range(max(min(len(words), 1), len(words) - _WORDS_IN_A_RUN + 1))
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def summarise(scores: list[dict[str, float]]) -> list[str]:
    """Return body F1, its precision and recall, shares of right titles and dates, and F1 of authors, over pages."""
    total: Callable[[str], float] = lambda name: sum(score[name] for score in scores)  # noqa: E731
    precision, recall = total("precision") / len(scores), total("recall") / len(scores)
    body = 2 * precision * recall / max(1e-9, precision + recall)
    authors = 2 * total("authors found") / max(1, total("authors given") + total("authors wanted"))
    titles, dates = total("title") / len(scores), total("date") / len(scores)
    return [f"{value:.3f}" for value in (body, precision, recall, titles, dates, authors)]


def tell_misses(found: Page, wanted: Page, score: dict[str, float]) -> list[str]:
    """Return a line for each thing of a page that was not read right."""
    lines = [f"body precision {score['precision']:.2f} recall {score['recall']:.2f}"] * (
        min(score["precision"], score["recall"]) < 0.9
    )
    lines += [f"title {found['title']!r}, not {wanted['titles']}"] * (not score["title"])
    lines += [f"date {found['date']}, not {wanted['dates']}"] * (not score["date"])
    if not score["authors found"] == score["authors given"] == score["authors wanted"]:
        lines.append(f"authors {found['authors']}, not {wanted['authors']}")
    return lines


if __name__ == "__main__":
    typer.run(main)
