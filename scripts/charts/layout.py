"""What all charts have in common: headline, subtitle, key, notes and the source line around the panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from newstables.scripts.charts.lettering import LEADING, balance, measure, missing_signs, type_size, wrap
from newstables.scripts.charts.selection import REVIEWED, Selection
from newstables.scripts.charts.source import Source, Tables
from newstables.scripts.charts.style import SCALE, SOURCE, SUBTITLE, TITLE, Colours, read_colours
from newstables.scripts.charts.wording import capitalise, count, print_number

WIDTH = 720  # CSS pixels
NARROWEST, WIDEST = 400, 2400
MARGIN = 12.0  # points


def write(
    axes: Axes, x: float, y: float, text: str, *, across: float = 0.0, above: float = 0.0, size: float, **style: Any
) -> None:
    """Write a word or a few on a panel, the middle of its small letters at a height: so it is level with others.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        The panel.
    x, y : float
        Where, in the panel's units.
    across, above : float
        So many points further to the right, and further up.
    text : str
        What.
    size : float
        Of the type, in points.
    **style
        What else matplotlib is to know: ``ha``, ``color``, ``fontweight``, ``xycoords``.
    """
    axes.annotate(
        text, (x, y), (across, above - 0.36 * size), textcoords="offset points", va="baseline", fontsize=size, **style
    )


class ChartFigure(Figure):
    """A figure that knows what it says.

    Attributes
    ----------
    title, subtitle, source, alt : str
        What stands above and below the panels, and the text for those who do not see them.
    values : pandas.DataFrame
        What is plotted, a row per mark; ``ids``: the rows of the tables behind it, joined by "; ".
    rows, checked : int
        How many rows stand behind all marks, and how many of them a person has looked at.
    missing : str
        Signs that the font does not have, for which a box is drawn.
    """

    title: str = ""
    subtitle: str = ""
    source: str = ""
    alt: str = ""
    values: pd.DataFrame
    rows: int = 0
    checked: int = 0
    missing: str = ""


@dataclass(frozen=True)
class Sign:
    """A sign and what it means, for the key above the panels: a marker (as matplotlib names them), or a patch."""

    label: str
    marker: str | None = None
    style: Mapping[str, Any] | None = None


class Picture:
    """One chart in the making: what it says, then its panels.

    Attributes
    ----------
    selection : Selection
        What was chosen.
    colours : Colours
        The colours of the style in use.
    width : float
        Of the room between the margins, in points.
    """

    def __init__(self, tables: Tables, selection: Selection, source: Source, width: int) -> None:
        self.selection = selection
        self.colours: Colours = read_colours()
        self.width = width * SCALE - 2 * MARGIN
        self._source = source
        self._tables = tables
        self._figure = ChartFigure(figsize=(width / 96, 1))
        self._notes: list[str] = []
        self._key: list[Sign] = []
        self._laid_out = False

    def tell(
        self,
        values: pd.DataFrame,
        *,
        kind: str,
        title: str,
        point: str,
        subtitle: str,
        notes: Sequence[str] = (),
        key: Sequence[Sign] = (),
        behind: pd.Series | None = None,
    ) -> None:
        """Say what the chart shows.

        Parameters
        ----------
        values : pandas.DataFrame
            What is plotted, with ``ids``.
        kind : str
            Sort of chart: "Bar chart".
        title : str
            What is shown, in neutral words: the headline as long as a row behind the chart is unchecked.
        point : str
            The finding with its number, one sentence without a full stop: the headline where all rows are checked.
        subtitle : str
            What is counted, in which unit, of when.
        notes : sequence of str
            What a reader must know besides: what is left out.
        key : sequence of Sign
            What the signs mean, where they are not labelled themselves.
        behind : pandas.Series, optional
            The rows behind the finding, where they are more than those behind the marks: all that were compared.
        """
        figure = self._figure
        figure.values = values.reset_index(drop=True)
        figure.rows, figure.checked = _count_checked(
            self._tables, values["ids"] if behind is None else pd.concat([values["ids"], behind])
        )
        figure.title = point if figure.rows and figure.rows == figure.checked else title
        chosen = self.selection.describe()
        figure.subtitle = f"{subtitle}. {capitalise(chosen)}" if chosen else subtitle
        figure.source = self._write_source(figure.rows, figure.checked)
        checked = f" {_say_checked(figure.rows, figure.checked)}." if figure.rows else ""
        self._notes = [note for note in notes if note]
        said = " ".join(f"{note.rstrip('.')}." for note in self._notes)
        shown = f"{title[:1].lower() + title[1:] if title[1:2].islower() else title}{f' ({chosen})' if chosen else ''}"
        figure.alt = f"{kind}: {shown}. {point}.{checked}{f' {said}' if said else ''}"
        self._key = list(key)

    def note(self, sentence: str) -> None:
        """Add a note to those that were told, before the panels are laid out."""
        self._notes.append(sentence)
        self._figure.alt += f" {sentence}."

    def state(self, sentence: str, *, title: str, values: pd.DataFrame | None = None) -> None:
        """Say in words what is too little for a picture.

        Parameters
        ----------
        sentence : str
            What there is, or that there is nothing.
        title : str
            What would be shown.
        values : pandas.DataFrame, optional
            What would be plotted, with ``ids``.
        """
        figure = self._figure
        figure.values = pd.DataFrame({"ids": pd.Series([], dtype="str")}) if values is None else values
        figure.rows, figure.checked = _count_checked(self._tables, figure.values["ids"])
        figure.title = title
        chosen = self.selection.describe()
        figure.subtitle = capitalise(chosen)
        figure.source = self._write_source(figure.rows, figure.checked)
        figure.alt = f"No chart: {title}{f' ({chosen})' if chosen else ''}. {sentence}"
        lines = wrap(sentence, self.width, type_size(SUBTITLE))
        (axes,) = self.lay_out([(len(lines) * LEADING + 2) * type_size(SUBTITLE)])
        axes.set_axis_off()
        axes.text(0, 0.5, "\n".join(lines), va="center", ha="left", fontsize=type_size(SUBTITLE), linespacing=LEADING)

    def _write_source(self, rows: int, checked: int) -> str:
        articles = self._tables["articles"]
        originals = int(articles["copy_of"].isna().sum())
        told = [f"Source: {self._source}", count(originals, "article")]
        return " · ".join(told + ([_say_checked(rows, checked)] if rows else []))

    def lay_out(
        self, heights: Sequence[float], *, left: float = 0.0, right: float = 0.0, bottom: float = 0.0, gap: float = 0.0
    ) -> list[Axes]:
        """Place panels below one another between head and foot.

        Parameters
        ----------
        heights : sequence of float
            Of the panels, in points.
        left, right : float
            Room for labels beside all of them.
        bottom : float
            Room for the labels of the axis below the last one.
        gap : float
            Room between two.

        Returns
        -------
        list of matplotlib.axes.Axes
            From the top down.
        """
        figure, size = self._figure, type_size()
        head = [
            (figure.title, type_size(TITLE), "bold", self.colours.text),
            (figure.subtitle, type_size(SUBTITLE), "normal", self.colours.text),
        ]
        notes = " ".join(f"{note.rstrip('.')}." for note in self._notes)
        foot = [(notes, type_size(SOURCE), "normal", self.colours.quiet)] if notes else []
        foot.append((figure.source, type_size(SOURCE), "normal", self.colours.quiet))
        broken = [
            [balance(text, self.width, points, weight) for text, points, weight, _ in head],
            [wrap(text, self.width, points, weight) for text, points, weight, _ in foot],
        ]
        above = sum(
            len(lines) * points * LEADING + 2
            for lines, (text, points, _, _) in zip(broken[0], head, strict=True)
            if text
        )
        rows = self._arrange_key(size)
        above += MARGIN + 6 + len(rows) * size * 1.6
        below = MARGIN + 8 + sum(len(lines) * type_size(SOURCE) * LEADING + 2 for lines in broken[1])
        body = sum(heights) + gap * (len(heights) - 1) + bottom
        total = above + body + below
        width = self.width + 2 * MARGIN
        figure.set_size_inches(width / 72, total / 72)

        down = self._write(head, broken[0], MARGIN, total)
        self._draw_key(rows, down + 2, size, total)
        self._write(foot, broken[1], above + body + 8, total)
        panels, top = [], above
        for height in heights:
            place = (
                (MARGIN + left) / width,
                1 - (top + height) / total,
                (self.width - left - right) / width,
                height / total,
            )
            panels.append(figure.add_axes(place))
            top += height + gap
        self._laid_out = True
        return panels

    def lay_out_sheet(self, height: float) -> Axes:
        """Place one panel as wide as all the room, measured in points from its top left corner."""
        (axes,) = self.lay_out([height])
        axes.set_xlim(0, self.width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        return axes

    def _write(
        self,
        parts: Sequence[tuple[str, float, str, str]],
        broken: Sequence[Sequence[str]],
        down: float,
        total: float,
    ) -> float:
        """Write paragraphs from a height downwards; return where they end."""
        for (text, points, weight, colour), lines in zip(parts, broken, strict=True):
            if not text:
                continue
            for line in lines:
                self._figure.text(
                    MARGIN / (self.width + 2 * MARGIN),
                    1 - (down + points * 0.95) / total,
                    line,
                    fontsize=points,
                    fontweight=weight,
                    color=colour,
                    va="baseline",
                    ha="left",
                )
                down += points * LEADING
            down += 2
        return down

    def _arrange_key(self, size: float) -> list[list[Sign]]:
        rows: list[list[Sign]] = []
        room = 0.0
        for sign in self._key:
            needed = size * 3.5 + measure(sign.label, size)
            if not rows or needed > room:
                rows.append([])
                room = self.width
            rows[-1].append(sign)
            room -= needed
        return rows

    def _draw_key(self, rows: Sequence[Sequence[Sign]], down: float, size: float, total: float) -> None:
        width = self.width + 2 * MARGIN
        for i, row in enumerate(rows):
            middle = 1 - (down + size * (0.8 + 1.6 * i)) / total
            across = MARGIN
            for sign in row:
                style = dict(sign.style or {})
                if sign.marker is None:
                    patch = Rectangle(
                        (across / width, middle - size * 0.4 / total),
                        size * 1.5 / width,
                        size * 0.8 / total,
                        transform=self._figure.transFigure,
                        **style,
                    )
                    self._figure.add_artist(patch)
                else:
                    line = Line2D(
                        [(across + size * 0.5) / width],
                        [middle],
                        marker=sign.marker,
                        linestyle="none",
                        transform=self._figure.transFigure,
                        **style,
                    )
                    self._figure.add_artist(line)
                self._figure.text(
                    (across + size * (2 if sign.marker is None else 1.5)) / width,
                    middle,
                    sign.label,
                    fontsize=size,
                    va="center_baseline",
                    ha="left",
                )
                across += size * 3.5 + measure(sign.label, size)

    def finish(self) -> ChartFigure:
        """Return the figure."""
        if not self._laid_out:
            raise AssertionError("a chart lays out its panels, or states that there are none")
        written = "".join(text.get_text() for text in self._figure.findobj(Text) if isinstance(text, Text))
        self._figure.missing = missing_signs(written)
        return self._figure


def _count_checked(tables: Tables, ids: pd.Series) -> tuple[int, int]:
    behind = {each for cell in ids for each in str(cell).split("; ") if each}
    rows = checked = 0
    for name, column in REVIEWED.items():
        found = tables[name][tables[name][column].isin(behind)]
        rows += len(found)
        checked += int((found["review"] != "unchecked").sum())
    return rows, checked


def _say_checked(rows: int, checked: int) -> str:
    return f"{print_number(checked)} of {count(rows, 'row')} checked"
