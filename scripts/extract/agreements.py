"""The agreements of an article: mentions of one agreement joined into one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newstables.scripts.extract.agreement_mentions import Mention
from newstables.scripts.extract.agreement_nouns import (
    is_plan_of_action,
    kind_of_noun,
    part_by_year,
    read_aim,
    read_noun,
)
from newstables.scripts.extract.agreement_verbs import read_verb
from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.circumstances import find_announcement
from newstables.scripts.extract.members import join_members, member_key
from newstables.scripts.extract.rows import Agreement, Evidence, When

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_EXACT = {"day": 0, "range": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}


def find_agreements(reading: Reading) -> list[Agreement]:
    """Find the agreements that an article reports or names.

    Parameters
    ----------
    reading : Reading
        The article with its names, people, dates and quantities.

    Returns
    -------
    list of Agreement
        One for each agreement, in the order of their first mention, each with the clauses that state it.
    """
    groups: list[list[Mention]] = []
    for mention in _find_mentions(reading):
        group = next((group for group in reversed(groups) if _same_agreement(mention, group)), None)
        if group is not None:
            group.append(mention)
        elif _inside_other(mention, groups):
            continue  # "agreed on the need for a deal": told by the verb
        elif mention.parties or mention.name or _is_told(mention):
            groups.append([mention])
    announced = find_announcement(reading)
    return [_make_row(reading, group, announced) for group in groups]


def _find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of agreements in an article, in the order of the text."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = kind_of_noun(token) or ("joint_decision" if is_plan_of_action(token) else None)
            if kind is not None:
                yield from part_by_year(reading, read_noun(reading, token, kind))
            elif token.dep_ == "compound" and token.head.lower_ in ("talks", "negotiations", "discussions"):
                yield from read_aim(reading, token)
        elif token.pos_ == "VERB":
            mention = read_verb(reading, token)
            if mention is not None:
                yield mention


def _inside_other(mention: Mention, groups: list[list[Mention]]) -> bool:
    """Tell whether a noun that names no party stands inside what a verb of agreeing says was agreed."""
    if mention.parties or mention.name:
        return False
    return any(
        place.column == "subject" and place.start <= mention.trigger.idx < place.end
        for group in groups
        for other in group
        if other.trigger.pos_ == "VERB"
        for place in other.evidence
    )


def _is_told(mention: Mention) -> bool:
    """Tell whether a mention that names no party says enough to be a row: what is agreed, and what becomes of it."""
    if mention.trigger.pos_ == "VERB":
        return mention.subject is not None
    if mention.definite and mention.when is not None and mention.when.precision == "year" and mention.kind == "treaty":
        return True  # "the 1952 treaty"
    if mention.subject is None:
        return False
    if mention.plural and mention.kind in ("contract", "loan_or_grant"):
        return False  # contracts and loans in general
    if mention.status == "in_force":
        return mention.amount is not None or mention.when is not None or mention.partnered
    return True


def _same_agreement(mention: Mention, group: list[Mention]) -> bool:
    first = group[0]
    last = group[-1].trigger
    if last.pos_ == "VERB" and mention.trigger.head.dep_ == "prep" and mention.trigger.head.head == last:
        return mention.trigger.head.lower_ in ("in", "under", "through", "as")  # "bought X in a deal worth ..."
    names = {other.name.casefold() for other in group if other.name}
    if mention.name and names:
        return mention.name.casefold() in names
    if mention.trigger.pos_ == "VERB" and first.trigger.pos_ == "VERB":
        return bool(mention.subject and first.subject and _alike(mention.subject, first.subject))
    ours = {member_key(member) for member in mention.parties}
    theirs = {member_key(member) for other in group for member in other.parties}
    if mention.definite and not mention.plural and not first.plural and not mention.name:
        return (not ours or not theirs or bool(ours & theirs)) and mention.kind == first.kind
    if mention.when and first.when and mention.when.first != first.when.first:
        return False
    if mention.subject and first.subject and not _alike(mention.subject, first.subject):
        return False
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours) and mention.kind == first.kind


def _alike(one: str, other: str) -> bool:
    left, right = ({word.casefold().rstrip("s") for word in phrase.split() if len(word) > 3} for phrase in (one, other))
    return bool(left and right) and 2 * len(left & right) >= min(len(left), len(right))


def _make_row(reading: Reading, group: list[Mention], announced: tuple[When, Evidence, int] | None) -> Agreement:
    status = group[0].status
    told = [mention.when for mention in group if mention.when is not None]
    when: When | None = min(told, key=lambda when: _EXACT[when.precision]) if told else None
    if when is not None and status == "planned" and when.first <= reading.article.published:
        when = None  # the day on which the plan was told
    stating = [Evidence(None, m.start, m.end, reading.article.body[m.start : m.end][:200], m.rule) for m in group]
    cells = [place for mention in group for place in mention.evidence]
    if when is None and announced is not None and status in ("signed", "agreed") and group[0].start < announced[2]:
        when = announced[0]
        cells.append(announced[1])
    cells = [place for place in cells if place.column != "date" or when is not None]
    paid = next((mention for mention in group if mention.amount is not None), None)
    source, said = attribute(reading, group[0].trigger.idx, group[0].trigger.idx + len(group[0].trigger))
    return Agreement(
        kind=group[0].kind,
        status=status,
        evidence=tuple(dict.fromkeys([*stating, *cells, *said])),
        parties=tuple(
            replace(member, evidence=tuple(dict.fromkeys(member.evidence)))
            for member in join_members(member for mention in group for member in mention.parties)
        ),
        name=next((mention.name for mention in group if mention.name), None),
        when=when,
        subject=next((mention.subject for mention in group if mention.subject), None),
        amount=paid.amount if paid else None,
        currency=paid.currency if paid else None,
        amount_qualifier=paid.qualifier if paid else None,
        attributed_to=source,
    )
