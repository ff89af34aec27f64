"""The meetings of an article: mentions of one meeting joined into one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.circumstances import find_announcement
from newstables.scripts.extract.meetings.mentions import Mention
from newstables.scripts.extract.meetings.nouns import kind_of_noun, read_noun
from newstables.scripts.extract.meetings.topics import find_later_topic, find_said_topic
from newstables.scripts.extract.meetings.verbs import read_verb
from newstables.scripts.extract.meetings.visits import Visit, find_visits
from newstables.scripts.extract.members import gather_members, member_key
from newstables.scripts.extract.rows import Evidence, Meeting, When

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_SPECIFIC = {"summit": 3, "conference": 3, "session": 2, "call": 2, "talks": 1, "meeting": 0, "visit": 0}
_AT = frozenset({"at", "in", "during", "after", "before", "following"})
_LONGEST_VISIT = 7  # days from the report to a meeting on a visit that it tells of
_EXACT = {"day": 0, "range": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}


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
        group = _find_group(mention, groups)
        if group is not None:
            group.append(mention)
        elif _is_told(mention):
            groups.append([mention])
        elif _is_of_a_day(mention):
            unnamed.append(mention)
    for mention in unnamed:  # last, so that no other mention is taken for one of theirs
        if not any(_same_meeting(mention, group) for group in groups):
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


def _find_group(mention: Mention, groups: list[list[Mention]]) -> list[Mention] | None:
    """Return the meeting that a mention belongs to, the latest that fits, or None."""
    for group in reversed(groups):
        if _same_meeting(mention, group):
            return group
    return None


def _same_meeting(mention: Mention, group: list[Mention]) -> bool:
    first = group[0]
    if not _times_fit(mention.when, _best_when(group)):
        return False
    if mention.status == "planned" and all(other.status == "held" for other in group) and mention.when is not None:
        return False
    if mention.kind in ("summit", "conference") and mention.kind in {other.kind for other in group}:
        label = frozenset().union(*(other.label for other in group))
        if (
            mention.label <= label
            or label <= mention.label
            or len(mention.label & label) >= 2
            or _goes_by_place(mention, group)
        ):
            return not (mention.plural and mention.number != first.number)
    ours = {member_key(member) for member in mention.participants}
    theirs = {member_key(member) for other in group for member in other.participants}
    shared = ours & theirs
    kinds_fit = _kinds_fit(mention.kind, {other.kind for other in group})
    if mention.anaphoric and mention.kind == "meeting" and not mention.plural and not first.plural:
        return True  # "the meeting", whatever it was called before
    if mention.plural != first.plural and mention.number != first.number:
        return False
    if mention.anaphoric and kinds_fit and not mention.plural:
        return True
    if not ours:
        return (mention.definite and kinds_fit) or (
            mention.when is None and not mention.place and kinds_fit and _near(mention, group)
        )
    if not kinds_fit:
        return False
    if len(shared) >= 2:
        return not (mention.rule.startswith("meeting.verb") and _met_others(ours, theirs))
    if shared and (ours <= theirs or theirs <= ours):
        return (
            mention.definite
            or len(ours) == len(theirs)
            or (_sentences_between(mention, group) <= 4 and mention.when is None)
        )
    return mention.definite and not theirs


def _goes_by_place(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether a summit is one told before by another name: "the Lima summit", "the Summit of the Forum"."""
    if mention.kind != "summit" or not mention.definite or mention.plural:
        return False
    if any(word[:1].isdigit() for word in mention.label):
        return False
    for other in group:
        if other.kind != "summit" or not other.place or not mention.place or other.country != mention.country:
            continue
        for one, place in ((mention.label, other), (other.label, mention)):
            if one and one <= {word.lower() for word in (*mention.place.split(), *other.place.split())} and place.label:
                return True
    return False


def _met_others(ours: set[tuple[str, object]], theirs: set[tuple[str, object]]) -> bool:
    """Tell whether two told meetings each name a person whom the other does not: "X and Y also met Z"."""
    return all(any(key[0] == "person" for key in side) for side in (ours - theirs, theirs - ours))


def _kinds_fit(kind: str, kinds: set[str]) -> bool:
    apart = {"summit", "conference", "session", "call"}
    if kind in apart:
        return kind in kinds or (not kinds & apart and kind in ("session",))
    return not kinds & apart or kinds == {"call"}


def _near(mention: Mention, group: list[Mention]) -> bool:
    return (
        mention.trigger.sent.start - group[-1].trigger.sent.start <= 0 or mention.trigger.sent == group[-1].trigger.sent
    )


def _sentences_between(mention: Mention, group: list[Mention]) -> int:
    doc = mention.trigger.doc
    first, last = group[-1].trigger.i, mention.trigger.i
    return sum(1 for token in doc[min(first, last) + 1 : max(first, last) + 1] if token.is_sent_start)


def _times_fit(one: When | None, other: When | None) -> bool:
    return one is None or other is None or (one.first <= other.last and other.first <= one.last)


def _best_when(group: list[Mention]) -> When | None:
    told = [mention.when for mention in group if mention.when is not None]
    return min(told, key=lambda when: _EXACT[when.precision]) if told else None


def _is_of_people(group: list[Mention]) -> bool:
    """Tell whether a meeting is one that two at least came to, one of them a person, and that took place."""
    members = [member for mention in group for member in mention.participants]
    return len(members) > 1 and any(m.type == "person" for m in members) and group[0].status in ("held", "ongoing")


def _make_row(
    reading: Reading, group: list[Mention], announced: tuple[When, Evidence, int] | None, others: set[int]
) -> Meeting:
    when = _best_when(group)
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
