"""What a line of a page is: a date, an author, a caption, a paragraph, or what stands around articles.

The rules are facts about how news pages are laid out, in any outlet.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from newstables.scripts.read.dateline import list_agencies

_SENTENCE = re.compile(r"[.!?…:;][\"”’')\]»]*$")
_TEASER = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_CREDIT = re.compile(
    r"(?:\s[-–—]+\s?(?P<dash>[A-Z][\w./&’' ]{1,40})"
    r"|[(\[](?:[A-Z][\w. /]{1,40}\s)?(?:file )?(?:photo|image|picture|pic|screengrab|handout)s?\b[^)\]]{0,80}[)\]]"
    r"|\((?:[A-Z]\w+ ){1,3}/ ?[A-Z][\w. ]{1,30}\)"
    r"|\b(?:file )?(?:photo|image|picture|photograph)s?(?: credit)?\s*(?::|by|courtesy)[^\n]{1,80}"
    r"|\s[|/©]\s?(?:photo|image|picture)?(?::|by)?\s?(?P<bar>[A-Z][\w./&’' ]{1,40})"
    r")\s*$",
    re.IGNORECASE,
)
_CAPTION_MARK = re.compile(
    r"^(?:(?:image|photo|picture|caption|file photo|in this (?:file )?photo)\s*[:,]\s|(?:media|image) caption\s)", re.I
)
_INPUT = re.compile(
    r"^[(\[—–-]{0,2}\s?(?:(?:with )?(?:additional|further|more) (?:input|reporting|information)s? (?:from|by)"
    r"|with (?:inputs?|reporting|files|agency inputs?) (?:from|by))\s+(?P<who>[^\n]{2,80}?)[.)\]]{0,2}$"
    r"|^[(\[]?(?:source|via|courtesy)s?\s?:\s?(?P<source>[^\n]{2,60}?)[)\]]?$"
    r"|^[-–—]{1,2}\s?(?P<dash>[A-Z][\w./& ]{1,40})[.]?$"
    r"|^[(\[](?P<brackets>[A-Z][\w./& ]{1,40})[)\]]$"
    r"|^\(?(?:with )?(?P<agencies>agencies)\)?$"
    r"|^[(\[]?reporting by (?P<reporter>[^;\n]{2,120})(?:;[^\n]{0,200})?$"
    r"|^[(\[]?(?:writing|editing|compiled|translated) by [^\n]{2,200}$",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"\b(?:cookies?\b[^.]{0,80}\b(?:experience|consent|accept|policy|site|website)|accept all|privacy (?:policy"
    r"|notice)|terms of (?:use|service)"
    r"|enable javascript|ad ?blocker|unsubscribe|all rights reserved|may not be (?:published|reproduced"
    r"|republished))\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^(?:read(?: more| also| next| here)?|also read|see also|see more|related|more|watch(?: also| more| live)?"
    r"|listen|explore|recommended"
    r"|don['’]t miss|in pictures|in pics|opinion|analysis|explainer|exclusive|must read|editor['’]s note|poll|quiz"
    r"|click here|tap here)\s?[:|»>]\s?\S"
    r"|^(?:follow (?:us|[\w. ]{1,40}) on|sign up (?:for|to|here)|subscribe (?:to|for|here|now)|join (?:us|our"
    r"|the conversation)|download (?:our|the)"
    r"|get (?:our|the latest|breaking)|share (?:this|on|via)|click (?:here|on)|tap here|like us on|find us on"
    r"|support (?:us|our)"
    r"|stay (?:updated|informed|tuned|connected)|enjoy(?:ing)? (?:this|our)|want more|never miss|add .{1,30} (?:as"
    r"|on) google"
    r"|listen to (?:this|the)|published in|this (?:story|article) (?:was|is) (?:originally|first) published"
    r"|photo gallery"
    r"|(?:read|see|view|show|load) (?:the )?(?:full|more|all|comments))\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:©|\(c\)\s|copyright\b|all rights reserved|tags?\s?:|topics?\s?:|filed under|posted in|categor(?:y"
    r"|ies)\s?:|keywords?\s?:"
    r"|more from |more on |more about |related (?:stories|articles|news|topics|content)\b|read more (?:on|about"
    r"|from|stories|articles)"
    r"|comments\s?\(\d+\)|\d+ comments?\b|about (?:the )?(?:author|writer)\b|media contacts?\b|press contacts?\b"
    r"|for (?:more|further) information\b"
    r"|notes? (?:to|for) editors?|published in [A-Z]|forward-looking statements|safe harbou?r)",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"^(?:home|news|you are here)\s?[>/»|›:]", re.IGNORECASE)
_BUTTON = re.compile(
    r"^(?:\d+\s?(?:min(?:ute)?s?)?[\s-]read(?: time)?|(?:reading|read) time\b.{0,20}|listen\b.{0,30}"
    r"|\d+(?:\.\d+)?[kKmM]?\s?(?:shares?|views?|likes?|comments?)"
    r"|comments?\s?\(?\d*\)?|\d{1,2}:\d\d|[\W\d_]+|\d+ (?:of|/) \d+|image \d+ of \d+)$",
    re.IGNORECASE,
)
_URL = re.compile(r"^(?:(?:url|link|source|permalink|web)\s?:\s?)?(?P<url>https?://[^\s<>\"]{4,500})$", re.IGNORECASE)


@cache
def read_lexicon(name: str) -> frozenset[str]:
    """Return the lines of a word list of this package, in lower case and without the marks around them."""
    text = (files("newstables.scripts.read") / "lexicons" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("# "))
    return frozenset(_bare(line) for line in lines)


def _bare(line: str) -> str:
    return line.casefold().strip(" :.>»›|-–—•·*") or line.strip()


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_SENTENCE.search(line))


def is_teaser(line: str) -> bool:
    """Tell whether a line breaks off, as the first words of another article do."""
    return bool(_TEASER.search(line))


def is_paragraph(line: str) -> bool:
    """Tell whether a line is a paragraph: it ends as a sentence does and has some length, or is long."""
    return (is_sentence(line) and len(line) > 40) or len(line) > 160


def is_banner(line: str) -> bool:
    """Tell whether a line speaks of cookies, rights or the site, and of no news."""
    return bool(_BANNER.search(line)) and len(line) < 600


def is_interruption(line: str) -> bool:
    """Tell whether a line is a button, an advertisement or a pointer to another page."""
    return (
        _bare(line) in read_lexicon("interruptions.txt")
        or (len(line) < 200 and bool(_POINTER.match(line)))
        or (len(line) < 40 and bool(_BUTTON.match(line)))
        or bool(_CRUMBS.match(line))
        or bool(_URL.match(line))
    )


def closes_article(line: str) -> bool:
    """Tell whether a line begins what stands below an article: comments, related news, rights."""
    return _bare(line) in read_lexicon("leftovers.txt") or (len(line) < 200 and bool(_CLOSING.match(line)))


def is_caption(line: str) -> bool:
    """Tell whether a line is the caption of a picture: it names the picture, or ends with who took it."""
    if len(line) > 500 or len(line) < 12:
        return False
    if _CAPTION_MARK.match(line):
        return True
    match = _CREDIT.search(line)
    if match is None:
        return False
    credit = match["dash"] or match["bar"]
    if credit is None:
        return True
    return match.start() > 20 and (is_agency(credit) or not is_sentence(line))


def is_credit(line: str) -> bool:
    """Tell whether a line below an article says who else reported, wrote or edited it."""
    return len(line) < 250 and bool(_INPUT.match(line))


def is_agency(text: str) -> bool:
    """Tell whether a credit names an agency of the list."""
    return find_agency(text) is not None


def find_agency(text: str) -> str | None:
    """Return the first agency of the list that a credit names, as printed."""
    for part in re.split(r"[/,&|]|\band\b|\bvia\b", text.strip("()[]—–-. ")):
        if part.strip(" .").casefold() in list_agencies():
            return part.strip(" .")
    return None


def find_credited_agency(line: str) -> str | None:
    """Return the agency that a caption or a line below an article credits."""
    match = _INPUT.match(line) or _CREDIT.search(line)
    named = next((text for text in match.groupdict().values() if text), None) if match else None
    return find_agency(named or (line if len(line) < 40 else ""))


def find_reporter(line: str) -> str | None:
    """Return who reported, from a line such as "Reporting by A and B; editing by C"."""
    match = _INPUT.match(line)
    return match["reporter"].strip(" .)") if match and match["reporter"] else None


def find_url(line: str) -> str | None:
    """Return the address that a line consists of."""
    match = _URL.match(line)
    return match["url"] if match else None
