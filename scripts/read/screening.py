"""What makes an article of the parts that a reader found, or a rejection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from newstables.scripts.read.article import Article, Rejection, make_article_id
from newstables.scripts.read.language import detect_language, find_second_language
from newstables.scripts.read.normal import one_line
from newstables.scripts.read.not_articles import tell_no_article

LONGEST_BODY = 300_000  # characters: some 50,000 words
_AMENDED = re.compile(
    r"^.{0,40}\b(?:(?:article|story|report|piece|headline) (?:has been|was) (?:amended|corrected|updated to correct)|correction:)",  # noqa: E501
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What fills in for what inputs do not say themselves.

    Attributes
    ----------
    published : datetime.date, optional
        Day of publication where an article gives none.
    publisher : str, optional
        Publisher where an article gives none.
    url_from : str, optional
        Template for the address where an article gives none: ``{stem}`` is the file's name without its ending,
        ``{name}`` with it, ``{source}`` its path inside the input.
    """

    published: date | None = None
    publisher: str | None = None
    url_from: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know of an input that was read."""

    source: str
    text: str


def make_page_article(fields: dict[str, Any], source: str, options: ReadOptions) -> list[Article | Rejection | Note]:
    """Make an article out of the fields of a page, or say why it is none; as `make_article`, which records go to.

    A page may be no article at all (`newstables.scripts.read.not_articles`); besides the fields of `Article` it gives
    `age` ("3 hours ago") and `disagreement` (of its days), and what it says of itself as `metadata`.
    """
    body: str = fields["body"]
    if not body.strip():
        return [Rejection(source, "empty", "no text is left")]
    metadata = fields.get("metadata")
    kinds, free = (metadata.kinds, metadata.free) if metadata else (frozenset(), None)
    no_article = tell_no_article(body, kinds, free=free, headlines=fields.get("headlines", 0))
    language = detect_language(body)
    if no_article is not None and language == "en":
        return [Rejection(source, "not_an_article", no_article)]
    if fields.get("published") is None and options.published is None and language == "en":
        if fields.get("disagreement"):
            return [Rejection(source, "ambiguous_date", fields["disagreement"])]
        if fields.get("age"):
            return [Rejection(source, "no_date", f"tells its day only as {fields['age']!r}; give one with --published")]
    return make_article(fields, source, options)


def make_article(fields: dict[str, Any], source: str, options: ReadOptions) -> list[Article | Rejection | Note]:
    """Make an article out of its fields, or say why it is none.

    Parameters
    ----------
    fields : dict
        Fields of `Article`: `body`, and what else is known. `body` is normal text already.
    source : str
        Where it was read from.
    options : ReadOptions
        What fills in.

    Returns
    -------
    list of Article, Rejection or Note
        One article or one rejection, and a note where the article says that it was amended.
    """
    body: str = fields["body"]
    published = fields.get("published") or options.published
    if not body.strip():
        return [Rejection(source, "empty", "no text is left")]
    if len(body) > LONGEST_BODY:
        return [Rejection(source, "too_large", f"{len(body):,} characters; {LONGEST_BODY:,} are read")]
    language = detect_language(body)
    if language != "en":
        return [Rejection(source, "not_english", f"language {language}")]
    second = find_second_language(body)
    if second is not None:
        return [Rejection(source, "not_english", f"partly in language {second}")]
    if published is None:
        return [Rejection(source, "no_date", "no day of publication; give one with --published")]
    told = {
        name: one_line(fields.get(name))
        for name in ("title", "url", "publisher", "byline", "agency", "dateline", "based_on")
    }
    told["publisher"] = told["publisher"] or one_line(options.publisher)
    told["url"] = told["url"] or _url(options.url_from, source)
    article = Article(
        article_id=fields.get("article_id") or make_article_id(told["url"], body),
        published=published,
        body=body,
        source=source,
        caption=fields.get("caption"),
        updated=fields.get("updated"),
        language=fields.get("language") or "en",
        kind=fields.get("kind") or "report",
        **told,
    )
    amended = _AMENDED.search(body)
    return (
        [article, Note(source, f"says that it was amended: {amended.group().strip()[:80]}")] if amended else [article]
    )


def _url(template: str | None, source: str) -> str | None:
    if template is None:
        return None
    name = source.rsplit("/", 1)[-1]
    return template.replace("{stem}", name.split(".", 1)[0]).replace("{name}", name).replace("{source}", source)
