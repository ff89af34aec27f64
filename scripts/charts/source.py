"""Where the tables of a chart come from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newstables.errors import DataError
from newstables.loading import load
from newstables.locating import open_place

Tables = Mapping[str, pd.DataFrame]

_DESCRIPTOR = "datapackage.json"

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
    title : str, optional
        Of the dataset.
    """

    place: str | None = None
    release: str | None = None
    title: str | None = None

    def __str__(self) -> str:
        """What stands in the source line."""
        told = f"release {self.release}" if self.release else "unreleased build" if self.place else "tables"
        return f"{self.title or 'newstables'}, {told}"


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
    place = open_place(release, source)
    tables = {name: load(name, source=place) for name in READ}
    version, title = (place.release.version if place.release else None), None
    if place.holds(_DESCRIPTOR):
        told = _read_descriptor(place.find(_DESCRIPTOR))
        version, title = version or told.get("version"), told.get("title") or told.get("name")
    return tables, Source(os.fspath(source) if source is not None else None, version, title)


def _read_descriptor(path: Path) -> dict[str, str]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    return {key: value for key, value in told.items() if isinstance(value, str)} if isinstance(told, dict) else {}
