"""What stands around the text of press releases and newsletters, whatever file they come in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from newstables.scripts.read import page_lines as line_is

_HEAD = 12  # lines with words, in which what stands above the text is looked for
_LONGEST = 200  # characters of a line that begins what stands below it
_LONGEST_HEAD = 120  # characters


@cache
def _beginnings(name: str) -> re.Pattern[str]:
    text = (files("newstables.scripts.read") / "lexicons" / name).read_text(encoding="utf-8")
    listed = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# ")]
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


def strip_release(lines: Sequence[str]) -> list[str]:
    """Leave out what stands above and below a press release or newsletter.

    Parameters
    ----------
    lines : sequence of str
        Stripped; some empty.

    Returns
    -------
    list of str
        Without "FOR IMMEDIATE RELEASE" and the like among the first lines, and cut where the end is marked ("###"),
        or contacts, notes to editors or ways to unsubscribe begin.

    Examples
    --------
    >>> strip_release(["FOR IMMEDIATE RELEASE", "Quay to be widened", "The council voted.", "ENDS", "Contact: press"])
    ['Quay to be widened', 'The council voted.']
    """
    kept: list[str] = []
    seen = 0
    for line in lines:
        seen += bool(line)
        plain = line.replace("’", "'").lstrip("*_ ")
        if seen <= _HEAD and len(line) <= _LONGEST_HEAD and _beginnings("release_heads.txt").match(plain):
            if line_is.is_sentence(line) or not _date_in(line):
                continue
            line = _beginnings("release_heads.txt").sub("", line, count=1).strip(" :–—-")
        elif kept and len(line) <= _LONGEST and _ends(plain):
            break
        kept.append(line)
    return kept


def _ends(line: str) -> bool:
    match = _beginnings("release_ends.txt").match(line) or (
        re.match(r"#{2,}$|-{0,2}\s?ends?\s?-{1,2}$", line, re.IGNORECASE)
    )
    if match is None:
        return False
    if match.group().casefold() in ("ends", "about us"):  # else words of a sentence
        return match.end() == len(line.rstrip(" :."))
    return True


def _date_in(line: str) -> bool:
    return any(c.isdigit() for c in line)
