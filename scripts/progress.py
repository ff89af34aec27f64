"""Say on a terminal how far the work is; keep quiet anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")


class Steps:
    """The steps of a build, drawn on standard error where that is a terminal.

    Parameters
    ----------
    shown : bool, optional
        Whether to draw them at all; where not given, whether standard error is a terminal.
    """

    def __init__(self, shown: bool | None = None) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not (console.is_terminal if shown is None else shown),
        )

    def __enter__(self) -> Steps:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def follow(self, description: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Pass items on, and count them off.

        Parameters
        ----------
        description : str
            What is being done.
        items : iterable
            What comes, one at a time.
        total : int
            How many will come.
        """
        task = self._progress.add_task(description, total=total)
        for item in items:
            yield item
            self._progress.advance(task)
        self._progress.remove_task(task)

    def announce(self, description: str) -> None:
        """Say what is being done now, where it cannot be counted."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._progress.add_task(description, total=None)
