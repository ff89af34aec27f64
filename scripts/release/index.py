"""``releases.json``: the list of releases, which is what makes one visible."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from newstables.errors import UsageError
from newstables.listing import FORMAT, NAME, order_version, parse_listing
from newstables.scripts.manifest import hash_file
from newstables.scripts.release.about import About


def parse_index(content: bytes | None, where: str) -> dict[str, Any]:
    """Read the list of releases; an empty one where there is none.

    Raises
    ------
    newstables.DataError
        Where it is damaged, or of a later format.
    """
    if content is None:
        return {"format": FORMAT, "releases": []}
    parse_listing(content, f"{NAME} of {where}")
    return dict(json.loads(content))


def write_index(index: Mapping[str, Any]) -> bytes:
    """Return the list as it is stored."""
    return (json.dumps(index, indent=1, ensure_ascii=False) + "\n").encode()


def list_versions(index: Mapping[str, Any]) -> list[str]:
    """Return the versions there are, withdrawn ones too, oldest first."""
    return [entry["version"] for entry in index["releases"]]


def find_latest(index: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the entry of the highest release that is not withdrawn."""
    standing = [entry for entry in index["releases"] if not entry.get("withdrawn")]
    return max(standing, key=lambda entry: order_version(entry["version"]), default=None)


def describe_files(directory: Path) -> dict[str, dict[str, Any]]:
    """Return length and SHA-256 of the files of a release, by name."""
    return {
        path.name: {"bytes": path.stat().st_size, "sha256": hash_file(path)} for path in sorted(directory.iterdir())
    }


def add_release(
    index: Mapping[str, Any],
    about: About,
    version: str,
    day: date,
    previous: str | None,
    counts: Mapping[str, int],
    checked: Mapping[str, int],
    files: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the list with one more release at its end."""
    entry = {
        "version": version,
        "date": day.isoformat(),
        "previous": previous,
        "counts": dict(counts),
        "checked": dict(checked),
        "files": dict(files),
        "withdrawn": None,
    }
    head = {"format": FORMAT, "name": about.name, "title": about.title}
    return {**head, **{k: v for k, v in index.items() if k not in head}, "releases": [*index["releases"], entry]}


def mark_withdrawn(index: Mapping[str, Any], version: str, reason: str, day: date, where: str) -> dict[str, Any]:
    """Return the list with one release marked as withdrawn.

    Raises
    ------
    newstables.UsageError
        Where there is no such release, or it is withdrawn already.
    """
    versions = list_versions(index)
    if version not in versions:
        raise UsageError(f"no release {version} in {where}; there are {', '.join(versions) or 'none'}")
    entries = []
    for entry in index["releases"]:
        if entry["version"] == version:
            if entry.get("withdrawn"):
                told = entry["withdrawn"]
                raise UsageError(f"release {version} was withdrawn on {told['date']}: {told['reason']}")
            entry = {**entry, "withdrawn": {"reason": reason, "date": day.isoformat()}}
        entries.append(entry)
    return {**index, "releases": entries}
