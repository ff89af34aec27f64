"""Exports of news archives: one or many articles in a file, each between a block of labels above and one below.

Three layouts are known, in which Nexis, Factiva and ProQuest export and which others imitate: labels with a colon
("Length: 512 words", "Load-Date:"), codes of two letters ("HD", "TD"), and a block of bare lines that ends with a
copyright line. What tells them is data, in ``lexicons/archive_labels.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.dateline import find_dateline
from newstables.scripts.read.normal import normalise
from newstables.scripts.read.published import AmbiguousDateError, find_day
from newstables.scripts.read.screening import Note, ReadOptions, make_page_article
from newstables.scripts.read.text_page import finish_body
from newstables.scripts.read.wrapping import join_continuations, unwrap

PAGE_BREAK = "\f"
"""A line that stands for a new page in the lines of a document."""

_END = re.compile(
    r"^(?:end of document|document [A-Z]{2,10}\d{4}[0-9A-Z]{8,30}|_{20,}|document \d{1,5} of \d{1,5}"
    r"|\d{1,5} of \d{1,5} documents?)$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^_{20,}$")
_LABEL = re.compile(r"^(?P<label>[A-Za-z][A-Za-z /-]{0,28}[A-Za-z]):(?:\s+(?P<value>.*))?$")
_BODY = re.compile(r"^(?:body|full text|text):?(?:\s*$|(?<=:)\s+(?P<text>.*)$)", re.IGNORECASE)
_HEADINGS = frozenset(["classification", "graphic", "notes", "correction"])  # labels that may stand without a colon
_CODES = {
    "HD": "title", "BY": "byline", "PD": "published", "SN": "publisher", "CY": "rights", "LP": "body", "TD": "body",
    "ART": "caption", "CR": "credit", "SE": "", "WC": "", "ET": "", "SC": "", "ED": "", "PG": "", "VOL": "", "LA": "",
    "CT": "", "RF": "", "CO": "", "IN": "", "NS": "", "RE": "", "IPC": "", "IPD": "", "PUB": "", "AN": "",
}  # fmt: skip
_CODE = re.compile(rf"^\|?\s*(?P<code>{'|'.join(_CODES)})(?:\s*$|\s*[|\t]\s*(?P<a>.*)$|\s{{2,}}(?P<b>.*)$)")
_WORDS = re.compile(r"^\d[\d,.]{0,8} words$", re.IGNORECASE)
_RIGHTS = re.compile(
    r"^(?:copyright\s*)?(?:\(c\)|©|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?P<owner>[^\n]{0,160})$",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"[.,;|]?\s*all rights reserved.*$|\s*\d{4}[. ]*$", re.IGNORECASE)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b[^\n]{0,12}$")
_EDITION = re.compile(r"\b(?:edition|final|correction appended)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*[;\[]")  # a place of publication follows
_BY = re.compile(r"^by[:\s]+", re.IGNORECASE)
_HEAD_LINES = 40  # lines with words, in which the block above an article ends
_NEW_PAGE = 15  # lines with words below a page break, in which labels show that an article begins
_MOST_PAGES = 20_000  # breaks behind them are taken for ends of lines
_LONG = 60  # characters from which on a line that ends as a sentence does is no value of a label
_AFTER_COPYRIGHT = 8  # lines with words between the count of words and the copyright line


@dataclass(slots=True)
class _Piece:
    """What was read of one article."""

    values: dict[str, list[str]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def add(self, name: str, value: str | None) -> None:
        if name and name != "-" and value and value.strip(" |"):
            self.values.setdefault(name, []).append(" ".join(value.strip(" |").split()))

    def first(self, name: str) -> str | None:
        return next(iter(self.values.get(name, ())), None)


@cache
def _labels() -> dict[str, tuple[str, str]]:
    text = (files("newstables.scripts.read") / "lexicons" / "archive_labels.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {label: (name, place) for label, name, place in rows}


def is_end_mark(line: str) -> bool:
    """Tell whether a line ends an article of an export, or begins the next."""
    return bool(_END.match(line)) and not _RULE.match(line)


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text, normalised and stripped, a form feed on a line of its own.

    Examples
    --------
    >>> split_lines("One\r\ntwo\fthree")
    ['One', 'two', '\x0c', 'three']
    """
    lines: list[str] = []
    for place, page in enumerate(text.split(PAGE_BREAK, _MOST_PAGES)):
        if place:
            lines.append(PAGE_BREAK)
        lines.extend(line.strip() for line in normalise(page).split("\n"))
    return lines


def read_export(lines: Sequence[str], source: str, options: ReadOptions) -> Iterator[Article | Rejection | Note] | None:
    """Read the articles of an export; None where the lines are none.

    Parameters
    ----------
    lines : sequence of str
        As `split_lines` gives them.
    source : str
        Where they were read from; the articles are counted from 1 behind a colon where there are several.
    options : ReadOptions
        What fills in.
    """
    found = split_export(lines)
    if found is None:
        return None
    return (
        one
        for number, fields in enumerate(found, 1)
        for one in make_page_article(fields, f"{source}:{number}" if len(found) > 1 else source, options)
    )


def split_export(lines: Sequence[str]) -> list[dict[str, Any]] | None:
    """Tell the articles of an export apart, and each one's body from the blocks around it.

    Parameters
    ----------
    lines : sequence of str
        As `split_lines` gives them.

    Returns
    -------
    list of dict or None
        For each article the fields that `newstables.scripts.read.text_page.read_text_page` gives; None where the
        lines are no export. Covers, lists of contents and search terms are left out.
    """
    ended = any(map(is_end_mark, lines))
    pieces = [piece for piece in _cut(lines) if _is_article(piece)]
    if not pieces or not (ended or any(_is_certain(piece) for piece in pieces)):
        return None
    return [_finish(_read_codes(piece) or _read_bare(piece) or _read_labels(piece)) for piece in pieces]


def _cut(lines: Sequence[str]) -> Iterator[list[str]]:
    """Part the lines where an article ends, or a new page begins with the block of another."""
    piece: list[str] = []
    for at, line in enumerate(lines):
        if _END.match(line) or (line == PAGE_BREAK and _begins_article(lines, at + 1)):
            yield piece
            piece = []
        elif line != PAGE_BREAK:
            piece.append(line)
    yield piece


def _begins_article(lines: Sequence[str], start: int) -> bool:
    seen = 0
    for line in lines[start : start + 4 * _NEW_PAGE]:
        if line == PAGE_BREAK or seen >= _NEW_PAGE:
            return False
        if _is_head(line):
            return True
        seen += bool(line)
    return False


def _is_head(line: str) -> bool:
    """Tell whether a line stands above an article for sure: its length in words, or the code of its title."""
    label, value = _read_label(line)
    if label in ("length", "word count"):
        return bool(value) and value[:1].isdigit()
    code = _CODE.match(line)
    return bool(_WORDS.match(line)) or (code is not None and code["code"] == "HD")


def _read_label(line: str) -> tuple[str | None, str]:
    """Return the label of a line, in lower case, if it is one of the list, and its value."""
    if len(line) > 4000:
        return None, ""
    match = _LABEL.match(line)
    if match is not None and match["label"].casefold() in _labels():
        return match["label"].casefold(), (match["value"] or "").strip()
    return (line.casefold(), "") if line.casefold() in _HEADINGS else (None, "")


def _is_article(piece: Sequence[str]) -> bool:
    marks = {label for line in piece if (label := _read_label(line)[0])}
    marks |= {match["code"] for line in piece if (match := _CODE.match(line))}
    marks |= {"words" for line in piece if _WORDS.match(line)} | {"body" for line in piece if _BODY.match(line)}
    marks |= {"rights" for line in piece if line.startswith("(c) ") or line.casefold().startswith("copyright ")}
    return len(marks) > 1 and sum(map(len, piece)) > 100


def _is_certain(piece: Sequence[str]) -> bool:
    labels = {label for line in piece if (label := _read_label(line)[0])}
    if labels & {"load-date", "proquest document id", "publication-type", "acc-no"}:
        return True
    return any(map(_is_head, piece)) and (
        bool(labels - {"length"})
        or any(_BODY.match(line) or line.startswith(("(c) ", "Copyright ", "©")) for line in piece)
        or len({match["code"] for line in piece if (match := _CODE.match(line))}) > 3
    )


def _read_codes(piece: Sequence[str]) -> _Piece | None:
    """Read the layout with codes of two letters; None where there is none."""
    codes = {match["code"] for line in piece if (match := _CODE.match(line))}
    if not {"HD", "PD"} <= codes or not codes & {"LP", "TD"}:
        return None
    read, name = _Piece(), ""
    for line in piece:
        match = _CODE.match(line)
        if match is not None:
            name, line = _CODES[match["code"]], match["a"] or match["b"] or ""
        line = line.strip(" |\t")
        if name == "body":
            read.body.append(line)
        else:
            read.add(name, line)
    read.values["title"] = [" ".join(read.values.get("title", ()))]
    return read


def _read_bare(piece: Sequence[str]) -> _Piece | None:
    """Read the layout of bare lines: title, author, length, day, publisher, rights, body; None where there is none."""
    worded = [(at, line) for at, line in enumerate(piece) if line]
    for place, (_, line) in enumerate(worded[:_HEAD_LINES]):
        if not _WORDS.match(line):
            continue
        below = worded[place + 1 : place + 1 + _AFTER_COPYRIGHT]
        rights = next((one for one in below if _RIGHTS.match(one[1])), None)
        if not below or rights is None or not _tells_day(below[0][1]):
            return None
        read = _Piece()
        above = [one for _, one in worded[:place]]
        if len(above) > 1 and (_BY.match(above[-1]) or line_is.find_agency(above[-1]) or _is_name(above[-1])):
            read.add("byline", above.pop())
        read.add("title", above[-1] if above else None)
        read.add("published", below[0][1])
        read.add("publisher", next((one for _, one in below[1:] if not _CLOCK.match(one)), None))
        read.add("rights", rights[1])
        read.body = list(piece[rights[0] + 1 :])
        return read
    return None


def _is_name(line: str) -> bool:
    """Tell whether a line is a person's name by its shape: two to four words with capitals, no digit or stop."""
    words = line.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)


def _tells_day(line: str) -> bool:
    if len(line) > 60 or line_is.is_sentence(line):
        return False
    try:
        return find_day(line) is not None
    except AmbiguousDateError:
        return True


def _read_labels(piece: Sequence[str]) -> _Piece:
    """Read the layout with labels: head, body and tail."""
    read = _Piece()
    head, first, text = _find_first(piece)
    end = _find_tail(piece, first)
    read.body = [*([text] if text else []), *piece[first:end]]
    read.below = [line for line in piece[end:] if line]
    bare = _read_block(piece[:head], read)
    _read_block(piece[end:], read)
    _read_bare_head(bare, read)
    return read


def _find_first(piece: Sequence[str]) -> tuple[int, int, str | None]:
    """Return where the block above ends, where the body begins, and what of it stands behind its label."""
    last, seen = 0, 0
    for at, line in enumerate(piece):
        if not line:
            continue
        seen += 1
        match = _BODY.match(line)
        if match is not None:
            return at, at + 1, match["text"]
        label, _ = _read_label(line)
        if seen > _HEAD_LINES:
            continue
        if label is not None and _labels()[label][1] == "head":
            last = at + 1
        elif line_is.is_paragraph(line) and last and not _RIGHTS.match(line):
            seen = _HEAD_LINES  # a label further below is a word of the body
    return last, last, None


def _find_tail(piece: Sequence[str], first: int) -> int:
    """Return where the block below the body begins: with a label below which no paragraph stands."""
    end = None
    label: str | None = None
    for at in range(first, len(piece)):
        line = piece[at]
        found, value = _read_label(line)
        if found is not None and _labels()[found][1] == "end" and not (line_is.is_sentence(value) and len(value) > 200):
            return at if end is None else end
        if found is not None and (_labels()[found][1] != "head" or end is not None):
            end, label = (at if end is None else end), found
        elif line and end is not None and label != "graphic" and line_is.is_sentence(line) and len(line) > _LONG:
            end = label = None
    return len(piece) if end is None else end


def _read_block(lines: Sequence[str], read: _Piece) -> list[str]:
    """Read the labels of a block; return its lines that stand under none, empty ones too."""
    bare: list[str] = []
    name: str | None = None  # of a label whose value stands below it
    for line in lines:
        label, value = _read_label(line)
        if label is not None:
            name = _labels()[label][0]
            if value:
                read.add(name, value)
                name = name if name == "caption" else None
        elif name is not None and line:
            read.add(name, line)
            name = name if name == "caption" else None
        elif name is None:
            bare.append(line)
    return bare


def _read_bare_head(lines: Sequence[str], read: _Piece) -> None:
    """Read the title, publisher and day above the labels: in this order, or publisher, day, title."""
    groups: list[str] = []
    apart = True
    for line in lines:
        rights = _RIGHTS.match(line) or line.casefold().startswith("all rights reserved")
        if rights:
            read.add("rights", line)
        elif line and not line.startswith(("http://", "https://")):
            if apart or not groups or _tells_day(line) or _tells_day(groups[-1]):
                groups.append(line)
            else:
                groups[-1] = f"{groups[-1]}\n{line}"
        elif line:
            read.add("url", line)
        apart = not line or bool(rights)
    days = [place for place, one in enumerate(groups) if _tells_day(one)]
    if not days:
        read.add("title", groups[0].replace("\n", " ") if groups else None)
        return
    day = days[-1]  # the nearest to the labels: a cover may stand above
    read.add("published", groups[day])
    above = "\n".join(groups[max(0, day - 2) : day]).split("\n") if day else []
    title = groups[day - 1].split("\n")[:-1] or groups[day - 2 : day - 1] if day else []
    below = [one.replace("\n", " ") for one in groups[day + 1 :] if not _EDITION.search(one)]
    if title:
        read.add("publisher", above[-1])
        read.add("title", " ".join(title))
    elif below:
        read.add("publisher", above[0] if above else None)
        read.add("title", below[-1])
    else:
        read.add("title", above[0] if above else None)


def _finish(read: _Piece) -> dict[str, Any]:
    """Make the fields of an article of what was read of it."""
    lines = [" ".join(line.split()) for line in read.body]
    body = join_continuations([line for line in unwrap(lines) if line]) if lines else []
    while body and (line_is.closes_article(body[-1]) or _RIGHTS.match(body[-1])):
        read.below.insert(0, body.pop())
    byline = read.first("byline")
    byline = _BY.sub("", byline).strip(" ;,") if byline else None
    agency = line_is.find_agency(byline) if byline else None
    credit = read.first("credit")
    fields = finish_body("\n\n".join(body), read.values.get("caption", []), read.below, agency)
    fields["agency"] = fields["agency"] or (line_is.find_agency(credit) if credit else None)
    fields |= {
        "title": read.first("title"),
        "byline": None if byline is None or byline == agency else byline,
        "publisher": read.first("publisher"),
        "url": read.first("url"),
        "published": None,
    }
    label = read.first("dateline")
    filed = find_dateline(f"{label} -- The") if label else None
    fields["dateline"] = fields["dateline"] or (filed.place if filed else label)
    fields["agency"] = fields["agency"] or (filed.agency if filed else None)
    info = read.first("publication")
    named = _AFTER_NAME.split(fields["publisher"] or info or "")[0]
    fields["publisher"] = named or _owner(read.first("rights"))
    for day in (read.first("published"), info):
        try:
            fields["published"] = fields["published"] or (find_day(day) if day else None)
        except AmbiguousDateError as error:
            fields["disagreement"] = str(error)
    return fields


def _owner(rights: str | None) -> str | None:
    match = _RIGHTS.match(rights) if rights else None
    return _RESERVED.sub("", match["owner"]).strip(" .,;") or None if match else None
