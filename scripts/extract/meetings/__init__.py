"""The meetings of an article: mentions of one meeting joined into one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.circumstances import find_announcement
from newstables.scripts.extract.meetings.groups import best_when, find_group, is_same_meeting
from newstables.scripts.extract.meetings.mentions import Mention
from newstables.scripts.extract.meetings.nouns import kind_of_noun, read_noun
from newstables.scripts.extract.meetings.topics import find_later_topic, find_said_topic
from newstables.scripts.extract.meetings.verbs import read_verb
from newstables.scripts.extract.meetings.visits import Visit, find_visits
from newstables.scripts.extract.members import gather_members
from newstables.scripts.extract.rows import Evidence, Meeting, When

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_SPECIFIC = {"summit": 3, "conference": 3, "session": 2, "call": 2, "talks": 1, "meeting": 0, "visit": 0}
_AT = frozenset({"at", "in", "during", "after", "before", "following"})
_LONGEST_VISIT = 7  # days from the report to a meeting on a visit that it tells of


def find_meetings(reading: Reading) -> list[Meeting]:
    """Find the meetings that an article reports.

    Parameters
    ----------
    reading : Reading
        The article with its names, people and dates.

    Returns
    -------
    list of Meeting
        One for each meeting, in the order of their first mention, each with the clauses that state it.
    """
    announced = find_announcement(reading)
    groups: list[list[Mention]] = []
    unnamed: list[Mention] = []
    for mention in _find_mentions(reading):
        group = find_group(mention, groups)
        if group is not None:
            group.append(mention)
        elif _is_told(mention):
            groups.append([mention])
        elif _is_of_a_day(mention):
            unnamed.append(mention)
    for mention in unnamed:  # last, so that no other mention is taken for one of theirs
        if not any(is_same_meeting(mention, group) for group in groups):
            groups.append([mention])
    groups.sort(key=lambda group: group[0].trigger.i)
    sentences = [{mention.trigger.sent.start for mention in group} for group in groups]
    rows = []
    visits = find_visits(reading) if groups else []
    for at, group in enumerate(groups):
        others = set().union(*(starts for i, starts in enumerate(sentences) if i != at))
        rows.append(_place_by_visit(reading, _make_row(reading, group, announced, others), visits))
    return rows


def _place_by_visit(reading: Reading, meeting: Meeting, visits: list[Visit]) -> Meeting:
    """Place a meeting without a place where one of those who met is told to be on a visit at that time."""
    published = reading.article.published
    when = meeting.when
    near = when is None or (abs((when.first - published).days) <= _LONGEST_VISIT and when.precision == "day")
    people = {member.person for member in meeting.participants if member.person is not None}
    if meeting.place is not None or meeting.kind == "call" or meeting.mode is not None or not near or len(people) < 1:
        return meeting
    if len(meeting.participants) < 2:
        return meeting
    told = [visit.place for visit in visits if visit.person in people]
    if not told or len({name.country for name in told}) > 1:
        return meeting
    place = min(told, key=lambda name: (name.kind == "country", name.start))
    text = place.text.removeprefix("the ").removesuffix("'s").removesuffix("’s")
    start = place.start + place.text.index(text)
    evidence = reading.evidence("place", start, start + len(text), "place.visit")
    return replace(meeting, place=text, country=place.country, evidence=(*meeting.evidence, evidence))


def _find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of meetings in an article, in the order of the text."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = kind_of_noun(reading, token)
            if kind is not None:
                yield read_noun(reading, token, kind)
        elif token.pos_ == "VERB":
            mention = read_verb(reading, token)
            if mention is not None:
                yield mention


def _is_told(mention: Mention) -> bool:
    """Tell whether a mention says enough to be a row: who met, or when and where."""
    if mention.wished and mention.when is None and mention.place is None:
        return False
    if mention.participants:
        return True
    if mention.stated and (mention.when is not None or mention.place is not None):
        return True
    large = mention.kind in ("summit", "conference", "session")
    return (mention.when is not None and (mention.place is not None or large)) or (large and mention.place is not None)


def _is_of_a_day(mention: Mention) -> bool:
    """Tell whether a meeting that nobody is named of has a day: "said **at a meeting on Friday**"."""
    dated = mention.when is not None and mention.when.precision == "day"
    return dated and mention.rule == "meeting.noun.meeting" and clauses.prepositional_of(mention.trigger) in _AT


def _is_of_people(group: list[Mention]) -> bool:
    """Tell whether a meeting is one that two at least came to, one of them a person, and that took place."""
    members = [member for mention in group for member in mention.participants]
    return len(members) > 1 and any(m.type == "person" for m in members) and group[0].status in ("held", "ongoing")


def _make_row(
    reading: Reading, group: list[Mention], announced: tuple[When, Evidence, int] | None, others: set[int]
) -> Meeting:
    when = best_when(group)
    cells = [place for mention in group for place in mention.evidence]
    if when is not None and when.precision != "day" and group[0].kind == "talks" and group[0].status == "ongoing":
        when = None  # how long they have gone on is not when they are
        cells = [place for place in cells if place.column != "date"]
    early = announced is not None and (group[0].start < announced[2] or group[0].reported)
    going_on = group[0].status == "ongoing" and group[0].stated and group[0].kind != "talks"
    if when is None and announced is not None and early and (group[0].status == "held" or going_on):
        when = announced[0]
        cells.append(announced[1])
    statuses = [mention.status for mention in group if mention.status != "unspecified"]
    stating = [Evidence(None, m.start, m.end, reading.article.body[m.start : m.end][:200], m.rule) for m in group]
    kinds = [mention.kind for mention in group]
    topic = next((mention.topic for mention in group if mention.topic), None)
    if topic is None and group[0].rule != "meeting.verb.decide":
        later = find_later_topic(reading, group, others)
        if later is None and _is_of_people(group):
            later = find_said_topic(reading, group, others)
        if later is not None:
            topic = later[0]
            cells.append(later[1])
    placed = [mention for mention in group if mention.place]
    place, country = (placed[0].place, placed[0].country) if placed else (None, None)
    source, said = attribute(reading, group[0].trigger.idx, group[0].trigger.idx + len(group[0].trigger))
    return Meeting(
        kind=max(kinds, key=lambda kind: (_SPECIFIC[kind], -kinds.index(kind))),
        status=statuses[0] if statuses else "unspecified",
        evidence=tuple(dict.fromkeys([*stating, *cells, *said])),
        participants=gather_members(mention.participants for mention in group),
        mode=next((mention.mode for mention in group if mention.mode), None),
        when=when,
        place=place,
        country=country,
        topic=topic,
        number=group[0].number,
        attributed_to=source,
        label=tuple(sorted(frozenset().union(*(mention.label for mention in group)))),
    )
