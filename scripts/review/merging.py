"""Merge the corrections files of several reviewers: what they agree on, and where they contradict each other."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newstables.errors import DataError, UsageError
from newstables.scripts.correct.draft import OWNERS
from newstables.scripts.correct.reading import COLUMNS, Line, read_corrections

_SAYS = ("action", "table", "row_id", "article_id", "column", "new_value", "group")  # what a line decides
_ROW = frozenset(("accept", "set", "delete"))


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
            said[line.decided_by or "somebody"].append(_tell(line))
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
        Where there are fewer than two files, one is not there, or one is the one to write.
    newstables.DataError
        Where one cannot be read, or a line of it cannot mean anything; the message says where.
    """
    if len(files) < 2:
        raise UsageError("merging takes two corrections files or more")
    if Path(out).resolve() in {Path(file).resolve() for file in files}:
        raise UsageError(f"{out} is one of the files to merge; choose another --out")
    merged = merge_lines([read_corrections([file]) for file in files])
    _write_lines(Path(out), merged.lines)
    return merged


def merge_lines(files: Iterable[Iterable[Line]]) -> Merged:
    """Merge the lines of several corrections files, see `merge_corrections`."""
    lines: dict[tuple[str | None, ...], Line] = {}
    said_in: dict[int, set[int]] = defaultdict(set)
    for number, file in enumerate(files):
        for line in file:
            first = lines.setdefault(tuple(getattr(line, column) for column in _SAYS), line)
            said_in[id(first)].add(number)
    by_row: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines.values():
        by_row[OWNERS.get(line.table, line.table), line.row_id or ""].append(line)
    contradictions = []
    for (table, row_id), said in sorted(by_row.items()):
        apart = _find_apart(said) if row_id else []
        # What one reviewer says alone is theirs to sort out: the build tells where it cannot hold.
        if apart and not set.intersection(*(said_in[id(line)] for line in apart)):
            contradictions.append(Contradiction(table, row_id, tuple(apart)))
    left_out = {id(line) for found in contradictions for line in found.lines}
    kept = [line for line in lines.values() if id(line) not in left_out]
    return Merged(tuple(sorted(kept, key=_order)), tuple(contradictions))


def _order(line: Line) -> tuple[str, ...]:
    columns = ("table", "row_id", "group", "action", "article_id", "column")
    return *(getattr(line, column) or "" for column in columns), line.content


def _find_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines about one row that cannot hold together."""
    apart: list[Line] = []
    verdicts = [line for line in lines if line.action in _ROW]
    if len({line.action for line in verdicts}) > 1:
        apart += verdicts
    for action, cell in (("set", ("column", "article_id")), ("merge", ()), ("split", ("article_id",))):
        for same in _group([line for line in lines if line.action == action], cell):
            if len({(line.new_value, line.group if action == "split" else "") for line in same}) > 1:
                apart += same
    gone = [line for line in lines if line.action in ("delete", "merge", "suppress")]
    if gone and len({line.action for line in lines} - {"accept"}) > 1:
        apart += lines
    return list({id(line): line for line in apart}.values())


def _group(lines: Iterable[Line], columns: Sequence[str]) -> Iterator[list[Line]]:
    found: dict[tuple[str | None, ...], list[Line]] = defaultdict(list)
    for line in lines:
        # A row's own cells are one, whatever article a reviewer looked at; those of its reports are each article's.
        apart = [c for c in columns if c != "article_id" or line.action == "split" or line.table in OWNERS]
        found[(line.table, *(getattr(line, column) for column in apart))].append(line)
    yield from found.values()


def _tell(line: Line) -> str:
    match line.action:
        case "set":
            return f"{line.column} is {line.new_value!r}" if line.new_value else f"{line.column} is empty"
        case "merge":
            return f"merge into {line.new_value}"
        case "split":
            return f"split off {line.article_id}"
        case action:
            return action


def _write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write a corrections file: beside its place first, so that it is whole or not there."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([getattr(line, column) for column in COLUMNS] for line in lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from error
