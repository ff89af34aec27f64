"""The agreements of an article: mentions of one agreement joined into one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.context import complete_parties
from newstables.scripts.extract.agreements.groups import find_group, is_described, is_inside_other, is_row
from newstables.scripts.extract.agreements.mentions import Mention
from newstables.scripts.extract.agreements.nouns import part_by_year, read_aim, read_noun
from newstables.scripts.extract.agreements.status import signing_behind
from newstables.scripts.extract.agreements.triggers import (
    is_other_name,
    is_plan_of_action,
    kind_of_instrument,
    kind_of_noun,
)
from newstables.scripts.extract.agreements.verbs import SIGNED_IT, read_verb
from newstables.scripts.extract.attribution import attribute
from newstables.scripts.extract.circumstances import find_announcement
from newstables.scripts.extract.members import gather_members, member_key
from newstables.scripts.extract.rows import Agreement, Evidence, When

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_NEWS = 45  # days after which an agreement is no news any more
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
        if mention.rule == SIGNED_IT:
            if groups:
                _sign(groups[-1], mention)
            continue
        group = find_group(mention, groups)
        if group is not None:
            _join(group, mention)
        elif is_inside_other(mention, groups):
            continue  # "agreed on the need for a deal": told by the verb
        elif is_row(mention):
            groups.append([mention])
    complete_parties(reading, groups)
    announced = find_announcement(reading)
    rows = [_make_row(reading, group, announced) for group in groups]
    return [_date_with(rows, at, groups[at][0]) for at in range(len(rows))]


def _date_with(rows: list[Agreement], at: int, mention: Mention) -> Agreement:
    """Give an agreement without a date that of the one told before it, where the same sides made both in one report."""
    row = rows[at]
    verb = mention.trigger if mention.trigger.pos_ == "VERB" else clauses.governor(mention.trigger)
    if row.when is not None or row.status not in ("signed", "agreed") or mention.background or verb is None:
        return row
    if clauses.tense(verb) not in (clauses.PAST, clauses.PERFECT) or clauses.is_negated(verb):
        return row
    ours = {member_key(member) for member in row.parties}
    for before in reversed(rows[:at]):
        theirs = {member_key(member) for member in before.parties}
        if before.when is None or before.status not in ("signed", "agreed") or len(ours & theirs) < 2:
            continue
        if before.when.precision not in ("day", "month"):
            return row
        dated = tuple(place for place in before.evidence if place.column == "date")
        return replace(row, when=before.when, evidence=(*row.evidence, *dated))
    return row


def _join(group: list[Mention], mention: Mention) -> None:
    """Add a mention to its group; people who sign what two sides were told to agree on are no sides of their own."""
    told = {member_key(member) for other in group for member in other.parties}
    bodies = [member for member in mention.parties if member.type != "person"]
    if mention.definite and len(told | {member_key(member) for member in bodies}) > 1:
        mention.parties = bodies if any(key[0] != "person" for key in told) else mention.parties
    if mention.definite and mention.status == "signed" and group[0].status == "agreed":
        group[0].status = "signed"
    if mention.definite and mention.status == "ended" and mention.governed:
        group[0].status = "ended"
    _name_company(group, mention)
    group.append(mention)


def _name_company(group: list[Mention], mention: Mention) -> None:
    """Let a company that a mention names stand for the one that was described: "a Kenyan firm", "Karibu Mines"."""
    described = {m.name for other in group for m in other.parties if is_described(m)}
    named = [m for m in mention.parties if m.type == "organisation" and not is_described(m)]
    if mention.definite and len(described) == len(named) == 1:
        for other in group:
            other.parties = [m for m in other.parties if not is_described(m)]


def _sign(group: list[Mention], mention: Mention) -> None:
    """Let an agreement told before be signed by those who "signed it"."""
    told = any(member for other in group for member in other.parties)
    if group[0].status in ("agreed", "planned"):
        group[0].status = "signed"
    group.append(replace(mention, parties=[] if told else mention.parties))


def _find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of agreements in an article, in the order of the text."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            instrument = kind_of_instrument(token)
            if instrument is not None:
                yield read_noun(reading, token, instrument)
                continue
            if is_other_name(reading, token):
                continue
            kind = kind_of_noun(token) or ("joint_decision" if is_plan_of_action(token) else None)
            if kind is not None:
                yield from part_by_year(reading, read_noun(reading, token, kind))
            elif token.dep_ == "compound" and token.head.lower_ in ("talks", "negotiations", "discussions"):
                yield from read_aim(reading, token)
        elif token.pos_ == "VERB":
            mention = read_verb(reading, token)
            if mention is not None:
                yield mention


def _is_recalled(mention: Mention, when: When, published: date) -> bool:
    """Tell whether an agreement is one that holds, made before: "to honour **the** accord **reached in May**"."""
    signing = signing_behind(mention.trigger) if mention.trigger.pos_ != "VERB" else None
    old = (published - when.last).days > _NEWS
    aside = signing is not None and signing.dep_ in ("acl", "relcl") and mention.trigger.dep_ not in clauses.SUBJECTS
    return mention.definite and old and aside


def _is_aside(mention: Mention) -> bool:
    """Tell whether an agreement is told only to say when something else was: "two weeks **after** X signed Y"."""
    verb = mention.trigger if mention.trigger.pos_ == "VERB" else clauses.governor(mention.trigger)
    while verb is not None and verb.head != verb:
        if verb.dep_ == "advcl" and any(c.lower_ in ("after", "since", "before") for c in verb.children):
            return True
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "since", "before"):
            return True
        verb = verb.head
    return False


def _is_news(group: list[Mention], status: str, announced: tuple[When, Evidence, int]) -> bool:
    """Tell whether an agreement is what the lead of the article announces, on the day that it gives."""
    told_elsewhere = any(announced[1].start in mention.elsewhere for mention in group)
    made = status in ("signed", "agreed") and not group[0].background and not _is_aside(group[0])
    return made and not told_elsewhere and group[0].start < announced[2]


def _make_row(reading: Reading, group: list[Mention], announced: tuple[When, Evidence, int] | None) -> Agreement:
    status = group[0].status
    told = [mention.when for mention in group if mention.when is not None]
    when: When | None = min(told, key=lambda when: _EXACT[when.precision]) if told else None
    if when is not None and status in ("signed", "agreed") and _is_recalled(group[0], when, reading.article.published):
        status = "in_force"
    if when is not None and status == "planned" and when.first <= reading.article.published:
        when = None  # the day on which the plan was told
    tomorrow = reading.article.published + timedelta(days=1)  # a report may be dated before the day that it tells of
    if when is not None and status in ("signed", "agreed", "ended") and when.first > tomorrow:
        when = None  # the day of what was agreed
    stating = [Evidence(None, m.start, m.end, reading.article.body[m.start : m.end][:200], m.rule) for m in group]
    cells = [place for mention in group for place in mention.evidence]
    if when is None and announced is not None and _is_news(group, status, announced):
        when = announced[0]
        cells.append(announced[1])
    cells = [place for place in cells if place.column != "date" or when is not None]
    paid = next((mention for mention in group if mention.amount is not None), None)
    source, said = attribute(reading, group[0].trigger.idx, group[0].trigger.idx + len(group[0].trigger))
    return Agreement(
        kind=group[0].kind,
        status=status,
        evidence=tuple(dict.fromkeys([*stating, *cells, *said])),
        parties=gather_members(mention.parties for mention in group),
        name=next((mention.name for mention in group if mention.name), None),
        when=when,
        subject=next((mention.subject for mention in group if mention.subject), None),
        amount=paid.amount if paid else None,
        currency=paid.currency if paid else None,
        amount_qualifier=paid.qualifier if paid else None,
        attributed_to=source,
    )
