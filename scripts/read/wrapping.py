"""Lines that were broken to fit a width, put together to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

_NARROW = 100  # characters: longer lines are paragraphs already
_BROKEN = 0.3  # share of lines that go on in lower case, from which on a text is taken for broken
_LONG = 30  # characters of a line that counts in that
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*$")


def unwrap(lines: Sequence[str]) -> list[str]:
    """Put broken lines together, where a text is broken throughout; another comes back as it is.

    A break is one of width where the first word of the next line would not have fitted on the line, or where that line
    goes on in lower case.

    Parameters
    ----------
    lines : sequence of str
        Stripped; empty ones part paragraphs.

    Returns
    -------
    list of str

    Examples
    --------
    >>> lines = [
    ...     "The harbour council voted on Tuesday to",
    ...     "widen the northern quay and to build a",
    ...     "second mole, and adjourned.",
    ... ]
    >>> unwrap([*lines, "", "Work begins soon."])
    ['The harbour council voted on Tuesday to widen the northern quay and to build a second mole, and adjourned.', '',
    'Work begins soon.']
    """
    long = [(line, after) for line, after in zip_longest(lines, lines[1:], fillvalue="") if len(line) >= _LONG]
    goes_on = sum(after[:1].islower() and not _ENDED.search(line) for line, after in long)
    if not long or goes_on < 2 or goes_on < _BROKEN * len(long):
        return list(lines)
    widths = sorted(len(line) for line, _ in long)
    width = widths[int(0.98 * (len(widths) - 1))]
    if width > _NARROW:
        return list(lines)
    joined: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if before and line and (line[:1].islower() or len(before) + 1 + len(line.split()[0]) > width):
            joined[-1] = joined[-1] + line if before.endswith("-") else f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def join_continuations(paragraphs: Sequence[str]) -> list[str]:
    """Put a paragraph that goes on in lower case to the one before it, which no full stop ends.

    Examples
    --------
    >>> join_continuations(["The harbour council voted on Tuesday to widen", "the northern quay."])
    ['The harbour council voted on Tuesday to widen the northern quay.']
    """
    joined: list[str] = []
    for line in paragraphs:
        if joined and line[:1].islower() and len(joined[-1]) >= _LONG and not _ENDED.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined
