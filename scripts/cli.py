"""The command line: ``newstables``.

Exit status 2 says that the call was wrong, 1 that the data is, each with one line on standard error.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from newstables.errors import NewstablesError, UsageError
from newstables.scripts.commands.charts import charts
from newstables.scripts.commands.release import release, withdraw
from newstables.scripts.commands.review import review
from newstables.scripts.commands.site import site

app = typer.Typer(
    name="newstables",
    help="News articles in, validated tables out, every cell traced to the words it stands on.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

_WrongUse: Any = typer.BadParameter.__bases__[0]  # what typer raises for any wrong call; it has no name of its own
_PIPE_WIDTH = 160  # columns where nobody looks at a terminal


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit status.

    Parameters
    ----------
    arguments : list of str, optional
        What follows ``newstables``; `sys.argv` where not given.
    """
    warnings.formatwarning = lambda message, *_: f"newstables: {message}\n"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that working files are cleared away
    try:
        status = app(arguments, prog_name="newstables", standalone_mode=False)
    except NewstablesError as error:
        status = _complain(str(error), error.exit_status)
    except _WrongUse as error:
        status = _complain(f"{error.format_message()} (newstables --help lists what there is)", 2)
    except MemoryError:
        status = _complain("out of memory; nothing was written", 1)
    except Exception as error:
        if os.environ.get("NEWSTABLES_TRACEBACK"):
            raise
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        status = _complain(f"{told}; a defect, please report it (NEWSTABLES_TRACEBACK=1 shows where it is)", 1)
    sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str, status: int) -> int:
    print(f"newstables: {message}", file=sys.stderr)
    return status


def _open_console() -> Console:
    console = Console()
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(width=_PIPE_WIDTH)


def _say(*drawn: RenderableType) -> None:
    console = _open_console()
    for each in drawn:
        console.print(each)


@app.callback()
def _describe() -> None:
    """Make commands of what follows, also while there is only one."""


@app.command()
def build(
    out: Annotated[str, typer.Option(help="Directory or address to write; an earlier build there is replaced.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Files, folders, addresses (s3://bucket/*.jsonl.gz), or - ; by default the packaged articles.",
        ),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; as many as there are cores.")] = None,
    cache: Annotated[
        str | None,
        typer.Option(envvar="NEWSTABLES_CACHE", help="Folder or address where to keep what was extracted."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Extract everything anew.")] = False,
    nlp: Annotated[str | None, typer.Option(help="Another spaCy pipeline that is installed.")] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication of articles that give none.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet of articles that give none.")] = None,
    url_from: Annotated[
        str | None, typer.Option(help="Address of articles that give none, {stem} being the file's name.")
    ] = None,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Take copies and repeats for articles of their own.")
    ] = False,
    onto: Annotated[str | None, typer.Option(help="A release, or a build, whose ids rows keep.")] = None,
    corrections: Annotated[
        list[Path] | None, typer.Option(help="A file of corrections to apply; may be given several times.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="Work on a Dask cluster: tcp://scheduler:8786, or local for one on this machine."),
    ] = None,
) -> None:
    """Read articles and write the eleven tables."""
    try:
        from newstables.scripts.build import NothingReadError, NotValidError
        from newstables.scripts.build import build as run
        from newstables.scripts.extract.pipeline import DEFAULT_PIPELINE
        from newstables.scripts.read import ReadOptions
        from newstables.scripts.summary import draw_rejections, draw_summary, list_failures
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which building needs: pip install 'newstables[build]'"
        ) from error

    try:
        summary = run(
            inputs or (),
            out,
            workers=workers,
            options=ReadOptions(published.date() if published else None, publisher, url_from),
            keep_duplicates=keep_duplicates,
            cache=not no_cache if cache is None or no_cache else cache,
            nlp=nlp or DEFAULT_PIPELINE,
            onto=onto,
            corrections=corrections or (),
            cluster=cluster,
        )
    except NothingReadError as error:
        Console(stderr=True).print(draw_rejections(error.rejections))
        raise
    except NotValidError as error:
        print(*list_failures(error.failures), sep="\n", file=sys.stderr)
        raise
    _say(draw_summary(summary))


@app.command()
def validate(
    path: Annotated[
        str, typer.Argument(metavar="PATH|ADDRESS", help="A build, a release, or releases here or at an address.")
    ],
    release: Annotated[str | None, typer.Option(help="Version of the release; the latest where not given.")] = None,
) -> None:
    """Check files against their hashes, tables against their models, and the rules across them."""
    from newstables import validate as check
    from newstables.scripts.summary import list_failures

    failures, unchecked = check(path, release)
    print(*list_failures(failures), sep="\n", end="\n" if failures else "")
    for each in unchecked:
        print(f"not checked: {each}")
    if failures:
        rules = "rule is" if len(failures) == 1 else "rules are"
        raise typer.Exit(_complain(f"{len(failures):,} {rules} broken in {path}", 1))
    print(f"{path} is valid")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A build, a release, or a folder of releases (the latest).")],
    new: Annotated[str, typer.Argument(help="The same, to compare it with.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with everything to this file.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows to show of each list; 0: all.")] = 10,
) -> None:
    """Compare two releases or builds; exit status 1 where they differ."""
    import json

    from newstables.changes import draw_difference, write_page
    from newstables.comparing import diff as compare
    from newstables.scripts.output import replace_file

    difference = compare(old, new)
    if html is not None:
        replace_file(html, write_page(difference))
    if as_json:
        print(json.dumps(difference.to_dict(), indent=1, ensure_ascii=False))
    else:
        _say(*draw_difference(difference, limit))
    if difference:
        raise typer.Exit(1)


@app.command()
def show(
    what: Annotated[str, typer.Argument(metavar="TABLE|ROW_ID", help="A table, or the id of a row.")],
    source: Annotated[
        str | None,
        typer.Option("--from", envvar="NEWSTABLES_SOURCE", help="A build, a release or a folder of releases."),
    ] = None,
    release: Annotated[str | None, typer.Option(help="Version of the release.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Rows of this value: column=value; may be given again.")
    ] = None,
    columns: Annotated[str | None, typer.Option(help="Columns to show, set apart by commas.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows to show; 0: all.")] = 20,
) -> None:
    """Look at a table, or at one row and the words that support it."""
    from newstables.showing import is_table, show_row, show_table

    if is_table(what) or "-" not in what:
        chosen = [name.strip() for name in (columns or "").split(",") if name.strip()]
        width = _open_console().width
        _say(show_table(what, release, source, where=where or (), columns=chosen, limit=limit, width=width))
    else:
        _say(*show_row(what, release, source))


app.command()(charts)
app.command()(release)
app.command()(withdraw)
app.command()(review)
app.command()(site)

if __name__ == "__main__":
    main()
