"""Title, authors, days, address and publisher of a page, from what it says of itself.

Each is taken from the first place that gives it, in this order of trust: JSON-LD of the article; meta tags (OpenGraph,
Dublin Core, those of news sites); the elements of the page that are marked as such; what stands in the page's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from newstables.scripts.read.authors import read_authors
from newstables.scripts.read.normal import normalise, one_line
from newstables.scripts.read.page_days import Days, read_days
from newstables.scripts.read.structured_data import Node, find_article, find_nodes, names_of, text_of, types_of

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "sailthru.title",
    "parsely-title",
    "title",
)
_AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "twitter:creator:name",
)
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "cre")
_SEPARATORS = re.compile(r"\s+[|–—•·»«:/-]+\s+|\s*\|\s*|\s+::\s+")
_BYLINE_CLASS = re.compile(r"\b(?:by-?line|author|writer|contributor|reporter|vcard)", re.IGNORECASE)
_NO_BYLINE = re.compile(
    r"\b(?:comment|related|bio|about|avatar|image|photo|follow|social|recommend|popular|latest|widget|footer|sidebar)",
    re.I,
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_LONGEST_BYLINE = 200  # characters
_MOST_AUTHORS = 8
_BYLINES = 20  # elements named for authors that are looked at


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
    metas = _read_metas(tree)
    url = _find_url(tree, article, metas, address)
    publisher = _find_publisher(article, nodes, metas)
    title = _find_title(tree, article, metas, publisher)
    byline, agency = _find_authors(tree, article, nodes, metas, publisher)
    kinds = frozenset(kind for node in nodes for kind in types_of(node)) | frozenset(metas.get("og:type", ()))
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


def _read_metas(tree: Any) -> dict[str, list[str]]:
    """Return the contents of meta tags by their name, property or itemprop, in lower case."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = one_line(meta.get("content"))
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").strip().casefold()
            if name and content:
                metas.setdefault(name, []).append(content)
    return metas


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
        *metas.get("og:url", ()),
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
    for key in _PUBLISHERS:
        for name in metas.get(key, ()):
            if len(name) <= 80 and not name.startswith(("http", "@")):
                return name
    return None


def _find_title(tree: Any, article: Node, metas: dict[str, list[str]], publisher: str | None) -> str | None:
    """Return the headline: the heading of the page that agrees with what it says of itself, else what it says."""
    said = [one_line(text_of(article.get("headline")))]
    said += [one_line(value) for key in _TITLES for value in metas.get(key, ())]
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


def _find_authors(
    tree: Any, article: Node, nodes: list[Node], metas: dict[str, list[str]], publisher: str | None
) -> tuple[str | None, str | None]:
    """Return byline and agency, from the first place that names a person, else an agency."""
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
    for key in _AUTHORS:
        yield metas.get(key, [])
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
    """Yield the text of elements that are named for authors, in the order of the page, those that begin with "By" first."""
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
