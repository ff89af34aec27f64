"""Pieces of HTML that hold an article and nothing around it, as in feeds and mails."""

from __future__ import annotations

import re
from typing import Any

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.encoding import UnreadableError
from newstables.scripts.read.html_page import parse_page

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "br",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "pre",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "hr",
    ]
)
_SKIPPED = frozenset(["script", "style", "head", "figure", "figcaption", "noscript", "iframe", "template", "title"])


def read_fragment(fragment: str) -> list[str]:
    """Return the paragraphs of a piece of HTML, or of plain text.

    Parameters
    ----------
    fragment : str
        HTML, or text whose paragraphs empty lines part.

    Returns
    -------
    list of str
        Each on one line; buttons and pointers to other pages are left out.

    Examples
    --------
    >>> read_fragment("<p>The council <b>met</b>.</p><p>It will meet again.</p>")
    ['The council met.', 'It will meet again.']
    """
    if not re.search(r"<[a-zA-Z][^>]{0,300}>", fragment):
        lines = [" ".join(part.split()) for part in re.split(r"\n\s*\n", fragment)]
    else:
        try:
            lines = _paragraphs(
                parse_page(b"<html><body>" + fragment.encode("utf-8", "replace") + b"</body></html>", "utf-8")
            )
        except UnreadableError:
            return []
    return [line for line in lines if line and not line_is.is_interruption(line)]


def _paragraphs(tree: Any) -> list[str]:
    """Return the texts of a tree, parted at the elements that begin a line."""
    from lxml import etree

    pieces: list[str] = []
    skipping = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            skipping += tag in _SKIPPED
            if not skipping and tag is not None:
                pieces.append("\n" * (tag in _BLOCKS) + (element.text or "").replace("\n", " "))
            continue
        skipping -= tag in _SKIPPED
        if not skipping:
            pieces.append("\n" * (tag in _BLOCKS) + (element.tail or "").replace("\n", " "))
    return [" ".join(line.split()) for line in "".join(pieces).split("\n") if line.strip()]
