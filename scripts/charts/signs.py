"""Signs of meetings and agreements: their shape says what they are, filled or not whether they came to be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from newstables.scripts.charts.layout import Sign
from newstables.scripts.charts.style import Colours

_DONE = ("held", "ongoing", "signed", "agreed", "in_force")
_PLANNED = ("planned", "unspecified")


def make_key(events: pd.DataFrame, colours: Colours) -> list[Sign]:
    """Return the signs of the events that are shown, with what they mean."""
    signs = [
        (event, status, f"{event}{told}")
        for event, tellings in _TOLD.items()
        for status, told in zip(("done", "planned", "rest"), tellings, strict=True)
    ]
    there = {(row["event"], group(row["status"])) for row in events.to_dict("records")}
    return [Sign(label, *look(event, status, colours)) for event, status, label in signs if (event, status) in there]


_TOLD = {
    "meeting": ("", ", planned or not said to have been held", ", called off"),
    "agreement": ("", ", planned", ", rejected or ended"),
}


def group(status: str) -> str:
    """Return what a status comes to: done, planned or the rest."""
    return "done" if status in _DONE else "planned" if status in _PLANNED else "rest"


def look(event: str, status: str, colours: Colours) -> tuple[str, dict[str, Any]]:
    """Return the sign of an event: its shape says what it is, filled or not whether it came to be."""
    marker, size = ("o", 6.5) if event == "meeting" else ("D", 5.5)
    if status == "done":
        return marker, {"markersize": size, "color": colours.done, "markeredgecolor": "white", "markeredgewidth": 0.6}
    if status == "planned":
        style = {"markerfacecolor": "white", "markeredgecolor": colours.planned, "markeredgewidth": 1.5}
        return marker, {"markersize": size - 0.5, **style}
    return ("x" if event == "meeting" else "X"), {
        "markersize": size - 0.5,
        "color": colours.rest,
        "markeredgewidth": 1.2,
    }
