"""Compare two releases or builds, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow

from newstables.causes import Causes
from newstables.differences import ColumnChange, Difference, TableDifference
from newstables.folding import Forms
from newstables.loading import read_parquet
from newstables.locating import Source, open_place
from newstables.matching import IN_ORDER, Tables, follow_copies, match_rows, pair_places, stated_places
from newstables.schemas import HISTORY_TABLES, TABLES, arrow_schema, key, references, to_frame
from newstables.schemas.corrections import DECISION

_LABELS = {
    "articles": ("published", "publisher", "title"),
    "people": ("name", "role"),
    "appearances": ("name",),
    "meetings": ("date", "kind", "place", "topic"),
    "meeting_reports": ("date", "kind", "place", "topic"),
    "participants": ("name", "role"),
    "agreements": ("date", "kind", "name", "subject"),
    "agreement_reports": ("date", "kind", "name", "subject"),
    "parties": ("name", "role"),
    "figures": ("text", "measure"),
    "evidence": ("quote",),
}
"""What a person knows a row by."""

_SAME = (("correction_id", "status"), (*DECISION, "status"))
"""What makes two corrections the same: their id, or what they decide; and what became of it."""

WITHHELD = "(withheld)"
"""What stands for a cell that printed the name of somebody who is suppressed."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its tables, and what its files say of their columns."""

    name: str
    tables: dict[str, pd.DataFrame]
    schemas: dict[str, pyarrow.Schema]


def diff(old: Source, new: Source) -> Difference:
    """Compare two releases or builds.

    Rows are matched by id; where an id changed, by the redirects that the new tables hold and by the words that they
    rest on. What refers to a row whose id changed is the same where the row is. Columns that only one of the two has
    are told as such and not compared.

    Parameters
    ----------
    old, new : str or path
        Builds, releases, or folders or addresses of releases (of which the latest is taken), as for `newstables.load`.

    Returns
    -------
    Difference
        What differs, and why; false where nothing does.

    Raises
    ------
    newstables.UsageError
        Where one of them is not there.
    newstables.DataError
        Where a file is damaged or missing.

    Examples
    --------
    >>> diff("releases/1.0.0", "releases/1.1.0").count()  # doctest: +SKIP
    """
    return compare(_read(old), _read(new))


def _read(source: Source) -> _Side:
    place = open_place(None, source)
    stored = {name: read_parquet(place.find(f"{name}.parquet")) for name in TABLES}
    tables = {name: _to_frame(table) for name, table in stored.items()}
    for name in HISTORY_TABLES:
        file = f"{name}.parquet"
        tables[name] = to_frame(name, read_parquet(place.find(file)) if place.holds(file) else [])
    return _Side(str(place), tables, {name: table.schema for name, table in stored.items()})


def _to_frame(table: pyarrow.Table) -> pd.DataFrame:
    """Turn a file into a frame by its own types, which another version of the contract may have given it."""
    frame: pd.DataFrame = table.to_pandas(types_mapper={pyarrow.int32(): pd.Int32Dtype()}.get, date_as_object=False)
    return frame


def compare(old: _Side, new: _Side) -> Difference:
    """Compare two sets of tables; see `diff`."""
    ids, became = _match(follow_copies(old.tables, new.tables["articles"]), new.tables)
    decided, decided_before = new.tables["corrections"], _rename(old.tables["corrections"], became)
    corrections = leave_known(decided, decided_before)
    undone = leave_known(list_applied(decided_before), list_applied(decided))
    redirects = _new_redirects(old.tables["redirects"], new.tables["redirects"])
    causes = Causes(
        old.tables,
        new.tables,
        became,
        pd.concat([undone, leave_known(list_applied(decided), list_applied(decided_before))]),
    )
    withheld = _withheld_names(old.tables, new.tables, ids, corrections)
    tables = {
        name: _compare_table(name, old.tables[name], new.tables[name], became, causes, withheld) for name in TABLES
    }
    columns = tuple(
        change for name in TABLES for change in _compare_columns(name, old.schemas[name], new.schemas[name])
    )
    taken_back = undone.map(lambda value: _withhold(value, withheld)) if withheld else undone
    return Difference(old.name, new.name, tables, columns, corrections, taken_back, redirects)


def _rename(corrections: pd.DataFrame, became: Mapping[str, str]) -> pd.DataFrame:
    """Return corrections with the ids that rows have today."""
    told = {column: corrections[column].map(lambda one: became.get(one, one)) for column in ("row_id", "new_value")}
    return corrections.assign(**told)


def leave_known(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return the corrections that have no counterpart of the same status, by their id or by what they decide.

    Parameters
    ----------
    one, other : pandas.DataFrame
        Tables of corrections.
    """
    there = np.zeros(len(one), dtype=bool)
    for columns in _SAME:
        known = set(_tell(other, columns))
        there |= np.array([told in known for told in _tell(one, columns)], dtype=bool)
    return one[~there].reset_index(drop=True)


def _tell(corrections: pd.DataFrame, columns: Sequence[str]) -> list[tuple[object, ...]]:
    cells = corrections[list(columns)].astype(object)
    return list(cells.where(cells.notna(), None).itertuples(index=False, name=None))


def _new_redirects(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    known = set(zip(old["old_id"], old["new_id"], strict=True))
    fresh = [pair not in known for pair in zip(new["old_id"], new["new_id"], strict=True)]
    return new[pd.Series(fresh, index=new.index, dtype=bool)].reset_index(drop=True)


def list_applied(corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the corrections that the tables follow."""
    return corrections[corrections["status"] == "applied"]


def _match(old: Tables, new: Tables) -> tuple[dict[str, str], dict[str, str]]:
    """Return what old ids are now called, and that with those that went into other rows."""
    ids: dict[str, str] = {}
    became: dict[str, str] = {}
    merged = new["redirects"][new["redirects"]["reason"] == "merged"]
    redirects = dict(zip(merged["old_id"], merged["new_id"], strict=True))
    for name in IN_ORDER:
        row_id = key(name)[0]
        there = set(new[name][row_id])
        matched = match_rows(name, old, new, became)
        gone = [one for one in old[name][row_id] if one not in matched]
        ids |= matched
        became |= matched
        for one in gone:
            if (found := follow(one, redirects, there)) is not None:
                became[one] = found
        rest = stated_places(old, name)
        rest = rest[rest["row_id"].isin([one for one in gone if one not in became])]
        pairs = pair_places(rest, stated_places(new, name)).sort_values(
            ["shared", "old_id", "new_id"], ascending=[False, True, True], kind="stable"
        )
        best = pairs.drop_duplicates("old_id")
        became |= dict(zip(best["old_id"], best["new_id"], strict=True))
    return ids, became


def follow(one: str, redirects: dict[str, str], there: set[str]) -> str | None:
    """Follow redirects from an id to a row that there is; None where they lead to none."""
    seen = {one}
    while one in redirects and one not in there:
        one = redirects[one]
        if one in seen:
            return None
        seen.add(one)
    return one if one in there else None


def _withheld_names(old: Tables, new: Tables, ids: dict[str, str], corrections: pd.DataFrame) -> Forms:
    """Return the names of people that the new tables suppress, which no comparison may print."""
    if not (corrections["action"] == "suppress").any():
        return Forms(())
    gone = old["people"][~old["people"]["person_id"].isin(ids)]
    kept = set(_forms(new["people"]))
    return Forms(form for form in _forms(gone) if form not in kept)


def _forms(people: pd.DataFrame) -> list[str]:
    aliases = [form for cell in people["aliases"].dropna() for form in cell.split("; ")]
    return [*people["name"], *aliases]


def _compare_columns(name: str, old: pyarrow.Schema, new: pyarrow.Schema) -> list[ColumnChange]:
    changes = []
    for column in [*old.names, *(column for column in new.names if column not in old.names)]:
        if column not in new.names:
            changes.append(ColumnChange(name, column, "removed", str(old.field(column).type), None))
        elif column not in old.names:
            changes.append(ColumnChange(name, column, "added", None, str(new.field(column).type)))
        else:
            before, after = _facts(old.field(column)), _facts(new.field(column))
            changes += [
                ColumnChange(name, column, fact, before[fact], after[fact])
                for fact in before
                if before[fact] != after[fact]
            ]
    return changes


def _facts(field: pyarrow.Field) -> dict[str, str | None]:
    told = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
    nullable = ", null" if field.nullable else ""
    return {"type": f"{field.type}{nullable}", "unit": told.get("unit"), "vocabulary": told.get("vocabulary")}


def _compare_table(
    name: str, old: pd.DataFrame, new: pd.DataFrame, became: dict[str, str], causes: Causes, withheld: Forms
) -> TableDifference:
    before = _prepare(name, old, became)
    after = _prepare(name, new, {})
    after.index = pd.Index(after["row_id"])
    before = before.sort_values("moved", kind="stable")
    first = ~before["now"].duplicated() & before["now"].isin(after.index)
    gone, left = before[~first].sort_values("row_id", kind="stable"), before[first].set_index("now", drop=False)
    added = after[~after.index.isin(left.index)]
    right = after.reindex(left.index)
    return TableDifference(
        added=_rows(name, added, withheld).assign(cause=causes.of_added(name, added)),
        removed=_rows(name, gone, withheld).assign(**causes.of_removed(name, gone)),
        changed=_cells(name, left, right, causes, withheld),
    )


def _prepare(name: str, frame: pd.DataFrame, became: dict[str, str]) -> pd.DataFrame:
    """Name rows as they are named (`row_id`), and as they are named today (`now`), references included."""
    row_key = [column for column in key(name) if column in frame.columns]
    linked = {column for column in references(name) if column in frame.columns}
    linked |= {"row_id"} if name == "evidence" else set()
    linked |= {row_key[0]} if len(row_key) == 1 else set()
    renamed = frame.assign(**{column: frame[column].map(lambda one: became.get(one, one)) for column in linked})
    told = _join(frame, row_key)
    now = _join(renamed, row_key)
    if name == "evidence":  # its column `row_id` is another thing than the name of the row
        renamed = renamed.rename(columns={"row_id": "supported"})
    return renamed.assign(row_id=told, now=now, moved=told != now)


def _join(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    parts = [frame[column].astype("str").fillna("-") for column in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + " " + part
    return joined


def _rows(name: str, frame: pd.DataFrame, withheld: Forms) -> pd.DataFrame:
    labels = [_label(name, row, withheld) for row in frame.to_dict("records")]
    return pd.DataFrame(
        {
            "row_id": frame["row_id"].astype("str").to_numpy(),
            "label": pd.Series(labels, dtype="str"),
        }
    )


def _label(name: str, row: Mapping[Any, Any], withheld: Forms) -> str | None:
    told = [row.get(column) for column in _LABELS[name]]
    text = ", ".join(str(v.date()) if isinstance(v, pd.Timestamp) else str(v) for v in told if not pd.isna(v))
    return None if not text or (withheld and withheld.stand_in(text)) else text


def _cells(name: str, left: pd.DataFrame, right: pd.DataFrame, causes: Causes, withheld: Forms) -> pd.DataFrame:
    found = []
    told = arrow_schema(name).names
    compared = [c for c in left.columns if c in right.columns and c not in ("row_id", "now", "moved", "supported")]
    if name == "evidence":
        # A release may leave the quotations out, which is no change of any row.
        compared = [] if left["quote"].isna().all() or right["quote"].isna().all() else ["quote"]
    for column in compared:
        before, after = left[column], right[column]
        if before.dtype != after.dtype:
            before, after = before.astype("str"), after.astype("str")
        apart = ~((before == after).fillna(False).astype(bool) | (before.isna() & after.isna())).to_numpy()
        found += [
            (at, told.index(column) if column in told else len(told), column) for at in map(int, apart.nonzero()[0])
        ]
    if len(key(name)) == 1:
        renamed = (left["row_id"].to_numpy() != right["row_id"].to_numpy()).nonzero()[0]
        found += [(int(at), -1, key(name)[0]) for at in renamed]
    found.sort()
    rows = [at for at, _, _ in found]
    cells = []
    for at, place, column in found:
        source = "row_id" if place == -1 else column
        cells.append((column, left[source].iloc[at], right[source].iloc[at]))
    changed = _rows(name, right.iloc[rows], withheld)
    values = [[_withhold(value, withheld) for value in pair] for _, *pair in cells]
    changed["cause"] = causes.of_changed(name, left.iloc[rows], right.iloc[rows], [column for column, _, _ in cells])
    return changed.assign(
        column=pd.Series([column for column, _, _ in cells], dtype="str"),
        old=pd.Series([pair[0] for pair in values], dtype=object),
        new=pd.Series([pair[1] for pair in values], dtype=object),
    )


def _withhold(value: object, withheld: Forms) -> object:
    return WITHHELD if isinstance(value, str) and withheld and withheld.stand_in(value) else value
