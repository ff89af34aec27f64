"""Hand rows on from step to step in parts, through files beside the output, so that no process holds them all.

A step is a function of some pieces. It is called once for each shelf of pieces, by whoever works, and tells for each
piece that it gives on which shelf the next step finds it. What lies between two steps is in files: a worker that dies
takes nothing with it, and memory is a matter of the size of a shelf, not of the archive. Which worker did what, and in
which order they ended, decides nothing.
"""

from __future__ import annotations

import pickle
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newstables.scripts.addresses import open_file, read_pieces
from newstables.scripts.progress import Steps
from newstables.scripts.spool import Place
from newstables.scripts.workers import Pool

ARTICLES_PER_SHELF = 4_000
MOST_SHELVES = 512

Shelf = list[Place]
Pieces = list[Any]
Given = tuple[Mapping[int, Any], Any]
"""What a step gives: by number of a shelf, what it lays there; and what it tells."""


def count_shelves(articles: int) -> int:
    """Return over how many shelves the rows of so many articles are spread."""
    return max(1, min(MOST_SHELVES, -(-articles // ARTICLES_PER_SHELF)))


def choose_shelf(key: str, shelves: int) -> int:
    """Return the shelf on which all that has one key lies."""
    return zlib.crc32(key.encode()) % shelves


@dataclass(frozen=True, slots=True)
class Exchange:
    """Shelves, and who works between them.

    Attributes
    ----------
    spool : str
        The path or address of a directory for files, which all who work can reach.
    pool : Pool
        Who works.
    steps : Steps
        Where progress is shown.
    shelves : int
        How many shelves there are.
    """

    spool: str
    pool: Pool
    steps: Steps
    shelves: int

    def run(
        self,
        description: str,
        step: Callable[[Pieces, Any], Given],
        shelves: Sequence[Shelf],
        told: Sequence[Any] | None = None,
        racks: int = 1,
    ) -> tuple[list[Shelf], list[Any]]:
        """Let a step go over all shelves.

        Parameters
        ----------
        description : str
            What is being done.
        step : callable
            Defined at the top level of a module. Called with the pieces of a shelf and with what is told to it.
        shelves : sequence of list of Place
            Where the pieces lie.
        told : sequence, optional
            What is told to the step for each shelf; its number where not given.
        racks : int
            How many rows of shelves the step fills, one behind the other.

        Returns
        -------
        list of list of Place
            The shelves of the next step. Pieces lie on them in the order of the shelves that they came from.
        list
            What the step told of each shelf.
        """
        given = range(len(shelves)) if told is None else told
        tasks = [_Task(shelf, each) for shelf, each in zip(shelves, given, strict=True)]
        done = self.steps.follow(description, self.pool.map(_Step(step, self.spool), tasks), len(tasks))
        laid: list[Shelf] = [[] for _ in range(racks * self.shelves)]
        answers = []
        for places, answer in done:
            for number, place in places.items():
                laid[number].append(place)
            answers.append(answer)
        return laid, answers

    def lay(self, pieces: Sequence[Any]) -> list[Shelf]:
        """Lay pieces of this process on shelves, one on each from the first on."""
        places = write_pieces(self.spool, dict(enumerate(pieces)))
        return [[places[number]] for number in range(len(pieces))]


def write_pieces(spool: str, pieces: Mapping[int, Any]) -> dict[int, Place]:
    """Write pieces into one file of their own, and return where each lies."""
    if not pieces:
        return {}
    name = f"{uuid.uuid4().hex}.pieces"  # work that is done twice, as on a cluster, does not write into one file
    places = {}
    with open_file(f"{spool}/{name}", "wb") as file:
        at = 0
        for number, piece in pieces.items():
            data = pickle.dumps(piece, protocol=pickle.HIGHEST_PROTOCOL)
            file.write(data)
            places[number] = Place(name, at, at + len(data))
            at += len(data)
    return places


def read_shelf(spool: str, shelf: Sequence[Place]) -> Iterator[Any]:
    """Read the pieces of a shelf, in order."""
    for data in read_pieces([(f"{spool}/{place.file}", place.start, place.end) for place in shelf]):
        yield pickle.loads(data)


@dataclass(frozen=True, slots=True)
class _Task:
    shelf: Shelf
    told: Any


class _Step:
    """A step, with the reading and writing of its pieces around it."""

    def __init__(self, function: Callable[[Pieces, Any], Given], spool: str) -> None:
        self.__name__ = function.__name__  # by which Dask's dashboard shows it
        self.function = function
        self.spool = spool

    def __call__(self, task: _Task) -> tuple[dict[int, Place], Any]:
        given, told = self.function(list(read_shelf(self.spool, task.shelf)), task.told)
        return write_pieces(self.spool, given), told
