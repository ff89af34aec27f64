"""What a page says of its article in JSON-LD, the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_ARTICLES = re.compile(r"(?:Article|Posting|NewsItem|Report|Review|Analysis|Background|Opinion|PressRelease)$")
_LARGEST = 1_000_000  # characters of a block that is read
_DEEPEST = 12  # levels of nesting that are looked into

Node = dict[str, Any]


def find_nodes(blocks: list[str]) -> list[Node]:
    """Return the objects of JSON-LD blocks, those within others too.

    Parameters
    ----------
    blocks : list of str
        The contents of ``<script type="application/ld+json">``; what is no JSON is passed over.

    Returns
    -------
    list of dict
        In the order of the page.
    """
    found: list[Node] = []
    for block in blocks:
        text = re.sub(
            r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\]\]>)\s*;?\s*$",
            "",
            block.strip(),
        )
        if len(text) > _LARGEST:
            continue
        try:
            document = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_walk(document, 0))
    return found


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            if isinstance(one, dict | list):
                yield from _walk(one, depth + 1)


def types_of(node: Node) -> list[str]:
    """Return the types of a node, without the address of their vocabulary."""
    kinds = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def find_article(nodes: list[Node]) -> Node | None:
    """Return the node that describes the article: of a type for articles, with a headline if any has one."""
    articles = [node for node in nodes if any(_ARTICLES.search(kind) for kind in types_of(node))]
    told = [node for node in articles if text_of(node.get("headline")) or text_of(node.get("datePublished"))]
    return next(iter(told or articles), None)


def text_of(value: Any) -> str | None:
    """Return the text of a value: itself, its ``@value`` or ``name``, or that of the first of a list."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one))), None)
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    return value.strip() or None if isinstance(value, str) else None


def names_of(value: Any, nodes: list[Node]) -> list[tuple[str, bool]]:
    """Return names of authors, each with whether it is said to be an organisation's; references are followed."""
    if isinstance(value, str):
        return [(value, False)] if value.strip() else []
    if isinstance(value, list):
        return [pair for one in value for pair in names_of(one, nodes)]
    if not isinstance(value, dict):
        return []
    if "name" not in value and isinstance(value.get("@id"), str):
        value = next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    organisation = any("Organi" in kind for kind in types_of(value))
    names = value.get("name")
    return [(name, organisation) for name in (names if isinstance(names, list) else [names]) if isinstance(name, str)]
