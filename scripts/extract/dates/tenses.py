"""Where a clause looks, ahead or back, told from its words alone: which side of today a weekday or a month lies on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from newstables.scripts.extract.lexicon import read_pairs, read_words

_REACH = 240  # characters looked at on each side of a time
_NEXT_TO = 30  # characters between a verb and a time, at most, that make it sure that they belong together
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|[.;:]")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt|Rev|Maj))(?<!\b(?:Prof|Capt|Sept))"
    r"[.!?][\"”’')]{0,2}\s{1,2}(?=[\"“‘(A-Z])|\n\s{0,3}\n|\n(?=[\"“])|;\s"
)
_SINCE = re.compile(r"\bsince\s(?:the\s|late\s|early\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|in the wake of)\s(?:the\s|a\s|his\s|her\s|their\s)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|for|until|till)\s(?:the\s|late\s|early\s)?$", re.IGNORECASE)
_EVENTS = "|".join(read_words("sudden_events.txt"))
_SUDDEN = re.compile(rf"(?:['’]s)?\s(?:[A-Za-z-]+\s){{0,2}}(?:{_EVENTS})\b")
_SUDDENLY = re.compile(rf"\b(?:{_EVENTS})\s(?:on\s|late\s|early\s)?$")
_FORTH = re.compile(
    r"\b(?:ahead of|in time for|(?:run|lead|build)-up to|(?:prior|until|due|schedul\w{1,3}|postpon\w{1,3}|"
    r"adjourn\w{0,3}|delay\w{0,3}|extend\w{0,3}|defer\w{0,4}|put off|push\w{0,3} back|reschedul\w{1,3}|valid|planned|"
    r"set|slated|call\w{0,3}|book\w{0,3}|invit\w{1,3}|summon\w{0,3}|deadline|vote|election|meeting|talks|summit)\s(?:to|for|until|till))\s(?:the\s|early\s|late\s|a\s)?$",
    re.IGNORECASE,
)
_OPENS_CLAUSE = re.compile(
    r"(?:\b(?:that|but|while|where|which|when)|^|[\"“,(—-])\s?(?:on\s|in\s|early\s|late\s|by\s)?$", re.IGNORECASE
)
_JOINS = re.compile(r"(?:\b(?:and|but|who|which|that)|,)\s(?:on\s|in\s|early\s|late\s)?$")
_SAID_ON = re.compile(r"\s(?:here\s)?(?:on\s|late\s|early\s){0,2}")
_TOLD = re.compile(r"\bthat\b|[\"“]")
_ALSO = re.compile(r"\s(?:also\s)?\S")
_AUXILIARIES = frozenset(
    ["be", "have", "been", "being", "get", "to", "not", "also", "then", "now", "still", "only", "soon", "later"]
)
_REACHES = {"ahead to": 3, "saying to": 3, "noun to": 0}  # words between a verb or noun and its infinitive, at most
_STOPS = frozenset(".;:")
_DETERMINERS = frozenset(read_words("determiners.txt"))


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    ahead: bool | None
    saying: bool = False
    perfect: bool = False  # has met, had met, was met
    before: bool | None = None  # where a time before the verb looks: "on Friday **agreed to** meet" looks back


class Tenses:
    """The verbs of a text that look ahead ("will meet", "is due to sign") or back ("met", "has signed", "said").

    Examples
    --------
    >>> text = "She said on Friday that the ministers would meet on Monday."
    >>> Tenses(text).ahead(12, 18), Tenses(text).ahead(52, 58)
    (False, True)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._cues: list[_Cue] | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []

    def ahead(self, start: int, end: int) -> bool | None:
        """Tell which way a time looks, from what stands around it in its sentence.

        Parameters
        ----------
        start, end : int
            Offsets of the time.

        Returns
        -------
        bool or None
            True where the clause looks ahead, False where it looks back, None where no verb tells.
        """
        return self.direction(start, end)[0]

    def direction(self, start: int, end: int) -> tuple[bool | None, bool]:
        """Tell which way a time looks, as `ahead` does, and whether that is sure: told by words next to the time."""
        if self._cues is None:
            self._cues = _find_cues(self._text)
            self._starts = [cue.start for cue in self._cues]
            self._ends = [stop.end() for stop in _SENTENCE_END.finditer(self._text)]
        sentence = bisect_left(self._ends, start + 1)
        opening = max(self._ends[sentence - 1] if sentence else 0, start - _REACH)
        closing = min(self._ends[sentence] if sentence < len(self._ends) else len(self._text), end + _REACH)
        before = self._text[opening:start]
        if _FORTH.search(before):
            return True, True
        if _SINCE.search(before) or _SUDDENLY.search(before) or _SUDDEN.match(self._text, end, closing):
            return False, True
        at = bisect_left(self._starts, start)
        last = self._cues[at - 1] if at and self._cues[at - 1].start >= opening else None
        owns = self._text.startswith(("'s ", "’s "), end)
        if owns and at < len(self._cues) and self._cues[at].start == end + 3:
            at += 1  # "Sunday's play": a noun
        following = self._cues[at] if at < len(self._cues) and self._cues[at].start < closing else None
        if last is not None and last.saying and _SAID_ON.fullmatch(self._text, last.end, start) and not owns:
            return False, False
        if following is not None and (last is None or self._begins(last, following, before, end)):
            return following.before, following.start <= end + 7
        if last is not None and last.end > start:  # "agreed on Friday to meet"
            return False, True
        if _BY.search(before) and not (last is not None and last.perfect):
            return True, False
        if _AFTER.search(before) and (last is None or last.ahead is False):
            return False, False
        if last is None or (last.saying and self._is_told(last, start)):
            return None, False
        between = self._text[last.end : start]
        return last.ahead, last.ahead is True and len(between) <= _NEXT_TO and "," not in between

    def _is_told(self, last: _Cue, start: int) -> bool:
        """Tell whether a time belongs to what somebody said, not to when they said it: "said the vote on Friday"."""
        between = self._text[last.end : start]
        return len(between) > 45 or bool(_TOLD.search(between))

    def _begins(self, last: _Cue, following: _Cue, before: str, end: int) -> bool:
        """Tell whether a time stands before the verb that it belongs to: "said that on Friday they will ..."."""
        if following.start <= end + 7 and _ALSO.match(self._text, end, following.start + 1) and _JOINS.search(before):
            return True
        if not last.saying:
            return False
        if following.ahead and following.start <= end + 1:  # "said the vote on Friday will go ahead"
            return True
        if self._text.startswith(("'s", "’s"), end):
            return True
        return bool(_OPENS_CLAUSE.search(before)) and self._text[end : end + 1] not in ".,;"


@cache
def _kinds() -> dict[str, str]:
    return read_pairs("verb_directions.tsv")


def _find_cues(text: str) -> list[_Cue]:
    """Find the verbs that look ahead or back; auxiliaries and an infinitive are part of them ("agreed to be heard")."""
    kinds = _kinds()
    words = [(match.group().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)]
    cues: list[_Cue] = []
    at = 0
    while at < len(words):
        word, start, _ = words[at]
        kind = kinds.get(word) or (
            "back" if word.endswith("ed") and word.islower() and not word.endswith("eed") else None
        )
        if kind is None or (kind == "scheduled" and _is_noun([other for other, _, _ in words[max(0, at - 2) : at]])):
            at += 1
            continue
        after = [words[i][0] for i in range(at + 1, min(at + 6, len(words)))]
        ahead, taken = _read_cue(word, kind, after)
        if ahead is not None or (word in ("is", "are") and kind == "be"):
            saying = kind.startswith("saying") and ahead is False
            agreed = kind.endswith(" to") and (word.endswith("ed") or kind == "saying to")
            before = False if agreed else ahead
            cues.append(_Cue(start, words[at + taken][2], ahead, saying, kind in ("be", "had"), before))
        at += 1 + taken
    return cues


def _read_cue(word: str, kind: str, after: list[str]) -> tuple[bool | None, int]:
    """Return where a verb looks (None: it does not tell) and how many of the words after it belong to it."""
    infinitive = next((i for i, other in enumerate(after[:4]) if other == "to"), None)
    if infinitive is not None and not _is_verb(after[infinitive + 1 : infinitive + 2]):
        infinitive = None
    if kind == "modal":
        past = "have" in after[:2] and _is_participle(after[after.index("have") + 1 :])
        return not (past or (word == "could" and after[:1] == ["not"])), _chain(after)
    if kind == "to":  # "a summit to be held"
        return (
            (True, _chain(after)) if after[:1] == ["be"] and after[1:] and not after[1].endswith("ing") else (None, 0)
        )
    if kind == "be":
        if infinitive == 0 or (infinitive == 1 and (after[0] == "due" or after[0].endswith(("ly", "ll", "so", "w")))):
            return True, infinitive + 1 + _chain(after[infinitive + 1 :])
        if word in ("is", "are") and after and after[0] in ("on", "for", "from", "tomorrow", "next"):
            return True, 0
        return (False, 0) if word in ("was", "were", "been", "wasn't", "weren't") else (None, 0)
    if kind == "had":
        if after[:1] == ["to"]:  # "has to leave"
            return True, _chain(after)
        return False, _chain(after) if after and after[0] in ("been", "not", "also") else 0
    if kind == "due":  # "due on Friday", "due to be opened", but "due to illness"
        return (None, 0) if after[:1] == ["to"] and after[1:2] != ["be"] else (True, 0)
    if kind == "scheduled into":
        return (True, 1) if after[:1] == ["into"] else (None, 0)
    if word == "set" and after[:1] and after[0] in ("up", "off", "out", "fire", "ablaze", "aside"):
        return False, 1
    if kind.endswith(" to"):
        if infinitive is not None and infinitive <= _REACHES[kind] and not _STOPS.intersection(after[:infinitive]):
            return True, infinitive + 1 + _chain(after[infinitive + 1 :])
        return (False, 0) if word.endswith("ed") or kind == "saying to" else (None, 0)
    if kind == "ahead":
        return True, infinitive + 1 + _chain(after[infinitive + 1 :]) if infinitive in (0, 1) else 0
    return kind == "scheduled", 0


def _is_noun(before: list[str]) -> bool:
    """Tell whether a word is a noun or an infinitive, by the two words before it: "his visit", "the French hosts"."""
    articles = read_words("determiners.txt")
    return any(word in articles or word.endswith("'s") for word in before) or before[-1:] == ["to"]


def _is_verb(word: list[str]) -> bool:
    """Tell whether the word after "to" can be a verb: "to meet", not "to the", "to Paris"."""
    return bool(word) and word[0].islower() and word[0] not in _DETERMINERS and not word[0].endswith("ing")


def _is_participle(after: list[str]) -> bool:
    """Tell whether the word after "have" is a participle: "should have ended", but "can have a meeting"."""
    return bool(after) and (after[0].endswith(("ed", "en")) or _kinds().get(after[0]) in ("back", "be"))


def _chain(after: list[str]) -> int:
    """Count the words up to the verb that an auxiliary leads to: "(will) also be formally signed"."""
    taken = 0
    while taken < len(after) - 1 and (after[taken] in _AUXILIARIES or after[taken].endswith("ly")):
        taken += 1
    return min(taken + 1, len(after)) if after and after[0] not in ".;:" else 0
