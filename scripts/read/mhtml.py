"""Pages that a browser saved into one file: MHTML, the page and its pictures as parts of a mail (RFC 2557)."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from newstables.scripts.read.encoding import UnreadableError


def unpack_mhtml(data: bytes) -> tuple[bytes, str | None, str | None]:
    """Take the page out of MHTML.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    bytes
        The page of HTML: the part that was saved for the address of the whole, else the first one.
    str or None
        The address that it was saved from.
    str or None
        The encoding that is declared for it.

    Raises
    ------
    newstables.scripts.read.encoding.UnreadableError
        Where it holds no page.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    address = message.get("Snapshot-Content-Location")
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableError("unreadable", "no page of HTML is in it")
    page = next((part for part in pages if address and part.get("Content-Location") == address), pages[0])
    location = str(address or page.get("Content-Location") or "")
    payload = page.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        raise UnreadableError("empty", "the page of HTML in it is empty")
    return payload, location if location.startswith(("http://", "https://")) else None, page.get_content_charset()
