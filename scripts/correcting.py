"""Apply corrections, and ids that last, to linked rows.

That is done in one process, with all rows in memory; without corrections and without a former release, nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from newstables.schemas import MEETING_AND_AGREEMENT, TABLES, key, to_frame
from newstables.scripts.correct import Corrected, Line
from newstables.scripts.exchange import Exchange, Shelf
from newstables.scripts.link import OF_ARTICLES, collect
from newstables.scripts.link.identity import shelve_id
from newstables.scripts.onto import Former, correct_onto
from newstables.scripts.parquet import sort_table


def correct_linked(
    articles: pd.DataFrame,
    linked: Sequence[Shelf],
    texts: Path,
    lines: Sequence[Line],
    former: Former | None,
    exchange: Exchange,
) -> tuple[Corrected, list[Shelf]]:
    """Give rows the ids that they had, and apply corrections, as `newstables.scripts.onto.correct_onto` does.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table of articles.
    linked : sequence of list of Place
        The other tables, as `newstables.scripts.link.link_rows` lays them.
    texts : pathlib.Path
        The file of texts.
    lines : sequence of Line
        The corrections.
    former : Former or None
        What the tables are built onto.
    exchange : Exchange
        Shelves, and who works.

    Returns
    -------
    Corrected
        What became of the corrections. Of the tables it holds `articles` for sure.
    list of list of Place
        The other tables, laid like `linked`.
    """
    if not lines and former is None:
        return Corrected({"articles": articles}, to_frame("corrections", []), to_frame("redirects", []), []), [*linked]
    exchange.steps.announce("correcting")
    tables = {name: collect(name, linked, exchange.spool) for name in TABLES if name != "articles"}
    corrected = correct_onto(tables | {"articles": articles}, texts, lines, former)
    for name in TABLES:
        corrected.tables[name] = sort_table(name, corrected.tables[name])
    return corrected, _lay(corrected.tables, exchange)


def _lay(tables: Mapping[str, pd.DataFrame], exchange: Exchange) -> list[Shelf]:
    """Lay rows on shelves by id; participants, parties and their evidence by that of their meeting or agreement."""
    owners = {name: tables[name][key(name)[0]] for name in ("people", "meetings", "agreements", "figures")}
    owners["appearances"] = tables["appearances"]["person_id"]
    events: dict[str, str] = {}
    for row_id, reports, members in MEETING_AND_AGREEMENT.values():
        owners[reports], owners[members] = tables[reports][row_id], tables[members][row_id]
        events |= dict(zip(tables[members][key(members)[0]], tables[members][row_id], strict=True))
    owners["evidence"] = tables["evidence"]["row_id"].map(lambda one: events.get(one, one))
    laid: list[dict[str, pd.DataFrame]] = [{} for _ in range(exchange.shelves)]
    for name, owner in owners.items():
        numbers = owner.map(lambda one: shelve_id(one, exchange.shelves)).to_numpy()
        for shelf in range(exchange.shelves):
            laid[shelf][name] = tables[name][numbers == shelf]
    articles = tables["articles"][list(OF_ARTICLES)]
    for part in laid:
        told_of = set().union(*(frame["article_id"] for frame in part.values() if "article_id" in frame))
        part["articles"] = articles[articles["article_id"].isin(told_of)]
    return exchange.lay(laid)
