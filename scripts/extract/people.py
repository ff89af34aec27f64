"""The people of an article: their names in full, with role, organisation and country."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.described import Described
from newstables.scripts.extract.descriptions import describe
from newstables.scripts.extract.homes import home_country
from newstables.scripts.extract.lexicon import read_words, word_set
from newstables.scripts.extract.names import Name
from newstables.scripts.extract.rows import Person

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@cache
def _state_offices() -> frozenset[str]:
    return frozenset(read_words("state_offices.txt"))


def find_people(reading: Reading) -> list[Person]:
    """Find the people that an article names, and set `Name.person` of each mention.

    Parameters
    ----------
    reading : Reading
        The article with its names.

    Returns
    -------
    list of Person
        In the order of their first mention.
    """
    home = home_country(reading)
    people = []
    for number, mentions in enumerate(_cluster([name for name in reading.names if name.kind == "person"])):
        for mention in mentions:
            mention.person = number
        people.append(_make_person(reading, mentions, home))
    return people


def _cluster(mentions: list[Name]) -> list[list[Name]]:
    """Put the mentions of one person together: a shorter form goes to the fuller name it is part of.

    Where several fuller names fit, the one mentioned last before it is meant.
    """
    clusters: list[list[Name]] = []
    for mention in sorted(mentions, key=lambda m: (-_fullness(m.text), m.start)):
        words = _words(mention.text)
        fitting = [cluster for cluster in clusters if _fits(words, _words(cluster[0].text))]
        before = [cluster for cluster in fitting if min(m.start for m in cluster) <= mention.start]
        if fitting:

            def last_before(cluster: list[Name], at: int = mention.start) -> int:
                return max((m.start for m in cluster if m.start <= at), default=-1)

            max(before or fitting, key=last_before).append(mention)
        else:
            clusters.append([mention])
    for cluster in clusters:
        cluster.sort(key=lambda m: m.start)
    return sorted(clusters, key=lambda cluster: cluster[0].start)


def _words(text: str) -> list[str]:
    words = text.casefold().replace(".", " ").replace("’", "'").split()
    return [word for word in words if word not in _SUFFIXES] or words


def _fullness(name: str) -> int:
    """Count the words of a name that are no initials."""
    return sum(len(word.strip(".")) > 1 for word in name.split())


def _fits(words: list[str], full: list[str]) -> bool:
    """Tell whether a form of a name can be short for a fuller one."""
    if words == full:
        return True
    if len(words) == 1:
        return len(full) > 1 and words[0] in (full[-1], full[0], " ".join(full[-2:]))
    if words == full[: len(words)] or words == full[-len(words) :]:
        return len(full) > len(words)
    return words[-1] == full[-1] and words[0][0] == full[0][0] and (set(words) <= set(full) or len(words[0]) == 1)


def _make_person(reading: Reading, mentions: list[Name], home: tuple[str, int, int] | None) -> Person:
    name = max(mentions, key=lambda m: (_fullness(m.text), len(m.text.split()), len(m.text), -m.start)).text
    told = [described for mention in mentions for described in describe(reading, mention)]
    role = _choose_role([d for d in told if d.column == "role"])
    organisation = next((d for d in told if d.column == "organisation"), None)
    if organisation is None and role is not None:
        organisation = _ministry_of(reading, role)
    country = next((d for d in told if d.column == "country"), None)
    abroad = role is not None and (
        _is_of_many_states(role.value) or (organisation is not None and _is_of_many_states(organisation.value))
    )
    if country is None and role is not None and home is not None and _is_of_state(role.value) and not abroad:
        code, start, end = home
        start, end = (start, end) if end else (role.start, role.end)
        country = Described("country", code, start, end, "person.home")
    evidence = [reading.evidence(None, m.start, m.end, "person.name") for m in mentions]
    chosen = [d for d in (role, organisation, country) if d is not None]
    evidence.extend(reading.evidence(d.column, d.start, d.end, d.rule) for d in chosen)
    return Person(
        name=name,
        forms=tuple(dict.fromkeys(m.text for m in mentions if m.text != name)),
        role=role.value if role else None,
        organisation=organisation.value if organisation else None,
        country=country.value if country else None,
        evidence=tuple(evidence),
    )


def _ministry_of(reading: Reading, role: Described) -> Described | None:
    """Return the ministry that the article names for a minister: "Ministry of Fisheries" for "Fisheries Minister"."""
    match = re.search(
        r"\b[Mm]inister\b.*?\b(?:for|of)\s(?!State\b)(?P<field>[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+)*)$", role.value
    )
    if match is None:
        return None
    field = re.escape(match["field"])
    found = re.search(rf"\bMinistry\s(?:of|for)\s{field}\b|\b{field}\s[Mm]inistry\b", reading.article.body)
    return Described("organisation", found.group(), found.start(), found.end(), "person.ministry") if found else None


def _choose_role(roles: list[Described]) -> Described | None:
    """Return the fullest office printed; a rank or a relation only where nothing else is."""
    if not roles:
        return None
    return max(
        roles,
        key=lambda d: (
            d.value.split()[-1].lower() not in word_set("lesser_descriptions"),
            d.rule != "person.is",
            min(len(d.value.split()), 8),
            -d.start,
        ),
    )


def _is_of_many_states(words: str) -> bool:
    return any(word in word_set("bodies_of_many_states") for word in words.split())


def _is_of_state(role: str) -> bool:
    words = role.lower().replace("-", " ").split()
    return bool(_state_offices() & {*words, role.lower()})
