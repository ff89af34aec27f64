"""The numbers of releases: what a number must be, given what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newstables.errors import UsageError
from newstables.listing import is_version, order_version

AUTO = "auto"
FIRST = "1.0.0"
_REASONS = 3  # told of why a number is too low


def check_version(version: str) -> None:
    """Refuse what is no version of a release.

    Raises
    ------
    newstables.UsageError
        Where it is not three numbers.
    """
    if not is_version(version):
        raise UsageError(f"{version!r} is no version of a release: three numbers such as 1.1.0, or {AUTO}")


def raise_number(version: str, level: str) -> str:
    """Return the next version, with the part raised that `level` names.

    Examples
    --------
    >>> [raise_number("1.4.2", level) for level in ("major", "minor", "patch")]
    ['2.0.0', '1.5.0', '1.4.3']
    """
    major, minor, patch = order_version(version)
    raised = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}[level]
    return ".".join(map(str, raised))


def choose_version(asked: str, compared: str | None, there: Sequence[str], reasons: Mapping[str, Sequence[str]]) -> str:
    """Return the version of the release that is to be, or refuse one that is too low for what changed.

    Parameters
    ----------
    asked : str
        The version that is wanted, or ``auto``.
    compared : str or None
        The latest release, with which the new one was compared; None where there is none.
    there : sequence of str
        All versions there are, withdrawn ones too; the new one is higher than they.
    reasons : mapping of str to sequence of str
        What changed since `compared`, by the part of the number that it asks to be raised.

    Raises
    ------
    newstables.UsageError
        Where the number is too low; the message says why, and proposes one.

    Examples
    --------
    >>> choose_version("auto", "1.0.0", ["1.0.0"], {"minor": ["2 rows added to people"], "patch": ["1 correction"]})
    '1.1.0'
    """
    level = next((level for level in ("major", "minor", "patch") if reasons.get(level)), "patch")
    highest = max(there, key=order_version, default=None)
    proposed = _propose(compared, highest, level)
    if asked == AUTO:
        return proposed
    number = order_version(asked)
    if asked in there:
        raise UsageError(f"release {asked} exists and is never changed; the next one is {proposed}")
    if highest is not None and number < order_version(highest):
        raise UsageError(f"{asked} is lower than {highest}, which exists; the next one is {proposed}")
    if compared is not None and number < order_version(raise_number(compared, level)):
        told = [*reasons.get(level, ())]
        because = "; ".join(told[:_REASONS]) + (f"; and {len(told) - _REASONS} more" if len(told) > _REASONS else "")
        raise UsageError(
            f"{asked} is too low: since {compared} there is a {level} change ({because}), "
            f"so it must be {proposed} or higher"
        )
    return asked


def _propose(compared: str | None, highest: str | None, level: str) -> str:
    if highest is None:
        return FIRST
    if compared is not None:
        proposed = raise_number(compared, level)
        if order_version(proposed) > order_version(highest):
            return proposed
    return raise_number(highest, level)
