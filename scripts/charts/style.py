"""The look of the charts: the matplotlib style, and the colours by what they stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import style
from matplotlib.colors import to_rgb
from matplotlib.font_manager import get_font_names

from newstables.errors import UsageError

SCALE = 72 / 96  # points of a CSS pixel

# Sizes of type, in points, as multiples of the style's `font.size`.
TITLE = 1.5
SUBTITLE = 1.1
SOURCE = 0.85


@dataclass(frozen=True)
class Colours:
    """What the colours of the style stand for.

    Attributes
    ----------
    done : str
        What took place, is signed, is counted.
    planned : str
        What is planned, or stands out.
    rest : str
        What was called off, what is left over ("others").
    text, quiet, line, hatch : str
        Text, lesser text and axes, thin lines, hatching.
    """

    done: str
    planned: str
    rest: str
    text: str
    quiet: str
    line: str
    hatch: str


def read_colours() -> Colours:
    """Return the colours of the style in use."""
    cycle = [str(each["color"]) for each in matplotlib.rcParams["axes.prop_cycle"]]
    done, planned, rest = (cycle[i % len(cycle)] for i in range(3))
    told = matplotlib.rcParams
    return Colours(
        *(
            _name(colour)
            for colour in (
                done,
                planned,
                rest,
                told["text.color"],
                told["axes.labelcolor"],
                told["grid.color"],
                told["hatch.color"],
            )
        )
    )


def outline(colour: str) -> dict[str, Any]:
    """Return the look of what is planned: drawn, not filled."""
    return {"facecolor": "white", "edgecolor": colour, "linewidth": 1.2}


def hatching(colours: Colours) -> dict[str, Any]:
    """Return the look of a time of which nothing is known."""
    return {"facecolor": "none", "edgecolor": colours.hatch, "hatch": "////", "linewidth": 0.0}


def _name(colour: str) -> str:
    return matplotlib.colors.to_hex(colour)


def contrast(one: Any, other: Any) -> float:
    """Return how much two colours stand out from each other, as WCAG 2 defines it: from 1 to 21.

    Examples
    --------
    >>> contrast("white", "black")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Any) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ink_on(ground: Any) -> str:
    """Return the colour in which text on a ground is read best: black or white.

    Examples
    --------
    >>> ink_on("#0b4f7d"), ink_on("#c6dbef")
    ('white', 'black')
    """
    return max(("white", "black"), key=lambda ink: contrast(ink, ground))


@contextmanager
def use_style(extra: str | os.PathLike[str] | None = None) -> Iterator[None]:
    """Draw in the style of the charts, whatever matplotlib was set to before.

    Parameters
    ----------
    extra : path, optional
        A ``.mplstyle`` file to lay over it.

    Raises
    ------
    newstables.UsageError
        Where that file is not there or is no style.
    """
    with as_file(files("newstables.scripts.charts") / "newstables.mplstyle") as ours:
        layers = ["default", str(ours)] + ([_check(Path(extra))] if extra is not None else [])
        with style.context(layers):
            matplotlib.rcParams["font.family"] = _find_fonts()
            yield


def _find_fonts() -> list[str]:
    """Return the fonts of the style that are installed, by name, so that a figure keeps them outside the style too."""
    installed = set(get_font_names())
    told: Any = matplotlib.rcParams  # whose keys are typed one by one
    wanted = [name for family in told["font.family"] for name in told.get(f"font.{family}", [family])]
    return [name for name in wanted if name in installed] or ["DejaVu Sans"]


def _check(path: Path) -> str:
    if not path.is_file():
        raise UsageError(f"there is no style {path}")
    try:
        told = matplotlib.rc_params_from_file(path, use_default_template=False)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{path} is no matplotlib style: {error}") from error
    if not told:
        raise UsageError(f"{path} is no matplotlib style: it sets nothing")
    return str(path)
