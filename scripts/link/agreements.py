"""Agreements across articles: which reports tell of one agreement."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from newstables.scripts.link.events import Report, share, times_fit

_NEAR = 20  # days between reports where one of them does not tell the time
_RECALLED = 730  # days after which a report may still tell of an agreement without its day
_LOOSE = frozenset({"deal", "treaty", "other", "joint_decision", "contract"})


def same_agreement(one: Report, other: Report) -> float:
    """Tell how sure it is that two reports tell of one agreement.

    The same proper name; or the same parties and subject, at times that have a day in common, in reports of the same
    weeks, or where one recalls what the other dates. A name that only says what kind of agreement it is ("Joint
    Declaration") needs the same parties too. Two sums that differ speak against it.

    Returns
    -------
    float
        0 where they do not, else higher the surer.
    """
    parties = one.members & other.members
    countries = one.countries & other.countries
    together = max(len(parties), len(countries))
    if one.amount is not None and other.amount is not None and abs(one.amount - other.amount) > 1e-6 * abs(one.amount):
        return 0.0
    apart = bool(one.members and other.members and not parties and not countries)
    near = times_fit(one, other, _NEAR)
    if one.name and other.name:
        named = share(one.name, other.name)
        alike = named >= 0.99 and len(one.name | other.name) > 1 and not apart and len(one.name ^ other.name) <= 2
        if not alike or (_is_kind(one.name & other.name) and not (together >= 2 and near)):
            return 0.0
        return 4.0
    common = one.words & other.words
    about = share(one.words, other.words)
    if apart or not (near or (together >= 2 and len(common) >= 2 and about >= 0.5 and _recalls(one, other))):
        return 0.0
    if one.kind != other.kind and not {one.kind, other.kind} <= _LOOSE:
        return 0.0
    paid = one.amount is not None and one.amount == other.amount
    if together >= 2 and (about >= 0.5 or paid):
        return 3.0 + about + paid
    if together >= 1 and ((paid and about > 0) or (len(common) >= 3 and about >= 0.8)):
        return 2.0
    if together >= 2 and (not one.words or not other.words) and one.kind == other.kind and one.status == other.status:
        return 1.0
    return 0.0


@cache
def _kinds() -> frozenset[str]:
    text = (files("newstables.scripts.link") / "lexicons" / "kinds_of_agreements.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _is_kind(name: frozenset[str]) -> bool:
    """Tell whether a name only says of what kind an agreement is; a year in it tells which one."""
    return all(word in _kinds() or (word.isdigit() and len(word) < 4) for word in name)


def _recalls(one: Report, other: Report) -> bool:
    """Tell whether the report without a day comes after the day that the other tells."""
    told, untold = (one, other) if one.first is not None else (other, one)
    if told.first is None or untold.first is not None:
        return False
    return told.first <= untold.published <= told.first + _RECALLED
