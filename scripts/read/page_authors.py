"""The authors of a page, from the first place that names people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newstables.scripts.read.authors import read_authors
from newstables.scripts.read.normal import one_line
from newstables.scripts.read.structured_data import Node, names_of

_BYLINE_CLASS = re.compile(r"\b(?:by-?line|author|writer|contributor|reporter|vcard)", re.IGNORECASE)
_NO_BYLINE = re.compile(
    r"\b(?:comment|related|bio|about|avatar|image|photo|follow|social|recommend|popular|latest|widget|footer|sidebar)",
    re.I,
)
_LONGEST_BYLINE = 200  # characters
_MOST_AUTHORS = 8
_BYLINES = 20  # elements named for authors that are looked at


def find_authors(
    tree: Any, article: Node, nodes: list[Node], metas: dict[str, list[str]], publisher: str | None
) -> tuple[str | None, str | None]:
    """Find the authors of a page.

    From JSON-LD, then meta tags, then links and elements marked as the author's, then elements that are named for
    authors; the first place that names a person counts, and a line that names that person with others completes it.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.
    article : dict
        The article's node of JSON-LD, or an empty one.
    nodes : list of dict
        All nodes of JSON-LD.
    metas : dict of str to list of str
        What the meta tags give.
    publisher : str or None
        The publisher, whose name is no author's.

    Returns
    -------
    byline : str or None
        Names of people, joined by "; ".
    agency : str or None
        The first agency named.
    """
    agency: str | None = None
    chosen: list[str] = []
    for names in _author_places(tree, article, nodes, metas):
        people, wire = read_authors(names, publisher)
        agency = agency or wire
        chosen = chosen or people[:_MOST_AUTHORS]
        for line in names:  # one that names them with others
            people, _ = read_authors([line], publisher)
            known = {name.casefold() for name in chosen}
            if chosen and known < {name.casefold() for name in people} and len(people) <= _MOST_AUTHORS:
                chosen = [*chosen, *(name for name in people if name.casefold() not in known)]
    return "; ".join(chosen) or None, agency


def _author_places(tree: Any, article: Node, nodes: list[Node], metas: dict[str, list[str]]) -> Iterator[list[str]]:
    yield [name for name, organisation in names_of(article.get("author"), nodes) if not organisation]
    yield metas["author"]
    yield [
        text
        for link in tree.iter("a")
        if "author" in (link.get("rel") or "").lower().split() and (text := one_line(link.text_content()))
    ][:6]
    marked = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and "author" in (element.get("itemprop") or "").lower().split()
    ]
    yield [text for element in marked[:6] if (text := one_line(_name_within(element)))]
    yield list(_bylines(tree))
    yield [name for name, organisation in names_of(article.get("author"), nodes) if organisation]


def _name_within(element: Any) -> str:
    inner = next(
        (one for one in element.iter() if isinstance(one.tag, str) and (one.get("itemprop") or "").lower() == "name"),
        element,
    )
    return str(inner.get("content") or inner.text_content())


def _bylines(tree: Any) -> Iterator[str]:
    """Yield the text of elements that are named for authors, those that begin with "By" first."""
    found: list[Any] = []
    for element in tree.iter("p", "span", "div", "address", "a", "li", "cite", "strong", "h4", "h5", "h6"):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if not _BYLINE_CLASS.search(names) or _NO_BYLINE.search(names):
            continue
        if found and found[-1] in element.iterancestors() and len(_text(found[-1])) > len(_text(element)):
            found.pop()  # the innermost counts
        found.append(element)
        if len(found) > _BYLINES:
            break
    texts = [text for element in found if (text := _text(element)) and len(text) <= _LONGEST_BYLINE]
    signed = [text for text in texts if re.match(r"(?:\w+ )?by\b", text, re.IGNORECASE)]
    yield from next(([text] for text in [*signed, *texts] if read_authors([text])[0]), [])


def _text(element: Any) -> str:
    return one_line(" ".join(element.itertext())) or ""
