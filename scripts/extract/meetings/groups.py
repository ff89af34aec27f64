"""Which mentions tell of one meeting."""

from __future__ import annotations

from datetime import timedelta

from newstables.scripts.extract.meetings.mentions import Mention
from newstables.scripts.extract.members import member_key
from newstables.scripts.extract.rows import When

_EXACT = {"day": 0, "range": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}


def find_group(mention: Mention, groups: list[list[Mention]]) -> list[Mention] | None:
    """Return the meeting that a mention belongs to, the latest that fits, or None."""
    for group in reversed(groups):
        if is_same_meeting(mention, group):
            return group
    return None


def is_same_meeting(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether a mention is one of a meeting that others told before."""
    first = group[0]
    if not _times_fit(mention.when, best_when(group)) and not _begins_or_ends(mention, group):
        return False
    if mention.status == "planned" and all(other.status == "held" for other in group) and mention.when is not None:
        return False
    ours = {member_key(member) for member in mention.participants}
    theirs = {member_key(member) for other in group for member in other.participants}
    shared = ours & theirs
    if mention.kind in ("summit", "conference") and mention.kind in {other.kind for other in group}:
        another = mention.status == "planned" and all(other.status != "planned" for other in group)
        indefinite = any(c.lower_ in ("a", "an", "another") for c in mention.trigger.lefts)
        if another and indefinite and ours and theirs and not shared:
            return False  # "will then hold **a** summit with X"
        label = frozenset().union(*(other.label for other in group))
        if (
            mention.label <= label
            or label <= mention.label
            or len(mention.label & label) >= 2
            or _goes_by_place(mention, group)
        ):
            return not (mention.plural and mention.number != first.number)
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
    if _is_part_of_meeting(mention, group):
        return True
    if not kinds_fit and not _is_large_meeting(mention, group, shared):
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
    one_of_many = mention.plural or any(c.lower_ in ("a", "an", "another", "next") for c in mention.trigger.lefts)
    if mention.kind != "summit" or one_of_many:
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


_LONGEST_LARGE = 14  # days of a meeting


def _begins_or_ends(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether one of two days is that on which a meeting opened and the other that on which it ended."""
    ends = [(other.edge, other.when) for other in (mention, *group) if other.edge and other.when is not None]
    firsts = [when.first for edge, when in ends if edge == "first" and when.precision == "day"]
    lasts = [when.last for edge, when in ends if edge == "last" and when.precision == "day"]
    if mention.edge is None or not firsts or not lasts:
        return False
    return 0 <= (max(lasts) - min(firsts)).days <= _LONGEST_LARGE


def _is_part_of_meeting(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether "the opening session" is that of a conference told before, not of a body that sits."""
    words = {child.lower_ for child in mention.trigger.lefts}
    opening = mention.kind == "session" and mention.definite and bool(words & {"opening", "closing", "inaugural"})
    return opening and not mention.label and bool({"meeting", "conference", "summit"} & {o.kind for o in group})


def _is_large_meeting(mention: Mention, group: list[Mention], shared: set[tuple[str, object]]) -> bool:
    """Tell whether "the meeting of the leaders" is the summit or conference that they were told to come to."""
    large = {"summit", "conference", "session"} & {other.kind for other in group}
    if mention.kind != "meeting" or mention.plural or not mention.definite or not large:
        return False
    label = frozenset().union(*(other.label for other in group))
    return bool(shared) or bool(mention.label & label)


def best_when(group: list[Mention]) -> When | None:
    """Return the most exact time that mentions of one meeting tell; its first to its last day where they tell both."""
    whole = _from_first_to_last(group)
    if whole is not None:
        return whole
    told = [mention.when for mention in group if mention.when is not None]
    return min(told, key=lambda when: _EXACT[when.precision]) if told else None


def _from_first_to_last(group: list[Mention]) -> When | None:
    """Return the days of a meeting of which its last day and either its first or its length are told."""
    last = next((m.when for m in group if m.edge == "last" and m.when is not None and m.when.precision == "day"), None)
    if last is None:
        return None
    days = next((mention.days for mention in group if mention.days), None)
    opened = [m.when for m in group if m.edge == "first" and m.when is not None and m.when.precision == "day"]
    if opened and opened[0].first < last.last:
        return When(opened[0].first, last.last, "range", opened[0].text)
    if days is None:
        return None
    return When(last.last - timedelta(days=days - 1), last.last, "range", last.text)
