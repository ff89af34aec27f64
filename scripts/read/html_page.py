"""A page of HTML: its body by trafilatura, the rest by what the page says of itself."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.encoding import UnreadableError, decode
from newstables.scripts.read.normal import normalise, one_line
from newstables.scripts.read.page_metadata import Metadata, read_metadata
from newstables.scripts.read.text_page import finish_body
from newstables.scripts.read.wrapping import join_continuations

LARGEST_PAGE = 10_000_000  # bytes
MOST_ELEMENTS = 40_000  # pages of news have some thousands
_DEEPEST = 200  # levels of nesting; pages of news have some forty
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.\-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*>")
_RESCUE = 1.5  # times as many words as were found, from which on the body that the page gives as data is taken
_LINKS = 2000  # that are looked at
_MARKED = re.compile(r"^[-*•·▪●]\s+")
_CAPTIONS = ("figcaption",)
_CAPTION_CLASS = re.compile(r"\bcaption\b|caption-text|wp-caption-text|image-caption|photo-caption", re.IGNORECASE)
_LONGEST_CAPTION = 600  # characters


def read_html_page(data: bytes, url: str | None = None, declared: str | None = None) -> dict[str, Any]:
    """Tell the parts of a page of HTML.

    Parameters
    ----------
    data : bytes
        The page.
    url : str, optional
        Where it was fetched from, where that is known.
    declared : str, optional
        The encoding that its envelope names.

    Returns
    -------
    dict
        Fields of `newstables.scripts.read.article.Article`, None where the page does not give them; `metadata`, the
        `newstables.scripts.read.page_metadata.Metadata`; and `age`, the words "3 hours ago" where they are how it tells
        its day.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it cannot be decoded, is too large or too deeply nested, or where its days disagree.
    """
    tree = parse_page(data, declared)
    metadata = read_metadata(tree, url)
    captions = _read_captions(tree)
    paragraphs = _read_paragraphs(tree, metadata, captions)
    if sum(len(line.split()) for line in paragraphs) * _RESCUE < len((metadata.body or "").split()):
        paragraphs = [text for line in (metadata.body or "").split("\n") if (text := one_line(line))]
    body, below = _part(paragraphs)
    fields: dict[str, Any] = {
        "title": metadata.title,
        "url": metadata.url,
        "publisher": metadata.publisher,
        "byline": metadata.byline,
        "published": metadata.days.published,
        "updated": metadata.days.updated,
        "age": metadata.days.age,
        "disagreement": metadata.days.disagreement,
        "metadata": metadata,
        "headlines": sum(len(link.text_content().split()) >= 5 for link in islice(tree.iter("a"), _LINKS)),
    }
    return fields | finish_body("\n\n".join(body), captions, below, metadata.agency)


def parse_page(data: bytes, declared: str | None = None) -> Any:
    """Parse a page of HTML.

    Parameters
    ----------
    data : bytes
        The page.
    declared : str, optional
        The encoding that its envelope names; else the page's own declaration counts.

    Returns
    -------
    lxml.html.HtmlElement

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it cannot be decoded, holds no elements, or too many or too deeply nested ones.
    """
    from lxml import etree, html

    if len(data) > LARGEST_PAGE:
        raise UnreadableError("too_large", f"more than {LARGEST_PAGE:,} bytes of HTML")
    head = data[:4096]
    named = _CHARSET.search(head) or _DECLARATION.search(head)
    text = normalise(decode(data, declared or (named[1].decode() if named else None)))
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(_XML_HEAD.sub("", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError("empty", f"no HTML: {' '.join(str(error).split())[:100]}") from None
    if next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None:
        raise UnreadableError("too_large", f"more than {MOST_ELEMENTS:,} elements")
    if _is_deep(tree):
        raise UnreadableError("unreadable", f"elements nested more than {_DEEPEST} levels deep")
    return tree


def _is_deep(tree: Any) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _read_captions(tree: Any) -> list[str]:
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _CAPTIONS or (
            element.tag in ("p", "span", "div") and _CAPTION_CLASS.search(element.get("class") or "")
        ):
            text = one_line(element.text_content())
            if text and 20 <= len(text) <= _LONGEST_CAPTION:
                found.append(text)
    return list(dict.fromkeys(found))


def _read_paragraphs(tree: Any, metadata: Metadata, captions: list[str]) -> list[str]:
    """Return the paragraphs of the body, as trafilatura tells them."""
    import copy

    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(copy.deepcopy(tree), favor_precision=True, include_comments=False, with_metadata=False)
    lines = normalise(found.text or "").split("\n") if isinstance(found, Document) else []
    paragraphs = [" ".join(_MARKED.sub("", line).split()) for line in lines]
    known = {*captions, metadata.title}
    return join_continuations([line for line in paragraphs if line and line not in known])


def _part(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Part the paragraphs into the body, without what interrupts it, and what stands below it."""
    body = [
        line
        for line in paragraphs
        if not (line_is.is_interruption(line) or (line_is.is_banner(line) and len(line) < 200))
    ]
    below: list[str] = []
    while body and (line_is.is_credit(body[-1]) or line_is.closes_article(body[-1])):
        below.insert(0, body.pop())
    return body, below
