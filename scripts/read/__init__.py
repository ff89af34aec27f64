"""Read articles out of files: pages, pasted text, documents, exports, crawls, feeds, mails and records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from newstables.scripts.addresses import is_address
from newstables.scripts.read.archive_export import read_export, split_lines
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.crawl import read_crawl
from newstables.scripts.read.encoding import UnreadableError, decode, read_bytes
from newstables.scripts.read.feed import read_feed
from newstables.scripts.read.html_page import LARGEST_PAGE, read_html_page
from newstables.scripts.read.inputs import STANDARD_INPUT, Input, find_inputs, leads_outside
from newstables.scripts.read.mail import read_eml, read_mbox
from newstables.scripts.read.markdown import read_markdown
from newstables.scripts.read.mhtml import unpack_mhtml
from newstables.scripts.read.pdf import read_pdf
from newstables.scripts.read.published import AmbiguousDateError
from newstables.scripts.read.records import read_csv, read_json, read_lines, read_parquet
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import read_text_page
from newstables.scripts.read.word_document import read_docx, read_rtf

__all__ = ["Article", "Input", "Note", "ReadOptions", "Rejection", "find_inputs", "read_input"]

Found = Article | Rejection | Note


def _read_text(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    text = decode(read_bytes(path))
    export = read_export(split_lines(text), source, options)
    yield from make_page_article(read_text_page(text), source, options) if export is None else export


def _read_html(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    yield from make_page_article(read_html_page(read_bytes(path, LARGEST_PAGE)), source, options)


def _read_mhtml(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    page, url, declared = unpack_mhtml(read_bytes(path))
    yield from make_page_article(read_html_page(page, url, declared), source, options)


def _read_markdown(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    yield from read_markdown(decode(read_bytes(path)), source, options)


READERS: dict[str, Callable[[str, str, ReadOptions], Iterator[Found]]] = {
    ".txt": _read_text,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".warc": read_crawl,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".eml": read_eml,
    ".mbox": read_mbox,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".mhtml": _read_mhtml,
    ".mht": _read_mhtml,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".json": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".csv": read_csv,
    ".parquet": read_parquet,
}
"""The readers by the ending of a file's name; with ``.gz`` behind it, the file is unpacked first."""


def read_input(one: Input, options: ReadOptions) -> Iterator[Article | Rejection | Note]:
    """Read one input.

    Parameters
    ----------
    one : Input
        A file, from `find_inputs`.
    options : ReadOptions
        What fills in for what it does not say.

    Yields
    ------
    Article, Rejection or Note
        Each article as it is read; a rejection for whatever gives none. Bad input raises nothing.
    """
    if leads_outside(one):
        yield Rejection(one.source, "outside_input", "a link that leads out of the folder")
        return
    if one.path != STANDARD_INPUT and not is_address(one.path) and not os.path.lexists(one.path):
        yield Rejection(one.source, "missing", "no such file or folder")
        return
    name = one.path.lower().removesuffix(".gz")
    ending = "." + name.rsplit(".", 1)[-1] if "." in name.rsplit("/", 1)[-1] else ""
    reader = read_lines if one.path == STANDARD_INPUT else READERS.get(ending)
    if reader is None:
        yield Rejection(one.source, "unsupported", f"files that end in {ending or 'nothing'} are not read")
        return
    try:
        yield from reader(one.path, one.source, options)
    except UnreadableError as error:
        yield Rejection(one.source, error.reason, error.detail)
    except AmbiguousDateError as error:
        yield Rejection(one.source, "ambiguous_date", str(error))
    except Exception as error:  # a library tripped over the file
        yield Rejection(
            one.source, "unreadable", f"reading failed: {type(error).__name__}: {' '.join(str(error).split())[:150]}"
        )
