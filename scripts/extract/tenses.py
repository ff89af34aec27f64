"""Whether a clause tells of the past or of what is to come, from its words alone."""

from __future__ import annotations

import re

_REACH = 160  # characters looked at on each side of a time

_FUTURE = (
    r"(?:will|shall|would|may|might|could|should|must|wo)(?:n['’]t)?(?:\s(?:not|also|then|be|have|only|likely|soon|probably))*\s[a-z]+"
    r"|(?:is|are|was|were|be)\s(?:to|due|scheduled|expected|set|slated|planned|likely|going|supposed|preparing)\b"
    r"|(?:plans?|planned|planning|intends?|expects?|hopes?|hoped|wants?|vow(?:s|ed)?|decided|agreed|agrees|aims?|promised|pledged|scheduled|due|slated|expected|upcoming|ahead|forthcoming)(?:\s(?:to|for|on|of)\b)?"
    r"|\bto\s(?!the\b|a\b|an\b|his\b|her\b|its\b|their\b|this\b|that\b|[A-Z])[a-z]+"
)
_PAST = (
    r"(?:said|says|told|was|were|had|has|have|did|been|met|held|went|came|took|began|made|gave|got|saw|left|won|lost|rose|fell|"
    r"found|kept|led|sent|spoke|broke|wrote|became|grew|ran|hit|shot|struck|sold|bought|paid|built|brought|fought|caught|"
    r"chose|drew|drove|fled|flew|knew|laid|put|quit|read|set|shut|sank|stood|stole|swept|sworn|threw|wore|beat|cut|after|"
    r"since|following|ago|earlier|[a-z]{2,15}ed)"
)
_CUES = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘A-Z])|\n")


def direction(text: str, start: int, end: int) -> bool | None:
    """Tell which way a time looks, from the verbs nearest to it in its sentence.

    Parameters
    ----------
    text : str
        The text.
    start, end : int
        Offsets of the time.

    Returns
    -------
    bool or None
        True where the clause looks ahead ("will meet on Friday"), False where it looks back ("met on Friday"), None where
        no verb tells.

    Examples
    --------
    >>> direction("The ministers will meet on Friday.", 27, 33)
    True
    >>> direction("She said on Friday that she would go.", 12, 18)
    False
    """
    before = text[max(0, start - _REACH) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    last = None
    for cue in _CUES.finditer(before):
        last = cue
    if last is not None:
        return last["future"] is not None
    after = text[end : end + _REACH]
    stop = _SENTENCE_END.search(after)
    cue = _CUES.search(after[: stop.start()] if stop else after)
    return None if cue is None else cue["future"] is not None
