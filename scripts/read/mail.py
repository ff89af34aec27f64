"""Mail (RFC 5322): newsletters and press releases, one in a file (``.eml``) or many (``.mbox``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any, BinaryIO

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import LARGEST_FILE, UnreadableError, decode, open_bytes, read_bytes
from newstables.scripts.read.feed import read_mail_day
from newstables.scripts.read.fragment import read_fragment
from newstables.scripts.read.normal import normalise, one_line
from newstables.scripts.read.published import AmbiguousDateError
from newstables.scripts.read.release import strip_release
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import read_text_page

_MOST_PARTS = 200
_MOST_BOUNDARIES = 5_000  # lines that may part them
_LONGEST_HEAD = 500_000  # bytes of headers
_LONGEST_TEXT = 2_000_000  # bytes of a part of text
_WHOLE = 0.6  # share of the words of the part in HTML that a plain part must have to be the whole
_OWN = 40  # words above a forwarded mail up to which it is what was sent
_HEADER = re.compile(rb"^[!-9;-~]{1,100}:", re.MULTILINE)
_FORWARDED = re.compile(
    r"^(?:>\s?)?(?:-{2,}\s*(?:original message|forwarded message|forwarded by .{1,80})\s*-{0,40}"
    r"|begin forwarded message:?)$",
    re.IGNORECASE,
)
_INNER = re.compile(r"^\*?(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance)\s?:\*?\s*(?P<value>.*)$", re.I)
_WROTE = re.compile(r"^On .{6,200}(?: wrote|<\S+@\S+>):$")
_SUBJECT = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s?:\s*){1,5}", re.IGNORECASE)

Found = Article | Rejection | Note


def read_eml(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read a mail.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is no mail, or has no text.
    """
    yield from make_page_article(read_mail(read_bytes(path)), source, options)


def read_mbox(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read the mails of a file in mbox format, each counted from 1 in its source."""
    with open_bytes(path) as file:
        for number, data in enumerate(_split_mbox(file), 1):
            where = f"{source}:{number}"
            try:
                if data is None:
                    raise UnreadableError("too_large", f"a mail of more than {LARGEST_FILE:,} bytes")
                yield from make_page_article(read_mail(data), where, options)
            except UnreadableError as error:
                yield Rejection(where, error.reason, error.detail)
            except AmbiguousDateError as error:
                yield Rejection(where, "ambiguous_date", str(error))


def _split_mbox(file: BinaryIO) -> Iterator[bytes | None]:
    """Part the mails, which begin with "From " behind an empty line; None for one that is too large."""
    lines: list[bytes] = []
    size, empty, begun = 0, True, False
    while line := file.readline(LARGEST_FILE):
        if line.startswith(b"From ") and empty:
            if begun:
                yield b"".join(lines) if size <= LARGEST_FILE else None
            lines, size, begun = [], 0, True
        elif not begun:
            raise UnreadableError("unreadable", "no mbox: it does not begin with a line From")
        else:
            size += len(line)
            if size <= LARGEST_FILE:
                lines.append(line[1:] if line.startswith(b">From ") else line)
            else:
                lines.clear()
        empty = not line.strip()
    if not begun:
        raise UnreadableError("empty", "no mail is in it")
    yield b"".join(lines) if size <= LARGEST_FILE else None


def read_mail(data: bytes) -> dict[str, Any]:
    """Tell the parts of a mail.

    Parameters
    ----------
    data : bytes
        The mail with its headers.

    Returns
    -------
    dict
        The fields that `newstables.scripts.read.text_page.read_text_page` gives. The subject is the title, the day
        that the mail's date prints in its own time zone that of publication, and the name of the sender the publisher;
        those of a mail that is forwarded within it count before its own.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it is no mail, or has no text.
    """
    if not _HEADER.search(data[:4096]):
        raise UnreadableError("unreadable", "no mail: it has no headers")
    head = re.search(rb"\r?\n\r?\n", data)
    if (head.start() if head else len(data)) > _LONGEST_HEAD:
        raise UnreadableError("too_large", f"more than {_LONGEST_HEAD:,} bytes of headers")
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise UnreadableError("too_large", f"more than {_MOST_BOUNDARIES:,} lines that may part it")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if sum(1 for _ in message.walk()) > _MOST_PARTS:
            raise UnreadableError("too_large", f"more than {_MOST_PARTS} parts")
        plain, html = (_read_part(message, kind) for kind in ("plain", "html"))
        headers = {name.casefold(): _header(message, name) for name in ("From", "Date", "Subject")}
    except RecursionError:
        raise UnreadableError("unreadable", "parts nested too deeply") from None
    except (MessageError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableError("unreadable", f"a damaged mail: {' '.join(str(error).split())[:100]}") from None
    if plain is None and html is None:
        raise UnreadableError("empty", "the mail has no text")
    # Blocks are lines here: mails are laid out in tables, in which no program tells a body from what is around it
    paragraphs = read_fragment(html)[0] if html else []
    words = sum(len(line.split()) for line in paragraphs)
    whole = plain is not None and len(plain.split()) >= _WHOLE * words
    fields, inner = _read_lines(plain if whole and plain else "\n\n".join(paragraphs), headers["subject"])
    headers |= inner
    name, _ = parseaddr(headers["from"])
    fields["title"] = _SUBJECT.sub("", headers["subject"]) or fields.get("title")
    fields["publisher"] = one_line(name) if name and "@" not in name else fields.get("publisher")
    day = read_mail_day(headers["date"])
    if day is not None:
        fields |= {"published": day, "updated": None, "disagreement": None, "age": None}
    return fields


def _read_part(message: EmailMessage, kind: str) -> str | None:
    """Return the text of the first part of a kind that is no attachment."""
    part = message.get_body(preferencelist=(kind,))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        return None
    if len(payload) > _LONGEST_TEXT:
        raise UnreadableError("too_large", f"more than {_LONGEST_TEXT:,} bytes of text")
    text = decode(payload, part.get_content_charset()) if payload else ""
    if kind == "plain" and part.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \r?\n(?=[^\s>])", " ", text)  # RFC 3676
    return text


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line; empty where there is none."""
    return one_line(str(message.get(name, ""))) or ""


def _read_lines(text: str, subject: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the text of a mail; return its fields, and the headers of a mail that is forwarded in it."""
    lines, inner = _unfold([line.strip() for line in normalise(text).split("\n")])
    title = _SUBJECT.sub("", inner.get("subject") or subject)
    lines = strip_release(_strip_quotes(lines))
    return read_text_page("\n".join([title, "", *(line for line in lines if line != title)])), inner


def _unfold(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the text of a mail that is forwarded whole, and its headers; of another what stands above the quoted."""
    for at, line in enumerate(lines):
        if not _FORWARDED.match(line):
            continue
        above = lines[:at]
        if sum(len(one.split()) for one in above) > _OWN:
            return above, {}
        below = lines[at + 1 :]
        if all(one.startswith(">") for one in below if one):
            below = [one.lstrip("> ") for one in below]
        headers: dict[str, str] = {}
        start = 0
        for start, one in enumerate(below):  # noqa: B007
            match = _INNER.match(one)
            if match is not None:
                name = match["name"].casefold()
                headers[{"sent": "date"}.get(name, name)] = match["value"].strip()
            elif one and headers:
                break
            elif one:
                return lines, {}
        return _unfold(below[start:])[0], {
            name: headers[name] for name in ("from", "date", "subject") if name in headers
        }
    return lines, {}


def _strip_quotes(lines: list[str]) -> list[str]:
    """Leave out a signature, and what is quoted of other mails."""
    signature = next((at for at, line in enumerate(lines) if line == "--" and at), len(lines))
    kept: list[str] = []
    for line in lines[:signature]:
        if line.startswith(">"):
            while kept and (not kept[-1] or _WROTE.match(kept[-1])):
                kept.pop()
            continue
        kept.append(line)
    return kept
