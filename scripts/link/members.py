"""Participants and parties of joined events: each once, with the evidence of every article that names them."""

from __future__ import annotations

import pandas as pd

from newstables.folding import split_words
from newstables.scripts.link.values import first_given, newest_first
from newstables.scripts.link.wording import full_words

_CAPACITIES = ("chair", "host", "head_of_delegation", "signatory", "mediator", "witness", "party", "participant")


def identify_members(members: pd.DataFrame, person_groups: pd.Series) -> pd.Series:
    """Return what tells the members of one event apart: the person, the country, or the words of the name."""
    people = person_groups.to_dict()

    def identify(person: object, kind: str, country: object, name: str) -> str:
        if person in people:
            return f"p:{people[person]}"
        if kind == "country" and isinstance(country, str):
            return f"c:{country}"
        return f"n:{' '.join(full_words(split_words(name)))}"

    columns = (members[column] for column in ("person", "type", "country", "name"))
    return pd.Series([identify(*row) for row in zip(*columns, strict=True)], index=members.index, dtype="str")


def join_members(members: pd.DataFrame, articles: pd.DataFrame, key: str) -> pd.DataFrame:
    """Join the members of events.

    Parameters
    ----------
    members : pandas.DataFrame
        Flat rows with `event` (the group they belong to) and `identity`.
    articles : pandas.DataFrame
        The articles, for their days.
    key : str
        Column that names the joined row: `event` and `identity` together.

    Returns
    -------
    pandas.DataFrame
        One row for each member: `event`, `identity`, and its values, of which the newest report's stand; the fullest
        form of the name, and the capacity that says most.
    """
    ordered = newest_first(members, articles)
    columns = ["event", "identity", "type", "person", "role", "organisation", "country", "mode"]
    joined = first_given(ordered, key, columns)
    length = ordered["name"].str.len()
    named = ordered.assign(length=-length).sort_values(["length", "name"], kind="stable").drop_duplicates(key)
    joined["name"] = named.set_index(key)["name"]
    rank = ordered["capacity"].map({capacity: i for i, capacity in enumerate(_CAPACITIES)})
    best = ordered.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates(key)
    joined["capacity"] = best.set_index(key)["capacity"]
    return joined.reset_index()
