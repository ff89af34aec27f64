"""Check the tables of a build or a release, as a third party can."""

from __future__ import annotations

import os

import pyarrow

from newstables.loading import locate, read_parquet
from newstables.schemas import HISTORY_TABLES, TABLES, Failure, arrow_schema, check, check_table, to_frame


def validate(source: str | os.PathLike[str], release: str | None = None) -> tuple[list[Failure], bool]:
    """Check the tables of a build or a release: each against its model, then the rules across them.

    Parameters
    ----------
    source : str or path
        A build directory, a release, or a folder of releases.
    release : str, optional
        As for `load`.

    Returns
    -------
    list of Failure
        Every broken rule; empty where all hold.
    bool
        True where the texts of the articles are there, so that quotations and offsets were compared with them.

    Raises
    ------
    newstables.UsageError
        Where the source is not there.
    newstables.DataError
        Where a file is damaged.
    """
    directory = locate(release, source)
    with_texts = (directory / "texts.parquet").is_file()
    present = [name for name in (*TABLES, *HISTORY_TABLES) if (directory / f"{name}.parquet").is_file()]
    names = present + ["texts"] * with_texts
    stored = {name: read_parquet(directory / f"{name}.parquet") for name in names}
    failures = [failure for name in names for failure in _compare_types(name, stored[name].schema)]
    if failures:
        return failures, with_texts
    frames = {name: to_frame(name, stored[name]) for name in names}
    texts = frames.pop("texts", None)
    history = [frames.pop(name) for name in HISTORY_TABLES if name in frames]
    told = [failure for frame in history for failure in check_table(frame.attrs["table"], frame)]
    return told + check(frames, texts), with_texts


def _compare_types(name: str, found: pyarrow.Schema) -> list[Failure]:
    """Name the columns of a file that are of another type than the contract says; pandas would convert them."""
    wanted = arrow_schema(name)
    return [
        Failure(name, None, field.name, str(found.field(field.name).type), f"is not of type {field.type}")
        for field in wanted
        if field.name in found.names and found.field(field.name).type != field.type
    ]
