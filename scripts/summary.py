"""What a build or a check says at its end, on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newstables.schemas import Failure
from newstables.schemas.vocabularies import REJECTION_REASONS
from newstables.scripts.read import Note, Rejection

_EXAMPLES = 3  # inputs named for each reason of rejection
_FAILURES = 10  # failures named for each table, column and problem
_NOTES = 10
_FAILED = 50  # corrections that were not applied; each is work that somebody did


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    Attributes
    ----------
    out : str
        The directory that it wrote, or its address.
    rows : mapping of str to int
        Rows by table.
    copies : int
        Articles that are the same wire copy as another, and give no rows.
    kept : int
        Articles whose rows came out of the cache.
    rejections : sequence of Rejection
        What gave no article.
    notes : sequence of Note
        What else a person should know.
    failures : sequence of Note
        Articles that brought extraction down, which is a defect; they give no rows.
    corrections : mapping of str to int
        Corrections by what became of them.
    failed_corrections : sequence of str
        Those that were not applied: file, line and why.
    """

    out: str
    rows: Mapping[str, int]
    copies: int = 0
    kept: int = 0
    rejections: Sequence[Rejection] = field(default=())
    notes: Sequence[Note] = field(default=())
    failures: Sequence[Note] = field(default=())
    corrections: Mapping[str, int] = field(default_factory=dict)
    failed_corrections: Sequence[str] = field(default=())


def draw_summary(summary: Summary) -> RenderableType:
    """Draw the end of a build: articles read, rejected and copied, rows by table, and where they are."""
    articles = summary.rows["articles"]
    extracted = articles - summary.copies - summary.kept - len(summary.failures)
    head = f"{articles:,} articles read"
    if summary.copies:
        head += f", {summary.copies:,} of them copies of another"
    head += f"; {extracted:,} extracted now, {summary.kept:,} out of the cache"
    drawn: list[RenderableType] = [Text(head)]
    if summary.rejections:
        drawn.append(draw_rejections(summary.rejections))
    for kind, notes in (("failed", summary.failures), ("note", summary.notes)):
        drawn += [Text(f"{kind}: {note.source} {note.text}", overflow="fold") for note in notes[:_NOTES]]
        if len(notes) > _NOTES:
            drawn.append(Text(f"{kind}: {len(notes) - _NOTES:,} more"))
    if summary.corrections:
        drawn.append(Text(_tell_corrections(summary.corrections)))
        drawn += [Text(f"not applied: {told}", overflow="fold") for told in summary.failed_corrections[:_FAILED]]
        if len(summary.failed_corrections) > _FAILED:
            rest = len(summary.failed_corrections) - _FAILED
            drawn.append(Text(f"not applied: {rest:,} more (newstables show corrections)"))
    counts = Table(box=None, pad_edge=False, show_header=False)
    counts.add_column(no_wrap=True)
    counts.add_column(justify="right", no_wrap=True)
    for name, number in summary.rows.items():
        if name != "articles":
            counts.add_row(name.replace("_", " "), f"{number:,}")
    return Group(*drawn, Text(), counts, Text(), Text(f"Written to {summary.out}", overflow="fold"))


def _tell_corrections(corrections: Mapping[str, int]) -> str:
    told = [f"{number:,} {status.replace('_', ' ')}" for status, number in sorted(corrections.items())]
    return f"{sum(corrections.values()):,} corrections: {', '.join(told)}"


def draw_rejections(rejections: Sequence[Rejection]) -> RenderableType:
    """Draw how many inputs were rejected for which reason, with some of them by name."""
    number = Counter(rejection.reason for rejection in rejections)
    lines = [Text(f"{len(rejections):,} rejected:", style="bold")]
    for reason, count in number.most_common():
        lines.append(Text(f"  {count:,} {reason}: {REJECTION_REASONS[reason]}"))
        named = [r for r in rejections if r.reason == reason][:_EXAMPLES]
        lines += [
            Text(f"      {r.source}" + (f": {r.detail}" if r.detail else ""), style="dim", overflow="fold")
            for r in named
        ]
        if count > len(named):
            lines.append(Text(f"      and {count - len(named):,} more", style="dim"))
    return Group(*lines)


def list_failures(failures: Sequence[Failure]) -> Iterator[str]:
    """Write broken rules as lines, those of a kind together, so that one kind does not hide the others.

    Parameters
    ----------
    failures : sequence of Failure

    Yields
    ------
    str
        A line for each failure, up to ten of one table, column and problem; then how many more there are.
    """

    def kind(failure: Failure) -> tuple[str, str, str]:
        # The problem may name what was found ("but the rows give 2"); its first words are its kind.
        return failure.table, failure.column or "", " ".join(failure.problem.split()[:3])

    for _, group in groupby(sorted(failures, key=lambda f: (*kind(f), f.sort_key())), key=kind):
        same = list(group)
        yield from map(str, same[:_FAILURES])
        if len(same) > _FAILURES:
            yield f"  and {len(same) - _FAILURES:,} more of this kind"
