"""Feeds (RSS, Atom): the items that hold a full text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.authors import read_authors
from newstables.scripts.read.encoding import read_bytes
from newstables.scripts.read.fragments import read_fragment
from newstables.scripts.read.normal import one_line
from newstables.scripts.read.page_lines import is_teaser
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import finish_body

LARGEST_FEED = 10_000_000  # bytes
_FULL = 60  # words of a text that is given as the content of an item
_SUMMARY = 120  # words from which on a summary is taken for the full text
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_DEEPEST = 100  # levels of nesting; feeds have some six

Found = Article | Rejection | Note


def read_feed(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the items of a feed; they are numbered from 1. Nothing is fetched."""
    import feedparser

    data = read_bytes(path, LARGEST_FEED)
    if not _FEED.search(data[:20_000]):
        yield Rejection(source, "unsupported", "XML that is no feed")
        return
    fault = _find_fault(data)
    if fault is not None:
        yield Rejection(source, "unreadable", fault)
        return
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        damage = feed.get("bozo_exception")
        yield Rejection(
            source, "empty", "a feed without items" + (f": {' '.join(str(damage).split())[:100]}" if damage else "")
        )
        return
    publisher = one_line(feed.feed.get("title"))
    for number, item in enumerate(feed.entries, 1):
        yield from _read_item(item, publisher, f"{source}:{number}", options)


def _find_fault(data: bytes) -> str | None:
    """Tell what keeps a feed from being read in bounded time: entities of its own, or deep nesting."""
    depth = 0
    faults: list[str] = []

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            faults.append(f"elements nested more than {_DEEPEST} levels deep")
            raise expat.error

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_: object) -> None:
        faults.append("a feed that declares entities of its own")
        raise expat.error

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, declare
    with suppress(expat.error, ValueError, LookupError):  # a feed that is not well formed is read as far as it goes
        parser.Parse(data, True)
    return faults[0] if faults else None


def _read_item(item: Any, publisher: str | None, source: str, options: ReadOptions) -> Iterator[Found]:
    contents = [content.get("value") or "" for content in item.get("content", ())]
    full = max((read_fragment(content) for content in contents), key=_words, default=[])
    summary = read_fragment(item.get("summary") or "")
    paragraphs = full if _words(full) >= _words(summary) else summary
    fewest = _FULL if full and paragraphs is full else _SUMMARY
    if _words(paragraphs) < fewest or is_teaser(paragraphs[-1]):
        yield Rejection(source, "not_an_article", f"an item that holds no full text, but {_words(paragraphs)} words")
        return
    people, agency = read_authors(
        [author.get("name") or "" for author in item.get("authors", ())] or [item.get("author") or ""], publisher
    )
    fields: dict[str, Any] = {
        "title": one_line(re.sub(r"<[^>]{1,200}>", "", item.get("title") or "")),
        "url": next(
            (
                link
                for link in (item.get("link"), item.get("id"))
                if str(link or "").startswith(("http://", "https://"))
            ),
            None,
        ),
        "publisher": one_line((item.get("source") or {}).get("title")) or publisher,
        "byline": "; ".join(people) or None,
    }
    try:
        fields["published"], fields["updated"] = (
            find_day(dict.get(item, "published") or ""),  # the library's own `get` mixes up the two
            find_day(dict.get(item, "updated") or ""),
        )
    except AmbiguousDateError as error:
        fields["published"], fields["updated"], fields["disagreement"] = None, None, str(error)
    fields["published"] = fields["published"] or fields["updated"]
    yield from make_page_article({**fields, **finish_body("\n\n".join(paragraphs), [], [], agency)}, source, options)


def _words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
