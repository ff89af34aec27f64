"""Documents of word processors (.docx, .rtf) and pages of PDF, as lines of text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newstables.scripts.read.archive_export import split_export
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import LARGEST_FILE, UnreadableError, decode, read_bytes
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import read_text_page

LARGEST_UNPACKED = 200_000_000  # bytes of all parts of a .docx
MOST_PAGES = 400  # of a PDF
_PACKED = 200  # times that a part may be larger than it is packed; prose packs to a fifth, markup to a twentieth
_FEWEST_CHARACTERS = 20  # a page, on average, below which a PDF has no text layer
_REPEATED = 0.5  # share of pages on which a line stands that is no part of the text
_PAGE_NUMBER = re.compile(r"^(?:page\s)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:of|/)\s?\d{1,4})?$", re.IGNORECASE)

Found = Article | Rejection | Note


def read_docx(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a .docx: an export of an archive with one or many articles, or one article."""
    yield from read_lines_of_document(_docx_lines(read_bytes(path)), source, options)


def read_rtf(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read an .rtf: an export of an archive with one or many articles, or one article."""
    from striprtf.striprtf import rtf_to_text

    data = read_bytes(path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("unreadable", "no RTF")
    try:
        text: str = rtf_to_text(data.decode("latin-1"), errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError("unreadable", f"damaged RTF: {' '.join(str(error).split())[:100]}") from None
    yield from read_lines_of_document(text.split("\n"), source, options)


def read_pdf(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the text layer of a PDF; one without it is rejected, as it would take recognition of letters."""
    yield from read_lines_of_document(_pdf_lines(read_bytes(path)), source, options)


def read_plain_text(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a page saved as text, or an export of an archive as text."""
    yield from read_lines_of_document(decode(read_bytes(path)).split("\n"), source, options)


def read_lines_of_document(lines: list[str], source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the articles of an export, numbered from 1, or the one article of a page.

    Parameters
    ----------
    lines : list of str
        The text of a file.
    source : str
        Where it was read from.
    options : ReadOptions
        What fills in.
    """
    text = normalise("\n".join(lines))
    articles = split_export([" ".join(line.split()) for line in text.split("\n")])
    if articles is None:
        yield from make_page_article(read_text_page(text), source, options)
        return
    for number, fields in enumerate(articles, 1):
        where = f"{source}:{number}" if len(articles) > 1 else source
        yield from make_page_article(fields, where, options)


def _docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a .docx, those within tables too, an empty line where a page breaks.

    Raises
    ------
    UnreadableError
        Where it is no .docx, is damaged, or unpacks to more than it should.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive)
        document = docx.Document(io.BytesIO(data))
        return [text for block in document.iter_inner_content() for text in _texts(block)]
    except (
        zipfile.BadZipFile,
        zlib.error,
        OpcError,
        etree.LxmlError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        raise UnreadableError("unreadable", f"damaged .docx: {' '.join(str(error).split())[:100]}") from None
    except (AttributeError, TypeError, IndexError, NotImplementedError, RecursionError, RuntimeError):
        raise UnreadableError("unreadable", "damaged .docx") from None


def _texts(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            for cell in row.cells:
                yield from (paragraph.text for paragraph in cell.paragraphs)
    else:
        yield from block.text.split("\n")


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose parts say, or prove, to be far larger than they are packed."""
    left = LARGEST_UNPACKED
    for part in archive.infolist():
        largest = max(1_000_000, part.compress_size * _PACKED)
        if part.file_size > min(left, largest):
            raise UnreadableError("too_large", f"a part of it unpacks to {part.file_size:,} bytes")
        with archive.open(part) as file:
            size = 0
            while chunk := file.read(1 << 20):
                size += len(chunk)
                if size > min(left, largest):
                    raise UnreadableError("too_large", f"a part of it unpacks to more than {size:,} bytes")
        left -= size


def _pdf_lines(data: bytes) -> list[str]:
    """Return the lines of a PDF without those that stand on most of its pages.

    Raises
    ------
    UnreadableError
        Where it is no PDF, is damaged or locked, has too many pages, or no text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("unreadable", "the PDF is locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError("too_large", f"more than {MOST_PAGES} pages")
        pages: list[list[str]] = []
        size = 0
        for page in reader.pages:
            pages.append([line.strip() for line in (page.extract_text() or "").split("\n")])
            size += sum(len(line) for line in pages[-1])
            if size > LARGEST_FILE:
                raise UnreadableError("too_large", f"more than {LARGEST_FILE:,} characters")
    except UnreadableError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        zlib.error,
        RecursionError,
    ) as error:
        raise UnreadableError("unreadable", f"damaged PDF: {' '.join(str(error).split())[:100]}") from None
    except (AssertionError, NotImplementedError, OverflowError, MemoryError):
        raise UnreadableError("unreadable", "damaged PDF") from None
    if size < _FEWEST_CHARACTERS * len(pages):
        raise UnreadableError("no_text_layer", "a PDF of pictures: its letters would have to be recognised first")
    counts = Counter(line for page in pages for line in set(page) if line)
    repeated = {line for line, times in counts.items() if times > max(1, _REPEATED * len(pages))}
    lines: list[str] = []
    for texts in pages:  # a paragraph may go on over the page
        kept = [line for line in texts if line not in repeated and not _PAGE_NUMBER.match(line)]
        lines += _strip_empty(kept)
    return lines


def _strip_empty(lines: list[str]) -> list[str]:
    """Return lines without the empty ones before the first and behind the last that has words."""
    worded = [at for at, line in enumerate(lines) if line]
    return lines[worded[0] : worded[-1] + 1] if worded else []
