"""The proper names of agreements: "the Coastal Fisheries Agreement", "the Peru-Chile gas pact"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstables.scripts.extract.agreements.mentions import noun_kinds
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.named import names_in
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


def find_proper_name(reading: Reading, token: Token) -> tuple[int, int] | None:
    """Return the offsets of an agreement's proper name, which ends in `token`, or None.

    A name is a capitalised noun with the capitalised words before it ("Coastal Fisheries Agreement"), or a noun that
    the countries concerned stand before, joined by hyphens ("Peru-Chile fisheries agreement").
    """
    known = read_pairs("named_instruments.tsv")
    if token.i and f"{token.doc[token.i - 1].text} {token.text}" in known:
        return token.doc[token.i - 1].idx, token.idx + len(token)
    if token.text in known:
        return token.idx, token.idx + len(token)
    first = token.i
    sentence = token.sent.start
    while first > sentence:
        before = token.doc[first - 1]
        if before.lower_.isdigit() and len(before) < len("1984"):
            break  # "12 MoUs"
        if before.lower_ == "and" and noun_kinds().get(token.doc[first - 2].lemma_.lower()):
            break  # "the Climate Convention and Kyoto Protocol"
        joins = (
            before.lower_ in ("of", "on", "and", "for", "the", "-", "/", "&")
            and first - 1 > sentence
            and token.doc[first - 2].text[:1].isupper()
        )
        if (before.is_punct and before.text not in ("-", "/")) or not (
            before.text[:1].isupper() or joins or before.lower_.isdigit()
        ):
            break
        first -= 1
    words = [t for t in token.doc[first : token.i] if not t.is_punct]
    if token.text.endswith("s") and all(t.like_num and len(t) < len("1984") for t in words):
        words = []  # "12 MoUs"
    while words and (
        words[0].lower_ in ("the", "a", "an", "of", "on", "and", "for", "under", "in") or words[0].pos_ == "DET"
    ):
        words.pop(0)
    if token.text[:1].isupper() and token.pos_ in ("NOUN", "PROPN"):
        last = token
        behind = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
        if behind is not None and behind.lower_ in ("of", "on", "for", "against", "concerning"):
            last = _last_of_name(behind) or token
        if words or (last != token and last.lower_ not in ("understanding", "understandings")):
            first_word = words[0] if words else token
            return first_word.idx, last.idx + len(last)
    if words and words[-1].text[:1].isupper() and noun_kinds().get(words[-1].lower_) and len(words) > 1:
        return words[0].idx, words[-1].idx + len(words[-1])  # "the 1984 Joint Declaration agreement"
    placed = _find_place_before(reading, token) if not words or words[-1].text[:1].islower() else None
    if placed is not None:
        return placed, token.idx + len(token)
    hyphened = re.search(
        r"\b[A-Z]\w+(?:-[A-Z]\w+)+(?: [a-z]+){0,3} $", token.doc.text[max(0, token.idx - 80) : token.idx]
    )
    if hyphened and len(names_in(reading, token.idx - len(hyphened.group()), token.idx)) >= 2:
        return token.idx - len(hyphened.group()), token.idx + len(token)
    return None


_PLACED = frozenset({"accord", "agreement", "convention", "declaration", "pact", "protocol", "treaty"})


def _find_place_before(reading: Reading, token: Token) -> int | None:
    """Return where "**Helsinki** peace accord" begins: a town, or what else is no side, stands before the noun.

    It must be one told of as known: "the Helsinki accord", "under Helsinki accords".
    """
    if token.lemma_.lower() not in _PLACED or any(t.lower_ in ("a", "an", "no", "any") for t in token.lefts):
        return None
    last = token.i - 1
    while last > token.sent.start and token.i - last < 4 and token.doc[last].text.islower():
        if token.doc[last].pos_ not in ("NOUN", "ADJ") or token.doc[last].lower_ in word_set("vague_before_agreements"):
            return None
        last -= 1
    first = last
    while first >= token.sent.start and token.doc[first].text[:1].isupper() and token.doc[first].pos_ == "PROPN":
        first -= 1
    first += 1
    if first > last:
        return None
    before = token.doc[first - 1] if first > token.sent.start else None
    known = token.tag_ in ("NNS", "NNPS") or (before is not None and before.lower_ in ("the", "'s", "’s", "this"))
    start = token.doc[first].idx
    year = before is not None and before.text.isdecimal()
    if not (known or year) or any(d.start <= start < d.end for d in reading.dates):
        return None
    name = reading.name_at(start)
    text = token.doc[first : last + 1].text
    town = country_of_place(text) is not None or text in read_pairs("capitals.tsv")
    sides = name is not None and name.kind in ("country", "nationality", "person", "organisation")
    if token.lower_ == "accords" and name is not None and name.kind == "organisation":
        return start  # a town that the tagger took for a body
    return None if sides and not town else start


def _last_of_name(preposition: Token) -> Token | None:
    """Return the last word of a name that goes on: "Covenant **on** Economic, Social and Cultural **Rights**"."""
    last = None
    for token in preposition.doc[preposition.i + 1 : preposition.sent.end]:
        capital = token.text[:1].isupper()
        if capital and token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and token.ent_type_ != "DATE":
            last = token
            continue
        joins = token.lower_ in ("and", "of", "the", ",", "-", "&") and token.i + 1 < preposition.sent.end
        if joins and token.nbor().lower_ == "the":
            continue
        if not joins or not token.nbor().text[:1].isupper() or (token.text == "," and _ends_name(token)):
            break
    return last


def _ends_name(comma: Token) -> bool:
    """Tell whether a comma ends a name: no "and" joins further capitalised words to it."""
    rest = comma.doc[comma.i + 1 : min(comma.i + 6, comma.sent.end)]
    return not any(t.lower_ == "and" for t in rest)
