"""Who says so: the source to which a clause of an article is attributed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.coreference import resolve
from newstables.scripts.extract.lexicon import read_words
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.rows import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newstables.scripts.extract.reading import Reading

_LONGEST = 12  # words that name a source
_REACH = 3000  # characters of a paragraph looked at on each side of a clause
_SENTENCE = 4  # words of a quotation, at least, that can be a sentence of its own
_BACK = 3  # paragraphs back in which a quotation without a speaker of its own can have begun
_COMPLEMENTS = frozenset(["ccomp", "xcomp"])
_OBJECTS = frozenset(["dobj", "obj"])
_QUOTES = re.compile('["“”]')
_MARKS = frozenset([",", '"', "“", "”", "''", "``", ":", "-", "–", "—", "--"])
_SENTENCES = 6  # back to the one that names who "he" is
_ANYBODY = frozenset(["official", "source", "analyst", "expert", "witness", "trader", "dealer", "diplomat", "observer"])
_PERSONAL = frozenset(["he", "she"])
_OTHERS = frozenset(["it", "they", "we", "i", "you", "who", "which", "that", "this", "there", "one"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """The source of a clause.

    Attributes
    ----------
    text : str
        The name of the person or body as printed ("Kayani", "Xinhua"), the fullest form of the name where only "he" or
        an office is printed, else the words ("the ministry").
    start, end : int
        Offsets of the words in the body that tell the source.
    """

    text: str
    start: int
    end: int


def find_attribution(reading: Reading, start: int, end: int) -> Attribution | None:
    """Tell who says what a clause states.

    Parameters
    ----------
    reading : Reading
        The article with its parse, names and people.
    start, end : int
        Offsets of the clause in the body.

    Returns
    -------
    Attribution or None
        The source: the subject of the verb of saying that governs the clause, the one after "according to", or the
        speaker of the quotation that the clause stands in; None where the article says it itself.
    """
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    anchor = span.root
    for source in (_governing(anchor), _according(anchor), _aside(anchor), _quoted(reading, anchor)):
        if source is not None:
            return _name(reading, source)
    return None


def attribute(reading: Reading, start: int, end: int) -> tuple[str | None, tuple[Evidence, ...]]:
    """Return the cell `attributed_to` of a row that a clause states, with its evidence.

    Parameters
    ----------
    reading : Reading
        The article.
    start, end : int
        Offsets of the clause in the body.

    Returns
    -------
    tuple of str or None, and tuple of Evidence
        None and no evidence where the article says it itself.
    """
    source = find_attribution(reading, start, end)
    if source is None:
        return None, ()
    return source.text, (reading.evidence("attributed_to", source.start, source.end, "attribution"),)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words("verbs_of_report.txt"))


def _reports(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in _verbs()


def _speaker(verb: Token) -> Token | None:
    """Return who says what a verb of saying leads to: its subject, or who is quoted "as saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        outer = verb.head.head  # "quoted X as saying", "X was quoted as saying"
        quoted = clauses.objects(outer)
        return quoted[0] if quoted else None
    return _subject(verb)


def _governing(anchor: Token) -> Token | None:
    """Return the source of the verb of saying whose content the anchor is: "Kayani said that they **met**"."""
    token = anchor
    for head in anchor.ancestors:
        content = token.dep_ in _COMPLEMENTS or (token.dep_ in _OBJECTS and head.lemma_ != "tell")
        if content and _reports(head):
            speaker = _speaker(head)
            if speaker is not None and not _holds(speaker, anchor):
                return speaker
        token = head
    return None


def _holds(head: Token, token: Token) -> bool:
    return head.left_edge.i <= token.i <= head.right_edge.i


def _according(anchor: Token) -> Token | None:
    """Return the source after "according to", where that goes with the sentence or with the anchor's clause."""
    above = {anchor.i, *(token.i for token in anchor.ancestors)}
    for token in anchor.sent:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            apart = token.i == token.sent.start or token.nbor(-1).text in _MARKS
            if apart or token.head.i in above:
                found = clauses.pobjs(token.nbor()) or clauses.pobjs(token)
                return found[0] if found else None
    return None


def _aside(anchor: Token) -> Token | None:
    """Return the source told beside or behind a clause: "They **met**, the ministry said", "They, he said, **met**"."""
    for token in anchor.sent:
        if not _reports(token) or token == anchor or any(_follows(child, token) for child in token.children):
            continue
        own = [child for child in token.children if child.dep_ == "nsubj"]
        if not own:
            continue
        first = min(own[0].left_edge.i, token.i)
        opens = first > anchor.sent.start and anchor.doc[first - 1].text in _MARKS
        if opens and (anchor.i < first or _closes(token, own[0], anchor)) and not _within(token, anchor):
            return own[0]
    return None


def _follows(child: Token, verb: Token) -> bool:
    """Tell whether a verb of saying has its content behind it, as in "Kayani said that they met"."""
    return child.dep_ == "ccomp" and child.i > verb.i


def _closes(verb: Token, subject: Token, anchor: Token) -> bool:
    """Tell whether a verb of saying is put between commas in front of the anchor."""
    when = [child.right_edge.i for child in verb.children if child.dep_ in ("prep", "npadvmod") and child.i > verb.i]
    last = max([verb.i, subject.right_edge.i, *when])
    return verb.dep_ == "parataxis" and last + 1 < anchor.i and anchor.doc[last + 1].text in _MARKS


def _within(verb: Token, anchor: Token) -> bool:
    """Tell whether a verb of saying belongs to a relative clause, and so not to the sentence."""
    return any(token.dep_ in ("relcl", "acl") and not _holds(token, anchor) for token in (verb, *verb.ancestors))


def _quoted(reading: Reading, anchor: Token) -> Token | None:
    """Return the speaker of the quotation that the anchor stands in, which may run over sentences and paragraphs."""
    body = reading.article.body
    start, end = _paragraph(body, anchor.idx)
    inside = _quotations(body, start, end)
    here = next(((first, last) for first, last in inside if first <= anchor.idx < last), None)
    if here is None:
        return None
    sayings = list(_sayings(reading, start, end, inside))
    behind = [verb for verb in sayings if verb.idx >= here[1] and verb.idx - here[1] < 200]
    if behind and _joined(body, here[1], behind[0]):
        return _subject(behind[0])
    if len(body[here[0] : here[1]].split()) < _SENTENCE:
        return None
    before = [verb for verb in sayings if verb.idx < here[0]]
    if before or behind:
        return _subject(before[-1] if before else behind[0])
    for _ in range(_BACK):
        if start == 0:
            return None
        start, end = _paragraph(body, start - 1)
        while start and not body[start:end].strip():
            start, end = _paragraph(body, start - 1)
        sayings = list(_sayings(reading, start, end, _quotations(body, start, end)))
        if sayings:
            return _subject(sayings[-1])
    return None


def _paragraph(body: str, offset: int) -> tuple[int, int]:
    """Return the paragraph around an offset, at most `_REACH` characters of it on each side."""
    low, high = max(0, offset - _REACH), min(len(body), offset + _REACH)
    start = body.rfind("\n", low, offset) + 1 or low
    end = body.find("\n", offset, high)
    return start, end if end >= 0 else high


def _quotations(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the quotations in a paragraph; one that is not closed ends with it."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _QUOTES.finditer(body, start, end):
        if opened is None and mark.group() != "”":
            opened = mark.end()
        elif opened is not None and mark.group() != "“":
            found.append((opened, mark.start()))
            opened = None
    return [*found, (opened, end)] if opened is not None else found


def _sayings(reading: Reading, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[Token]:
    """Yield the verbs of saying in a paragraph that stand outside of its quotations and have a subject."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    for token in span if span is not None else ():
        spoken = any(first <= token.idx < last for first, last in inside)
        if _reports(token) and not spoken and _subject(token) is not None:
            yield token


def _subject(verb: Token) -> Token | None:
    """Return who says: the subject that stands nearest to the verb."""
    return min(clauses.agents(verb), key=lambda token: abs(token.i - verb.i), default=None)


def _joined(body: str, closing: int, verb: Token) -> bool:
    """Tell whether a verb of saying stands in the sentence in which a quotation closes: '..., Kayani said'."""
    between = body[closing : verb.idx]
    return not re.search(r"[.!?][\"”]?\s", between) and body[closing - 1 : closing] not in (".", "!")


def _name(reading: Reading, source: Token) -> Attribution | None:
    """Return the name of a source, or the words for it."""
    name = next((n for n in reading.names if n.start <= source.idx < n.end), None)
    if name is not None and name.kind in ("person", "organisation", "country"):
        return Attribution(name.text, name.start, name.end)
    words = _words(source)
    start, end = words.start_char, words.end_char
    if source.lower_ == "it":
        body = _latest_body(source)
        return _name(reading, body) if body is not None else None
    if source.lower_ in _OTHERS:
        return None
    person = _person(reading, source, start, end)
    if person is not None:
        return Attribution(reading.people[person].name, start, end)
    if source.lower_ in _PERSONAL or len(words.text.split()) > _LONGEST:
        return None
    return Attribution(words.text, start, end)


def _person(reading: Reading, source: Token, start: int, end: int) -> int | None:
    """Return the person whom "he" or "the minister" stands for, where that is plain."""
    if source.lemma_.lower() in _ANYBODY or any(child.dep_ == "poss" for child in source.children):
        return None  # "the minister's spokesman" is another person
    before = _latest_speaker(reading, source) if source.lower_ in _PERSONAL else None
    if before is not None:
        return before
    people = {n.person for n in resolve(reading, start, end) if n.kind == "person" and n.person is not None}
    return people.pop() if len(people) == 1 else None


def _latest_speaker(reading: Reading, pronoun: Token) -> int | None:
    """Return the person who speaks, or acts, in the sentence before that of a pronoun, or in one of those before it.

    Whoever is named in what "he" says is not "he".
    """
    sentence = pronoun.sent
    for _ in range(_SENTENCES):
        if sentence.start == 0:
            return None
        sentence = pronoun.doc[sentence.start - 1].sent
        spoken = [subject for verb in sentence if _reports(verb) and (subject := _subject(verb)) is not None]
        for subject in [*spoken, *clauses.subjects(sentence.root)]:
            for name in reading.names:
                if name.start <= subject.idx < name.end and name.kind == "person" and name.person is not None:
                    return name.person
    return None


def _latest_body(pronoun: Token) -> Token | None:
    """Return the body or paper that speaks, or acts, in the sentence before that of "it"."""
    if pronoun.sent.start == 0:
        return None
    sentence = pronoun.doc[pronoun.sent.start - 1].sent
    spoken = [subject for verb in sentence if _reports(verb) and (subject := _subject(verb)) is not None]
    for subject in [*spoken, *clauses.subjects(sentence.root)]:
        thing = subject.tag_ in ("NN", "NNP") and subject.ent_type_ != "PERSON"
        if thing and not is_office(subject):
            return subject
    return None


def _words(source: Token) -> Span:
    """Return the words that name a source: its noun phrase, with what stands behind "of" and "for"."""
    span = clauses.phrase(source)
    last = span.end
    for child in source.children:
        if child.dep_ == "prep" and child.i == last and child.lower_ in ("of", "for", "at", "from"):
            last = max([last, *(clauses.phrase(obj).end for obj in clauses.pobjs(child))])
    return source.doc[span.start : last]
