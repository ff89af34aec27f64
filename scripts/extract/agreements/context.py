"""Parties that the sentences around tell: a report on two sides does not name them with every agreement of theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract.agreements.mentions import Mention
from newstables.scripts.extract.members import join_members, member_key
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_REACH = 700  # characters back in which the agreement before tells between whom this one is


def complete_parties(reading: Reading, groups: list[list[Mention]]) -> None:
    """Give agreements without parties, or with one, those of the agreement told right before.

    "Peru and Chile signed a pact in May. The parliament of Peru approved **the trade deal** ...": where one party is
    told, the agreement before must be between it and one other; where none is, it must be between two.
    """
    for group in groups:
        ours = join_members(member for mention in group for member in mention.parties)
        if len(ours) > 1 or any(mention.name for mention in group) or (not ours and _is_of_its_own(group[0])):
            continue
        start = group[0].trigger.idx
        for before in sorted(groups, key=lambda other: -other[0].trigger.idx):
            last = max((m.trigger.idx for m in before if m.trigger.idx < start), default=-_REACH)
            theirs = join_members(member for mention in before for member in mention.parties)
            if start - last > _REACH or len(theirs) < 2 or (ours and len(theirs) > 2):
                continue
            keys = {member_key(member) for member in theirs}
            if any(member_key(member) not in keys for member in ours):
                continue
            group[0].parties = join_members([*group[0].parties, *(_pointed_at(reading, m, group[0]) for m in theirs)])
            break


def _is_of_its_own(mention: Mention) -> bool:
    """Tell whether an agreement is told of as another than those before: "**a** deal signed **last year** ended it"."""
    return mention.indefinite and mention.when is not None and mention.when.precision in ("year", "month", "quarter")


def _pointed_at(reading: Reading, member: Member, mention: Mention) -> Member:
    """Let a party be evidenced by the clause that leaves it out."""
    place = reading.evidence(None, mention.trigger.idx, mention.trigger.idx + len(mention.trigger), "party.context")
    return replace(member, evidence=(place,))
