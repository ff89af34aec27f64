"""Validate the tables shelf by shelf, and put each table in the order in which it is written.

Rows of one id lie together with all that tells of them, so that the rules across tables hold or break on one shelf.
What points to another shelf (members of events to people, all rows to the texts of articles) is laid and checked there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow

from newstables.schemas import (
    GROUNDED,
    MEETING_AND_AGREEMENT,
    TABLES,
    Failure,
    check_table,
    check_texts,
    check_together,
    key,
    to_arrow,
    to_frame,
)
from newstables.scripts.exchange import Exchange, Given, Pieces, Shelf, choose_shelf, read_shelf
from newstables.scripts.link.identity import shelve_id
from newstables.scripts.link.tables import finish
from newstables.scripts.spool import Place, read_articles

Frames = dict[str, pd.DataFrame]

_MEMBERS = tuple(members for _, _, members in MEETING_AND_AGREEMENT.values())
_TOLD = 10_000  # failures that are told of one shelf
_RACKS = [
    *(("evidence", name) for name in sorted(GROUNDED)),
    *((name, "") for name in TABLES if name not in ("articles", "evidence")),
]
"""The rows of shelves on which tables lie, to be written one shelf after the other: evidence by the table it is of."""


@dataclass(frozen=True, slots=True)
class Validated:
    """The tables, ready to be written.

    Attributes
    ----------
    failures : list of Failure
        Every broken rule; where there are very many, the first of each shelf.
    counts : dict of str to int
        Rows by table.
    """

    failures: list[Failure]
    counts: dict[str, int]
    articles: pd.DataFrame
    shelves: dict[tuple[str, str], list[Shelf]]
    spool: str

    def read(self, name: str) -> Iterator[pyarrow.Table]:
        """Yield the parts of a table, in order."""
        if name == "articles":
            yield to_arrow(name, self.articles)
        for (table, _), shelves in self.shelves.items():
            if table == name:
                for shelf in shelves:
                    yield from read_shelf(self.spool, shelf)


def validate_shelves(
    articles: pd.DataFrame, linked: Sequence[Shelf], places: Sequence[Place], exchange: Exchange
) -> Validated:
    """Check each table against its model, the rules across tables, and the places in the texts.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table of articles.
    linked : sequence of list of Place
        The other tables, as `newstables.scripts.link.link_rows` lays them.
    places : sequence of Place
        Where the texts of the articles lie, in their order.
    exchange : Exchange
        Shelves, and who works.
    """
    every = range(exchange.shelves)
    spread, _ = exchange.run("validating", _spread, linked, [(one, exchange.shelves) for one in every], racks=2)
    by_id, by_article = spread[: exchange.shelves], spread[exchange.shelves :]
    both = [[*tables, *pointed] for tables, pointed in zip(linked, by_id, strict=True)]
    racks, told = exchange.run(
        "validating", _validate, both, [(one, exchange.shelves) for one in every], racks=len(_RACKS)
    )
    texts = _shelve_texts(articles, places, exchange)
    _, of_texts = exchange.run("validating", _validate_texts, by_article, texts)
    failures = check_table("articles", articles) + check_together({"articles": articles} | _empty())
    failures += [failure for found, _ in told for failure in found] + [one for found in of_texts for one in found]
    counts = sum((Counter(counted) for _, counted in told), Counter({"articles": len(articles)}))
    return Validated(
        list(dict.fromkeys(failures)),
        {name: counts[name] for name in TABLES},
        articles,
        {rack: racks[at * exchange.shelves : (at + 1) * exchange.shelves] for at, rack in enumerate(_RACKS)},
        exchange.spool,
    )


def _empty() -> Frames:
    return {name: to_frame(name, []) for name in TABLES if name != "articles"}


def _spread(pieces: Pieces, told: tuple[int, int]) -> Given:
    """Lay what points elsewhere where it points to: members of events by their ids and persons, words by articles."""
    _, shelves = told
    (tables,) = pieces
    laid: dict[int, Frames] = defaultdict(dict)

    def lay(name: str, frame: pd.DataFrame, numbers: list[int], rack: int = 0) -> None:
        for shelf, some in frame.groupby(pd.Series(numbers, index=frame.index, dtype="int64")):
            laid[rack * shelves + shelf][name] = some

    evidence = tables["evidence"]
    named = [
        tables[name][[key(name)[0], "person_id"]].set_axis(["row_id", "person_id"], axis=1).assign(table=name)
        for name in _MEMBERS
    ]
    persons = pd.concat(named, ignore_index=True).dropna(subset="person_id")
    lay("persons", persons, [shelve_id(one, shelves) for one in persons["person_id"]])
    for name in _MEMBERS:
        lay(name, tables[name], [shelve_id(one, shelves) for one in tables[name][key(name)[0]]])
    of_members = evidence[evidence["table"].isin(_MEMBERS)]
    lay("evidence", of_members, [shelve_id(one, shelves) for one in of_members["row_id"]])
    for name in ("figures", "evidence"):
        lay(name, tables[name], [choose_shelf(one, shelves) for one in tables[name]["article_id"]], rack=1)
    return dict(laid), None


def _validate(pieces: Pieces, told: tuple[int, int]) -> Given:
    """Check what lies together; lay each table in its order."""
    shelf, shelves = told
    tables, *pointed = pieces
    persons = _join("persons", pointed, ["table", "row_id", "person_id"])
    final = {name: frame for name, frame in tables.items() if name not in ("articles", *_MEMBERS)}
    final |= {name: finish(name, _join(name, pointed, list(tables[name].columns))) for name in _MEMBERS}
    failures = [failure for name, frame in final.items() for failure in check_table(name, frame)]
    if not failures:
        lost = persons[~persons["person_id"].isin(tables["people"]["person_id"])]
        failures += [
            Failure(name, row, "person_id", person, "is not in people")
            for name, row, person in lost[["table", "row_id", "person_id"]].itertuples(index=False, name=None)
        ]
        elsewhere = pd.concat([tables[name]["person_id"].dropna() for name in _MEMBERS])
        there = [shelve_id(one, shelves) != shelf for one in elsewhere]
        failures += check_together(tables, {"people": elsewhere[there]})
    if failures:
        return {}, (failures[:_TOLD], {})
    evidence = final["evidence"]
    evidence = finish("evidence", pd.concat([
        evidence[~evidence["table"].isin(_MEMBERS)], _join("evidence", pointed, list(evidence.columns)),
    ]))  # fmt: skip
    laid = {}
    for at, (name, of) in enumerate(_RACKS):
        frame = evidence[evidence["table"] == of] if of else final[name]
        laid[at * shelves + shelf] = to_arrow(name, frame)
    counts = {name: len(frame) for name, frame in final.items()} | {"evidence": len(evidence)}
    return laid, ([], counts)


def _join(name: str, pieces: Sequence[Frames], columns: list[str]) -> pd.DataFrame:
    parts = [piece[name] for piece in pieces if name in piece]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns, dtype="str")


@dataclass(frozen=True, slots=True)
class _Texts:
    spool: str
    articles: pd.DataFrame
    places: list[Place]


def _shelve_texts(articles: pd.DataFrame, places: Sequence[Place], exchange: Exchange) -> list[_Texts]:
    rows: list[list[int]] = [[] for _ in range(exchange.shelves)]
    for row, article_id in enumerate(articles["article_id"]):
        rows[choose_shelf(article_id, exchange.shelves)].append(row)
    return [_Texts(exchange.spool, articles.iloc[some], [places[row] for row in some]) for some in rows]


def _validate_texts(pieces: Pieces, told: _Texts) -> Given:
    """Check that the places lie in the texts, and cut out what they are said to."""
    texts = [
        {"article_id": article.article_id, "part": part, "text": text}
        for article in read_articles(told.spool, told.places)
        for part, text in article.parts
    ]
    tables: Mapping[str, Any] = {
        name: _join(name, pieces, list(to_frame(name, []).columns)) for name in ("figures", "evidence")
    } | {"articles": told.articles}
    return {}, list(check_texts(tables, to_frame("texts", texts)))[:_TOLD]
