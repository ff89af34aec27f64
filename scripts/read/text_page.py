"""Text saved or pasted from a page: title, dates, captions and credits told from the body, leftovers cut off.

The rules are facts about how news pages are laid out, in any outlet: a headline stands first; what stands between it
and the first paragraph is dates, authors, and captions of pictures (which saving repeats); after the last paragraph
come credits, and then what leads to other pages.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from newstables.scripts.read.normal import normalise
from newstables.scripts.read.published import find_day

_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
_PUBLISHED = re.compile(r"^(?:first )?(?:published|posted|date|publication date|issued|released)\b", re.IGNORECASE)
_UPDATED = re.compile(r"^(?:last |first )?(?:updated|modified|last modified)\b", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|written by|reported by|author:|byline:)\s+(?P<who>[A-Z][^\n]{1,120})$", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:[-–—]\s*(?P<dash>[A-Z][\w./& ]{1,40})|\((?:[A-Z][\w. ]+ )?(?:photo|image|picture)s?\b[^)]{0,80}\)|\b(?:file )?(?:photo|image|picture)s?(?: credit)?\s*(?::|by|courtesy)[^\n]{0,80}"  # noqa: E501
    r"|\[(?:photo|image|file)[^\]]{0,80}\])\s*$",
    re.IGNORECASE,
)
_INPUT = re.compile(
    r"^\(?(?:with )?(?:additional|further|more) (?:input|inputs|reporting|information)s? (?:from|by)\s+(?P<who>[^\n]{2,80}?)\.?\)?$"  # noqa: E501
    r"|^\(?(?:with (?:inputs?|reporting) (?:from|by))\s+(?P<who2>[^\n]{2,80}?)\.?\)?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z’'.\-]+(?:[ /][A-Z’'.\-]+){0,4}(?:,\s[A-Z][\w.’' ]{1,30}?)?)"
    r"(?:,\s(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s*(?:\((?P<agency>[A-Z][\w./& ]{1,30})\))?\s*(?::|--|—|–|-)\s+"  # noqa: E501
)
_AGENCY_ALONE = re.compile(r"^(?P<agency>[A-Z][A-Za-z./& ]{1,30})$")
_LONGEST_HEADLINE = 250  # characters


@cache
def _lexicon(name: str) -> frozenset[str]:
    text = (files("newstables.scripts.read") / "lexicons" / name).read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and not line.startswith("#"))


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
        `byline`, `agency`, `dateline`; None where the page does not give them.

    Raises
    ------
    newstables.scripts.read.published.AmbiguousDateError
        Where its only date can be read in two ways.
    """
    lines = [line.strip() for line in normalise(text).split("\n")]
    fields: dict[str, Any] = dict.fromkeys(("title", "caption", "published", "updated", "byline", "agency", "dateline"))
    head, first = _read_head(lines, fields)
    paragraphs, tail = _cut_leftovers(lines[first:])
    body = "\n".join(paragraphs).strip("\n")
    body = re.sub(r"\n{3,}", "\n\n", body)
    captions = [line for line in head if line not in (fields["title"],)]
    fields["caption"] = "\n\n".join(dict.fromkeys(captions)) or None
    for line in [*captions, *tail]:
        fields["agency"] = fields["agency"] or _agency_of(line)
    dateline = _DATELINE.match(body)
    if dateline is not None:
        fields["dateline"] = dateline["place"].strip(" ,")
        fields["agency"] = dateline["agency"] or fields["agency"]
        body = body[dateline.end() :]
    fields["body"] = body
    return fields


def _read_head(lines: list[str], fields: dict[str, Any]) -> tuple[list[str], int]:
    """Read what stands above the body into `fields`; return the captions, and where the body begins."""
    counts = Counter(line for line in lines if line)
    captions: list[str] = []
    first = 0
    for at, line in enumerate(lines):
        if not line:
            continue
        if fields["title"] is None and at <= 5 and _is_headline(line) and not _read_date_line(line, fields):
            fields["title"] = line
        elif _read_date_line(line, fields) or _read_byline(line, fields) or line == fields["title"]:
            pass
        elif (counts[line] > 1 and at < 40) or _is_caption(line):
            captions.append(line)
        elif _is_paragraph(line):
            first = at
            break
        first = at + 1
    return captions, first


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and not line.endswith((".", ":")) and not _PUBLISHED.match(line)


def _is_paragraph(line: str) -> bool:
    """Tell whether a line is a paragraph: it ends as a sentence does, or is long."""
    return (bool(_SENTENCE.search(line)) and len(line) > 40) or len(line) > 160


def _is_caption(line: str) -> bool:
    return (
        len(line) < 400
        and bool(_CREDIT.search(line))
        and (not _SENTENCE.search(line) or "photo" in line.lower() or "—" in line[-30:])
    )


def _read_date_line(line: str, fields: dict[str, Any]) -> bool:
    """Read a line that gives a day of publication or update; False where it is none."""
    if len(line) > 120:
        return False
    updated = _UPDATED.match(line)
    if not updated and not _PUBLISHED.match(line) and not _is_bare_date(line):
        return False
    day: date | None = find_day(line)
    if day is None:
        return False
    if updated:
        fields["updated"] = fields["updated"] or day
    else:
        fields["published"] = fields["published"] or day
        later = re.search(r"\b(?:updated|modified)\b(.*)", line, re.IGNORECASE)
        if later:
            fields["updated"] = fields["updated"] or find_day(later.group(1))
    return True


def _is_bare_date(line: str) -> bool:
    """Tell whether a line is nothing but a date: "Sunday, 20 July 2025 | 10:15 GMT"."""
    words = re.sub(r"[\W\d_]+", " ", line).split()
    return len(words) <= 6 and bool(re.search(r"\d{4}", line)) and len(line) < 60


def _read_byline(line: str, fields: dict[str, Any]) -> bool:
    match = _BYLINE.match(line)
    if match is None or _is_paragraph(line):
        return False
    fields["byline"] = fields["byline"] or match["who"].strip()
    return True


def _agency_of(line: str) -> str | None:
    """Return the agency that a caption or a line below the body credits, by its name in the list of agencies."""
    match = _INPUT.match(line) or _CREDIT.search(line)
    groups = match.groupdict() if match else {}
    named = (
        groups.get("who")
        or groups.get("who2")
        or groups.get("dash")
        or (line.strip("()[]—–- ") if len(line) < 40 else "")
    )
    for part in re.split(r"[/,&]| and ", named or ""):
        if part.strip().casefold() in _lexicon("agencies.txt"):
            return part.strip()
    return None


def _cut_leftovers(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines from the first paragraph on into the body and what stands below it."""
    end = len(lines)
    for at, line in enumerate(lines):
        if line and (
            line.casefold().strip(" :.>»|-") in _lexicon("leftovers.txt")
            or _INPUT.match(line)
            or _starts_leftovers(line)
        ):
            end = at
            break
    kept = lines[:end]
    while kept and (not kept[-1] or (not _is_paragraph(kept[-1]) and _is_trailing(kept[-1]))):
        kept.pop()
    return kept, [line for line in lines[len(kept) :] if line]


def _starts_leftovers(line: str) -> bool:
    lower = line.casefold()
    return len(line) < 160 and lower.startswith(
        (
            "©",
            "copyright ",
            "read more:",
            "also read:",
            "read also:",
            "related:",
            "see also:",
            "follow us on",
            "sign up for",
            "subscribe to",
            "share this",
            "click here",
            "published in ",
            "more from ",
            "tags:",
            "topics:",
            "filed under",
            "join our",
            "download our",
        )
    )


def _is_trailing(line: str) -> bool:
    """Tell whether a line below the last paragraph is no part of the body: a credit, or a line that is no sentence."""
    if _SENTENCE.search(line) and len(line.split()) > 3 and not line.startswith(("(", "[")):
        return False
    return len(line) < 160
