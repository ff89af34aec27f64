"""Press releases and exports in PDF: the text layer, its lines put together to paragraphs."""

from __future__ import annotations

import io
import logging
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from newstables.scripts.read.archive_export import is_end_mark, read_export
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, read_bytes
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.release import strip_release
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import read_text_page

MOST_PAGES = 300
LARGEST_CONTENT = 2_000_000  # bytes of the drawing instructions of a page, unpacked
_MOST_INSTRUCTIONS = 1_000_000  # on all pages
_LONGEST_TEXT = 1_000_000  # characters
_RUNNING = 3  # lines at the head and foot of a page that may be on each page
_SHORT = 0.75  # of the width of the text, up to which a line that ends as a sentence does closes a paragraph
_FULL = 0.95  # of the width, from which on a line may go on though a sentence ends with it
_GAP = 1.3  # times the usual distance of lines, from which on a gap parts paragraphs
_SHARE = 0.1  # of the distances of lines on a page, which the least that counts as usual has
_SPACED = 3  # gaps from which on paragraphs are taken to be parted by them
_PAGE_NUMBER = re.compile(r"^(?:[-–—|]\s*)?(?:(?:page|p\.?)\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?(?:\s*[-–—|])?$", re.I)
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*$")
_HYPHENED = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")

Found = Article | Rejection | Note


def read_pdf(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a PDF: an export of a news archive, or one article.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is damaged, encrypted or too large, or has no text layer.
    """
    pages = _read_pages(read_bytes(path))
    if not any(line for page in pages for line in page):
        raise UnreadableError("no_text_layer", f"no text on its {len(pages)} pages, perhaps pictures of it")
    lines = join_lines(strip_running(pages))
    export = read_export(lines, source, options)
    page = "\n".join(strip_release(lines))
    yield from make_page_article(read_text_page(page), source, options) if export is None else export


def _read_pages(data: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it tells of damage is told here
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("unreadable", "no PDF")
    instructions = 0

    def count(*_: Any) -> None:
        nonlocal instructions
        instructions += 1
        if instructions > _MOST_INSTRUCTIONS:
            raise UnreadableError("too_large", f"more than {_MOST_INSTRUCTIONS:,} drawing instructions")

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("unreadable", "encrypted; save it without a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError("too_large", f"{len(reader.pages):,} pages; {MOST_PAGES} are read")
        pages: list[list[str]] = []
        length = 0
        for page in reader.pages:
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > LARGEST_CONTENT:
                raise UnreadableError("too_large", f"more than {LARGEST_CONTENT:,} bytes of drawing on a page")
            pieces: list[tuple[str, float]] = []

            def collect(text: str, cm: Any, tm: Any, *_: Any, pieces: list[tuple[str, float]] = pieces) -> None:
                pieces.append((text, float(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])))

            if contents is not None:
                page.extract_text(visitor_operand_before=count, visitor_text=collect)
            length += sum(len(text) for text, _ in pieces)
            if length > _LONGEST_TEXT:
                raise UnreadableError("too_large", f"more than {_LONGEST_TEXT:,} characters")
            pages.append(_place_lines(pieces))
        return pages
    except RecursionError:
        raise UnreadableError("unreadable", "objects nested too deeply") from None
    except MemoryError:
        raise UnreadableError("too_large", "it does not fit into memory") from None
    except (
        PyPdfError, DependencyError, ValueError, KeyError, IndexError, TypeError, AttributeError, NotImplementedError,
        OSError, ArithmeticError, AssertionError, zlib.error,
    ) as error:  # fmt: skip
        raise UnreadableError("unreadable", f"a damaged PDF: {' '.join(str(error).split())[:100]}") from None


def _place_lines(pieces: Sequence[tuple[str, float]]) -> list[str]:
    """Make lines of the pieces of text of a page and their heights, with an empty one where there is a gap."""
    placed: list[tuple[str, float]] = []
    text, height = "", 0.0
    for piece, at in [*pieces, ("\n", 0.0)]:
        first, *others = piece.split("\n")
        for place, part in enumerate([first, *others]):
            if place:
                line = " ".join(normalise(text).split())
                if line:
                    placed.append((line, height))
                text = ""
            if not text.strip() and part.strip():
                height = at
            text += part
    gaps = Counter(round(one[1] - other[1], 0) for one, other in pairwise(placed) if one[1] - other[1] > 1)
    often = max(2, _SHARE * gaps.total())
    usual = min((gap for gap, count in gaps.items() if count >= often), default=0.0)
    lines: list[str] = []
    for (line, at), (_, below) in pairwise([*placed, ("", math.inf)]):
        lines.append(line)
        if usual and at - below > _GAP * usual:
            lines.append("")
    return lines


def strip_running(pages: Sequence[Sequence[str]]) -> list[str]:
    """Put pages together, without their numbers and the lines that run at the head or foot of each.

    Parameters
    ----------
    pages : sequence of sequence of str
        The lines of each page.

    Returns
    -------
    list of str
    """
    worded = [[line for line in page if line] for page in pages]
    # Articles of an export have alike blocks at the head and foot of their pages
    running = 1 if any(is_end_mark(line) for page in worded for line in page) else _RUNNING
    counts: Counter[str] = Counter()
    for page in worded:
        counts.update({_bare(line) for line in page[:running] + page[-running:]})
    lines: list[str] = []
    kept_once: set[str] = set()  # what runs on each page may be the title or the sender on the first
    for page, given in zip(worded, pages, strict=True):
        if lines and _ENDED.search(lines[-1]):
            lines.append("")
        head, foot = ({_bare(line) for line in part} for part in (page[:running], page[-running:]))
        for line in given:
            bare = _bare(line)
            if line and bare in head | foot and not is_end_mark(line):
                runs = counts[bare] > 1 and counts[bare] * 2 >= len(pages)
                if _PAGE_NUMBER.match(line) or (runs and (bare in kept_once or bare not in head)):
                    continue
                if runs:
                    kept_once.add(bare)
            lines.append(line)
    return lines


def _bare(line: str) -> str:
    """Return a line without its digits, in lower case: the same for "Page 3" and "Page 4"."""
    return re.sub(r"\d+", "", line.casefold()).strip()


def join_lines(lines: Sequence[str]) -> list[str]:
    """Put the lines of print together to paragraphs.

    A paragraph ends with a line that ends as a sentence does and is short, or before an empty line. A word that was
    parted at the end of a line loses its hyphen, unless it stands with it elsewhere in the text.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    list of str

    Examples
    --------
    >>> join_lines(["The council voted on Tuesday to widen the north-", "ern quay.", "Work begins in autumn, it said."])
    ['The council voted on Tuesday to widen the northern quay.', '', 'Work begins in autumn, it said.']
    """
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    compounds = {match.casefold() for line in lines for match in _COMPOUND.findall(line)}
    spaced = sum(not line for line in lines[1:-1]) >= _SPACED
    joined: list[str] = []
    goes_on = False
    parted = False
    for line in lines:
        if not line:
            parted = True
            continue
        if goes_on and (not parted or (line[:1].islower() and not _ENDED.search(joined[-1]))):
            joined[-1] = _join(joined[-1], line, compounds)
        else:
            joined += ["", line] if joined else [line]
        parted = False
        goes_on = len(line) >= _SHORT * width
        if goes_on and _ENDED.search(line) and not spaced:
            goes_on = len(line) >= _FULL * width
    return joined


def _join(before: str, line: str, compounds: set[str]) -> str:
    if not _HYPHENED.search(before) or not line[:1].islower():
        return f"{before} {line}"
    start, end = before.rsplit(None, 1)[-1][:-1], line.split(None, 1)[0].rstrip('.,;:!?"”’)')
    kept = f"{start}-{end}".casefold() in compounds
    return f"{before[:-1]}-{line}" if kept else before[:-1] + line
