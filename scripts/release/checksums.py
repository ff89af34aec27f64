"""``SHA256SUMS``: the hashes of a release's files, as ``sha256sum --check`` reads them."""

from __future__ import annotations

from pathlib import Path

from newstables.scripts.manifest import hash_file

NAME = "SHA256SUMS"


def write_checksums(directory: Path) -> None:
    """Write the hashes of all files of a directory into it."""
    lines = [f"{hash_file(path)}  {path.name}\n" for path in sorted(directory.iterdir()) if path.name != NAME]
    (directory / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
