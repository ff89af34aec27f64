"""Documents that compute what they say: ``docs/story.md`` and ``docs/dataset.md``.

A document holds blocks of Python and, behind each, between ``<!-- said -->`` and ``<!-- /said -->``, what the block
prints, as Markdown. Pictures are those of the ``newstables charts`` commands in it. ``python -m
newstables.scripts.documents docs`` runs all of them and writes what they say and draw today.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from newstables.scripts.charts.gallery import reduce_colours

NAMES = ("dataset.md", "story.md")
"""The documents, in the folder ``docs``."""

_SAID = re.compile(r"(```python\n(?P<code>.*?)```.*?<!-- said -->\n).*?(?=<!-- /said -->)", re.S)
_DRAWN = re.compile(
    r"^    newstables (?P<command>charts .*--only (?P<name>[a-z-]+).*)\n\n!\[.*?\]\((?P<path>.*?)\)", re.M
)


def run_code(text: str) -> str:
    r"""Run the Python of a document, and put behind each block what it prints.

    Parameters
    ----------
    text : str
        The document. Its blocks share their names, and are run in order.

    Returns
    -------
    str
        The document with what its code says now in the place of whatever stood between the marks.

    Examples
    --------
    >>> block = "```python\nprint(6 * 7, 'briefs')\n```\n<!-- said -->\n41 briefs\n<!-- /said -->"
    >>> run_code(block).splitlines()[-2]
    '42 briefs'
    """
    names: dict[str, Any] = {}

    def say(found: re.Match[str]) -> str:
        told = StringIO()
        with redirect_stdout(told):
            exec(found["code"], names)
        return f"{found[1]}{told.getvalue()}"

    return _SAID.sub(say, text)


def draw_pictures(text: str) -> tuple[str, dict[str, bytes]]:
    """Run the ``newstables charts`` commands of a document.

    Parameters
    ----------
    text : str
        The document: each command stands above its picture.

    Returns
    -------
    str
        The document with the alt texts that the charts have now.
    dict of str to bytes
        The pictures by their path in the document: as large as those for print, in fewer colours.
    """
    from newstables.scripts.cli import app

    pictures: dict[str, bytes] = {}

    def draw(found: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as place:
            command = [*shlex.split(found["command"]), "--out", place]  # of two places the last counts
            ended = CliRunner().invoke(app, command, catch_exceptions=False)
            if ended.exit_code != 0:
                raise ValueError(f"{shlex.join(command)}: {ended.output}")
            made = Path(place) / found["name"]
            pictures[found["path"]] = reduce_colours(made.with_suffix(".png").read_bytes())
            alt = json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))["alt"]
        alt = alt.replace("[", "(").replace("]", ")")
        return f"    newstables {found['command']}\n\n![{alt}]({found['path']})"

    return _DRAWN.sub(draw, text), pictures


def write_documents(docs: Path) -> None:
    """Write anew what the documents in a folder say, and their pictures."""
    for name in NAMES:
        text, pictures = draw_pictures(run_code((docs / name).read_text(encoding="utf-8")))
        for path, picture in pictures.items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_bytes(picture)
        (docs / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_documents(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))
