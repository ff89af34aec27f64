"""Markdown with front matter: the fields of an article, and its text."""

from __future__ import annotations

from collections.abc import Iterator

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.records import read_record
from newstables.scripts.read.screening import Note, ReadOptions


def read_markdown(text: str, source: str, options: ReadOptions) -> Iterator[Article | Rejection | Note]:
    """Read one article out of Markdown with YAML front matter.

    Parameters
    ----------
    text : str
        The file. Its front matter takes the columns of `articles`; the rest is the body, the markup of a first heading
        (the title, where the front matter gives none) left out.
    source : str
        Where it was read from.
    options : ReadOptions
        What fills in.
    """
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(normalise(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield Rejection(source, "invalid_record", f"front matter: {' '.join(str(error).split())[:200]}")
        return
    body = body.strip()
    if body.startswith("# "):
        heading, _, rest = body.partition("\n")
        fields.setdefault("title", heading[2:].strip())
        body = rest.strip()
    dateline = fields.get("dateline")
    if isinstance(dateline, str) and body.startswith(f"{dateline}:"):
        body = body[len(dateline) + 1 :].strip()
    ignored: set[str] = set()
    yield from read_record({**fields, "text": body}, source, options, ignored)
    if ignored:
        yield Note(source, f"front matter that is not read: {', '.join(sorted(ignored))}")
