"""Agreements by pair of countries and how far they have come."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from newstables.pairing import MOST_COUNTRIES
from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.grid import draw_grid, has_room
from newstables.scripts.charts.layout import Picture, write
from newstables.scripts.charts.lettering import measure, shorten, type_size
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.wording import capitalise, count, country_name, join, print_number

_MOST = 30
_STATUSES = ("planned", "agreed", "signed", "in_force", "rejected", "ended")


@Chart
def agreements_by_pair(tables: Tables, picture: Picture) -> None:
    """Agreements by pair of countries and status.

    An agreement of three countries counts for each two of them; one of more than five is left out.
    """
    title = "Agreements by pair of countries"
    agreements = tables["agreements"]
    if agreements.empty:
        picture.state("No agreement is in this selection.", title=title)
        return
    rows = [
        {"left": left, "right": right, "status": row["status"], "ids": row["agreement_id"]}
        for row in agreements[agreements["countries"].notna()].to_dict("records")
        if len(sides := str(row["countries"]).split("; ")) <= MOST_COUNTRIES
        for left, right in combinations(sorted(sides, key=country_name), 2)
    ]
    if not rows:
        picture.state(
            f"None of the {count(len(agreements), 'agreement')} of this selection has two countries that are told.",
            title=title,
        )
        return
    placed = pd.DataFrame(rows)
    totals = placed.groupby(["left", "right"]).size().rename("total").reset_index()
    totals["name"] = [
        f"{country_name(a)} – {country_name(b)}" for a, b in zip(totals["left"], totals["right"], strict=True)
    ]
    totals = totals.sort_values(["total", "name"], ascending=[False, True], ignore_index=True)
    shown = totals.head(_MOST) if len(totals) > _MOST + 1 else totals
    values = placed.merge(shown[["left", "right"]].assign(place=shown.index), on=["left", "right"])
    values = (
        values.groupby(["place", "left", "right", "status"])
        .agg(agreements=("ids", "size"), ids=("ids", lambda ids: "; ".join(sorted(ids))))
        .reset_index()
    )
    values["column"] = values["status"].map(_STATUSES.index)
    values = values.sort_values(["place", "column"], ignore_index=True)
    alone = int(agreements["countries"].isna().sum() + (~agreements["countries"].fillna("; ").str.contains(";")).sum())
    many = int((agreements["countries"].fillna("").str.count(";") >= MOST_COUNTRIES).sum())
    rest = len(totals) - len(shown)
    picture.tell(
        values[["left", "right", "status", "agreements", "ids"]],
        kind="Table of tinted cells",
        behind=placed["ids"],
        title=title,
        point=_find_point(totals),
        subtitle="Agreements of two countries, themselves or through people and bodies, by how far they have come",
        notes=[
            f"The {print_number(_MOST)} pairs with most agreements are shown; {count(rest, 'other pair')}, with "
            f"{count(int(totals['total'].iloc[_MOST]), 'agreement')} at most, not shown; of equals, by name"
            if rest
            else "",
            f"{count(alone, 'agreement')} without two countries that are told left out" if alone else "",
            f"{count(many, 'agreement')} of more than {MOST_COUNTRIES} countries left out" if many else "",
        ],
    )
    size = type_size()
    names = list(shown["name"])
    left = min(picture.width * 0.45, max(measure(name, size) for name in names) + size)
    right = size * 3
    step = (picture.width - left - right) / len(_STATUSES)
    words = [status.replace("_", " ") for status in _STATUSES]
    upright = max(measure(word, size) for word in words) + size * 0.6 > step
    head = max(measure(word, size) for word in words) + size * 1.4 if upright else size * 2.2
    (axes,) = picture.lay_out([head + len(names) * size * 2.0], left=left, right=right)
    cells = {(int(r["place"]), int(r["column"])): int(r["agreements"]) for r in values.to_dict("records")}
    written = has_room(max(cells.values()), size, step)
    draw_grid(axes, cells, len(names), len(_STATUSES), size=size, step=step, written=written)
    axes.set_ylim(len(names) - 0.5, -0.5 - head / (size * 2.0))
    axes.set_xticks([])
    axes.set_yticks([])
    edge = axes.get_yaxis_transform()
    for i, word in enumerate(words):
        if upright:
            low = -0.5 - size * 0.4 / (size * 2.0)
            quiet = picture.colours.quiet
            axes.text(i, low, word, ha="center", va="bottom", fontsize=size, rotation=90, color=quiet)
        else:
            write(axes, i, -1, word, size=size, ha="center", color=picture.colours.quiet)
    write(axes, 1, -1, "all", across=right, size=size, xycoords=edge, ha="right", color=picture.colours.quiet)
    for i, (name, total) in enumerate(zip(names, shown["total"], strict=True)):
        if i:
            axes.axhline(i - 0.5, color=picture.colours.line, linewidth=0.4, zorder=0)
        write(axes, 0, i, shorten(name, left - size, size), across=-left, size=size, xycoords=edge)
        write(axes, 1, i, print_number(total), across=right, size=size, xycoords=edge, ha="right", fontweight="bold")


def _find_point(totals: pd.DataFrame) -> str:
    most = int(totals["total"].iloc[0])
    first = totals[totals["total"] == most]
    if len(first) > 1 and len(first) == len(totals):
        return f"{count(len(first), 'pair')} of countries have {count(most, 'agreement')} each"
    if len(first) > 1:
        return f"{count(len(first), 'pair')} of countries have most agreements, {print_number(most)} each"
    sides = capitalise(join([country_name(first[side].iloc[0], sentence=True) for side in ("left", "right")]))
    return f"{sides} have {count(most, 'agreement')}" + (
        "" if len(totals) == 1 else ", more than any other two countries"
    )
