"""Mails: newsletters and press releases that hold an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.encoding import UnreadableError, decode, read_bytes
from newstables.scripts.read.fragments import read_fragment
from newstables.scripts.read.normal import normalise, one_line
from newstables.scripts.read.page_body import find_body, read_body
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import finish_body
from newstables.scripts.read.wrapping import unwrap

_PREFIX = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg)\s?:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--\s?$|^_{10,}$|^sent from my \w+", re.IGNORECASE)
_QUOTED = re.compile(r"^-{2,}\s?(?:original|forwarded) message\s?-{2,}$|^on .{6,80} wrote:$", re.IGNORECASE)
_ENVELOPE = re.compile(r"^(?:from|sent|to|cc|subject|date)\s?:\s", re.IGNORECASE)
_FOOT = re.compile(
    r"\b(?:unsubscribe|update your preferences|manage (?:your )?(?:preferences|subscription)"
    r"|view (?:this|it) (?:email |mail )?in your browser|you (?:are )?receiv(?:e|ed|ing) this)\b",
    re.IGNORECASE,
)

Found = Article | Rejection | Note


def read_mail(path: str, source: str, options: ReadOptions) -> Iterator[Found]:
    """Read one article out of a mail.

    The subject is the title, the day of the envelope, as printed in its own zone, the day of publication, the sender's
    name the publisher. The plain text is read where there is one, else the HTML; quoted mails and signatures are cut.
    """
    message = BytesParser(policy=policy.default).parsebytes(read_bytes(path))
    if not isinstance(message, EmailMessage) or not any(name in message for name in ("From", "Subject", "Date")):
        raise UnreadableError("unreadable", "no mail: it has no sender, subject or date")
    paragraphs = _read_paragraphs(message)
    first, _ = find_body(paragraphs)
    body, captions, below = read_body(paragraphs[first:])
    fields: dict[str, Any] = {
        "title": one_line(_PREFIX.sub("", _header(message, "Subject") or "")),
        "publisher": one_line(parseaddr(_header(message, "From") or "")[0]),
    }
    try:
        fields["published"] = find_day(_header(message, "Date") or "")
    except AmbiguousDateError as error:
        fields |= {"published": None, "disagreement": str(error)}
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(body))
    yield from make_page_article(
        {**fields, "updated": None, **finish_body(text, captions, below, None)}, source, options
    )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, TypeError, AttributeError):  # headers that the parser of the library trips over
        return None
    return str(value) if value is not None else None


def _read_paragraphs(message: EmailMessage) -> list[str]:
    """Return the lines of the plain text, or the paragraphs of the HTML, down to a signature or a quoted mail."""
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableError("empty", "the mail holds no text")
    text = normalise(decode(payload, part.get_content_charset()))
    if part.get_content_type() == "text/html":
        lines = [line for paragraph in read_fragment(text) for line in (paragraph, "")]
    else:
        lines = unwrap([" ".join(line.split()) for line in text.split("\n")])
    return list(_cut(lines))


def _cut(lines: list[str]) -> Iterator[str]:
    started = False
    for line in lines:
        if _QUOTED.match(line) and not started:
            continue  # what is forwarded is the article
        if started and (_SIGNATURE.match(line) or _QUOTED.match(line) or (_FOOT.search(line) and len(line) < 300)):
            return
        if not line.startswith(">") and not _ENVELOPE.match(line) and not _FOOT.search(line):
            started = started or len(line) > 40
            yield line
