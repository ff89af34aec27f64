"""Who holds a public office: the people who get a page of their own unless the publisher says otherwise."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from newstables.scripts.extract.countries import code_of_country, code_of_nationality

_COMPLEMENT = re.compile(r"\s(?:of|to|for|in|at|on|with|from|by|under)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:and|&|[-–])\s+|\s*[,;/]\s*", re.IGNORECASE)
_YET_TO_COME = re.compile(r"[\s-](?:elect|designate)$", re.IGNORECASE)
_LONGEST = 3  # words of an office


def holds_office(role: str | None, organisation: str | None = None) -> bool:
    """Tell whether a role is a public office.

    Only what the words say counts: who is described by a trade, a kinship or a crime holds none, nor does who works for
    somebody who holds one, unless as an adviser, a spokesman or the like.

    Parameters
    ----------
    role, organisation : str or None
        As in `people`.

    Examples
    --------
    >>> [holds_office(role) for role in ("Minister for Railways", "Railways Secretary", "adviser to the mayor")]
    [True, True, True]
    >>> [holds_office(role) for role in ("wife of the president", "her secretary", "striker", "Baptist minister", None)]
    [False, False, False, False, False]
    >>> holds_office("President"), holds_office("president of the chess club"), holds_office("President", "Lenn Bank")
    (True, False, False)
    """
    if not role:
        return False
    head, *rest = _COMPLEMENT.split(role, maxsplit=1)
    named = " ".join([*rest, organisation or ""]).strip()
    if any(_is_office(f"{piece} of state", "") for piece in _BETWEEN.split(head) if named.casefold() == "state"):
        return True
    return any(_is_office(piece, named) for piece in _BETWEEN.split(head))


def _is_office(piece: str, named: str) -> bool:
    """Tell whether a piece of a role ends in a public office; `named` is what it is of, to or for."""
    words = _YET_TO_COME.sub("", piece.strip()).replace("-", " ").split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        last = words[-length:]
        kind = _offices().get(_bare(" ".join(last)))
        if kind is not None and kind != "body":
            return {
                "alone": True,
                "titled": last[-1][0].isupper(),
                "state": _is_state(named),
                "serves": _is_public(f"{' '.join(words[:-length])} {named}"),
                "never": False,
            }[kind]
    return False


def _is_state(named: str) -> bool:
    name = named.removeprefix("the ")
    return not name or bool(code_of_country(name) or code_of_nationality(name)) or "republic" in name.casefold()


def _is_public(words: str) -> bool:
    return any(_offices().get(_bare(word)) in ("alone", "body", "state") for word in words.replace("-", " ").split())


def _bare(words: str) -> str:
    return words.casefold().replace("’", "'").replace(".", "").removesuffix("'s")


@cache
def _offices() -> dict[str, str]:
    text = (files("newstables.scripts.site") / "lexicons" / "public_offices.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if line and not line.startswith("#"))
