"""Join the rows of many articles: people, meetings and agreements across them.

Keys say which rows may be one: forms of a family name, a member and a month. Rows are laid on shelves by their keys and
compared there; pairs that hang together are brought to one shelf, whichever shelves they were found on, and joined; and
the rows of the tables are made where all that tells of one id lies. No process holds all rows (see
`newstables.scripts.exchange`), and over how many shelves they are spread changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyarrow

from newstables.schemas import TABLES as CONTRACT
from newstables.scripts.exchange import Exchange, Shelf, read_shelf
from newstables.scripts.extracting import schema_of
from newstables.scripts.link import steps
from newstables.scripts.link.groups import hang_together
from newstables.scripts.link.identity import find_twice
from newstables.scripts.link.tables import finish
from newstables.scripts.progress import Steps
from newstables.scripts.spool import Place
from newstables.scripts.workers import Workers

OF_ARTICLES = ("article_id", "published", "updated", "copy_of", "characters")
"""What rows on a shelf bring along of the articles that they rest on."""

__all__ = ["OF_ARTICLES", "collect", "link", "link_rows"]


def link_rows(articles: pd.DataFrame, batches: Sequence[tuple[Place, int]], exchange: Exchange) -> list[Shelf]:
    """Join what articles tell of one person, one meeting, one agreement into one row each.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table of articles; copies give no rows.
    batches : sequence of tuple of Place and int
        Where the flat rows of articles lie, so many articles at each place, in the order of `articles`.
    exchange : Exchange
        Shelves, and who works.

    Returns
    -------
    list of list of Place
        On each shelf the rows of all tables with ids from here to there: those of people, meetings, agreements and
        figures, what articles tell of each, their evidence, participants and parties with that of theirs, and what
        `articles` says of the articles that they rest on.
    """
    originals = articles.loc[articles["copy_of"].isna(), list(OF_ARTICLES)]
    homes = _lay_at_home(originals, batches, exchange)
    homes, named = exchange.run("naming", steps.name, homes)
    twice = _find_twice(named)
    for tables, spread in ((("people",), steps.spread_people), (tuple(steps.MEMBERS), steps.spread_events)):
        laid, _ = exchange.run("comparing", spread, homes, _tell(exchange, twice))
        joined = _beside(homes, _join(exchange, laid))
        ids, packed = exchange.run("naming", steps.settle, joined, [(home, tables) for home in range(exchange.shelves)])
        twice |= _find_twice(packed)
        homes = _beside(homes, ids)
    assembled, packed = exchange.run("assembling", steps.assemble, homes, _tell(exchange, twice))
    twice |= _find_twice(packed)
    return exchange.run("making tables", steps.make, assembled, _tell(exchange, twice))[0]


def _find_twice(packed: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    return {table: find_twice(table, [each[table] for each in packed]) for table in packed[0]}


def _tell(exchange: Exchange, twice: Mapping[str, frozenset[str]]) -> list[steps.Told]:
    return [steps.Told(home, exchange.shelves, dict(twice)) for home in range(exchange.shelves)]


def _beside(shelves: Sequence[Shelf], others: Sequence[Shelf]) -> list[Shelf]:
    return [[*shelf, *other] for shelf, other in zip(shelves, others, strict=True)]


def link(articles: pd.DataFrame, rows: Mapping[str, pd.DataFrame], *, shelves: int = 1) -> dict[str, pd.DataFrame]:
    """Link rows that are in memory.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table of articles; copies give no rows.
    rows : mapping of str to pandas.DataFrame
        The flat rows of all articles, as `newstables.scripts.extract.flatten.flatten` gives them, in any order.
    shelves : int
        Over how many shelves rows are spread, which changes nothing.

    Returns
    -------
    dict of str to pandas.DataFrame
        The ten tables other than `articles`, as the contract types them, sorted by key.
    """
    ids = articles.loc[articles["copy_of"].isna(), "article_id"].tolist()
    parts = [ids[at::shelves] for at in range(shelves)]
    batches = [
        {
            name: pyarrow.Table.from_pandas(
                frame[frame["article_id"].isin(part)].reindex(columns=schema_of(name).names),
                schema=schema_of(name),
                preserve_index=False,
            )
            for name, frame in rows.items()
        }
        for part in parts
    ]
    order = [one for part in parts for one in part]
    with TemporaryDirectory(prefix="newstables-") as spool:
        exchange = Exchange(spool, Workers(1), Steps(shown=False), shelves)
        laid = [(shelf[0], len(part)) for shelf, part in zip(exchange.lay(batches), parts, strict=True)]
        linked = link_rows(articles.set_index("article_id").loc[order].reset_index(), laid, exchange)
        return {name: collect(name, linked, spool) for name in CONTRACT if name != "articles"}


def collect(name: str, linked: Sequence[Shelf], spool: str) -> pd.DataFrame:
    """Return one table whole."""
    parts = [tables[name] for shelf in linked for tables in read_shelf(spool, shelf)]
    return finish(name, pd.concat(parts, ignore_index=True))


def _lay_at_home(articles: pd.DataFrame, batches: Sequence[tuple[Place, int]], exchange: Exchange) -> list[Shelf]:
    """Lay what `articles` says of articles on shelves, and behind it their rows, in the order of the articles."""
    homes: list[Shelf] = [[] for _ in range(exchange.shelves)]
    sizes = [0] * exchange.shelves
    at = 0
    for place, number in batches:
        home = at * exchange.shelves // max(1, len(articles))
        homes[home].append(place)
        sizes[home] += number
        at += number
    ends = list(accumulate(sizes))
    slices = [articles.iloc[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    return [[*first, *rest] for first, rest in zip(exchange.lay(slices), homes, strict=True)]


def _join(exchange: Exchange, spread: Sequence[Shelf]) -> list[Shelf]:
    """Compare rows on all shelves, and join those that hang together; lay what was joined where it came from."""
    every = [(shelf, exchange.shelves) for shelf in range(exchange.shelves)]
    compared, hanging = exchange.run("comparing", steps.compare, spread, every)
    numbers = [(exchange.shelves, each) for each in hang_together(hanging)]
    brought, _ = exchange.run("joining", steps.bring_together, compared, numbers)
    return exchange.run("joining", steps.join, brought)[0]
