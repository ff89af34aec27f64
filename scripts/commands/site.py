"""``newstables site``: the public pages of a dataset, with its releases beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer


def site(
    releases: Annotated[str, typer.Argument(metavar="RELEASES", help="A folder of releases, or its address.")],
    out: Annotated[Path, typer.Option(help="Directory to write; an earlier site there is replaced.")],
    people: Annotated[
        str, typer.Option(metavar="all|officials|none", help="Whom there are pages of: who holds a public office, ...")
    ] = "officials",
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where the pages will be served (https://...).")
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where the releases are served already; they are not copied then."),
    ] = None,
) -> None:
    """Write the public pages of a dataset: a folder for any web server, with the releases in it."""
    from newstables.scripts.site.content import People
    from newstables.scripts.site.pages import site as run

    done = run(releases, out, people=cast(People, people), address=address, data=data)
    told = [f"{done.pages:,} pages"]
    told += [f"{done.countries:,} countries", f"{done.people:,} people"] if done.shown else []
    print(f"{', '.join(told)}; {f'release {done.shown} is shown' if done.shown else 'all releases are withdrawn'}")
    for version in done.withheld:
        print(f"release {version} is not offered: it names people who were taken out since")
    print(f"\nWritten to {done.out}: put the folder on any web server as it is")
