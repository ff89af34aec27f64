"""Spread work over processes, with results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, TypeVar

from newstables.errors import DataError

Task = TypeVar("Task")
Result = TypeVar("Result")

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Pool(Protocol):
    """Who works for a build: processes of this machine (`Workers`), or those of a cluster."""

    @property
    def number(self) -> int:
        """How many work at a time."""

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results of a function, in the order of the tasks."""


class Workers:
    """Processes that work for a build; with one, this process does the work itself.

    Parameters
    ----------
    number : int
        How many. Each keeps its numerical libraries to one thread.

    Examples
    --------
    >>> with Workers(1) as workers:
    ...     list(workers.map(len, ["one", "four"]))
    [3, 4]
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self._pool: ProcessPoolExecutor | None = None
        self._before: dict[str, str | None] = {}
        self._others: list[multiprocessing.process.BaseProcess] = []

    def __enter__(self) -> Workers:
        # Read when a numerical library is imported, so they are set where the processes inherit them.
        self._before = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
        self._others = multiprocessing.active_children()
        if self.number > 1:
            # Started afresh, not forked: the same everywhere, and safe where this process has threads.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.number, mp_context=context, initializer=_follow_parent)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            if kind is not None:  # nobody waits for what is under way
                for process in multiprocessing.active_children():
                    if process not in self._others:
                        process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results of a function, in the order of the tasks.

        Parameters
        ----------
        function : callable
            Defined at the top level of a module.
        tasks : iterable
            What it is called with, one at a time.

        Raises
        ------
        newstables.errors.DataError
            Where a process died.
        """
        tasks = list(tasks)
        if self._pool is None or len(tasks) == 1:
            yield from map(function, tasks)
            return
        try:
            futures: list[Future[Result]] = [self._pool.submit(function, task) for task in tasks]
            futures.reverse()
            while futures:
                yield futures.pop().result()
        except BrokenProcessPool as error:
            raise DataError(
                "a worker process died (killed, or out of memory); nothing was written. "
                "What was extracted is kept: start again, with fewer --workers where memory is short"
            ) from error


def _follow_parent() -> None:
    """In a new process: leave interrupts to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
