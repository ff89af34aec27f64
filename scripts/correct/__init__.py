"""Apply what people decided to the linked rows: found right, changed, taken out, added, merged, split, suppressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from newstables.schemas import to_frame
from newstables.scripts.correct.adding import add
from newstables.scripts.correct.cells import accept, set_cells
from newstables.scripts.correct.contradictions import settle_contradictions
from newstables.scripts.correct.counting import count_anew
from newstables.scripts.correct.deleting import delete
from newstables.scripts.correct.draft import APPLIED, UNMATCHED, Draft
from newstables.scripts.correct.joining import merge, split
from newstables.scripts.correct.listing import list_corrections
from newstables.scripts.correct.reading import Line, read_corrections
from newstables.scripts.correct.suppressing import suppress

__all__ = ["Corrected", "Line", "correct", "read_corrections"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections made of the tables.

    Attributes
    ----------
    tables : dict of str to pandas.DataFrame
        The eleven.
    corrections : pandas.DataFrame
        The table `corrections`, without versions.
    redirects : pandas.DataFrame
        Rows that were merged and split.
    failed : list of pairs of Line and str
        Corrections that were not applied, and why, in the order of files and lines.
    articles : dict of str to str
        Articles whose ids print the name of somebody suppressed, with the ids that they have got instead.
    """

    tables: dict[str, pd.DataFrame]
    corrections: pd.DataFrame
    redirects: pd.DataFrame
    failed: list[tuple[Line, str]]
    articles: dict[str, str] = field(default_factory=dict)


def correct(
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, Mapping[str, str]],
    lines: Sequence[Line],
    redirects: Mapping[str, str] | None = None,
    suppressed: pd.DataFrame | None = None,
) -> Corrected:
    """Apply corrections.

    Each is applied as a whole or not at all, and what became of it is told. The order of the lines does not matter:
    splits come before mergers, then rows that are added, cells, rows that are taken out, and people who are suppressed.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The eleven tables, linked.
    texts : mapping of str to mapping of str to str
        By article, the texts of its parts; at least of the articles that corrections name.
    lines : sequence of Line
        The corrections, as `read_corrections` returns them.
    redirects : mapping of str to str, optional
        Where ids of former releases lead.
    suppressed : pandas.DataFrame, optional
        Suppressions that a former release lists, which hold on.

    Returns
    -------
    Corrected
        The tables, and what became of each correction.

    Raises
    ------
    newstables.DataError
        Where a row that is to be added lacks what it needs; the message says where.
    """
    lines = sorted(set(lines), key=lambda line: line.content)
    former = to_frame("corrections", []) if suppressed is None else suppressed
    standing = [Line("suppress", "people", row) for row in sorted(set(former["row_id"].dropna()))]
    standing = [
        line for line in standing if line.row_id not in {one.row_id for one in lines if one.action == "suppress"}
    ]
    if not lines and not standing:
        return Corrected(dict(tables), former, to_frame("redirects", []), [])
    draft = Draft(tables, texts, redirects or {})

    def those(action: str) -> list[Line]:
        return [line for line in lines if line.action == action]

    settle_contradictions(draft, lines)
    split(draft, those("split"), last=False)
    merge(draft, those("merge"))
    split(draft, those("split"), last=True)
    add(draft, those("add"))
    set_cells(draft, those("set"))
    accept(draft, those("accept"))
    delete(draft, those("delete"))
    before = set(draft.tables["people"]["person_id"])
    names, articles = suppress(draft, [*those("suppress"), *standing])
    named = {draft.rows[line] for line in (*those("suppress"), *standing) if line in draft.rows}
    gone = before - set(draft.tables["people"]["person_id"]) - named
    with_whom = min(named, default="")
    count_anew(draft)
    draft.write_review()
    for line in lines:
        if draft.is_open(line):
            draft.settle(line, UNMATCHED, "nothing came of it")
    return Corrected(
        draft.tables,
        list_corrections(draft, lines, names, dict.fromkeys(gone, with_whom), former),
        to_frame("redirects", _each_once(draft.redirects)),
        _tell_failed(draft, lines),
        articles,
    )


def _each_once(redirects: Iterable[dict[str, str]]) -> list[dict[str, object]]:
    told = {(one["old_id"], one["new_id"]): one for one in redirects}
    return [dict(told[pair]) for pair in sorted(told)]


def _tell_failed(draft: Draft, lines: Iterable[Line]) -> list[tuple[Line, str]]:
    failed = [(line, draft.outcomes[line][1]) for line in lines if draft.outcomes[line][0] != APPLIED]
    return sorted(failed, key=lambda one: (one[0].place, one[0].content))
