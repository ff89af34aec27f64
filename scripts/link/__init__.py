"""Join the rows of many articles: people, meetings and agreements across them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from newstables.folding import fold
from newstables.schemas import TABLES as CONTRACT
from newstables.schemas import key as key_of
from newstables.schemas import to_frame
from newstables.scripts.extract.flatten import TABLES
from newstables.scripts.link.agreements import same_agreement
from newstables.scripts.link.events import CLAUSES, Report, group_reports
from newstables.scripts.link.identity import make_ids
from newstables.scripts.link.joining import join_events, join_people
from newstables.scripts.link.meetings import same_meeting
from newstables.scripts.link.members import identify_members, join_members
from newstables.scripts.link.people import link_people
from newstables.scripts.link.wording import name_set, word_set

__all__ = ["link"]

Frames = dict[str, pd.DataFrame]


def link(articles: pd.DataFrame, rows: Mapping[str, pd.DataFrame]) -> Frames:
    """Join what articles tell of one person, one meeting, one agreement into one row each.

    Parameters
    ----------
    articles : pandas.DataFrame
        The table of articles; copies give no rows.
    rows : mapping of str to pandas.DataFrame
        The flat rows of all articles, as `newstables.scripts.extract.flatten.flatten` gives them, in any order.

    Returns
    -------
    dict of str to pandas.DataFrame
        The ten tables other than `articles`, as the contract types them, sorted by key.
    """
    originals = articles[articles["copy_of"].isna()]
    flat = {name: _originals(rows.get(name), columns, originals) for name, columns in TABLES.items()}
    evidence = flat["evidence"]
    tables: Frames = {}
    places: list[pd.DataFrame] = []

    appearances = flat["people"].merge(originals[["article_id", "published"]], on="article_id")
    groups = link_people(appearances)
    tables |= _people(appearances.assign(group=appearances["row"].map(groups)), originals, evidence, places)
    person_ids = _ids_by_row(places[-1])

    for table, members, same in (
        ("meetings", "participants", same_meeting),
        ("agreements", "parties", same_agreement),
    ):
        tables |= _events(table, members, same, flat, originals, groups, person_ids, places)
    tables["figures"] = _figures(flat["figures"], originals, evidence, places)
    tables["evidence"] = _evidence(evidence, pd.concat(places))
    return {name: _finish(name, tables[name]) for name in CONTRACT if name != "articles"}


def _originals(frame: pd.DataFrame | None, columns: tuple[str, ...], originals: pd.DataFrame) -> pd.DataFrame:
    if frame is None or frame.empty:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in columns})
    frame = frame[frame["article_id"].isin(originals["article_id"])].reindex(columns=list(columns))
    order = [column for column in ("row", "start", "end", "column", "rule") if column in columns]
    return frame.sort_values(order, kind="stable").reset_index(drop=True)


def _finish(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Type a table, and sort it by its key."""
    typed = to_frame(name, frame.reindex(columns=list(_columns(name))))
    return typed.sort_values(key_of(name), kind="stable", na_position="first").reset_index(drop=True)


def _columns(name: str) -> list[str]:
    return list(CONTRACT[name].to_schema().columns)


def _name_rows(
    table: str, rows: pd.Series, groups: pd.Series, evidence: pd.DataFrame, originals: pd.DataFrame, apart: pd.Series
) -> pd.DataFrame:
    """Return the ids of rows: local `row`, the group it went into, and that group's `id`."""
    named = pd.DataFrame({"row": rows.to_numpy(), "group": groups.to_numpy()})
    here = evidence[evidence["table"] == table].merge(named, on="row")
    ids = make_ids(table, here[["group", "article_id", "start"]], originals, apart)
    return named.assign(table=table, id=named["group"].map(ids))


def _ids_by_row(named: pd.DataFrame) -> pd.Series:
    return named.drop_duplicates("row").set_index("row")["id"]


def _people(
    people: pd.DataFrame, originals: pd.DataFrame, evidence: pd.DataFrame, places: list[pd.DataFrame]
) -> Frames:
    apart = people.drop_duplicates("group").set_index("group")["name"]
    places.append(_name_rows("people", people["row"], people["group"], evidence, originals, apart))
    ids = _ids_by_row(places[-1])
    people = people.drop(columns="published").assign(person_id=people["row"].map(ids))
    joined = join_people(people, originals).assign(review="unchecked")
    return {"people": joined, "appearances": people}


def _events(
    table: str,
    member_table: str,
    same: Callable[[Report, Report], float],
    flat: Frames,
    originals: pd.DataFrame,
    person_groups: pd.Series,
    person_ids: pd.Series,
    places: list[pd.DataFrame],
) -> Frames:
    """Link meetings or agreements: the events, the reports of them, and their members."""
    one = table.removesuffix("s")
    reports, members, evidence = flat[table], flat[member_table], flat["evidence"]
    members = members.assign(identity=identify_members(members, person_groups))
    groups = group_reports(_make_reports(table, reports, members, evidence, originals), same)
    reports = reports.assign(group=reports["row"].map(groups))
    apart = reports.groupby("group")["row"].min()
    places.append(_name_rows(table, reports["row"], reports["group"], evidence, originals, apart))
    ids = _ids_by_row(places[-1])
    reports = reports.assign(**{f"{one}_id": reports["row"].map(ids)})

    members = members.assign(event=members["of"].map(ids))
    members = members.assign(member=members["event"] + "\t" + members["identity"])
    joined = join_members(members, originals, "member")
    apart = joined.set_index("member")["event"] + "\t" + joined.set_index("member")["name"]
    places.append(_name_rows(member_table, members["row"], members["member"], evidence, originals, apart))
    member_ids = places[-1].drop_duplicates("group").set_index("group")["id"]
    key = key_of(member_table)[0]
    joined = joined.assign(
        **{
            key: joined["member"].map(member_ids),
            f"{one}_id": joined["event"],
            "person_id": joined["person"].map(person_ids),
        }
    )
    events = join_events(table, reports, joined, originals).assign(review="unchecked")
    return {table: events, f"{one}_reports": reports, member_table: joined}


def _make_reports(
    table: str, reports: pd.DataFrame, members: pd.DataFrame, evidence: pd.DataFrame, originals: pd.DataFrame
) -> list[Report]:
    published = originals.set_index("article_id")["published"].map(lambda day: day.toordinal()).to_dict()
    identities: dict[str, set[str]] = {}
    countries: dict[str, set[str]] = {}
    for of, identity, country in zip(members["of"], members["identity"], members["country"], strict=True):
        identities.setdefault(of, set()).add(identity)
        if isinstance(country, str):
            countries.setdefault(of, set()).add(f"c:{country}")
    said: dict[str, list[frozenset[str]]] = {}
    stated = evidence[(evidence["table"] == table) & evidence["column"].isna()]
    for of, quote in zip(stated["row"], stated["quote"], strict=True):
        if len(said.setdefault(of, [])) < CLAUSES:
            said[of].append(word_set(quote))
    made = []
    for row in reports.to_dict("records"):
        first, last = (
            pd.Timestamp(row[column]).toordinal() if isinstance(row[column], str) else None
            for column in ("date", "date_end")
        )
        topic = row["topic"] if table == "meetings" else row["subject"]
        name = row.get("label" if table == "meetings" else "name")
        made.append(
            Report(
                row=row["row"],
                article=row["article_id"],
                published=published[row["article_id"]],
                kind=row["kind"],
                status=row["status"],
                members=frozenset(identities.get(row["row"], ())),
                countries=frozenset(countries.get(row["row"], ())),
                first=first,
                last=last,
                precision=row["date_precision"] if isinstance(row["date_precision"], str) else None,
                place=fold(row["place"]) if isinstance(row.get("place"), str) else "",
                words=word_set(topic),
                name=name_set(name),
                number=None if pd.isna(row.get("number", 1)) else int(row.get("number", 1)),
                amount=None if pd.isna(row.get("amount")) else float(row["amount"]),
                currency=row["currency"] if isinstance(row.get("currency"), str) else None,
                said=tuple(said.get(row["row"], ())),
            )
        )
    return made


def _figures(
    figures: pd.DataFrame, originals: pd.DataFrame, evidence: pd.DataFrame, places: list[pd.DataFrame]
) -> pd.DataFrame:
    apart = figures.set_index("row")["text"]
    places.append(_name_rows("figures", figures["row"], figures["row"], evidence, originals, apart))
    return figures.assign(figure_id=figures["row"].map(_ids_by_row(places[-1])), review="unchecked")


def _evidence(evidence: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Point every place at the row of the table that its local row became."""
    joined = evidence.merge(places[["table", "row", "id"]], on=["table", "row"])
    columns = _columns("evidence")
    return joined.assign(row_id=joined["id"]).drop_duplicates([c for c in columns if c not in ("quote",)])
