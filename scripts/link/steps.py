"""The steps of linking: each a function of the pieces of one shelf, see `newstables.scripts.exchange`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy
import pandas as pd
import pyarrow

from newstables.schemas import TABLES as CONTRACT
from newstables.schemas import to_frame
from newstables.scripts.exchange import Given, Pieces, choose_shelf
from newstables.scripts.extract.flatten import TABLES
from newstables.scripts.link.agreements import same_agreement
from newstables.scripts.link.event_pairs import Event, list_event_keys, pair_reports
from newstables.scripts.link.groups import Group, Sure, find_roots, hash_rows, join_pairs
from newstables.scripts.link.identity import PREFIXES, find_begin, make_id, name_rows, pack_ids, shelve_id
from newstables.scripts.link.meetings import same_meeting
from newstables.scripts.link.members import identify_members
from newstables.scripts.link.people import Facts, Person
from newstables.scripts.link.people_pairs import list_person_keys, pair_people
from newstables.scripts.link.reports import make_reports
from newstables.scripts.link.tables import make_tables

Frames = dict[str, pd.DataFrame]
Followers = list[tuple[str, int, str]]
"""Rows that are not the first to tell of something: the row, the shelf that it came from, and the row that is first."""

MEMBERS = {"meetings": "participants", "agreements": "parties"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one table are joined.

    Attributes
    ----------
    keys : callable
        The keys by which what is known of a row is laid beside what it is compared with.
    pair : callable
        The pairs of what lies together that are the same.
    group : callable
        What is known of a row, as a group of its own.
    """

    keys: Callable[[Any], set[str]]
    pair: Callable[[list[Any], Callable[[str], bool]], Iterable[Sure]]
    group: Callable[[Any], Group]


KINDS = {
    "people": Kind(list_person_keys, pair_people, Person),
    "meetings": Kind(list_event_keys, lambda facts, here: pair_reports(facts, here, same_meeting), Event),
    "agreements": Kind(list_event_keys, lambda facts, here: pair_reports(facts, here, same_agreement), Event),
}


@dataclass(slots=True)
class Entry:
    """A row on its way through linking: what is known of it, its place in the order of rows, and where it came from."""

    fact: Any
    order: tuple[int, str, int, str]
    home: int


def name(pieces: Pieces, home: int) -> Given:
    """Put the rows of some articles in order, and give ids to those that no other article tells of."""
    articles, *batches = pieces
    rows = {table: _unpack([batch[table] for batch in batches if table in batch], table) for table in TABLES}
    for table in PREFIXES:
        rows[table] = rows[table].assign(begin=find_begin(table, rows[table], rows["evidence"]))
    rows["figures"] = rows["figures"].assign(own=name_rows("figures", rows["figures"]))
    return {home: {"articles": articles, **rows}}, {"figures": pack_ids(rows["figures"]["own"])}


def _unpack(packed: list[pyarrow.Table], table: str) -> pd.DataFrame:
    columns = TABLES[table]
    if not packed:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in columns})
    order = [column for column in ("row", "start", "end", "column", "rule") if column in columns]
    frame: pd.DataFrame = pyarrow.concat_tables(packed).to_pandas()
    return frame.sort_values(order, kind="stable").reset_index(drop=True)


def spread_people(pieces: Pieces, told: Told) -> Given:
    """Lay what is known of people beside what it is compared with."""
    chunk: Frames = pieces[0]
    days = _read_days(chunk["articles"])
    people, evidence = chunk["people"], chunk["evidence"]
    # taken to be that of the report's home: such a country keeps nobody apart
    taken = evidence.loc[(evidence["column"] == "country") & (evidence["rule"] == "person.home"), "row"]
    printed = people["country"].mask(people["row"].isin(taken))
    columns = (people["row"], people["name"], printed, people["role"], people["article_id"])
    facts = [
        Facts(row, name, country if isinstance(country, str) else None, role, article, days[article])
        for row, name, country, role, article in zip(*columns, strict=True)
    ]
    return _spread({"people": facts}, chunk, told, days), None


def spread_events(pieces: Pieces, told: Told) -> Given:
    """Lay reports of meetings and agreements beside those that they are compared with."""
    chunk: Frames = pieces[0]
    people = told.read_ids("people", pieces)
    facts: dict[str, list[Any]] = {}
    for table, member_table in MEMBERS.items():
        members = chunk[member_table]
        members = members.assign(identity=identify_members(members, people))
        facts[table] = list(make_reports(table, chunk[table], members, chunk["evidence"], chunk["articles"]))
    return _spread(facts, chunk, told, _read_days(chunk["articles"])), None


def _spread(facts: Mapping[str, list[Any]], chunk: Frames, told: Told, days: Mapping[str, int]) -> dict[int, Any]:
    laid: dict[int, dict[str, list[Entry]]] = defaultdict(lambda: {table: [] for table in facts})
    for table, known in facts.items():
        rows = chunk[table]
        placed = zip(rows["row"], rows["article_id"], rows["begin"], known, strict=True)
        for row, article, begin, fact in placed:
            entry = Entry(fact, (days[article], article, int(begin), row), told.home)
            for shelf in {choose_shelf(key, told.shelves) for key in KINDS[table].keys(fact)}:
                laid[shelf][table].append(entry)
    return dict(laid)


def _read_days(articles: pd.DataFrame) -> dict[str, int]:
    return {
        article: day.toordinal() for article, day in zip(articles["article_id"], articles["published"], strict=True)
    }


def compare(pieces: Pieces, told: tuple[int, int]) -> Given:
    """Compare what lies together; tell which rows hang together here."""
    shelf, shelves = told
    kept, hanging = {}, {}
    for table, entries in _gather(pieces).items():
        facts = [entry.fact for entry in entries.values()]
        pairs = list(KINDS[table].pair(facts, lambda key: choose_shelf(key, shelves) == shelf))
        roots = find_roots(pairs)
        kept[table] = {row: entries[row] for row in roots}, pairs, roots
        hanging[table] = numpy.stack([hash_rows(list(roots)), hash_rows(list(roots.values()))])
    return {shelf: kept}, hanging


def _gather(pieces: Pieces) -> dict[str, dict[str, Entry]]:
    gathered: dict[str, dict[str, Entry]] = {}
    for piece in pieces:
        for table, entries in piece.items():
            gathered.setdefault(table, {}).update({entry.fact.row: entry for entry in entries})
    return gathered


def bring_together(pieces: Pieces, told: tuple[int, Mapping[str, Any]]) -> Given:
    """Bring pairs that hang together to one shelf, with what is known of their rows."""
    shelves, hanging = told
    laid: dict[int, dict[str, tuple[list[Entry], list[Sure]]]] = defaultdict(dict)
    for table, (entries, pairs, roots) in pieces[0].items():
        known, numbers = hanging[table]
        places = numpy.searchsorted(known, hash_rows(list(roots.values())))
        shelf_of = dict(zip(roots, (numbers[places] % shelves).tolist(), strict=True)) if roots else {}
        for row, entry in entries.items():
            laid[shelf_of[row]].setdefault(table, ([], []))[0].append(entry)
        for pair in pairs:
            laid[shelf_of[pair[1]]][table][1].append(pair)
    return dict(laid), None


def join(pieces: Pieces, _: int) -> Given:
    """Join rows into groups; tell those where they came from, and those where the first of them came from."""
    entries: dict[str, dict[str, Entry]] = {}
    pairs: dict[str, set[Sure]] = {}
    for piece in pieces:
        for table, (some, found) in piece.items():
            entries.setdefault(table, {}).update({entry.fact.row: entry for entry in some})
            pairs.setdefault(table, set()).update(found)
    laid: dict[int, dict[str, Followers]] = defaultdict(dict)
    for table, here in entries.items():
        groups = {row: KINDS[table].group(entry.fact) for row, entry in here.items()}
        for rows in join_pairs(groups, sorted(pairs[table])):
            first = min((here[row] for row in rows), key=lambda entry: entry.order)
            for row in sorted(rows):
                for home in {here[row].home, first.home} if here[row] is not first else ():
                    laid[home].setdefault(table, []).append((row, here[row].home, first.fact.row))
    return dict(laid), None


def settle(pieces: Pieces, told: tuple[int, tuple[str, ...]]) -> Given:
    """Give ids to what articles are the first to tell of, and tell those that follow, wherever they are."""
    home, tables = told
    chunk, *joined = pieces
    laid: dict[int, dict[str, dict[str, tuple[str, str]]]] = defaultdict(dict)
    packed = {}
    for table in tables:
        followers: Followers = [one for piece in joined for one in piece.get(table, ())]
        following = {row for row, where, _ in followers if where == home}
        first = chunk[table][~chunk[table]["row"].isin(following)]
        ids = dict(zip(first["row"], name_rows(table, first), strict=True))
        laid[home][table] = {row: (one, row) for row, one in ids.items()}
        for row, where, leader in followers:
            if leader in ids:
                laid[where].setdefault(table, {})[row] = ids[leader], leader
        packed[table] = pack_ids(ids.values())
    return dict(laid), packed


def assemble(pieces: Pieces, told: Told) -> Given:
    """Lay rows, with the ids that they got, beside those of the same id, with their evidence and their articles."""
    chunk: Frames = pieces[0]
    articles, evidence = chunk["articles"], chunk["evidence"]
    ids = {table: told.read_ids(table, pieces) for table in ("people", "meetings", "agreements")}
    ids["figures"] = tell_apart("figures", chunk["figures"], told.twice["figures"]).set_index("row")["own"]
    parts = {table: chunk[table].assign(id=chunk[table]["row"].map(found)) for table, found in ids.items()}
    packed = {}
    for table, member_table in MEMBERS.items():
        members = chunk[member_table]
        members = members.assign(
            identity=identify_members(members, ids["people"]),
            person=members["person"].map(ids["people"]),
            id=members["of"].map(ids[table]),
        )
        ordered = members.sort_values(["begin", "row"], kind="stable")
        first = ordered[~ordered.duplicated(["article_id", "id", "identity"])].sort_index()
        parts[member_table] = members.assign(own=name_rows(member_table, first))
        packed[member_table] = pack_ids(parts[member_table]["own"].dropna())
        ids[member_table] = members.set_index("row")["id"]
    # evidence of participants and parties stays with their meeting or agreement
    rows = pd.concat([found.rename("id").reset_index().assign(table=table) for table, found in ids.items()])
    parts["evidence"] = evidence.merge(rows, on=["table", "row"])
    laid: dict[int, Frames] = defaultdict(dict)
    for table, frame in parts.items():
        for shelf, some in frame.groupby(frame["id"].map(lambda one: shelve_id(one, told.shelves)).to_numpy()):
            laid[cast(int, shelf)][table] = some
    for part in laid.values():
        told_of = set().union(*(frame["article_id"] for frame in part.values()))
        part["articles"] = articles[articles["article_id"].isin(told_of)]
    return dict(laid), packed


def make(pieces: Pieces, told: Told) -> Given:
    """Make the rows of the tables out of what articles tell of one person, meeting, agreement each."""
    if not pieces:
        return {told.home: {table: to_frame(table, []) for table in CONTRACT}}, None
    gathered: dict[str, list[pd.DataFrame]] = {}
    for piece in pieces:
        for table, frame in piece.items():
            gathered.setdefault(table, []).append(frame)
    rows = {
        table: pd.DataFrame(columns=[*columns, "own", "begin", "identity", "id"], dtype="str")
        for table, columns in TABLES.items()
    }
    rows |= {table: pd.concat(frames, ignore_index=True) for table, frames in gathered.items()}
    rows |= {table: tell_apart(table, rows[table], told.twice[table]) for table in MEMBERS.values()}
    return {told.home: make_tables(rows)}, None


@dataclass(frozen=True, slots=True)
class Told:
    """What a step is told that works on the rows of some articles.

    Attributes
    ----------
    home : int
        The shelf of the articles.
    shelves : int
        How many there are.
    twice : mapping of str to frozenset of str
        By table, ids that rows of different articles have by chance.
    """

    home: int
    shelves: int
    twice: Mapping[str, frozenset[str]]

    def read_ids(self, table: str, pieces: Pieces) -> pd.Series:
        """Return the ids of the rows of a table, by row."""
        ids = {}
        for piece in pieces[1:]:
            for row, (one, first) in piece.get(table, {}).items():
                ids[row] = make_id(table, f"{one}\t{first}") if one in self.twice[table] else one
        return pd.Series(ids, dtype="str").rename_axis("row")


def tell_apart(table: str, rows: pd.DataFrame, twice: frozenset[str]) -> pd.DataFrame:
    """Give rows whose `own` id others have by chance another one."""
    if not twice:
        return rows
    anew = [make_id(table, f"{one}\t{row}") for one, row in zip(rows["own"], rows["row"], strict=True)]
    return rows.assign(own=rows["own"].mask(rows["own"].isin(twice), pd.Series(anew, index=rows.index, dtype="str")))
