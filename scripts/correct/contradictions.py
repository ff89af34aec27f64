"""Find corrections that cannot both be followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newstables.scripts.correct.draft import CONTRADICTED, OWNERS, Draft
from newstables.scripts.correct.reading import Line, in_groups


def settle_contradictions(draft: Draft, lines: Sequence[Line]) -> None:
    """Settle the corrections that contradict each other, so that none of them is applied.

    A row that is taken out is not also found right, changed, merged or split. A row goes into one other, and not in a
    circle. A report is split off into one new row. Cells are looked after where they are set.
    """
    rows = {line: (line.table, draft.find_row(line), _article(line)) for line in lines if line.action != "add"}
    deleted = {row for line, row in rows.items() if line.action == "delete" and row[1] is not None}
    others: dict[tuple[str, str | None, str], list[Line]] = {}
    for line, row in rows.items():
        if line.action not in ("delete", "suppress"):
            others.setdefault(row, []).append(line)
            if line.action == "merge" and line.new_value:
                others.setdefault((line.table, draft.find_id(line.table, line.new_value), ""), []).append(line)
    for row in deleted & set(others):
        _clash([*others[row], *(line for line, one in rows.items() if one == row)], draft, f"{row[1]} is taken out too")
    _settle_merges(draft, [line for line in lines if line.action == "merge"])
    splits: dict[tuple[str, str | None, str], set[str]] = {}
    for line in lines:
        if line.action == "split":
            splits.setdefault((*rows[line][:2], line.article_id or ""), set()).add(line.group or "")
    torn = {(row[0], group) for row, groups in splits.items() if len(groups) > 1 for group in groups}
    for name, group in in_groups(line for line in lines if line.action == "split").items():
        if name in torn:
            _clash(group, draft, "one report is split off into several rows")


def _article(line: Line) -> str:
    return (line.article_id or "") if line.table in OWNERS else ""


def _settle_merges(draft: Draft, lines: Iterable[Line]) -> None:
    targets: dict[tuple[str, str], set[str]] = {}
    sources: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        source, target = draft.find_row(line), draft.find_id(line.table, line.new_value or "")
        if source is not None and target is not None and source != target:
            targets.setdefault((line.table, source), set()).add(target)
            sources.setdefault((line.table, source), []).append(line)
    for (table, source), into in targets.items():
        seen: set[str] = set()
        at: set[str] = set(into)
        while at:
            seen |= at
            at = {one for row in at for one in targets.get((table, row), ())} - seen
        if len(into) > 1 or source in seen:
            _clash(sources[(table, source)], draft, f"{source} is to go into several rows, or into itself")


def _clash(lines: Iterable[Line], draft: Draft, told: str) -> None:
    for line in lines:
        draft.settle(line, CONTRADICTED, told)
