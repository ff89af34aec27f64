"""Who publishes a dataset, under which licence and name: ``newstables.toml`` beside the releases, or options."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from newstables.errors import DataError, UsageError

NAME = "newstables.toml"
_TEXTS = ("name", "title", "description", "licence", "homepage")
_LISTS = ("authors", "sources")
_HOW = (
    f'put it into {NAME} beside the releases ([dataset] with licence = "CC-BY-4.0" and authors = ["Name"]), '
    "or give --{option}"
)


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a dataset as a whole.

    Attributes
    ----------
    name : str
        What it is called in addresses: lower-case letters, digits and hyphens.
    title : str
        What people call it.
    licence : str
        SPDX id, or ``LicenseRef-...`` for terms that have none.
    authors : tuple of str
        People or organisations who publish it.
    description, homepage : str or None
        What it holds, and where it is told of.
    sources : tuple of str
        Where its articles come from: names or addresses, such as those of the reports that summaries tell of.
    """

    name: str
    title: str
    licence: str
    authors: tuple[str, ...]
    description: str | None = None
    homepage: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def licence_url(self) -> str | None:
        """Where the licence can be read; None for terms of one's own."""
        return None if self.licence.startswith("LicenseRef-") else f"https://spdx.org/licenses/{self.licence}.html"


def describe_dataset(
    content: bytes | None,
    where: str,
    *,
    name: str | None = None,
    known_as: str | None = None,
    title: str | None = None,
    licence: str | None = None,
    authors: Sequence[str] = (),
) -> About:
    """Put together what the settings and the options tell of a dataset; options go first.

    Parameters
    ----------
    content : bytes or None
        What stands in ``newstables.toml``, if there is one.
    where : str
        Where the releases stand, for messages, and for the name where none is given.
    name, title, licence : str, optional
        Given as options.
    known_as : str, optional
        The name of the releases there are.
    authors : sequence of str
        Given as options.

    Raises
    ------
    newstables.UsageError
        Where the licence or the authors are missing.
    newstables.DataError
        Where the settings are damaged, or say something that is not known.

    Examples
    --------
    >>> describe_dataset(None, "data/fjord-talks", licence="cc-by-4.0", authors=["The Gazette"]).licence
    'CC-BY-4.0'
    """
    told = _parse(content, where) if content is not None else {}
    last = re.sub(r"[^a-z0-9]+", "-", where.rstrip("/\\").replace("\\", "/").rpartition("/")[2].lower()).strip("-")
    chosen = name or told.get("name") or known_as or last or "tables"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", chosen):
        raise UsageError(f"{chosen!r} is no name for a dataset: lower-case letters and digits, with hyphens between")
    licence, authors = licence or told.get("licence"), authors or told.get("authors", ())
    if not licence:
        raise UsageError(f"under which licence is the release to be published? {_HOW.format(option='licence')}")
    if not authors:
        raise UsageError(f"who publishes the release? {_HOW.format(option='author')}")
    return About(
        name=chosen,
        title=title or told.get("title") or chosen,
        licence=_check_licence(licence),
        authors=tuple(_check_line("an author", author) for author in authors),
        description=told.get("description"),
        homepage=told.get("homepage"),
        sources=tuple(told.get("sources", ())),
    )


def credit_sources(about: About, articles: pd.DataFrame) -> About:
    """Name the sources of a release: the outlets, where the dataset names none, and what its summaries tell of.

    Parameters
    ----------
    about : About
        The dataset.
    articles : pandas.DataFrame
        Its articles.
    """
    named = about.sources or sorted(set(articles["publisher"].dropna()))
    reports = sorted(set(articles["based_on"].dropna()))
    return replace(about, sources=tuple(dict.fromkeys([*named, *reports])))


def _parse(content: bytes, where: str) -> dict[str, Any]:
    try:
        read = tomllib.loads(content.decode("utf-8"))
    except ValueError as error:
        raise DataError(f"{NAME} of {where} cannot be read: {str(error).splitlines()[0]}") from error
    told = read.get("dataset", {})
    if not isinstance(told, dict) or set(read) - {"dataset"}:
        raise DataError(f"{NAME} of {where}: everything stands under [dataset]")
    for key, value in told.items():
        if key not in _TEXTS + _LISTS:
            raise DataError(f"{NAME} of {where}: {key!r} is not known; there are {', '.join(_TEXTS + _LISTS)}")
        values = value if key in _LISTS and isinstance(value, list) else [value]
        if (key in _LISTS) != isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise DataError(f"{NAME} of {where}: {key} is {'a list of texts' if key in _LISTS else 'a text'}")
    if not is_web_address(told.get("homepage", "https://example.org")):
        raise DataError(f"{NAME} of {where}: homepage {told['homepage']!r} is not an address (https://...)")
    if "title" in told:
        _check_line("the title", told["title"])
    return told


def is_web_address(text: str) -> bool:
    """Tell whether this is the address of a page.

    Examples
    --------
    >>> is_web_address("https://example.org/data"), is_web_address("The Gazette")
    (True, False)
    """
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)


def _check_licence(text: str) -> str:
    try:
        licence = str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        licence = ""
    if not licence or " " in licence:
        raise UsageError(
            f"{text!r} is no SPDX id of a licence, such as CC-BY-4.0 or ODbL-1.0 (https://spdx.org/licenses); "
            "for terms of your own LicenseRef- and a name"
        )
    return licence


def _check_line(what: str, text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise UsageError(f"{what} is one line of text, and not {text!r}")
    return text.strip()
