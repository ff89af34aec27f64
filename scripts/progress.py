"""Say on a terminal how far the work is; keep quiet anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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

    def follow(
        self, description: str, items: Iterable[Item], total: int, count: Callable[[Item], int] = lambda _: 1
    ) -> Iterator[Item]:
        """Pass items on, and count them off.

        Parameters
        ----------
        description : str
            What is being done.
        items : iterable
            What comes, one at a time.
        total : int
            How many will come.
        count : callable, optional
            For how many an item stands; one where not given.
        """
        self._clear()
        task = self._progress.add_task(description, total=total)
        for item in items:
            self._progress.advance(task, count(item))
            yield item

    def announce(self, description: str) -> None:
        """Say what is being done now, where it cannot be counted."""
        self._clear()
        self._progress.add_task(description, total=None)

    def _clear(self) -> None:
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
