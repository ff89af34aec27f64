"""The meetings of one person or one country, by whom they met."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from newstables.scripts.charts.chart import Chart
from newstables.scripts.charts.layout import Picture, write
from newstables.scripts.charts.lettering import measure, shorten, type_size
from newstables.scripts.charts.signs import group, look, make_key
from newstables.scripts.charts.source import Tables
from newstables.scripts.charts.style import ink_on
from newstables.scripts.charts.times import Scale, write_days
from newstables.scripts.charts.wording import capitalise, count, country_name, print_number, print_span

_MOST = 20  # counterparts with a line of their own
_LINE = 2.1  # height of a line, as a multiple of the type's size
_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_WORDS = {"done": "took place or goes on", "planned": "planned or not said to have been held", "rest": "called off"}
_MARK = 9.5  # points that a mark takes
_SHARE = 0.34  # of the width that names may take


@dataclass(frozen=True)
class _Subject:
    """Whose meetings these are: the column of `participants` that holds the id, the id, and the name."""

    column: str
    id: str
    name: str
    spoken: str
    noun: str
    nouns: str


@Chart
def dossier(tables: Tables, picture: Picture) -> None:
    """The meetings of one country or person, by whom they met.

    Choose one with --country or --person; where none is chosen, it is the country with most meetings.
    """
    title = "Meetings of one country or person"
    members = tables["participants"].merge(tables["meetings"][["meeting_id"]], on="meeting_id")
    subject = _find_subject(members, picture)
    if subject is None:
        picture.state("No meeting of a known country is in this selection.", title=title)
        return
    title = f"Whom {subject.spoken} met"
    theirs = members.loc[members[subject.column] == subject.id, "meeting_id"]
    meetings = tables["meetings"][tables["meetings"]["meeting_id"].isin(theirs)]
    dated = meetings[meetings["date"].notna()]
    if dated.empty:
        none = "No meeting" if meetings.empty else f"No time is told of the {count(len(meetings), 'meeting')}"
        picture.state(f"{none} of {subject.spoken} {'is ' if meetings.empty else ''}in this selection.", title=title)
        return
    placed = _place(dated, members, subject)
    lines = list(dict.fromkeys(placed["line"]))
    left = min(picture.width * _SHARE, max(measure(line, type_size()) for line in lines) + type_size())
    marks, unit = _find_marks(placed, picture.width - left)
    undated = len(meetings) - len(dated)
    first, last = dated["date"].min(), dated["date_end"].max()
    counterparts = placed.loc[placed["known"], "met"].nunique()
    unchosen = not (picture.selection.country or picture.selection.person)
    picture.tell(
        marks[["line", unit, "status", "meetings", "ids"]],
        kind="Strip of dots",
        title=title,
        point=_find_point(placed, subject, print_span(first, last)),
        subtitle=f"Meetings with each {subject.noun}, {print_span(first, last)}; in bold, how many took place"
        + (f"; in signs, several in one {unit}" if (marks["meetings"] > 1).any() else ""),
        notes=[
            f"Of all countries in this selection, {subject.spoken} took part in most meetings" if unchosen else "",
            f"A meeting stands in the line of each {subject.noun} that took part",
            f"{print_number(counterparts - _MOST)} other {subject.nouns} share a line"
            if counterparts > _MOST + 1
            else "",
            f"{count(undated, 'meeting')} without a known time left out" if undated else "",
        ],
        key=make_key(placed.assign(event="meeting"), picture.colours),
    )
    _draw(marks, lines, picture, unit=unit, left=left)


def _find_subject(members: pd.DataFrame, picture: Picture) -> _Subject | None:
    chosen = picture.selection
    if chosen.person:
        name = chosen.name or chosen.person
        return _Subject("person_id", chosen.person, name, name, "person", "people")
    met = members.dropna(subset=["country"]).groupby("country")["meeting_id"].nunique()
    code = chosen.country or (min(met.index, key=lambda each: (-met[each], each)) if len(met) else None)
    if code is None:
        return None
    return _Subject("country", code, country_name(code), country_name(code, sentence=True), "country", "countries")


def _place(dated: pd.DataFrame, members: pd.DataFrame, subject: _Subject) -> pd.DataFrame:
    """Return meetings by counterpart, in the order of their lines: those met most, then others, then none told."""
    others = members[(members[subject.column] != subject.id) & members[subject.column].notna()]
    others = others.sort_values("participant_id").drop_duplicates(["meeting_id", subject.column])
    if subject.column == "country":
        others = others.assign(met=others["country"].map(country_name), known=True)
        others["spoken"] = [country_name(code, sentence=True) for code in others["country"]]
    else:
        names = others.groupby("person_id")["name"].agg(lambda each: max(each, key=lambda name: (len(name), name)))
        others = others.assign(met=others["person_id"].map(names), known=True)
        others["spoken"] = others["met"]
    placed = dated.merge(others[["meeting_id", "met", "spoken", "known"]], on="meeting_id", how="left")
    silent = f"no other {subject.noun} told"
    placed["known"] = placed["known"].notna()
    placed["met"] = placed["met"].astype(object).where(placed["known"], silent)
    known = placed[placed["known"]]
    totals = known.groupby("met")["meeting_id"].nunique()
    held = known[known["status"].map(group) == "done"].groupby("met")["meeting_id"].nunique()
    ranked = sorted(totals.index, key=lambda name: (-held.get(name, 0), -totals[name], name))
    kept = ranked if len(ranked) <= _MOST + 1 else ranked[:_MOST]
    rest = f"{len(ranked) - len(kept)} other {subject.nouns}"
    lines = [*kept, rest, silent]
    placed["line"] = [name if name in lines else rest for name in placed["met"]]
    placed["sign"] = placed["status"].map(group)
    placed["place"] = placed["line"].map(lines.index)
    return placed.sort_values(["place", "date", "meeting_id"], ignore_index=True)


def _find_point(placed: pd.DataFrame, subject: _Subject, span: str) -> str:
    done = placed[placed["sign"] == "done"]
    whole = done["meeting_id"].nunique()
    if not whole:
        number = count(placed["meeting_id"].nunique(), "meeting")
        return f"No meeting of {subject.spoken} is said to have taken place; {number} planned or called off, {span}"
    top = (
        done[done["known"]]
        .groupby(["met", "spoken"])["meeting_id"]
        .nunique()
        .sort_values(ascending=False, kind="stable")
    )
    point = f"{capitalise(subject.spoken)} had {count(whole, 'meeting')}, {span}"
    if len(top) > 1 and top.iloc[0] > top.iloc[1]:
        point += f", most with {top.index[0][1]} ({print_number(top.iloc[0])})"
    return point


def _find_marks(placed: pd.DataFrame, width: float) -> tuple[pd.DataFrame, str]:
    """Return a mark for each line, status and time, which is so long that marks lie side by side; and what it is."""
    for unit, step in _UNITS.items():  # noqa: B007
        periods = placed["date"].dt.to_period(step)
        if width / len(pd.period_range(periods.min(), periods.max(), freq=step)) >= _MARK:
            break
    placed = placed.assign(period=periods, status=placed["sign"].map(_WORDS))
    marks = (
        placed.groupby(["place", "line", "period", "sign", "status"])
        .agg(meetings=("meeting_id", "nunique"), ids=("meeting_id", lambda ids: "; ".join(sorted(set(ids)))))
        .reset_index()
    )
    marks["middle"] = marks["period"].dt.start_time.astype("datetime64[s]")
    if unit != "day":
        marks["middle"] += (marks["period"].dt.end_time.astype("datetime64[s]") - marks["middle"]) / 2
    marks[unit] = marks["period"].dt.start_time.dt.date.astype(str)
    return marks, unit


def _draw(marks: pd.DataFrame, lines: list[str], picture: Picture, *, unit: str, left: float) -> None:
    size, colours = type_size(), picture.colours
    done = marks[marks["sign"] == "done"]
    totals = {line: {i for ids in done.loc[done["line"] == line, "ids"] for i in ids.split("; ")} for line in lines}
    number = max(measure(print_number(len(ids)), size, "bold") for ids in totals.values()) + size
    crowded = marks.groupby(["line", unit])["sign"].nunique().groupby("line").max()
    steps = [size * _LINE + size * 0.9 * (int(crowded[line]) - 1) for line in lines]
    foot = size * 3.2
    axes = picture.lay_out_sheet(sum(steps) + foot)
    scale = Scale.over(marks["middle"], left + number, picture.width - left - number - size)
    middles = {line: sum(steps[:i]) + steps[i] / 2 for i, line in enumerate(lines)}
    for line, middle in middles.items():
        write(axes, 0, middle, shorten(line, left - size, size), size=size)
        whole = print_number(len(totals[line]))
        write(axes, left + number - size, middle, whole, size=size, ha="right", fontweight="bold")
        axes.plot([scale.start, picture.width], [middle, middle], color=colours.line, linewidth=0.6, zorder=1)
    write_days(axes, scale, sum(steps), size, colours)
    for (_, _), together in marks.groupby(["line", unit]):
        for i, row in enumerate(together.sort_values("sign").to_dict("records")):
            marker, style = look("meeting", row["sign"], colours)
            x = scale.place(row["middle"])
            y = middles[row["line"]] + (i - (len(together) - 1) / 2) * size * 1.05
            several = row["meetings"] > 1
            if several:  # the number is the sign
                style = {**style, "markersize": style["markersize"] + 3}
                marker = "o" if row["sign"] != "rest" else "s"
            axes.plot([x], [y], marker=marker, linestyle="none", zorder=3, **style)
            if several:
                ink = colours.text if row["sign"] == "planned" else ink_on(style["color"])
                write(axes, x, y, print_number(row["meetings"]), size=size * 0.8, ha="center", color=ink, zorder=4)
