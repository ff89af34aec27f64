"""What is printed behind a person's name: "X, head of the chamber,", "X (Peru)", "X, who leads the party"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.countries import code_of_country
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.names.name_words import is_many, is_office
from newstables.scripts.extract.people.bodies_meant import body_meant, is_body_noun
from newstables.scripts.extract.people.described import Described, is_person, name_over, own_words
from newstables.scripts.extract.people.role_bodies import is_office_word
from newstables.scripts.extract.people.role_words import office_head, read_role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


_STATES = ("Republic", "Kingdom", "Government")  # "X of the Republic of Peru" is of Peru


def read_after(reading: Reading, last: Token) -> Iterator[Described]:
    """Read an apposition: "X, head of the chamber," or "X, 43, analyst at Y Securities"."""
    doc, at, stop = reading.doc, last.i + 1, last.sent.end
    if at >= stop or doc[at].text not in (",", "--", "-", "—", "–"):
        return
    at += 1
    if at + 1 < stop and doc[at].like_num and doc[at + 1].text == ",":
        at += 2
    words: list[Token] = []
    while at < stop and len(words) < 16 and not _ends_apposition(reading, doc, at):
        words.append(doc[at])
        at += 1
    time = next((i for i, t in enumerate(words) if t.ent_type_ in ("DATE", "TIME") and not t.like_num), len(words))
    words = words[: time - 1] if 0 < time < len(words) and words[time - 1].pos_ == "ADP" else words[:time]
    if not words:
        return
    head = office_head(words)
    if head is None or words.index(head) > 6 or is_many(head):
        return
    if words[0].tag_ in ("VBG", "VBN", "VBD", "IN", "RB") and words[0].lower_ not in word_set("before_offices"):
        return
    if any(is_person(reading, t) for t in words):
        return
    following = doc[at] if at < stop else None
    if following is not None and is_person(reading, following) and following.text not in (",",):
        return  # "X, President Y": the words belong to the next name
    yield from read_role(reading, words, "person.after")


def read_of_body(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "X of the Chamber of Trade", "X from Peru", and, of who speaks, "X at Y Securities"."""
    doc, at = reading.doc, last.i + 1
    speaks = last.head.lemma_ in word_set("verbs_of_speech") and last.dep_ == "nsubj"
    if at + 1 >= len(doc) or doc[at].lower_ not in (("of", "from", "at", "with") if speaks else ("of", "from")):
        return
    link = doc[at].lower_
    at += 1 + (doc[at + 1].lower_ == "the")
    at += 2 if at + 2 < len(doc) and doc[at].text in _STATES and doc[at + 1].lower_ == "of" else 0
    name = name_over(reading, doc[at]) if at < len(doc) else None
    longer = _capitals_from(doc, at) if name is not None and name.kind == "nationality" else None
    if longer is not None and longer.end > at + 1:  # "X of the Iraqi Concord Front"
        yield Described("organisation", longer.text, longer.start_char, longer.end_char, "person.of")
    elif name is not None and name.kind == "country" and name.country:
        yield Described("country", name.country, name.start, name.end, "person.of")
    elif name is not None and name.kind == "place" and name.country and link == "from":
        yield Described("country", name.country, name.start, name.end, "person.from")
    elif name is not None and name.kind == "organisation" and name.start <= doc[at].idx:
        yield Described("organisation", own_words(name.text), name.start, name.end, "person.of")
    elif (
        name is None
        and doc[at].pos_ == "PROPN"
        and link == "of"
        and doc[at - 1].lower_ in ("of", "the")
        and doc[at].text[:1].isupper()
    ):
        run = _capitals_from(doc, at)
        yield Described("organisation", run.text, run.start_char, run.end_char, "person.of")


def _capitals_from(doc: Doc, at: int) -> Span:
    """Return the run of capitalised words from one on."""
    end = at + 1
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
        end += 1
    return doc[at:end]


def read_heading(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "a Peruvian delegation headed by X" and "the group, headed by X": the country and the body that X heads."""
    by = last
    while by.dep_ in ("compound", "nmod", "conj", "appos", "pobj") and by.lower_ != "by" and by is not by.head:
        by = by.head
    if by.dep_ not in ("agent", "prep") or by.lower_ != "by" or by.head.lemma_ not in word_set("verbs_of_heading"):
        return
    subject = next((c for c in by.head.children if c.dep_ == "nsubjpass" and c.tag_ not in ("WDT", "WP")), None)
    if subject is None and by.head.dep_ not in ("acl", "relcl"):
        return
    headed = by.head.head if subject is None else subject
    name = name_over(reading, headed)
    if name is not None and name.kind == "organisation":
        yield Described("organisation", own_words(name.text), name.start, name.end, "person.heading")
    elif is_body_noun(headed) and any(t.lower_ in ("the", "this", "that", "its") for t in headed.lefts):
        place = body_meant(reading, headed)
        if place is not None:
            yield Described("organisation", reading.article.body[place[0] : place[1]], *place, "person.heading")
    for child in headed.lefts:
        name = name_over(reading, child)
        if name is not None and name.kind in ("nationality", "country") and name.country:
            yield Described("country", name.country, name.start, name.end, "person.delegation")


def _ends_apposition(reading: Reading, doc: Doc, at: int) -> bool:
    token = doc[at]
    if (
        token.text == ","
        and at + 1 < len(doc)
        and doc[at + 1].text in ("Inc.", "Inc", "Ltd.", "Ltd", "LLC", "LLP", "PLC")
    ):
        return False
    if token.text in (",", ".", ";", ")", "(", "--", '"', "”", "“", ":") or "\n" in token.text:
        return True
    if (token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN")) or token.text in (
        "who",
        "which",
        "whose",
        "that",
        "while",
        "but",
    ):
        return True
    if token.lower_ != "and" or at + 1 >= len(doc):
        return False
    if is_person(reading, doc[at + 1]) or doc[at + 1].pos_ in ("DET", "VERB"):
        return True
    if not is_office(doc[at + 1]):
        return False
    return any(is_person(reading, t) for t in doc[at + 1 : min(at + 8, token.sent.end)])


def read_said(reading: Reading, last: Token) -> Iterator[Described]:
    """Read what a clause says of a name: "X is the mayor of Y", "X, who heads the chamber", "they named X coach"."""
    for child in last.children:
        if child.dep_ == "relcl" and child.lemma_ in word_set("verbs_of_heading"):
            for obj in clauses.objects(child):
                name = name_over(reading, obj)
                if name is not None and name.kind == "organisation":
                    yield Described("organisation", own_words(name.text), name.start, name.end, "person.who")
        if child.dep_ == "relcl" and child.lemma_ in ("be", "become"):
            yield from _predicate(reading, child)
    if last.dep_ == "nsubj" and last.head.lemma_ in ("be", "become"):
        yield from _predicate(reading, last.head)
    yield from _predicated(reading, last)
    if last.dep_ in ("dobj", "nsubjpass") and last.head.lemma_ in word_set("verbs_of_appointing"):
        yield from _appointed(reading, last)


def _predicated(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "the candidates elected were X, Y and Z": an office in the plural that a list is said to be."""
    token = last
    while token.dep_ in ("conj", "appos", "compound") and token is not token.head:
        token = token.head
    if token.dep_ != "attr" or token.head.lemma_ != "be":
        return
    for subject in token.head.children:
        if subject.dep_ == "nsubj" and is_office(subject) and is_many(subject):
            words = [
                t for t in reading.doc[subject.left_edge.i : subject.i + 1] if t.lower_ not in ("other", "the", "two")
            ]
            yield from read_role(reading, words, "person.is")
            return


def _appointed(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "appointed X as envoy", "elected X president", "X was named coach"."""
    if clauses.is_negated(last.head):
        return
    for child in last.head.children:
        if child.i < last.i:
            continue
        office = child
        if child.dep_ == "prep" and child.lower_ == "as":
            office = next((c for c in child.children if c.dep_ == "pobj"), child)
        elif child.dep_ not in ("oprd", "xcomp", "attr"):
            continue
        if is_office(office) and not is_many(office):
            yield from read_role(reading, _run_of(office), "person.appointed")
            return


def _predicate(reading: Reading, verb: Token) -> Iterator[Described]:
    for child in verb.children:
        if child.dep_ == "attr" and is_office(child) and not clauses.is_negated(verb):
            yield from read_role(reading, _run_of(child), "person.is")


def _run_of(office: Token) -> list[Token]:
    """Return the words of the phrase that an office heads, up to the first mark or clause."""
    words = [
        t
        for t in office.subtree
        if t.dep_ not in ("relcl",)
        and not any(a.dep_ in ("relcl", "acl", "advcl") for a in t.ancestors if a.i > office.i)
    ]
    run = [words[0]] if words else []
    for token in words[1:]:
        if token.i != run[-1].i + 1 or (token.is_punct and token.text != "-") or token.ent_type_ in ("DATE", "TIME"):
            break
        run.append(token)
    return run


def read_in_brackets(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "X (Peru)", "X (PER)" and "X (Labour)"."""
    doc = reading.doc
    if last.i + 2 >= len(doc) or doc[last.i + 1].text != "(":
        return
    inside = []
    for token in doc[last.i + 2 : last.i + 8]:
        if token.text in (")", ",", ";", "/"):
            break
        inside.append(token)
    if not inside or len(inside) > 5:
        return
    start, end = inside[0].idx, inside[-1].idx + len(inside[-1])
    text = reading.article.body[start:end]
    code = code_of_country(text) or _codes().get(text)
    if code:
        yield Described("country", code, start, end, "person.brackets")
        return
    if len(inside) == 1 and text.islower() and (is_office(inside[0]) or text.rstrip(".") == "capt"):
        yield Described("role", text, start, end, "person.brackets")
        return
    name = name_over(reading, inside[0])
    if (name is not None and name.kind == "organisation" and name.end == end) or (
        text.isalpha() and text.isupper() and 2 <= len(text) <= 6
    ):
        yield Described("organisation", text, start, end, "person.brackets")


@cache
def _codes() -> dict[str, str]:
    return {**{code: code for code in read_pairs("countries.tsv").values()}, **read_pairs("sport_codes.tsv")}


def read_listed(reading: Reading, mention: Name) -> Iterator[Described]:
    """Read the head of a list of people: "Peru: X, Y, Z" or "City (1-4-3): X, Y"."""
    body = reading.article.body
    start = body.rfind("\n", 0, mention.start) + 1
    colon = body.find(":", start, start + 60)
    if colon < 0 or colon >= mention.start or mention.start - colon > 1500:
        return
    head = body[start:colon].split("(")[0].strip()
    listed = [
        n
        for n in reading.names
        if n.kind == "person"
        and colon < n.start < (body.find("\n", colon) if body.find("\n", colon) > 0 else len(body))
    ]
    if not head or len(head.split()) > 4:
        return
    name = next((n for n in reading.names if n.start == start and n.end <= colon), None)
    code = code_of_country(head)
    if is_office_word(head.removesuffix("s")):
        yield Described("role", head.removesuffix("s"), start, start + len(head.removesuffix("s")), "person.list")
        return
    if len(listed) < 4:
        return
    if code:
        yield Described("country", code, start, start + len(head), "person.list")
    if code or (name is not None and name.kind in ("organisation", "place")):
        yield Described("organisation", head, start, start + len(head), "person.list")
