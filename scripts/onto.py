"""Ids that last: rows keep the ids that they had in a release, and redirects say what was merged and split."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newstables.comparing import leave_known, list_applied
from newstables.loading import load, read_parquet
from newstables.locating import open_place
from newstables.matching import (
    IN_ORDER,
    PLACE,
    follow_copies,
    match_rows,
    move_places,
    pair_places,
    stated_places,
)
from newstables.schemas import HISTORY_TABLES, key, references, to_frame
from newstables.scripts.correct import Corrected, Line, correct
from newstables.scripts.correct.listing import use_ids
from newstables.scripts.correct.suppressing import withhold_id
from newstables.scripts.link.identity import PREFIXES
from newstables.scripts.manifest import hash_file

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Former:
    """The release, or build, whose ids are kept.

    Attributes
    ----------
    tables : dict of str to pandas.DataFrame
        Its tables of rows that have ids, with `evidence`, `redirects` and `corrections`.
    hashes : dict of str to str
        SHA-256 of its files.
    """

    tables: Frames
    hashes: dict[str, str]


def read_former(source: str | os.PathLike[str]) -> Former:
    """Read the release whose ids are kept.

    Raises
    ------
    newstables.UsageError
        Where it is not there.
    newstables.DataError
        Where a file is damaged or missing.
    """
    place = open_place(None, source)
    tables = {name: load(name, source=place) for name in (*IN_ORDER, "evidence")}
    for name in HISTORY_TABLES:
        tables[name] = load(name, source=place) if place.holds(f"{name}.parquet") else to_frame(name, [])
    used = [f"{name}.parquet" for name in tables if place.holds(f"{name}.parquet")]
    return Former(tables, {name: hash_file(place.find(name)) for name in sorted(used)})


def keep_ids(tables: Mapping[str, pd.DataFrame], former: Former) -> tuple[Frames, dict[str, str]]:
    """Give rows the ids that they had.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables as linking made them.
    former : Former
        What they are built onto.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables with those ids, references and evidence included. A row that rests on words of several former ones
        takes the id of the one with which it shares most; of several rows that rest on words of one former row, the
        one that shares most takes its id.
    dict of str to str
        The ids that changed, from what they were in `tables`.
    """
    # What was merged for good is built apart again before corrections join it; it may not take its partner's id.
    retired = set(former.tables["redirects"]["old_id"])
    before = _bring_up_to_date(former.tables, tables["articles"])
    known: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for name in IN_ORDER:
        matched = match_rows(name, before, tables, known, by_id=False, last=retired)
        known |= matched
        back = {now: before for before, now in matched.items()}
        taken = set(back.values())
        for one in tables[name][key(name)[0]]:
            wanted = back.get(one) or _free(name, one, taken)
            taken.add(wanted)
            if wanted != one:
                renamed[one] = wanted
    return rename_rows(tables, renamed), renamed


def _bring_up_to_date(former: Mapping[str, pd.DataFrame], articles: pd.DataFrame) -> Frames:
    """Return former tables whose evidence names articles as they are known today: by their own ids, not as copies."""
    withheld = {withhold_id(one): one for one in articles["article_id"]}
    return follow_copies(move_places(former, withheld), articles)


def _free(name: str, one: str, taken: set[str]) -> str:
    """Return an id for a new row: its own, unless another row has it."""
    while one in taken:
        one = f"{PREFIXES[name]}-{hashlib.sha256(f'{name}{chr(9)}{one}'.encode()).hexdigest()[:12]}"
    return one


def rename_rows(tables: Mapping[str, pd.DataFrame], renamed: Mapping[str, str]) -> Frames:
    """Return tables in which rows have other ids, wherever those stand."""
    if not renamed:
        return dict(tables)
    done = dict(tables)
    for name, frame in tables.items():
        columns = {column for column, target in references(name).items() if target != "articles"}
        columns |= {key(name)[0]} if name in IN_ORDER else set()
        columns |= {"row_id"} if name == "evidence" else set()
        # ids of all tables differ by their prefix, so one mapping serves all
        told = {column: frame[column].map(lambda one: renamed.get(one, one)).astype("str") for column in columns}
        done[name] = to_frame(name, frame.assign(**told)) if columns else frame
    return done


def correct_onto(
    tables: Mapping[str, pd.DataFrame], texts: Path, lines: Sequence[Line], former: Former | None = None
) -> Corrected:
    """Give rows the ids that they had, apply corrections, and give ids that last to the rows those made.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The eleven tables as linking made them.
    texts : pathlib.Path
        The file of texts, of which those that corrections name are read.
    lines : sequence of Line
        The corrections.
    former : Former, optional
        What the tables are built onto.

    Returns
    -------
    Corrected
        The tables, with the redirects and suppressions of the former release among those of this build.
    """
    known, suppressed = to_frame("redirects", []), to_frame("corrections", [])
    if former is not None:
        tables, _ = keep_ids(tables, former)
        known, listed = former.tables["redirects"], former.tables["corrections"]
        suppressed = listed[(listed["action"] == "suppress") & (listed["status"] == "applied")]
    merged = known[known["reason"] == "merged"]
    became = dict(zip(merged["old_id"], merged["new_id"], strict=True))
    done = correct(tables, _read_texts(texts, lines), lines, became, suppressed)
    if former is None:
        return done
    kept, renamed = keep_ids(done.tables, former)
    own = rename_redirects(done.redirects, renamed)
    redirects = join_redirects([known, own, trace_redirects(former.tables, kept)])
    return Corrected(kept, use_ids(done.corrections, renamed), redirects, done.failed, done.articles)


def list_taken_back(former: Former, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the corrections that a former release had applied, and a build has not.

    Parameters
    ----------
    former : Former
        What was built onto.
    corrections : pandas.DataFrame
        The corrections of the build.
    """
    return leave_known(list_applied(former.tables["corrections"]), list_applied(corrections))


def _read_texts(path: Path, lines: Sequence[Line]) -> dict[str, dict[str, str]]:
    named = sorted({line.article_id for line in lines if line.article_id is not None})
    texts: dict[str, dict[str, str]] = {}
    if named:
        for row in read_parquet(path, filters=[("article_id", "in", named)]).to_pylist():
            texts.setdefault(row["article_id"], {})[row["part"]] = row["text"]
    return texts


def rename_redirects(redirects: pd.DataFrame, renamed: Mapping[str, str]) -> pd.DataFrame:
    """Return redirects to the ids that rows have got since."""
    return redirects.assign(new_id=redirects["new_id"].map(lambda one: renamed.get(one, one)).astype("str"))


def trace_redirects(former: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find what became of former rows: merged where the id is gone, split where another row has some of their words.

    Parameters
    ----------
    former, tables : mapping of str to pandas.DataFrame
        The tables before and now, under the same ids.

    Returns
    -------
    pandas.DataFrame
        Rows of `redirects`, without a version.
    """
    before = _bring_up_to_date(former, tables["articles"])
    found = [_trace(name, before, tables) for name in IN_ORDER]
    return to_frame("redirects", pd.concat(found, ignore_index=True).assign(version=None))


def _trace(name: str, former: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    before, after = set(former[name][key(name)[0]]), set(tables[name][key(name)[0]])
    old, new = stated_places(former, name), stated_places(tables, name)
    # Rows may share words and both stay: only words that one lost and the other gained have moved.
    lost = _without(old, new)
    gained = _without(new, old)
    gone = lost[~lost["row_id"].isin(after)]
    merged = pair_places(gone, gained)
    split = lost[lost["row_id"].isin(after)].merge(
        gained[~gained["row_id"].isin(before)], on=PLACE, suffixes=("_old", "_new")
    )
    counted = split.groupby(["row_id_old", "row_id_new"], as_index=False).size()
    counted.columns = pd.Index(["old_id", "new_id", "shared"])
    told = pd.concat([_best(merged, "old_id").assign(reason="merged"), _best(counted, "new_id").assign(reason="split")])
    return told[["old_id", "new_id", "reason"]]


def _without(places: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    columns = ["row_id", *PLACE]
    there = pd.MultiIndex.from_frame(others[columns])
    return places[~pd.MultiIndex.from_frame(places[columns]).isin(there)]


def _best(pairs: pd.DataFrame, column: str) -> pd.DataFrame:
    ordered = pairs.sort_values(["shared", "old_id", "new_id"], ascending=[False, True, True], kind="stable")
    return ordered.drop_duplicates(column)


def join_redirects(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Join redirects, each once: of two that say the same, the first stands; sorted by key."""
    joined = pd.concat(list(parts), ignore_index=True)
    joined = joined[joined["old_id"] != joined["new_id"]].drop_duplicates(["old_id", "new_id"])
    return to_frame("redirects", joined.sort_values(["old_id", "new_id"], kind="stable", ignore_index=True))
