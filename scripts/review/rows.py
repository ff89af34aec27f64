"""The rows of a build as pages show them: plain values, the articles they come from, and the places they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from newstables.errors import UsageError
from newstables.folding import fold
from newstables.loading import load
from newstables.schemas import GROUNDED, TABLES, key
from newstables.scripts.correct.draft import PARENTS, REPORTS
from newstables.scripts.review.contract import correctable

Cells = dict[str, Any]
Place = tuple[str, int, int, str | None, str]  # part, start, end, column, rule


@dataclass(slots=True)
class Row:
    """One row of a table with evidence.

    `cells` are what a person can correct; `told` what else a page shows; `reports` what each article alone says of it;
    `places` where it stands, by article.
    """

    table: str
    row_id: str
    cells: Cells
    told: Cells
    parent: str | None
    checked: bool
    reports: dict[str, Cells] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)


class Rows:
    """All rows of a build.

    Parameters
    ----------
    build : pathlib.Path
        A directory that `newstables build` wrote.

    Raises
    ------
    newstables.UsageError
        Where it holds no texts, as a release does not.
    newstables.DataError
        Where a file is missing or damaged.
    """

    def __init__(self, build: Path) -> None:
        if (build / "articles.parquet").is_file() and not (build / "texts.parquet").is_file():
            raise UsageError(
                f"{build} holds no texts, which only a build does: name the build that a release came from"
            )
        self.build = build
        self.tables: dict[str, pd.DataFrame] = {name: load(name, source=build) for name in TABLES}

    @cached_property
    def articles(self) -> dict[str, Cells]:
        """The articles by id, in the order of ids."""
        return {row["article_id"]: row for row in plain(self.tables["articles"])}

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """The texts: by article, and part."""
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        frame = load("texts", source=self.build)
        for article, part, text in zip(frame["article_id"], frame["part"], frame["text"], strict=True):
            texts[article][part] = text
        return dict(texts)

    @cached_property
    def by_id(self) -> dict[str, dict[str, Row]]:
        """The rows: by table, and id, in the order of ids."""
        checked = self._checked_before()
        rows: dict[str, dict[str, Row]] = {}
        for table in GROUNDED:
            row_key, wanted = key(table)[0], set(correctable(table))
            parent_key = key(PARENTS[table])[0] if table in PARENTS else None
            rows[table] = {
                cells[row_key]: Row(
                    table,
                    cells[row_key],
                    {k: v for k, v in cells.items() if k in wanted},
                    {k: v for k, v in cells.items() if k not in wanted and k not in (row_key, parent_key, "review")},
                    cells[parent_key] if parent_key else None,
                    cells.get("review", "unchecked") != "unchecked" or (table, cells[row_key]) in checked,
                )
                for cells in plain(self.tables[table])
            }
        for table, reports in REPORTS.items():
            row_key, wanted = key(table)[0], set(correctable(reports))
            for cells in plain(self.tables[reports]):
                said = {k: v for k, v in cells.items() if k in wanted}
                rows[table][cells[row_key]].reports[cells["article_id"]] = said
        for place in plain(self.tables["evidence"]):
            row = rows[place["table"]].get(place["row_id"])
            if row is not None:
                row.places.setdefault(place["article_id"], []).append(
                    (place["part"], place["start"], place["end"], place.get("column"), place["rule"])
                )
        return rows

    @cached_property
    def members(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By meeting or agreement: its members (people by id, others by folded name), and their countries."""
        found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for table in PARENTS:
            for row in self.by_id[table].values():
                members, countries = found[row.parent or ""]
                members.add(row.told.get("person_id") or fold(row.cells["name"]))
                if "country" in row.cells:
                    countries.add(row.cells["country"])
        return defaultdict(
            lambda: (frozenset(), frozenset()), {k: (frozenset(m), frozenset(c)) for k, (m, c) in found.items()}
        )

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """By meeting or agreement: the names of its members, in alphabetical order."""
        found: dict[str, set[str]] = defaultdict(set)
        for table in PARENTS:
            for row in self.by_id[table].values():
                found[row.parent or ""].add(row.cells["name"])
        return {row_id: sorted(names) for row_id, names in found.items()}

    @cached_property
    def copies_of(self) -> dict[str, list[str]]:
        """By article: the articles that are copies of it."""
        found: dict[str, list[str]] = defaultdict(list)
        for article, cells in self.articles.items():
            if "copy_of" in cells:
                found[cells["copy_of"]].append(article)
        return found

    def _checked_before(self) -> set[tuple[str, str]]:
        """Return what the corrections of the build say a person has looked at, in tables that do not say so."""
        if not (self.build / "corrections.parquet").is_file():
            return set()
        applied = load("corrections", source=self.build, filters=[("status", "=", "applied")])
        applied = applied[applied["action"].isin(["accept", "set", "add"]) & applied["row_id"].notna()]
        return set(zip(applied["table"], applied["row_id"], strict=True))

    def __iter__(self) -> Iterator[Row]:
        for rows in self.by_id.values():
            yield from rows.values()

    @cached_property
    def by_article(self) -> Mapping[str, list[Row]]:
        """The rows that stand in each article."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self:
            for article in row.places:
                found[article].append(row)
        return found


def plain(frame: pd.DataFrame) -> Iterator[Cells]:
    """Yield rows as plain values: days as ``2026-03-02``, whole numbers as int, nulls left out.

    Examples
    --------
    >>> from newstables.schemas import to_frame
    >>> list(plain(to_frame("rejected", [{"source": "a.txt", "reason": "empty"}])))
    [{'source': 'a.txt', 'reason': 'empty'}]
    """
    columns = {}
    for name in frame.columns:
        values = frame[name]
        if pd.api.types.is_datetime64_any_dtype(values.dtype):
            values = values.dt.strftime("%Y-%m-%d")
        given = values.notna().to_numpy()
        columns[name] = [value if there else None for value, there in zip(values.tolist(), given, strict=True)]
    for cells in zip(*columns.values(), strict=True):
        yield {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}
