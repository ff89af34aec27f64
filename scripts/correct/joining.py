"""Merge and split rows, and take anew what a joined row takes of its reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from newstables.matching import PLACE
from newstables.schemas import key, references, to_frame
from newstables.scripts.correct.draft import APPLIED, MEMBERS, OWNERS, PARENTS, REPORTS, UNMATCHED, Draft
from newstables.scripts.correct.reading import Line, in_groups
from newstables.scripts.link.joining import join_events, join_people
from newstables.scripts.link.members import identify_members

TOGETHER = (
    ("date", "date_end", "date_precision"),
    ("amount", "currency", "amount_qualifier", "amount_per"),
    ("place", "country"),
    ("name", "aliases"),
)
"""Cells that a joined row takes together."""


def merge(draft: Draft, lines: Iterable[Line]) -> None:
    """Let rows go into others: reports, members, evidence and all that refers to them."""
    targets: dict[str, dict[str, str]] = {}
    for line in lines:
        if not draft.is_open(line) or draft.loses_anchor(line):
            continue
        assert line.new_value is not None
        source, target = draft.find_row(line), draft.find_id(line.table, line.new_value)
        if source is None or target is None:
            draft.settle(line, UNMATCHED, f"there is no row {line.row_id if source is None else line.new_value}")
            continue
        draft.rows[line] = target
        draft.settle(line, APPLIED)
        draft.mark(line.table, target, "corrected")
        if source != target:
            targets.setdefault(line.table, {})[source] = target
        elif line.row_id is not None:  # linking has joined them by now
            draft.redirect(line.row_id, target, "merged")
    for table in ("people", "meetings", "agreements", "participants", "parties", "figures"):
        merge_rows(draft, table, targets.get(table, {}))


def merge_rows(draft: Draft, table: str, targets: Mapping[str, str]) -> None:
    """Let rows of one table go into others of it.

    Parameters
    ----------
    draft : Draft
        The tables.
    table : str
        The table.
    targets : mapping of str to str
        From rows that go to those that stay; chains are followed.
    """
    into = {source: _follow(source, targets) for source in targets}
    if not into:
        return
    row_id = key(table)[0]
    frame = draft.tables[table]
    known = _known_forms(frame[frame[row_id].isin([*into, *into.values()])], into) if table == "people" else {}
    before = _facts_of_reports(draft, table, [*into, *into.values()]) if table in REPORTS else None
    filled = _fill_from(frame, row_id, into)
    draft.tables[table] = filled[~filled[row_id].isin(into)].reset_index(drop=True)
    _refer(draft, table, into)
    if before is not None:
        reports = before.assign(**{row_id: before[row_id].map(lambda one: into.get(one, one))})
        _rejoin_all(draft, table, sorted(set(into.values())), reports, known)
    for source in sorted(into):
        draft.redirect(source, into[source], "merged")
    draft.forget_places()
    for members in [MEMBERS[table]] if table in MEMBERS else MEMBERS.values() if table == "people" else []:
        _merge_members(draft, members, table, set(into.values()))


def _follow(source: str, targets: Mapping[str, str]) -> str:
    seen = {source}
    while source in targets and targets[source] not in seen:
        source = targets[source]
        seen.add(source)
    return source


def _fill_from(frame: pd.DataFrame, row_id: str, into: Mapping[str, str]) -> pd.DataFrame:
    """Fill what the rows that stay leave open with what those that go say."""
    group = frame[row_id].map(lambda one: into.get(one, one))
    touched = frame[group.isin(set(into.values()))]
    stays = touched[row_id] == group[touched.index]
    ordered = touched.assign(group=group[touched.index], stays=~stays).sort_values(["stays", row_id], kind="stable")
    filled = ordered.groupby("group")[[c for c in frame.columns if c != row_id]].first()
    done = frame.set_index(row_id)
    done.update(filled, overwrite=False)
    return to_frame(str(frame.attrs["table"]), done.reset_index()[list(frame.columns)])


def _refer(draft: Draft, table: str, into: Mapping[str, str]) -> None:
    """Let all that referred to rows that go refer to those that stay."""
    for name, frame in draft.tables.items():
        columns = [column for column, target in references(name).items() if target == table]
        if name == "evidence":
            hit = (frame["table"] == table) & frame["row_id"].isin(into)
            moved = frame.assign(
                row_id=frame["row_id"].where(~hit, frame["row_id"].map(lambda one: into.get(one, one)))
            )
            draft.tables[name] = moved.drop_duplicates(key(name), ignore_index=True)
        elif columns:
            moved = frame.assign(**{c: frame[c].map(lambda one: into.get(one, one)).astype("str") for c in columns})
            moved.attrs = frame.attrs
            draft.tables[name] = _join_reports(name, moved, set(into.values())) if name in OWNERS else moved


def _join_reports(name: str, frame: pd.DataFrame, rows: Collection[str]) -> pd.DataFrame:
    """Make one report of what are now two of one row in one article."""
    keys = key(name)
    twice = frame.duplicated(keys, keep=False) & frame[keys[0]].isin(list(rows))
    if not twice.any():
        return frame
    cells = [column for column in frame.columns if column not in keys]
    joined = frame[twice].groupby(keys, as_index=False)[cells].first()
    return to_frame(name, pd.concat([frame[~twice], joined], ignore_index=True)[list(frame.columns)])


def _merge_members(draft: Draft, members: str, table: str, rows: Collection[str]) -> None:
    """Make one member of those that are now the same in one event."""
    frame = draft.tables[members]
    event, row_id = key(PARENTS[members])[0], key(members)[0]
    column = event if table in MEMBERS else "person_id"
    events = set(frame.loc[frame[column].isin(list(rows)), event])
    here = frame[frame[event].isin(events)].sort_values(row_id, kind="stable")
    if here.empty:
        return
    people = pd.Series({one: one for one in here["person_id"].dropna()}, dtype="str")
    same = identify_members(here.assign(person=here["person_id"]), people)
    first: dict[tuple[str, str], str] = {}
    into = {}
    for one, of, identity in zip(here[row_id], here[event], same, strict=True):
        kept = first.setdefault((of, identity), one)
        if kept != one:
            into[one] = kept
    merge_rows(draft, members, into)


def _known_forms(people: pd.DataFrame, into: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the forms of the name of each person, under the id that stays."""
    forms: dict[str, set[str]] = {}
    for person, name, aliases in zip(people["person_id"], people["name"], people["aliases"], strict=True):
        found = forms.setdefault(into.get(person, person), set())
        found.add(name)
        found.update(aliases.split("; ") if isinstance(aliases, str) else ())
    return forms


def _facts_of_reports(draft: Draft, table: str, rows: Collection[str]) -> pd.DataFrame:
    """Return the reports of rows with what only the joined row tells: the country of its place, and the number."""
    row_id = key(table)[0]
    frame = draft.tables[REPORTS[table]]
    reports = frame[frame[row_id].isin(list(rows))]
    if table != "meetings":
        return reports
    joined = reports[[row_id]].merge(draft.tables[table][[row_id, "place", "country", "number"]], on=row_id, how="left")
    joined.index = reports.index
    same = reports["place"].notna() & (reports["place"] == joined["place"])
    return reports.assign(country=joined["country"].where(same), number=joined["number"])


def _rejoin_all(
    draft: Draft, table: str, rows: Collection[str], reports: pd.DataFrame, forms: Mapping[str, set[str]]
) -> None:
    """Take all cells of joined rows anew from their reports."""
    row_id = key(table)[0]
    frame = draft.tables[table].set_index(row_id)
    reports = reports[reports[row_id].isin(list(rows))]
    if table == "people":
        told = reports[row_id].map(lambda one: "; ".join(sorted(forms.get(one, ()))) or None)
        joined = join_people(reports.assign(forms=told), draft.articles)
    else:
        members = draft.tables[MEMBERS[table]]
        joined = join_events(table, reports, members[members[row_id].isin(list(rows))], draft.articles)
    taken = to_frame(table, joined.assign(review="corrected")).set_index(row_id)
    rest = frame[~frame.index.isin(taken.index)]
    columns = list(frame.columns)
    done = pd.concat([rest, taken[columns]]).reset_index()
    draft.tables[table] = to_frame(table, done[[row_id, *columns]])


def rejoin(draft: Draft, table: str, cells: Iterable[tuple[str, str]]) -> None:
    """Take cells of joined rows anew, because their reports were corrected.

    Parameters
    ----------
    draft : Draft
        The tables.
    table : str
        ``people``, ``meetings`` or ``agreements``.
    cells : iterable of pairs of str
        Rows and columns; columns that go together are taken together.
    """
    wanted = {(row, column) for row, column in cells if column in draft.tables[table].columns}
    wanted |= {(row, also) for row, column in wanted for group in TOGETHER if column in group for also in group}
    if not wanted:
        return
    rows = sorted({row for row, _ in wanted})
    row_id = key(table)[0]
    before = draft.tables[table]
    people = before[before[row_id].isin(rows)]
    forms = _known_forms(people, {}) if table == "people" else {}
    _rejoin_all(draft, table, rows, _facts_of_reports(draft, table, rows), forms)
    old, new = before.set_index(row_id), draft.tables[table].set_index(row_id)
    kept = old.copy()
    for column in {column for _, column in wanted} & set(old.columns):
        here = [row for row, name in wanted if name == column]
        kept.loc[here, column] = new.loc[here, column]
    draft.tables[table] = to_frame(table, kept.reset_index()[list(before.columns)])


def split(draft: Draft, lines: Iterable[Line], *, last: bool) -> None:
    """Let reports of a row become a row of their own.

    Parameters
    ----------
    draft : Draft
        The tables.
    lines : iterable of Line
        Lines of splits; those of one group go into one new row.
    last : bool
        Whether what is not there will not be there later either.
    """
    for (table, _), group in sorted(in_groups(line for line in lines if draft.is_open(line)).items()):
        if any(draft.loses_anchor(line) for line in group):
            _settle(draft, group, draft.outcomes[next(line for line in group if not draft.is_open(line))])
            continue
        rows = {draft.find_row(line) for line in group}
        articles = {line.article_id for line in group if line.article_id is not None}
        reports = draft.tables[REPORTS[table]]
        row = next(iter(rows)) if len(rows) == 1 else None
        told = set(reports.loc[reports[key(table)[0]] == row, "article_id"])
        if row is None or not articles <= told or articles == told:
            why = "all reports are named, so none would be left" if row and articles == told else "no such reports"
            if last:
                _settle(draft, group, (UNMATCHED, f"{why} of {group[0].row_id}"))
            continue
        new = _split_off(draft, table, row, articles, group[0].group or "")
        for line in group:
            draft.rows[line] = new
            draft.settle(line, APPLIED)


def _settle(draft: Draft, group: Iterable[Line], outcome: tuple[str, str]) -> None:
    for line in group:
        if draft.is_open(line):
            draft.settle(line, *outcome)


def _split_off(draft: Draft, table: str, row: str, articles: set[str], group: str) -> str:
    row_id, reports = key(table)[0], REPORTS[table]
    facts = _facts_of_reports(draft, table, [row])
    forms = _forms_by_article(draft, row) if table == "people" else {}
    evidence = draft.tables["evidence"]
    here = (evidence["table"] == table) & (evidence["row_id"] == row) & evidence["article_id"].isin(articles)
    new = draft.make_id(table, evidence[here & evidence["column"].isna()], f"{row} {group}")
    evidence = evidence.assign(row_id=evidence["row_id"].mask(here, new))
    draft.tables["evidence"] = evidence
    frame = draft.tables[reports]
    moved = (frame[row_id] == row) & frame["article_id"].isin(articles)
    draft.tables[reports] = to_frame(reports, frame.assign(**{row_id: frame[row_id].mask(moved, new)}))
    if table == "people":
        for members in MEMBERS.values():
            _move_people(draft, members, row, new, articles)
    else:
        _split_members(draft, table, row, new, articles)
    facts = facts.assign(**{row_id: facts[row_id].mask(facts["article_id"].isin(articles), new)})
    known = {
        one: {form for article, told in forms.items() if (article in articles) == (one == new) for form in told}
        for one in (row, new)
    }
    stays = draft.tables[table][draft.tables[table][row_id] == row]
    twin: dict[str, Any] = {str(column): value for column, value in stays.iloc[0].items()}
    draft.append(table, [{**twin, row_id: new}])
    _rejoin_all(draft, table, [row, new], facts, known)
    draft.redirect(row, new, "split")
    draft.mark(table, row, "corrected")
    draft.mark(table, new, "corrected")
    draft.forget_places()
    return new


def _forms_by_article(draft: Draft, person: str) -> dict[str, set[str]]:
    """Return the forms of a person's name that each article prints, as its mentions quote them."""
    people = draft.tables["people"]
    known = _known_forms(people[people["person_id"] == person], {})[person]
    evidence = draft.tables["evidence"]
    mentions = evidence[(evidence["table"] == "people") & (evidence["row_id"] == person) & evidence["column"].isna()]
    forms: dict[str, set[str]] = {}
    for article, quote in zip(mentions["article_id"], mentions["quote"], strict=True):
        if quote in known:
            forms.setdefault(article, set()).add(quote)
    return forms


def _move_people(draft: Draft, members: str, row: str, new: str, articles: set[str]) -> None:
    """Let members who are named in the articles that were split off alone be the new person."""
    frame, row_id = draft.tables[members], key(members)[0]
    evidence = draft.tables["evidence"]
    mine = set(frame.loc[frame["person_id"] == row, row_id])
    places = evidence[(evidence["table"] == members) & evidence["row_id"].isin(mine)]
    elsewhere = set(places.loc[~places["article_id"].isin(articles), "row_id"])
    moved = frame[row_id].isin(mine - elsewhere)
    draft.tables[members] = to_frame(members, frame.assign(person_id=frame["person_id"].mask(moved, new)))


def _split_members(draft: Draft, table: str, row: str, new: str, articles: set[str]) -> None:
    """Give the new event the members that its articles name; those that both name are members of both."""
    members = MEMBERS[table]
    frame, event, row_id = draft.tables[members], key(table)[0], key(members)[0]
    evidence = draft.tables["evidence"]
    stated = evidence[(evidence["table"] == members) & evidence["column"].isna()]
    for member in frame[frame[event] == row].sort_values(row_id).to_dict("records"):
        named = set(stated.loc[stated["row_id"] == member[row_id], "article_id"])
        if named <= articles:
            moved = draft.tables[members][row_id] == member[row_id]
            column = draft.tables[members][event].mask(moved, new)
            draft.tables[members] = to_frame(members, draft.tables[members].assign(**{event: column}))
        elif named & articles:
            evidence = draft.tables["evidence"]
            here = (evidence["table"] == members) & (evidence["row_id"] == member[row_id])
            here &= evidence["article_id"].isin(articles)
            places = evidence.loc[here & evidence["column"].isna(), ["row_id", *PLACE]]
            twin = draft.make_id(members, places, f"{new} {member['name']}")
            draft.tables["evidence"] = evidence.assign(row_id=evidence["row_id"].mask(here, twin))
            draft.append(members, [{**{str(k): v for k, v in member.items()}, row_id: twin, event: new}])
