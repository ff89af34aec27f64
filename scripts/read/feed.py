"""Feeds in RSS and Atom: the items that carry the full text of an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_tz
from typing import Any

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, read_bytes
from newstables.scripts.read.fragment import read_fragment
from newstables.scripts.read.normal import one_line
from newstables.scripts.read.page_body import read_body
from newstables.scripts.read.page_lines import find_agency
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import finish_body

LARGEST_FEED = 10_000_000  # bytes
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_HEAD = 4000  # bytes in which the first element of a feed stands
_MOST_TAGS = 300_000
_MOST_ENTITIES = 600_000
_FULL = 120  # words from which on a description is taken for the text of an article
_STUB = 40  # words up to which a content is taken for a teaser
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.)\]?$"
    r"|(?:^|[.!?…\]]\s)\W{0,3}(?:read (?:more|on|the (?:full|rest)[^.]{0,40})|continue reading[^.]{0,120}"
    r"|(?:full|more) story|more)[\s…»→>]*$",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"^The post .{1,400} (?:first )?appeared (?:first )?on .{1,200}$", re.IGNORECASE)

Found = Article | Rejection | Note


def read_feed(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the items of a feed, each counted from 1 in its source; nothing is fetched.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is no feed, or larger than `LARGEST_FEED`.
    """
    import feedparser

    data = read_bytes(path, LARGEST_FEED)
    if b"\x00" not in data[:_HEAD] and not _ROOT.search(data[:_HEAD]):
        raise UnreadableError("unsupported", "no feed: its first element is none of rss, feed and RDF")
    if data.count(b"<") > _MOST_TAGS or data.count(b"&") > _MOST_ENTITIES:
        raise UnreadableError("too_large", f"more than {_MOST_TAGS:,} tags or {_MOST_ENTITIES:,} entities")
    # As a stream, since a string could be taken for a name or an address
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableError("unsupported", "no feed in RSS or Atom")
    if not parsed.entries:
        raise UnreadableError("empty", "the feed holds no items")
    publisher = one_line(_text(parsed.feed.get("title")))
    for number, entry in enumerate(parsed.entries, 1):
        where = f"{source}:{number}"
        try:
            fields = _read_entry(entry, publisher)
        except UnreadableError as error:
            yield Rejection(where, error.reason, error.detail)
        else:
            yield from make_page_article(fields, where, options)
    if parsed.get("bozo") and "not well-formed" in str(parsed.get("bozo_exception")):
        yield Note(source, "the feed is not well-formed; what could be read of it was")


def _read_entry(entry: Any, publisher: str | None) -> dict[str, Any]:
    contents = [_text(one.get("value")) for one in entry.get("content") or []]
    paragraphs, captions = max(map(read_fragment, contents), key=_count_words, default=([], []))
    described = read_fragment(_text(entry.get("summary")))
    teaser = _STUB
    if _count_words(described) > _count_words((paragraphs, captions)):
        (paragraphs, captions), teaser = described, _FULL
    paragraphs = [line for line in paragraphs if not _APPEARED.match(line)]
    words = _count_words((paragraphs, captions))
    if not words:
        raise UnreadableError("empty", "the item holds no text")
    if words < teaser or _BREAKS_OFF.search(paragraphs[-1]):
        raise UnreadableError("not_an_article", f"a teaser of {words} words; the feed does not carry the full text")
    lines, inner, below = read_body(paragraphs, captions)
    author = one_line(_text(entry.get("author")))
    agency = find_agency(author) if author else None
    fields = finish_body("\n\n".join(line for line in lines if line), [*captions, *inner], below, agency)
    fields |= {
        "title": one_line(_plain(_text(entry.get("title")))),
        "byline": None if agency and agency == author else author,
        "publisher": one_line(_text((entry.get("source") or {}).get("title"))) or publisher,
        "url": next((url for url in (_text(entry.get("link")), _text(entry.get("id"))) if _is_address(url)), None),
    }
    try:
        published, updated = (
            read_mail_day(_text(entry.get(name))) if name in entry else None for name in ("published", "updated")
        )
    except AmbiguousDateError as error:
        return fields | {"disagreement": str(error)}
    fields["published"] = published or updated  # the one version that an undated item dates
    fields["updated"] = updated if published and updated and updated >= published else None
    return fields


def read_mail_day(text: str) -> date | None:
    """Return the day of a date as mail and feeds write it, in the time zone that it is written in.

    Raises
    ------
    newstables.scripts.read.published.AmbiguousDateError
        Where it can be read in two ways.

    Examples
    --------
    >>> read_mail_day("Tue, 03 Mar 2026 23:30:00 -0500")
    datetime.date(2026, 3, 3)
    >>> read_mail_day("2026-03-03T23:30:00-05:00")
    datetime.date(2026, 3, 3)
    """
    if re.match(r"\s*\d{4}-", text):
        return find_day(text)
    parsed = parsedate_tz(text)
    try:
        return date(*parsed[:3]) if parsed is not None else find_day(text)
    except ValueError:
        return None


def _count_words(read: tuple[list[str], list[str]]) -> int:
    return sum(len(line.split()) for line in read[0])


def _plain(markup: str) -> str:
    return " ".join(read_fragment(markup)[0]) if "<" in markup else markup


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))
