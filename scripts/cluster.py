"""Spread work over a Dask cluster, with results in the order of the work.

Scheduling, queues, retries and what becomes of the work of a worker that dies are Dask's. What is here says to a person
what Dask tells of a failure, and sees to it that all workers do the same work: they must run the same newstables.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import Any, TypeVar

from newstables.errors import DataError, NewstablesError, UsageError
from newstables.scripts.cache import hash_extraction, walk_package
from newstables.scripts.workers import count_cores

Task = TypeVar("Task")
Result = TypeVar("Result")

LOCAL = "local"
_LOGGING = "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED"
_NOBODY = 600.0  # seconds without any worker that takes work after which a build is given up
_LOOK = 10.0  # seconds between looks at whether there are workers
_AGAIN = "nothing was written. What was extracted is kept: start again"
_WITH_MEMORY = "with more memory for each worker"
_TURN = threading.Lock()  # spaCy's pipeline is not for several threads of one worker at a time


class Cluster:
    """The workers of a Dask cluster.

    Parameters
    ----------
    address : str
        A scheduler (``tcp://scheduler:8786``), or ``local`` to start a cluster of processes on this machine.
    workers : int, optional
        How many processes a local cluster has; as many as there are cores where not given.

    Raises
    ------
    newstables.errors.UsageError
        Where Dask is not installed, or no scheduler answers.
    """

    def __init__(self, address: str, workers: int | None = None) -> None:
        if workers is not None and address != LOCAL:
            raise UsageError("--workers is for processes of this machine; a cluster has the workers that it has")
        self.address = address
        self._wanted = workers or count_cores()
        self._local: Any = None
        self._client: Any = None
        self._before: str | None = None

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client, LocalCluster
        except ModuleNotFoundError as error:
            raise UsageError(
                f"{error.name} is not installed, which --cluster needs: pip install 'newstables[cluster]'"
            ) from error
        # What Dask logs of a failure, pages of it, is told here in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._before = os.environ.get(_LOGGING)
        os.environ[_LOGGING] = "critical"
        try:
            if self.address == LOCAL:
                self._local = LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=self._wanted, threads_per_worker=1, dashboard_address="127.0.0.1:0"
                )
            self._client = Client(self._local or self.address, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TypeError) as error:
            self.__exit__(None, None, None)
            raise UsageError(f"no Dask scheduler answers at {self.address}: {_tell(error)}") from error
        except BaseException:
            self.__exit__(None, None, None)
            raise
        print(f"newstables: Dask's dashboard is at {self._client.dashboard_link}", file=sys.stderr)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._client, self._local):
            if each is not None:
                each.close(timeout=10)
        if self._before is None:
            os.environ.pop(_LOGGING, None)
        else:
            os.environ[_LOGGING] = self._before

    @property
    def number(self) -> int:
        """How many threads the workers have now, at least one."""
        return max(1, sum(int(worker["nthreads"]) for worker in self._list_workers().values()))

    @property
    def client(self) -> Any:
        """The client of the cluster."""
        return self._client

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
            Where a task cannot be done, or the cluster is lost.
        """
        with self.explain():
            futures = self._client.map(Same(function), list(tasks), key=function.__name__.strip("_"), pure=False)
            futures.reverse()
            while futures:
                yield self.wait(futures.pop())

    def wait(self, future: Any) -> Any:
        """Return the result of a future; give up where no worker takes work for a long time."""
        without = 0.0
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if future.done():  # meanwhile, or by that very error
                    return future.result()
            workers = self._list_workers().values()
            # Dask pauses a worker whose memory is nearly full; nobody frees it where there is nothing to write out.
            if any(worker.get("status", "running") == "running" for worker in workers):
                without = 0.0
                continue
            if not without:
                print(f"newstables: waiting for workers at {self.address}", file=sys.stderr)
            without += _LOOK
            if without >= _NOBODY and workers:
                raise DataError(f"the workers at {self.address} have no memory left; {_AGAIN}, {_WITH_MEMORY}")
            if without >= _NOBODY:
                raise DataError(f"there are no workers at {self.address}; {_AGAIN} when there are")

    def explain(self) -> _Explained:
        """Say what happens in a block in words for the person at the keyboard."""
        return _Explained(self.address)

    def _list_workers(self) -> dict[str, Any]:
        found: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return found


@dataclass(frozen=True, slots=True)
class _Explained:
    address: str

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from concurrent.futures import CancelledError as Cancelled

        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        if error is None or isinstance(error, NewstablesError):
            return
        if isinstance(error, KilledWorker):
            raise DataError(
                f"worker after worker died (killed, or out of memory) on the same work; {_AGAIN}, {_WITH_MEMORY}"
            ) from error
        if isinstance(error, (CancelledError, Cancelled, CommClosedError, ConnectionError)):
            raise DataError(f"the Dask scheduler at {self.address} is gone; {_AGAIN}") from error
        if isinstance(error, MemoryError):
            raise DataError(f"a worker is out of memory; {_AGAIN}, {_WITH_MEMORY}") from error
        if isinstance(error, ModuleNotFoundError):
            raise DataError(
                f"{error.name} is not installed on a worker: pip install 'newstables[build,cluster]' there"
            ) from error


@dataclass(frozen=True, slots=True)
class Same:
    """A function that is called where newstables is the same as here, and by one thread of a process at a time."""

    function: Callable[[Any], Any]
    code: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", self.code or hash_code())

    def __call__(self, task: Any) -> Any:
        """Call it.

        Raises
        ------
        newstables.errors.DataError
            Where the worker runs another newstables, or cannot read or write what it must.
        """
        if self.code != hash_code():
            raise DataError(
                f"worker {_name_worker()} has another newstables, Python or library than this machine; "
                "install the same on both"
            )
        try:
            with _TURN:
                return self.function(task)
        except OSError as error:
            raise DataError(f"worker {_name_worker()}: {_tell(error)}; nothing was written") from error


@cache
def hash_code() -> str:
    """Return a hash of what decides what a worker does: all code and word lists of newstables, and its libraries."""
    digest = hashlib.sha256(hash_extraction().encode())
    for name, content in walk_package(files("newstables.scripts"), "scripts"):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _name_worker() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:  # not on a worker
        return "here"


def _tell(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
