"""Agreements across articles: which reports tell of one agreement."""

from __future__ import annotations

from newstables.scripts.link.events import Report, share, times_fit

_NEAR = 20  # days between reports where one of them does not tell the time
_LOOSE = frozenset({"deal", "treaty", "other", "joint_decision", "contract"})


def same_agreement(one: Report, other: Report) -> float:
    """Tell how sure it is that two reports tell of one agreement.

    The same proper name; or the same parties and subject, at times that have a day in common or in reports of the same
    weeks. Two sums that differ speak against it.

    Returns
    -------
    float
        0 where they do not, else higher the surer.
    """
    parties = one.members & other.members
    countries = one.countries & other.countries
    if one.amount is not None and other.amount is not None and abs(one.amount - other.amount) > 1e-6 * abs(one.amount):
        return 0.0
    apart = bool(one.members and other.members and not parties and not countries)
    if one.name and other.name:
        named = share(one.name, other.name)
        if named >= 0.99 and len(one.name | other.name) > 1 and not apart and len(one.name ^ other.name) <= 2:
            return 4.0
        return 0.0
    if apart or not times_fit(one, other, _NEAR):
        return 0.0
    if one.kind != other.kind and not {one.kind, other.kind} <= _LOOSE:
        return 0.0
    together = max(len(parties), len(countries))
    about = share(one.words, other.words)
    paid = one.amount is not None and one.amount == other.amount
    if together >= 2 and (about >= 0.5 or paid):
        return 3.0 + about + paid
    if together >= 1 and paid and about > 0:
        return 2.0
    if together >= 2 and (not one.words or not other.words) and one.kind == other.kind and one.status == other.status:
        return 1.0
    return 0.0
