"""Fragments of HTML that hold an article's text and nothing around it, as feeds carry them."""

from __future__ import annotations

from typing import Any

from lxml.html import defs

from newstables.scripts.read.html_page import parse_page
from newstables.scripts.read.normal import one_line

_BLOCKS = defs.block_tags - {"del", "ins"} | {"article", "aside", "br", "figure", "footer", "header", "main", "section"}
_LEFT_OUT = defs.head_tags | {"audio", "button", "iframe", "nav", "noscript", "object", "select", "svg", "video"}


def read_fragment(markup: str) -> tuple[list[str], list[str]]:
    """Read the text of a fragment of HTML.

    Parameters
    ----------
    markup : str
        HTML, or plain text.

    Returns
    -------
    paragraphs : list of str
        The text of its blocks.
    captions : list of str
        The captions of its pictures.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it has too many elements, or too deeply nested ones.

    Examples
    --------
    >>> read_fragment("<p>The council <b>met</b>.</p><p>It voted.<figure><figcaption>The hall</figcaption></figure>")
    (['The council met.', 'It voted.'], ['The hall'])
    """
    paragraphs: list[str] = []
    captions: list[str] = []
    pieces: list[str] = []

    def close(texts: list[str]) -> None:
        text = one_line("".join(pieces))
        if text:
            texts.append(text)
        pieces.clear()

    def walk(element: Any, texts: list[str]) -> None:  # parse_page bounds the depth
        if isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            within = captions if element.tag == "figcaption" else texts
            if element.tag in _BLOCKS or within is not texts:
                close(texts)
            pieces.append(element.text or "")
            for child in element:
                walk(child, within)
            if element.tag in _BLOCKS or within is not texts:
                close(within)
        pieces.append(element.tail or "")

    walk(parse_page(f"<!DOCTYPE html><html><body><div>{markup}</div></body></html>".encode(), "utf-8"), paragraphs)
    close(paragraphs)
    return paragraphs, list(dict.fromkeys(captions))
