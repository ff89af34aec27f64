"""What tests of releases share: builds, and a look at what stands in a place."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from newstables.scripts.manifest import NAME as MANIFEST
from newstables.scripts.manifest import hash_file
from newstables.scripts.parquet import sort_table, write_table

Make = Callable[..., Path]


def write_build(directory: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables, and beside them what tells that a build wrote them."""
    for name, frame in tables.items():
        write_table(name, sort_table(name, frame), directory / f"{name}.parquet")
    outputs = {path.name: hash_file(path) for path in sorted(directory.glob("*.parquet"))}
    (directory / MANIFEST).write_text(json.dumps({"outputs": outputs}), encoding="utf-8")


def start_release(build: Path, to: object, *options: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    command = [sys.executable, "-m", "newstables.scripts.cli", "release", build, "--to", to, *options]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def read_listing(releases: Path) -> list[dict[str, Any]]:
    """Return the releases that are listed."""
    path = releases / "releases.json"
    listed: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["releases"] if path.exists() else []
    return listed


def check_whole(releases: Path) -> list[str]:
    """See that every release that is listed is there to the last byte; return their versions."""
    listed = read_listing(releases)
    for entry in listed:
        folder = releases / entry["version"]
        assert sorted(path.name for path in folder.iterdir()) == sorted(entry["files"])
        for name, told in entry["files"].items():
            content = (folder / name).read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (told["bytes"], told["sha256"])
    return [entry["version"] for entry in listed]


def read_all(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
