"""The proper names of agreements: "the Coastal Fisheries Agreement", "the Peru-Chile gas pact"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract.agreement_mentions import noun_kinds
from newstables.scripts.extract.members import names_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


def find_proper_name(reading: Reading, token: Token) -> tuple[int, int] | None:
    """Return the offsets of an agreement's proper name, which ends in `token`, or None.

    A name is a capitalised noun with the capitalised words before it ("Coastal Fisheries Agreement"), or a noun that
    the countries concerned stand before, joined by hyphens ("Peru-Chile fisheries agreement").
    """
    first = token.i
    sentence = token.sent.start
    while first > sentence:
        before = token.doc[first - 1]
        if before.lower_ == "and" and noun_kinds().get(token.doc[first - 2].lemma_.lower()):
            break  # "the Climate Convention and Kyoto Protocol"
        joins = (
            before.lower_ in ("of", "on", "and", "for", "the", "-", "/")
            and first - 1 > sentence
            and token.doc[first - 2].text[:1].isupper()
        )
        if (before.is_punct and before.text not in ("-", "/")) or not (
            before.text[:1].isupper() or joins or before.lower_.isdigit()
        ):
            break
        first -= 1
    words = [t for t in token.doc[first : token.i] if not t.is_punct]
    while words and (
        words[0].lower_ in ("the", "a", "an", "of", "on", "and", "for", "under", "in") or words[0].pos_ == "DET"
    ):
        words.pop(0)
    if token.text[:1].isupper() and token.pos_ in ("NOUN", "PROPN"):
        last = token
        for of in token.children:
            if of.lower_ in ("of", "on", "for", "against") and of.i == token.i + 1:
                last = _last_of_name(of) or token
        if words or (last != token and last.lower_ not in ("understanding", "understandings")):
            first_word = words[0] if words else token
            return first_word.idx, last.idx + len(last)
    if words and words[-1].text[:1].isupper() and noun_kinds().get(words[-1].lower_) and len(words) > 1:
        return words[0].idx, words[-1].idx + len(words[-1])  # "the 1984 Joint Declaration agreement"
    placed = [t for t in token.lefts if t.dep_ in ("compound", "nmod", "amod") and t.text[:1].isupper()]
    if placed and not words and any(t.lower_ in ("the", "'s", "’s") or t.dep_ == "poss" for t in token.lefts):
        name = next((n for n in names_in(reading, placed[0].idx, token.idx) if n.kind == "place"), None)
        if name is not None and name.start == placed[0].idx:  # "the Helsinki peace accord"
            return name.start, token.idx + len(token)
    hyphened = re.search(
        r"\b[A-Z]\w+(?:-[A-Z]\w+)+(?: [a-z]+){0,3} $", token.doc.text[max(0, token.idx - 80) : token.idx]
    )
    if hyphened and len(names_in(reading, token.idx - len(hyphened.group()), token.idx)) >= 2:
        return token.idx - len(hyphened.group()), token.idx + len(token)
    return None


def _last_of_name(preposition: Token) -> Token | None:
    """Return the last word of a name that goes on: "Covenant **on** Economic, Social and Cultural **Rights**"."""
    last = None
    for token in preposition.doc[preposition.i + 1 : preposition.sent.end]:
        capital = token.text[:1].isupper()
        if capital and token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
            last = token
            continue
        joins = token.lower_ in ("and", "of", "the", ",", "-") and token.i + 1 < preposition.sent.end
        if not joins or not token.nbor().text[:1].isupper() or (token.text == "," and _ends_name(token)):
            break
    return last


def _ends_name(comma: Token) -> bool:
    """Tell whether a comma ends a name: no "and" joins further capitalised words to it."""
    rest = comma.doc[comma.i + 1 : min(comma.i + 6, comma.sent.end)]
    return not any(t.lower_ == "and" for t in rest)
