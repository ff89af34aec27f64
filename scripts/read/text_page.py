"""Text saved or pasted from a page: title, dates, captions and credits told from the body, leftovers cut off.

A headline stands first; what stands between it and the first paragraph is dates, authors, and captions of pictures
(which saving repeats); after the last paragraph come credits, and then what leads to other pages.
"""

from __future__ import annotations

import re
from typing import Any

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.dateline import find_dateline
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.page_body import find_body, read_body
from newstables.scripts.read.page_head import read_head
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.wrapping import unwrap

_PUBLISHED_IN = re.compile(
    r"^published in (?P<publisher>[A-Z][\w’'.&\- ]{1,50}?)(?:,\s(?:on\s)?|\son\s)(?P<day>[^\n]{6,60})$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"^(?:copyright\s*)?(?:©|\(c\)"
    r"|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?P<publisher>[A-Z][\w’'.&\- ]{1,50}?)(?:\s?\d{4})?"
    r"(?:[.,|]?\s*(?:all rights reserved|ltd|inc|llc)\b.{0,80}|\.)?$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[*•·▪‣●■]|[+o](?=\s[A-Z]))(?:\s+|$)")
_LAST_LINES = 30  # below the body, in which rights and addresses are looked for


def read_text_page(text: str) -> dict[str, Any]:
    """Tell the parts of a page saved as text.

    Parameters
    ----------
    text : str
        The page, decoded.

    Returns
    -------
    dict
        Fields of `newstables.scripts.read.article.Article`: `body`, `title`, `caption`, `published`, `updated`,
        `byline`, `agency`, `dateline`, `publisher`, `url`, None where the page does not give them; `age`, the words
        "3 hours ago" where they are how it tells its day; and `disagreement`, what is wrong where its days of
        publication disagree or the only one can be read in two ways.
    """
    lines = unwrap([_BULLET.sub("", " ".join(line.split())) for line in normalise(text).split("\n")])
    first, _ = find_body(lines)
    head = read_head(lines, first)
    paragraphs, captions, below = read_body(lines[first:], head.captions)
    fields: dict[str, Any] = {
        "title": head.title,
        "byline": head.byline,
        "published": head.published,
        "updated": head.updated,
        "age": head.age,
        "disagreement": head.disagreement,
        "url": head.url or next((url for line in below if (url := line_is.find_url(line))), None),
    }
    fields |= finish_body("\n".join(paragraphs), [*head.captions, *captions], below, head.agency)
    fields["byline"] = head.byline or next((who for line in below if (who := line_is.find_reporter(line))), None)
    fields["publisher"] = None
    for line in below[:_LAST_LINES] + below[-_LAST_LINES:]:
        _read_rights(line, fields)
    return fields


def finish_body(body: str, captions: list[str], below: list[str], author: str | None) -> dict[str, Any]:
    """Cut the dateline off a body, and tell the agency.

    Parameters
    ----------
    body : str
        The text of an article.
    captions : list of str
        Captions of its pictures.
    below : list of str
        Lines that stand below it.
    author : str or None
        An agency that stands as the author.

    Returns
    -------
    dict
        The fields `body`, `dateline`, `agency` (of the dateline, else the author, else of a credit below, else of a
        picture) and `caption`.
    """
    body = body.strip("\n")
    dateline = find_dateline(body)
    named = [dateline.agency if dateline else None, author]
    credited = (line_is.find_credited_agency(line) for line in [*below[:3], *captions])
    return {
        "body": body[dateline.end :] if dateline else body,
        "dateline": dateline.place if dateline else None,
        "agency": next((one for one in (*named, *credited) if one), None),
        "caption": "\n\n".join(dict.fromkeys(captions)) or None,
    }


def _read_rights(line: str, fields: dict[str, Any]) -> None:
    """Read publisher and day from a line below the body that tells where the article was printed."""
    printed = _PUBLISHED_IN.match(line)
    if printed:
        fields["publisher"] = fields["publisher"] or printed["publisher"].strip()
        try:
            fields["published"] = fields["published"] or find_day(printed["day"])
        except AmbiguousDateError:
            return
    owned = _COPYRIGHT.match(line)
    if owned and not re.search(r"\brights\b", owned["publisher"], re.IGNORECASE):
        fields["publisher"] = fields["publisher"] or owned["publisher"].strip(" .,-")
