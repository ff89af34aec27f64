"""What is printed around a person's name: role, organisation and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract.names.abbreviations import find_full_name
from newstables.scripts.extract.people.before_names import read_apposed, read_before
from newstables.scripts.extract.people.behind_names import (
    read_after,
    read_heading,
    read_in_brackets,
    read_listed,
    read_of_body,
    read_said,
)
from newstables.scripts.extract.people.described import Described
from newstables.scripts.extract.people.teams import read_team

if TYPE_CHECKING:
    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


def describe(reading: Reading, mention: Name) -> list[Described]:
    """Read what is printed around one mention of a person.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    mention : Name
        A mention of a person.

    Returns
    -------
    list of Described
        Roles, organisations and countries, as printed before the name ("Peruvian President X"), after it between commas
        ("X, head of the chamber,"), in brackets ("X (Peru)"), said of it ("X, who heads the chamber", "X is the
        mayor"), or as the head of the list it stands in ("Peru: X, Y").
    """
    span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return []
    found = list(read_before(reading, span[0])) or list(read_apposed(reading, span))
    for source in (read_after, read_of_body, read_heading, read_said, read_in_brackets, read_team):
        found.extend(source(reading, span[-1]))
    found.extend(read_listed(reading, mention))
    return [_in_full(reading, told) if told.column == "organisation" else told for told in found]


def _in_full(reading: Reading, told: Described) -> Described:
    """Return an organisation by its full name, where the article gives that with the letters in brackets."""
    place = find_full_name(reading.article.body, told.value)
    if place is None:
        return told
    start, end = place
    return Described("organisation", reading.article.body[start:end], start, end, f"{told.rule}.letters")
