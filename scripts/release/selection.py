"""What of a build is released: all of it, only what people have checked, with quotations or without."""

from __future__ import annotations

from newstables.schemas import GROUNDED, MEETING_AND_AGREEMENT, REVIEWED, key, to_frame
from newstables.scripts.release.tables import Tables

_NAMING = ("participants", "parties")


def select_checked(tables: Tables) -> Tables:
    """Leave only rows that a person has accepted, corrected or added, and what belongs to them.

    The reports, participants and parties of a row belong to it, and so do appearances of a person, evidence, and the
    articles that any of these rest on. A participant or party whom nobody has checked is still named, since the
    meeting or agreement was, but leads to no row of `people`.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables by name.
    """
    kept = dict(tables)
    for name in REVIEWED:
        kept[name] = tables[name][tables[name]["review"] != "unchecked"]
    for name, (row_id, reports, members) in MEETING_AND_AGREEMENT.items():
        for table in (reports, members):
            kept[table] = tables[table][tables[table][row_id].isin(kept[name][row_id])]
    people = kept["people"]["person_id"]
    kept["appearances"] = tables["appearances"][tables["appearances"]["person_id"].isin(people)]
    for name in _NAMING:
        person = kept[name]["person_id"]
        kept[name] = kept[name].assign(person_id=person.where(person.isin(people)))
    evidence = tables["evidence"]
    belongs = [(evidence["table"] == name) & evidence["row_id"].isin(kept[name][key(name)[0]]) for name in GROUNDED]
    kept["evidence"] = evidence[sum(belongs[1:], belongs[0])]
    told = {
        article
        for name in ("appearances", "meeting_reports", "agreement_reports", "figures", "evidence")
        for article in kept[name]["article_id"]
    }
    kept["articles"] = tables["articles"][tables["articles"]["article_id"].isin(told)]
    there = {row for name in GROUNDED for row in kept[name][key(name)[0]]}
    kept["redirects"] = tables["redirects"][tables["redirects"]["new_id"].isin(there)]
    return {name: to_frame(name, frame.reset_index(drop=True)) for name, frame in kept.items()}


def leave_out_quotes(tables: Tables) -> Tables:
    """Leave out the words that evidence quotes; where they stand is still told."""
    evidence = tables["evidence"]
    return {**tables, "evidence": to_frame("evidence", evidence.assign(quote=None))}
