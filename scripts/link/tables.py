"""The rows of the tables, made of all that articles tell of the same person, meeting, agreement or figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from newstables.schemas import TABLES, key, to_frame
from newstables.scripts.link.joining import join_events, join_people
from newstables.scripts.link.members import join_members

Frames = dict[str, pd.DataFrame]


def make_tables(rows: Mapping[str, pd.DataFrame]) -> Frames:
    """Make the rows of all tables but `articles`, of which those are returned that rows tell of.

    Parameters
    ----------
    rows : mapping of str to pandas.DataFrame
        Flat rows that have the same ids, with all others of those ids: of people, meetings, agreements and figures with
        their `id`; of participants and parties with the `id` of their meeting or agreement, `identity`, and the id of a
        person as `person`; all but evidence with `own` and `begin`. `evidence` with the `id` of the row, or that of its
        meeting or agreement; `articles`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables, as the contract types them, sorted by key.
    """
    articles = rows["articles"].drop_duplicates("article_id")
    evidence = rows["evidence"]
    people = rows["people"].assign(person_id=rows["people"]["id"])
    figures = rows["figures"].assign(figure_id=rows["figures"]["id"], review="unchecked")
    tables = {"people": join_people(people, articles).assign(review="unchecked"), "appearances": people}
    for table, member_table in (("meetings", "participants"), ("agreements", "parties")):
        one = table.removesuffix("s")
        reports = rows[table].assign(**{f"{one}_id": rows[table]["id"]})
        members, ids = _join_members(table, member_table, rows[member_table], articles)
        events = join_events(table, reports, members, articles).assign(review="unchecked")
        tables |= {table: events, f"{one}_reports": reports, member_table: members}
        theirs = evidence["table"] == member_table
        evidence = evidence.assign(id=evidence["id"].where(~theirs, evidence["row"].map(ids)))
    tables["figures"] = figures
    tables["evidence"] = evidence.assign(row_id=evidence["id"]).drop_duplicates(key("evidence"))
    return {"articles": articles} | {name: finish(name, tables[name]) for name in TABLES if name != "articles"}


def _join_members(
    table: str, member_table: str, members: pd.DataFrame, articles: pd.DataFrame
) -> tuple[pd.DataFrame, pd.Series]:
    """Join members of events; return them, and by local row the id of what it became."""
    member = members["id"] + "\t" + members["identity"]
    members = members.assign(event=members["id"], member=member)
    days = articles.set_index("article_id")["published"]
    placed = members.assign(published=members["article_id"].map(days))
    first = placed.sort_values(["published", "article_id", "begin", "row"], kind="stable").drop_duplicates("member")
    ids = first.set_index("member")["own"]
    joined = join_members(members.drop(columns=["id", "begin", "own"]), articles, "member")
    joined = joined.assign(
        **{
            key(member_table)[0]: joined["member"].map(ids),
            f"{table.removesuffix('s')}_id": joined["event"],
            "person_id": joined["person"],
        }
    )
    return joined, members.set_index("row")["member"].map(ids)


def finish(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Type a table, and sort it by its key."""
    typed = to_frame(name, frame.reindex(columns=list(TABLES[name].to_schema().columns)))
    return typed.sort_values(key(name), kind="stable", na_position="first").reset_index(drop=True)
