"""The people of an article: their names in full, with role, organisation and country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names import Name
from newstables.scripts.extract.people.described import Described
from newstables.scripts.extract.people.descriptions import describe
from newstables.scripts.extract.people.guests import away_from, is_abroad
from newstables.scripts.extract.people.homes import (
    countries_beside,
    country_of_body,
    domestic_country,
    home_country,
    is_body_of_state,
    is_of_any_body,
    is_of_many_states,
    is_of_state,
    names_a_club,
    other_country,
    told_elsewhere,
)
from newstables.scripts.extract.people.match_teams import teams_of_players
from newstables.scripts.extract.rows import Person
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_PARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|at|az|ash)-(?=\w{3})")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


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
    clusters = _cluster([name for name in reading.names if name.kind == "person"])
    for number, mentions in enumerate(clusters):
        for mention in mentions:
            mention.person = number
    teams = teams_of_players(reading)
    told = [
        [found for mention in mentions for found in describe(reading, mention)]
        + [found for mention in mentions for found in teams.get(mention.start, [])]
        for mentions in clusters
    ]
    home = home_country(reading, {d.value for found in told for d in found if d.column == "country"})
    held = {office for found in told for office in _top_offices(found, home)}
    at_home = Homes(home, held, domestic_country(reading))
    return [_make_person(reading, *both, at_home) for both in zip(clusters, told, strict=True)]


@dataclass(frozen=True, slots=True)
class Homes:
    """What a report tells of the country that it is about at home.

    Attributes
    ----------
    home : tuple of str, int and int; or None
        The country, with the offsets of the words that show it.
    held : set of str
        Offices of one holder at a time whose holder in that country is told.
    inland : tuple of str, int and int; or None
        The country where the report names next to no other.
    """

    home: tuple[str, int, int] | None
    held: set[str]
    inland: tuple[str, int, int] | None


def _top_offices(told: list[Described], home: tuple[str, int, int] | None) -> Iterator[str]:
    """Yield the offices at the head of the country that a report is about whose holder is told with the country."""
    country = next((d.value for d in told if d.column == "country"), None)
    if home is not None and country == home[0]:
        for role in told:
            yield from _top_office(role)


def _top_office(role: Described) -> set[str]:
    """Return the office of one of whom a country has one at a time: "president", not "vice president" or "ex-king"."""
    words = role.value.lower().replace("-", " ").split()
    if role.column != "role" or not words or words[0] in word_set("before_offices"):
        return set()
    if {"vice", "deputy", "assistant", "foreign", "associate"} & set(words):
        return set()
    first = words[-1] in word_set("leaders") and (words[-1] != "minister" or words[-2:-1] == ["prime"])
    return {words[-1]} if first else set()


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
    words = [_PARTICLE.sub("", word) for word in text.casefold().replace(".", " ").replace("’", "'").split()]
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


def _make_person(reading: Reading, mentions: list[Name], told: list[Described], homes: Homes) -> Person:
    name = max(mentions, key=lambda m: (_fullness(m.text), len(m.text.split()), len(m.text), -m.start)).text
    role = _choose_role([d for d in told if d.column == "role"])
    organisation = next((d for d in told if d.column == "organisation"), None)
    if organisation is None and role is not None:
        organisation = _ministry_of(reading, role)
    country = next((d for d in told if d.column == "country"), None)
    if country is None and organisation is not None:
        country = country_of_body(reading, organisation)
    if country is None:
        country = _country_of_office(reading, mentions, told, organisation, homes)
    if country is None:
        country = _country_of_report(reading, mentions, told, homes)
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


def _country_of_office(
    reading: Reading,
    mentions: list[Name],
    told: list[Described],
    organisation: Described | None,
    homes: Homes,
) -> Described | None:
    """Return the country that an office or body of state belongs to where no country is printed with it."""
    home, held = homes.home, homes.held
    roles = [d for d in told if d.column == "role"]
    private = organisation is not None and not is_body_of_state(organisation.value)
    offices = [d for d in roles if is_of_state(d.value)]
    office = next((d for d in offices if not (is_of_any_body(d.value) and (private or names_a_club(d.value)))), None)
    body = organisation if organisation is not None and is_body_of_state(organisation.value) else None
    shown = office or body
    if shown is None or any(is_of_many_states(d.value) for d in told if d.column in ("role", "organisation")):
        return None
    top = {office for d in roles for office in _top_office(d)}
    if home is not None and (top & held or (top and held and not reading.article.dateline)):
        return None  # another holds that office there
    away = away_from(reading, mentions)
    if home is not None and home[0] in away:
        home = None
    if home is not None and office is not None and is_abroad(reading, office, mentions, home[0]):
        return None
    past = office is not None and office.value.lower().split()[0] in word_set("before_offices")
    if home is not None and past and told_elsewhere(reading, mentions, home[0]):
        return None
    if home is None and away:
        home = other_country(reading, away)
    if home is None:
        return None
    code, start, end = home
    start, end = (start, end) if end else (shown.start, shown.end)
    return Described("country", code, start, end, "person.home")


def _country_of_report(
    reading: Reading,
    mentions: list[Name],
    told: list[Described],
    homes: Homes,
) -> Described | None:
    """Return the country of a report that names next to no other, for those whom it tells a description of."""
    shown = next((d for d in told if d.column == "role"), None)
    if homes.inland is None or shown is None or is_sport(reading.article.body):
        return None
    words = {w for d in told if d.column in ("role", "organisation") for w in d.value.replace("-", " ").split()}
    if words & (word_set("bodies_of_many_states") | word_set("words_of_world_bodies")):
        return None
    code, start, end = homes.inland
    if (
        is_abroad(reading, shown, mentions, code)
        or away_from(reading, mentions)
        or countries_beside(reading, mentions) - {code}
    ):
        return None
    start, end = (start, end) if end else (shown.start, shown.end)
    return Described("country", code, start, end, "person.inland")


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
