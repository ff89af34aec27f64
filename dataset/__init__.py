"""News articles in, validated tables out, every cell traced to the words it stands on.

>>> import newstables
>>> people = newstables.load("people", source="my-build")  # doctest: +SKIP
>>> newstables.evidence("people", "p-0123456789ab", source="my-build")  # doctest: +SKIP

What is named here is imported when it is first used, so ``import newstables`` itself takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstables.checking import validate
    from newstables.comparing import diff
    from newstables.differences import Difference
    from newstables.errors import DataError, NewstablesError, UsageError, WithdrawnWarning
    from newstables.loading import load
    from newstables.locating import releases
    from newstables.pairing import pairs
    from newstables.tracing import evidence

__all__ = [
    "DataError",
    "Difference",
    "NewstablesError",
    "UsageError",
    "WithdrawnWarning",
    "diff",
    "evidence",
    "load",
    "pairs",
    "releases",
    "validate",
]

_HOMES = {
    "DataError": "errors",
    "Difference": "differences",
    "NewstablesError": "errors",
    "UsageError": "errors",
    "diff": "comparing",
    "evidence": "tracing",
    "load": "loading",
    "pairs": "pairing",
    "releases": "locating",
    "WithdrawnWarning": "errors",
    "validate": "checking",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'newstables' has no attribute {name!r}")
    return getattr(import_module(f"newstables.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
