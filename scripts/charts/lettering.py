"""How much room text takes, and how it is broken and shortened to fit."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import matplotlib
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# What is not broken: a day, a month with its year, and a dash from the word before it.
_WORD = re.compile(rf"(?:(?:\d{{1,2}}(?:–\d{{1,2}})? )?{_MONTH} \d{{4}}\S*|\d{{1,2}} {_MONTH}\b\S*|\S+)(?: –(?= ))?")
LEADING = 1.3  # height of a line, as a multiple of the size of the type
ELLIPSIS = "…"


def type_size(scale: float = 1.0) -> float:
    """Return a size of type in points, as a multiple of the style's."""
    return float(matplotlib.rcParams["font.size"]) * scale


def measure(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line of text, in points."""
    return _measure(text, size, weight, tuple(matplotlib.rcParams["font.family"]))


@lru_cache(maxsize=20_000)
def _measure(text: str, size: float, weight: str, family: tuple[str, ...]) -> float:
    font = FontProperties(family=list(family), size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrap(text: str, width: float, size: float, weight: str = "normal", *, lines: int | None = None) -> list[str]:
    """Break text into lines that are no wider than a width.

    Parameters
    ----------
    text : str
        The text; its line breaks count as spaces.
    width : float
        In points.
    size : float
        Of the type, in points.
    weight : str
        Of the type.
    lines : int, optional
        At most so many; the last one ends in an ellipsis where there would be more.
    """
    broken: list[str] = []
    for word in _WORD.findall(" ".join(text.split())):
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and measure(longer, size, weight) <= width:
            broken[-1] = longer
        else:
            broken += _break_word(word, width, size, weight)
    if lines is not None and len(broken) > lines:
        broken = [*broken[: lines - 1], shorten(" ".join(broken[lines - 1 :]), width, size, weight)]
    return broken or [""]


def balance(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into as few lines as `wrap` does, of about the same length: no word is left alone."""
    lines = wrap(text, width, size, weight)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        tried = wrap(text, middle, size, weight)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _break_word(word: str, width: float, size: float, weight: str) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character, size, weight) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def shorten(text: str, width: float, size: float, weight: str = "normal") -> str:
    """Return the text, or as much of its beginning as fits, with an ellipsis."""
    text = " ".join(text.split())
    if measure(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip(" ,;:") + ELLIPSIS, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;:") + ELLIPSIS


def spread(wanted: list[float], heights: list[float], gap: float = 0.0, room: float | None = None) -> list[float]:
    """Place labels along a line without overlap, in their order, as near as can be to where they are wanted.

    Labels that would overlap form a block, which stands where its members want it on average.

    Parameters
    ----------
    wanted : list of float
        Where the middle of each label should stand, ascending.
    heights : list of float
        How much room each takes.
    gap : float
        Room between two.
    room : float, optional
        How long the line is, from 0; there must be room for all labels.

    Returns
    -------
    list of float
        Where the middle of each stands.

    Examples
    --------
    >>> spread([0.0, 1.0, 10.0], [2.0, 2.0, 2.0])
    [-0.5, 1.5, 10.0]
    >>> spread([0.0, 1.0, 10.0], [2.0, 2.0, 2.0], room=10.0)
    [1.0, 3.0, 9.0]
    """
    if not wanted:
        return []
    steps = [0.0]
    for above, below in pairwise(heights):
        steps.append(steps[-1] + (above + below) / 2 + gap)
    blocks: list[tuple[float, int]] = []  # the sum of what the members want of the block's start; how many there are
    for place, step in zip(wanted, steps, strict=True):
        blocks.append((place - step, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, members = blocks.pop()
            blocks[-1] = (blocks[-1][0] + total, blocks[-1][1] + members)
    starts = [total / members for total, members in blocks for _ in range(members)]
    places = [start + step for start, step in zip(starts, steps, strict=True)]
    if room is None:
        return places
    # What was pushed over an end is pushed back; what stands in its way gives way.
    for i in range(len(places)):
        least = heights[i] / 2 if i == 0 else places[i - 1] + steps[i] - steps[i - 1]
        places[i] = max(places[i], least)
    for i in reversed(range(len(places))):
        most = room - heights[i] / 2 if i == len(places) - 1 else places[i + 1] - steps[i + 1] + steps[i]
        places[i] = min(places[i], most)
    return places


def missing_signs(text: str) -> str:
    """Return the signs of a text that the fonts of the style do not have, each once: a box is drawn for them.

    Examples
    --------
    >>> missing_signs("Łódź – 漢字 and 漢")
    '字漢'
    """
    return _missing(frozenset(text), tuple(matplotlib.rcParams["font.family"]))


@lru_cache(maxsize=1_000)
def _missing(signs: frozenset[str], family: tuple[str, ...]) -> str:
    paths = [findfont(FontProperties(family=[name])) for name in family]
    known = {code for path in paths for code in get_font(path).get_charmap()}
    return "".join(sorted(sign for sign in signs if ord(sign) not in known and not sign.isspace()))
