"""Later mentions: what "the minister", "both nations" or "he" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract.names import Name, is_office

if TYPE_CHECKING:
    from newstables.scripts.extract.reading import Reading

_PAIR = frozenset("countries nations sides states parties neighbours neighbors leaders governments".split())
_REACH = 1500  # characters back in which a pronoun's person is looked for


def resolve(reading: Reading, start: int, end: int) -> list[Name]:
    """Tell which names a noun phrase or pronoun stands for.

    Parameters
    ----------
    reading : Reading
        The article with its names and people.
    start, end : int
        Offsets of the phrase.

    Returns
    -------
    list of Name
        The mentions that it goes back to; empty where that is not plain.
    """
    words = reading.article.body[start:end].lower().split()
    if not words:
        return []
    if words in (["he"], ["she"], ["him"], ["her"], ["his"]):
        return _latest_person(reading, start)
    if (
        words[-1] in _PAIR
        and (words[0] in ("both", "two") or words[:2] == ["the", "two"])
        or words in (["both"], ["the", "two"])
    ):
        return _latest_pair(reading, start, "person" if words[-1] == "leaders" else "country")
    if words[0] in ("the", "his", "her") and len(words) > 1:
        return _by_office(reading, start, end)
    return []


def _latest_person(reading: Reading, start: int) -> list[Name]:
    """Return the subject nearest before a pronoun, else the person named last."""
    before = [
        n for n in reading.names if n.kind == "person" and n.person is not None and start - _REACH < n.start < start
    ]
    if not before:
        return []
    here = reading.sentence(start).start_char
    inside = [n for n in before if n.start >= here]
    if inside:
        return [inside[0]]
    previous = reading.sentence(before[-1].start).start_char
    return [next(n for n in before if n.start >= previous)]


def _latest_group(reading: Reading, start: int) -> list[Name]:
    """Return the two people told last before "they", where the sentence or the one before it names two."""
    sentence = reading.sentence(start).start_char
    before = reading.sentence(sentence - 2).start_char if sentence > 2 else sentence
    for since in (sentence, before):
        inside = {
            n.person: n
            for n in reading.names
            if n.kind == "person" and n.person is not None and since <= n.start < start
        }
        if len(inside) == 2:
            return sorted(inside.values(), key=lambda n: n.start)
        if len(inside) > 2:
            return []
    return []


def _latest_pair(reading: Reading, start: int, kind: str) -> list[Name]:
    """Return the two countries (or people) told last before "both nations"."""
    found: dict[str, Name] = {}
    for name in reversed([n for n in reading.names if n.end <= start]):
        key = name.country if kind == "country" else str(name.person)
        fits = name.kind in ("country", "nationality") if kind == "country" else name.kind == "person"
        if fits and key and key not in found:
            found[key] = name
            if len(found) == 2:
                return sorted(found.values(), key=lambda n: n.start)
    return []


def _by_office(reading: Reading, start: int, end: int) -> list[Name]:
    """Return the person whose office "the minister" names: the one told last with that office."""
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    if span is None or not is_office(span.root):
        return []
    office = span.root.lemma_.lower()
    if span.root.tag_ in ("NNS", "NNPS"):
        return []
    for name in reversed([n for n in reading.names if n.kind == "person" and n.person is not None and n.end <= start]):
        role = (
            reading.people[name.person].role if name.person is not None and name.person < len(reading.people) else None
        )
        if role and office in role.lower().split():
            return [name]
    return []
