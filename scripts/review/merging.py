"""Merge the corrections files of several reviewers: what they agree on, and where they contradict each other."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newstables.errors import UsageError
from newstables.scripts.review.contract import REPORTS
from newstables.scripts.review.corrections_file import Line, read_lines, write_lines

_SAYS = ("action", "table", "row_id", "article_id", "column", "new_value", "group")  # what a line decides
_ROW = frozenset(("accept", "set", "delete"))
_REPORTS = {reports: table for table, reports in REPORTS.items()}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A row of which reviewers decided different things, and each reviewer's lines about it."""

    table: str
    row_id: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        """Say in one line who decided what."""
        said: dict[str, list[str]] = defaultdict(list)
        for line in self.lines:
            said[line["decided_by"] or "somebody"].append(_tell(line))
        told = "; ".join(f"{who}: {', '.join(dict.fromkeys(what))}" for who, what in said.items())
        return f"{self.table} {self.row_id}: {told}"


@dataclass(frozen=True, slots=True)
class Merged:
    """Lines that stand, in order, and the contradictions, whose lines do not."""

    lines: tuple[Line, ...]
    contradictions: tuple[Contradiction, ...]


def merge_corrections(files: Sequence[str | os.PathLike[str]], out: str | os.PathLike[str]) -> Merged:
    """Merge corrections files into one.

    A decision that several reviewers share stands once, signed by the first; two that cannot both hold (a row accepted
    by one and corrected by the other, two values of one cell, two rows that it is to go into) are left out, and
    returned. The file is written even where there are contradictions, without them.

    Parameters
    ----------
    files : sequence of path
        Two corrections files or more.
    out : path
        The file to write.

    Raises
    ------
    newstables.UsageError
        Where there are fewer than two files, or one of them is the one to write.
    newstables.DataError
        Where one cannot be read, or is no corrections file.
    """
    if len(files) < 2:
        raise UsageError("merging takes two corrections files or more")
    if Path(out).resolve() in {Path(file).resolve() for file in files}:
        raise UsageError(f"{out} is one of the files to merge; choose another --out")
    merged = merge_lines([read_lines(Path(file)) for file in files])
    write_lines(Path(out), merged.lines)
    return merged


def merge_lines(files: Iterable[Iterable[Line]]) -> Merged:
    """Merge the lines of several corrections files, see `merge_corrections`."""
    lines: dict[tuple[str, ...], Line] = {}
    said_in: dict[int, set[int]] = defaultdict(set)
    for number, file in enumerate(files):
        for line in file:
            first = lines.setdefault(tuple(line[column] for column in _SAYS), line)
            said_in[id(first)].add(number)
    by_row: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines.values():
        by_row[_row_table(line["table"]), line["row_id"]].append(line)
    contradictions = []
    for (table, row_id), said in sorted(by_row.items()):
        apart = _find_apart(said) if row_id else []
        # What one reviewer says alone is theirs to sort out: the build tells where it cannot hold.
        if apart and not set.intersection(*(said_in[id(line)] for line in apart)):
            contradictions.append(Contradiction(table, row_id, tuple(apart)))
    left_out = {id(line) for found in contradictions for line in found.lines}
    kept = [line for line in lines.values() if id(line) not in left_out]
    order = ("table", "row_id", "group", "action", "article_id", "column")
    return Merged(tuple(sorted(kept, key=lambda line: tuple(line[column] for column in order))), tuple(contradictions))


def _find_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines about one row that cannot hold together."""
    apart: list[Line] = []
    verdicts = [line for line in lines if line["action"] in _ROW]
    if len({line["action"] for line in verdicts}) > 1:
        apart += verdicts
    for action, cell in (("set", ("column", "article_id")), ("merge", ()), ("split", ("article_id",))):
        for same in _group([line for line in lines if line["action"] == action], cell):
            if len({(line["new_value"], line["group"] if action == "split" else "") for line in same}) > 1:
                apart += same
    gone = [line for line in lines if line["action"] in ("delete", "merge", "suppress")]
    if gone and len({line["action"] for line in lines} - {"accept"}) > 1:
        apart += lines
    return list({id(line): line for line in apart}.values())


def _group(lines: Iterable[Line], columns: Sequence[str]) -> Iterator[list[Line]]:
    found: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        # A row's own cells are one, whatever article a reviewer looked at; those of its reports are each article's.
        apart = [c for c in columns if c != "article_id" or line["action"] == "split" or line["table"] in _REPORTS]
        found[(line["table"], *(line[column] for column in apart))].append(line)
    yield from found.values()


def _row_table(table: str) -> str:
    """Return the table of the row that a line is about: that of the joined row, where it is about a report of it."""
    return _REPORTS.get(table, table)


def _tell(line: Line) -> str:
    match line["action"]:
        case "set":
            return f"{line['column']} is {line['new_value']!r}" if line["new_value"] else f"{line['column']} is empty"
        case "merge":
            return f"merge into {line['new_value']}"
        case "split":
            return f"split off {line['article_id']}"
        case action:
            return action
