"""Names of authors, told from titles, agencies and names of desks."""

from __future__ import annotations

import re

from newstables.scripts.read.normal import one_line
from newstables.scripts.read.page_lines import find_agency
from newstables.scripts.read.published import strip_day

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|text|analysis|opinion|review|column|interview"
    r"|compiled) )?by[:\s]+|^(?:author|byline|reporter|from)\s?:\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;|•·\t]|\s/\s|,(?!\s?(?:Jr|Sr|II|III|MD|PhD)\b)|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|(?:^|\s)@\w+|\bwww\.\S+")
_NAME = re.compile(
    r"^(?:(?:[A-Z\u00c0-\u024f][\w’'.\-]*|de|da|del|della|di|du|la|le|van|von|den|der|ter|bin|bint|al|el|ibn|e"
    r"|y)(?:\s|$)){1,6}$"
)
_NO_PERSON = re.compile(
    r"\b(?:admin|administrator|staff|editor|editors|editorial|newsroom|desk|team|press|reporters?|correspondents?"
    r"|news|online|web|agency|agencies|contributors?|guest"
    r"|author|anonymous|unknown|publisher|writers?|media|magazine|times|post|herald|gazette|journal|tv|radio"
    r"|network|board|bureau|service|digital|inc|llc|ltd|columnist"
    r"|university|institute|department|ministry|office|foundation|associated|follow|updated|published|read|view"
    r"|more|posts?|articles?|home|opinion|sponsored|partner)\b"
    r"|\.(?:com|net|org|co)\b",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a name


def read_authors(texts: list[str], publisher: str | None = None) -> tuple[list[str], str | None]:
    """Read the names of people, and of an agency, out of what a page gives as authors.

    Parameters
    ----------
    texts : list of str
        For example ``["By Ada Bergman and Nils Falk, Reuters"]``.
    publisher : str, optional
        The publisher, whose name is no author's.

    Returns
    -------
    people : list of str
        In the order of print, each once.
    agency : str or None
        The first agency of the list.

    Examples
    --------
    >>> read_authors(["By Ada Bergman and Nils Falk, Reuters"])
    (['Ada Bergman', 'Nils Falk'], 'Reuters')
    """
    people: dict[str, str] = {}
    agency = None
    for text in texts:
        line = _BY.sub("", strip_day(_CONTACT.sub(" ", one_line(text) or "")))
        for piece in _SPLIT.split(line):
            name = _BY.sub("", piece.strip(' .,:;-–—()[]"“”'))
            wire = find_agency(name)
            if wire is not None:
                agency = agency or wire
            elif _is_person(name) and not (publisher and _same(name, publisher)):
                people.setdefault(name.casefold(), name)
    return list(people.values()), agency


def _is_person(name: str) -> bool:
    return 2 < len(name) <= _LONGEST and bool(_NAME.match(name)) and not _NO_PERSON.search(name)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one.casefold()) == re.sub(r"\W", "", other.casefold())
