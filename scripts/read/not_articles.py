"""Pages that are no article: indexes, galleries, live tickers, paywall stubs, cookie walls, error pages."""

from __future__ import annotations

import re
from collections.abc import Set

from newstables.scripts.read.page_lines import is_teaser

_STUB = 130  # words up to which a text is a stub where the page asks for a subscription
_WALL = 90  # words up to which a text is a wall where the page asks for something else
_TICKS = 6  # times of day at the heads of lines that make a ticker
_COUNTERS = 4  # lines such as "3 of 24" that make a gallery
_FEW_WORDS = 8
_LINES = 8  # from which on lines without sentences make an index
_TEASERS = 4
_PROSE = 0.35  # share of words that stand in sentences, below which a text is a list
_SUBSCRIBE = re.compile(
    r"\b(?:(?:subscribe|sign up|log ?in|sign in|register|become a (?:member"
    r"|subscriber))\b.{0,40}\b(?:to (?:continue|unlock|access|(?:read|view) (?:this|the|more|on|full|our|all))"
    r"|for (?:full|unlimited) access)"
    r"|(?:to|please) (?:continue|keep|finish) reading\b|already (?:a subscriber|have an account|subscribed)"
    r"|(?:this|the) (?:article|content|story|page) is (?:for|exclusive to|reserved for|available to"
    r"|only available to)"
    r" (?:\w+ ){0,3}(?:subscribers|members)|subscriber[- ]only|you have (?:reached|read) your .{0,30}(?:limit"
    r"|articles)|\d+ free articles?|unlock (?:this|the) (?:article|story))\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:cookies?|consent|privacy (?:policy|choices|settings)|gdpr|personal data|vendors|partners)\b", re.IGNORECASE
)
_CHECK = re.compile(
    r"\b(?:enable javascript|javascript (?:is|to be) (?:disabled|enabled|required)"
    r"|verify (?:that )?you are (?:a )?human|not a robot|checking your browser|captcha|access denied"
    r"|page (?:you .{0,40})?(?:not found|cannot be found|can['’]t be found|does(?: not|n['’]t) exist)|404 (?:error"
    r"|not found)|error 404|unsupported browser|too many requests)\b",
    re.IGNORECASE,
)
_TICK = re.compile(
    r"^(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)(?:\s?(?:GMT|UTC|BST|EST|EDT|ET|PKT|IST|CET"
    r"|CEST|local time))?(?=$|[\s:–—-])",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"^(?:(?:image|photo|picture|slide)\s)?\d{1,3}\s?(?:/|of)\s?\d{1,3}\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
_ARTICLE_KINDS = re.compile(r"(?:article|posting|newsitem|report)$", re.IGNORECASE)
_LINKED_HEADLINES = 25  # links of a page that read as headlines, from which on a short text makes it an index


def tell_no_article(
    body: str, kinds: Set[str] = frozenset(), *, free: bool | None = None, headlines: int = 0
) -> str | None:
    """Tell why a page is no article.

    Parameters
    ----------
    body : str
        What was taken for its body.
    kinds : set of str
        What the page says that it is: types of schema.org and OpenGraph.
    free : bool, optional
        Whether it says that it may be read without paying.
    headlines : int
        How many links on it read as headlines.

    Returns
    -------
    str or None
        A line for a person; None where it is an article.

    Examples
    --------
    >>> tell_no_article("The mayor resigned on Monday. Already a subscriber? Log in to continue reading.")
    'a paywall stub of 13 words'
    """
    lines = [line for line in body.split("\n") if line.strip()]
    words = len(body.split())
    said = any(_ARTICLE_KINDS.search(kind) for kind in kinds)
    if "LiveBlogPosting" in kinds or sum(bool(_TICK.match(line)) for line in lines) >= max(_TICKS, len(lines) / 4):
        return "a live ticker"
    if words <= _STUB and (_SUBSCRIBE.search(body) or free is False):
        return f"a paywall stub of {words} words"
    if words <= _WALL and _CHECK.search(body):
        return "an error page or a check for robots"
    if words <= 2 * _WALL and len(_COOKIES.findall(body)) >= 3:
        return "a cookie wall"
    if sum(bool(_COUNTER.match(line)) for line in lines) >= max(_COUNTERS, len(lines) / 4):
        return "a gallery"
    if kinds & {"ImageGallery", "MediaGallery"} and not said and words <= _STUB:
        return "a gallery"
    if sum(is_teaser(line) for line in lines) >= max(_TEASERS, 0.4 * len(lines)):
        return "an index of other articles"
    prose = sum(len(line.split()) for line in lines if _SENTENCE.search(line) and len(line.split()) >= _FEW_WORDS)
    if len(lines) >= _LINES and prose < _PROSE * words:
        return "a list, with few sentences"
    if headlines >= _LINKED_HEADLINES and not said and words <= _STUB:
        return "an index of other articles"
    if words < _FEW_WORDS:
        return f"a text of {words} words"
    return None
