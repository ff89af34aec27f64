"""Write the pages on which a person checks every row."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import jinja2

from newstables.errors import UsageError
from newstables.schemas import GROUNDED
from newstables.scripts.correct.draft import REPORTS
from newstables.scripts.correct.reading import COLUMNS
from newstables.scripts.manifest import read_manifest
from newstables.scripts.output import replace_directory
from newstables.scripts.review.articles import describe_article, index_article
from newstables.scripts.review.concerns import CONCERNS, ROW_WEIGHT
from newstables.scripts.review.contract import describe_tables, list_causes
from newstables.scripts.review.data_script import write_data
from newstables.scripts.review.joined import describe_joined
from newstables.scripts.review.near_misses import find_near_misses
from newstables.scripts.review.rows import Rows
from newstables.scripts.review.sampling import SEED, draw_sample, name_sample

MANIFEST = "review.json"
_WRITTEN = frozenset(("index.html", "assets", "data", "sample.csv", MANIFEST))
SCRIPTS = (
    "start.js",
    "elements.js",
    "decisions.js",
    "corrections.js",
    "cells.js",
    "text.js",
    "cards.js",
    "article.js",
    "adding.js",
    "overview.js",
    "joined.js",
    "sample.js",
    "keys.js",
    "main.js",
)
"""The scripts of the pages, in the order in which they are loaded."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was written: the directory, how many articles and rows, joined rows and near misses, and rows drawn."""

    out: Path
    articles: int
    rows: int
    joined: int
    near: int
    drawn: Mapping[str, int]
    seed: str


def review(
    build: str | os.PathLike[str], out: str | os.PathLike[str], *, sample: int | None = None, seed: str = SEED
) -> Review:
    """Write pages that show each article with its evidence marked, and each row beside it.

    The pages open from disk, in any browser: ``index.html`` with its data beside it, no server, nothing fetched from
    anywhere. What a reader decides is kept in their browser, under the hash of the build, and leaves it as a
    corrections file. The pages hold the texts of the articles: they are for the desk, not for the public. The
    directory is whole or not there; an earlier review there is replaced.

    Parameters
    ----------
    build : path
        A directory that `newstables build` wrote.
    out : path
        The directory to write.
    sample : int, optional
        Draw so many rows at random, see `newstables.scripts.review.sampling.draw_sample`; they get a list of their own.
    seed : str
        Another seed draws other rows.

    Returns
    -------
    Review
        What was written.

    Raises
    ------
    newstables.UsageError
        Where the build holds no texts, or the directory something else than a review.
    newstables.DataError
        Where a file of the build is missing or damaged.
    """
    source = Path(build).expanduser()
    if not source.is_dir():
        raise UsageError(f"{source} is {'not a directory' if source.exists() else 'not there'}")
    if not seed.isprintable() or len(seed.split()) != 1 or " " in seed:
        raise UsageError(f"the seed {seed!r} is not one word")
    manifest = read_manifest(source)
    rows = Rows(source)
    misses = find_near_misses(rows)
    near = frozenset((miss.table, row_id) for miss in misses for row_id in (miss.one, miss.other))
    places = {article: f"articles/{number:06}" for number, article in enumerate(rows.articles)}
    drawn = draw_sample({table: rows.by_id[table] for table in GROUNDED}, sample or 0, seed)
    joined = {
        table: describe_joined(table, rows, (miss for miss in misses if miss.table == table), places)
        for table in REPORTS
    }
    about = {
        "name": source.resolve().name,
        "hash": hash_build(manifest),
        "columns": list(COLUMNS),
        "tables": describe_tables(),
        "causes": list_causes(),
        "concerns": {name: {"weight": weight, "told": told} for name, (weight, told) in CONCERNS.items()},
        "rowWeight": ROW_WEIGHT,
        "sample": {
            "size": sum(map(len, drawn.values())),
            "seed": seed,
            "rows": {table: ids for table, ids in drawn.items() if ids},
            "cells": {row_id: rows.by_id[table][row_id].cells for table, ids in drawn.items() for row_id in ids},
            "names": {table: name_sample(seed, len(ids)) for table, ids in drawn.items() if ids},
        },
    }
    with replace_directory(Path(out), _check_replaceable) as (new, _):
        data = new / "data"
        write_data(data, "about", about)
        write_data(
            data, "index", [index_article(article, rows, near) | {"file": places[article]} for article in places]
        )
        for article, place in places.items():
            write_data(data, place, describe_article(article, rows, near))
        for table, described in joined.items():
            write_data(data, f"joined/{table}", described)
        _write_sample(new / "sample.csv", drawn)
        with as_file(files("newstables.scripts.review") / "assets") as assets:
            shutil.copytree(assets, new / "assets", copy_function=shutil.copyfile)
        (new / "index.html").write_text(_render(about), encoding="utf-8")
        (new / MANIFEST).write_text(
            json.dumps({"format": 1, "build": about["hash"], "seed": seed}, indent=1) + "\n", encoding="utf-8"
        )
    return Review(
        Path(out),
        articles=len(places),
        rows=sum(map(len, rows.by_id.values())),
        joined=sum(len(described["joined"]) for described in joined.values()),
        near=len(misses),
        drawn={table: len(ids) for table, ids in drawn.items() if ids},
        seed=seed,
    )


def hash_build(manifest: Mapping[str, object]) -> str:
    """Return the hash under which decisions on a build are kept: that of the hashes of its tables."""
    return hashlib.sha256(json.dumps(manifest["outputs"], sort_keys=True).encode()).hexdigest()[:16]


def _render(about: Mapping[str, object]) -> str:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("newstables.scripts.review", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("index.html").render(about=about, scripts=SCRIPTS)


def _write_sample(path: Path, drawn: Mapping[str, list[str]]) -> None:
    if not any(drawn.values()):
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "row_id"))
        writer.writerows((table, row_id) for table, ids in drawn.items() for row_id in ids)


def _check_replaceable(directory: Path) -> None:
    if not (directory / MANIFEST).is_file():
        raise UsageError(f"{directory} is not empty and not a review, so it is not replaced; choose another --out")
    foreign = sorted(path.name for path in directory.iterdir() if path.name not in _WRITTEN)
    if foreign:
        raise UsageError(f"{directory} holds {foreign[0]}, which no review wrote; move it away or choose another --out")
