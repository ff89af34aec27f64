"""Where the tables of a chart come from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from newstables.loading import load, locate
from newstables.scripts.manifest import NAME as BUILD_MANIFEST

Tables = Mapping[str, pd.DataFrame]

READ = (
    "articles",
    "people",
    "appearances",
    "meetings",
    "meeting_reports",
    "participants",
    "agreements",
    "agreement_reports",
    "parties",
    "figures",
)
"""The tables that charts are made of: all but the evidence."""


@dataclass(frozen=True)
class Source:
    """What the line below a chart says of the tables.

    Attributes
    ----------
    place : str, optional
        What to call to get them again: a folder or an address.
    release : str, optional
        The version; None for a build that was not released.
    """

    place: str | None = None
    release: str | None = None

    def __str__(self) -> str:
        if self.release:
            return f"release {self.release}"
        return "unreleased build" if self.place else "tables"


def read_source(
    source: str | os.PathLike[str] | None = None, release: str | None = None
) -> tuple[dict[str, pd.DataFrame], Source]:
    """Read the tables that charts are made of.

    Parameters
    ----------
    source, release : optional
        As for `newstables.load`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables by name.
    Source
        What to say of them.
    """
    directory = locate(release, source)
    tables = {name: load(name, source=directory) for name in READ}
    version = None if (directory / BUILD_MANIFEST).is_file() else directory.name
    return tables, Source(os.fspath(source) if source is not None else None, version)
