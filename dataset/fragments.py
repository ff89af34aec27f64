"""Links that open a published page at given words: text fragments, as WICG's Scroll to Text Fragment has them.

``#:~:text=[prefix-,]start[,end][,-suffix]``: the browser takes the first place of the page that fits. Short words are
given whole, long ones by their two ends; what stands before and after them is told where the words alone would be
found elsewhere first. A start, a prefix and a suffix each lie within one block of the page, so within a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote as percent_encode

_WHOLE = 8  # words that are given whole
_ENDS = (4, 8)  # words of each end that are given of longer ones, fewer first
_AROUND = (3, 6, 12)  # words before and after, fewer first
_CUT = 200  # characters; a quotation this long may end within a word
_DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words to open a page at; each part in the words of the page."""

    start: tuple[str, ...]
    end: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it stands in an address."""
        told = [_encode(self.start), *([_encode(self.end)] if self.end else [])]
        before = [f"{_encode(self.prefix)}-"] if self.prefix else []
        after = [f"-{_encode(self.suffix)}"] if self.suffix else []
        return ",".join([*before, *told, *after])

    def find(self, text: str) -> tuple[int, int] | None:
        """Return the first place in a text that fits, as a browser would take it."""
        pattern = rf"(?P<found>{_print_pattern(self.start)}"
        pattern += rf"[\s\S]*?{_print_pattern(self.end)})" if self.end else ")"
        if self.prefix:
            pattern = rf"{_print_pattern(self.prefix, ends=False)}[^\S\n]*{pattern}"
        if self.suffix:
            pattern = rf"{pattern}[^\S\n]*{_print_pattern(self.suffix, begins=False)}"
        match = re.search(pattern, text, re.IGNORECASE)
        return match.span("found") if match else None


def link_words(url: str, words: str, before: str = "", after: str = "", *, whole: bool = False) -> str:
    """Make a link that opens a page at given words.

    Parameters
    ----------
    url : str
        Address of the page.
    words : str
        The words, as they stand there; of a long quotation, or one of several lines, the two ends are given.
    before, after : str
        What stands around them, so that a word which occurs often is found where it is meant.
    whole : bool
        `before` and `after` are all of the text: what is around the words is told only where it must be.

    Examples
    --------
    >>> link_words("https://example.org/a", "the well-known mayor", before="On Monday, ", after=" spoke.")
    'https://example.org/a#:~:text=On%20Monday%2C-,the%20well%2Dknown%20mayor,-spoke.'
    >>> link_words("https://example.org/a", "mayor", before="The mayor met Ann. The ", after=" left.", whole=True)
    'https://example.org/a#:~:text=met%20Ann.%20The-,mayor,-left.'
    """
    lines = [line.split() for line in words.splitlines() if line.strip()]
    if not lines:
        return url
    if len(words) >= _CUT and not whole and len(lines[-1]) > 1:
        lines[-1].pop()
    # Context may not cross the end of a paragraph: it is matched within one block of the page.
    prefix, suffix = before.split("\n")[-1].split(), after.split("\n")[0].split()
    fragments = list(_propose(lines, prefix, suffix))
    if whole:
        text = before + words + after
        begin = len(before) + len(words) - len(words.lstrip())
        meant = (begin, begin + len(words.strip()))
        chosen = next((each for each in fragments if each.find(text) == meant), fragments[-1])
    else:
        chosen = fragments[1]
    return f"{url.partition(_DIRECTIVE)[0]}{'' if '#' in url else '#'}{_DIRECTIVE}text={chosen}"


def _propose(lines: list[list[str]], prefix: list[str], suffix: list[str]) -> Iterator[Fragment]:
    """Yield ways to tell words from others, plain ones first; the second tells a little of what is around."""
    short = len(lines) == 1 and len(lines[0]) <= _WHOLE
    first = tuple(lines[0]) if short else tuple(lines[0][: _ENDS[0]])
    last = () if short else tuple(lines[-1][-_ENDS[0] :])
    yield Fragment(first, last)
    for number in _AROUND:
        yield Fragment(first, last, tuple(prefix[-number:]), tuple(suffix[:number]))
    if not short:
        more = tuple(lines[0][: _ENDS[1]]), tuple(lines[-1][-_ENDS[1] :])
        yield Fragment(*more)
        yield Fragment(*more, tuple(prefix[-_AROUND[-1] :]), tuple(suffix[: _AROUND[-1]]))


def _print_pattern(words: tuple[str, ...], *, begins: bool = True, ends: bool = True) -> str:
    """Return the pattern of words in one line, which begin and end where words do."""
    told = r"[^\S\n]+".join(map(re.escape, words))
    return (r"(?<!\w)" if begins else "") + told + (r"(?!\w)" if ends else "")


def _encode(words: tuple[str, ...]) -> str:
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
