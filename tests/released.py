"""Small releases for tests of those who load them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from pyarrow import parquet

LISTING = "releases.json"


def add_release(releases: Path, version: str, build: Path, **changes: Any) -> dict[str, Any]:
    """Copy the tables of a build into a release, and tell of it in the list.

    `changes` go over what the list tells of it.
    """
    folder = releases / version
    folder.mkdir(parents=True)
    for path in build.glob("*.parquet"):
        if path.stem not in ("texts", "rejected"):
            shutil.copy(path, folder)
    return list_release(releases, version, **changes)


def list_release(releases: Path, version: str, **changes: Any) -> dict[str, Any]:
    """Tell of a release, whose files are there, at the end of the list."""
    listing = read_listing(releases)
    listing["releases"] = [each for each in listing["releases"] if each["version"] != version]
    before = listing["releases"]
    entry = {
        "version": version,
        "date": f"2026-01-{len(before) + 1:02}",
        "previous": before[-1]["version"] if before else None,
        "counts": {p.stem: parquet.read_metadata(p).num_rows for p in sorted((releases / version).glob("*.parquet"))},
        "checked": {},
        "files": {path.name: tell_file(path) for path in sorted((releases / version).iterdir())},
        "withdrawn": None,
    } | changes
    listing["releases"] = [*before, entry]
    write_listing(releases, listing)
    return entry


def tell_file(path: Path) -> dict[str, Any]:
    """Tell of a file what the list does."""
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def read_listing(releases: Path) -> dict[str, Any]:
    """Read the list as it stands, or an empty one."""
    path = releases / LISTING
    if not path.is_file():
        return {"format": 1, "name": "fjord-talks", "title": "Talks at the fjord", "releases": []}
    listing: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return listing


def write_listing(releases: Path, listing: object) -> None:
    """Write the list."""
    (releases / LISTING).write_text(json.dumps(listing, indent=1), encoding="utf-8")


def withdraw(releases: Path, version: str, reason: str) -> None:
    """Mark a version as withdrawn."""
    listing = read_listing(releases)
    for each in listing["releases"]:
        if each["version"] == version:
            each["withdrawn"] = {"reason": reason, "date": "2026-02-01"}
    write_listing(releases, listing)
