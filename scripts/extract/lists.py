"""Lists of names beyond what the parse joins: "X, the chief of Y, and Z", "ten ministers, including X and Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.named import from_name, names_in
from newstables.scripts.extract.rows import Member

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading

_LONGEST_GAP = 18  # words between two people of a list: their offices, and what "who" tells of the first
_INCLUDED_WITHIN = 30  # words behind a group in which it may be said whom it includes
_BEFORE_DASH = 9  # words that tell more of a group before dashes name it


def read_on(reading: Reading, head: Token, last: Member, rule: str) -> Iterator[Member]:
    """Yield the people that a list goes on with where the parse breaks it off: "X, the chief of Y, and Z of W"."""
    if last.type != "person" or head.i >= head.sent.end - 1:
        return
    end = max(place.end for place in last.evidence)
    sentence = head.sent.end_char
    if not head.sent.start_char <= end <= sentence or end < head.idx:
        return
    for name in reading.names:
        if name.start < end or name.end > sentence:
            continue
        if name.kind != "person":
            continue
        gap = reading.doc.char_span(end, name.start, alignment_mode="contract")
        span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
        if gap is None or span is None or len(gap) > _LONGEST_GAP or not _joins(gap) or _begins_clause(span.root):
            return
        member = from_name(reading, name, rule)
        if member is not None:
            yield member
        end = name.end


def read_included(reading: Reading, head: Token, rule: str) -> Iterator[Member]:
    """Yield those whom a group is said to include: "ten ministers, **including** X, chief of Y, and Z"."""
    if head.tag_ not in ("NNS", "NNPS", "NN"):
        return
    words = head.doc[head.i + 1 : min(head.i + _INCLUDED_WITHIN, head.sent.end)]
    word = next((t for t in words if t.lower_ == "including"), None)
    if word is None or not head.is_ancestor(word):
        return
    found: list[Name] = []
    end = word.idx + len(word)
    for name in reading.names:
        if name.start < end or name.end > head.sent.end_char:
            continue
        gap = reading.doc.char_span(end, name.start, alignment_mode="contract")
        first = end == word.idx + len(word)
        if len(reading.article.body[end : name.start].split()) > _LONGEST_GAP:
            break
        if gap is not None and len(gap) and gap.text != "," and not (_only_describes(gap) if first else _joins(gap)):
            break
        rest = reading.article.body[name.end : name.end + 3]
        if name.kind == "nationality" or rest.startswith(("'s", "’s")) or name.text.endswith(("'s", "’s")):
            continue  # "including Peru's X"
        found.append(name)
        end = name.end
    people = [name for name in found if name.kind == "person"]
    for name in people or found:
        member = from_name(reading, name, rule)
        if member is not None:
            yield member


def _only_describes(gap: Span) -> bool:
    """Tell whether words before a name only say who that is: an office, an article."""
    return not any(t.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or t.text in (",", ";") for t in gap)


def read_dashed(reading: Reading, token: Token, rule: str) -> list[Member]:
    """Read the countries that dashes tell a group to be: "the big three -- Peru, Chile and Kenya -- will meet"."""
    rest = reading.doc[token.i + 1 : token.sent.end]
    first = next(
        (
            i
            for i, t in enumerate(rest[:_BEFORE_DASH])
            if t.text in ("--", "—", "–") or t.text.startswith("--") or (i < 3 and t.text == "-")
        ),
        None,
    )
    if first is None or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest[:first]):
        return []
    start = rest[first].idx + len(rest[first])
    close = next((t.idx for t in rest[first + 1 :] if t.text in ("--", "—", "–") or t.text.startswith("--")), None)
    end = close if close is not None else token.sent.end_char
    names = [name for name in names_in(reading, start, end) if name.kind == "country"]
    between = reading.article.body[start:end]
    for name in names:
        between = between.replace(name.text, "", 1)
    if len(names) < 2 or re.sub(r"\band\b|\bthe\b|plus|[\s,.]", "", between):
        return []
    return [member for name in names if (member := from_name(reading, name, rule)) is not None]


def _joins(gap: Span) -> bool:
    """Tell whether what stands between two people only joins them: a comma or "and", offices, "who is ..."."""
    if len(gap) > 2 and gap[0].text == "," and gap[1].lower_ in ("who", "whose"):
        comma = next((token.i for token in reversed(gap[2:]) if token.text == ","), None)
        if comma is None or any(token.lower_ in ("said", "told") for token in gap):
            return False
        if comma == gap.end - 1:
            return True  # "X, who is ..., Y"
        gap = gap.doc[comma : gap.end]
        gap = gap[1:] if gap[1].lower_ == "and" else gap
    if not gap or gap[0].lower_ not in (",", "and") or gap[-1].text in (",", ")", ";"):
        return False
    return not any(t.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or t.lower_ in ("by", "with", "at", "said") for t in gap)


def _begins_clause(noun: Token) -> bool:
    """Tell whether a noun is the subject of a verb behind it."""
    while noun.dep_ in ("compound", "appos", "conj", "nmod", "flat") and noun.head != noun and noun.head.i > noun.i:
        noun = noun.head
    return noun.dep_ in clauses.SUBJECTS
