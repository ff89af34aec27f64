"""Agreements across articles: which reports tell of one agreement."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from newstables.scripts.link.events import Report, share, share_said, times_fit
from newstables.scripts.link.wording import listed_words

_NEAR = 20  # days between reports where one of them does not tell the time
_RECALLED = 730  # days after which a report may still tell of an agreement without its day
_LOOSE = frozenset({"deal", "treaty", "other", "joint_decision", "contract", "protocol", "memorandum"})
_ROUNDED = 0.1  # how far two reports may round one sum apart


def same_agreement(one: Report, other: Report) -> float:
    """Tell how sure it is that two reports tell of one agreement.

    The same proper name; or the same parties and subject, at times that have a day in common, in reports of the same
    weeks, or where one recalls what the other dates; or the same words. Two companies make one deal in those weeks, two
    sides one ceasefire. A name that only says what kind of agreement it is ("Joint Declaration") needs the same
    parties too. Two sums that differ speak against it.

    Returns
    -------
    float
        0 where they do not, else higher the surer.
    """
    parties = one.members & other.members
    countries = one.countries & other.countries
    together = max(len(parties), len(countries))
    if _paid_apart(one, other):
        return 0.0
    apart = bool(one.members and other.members and not parties and not countries)
    near = times_fit(one, other, _NEAR)
    exact = near and one.precision in ("day", "range") and other.precision in ("day", "range")
    named = share(one.name, other.name)
    common = one.name & other.name
    if one.name and other.name and not _is_kind(one.name) and not _is_kind(other.name):
        alike = named >= 0.99 and len(common) > 1 and not apart and len(one.name ^ other.name) <= 2
        return 4.0 if alike and not _is_kind(common) else 0.0
    if one.name and other.name and near and together >= 2 and named >= 0.99:
        return 4.0
    if apart:
        return 0.0
    words, others = _subject(one), _subject(other)
    about, shared = share(words, others), words & others
    recalled = together >= 2 and len(shared) >= 2 and about >= 0.5 and _recalls(one, other)
    if not (near or recalled) or (one.kind != other.kind and not {one.kind, other.kind} <= _LOOSE):
        return 0.0
    said = share_said(one, other)
    paid = one.amount is not None and one.amount == other.amount
    if together >= 2 and (about >= 0.5 or paid):
        return 3.0 + about + paid
    if said >= 0.75 and (about >= 0.5 or not words or not others):
        return 2.5
    if together >= 1 and ((paid and (about > 0 or not words or not others)) or (len(shared) >= 3 and about >= 0.8)):
        return 2.0
    if together >= 1 and exact and len(shared) >= 2 and about >= 0.8:
        return 2.0
    if one.kind == other.kind == "ceasefire" and (parties or len(countries) >= 2):
        return 2.0
    if len([party for party in parties if party.startswith("n:")]) >= 2 and (about > 0 or not words or not others):
        return 1.8
    if together >= 2 and (not words or not others) and one.kind == other.kind:
        same_day = exact and one.first == other.first and one.members == other.members
        if same_day or (one.status == other.status and not (exact and one.first != other.first)):
            return 1.0
    return 0.0


def _paid_apart(one: Report, other: Report) -> bool:
    """Tell whether two reports give sums of one currency that are further apart than rounding takes them."""
    if one.amount is None or other.amount is None:
        return False
    if one.currency != other.currency:
        return False
    return abs(one.amount - other.amount) > _ROUNDED * max(abs(one.amount), abs(other.amount))


@cache
def _kinds() -> frozenset[str]:
    text = (files("newstables.scripts.link") / "lexicons" / "kinds_of_agreements.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _is_kind(name: frozenset[str]) -> bool:
    """Tell whether a name only says of what kind an agreement is; a year in it tells which one."""
    return all(word in _kinds() or (word.isdigit() and len(word) < 4) for word in name)


def _subject(report: Report) -> frozenset[str]:
    """Return the words that tell what an agreement is about, its proper name's among them."""
    return frozenset(word for word in report.words | report.name if word not in listed_words("no_subject"))


def _recalls(one: Report, other: Report) -> bool:
    """Tell whether the report without a day comes after the day that the other tells."""
    told, untold = (one, other) if one.first is not None else (other, one)
    if told.first is None or untold.first is not None:
        return False
    return told.first <= untold.published <= told.first + _RECALLED
