"""``newstables charts``: the charts of a build or a release."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newstables.errors import UsageError


def charts(
    source: Annotated[
        str | None,
        typer.Argument(
            envvar="NEWSTABLES_SOURCE", help="A build, a release or a folder of releases.", show_default=False
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Directory to write; charts that stand there are replaced.")] = None,
    release: Annotated[str | None, typer.Option(help="Version of the release.")] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help="This chart; may be given again.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Say which charts there are, and draw none.")] = False,
    country: Annotated[str | None, typer.Option(help="What this country takes part in: KEN, or Kenya.")] = None,
    person: Annotated[str | None, typer.Option(help="What this person takes part in: a name or an id.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day.")] = None,
    unit: Annotated[str | None, typer.Option(help="Sums in this currency: USD.")] = None,
    checked: Annotated[bool, typer.Option("--checked", help="Only rows that a person has looked at.")] = False,
    style: Annotated[Path | None, typer.Option(help="A matplotlib style (.mplstyle) to lay over ours.")] = None,
    width: Annotated[int | None, typer.Option(help="In CSS pixels; 720 where not given.")] = None,
    check: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Say which charts that stand there would change.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="RELEASE", help="With --check: a version of SOURCE, or another source.")
    ] = None,
) -> None:
    """Draw charts: SVG, PNG, the values behind them, and the words to print with them."""
    from newstables.scripts.charts import Selection, find_charts, read_source
    from newstables.scripts.charts.chart import find_chart
    from newstables.scripts.charts.layout import WIDTH
    from newstables.scripts.charts.publishing import Order, publish

    if listed:
        for name, chart in find_charts().items():
            print(f"{name:<22} {chart.title}")
        return
    if check is not None or against is not None:
        _check(source, check, against)
        return
    if out is None:
        raise UsageError("no --out given: name the directory for the charts")
    chosen = [find_chart(name) for name in only] if only else list(find_charts().values())
    tables, place = read_source(source, release)
    selection = Selection.read(
        tables, country=country, person=person, since=since, until=until, unit=unit, checked=checked
    )
    order = Order(selection, place, width or WIDTH, str(style) if style else None, str(out))
    for chart in chosen:
        figure = publish(chart, tables, order)
        print(f"{chart.name:<22} {figure.title}")
        if figure.missing:
            print(f"newstables: {chart.name}: no font has {figure.missing}; boxes are drawn for them", file=sys.stderr)
    print(f"\nWritten to {out}")


def _check(source: str | None, folder: Path | None, against: str | None) -> None:
    from newstables.scripts.addresses import is_address
    from newstables.scripts.charts import find_charts, read_source
    from newstables.scripts.charts.publishing import compare

    if folder is None or against is None:
        raise UsageError("--check DIR and --against RELEASE go together")
    place = source is None and (is_address(against) or Path(against).exists())
    tables, _ = read_source(against) if place else read_source(source, against)  # a version, of the package or a source
    changes = compare(folder, tables, find_charts())
    for change in changes:
        print(f"{change.name}: {'would change' if change.told else 'stays as it is'}")
        for line in change.told:
            print(f"  {line}")
    if any(change.told for change in changes):
        raise typer.Exit(1)
