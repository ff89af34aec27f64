"""``newstables release`` and ``newstables withdraw``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Day = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Day of it; SOURCE_DATE_EPOCH or today (UTC) where not given."),
]
To = Annotated[str, typer.Option("--to", metavar="RELEASES", help="Folder of releases, or an object store (s3://...).")]
SingleWriter = Annotated[
    bool,
    typer.Option("--single-writer", help="Nobody else writes there, so an object store without conditions will do."),
]


def release(
    build: Annotated[Path, typer.Argument(metavar="BUILD", help="What newstables build wrote.")],
    version: Annotated[str, typer.Option(help="Such as 1.1.0, or auto: the lowest that will do.")],
    to: To,
    no_csv: Annotated[bool, typer.Option("--no-csv", help="Leave the CSV files out.")] = False,
    sqlite: Annotated[bool, typer.Option("--sqlite", help="Add an SQLite file, and metadata for Datasette.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="Add a workbook with a sheet for each table.")] = False,
    checked_only: Annotated[
        bool, typer.Option("--checked-only", help="Only rows that a person accepted, corrected or added.")
    ] = False,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="Leave the quotations out.")] = False,
    licence: Annotated[
        str | None, typer.Option("--licence", "--license", help="SPDX id, such as CC-BY-4.0.", show_default=False)
    ] = None,
    author: Annotated[list[str] | None, typer.Option(help="Who publishes it; may be given again.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the dataset in addresses; the folder's.")] = None,
    title: Annotated[str | None, typer.Option(help="What people call the dataset.")] = None,
    day: Day = None,
    single_writer: SingleWriter = False,
) -> None:
    """Make an immutable release of a build: described, hashed, and announced when all is in place."""
    from newstables.scripts.release import Choice
    from newstables.scripts.release import release as run

    done = run(
        build,
        version,
        to,
        choice=Choice(not no_csv, sqlite, excel, checked_only, not no_quotes),
        name=name,
        title=title,
        licence=licence,
        authors=author or (),
        day=day.date() if day else None,
        single_writer=single_writer,
    )
    for level, reasons in done.reasons.items():
        for reason in reasons:
            print(f"{level}: {reason}")
    if done.previous and not done.reasons:
        print(f"No row differs from release {done.previous}")
    rows, checked = sum(done.counts.values()), sum(done.checked.values())
    size = sum(file["bytes"] for file in done.files.values())
    print(f"{rows:,} rows, {checked:,} checked by people; {len(done.files)} files, {size:,} bytes")
    since = f", the next after {done.previous}" if done.previous else ", the first"
    print(f"Released {done.version} to {done.where}{since}")


def withdraw(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="Such as 1.1.0.")],
    reason: Annotated[str, typer.Option(help="Why, in one line, for those who load it.")],
    to: To,
    day: Day = None,
    single_writer: SingleWriter = False,
) -> None:
    """Mark a release as withdrawn: it is the latest no more, loading it warns, and nothing is deleted."""
    from newstables.scripts.release import withdraw as run

    run(version, reason, to, day=day.date() if day else None, single_writer=single_writer)
    print(f"Withdrew {version} in {to}")
