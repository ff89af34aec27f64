"""Exports of news archives as text: several articles in one file, each with a block of labels above and below.

The layouts are those of Nexis (labels such as "Length:", "Load-Date:", end marks "End of Document" or "1 of 20
DOCUMENTS"), Factiva (codes such as HD and TD, or bare lines and "Document ABCD0000...") and ProQuest ("Full text:").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.page_head import read_authors_line
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.text_page import finish_body
from newstables.scripts.read.wrapping import unwrap

_END = re.compile(r"^(?:end of document|document [A-Z]{2,}[A-Z0-9]{10,}|_{10,}|-{20,}|={10,})$", re.IGNORECASE)
_START = re.compile(r"^(?:document )?\d{1,5} of \d{1,5}(?: documents?)?$", re.IGNORECASE)
_BODY = re.compile(r"^(?:body|full text|text|story)\s?:?\s*(?P<rest>.*)$", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<label>[A-Za-z][A-Za-z -]{2,28}?)\s?:\s?(?P<value>.*)$")
_CODE = re.compile(
    r"^(?P<code>HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|CR|CLM|SE|ART|CT|RF)(?:\s+(?P<value>.*))?$"
)
_TAIL_CODES = frozenset(["CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CT", "RF", "ART"])
_WORDS = re.compile(r"^\d{1,3}(?:,\d{3})* words$", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:copyright|\(c\)|©)|all rights reserved", re.IGNORECASE)
_FEWEST_LABELS = 2  # of which a document of an export has at least


@cache
def _labels(where: str) -> dict[str, str]:
    """Return the labels above or below a body, and the column that each gives, if any."""
    text = (files("newstables.scripts.read") / "lexicons" / "export_labels.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {label: column for place, label, column in rows if place == where}


def split_export(lines: Sequence[str]) -> list[dict[str, Any]] | None:
    """Tell the articles of an export apart.

    Parameters
    ----------
    lines : sequence of str
        The lines of a file, stripped; some empty.

    Returns
    -------
    list of dict or None
        The fields of each article, as `newstables.scripts.read.text_page.read_text_page` gives them; None where the
        file is no export.
    """
    documents: list[list[str]] = [[]]
    for line in lines:
        if _END.match(line) or _START.match(line):
            documents.append([])
        else:
            documents[-1].append(line)
    read = [fields for document in documents if (fields := _read_document(document)) is not None]
    return read or None


def _read_document(lines: list[str]) -> dict[str, Any] | None:
    """Read one article of an export; None where it has no block of labels."""
    if sum(bool(_CODE.match(line)) for line in lines) >= 4 and any(line.startswith("HD") for line in lines):
        return _read_codes(lines)
    labels = [(at, label) for at, line in enumerate(lines) if (label := _label_of(line))]
    bare = [at for at, line in enumerate(lines[:30]) if _WORDS.match(line)]
    rights = [at for at, line in enumerate(lines[:30]) if _RIGHTS.search(line) and len(line) < 200]
    if len({label for _, label in labels}) + len(bare[:1]) + len(rights[:1]) < _FEWEST_LABELS:
        return None
    first = _find_body(lines, [at for at, label in labels if label in _labels("above")], [*bare, *rights])
    last = next((at for at, label in labels if at > first and label in _labels("below")), len(lines))
    return _finish(_read_head(lines[:first]), lines[first:last])


def _label_of(line: str) -> str | None:
    match = _LABEL.match(line)
    label = match["label"].strip().casefold() if match else line.casefold()
    if match and (label in _labels("above") or label in _labels("below")):
        return label
    return label if label == "classification" else None


def _find_body(lines: list[str], labelled: list[int], others: list[int]) -> int:
    """Return the first line of the body: below "Body", else below the last line of the block above it."""
    for at, line in enumerate(lines):
        match = _BODY.match(line)
        if match and (not match["rest"] or line.casefold().startswith("full text")):
            lines[at] = match["rest"]
            return at
    above: list[int] = []
    for at in sorted([*labelled, *others]):
        if sum(line_is.is_paragraph(line) for line in lines[(above[-1] + 1 if above else 0) : at]) == 0:
            above.append(at)
    return above[-1] + 1 if above else 0


def _read_head(lines: list[str]) -> dict[str, Any]:
    """Read the block above a body: its labels, and its bare lines by where the day stands among them."""
    fields: dict[str, Any] = dict.fromkeys(("title", "byline", "dateline", "published", "publisher", "url", "agency"))
    before: list[str] = []
    after: list[str] = []
    counted = False
    for line in lines:
        label = _label_of(line) if line else None
        if not line or _RIGHTS.search(line):
            continue
        if label is not None:
            name, value = _labels("above").get(label), line.partition(":")[2].strip()
            if name == "published":
                fields["published"] = fields["published"] or _day(value)
            elif name and value:
                fields[name] = fields[name] or value
                if name == "publisher":
                    fields["published"] = fields["published"] or _day(value)
        elif _WORDS.match(line):
            counted = counted or fields["published"] is None
        elif fields["published"] is None and (day := _day(line)) is not None and len(line) < 80:
            fields["published"] = day
        elif author := read_authors_line(line):
            fields["byline"] = fields["byline"] or author
        else:
            (before if fields["published"] is None else after).append(line)
    if len(before) >= 2 or counted:
        title, publisher = before[:1], before[1:2] or after[:1]
    else:
        title, publisher = after[:1] or before[:1], before[:1] if after else []
    fields["title"] = fields["title"] or next(iter(title), None)
    fields["publisher"] = _publisher(fields["publisher"]) or next(iter(publisher), None)
    return fields


def _publisher(told: str | None) -> str | None:
    """Return the name of a publication, without places and days behind it."""
    return re.split(r"[;\[]", told)[0].strip() or None if told else None


def _read_codes(lines: list[str]) -> dict[str, Any]:
    """Read an article whose fields stand behind codes of two letters."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line)
        if match:
            code, line = match["code"], match["value"] or ""
        if code and code not in _TAIL_CODES:
            values.setdefault(code, []).append(line)
    text = {code: " ".join(" ".join(lines).split()) or None for code, lines in values.items()}
    fields: dict[str, Any] = {
        "title": text.get("HD"),
        "byline": read_authors_line(text.get("BY") or "") or text.get("BY"),
        "published": _day(text.get("PD") or ""),
        "publisher": text.get("SN"),
        "dateline": None,
        "url": None,
        "agency": None,
    }
    return _finish(fields, [*values.get("LP", []), "", *values.get("TD", [])])


def _finish(fields: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    body = [line for line in unwrap(lines) if not line_is.is_interruption(line)]
    while body and (not body[-1] or line_is.is_credit(body[-1])):
        body.pop()
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(body))
    finished = finish_body(text, [], [], fields["agency"])
    return {**fields, **finished, "dateline": fields["dateline"] or finished["dateline"], "updated": None}


def _day(text: str) -> Any:
    try:
        return find_day(text)
    except AmbiguousDateError:
        return None
