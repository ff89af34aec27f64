"""Title, authors, days, address and publisher of a page, from what it says of itself.

Each is taken from the first place that gives it, in this order of trust: JSON-LD of the article; meta tags (OpenGraph,
Dublin Core, those of news sites); the elements of the page that are marked as such; what stands in the page's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from newstables.scripts.read.meta_tags import read_meta_tags
from newstables.scripts.read.normal import normalise, one_line
from newstables.scripts.read.page_authors import find_authors
from newstables.scripts.read.page_days import Days, read_days
from newstables.scripts.read.structured_data import Node, find_article, find_nodes, names_of, text_of, types_of

_SEPARATORS = re.compile(r"\s+[|–—•·»«:/-]+\s+|\s*\|\s*|\s+::\s+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


@dataclass(slots=True)
class Metadata:
    """What a page says of its article.

    Attributes
    ----------
    title, url, publisher, byline, agency : str or None
        As in the table `articles`.
    days : Days
        The days of publication and update, and where they stand.
    kinds : frozenset of str
        What the page says that it is: types of schema.org and OpenGraph.
    free : bool or None
        Whether it may be read without paying, where it says so.
    body : str or None
        The text of the article, where the page gives it as data.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    days: Days = field(default_factory=Days)
    kinds: frozenset[str] = frozenset()
    free: bool | None = None
    body: str | None = None


def read_metadata(tree: Any, address: str | None = None) -> Metadata:
    """Read what a page says of its article.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.
    address : str, optional
        Where it was fetched from, where that is known.

    Returns
    -------
    Metadata
    """
    nodes = find_nodes([script.text or "" for script in _json_blocks(tree)])
    article = find_article(nodes) or {}
    metas = read_meta_tags(tree)
    url = _find_url(tree, article, metas, address)
    publisher = _find_publisher(article, nodes, metas)
    title = _find_title(tree, article, metas, publisher)
    byline, agency = find_authors(tree, article, nodes, metas, publisher)
    kinds = frozenset(kind for node in nodes for kind in types_of(node)) | frozenset(metas["type"])
    free = article.get("isAccessibleForFree")
    return Metadata(
        title=title,
        url=url,
        publisher=publisher,
        byline=byline,
        agency=agency,
        days=read_days(tree, article, metas, url),
        kinds=kinds,
        free=None if free is None else str(free).casefold() not in ("false", "no", "0"),
        body=normalise(text_of(article.get("articleBody")) or "") or None,
    )


def _json_blocks(tree: Any) -> list[Any]:
    return [script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]


def _find_url(tree: Any, article: Node, metas: dict[str, list[str]], address: str | None) -> str | None:
    """Return the address: the canonical link, what the article says, or where the page was saved from."""
    saved = next(
        (
            match[1]
            for node in list(tree.itersiblings(preceding=True))
            if (match := _SAVED_FROM.search(str(node.text or "")))
        ),
        None,
    )
    base = address or saved
    said = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    entity = article.get("mainEntityOfPage")
    said += [
        *metas["url"],
        article.get("url"),
        entity if isinstance(entity, str) else (entity or {}).get("@id") if isinstance(entity, dict) else None,
    ]
    for one in [*said, saved, address]:
        if not isinstance(one, str) or not one.strip():
            continue
        try:
            url = urljoin(base or "", one.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and parts.netloc
            and (parts.path.strip("/") or parts.query or one in (saved, address))
        ):
            return one_line(url)
    return None


def _find_publisher(article: Node, nodes: list[Node], metas: dict[str, list[str]]) -> str | None:
    named = names_of(article.get("publisher"), nodes)
    if named and (name := one_line(named[0][0])) and not name.startswith("http"):
        return name
    return next((name for name in metas["publisher"] if len(name) <= 80 and not name.startswith(("http", "@"))), None)


def _find_title(tree: Any, article: Node, metas: dict[str, list[str]], publisher: str | None) -> str | None:
    """Return the headline: the heading of the page that agrees with what it says of itself, else what it says."""
    said = [one_line(text_of(article.get("headline")))]
    said += metas["title"]
    titles = [title for title in tree.iter("title") if title.getparent() is None or title.getparent().tag != "svg"]
    said += [one_line(title.text_content()) for title in titles[:1]]
    clean = [text for one in said if one and (text := _strip_site(one, publisher))]
    headings = [
        text
        for level in ("h1", "h2")
        for h in tree.iter(level)
        if (text := one_line(h.text_content())) and len(text) <= 300
    ]
    best = max(
        (
            (_agree(text, one), -at, -order, text)
            for at, one in enumerate(clean)
            for order, text in enumerate(headings[:40])
        ),
        default=None,
    )
    if best is not None and best[0] >= _SAME_TITLE:
        return best[3]
    return next(iter(clean), None) or next(iter(headings), None)


_SAME_TITLE = 0.6  # share of words in common above which two headlines are the same


def _agree(one: str, other: str) -> float:
    """Return the share of words that two headlines have in common."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(first & second) / max(1, len(first | second))


def _strip_site(title: str, publisher: str | None) -> str | None:
    """Return a title without the name of the site or section behind or before it."""
    pieces = [(match.start(), match.end()) for match in _SEPARATORS.finditer(title)]
    if not pieces:
        return title
    start, end = pieces[-1]
    head, tail = title[:start].strip(), title[end:].strip()
    if publisher and (_alike(tail, publisher) or _alike(head, publisher)):
        shorter = head if _alike(tail, publisher) else tail
        return _strip_site(shorter, publisher) or shorter
    mark = title[start:end].strip()
    if mark in ("|", "•", "·", "»", "::", "–", "—", "-") and len(tail.split()) <= 4 and len(head.split()) >= 4:
        return _strip_site(head, None) if mark == "|" else head
    return title


def _alike(text: str, name: str) -> bool:
    plain, other = (re.sub(r"\W|^the\b|\.(?:com|org|net|co\.uk)\b", "", one.casefold()) for one in (text, name))
    return bool(plain) and (
        plain == other or (len(plain) > 4 and (plain in other or other in plain) and abs(len(plain) - len(other)) < 12)
    )
