"""Documents of word processors: Office Open XML (``.docx``) and Rich Text Format (``.rtf``)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from newstables.scripts.read.archive_export import PAGE_BREAK, read_export, split_lines
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, read_bytes
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import read_text_page

LARGEST_UNPACKED = 40_000_000  # bytes of all parts of a document
LARGEST_RTF = 8_000_000  # bytes, without pictures
_MOST_PARTS = 3000
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{2000,}")  # pictures stand in RTF as hexadecimal digits
_NEW_PAGE = re.compile(rb"\\(page|sect|sbkpage)(?![a-z0-9])")

Found = Article | Rejection | Note


def read_docx(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a document of Word: an export of a news archive, or one article.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is damaged, or unpacks to more than `LARGEST_UNPACKED` bytes.
    """
    return _read_lines(_docx_lines(read_bytes(path)), source, options)


def read_rtf(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a document in Rich Text Format: an export of a news archive, or one article.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is no RTF, or larger than `LARGEST_RTF` bytes without its pictures.
    """
    return _read_lines(_rtf_lines(read_bytes(path)), source, options)


def _read_lines(lines: Sequence[str], source: str, options: ReadOptions) -> Iterator[Found]:
    found = read_export(lines, source, options)
    if found is not None:
        return found
    text = "\n".join(line for line in lines if line != PAGE_BREAK)
    return iter(make_page_article(read_text_page(text), source, options))


def _docx_lines(data: bytes) -> list[str]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph
    from lxml import etree

    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        lines: list[str] = []
        for element in document.element.body.iter(f"{_WORDS}p"):
            if next(element.iterancestors(f"{_WORDS}txbxContent"), None) is not None:
                continue  # boxes beside the text, which are there twice
            breaks = element.iter(f"{_WORDS}br", f"{_WORDS}pageBreakBefore", f"{_WORDS}sectPr")
            new_page = any(one.tag != f"{_WORDS}br" or one.get(f"{_WORDS}type") == "page" for one in breaks)
            text = [line.strip() for line in normalise(Paragraph(element, document).text).split("\n")]
            ends = element.find(f"{_WORDS}pPr/{_WORDS}sectPr") is not None or not any(text)
            lines += [*text, "", PAGE_BREAK] if new_page and ends else [*([PAGE_BREAK] if new_page else []), *text, ""]
    except (PackageNotFoundError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableError("unreadable", f"no document of Word: {_line(error)}") from None
    except (EOFError, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        raise UnreadableError("unreadable", f"a damaged document: {_line(error)}") from None
    return lines


def _check_archive(data: bytes) -> None:
    """Refuse an archive whose parts are too many or too large; no more than it declares is ever unpacked of a part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise UnreadableError("unreadable", f"no document of Word: {_line(error)}") from None
    if len(parts) > _MOST_PARTS:
        raise UnreadableError("too_large", f"{len(parts):,} parts")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableError("too_large", f"unpacks to {unpacked:,} bytes; {LARGEST_UNPACKED:,} are read")


def _rtf_lines(data: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError("unreadable", "no RTF: it does not begin with {\\rtf")
    data = _NEW_PAGE.sub(rb"\\\1 \\'0c", _PICTURE.sub(b"", data))
    if len(data) > LARGEST_RTF:
        raise UnreadableError("too_large", f"more than {LARGEST_RTF:,} bytes without pictures")
    try:
        text = rtf_to_text(data.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise UnreadableError("unreadable", f"damaged RTF: {_line(error)}") from None
    return [one for line in split_lines(text) for one in (line, "")]  # each is a paragraph


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:150]
