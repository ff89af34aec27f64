"""For whom those who sign act: a minister for a state, a chief executive for a company."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.members import join_members
from newstables.scripts.extract.named import name_of_state
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_OF_MANY_STATES = ("European Union", "EU", "United Nations", "UN", "World Bank", "IMF", "NATO", "ASEAN")

_OFFICES = ("White House", "Kremlin", "Downing Street")  # seats whose names say whose office is meant
_GOVERNED = re.compile(r"(?:['’]s)?\s(?:[\w-]+\s)?[Gg]overnment\b")


def as_parties(reading: Reading, members: Iterable[Member]) -> list[Member]:
    """Let states and bodies stand for those who act for them: governments, officials, ministers, executives."""
    listed = join_members(members)
    return join_members(_acts_for(reading, member, listed) for member in listed)


def _acts_for(reading: Reading, member: Member, listed: list[Member]) -> Member:
    last = member.name.split()[-1].lower()
    if member.name.lower() == "government":
        member = replace(member, country=_state_governed(reading, member.evidence[0].start))
    if member.type == "country" and member.name in read_pairs("capitals.tsv") and member.name not in _OFFICES:
        printed = any(n.country == member.country and n.kind in ("country", "nationality") for n in reading.names)
        return _as_country(reading, member) if printed else member  # "a pact between Lima and Quito"
    if member.type == "organisation" and member.country and last in word_set("bodies_of_state"):
        return _as_country(reading, member)
    if member.type == "organisation" and member.country and last in word_set("people_of_state"):
        return _as_country(reading, member)
    if member.type != "person" or not member.role:
        return member
    words = set(re.findall(r"[\w-]+", member.role.lower()))
    leads = member.role.lower() in ("leader", "counterpart", "foreign minister", "top leader", "supreme leader")
    if member.country and (leads or words & set(read_words("state_offices.txt"))):
        others = [other for other in listed if other is not member]
        states = [o for o in others if o.type == "country" or o.country]
        if states or not others or any(o.name in _OF_MANY_STATES for o in others):
            if states and all(o.type == "person" and o.country == member.country for o in states):
                return member  # rivals at home
            return _as_country(reading, member)
        return member
    if member.organisation and words & word_set("executives"):
        return replace(member, name=member.organisation, type="organisation", person=None, role=None, organisation=None)
    return member


def _state_governed(reading: Reading, start: int) -> str | None:
    """Return the country whose government "the government" is.

    That is the one whose government was told last; else the one that all who hold its offices serve, or the only one
    that the article names.
    """
    named = [n for n in reading.names if n.country]
    told = [n for n in named if n.end <= start and _GOVERNED.match(reading.article.body, n.end)]
    if told:
        return told[-1].country
    offices = set(read_words("state_offices.txt"))
    serving = {p.country for p in reading.people if p.country and p.role and offices & set(p.role.lower().split())}
    for countries in (serving, {n.country for n in named}):
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return None


def _as_country(reading: Reading, member: Member) -> Member:
    name = name_of_state(reading, member.country)
    if name is None:
        return member
    return replace(member, name=name, type="country", person=None, role=None, organisation=None)
