"""What the meta tags of a page give, by what it is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from newstables.scripts.read.normal import one_line


@cache
def _names() -> dict[str, list[str]]:
    """Return the names of tags by what they give, the most trusted first."""
    text = (files("newstables.scripts.read") / "lexicons" / "meta_names.tsv").read_text(encoding="utf-8")
    names: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            gives, name = line.split("\t")
            names.setdefault(gives, []).append(name)
    return names


def read_meta_tags(tree: Any) -> dict[str, list[str]]:
    """Read the meta tags of a page.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.

    Returns
    -------
    dict of str to list of str
        What they give as `title`, `author`, `publisher`, `published`, `updated`, `url` and `type`, the most trusted
        first.
    """
    contents: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = one_line(meta.get("content"))
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").strip().casefold()
            if name and content:
                contents.setdefault(name, []).append(content)
    return {gives: [one for name in names for one in contents.get(name, ())] for gives, names in _names().items()}
