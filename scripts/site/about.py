"""What the pages say of the dataset as a whole: as its latest release describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from newstables.errors import DataError
from newstables.listing import Listing, Release
from newstables.locating import Place
from newstables.scripts.release.about import is_web_address
from newstables.scripts.release.datapackage import NAME as DESCRIPTOR


@dataclass(frozen=True, slots=True)
class About:
    """A dataset.

    Attributes
    ----------
    title, name : str
        What people call it, and what it is called in addresses.
    description, homepage, licence, licence_url : str or None
        What it holds, where it is told of, and the licence with its address.
    authors, sources : tuple of str
        Who publishes it, and where its articles come from.
    rates : dict of str to dict
        By table, how many of the rows that were drawn at random and checked were wrong.
    """

    title: str
    name: str
    description: str | None = None
    homepage: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rates: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_about(listing: Listing, release: Release | None, place: Place | None) -> About:
    """Read what a release says of the dataset; its title alone where it says nothing.

    Raises
    ------
    newstables.DataError
        Where its descriptor is damaged.
    """
    if release is None or place is None or not place.holds(DESCRIPTOR):
        return About(listing.title, listing.name)
    path = place.find(DESCRIPTOR)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        licence: dict[str, Any] = next(iter(told.get("licenses", ())), {})
        return About(
            listing.title,
            listing.name,
            told.get("description"),
            _take_address(told.get("homepage")),
            licence.get("name"),
            _take_address(licence.get("path")),
            tuple(each["title"] for each in told.get("contributors", ())),
            _list_outlets([each["title"] for each in told.get("sources", ())]),
            {
                each["name"]: each["errorRate"]
                for each in told.get("resources", ())
                if "errorRate" in each and each.get("format") == "parquet"
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} does not describe a release: {type(error).__name__} {error}") from error


def _list_outlets(sources: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets that articles come from; none for summaries, of whose reports the addresses are listed."""
    return () if any(is_web_address(each) for each in sources) else tuple(sources)


def _take_address(told: object) -> str | None:
    return told if isinstance(told, str) and is_web_address(told) else None
