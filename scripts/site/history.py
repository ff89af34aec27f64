"""The releases as pages tell of them: what changed from one to the next, and what was put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from newstables.changes import list_labels
from newstables.comparing import WITHHELD, diff
from newstables.differences import CAUSES, Difference, TableDifference
from newstables.differences import plain as plain_value
from newstables.errors import DataError
from newstables.folding import Forms
from newstables.listing import Listing, Release, order_version
from newstables.loading import load
from newstables.locating import Place
from newstables.scripts.site.content import Cells, plain

LISTED = 50  # rows named of each list of changes
_CHANGES = ("added", "removed", "changed")


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The people whom any release suppresses.

    Attributes
    ----------
    names : Forms
        The names that no page may print.
    releases : frozenset of str
        The versions that still print one, so that their files are not offered any more.
    ids : frozenset of str
        The ids that their rows had.
    """

    names: Forms
    releases: frozenset[str]
    ids: frozenset[str] = frozenset()


def open_releases(where: Path | str, listing: Listing) -> dict[str, Place]:
    """Return where the files of each release lie, oldest first; those are missing that were taken away.

    Parameters
    ----------
    where : path or str
        The folder of releases, or its address.
    listing : Listing
        The list of them.
    """
    places = {}
    for release in listing.releases:
        if isinstance(where, str):
            places[release.version] = Place(None, where, release)
        elif (where / release.version).is_dir():
            places[release.version] = Place(where / release.version, None, release)
    return places


def find_suppressed(places: Mapping[str, Place]) -> Suppressed:
    """Find the people who were taken out of the tables, and the releases that were made before."""
    taken_out = {version: _read_suppressed(place) for version, place in places.items()}
    ids = frozenset().union(*taken_out.values())
    if not ids:
        return Suppressed(Forms(()), frozenset())
    people = {version: load("people", source=place) for version, place in places.items()}
    named: set[str] = set()
    kept: set[str] = set()
    for version, frame in people.items():
        for row in plain(frame):
            forms = {row["name"], *row.get("aliases", "").split("; ")} - {""}
            if row["person_id"] in ids:
                named |= forms
            elif taken_out[version] == ids:  # where namesakes are gone too
                kept |= forms
    names = Forms(named - kept)
    return Suppressed(
        names,
        frozenset(
            version
            for version, frame in people.items()
            if set(frame["person_id"]) & ids or any(names.stand_in(name) for name in frame["name"])
        ),
        ids,
    )


def _read_suppressed(place: Place) -> frozenset[str]:
    """Return the ids of the people whom a release suppresses."""
    if not place.holds("corrections.parquet"):
        return frozenset()
    told = load("corrections", source=place)
    stands = (told["action"] == "suppress") & (told["status"] == "applied")
    return frozenset(told.loc[stands, "row_id"].dropna())


def choose_shown(listing: Listing, places: Mapping[str, Place], suppressed: Suppressed) -> Release | None:
    """Return the release that the pages show: the latest; None where all are withdrawn.

    Raises
    ------
    newstables.UsageError
        Where there is no release yet.
    newstables.DataError
        Where its files are missing, or it names people who were taken out since.
    """
    if listing.releases and all(release.withdrawn for release in listing.releases):
        return None
    release = listing.find()
    if release.version not in places:
        raise DataError(f"release {release.version} in {listing.where} has no files")
    if release.version in suppressed.releases:
        raise DataError(
            f"release {release.version} names people whom another release of {listing.where} suppresses; "
            "release again without them before publishing pages"
        )
    return release


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of a release.

    Attributes
    ----------
    release : Release
        What the list tells.
    counted : list of dict
        Rows by table, change and cause, of all that differs from the one before; empty for the first.
    changes : dict
        By table and kind of change: the number of rows, and those that are named.
    offered : bool
        Whether its files can be downloaded.
    names_suppressed : bool
        Whether they cannot because they name people who were taken out since.
    compared : bool
        Whether it could be compared with the one before.
    labels : dict
        What people know the rows by that differ, by table and id.
    """

    release: Release
    counted: list[Cells]
    changes: dict[str, dict[str, tuple[int, list[Cells]]]]
    offered: bool
    names_suppressed: bool
    compared: bool
    labels: dict[tuple[str, str], str]


def tell_releases(listing: Listing, places: Mapping[str, Place], suppressed: Suppressed) -> list[Told]:
    """Tell of each release, the newest first."""
    told = []
    for release in sorted(listing.releases, key=lambda one: order_version(one.version), reverse=True):
        here, before = places.get(release.version), places.get(release.previous or "")
        difference = diff(before, here) if here and before else None
        names = release.version in suppressed.releases
        told.append(
            Told(
                release,
                [] if difference is None else _count(difference),
                {} if difference is None else dict(_list_changes(difference, suppressed)),
                offered=here is not None and not names,
                names_suppressed=names,
                compared=difference is not None,
                labels={} if difference is None else list_labels(difference),
            )
        )
    return told


def _count(difference: Difference) -> list[Cells]:
    counted = [{str(name): value for name, value in row.items()} for row in difference.count().to_dict("records")]
    return [row | {"told": told} for cause, told in CAUSES.items() for row in counted if row["cause"] == cause]


def _list_changes(
    difference: Difference, suppressed: Suppressed
) -> Iterator[tuple[str, dict[str, tuple[int, list[Cells]]]]]:
    for name, table in difference.tables.items():
        if name != "evidence" and not table.empty:
            yield name, {change: _list_rows(table, change, suppressed) for change in _CHANGES}


def _list_rows(table: TableDifference, change: str, suppressed: Suppressed) -> tuple[int, list[Cells]]:
    """Return how many rows changed so, and the first of them, without those of people who were taken out."""
    frame: pd.DataFrame = getattr(table, change)
    number = int(frame["row_id"].nunique())
    told = frame[~frame["row_id"].str.partition(" ")[0].isin(suppressed.ids)] if len(frame) else frame
    rows = told.head(LISTED).to_dict("records")
    return number, [{str(k): _withhold(plain_value(v), suppressed.names) for k, v in row.items()} for row in rows]


def _withhold(value: object, names: Forms) -> object:
    return WITHHELD if isinstance(value, str) and names and names.stand_in(value) else value


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right, as a page tells it.

    Attributes
    ----------
    published : list of dict
        Errors that a release held, the latest decision first; ``cells`` holds the columns, what stood there and stands.
    counts : dict of str to int
        All decisions that were applied, by what was decided, each row once.
    """

    published: list[Cells]
    counts: dict[str, int]


def tell_corrections(corrections: pd.DataFrame, told: Sequence[Told], names: Forms) -> Corrected:
    """Tell what people decided.

    Parameters
    ----------
    corrections : pandas.DataFrame
        The table of the release that is shown. Who was taken out is counted, and not told.
    told : sequence of Told
        The releases, the newest first.
    names : Forms
        The names that no page may print.
    """
    labels = {row: label for one in reversed(told) for row, label in one.labels.items()}
    groups: dict[tuple[Any, ...], list[Cells]] = {}
    for row in plain(corrections[corrections["status"] == "applied"]):
        decided = row.get("decided_on")
        groups.setdefault((row["action"], row.get("table"), row.get("row_id"), decided), []).append(row)
    counts: dict[str, int] = {}
    published = []
    for (action, table, row_id, decided), rows in groups.items():
        counts[action] = counts.get(action, 0) + 1
        if action != "suppress" and any("first_wrong" in row for row in rows):
            published.append(
                {
                    "action": action,
                    "table": table,
                    "row_id": row_id,
                    "label": _withhold(labels.get((table, row_id)), names),
                    "decided_on": decided,
                    "cells": [
                        {name: _withhold(value, names) for name, value in row.items()}
                        for row in rows
                        if "column" in row
                    ],
                    "into": next((row["new_value"] for row in rows if action == "merge" and "new_value" in row), None),
                    "notes": list(dict.fromkeys(_withhold(row["note"], names) for row in rows if "note" in row)),
                    "first_wrong": next(row["first_wrong"] for row in rows if "first_wrong" in row),
                    "put_right": next((row["put_right"] for row in rows if "put_right" in row), None),
                }
            )
    published.sort(key=lambda one: (-(one["decided_on"].toordinal() if one["decided_on"] else 0), str(one["row_id"])))
    return Corrected(published, counts)
