"""What is printed around a person's name: role, organisation and country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.abbreviations import find_full_name
from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.names import Name, is_field, is_office, is_title, offices
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.extract.reading import Reading

_RANKS = frozenset(("senior", "former", "top", "new", "high-ranking", "leading", "veteran", "deputy", "chief"))
_LINKS = frozenset(["of", "for", "in", "to", "on", "at"])
_LONGEST = 12  # words of a role


@dataclass(frozen=True, slots=True)
class Described:
    """One cell of a person, with the words that give it."""

    column: str
    value: str
    start: int
    end: int
    rule: str


def describe(reading: Reading, mention: Name) -> list[Described]:
    """Read what is printed around one mention of a person.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    mention : Name
        A mention of a person.

    Returns
    -------
    list of Described
        Roles, organisations and countries, as printed before the name ("Peruvian President X"), after it between commas
        ("X, head of the chamber,"), in brackets ("X (Peru)"), said of it ("X, who heads the chamber", "X is the
        mayor"), or as the head of the list it stands in ("Peru: X, Y").
    """
    span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return []
    found = list(_before(reading, span[0])) or list(_apposed(reading, span))
    for source in (_after, _of_body, _heading, _said, _in_brackets):
        found.extend(source(reading, span[-1]))
    found.extend(_listed(reading, mention))
    return [_in_full(reading, told) if told.column == "organisation" else told for told in found]


def _in_full(reading: Reading, told: Described) -> Described:
    """Return an organisation by its full name, where the article gives that with the letters in brackets."""
    place = find_full_name(reading.article.body, told.value)
    if place is None:
        return told
    start, end = place
    return Described("organisation", reading.article.body[start:end], start, end, f"{told.rule}.letters")


def _before(reading: Reading, first: Token) -> Iterator[Described]:
    doc, at = reading.doc, first.i - 1
    start = first.sent.start
    while at >= start and ((is_title(doc[at].text) and doc[at].lower_ not in ("gen", "sen")) or doc[at].text == "."):
        at -= 1
    if at < start:
        return
    owner = at - 1 if doc[at].lower_ in ("'s", "’s") else None
    if owner is not None:
        yield from _owner(reading, doc[owner])
        return
    begin = at
    while begin >= start and at - begin < 14 and _belongs(reading, doc, begin, at):
        begin -= 1
    words = list(doc[begin + 1 : at + 1])
    if begin >= start and doc[begin].text in ('"', "“", "(") and words and not any(is_office(t) for t in words):
        return
    yield from _read_role(reading, words, "person.before")
    if begin > start and doc[begin].text == "," and words and len(words) <= 2:  # "the majority leader, Senator X"
        yield from _before_comma(reading, doc, begin, start)


def _before_comma(reading: Reading, doc: Doc, comma: int, start: int) -> Iterator[Described]:
    first = comma
    while (
        first > start
        and comma - first < 12
        and doc[first - 1].text not in (",", ";", "-", "--", ":", "(")
        and not _is_person(reading, doc[first - 1])
    ):
        if doc[first - 1].pos_ in ("VERB", "AUX"):
            return
        first -= 1
    words = list(doc[first:comma])
    if words and words[0].pos_ in ("DET", "CCONJ", "ADP") and any(is_office(t) for t in words[-4:]):
        yield from _read_role(reading, words, "person.before")


def _apposed(reading: Reading, span: Span) -> Iterator[Described]:
    """Read "The head of the chamber, X, said": the name stands in apposition to an office."""
    head = span.root.head
    if span.root.dep_ != "appos" or not is_office(head) or head.tag_ in ("NNS", "NNPS") or head.i > span.start:
        return
    words = [t for t in reading.doc[head.left_edge.i : span.start] if not t.is_space]
    while words and words[-1].is_punct:
        words.pop()
    if any(t.is_punct and t.text not in ("-", "’", "'") for t in words) or any(_is_person(reading, t) for t in words):
        return
    yield from _read_role(reading, words, "person.apposed")


def _belongs(reading: Reading, doc: Doc, i: int, last: int) -> bool:
    """Tell whether a word before a name is part of what describes it."""
    token = doc[i]
    if token.is_space or ("\n" in token.text_with_ws and i != last):
        return False
    if token.is_punct:
        return token.text in ("-", "'", "’", "/", "&") and i != last
    if token.text in ("'s", "’s"):
        return i != last
    if token.lower_ in _LINKS:
        return (
            i != last
            and doc[i - 1].pos_ in ("NOUN", "PROPN")
            and i > 0
            and (is_office(doc[i - 1]) or doc[i - 1].text[:1].isupper())
        )
    if token.lower_ in ("and", "the"):
        return (
            i != last
            and i > 0
            and doc[i + 1].text[:1].isupper()
            and ((doc[i - 1].text[:1].isupper() and not _is_person(reading, doc[i - 1])) or doc[i - 1].lower_ in _LINKS)
        )
    if _is_person(reading, token):
        return False
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.lower_ in word_set("before_offices") or is_office(token):
        return not (token.ent_type_ in ("DATE", "TIME") and token.text[:1].isupper())
    return token.tag_ in ("VBN", "VBG", "JJ") and doc[i - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN")


def _is_person(reading: Reading, token: Token) -> bool:
    return any(n.kind == "person" and n.start <= token.idx < n.end for n in reading.names)


def _name_over(reading: Reading, token: Token) -> Name | None:
    return next((n for n in reading.names if n.start <= token.idx < n.end), None)


def _owner(reading: Reading, owner: Token) -> Iterator[Described]:
    """Read "Peru's X": the country; "Gasprom's X": the organisation."""
    name = _name_over(reading, owner)
    if name is None:
        return
    if name.kind == "country" and name.country:
        yield Described("country", name.country, name.start, name.end, "person.owner")
    elif name.kind == "organisation":
        yield Described("organisation", name.text, name.start, name.end, "person.owner")


def _read_role(reading: Reading, words: list[Token], rule: str) -> Iterator[Described]:
    """Read role, organisation and country out of the words that describe a person."""
    while words and (
        words[0].pos_ in ("DET", "CCONJ", "PART", "PRON", "NUM")
        or words[0].lower_ in _LINKS
        or words[0].is_punct
        or words[0].lower_ in ("visiting", "fellow", "the", "his", "her", "their", "its", "another")
    ):
        words.pop(0)
    head = _office_head(words)
    if head is None or not words:
        return
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    names = [n for n in reading.names if start <= n.start and n.end <= end]
    kept = [t for t in words if not _is_nationality_before(names, t, head)]
    while kept and (
        kept[0].text in ("'s", "’s", "-", "'", "’")
        or kept[0].lower_ in _LINKS
        or kept[0].lower_ in ("visiting", "the", "and")
    ):
        kept.pop(0)
    while kept and (kept[-1].text in ("'s", "’s", "-") or kept[-1].lower_ in (*_LINKS, "the", "and")):
        kept.pop()
    link = next((i for i, t in enumerate(kept) if t.i > head.i and t.lower_ in _LINKS), None)
    if (
        link is not None
        and len(kept) - link > 4
        and any(n.kind == "organisation" and n.start > kept[link].idx for n in names)
    ):
        kept = kept[:link]
    role = "".join(t.text_with_ws for t in kept).strip()
    if role and len(role.split()) <= _LONGEST:
        yield Described("role", " ".join(role.split()), kept[0].idx, kept[-1].idx + len(kept[-1]), rule)
    yield from _role_country(names, words, head, rule)
    yield from _role_organisation(reading, names, words, head, rule)


def _office_head(words: list[Token]) -> Token | None:
    """Return the word that is the office: the last before the first "of" or "for", else the last of all."""
    link = next(
        (i for i, t in enumerate(words) if t.lower_ in _LINKS and any(is_office(w) for w in words[:i])), len(words)
    )
    offices = [t for t in words[:link] if is_office(t)]
    return offices[-1] if offices else None


def _is_nationality_before(names: list[Name], token: Token, head: Token) -> bool:
    return any(
        n.kind in ("nationality", "country") and n.start <= token.idx < n.end and n.start < head.idx for n in names
    )


def _role_country(names: list[Name], words: list[Token], head: Token, rule: str) -> Iterator[Described]:
    for kinds in (("nationality", "country"), ("place",)):
        for name in names:
            if (
                name.kind in kinds
                and name.country
                and (
                    name.start < head.idx
                    or head.lemma_.lower()
                    not in ("ambassador", "envoy", "adviser", "expert", "representative", "coordinator")
                )
            ):
                yield Described("country", name.country, name.start, name.end, f"{rule}.country")
                return
    for token in words:
        if token.lower_ == "of" and head.lemma_.lower() in ("mayor", "governor", "bishop", "archbishop"):
            town = token.nbor(1) if token.i + 1 < len(token.doc) else None
            code = country_of_place(town.text) if town is not None else None
            if code and town is not None:
                yield Described("country", code, town.idx, town.idx + len(town), f"{rule}.country")
                return
    for name in names:
        if name.kind == "organisation":
            for code in _countries_in(name):
                yield Described("country", code, name.start, name.end, f"{rule}.country")
                return


def _role_organisation(
    reading: Reading, names: list[Name], words: list[Token], head: Token, rule: str
) -> Iterator[Described]:
    for name in names:
        if name.kind == "organisation" and not all(map(is_field, name.text.split())) and not is_office_word(name.text):
            yield Described("organisation", _own_words(name.text), name.start, name.end, f"{rule}.organisation")
            return
    yield from _lower_body(reading, words, head, rule)
    run = [t for t in words if t.i < head.i]
    run = [
        t
        for t in run
        if t.text[:1].isupper()
        and not is_field(t.text)
        and not is_office(t)
        and not _is_nationality_before(names, t, head)
        and t.pos_ == "PROPN"
        and not is_title(t.text)
    ]
    if run and not any(n.kind == "place" and n.start <= run[0].idx < n.end for n in names):
        yield Described(
            "organisation",
            reading.article.body[run[0].idx : run[-1].idx + len(run[-1])],
            run[0].idx,
            run[-1].idx + len(run[-1]),
            f"{rule}.organisation",
        )
        return
    for token in words:
        if token.i > head.i and token.lower_ in ("of", "at", "for", "with", "in") and token.i + 1 <= words[-1].i:
            rest = [t for t in words if t.i > token.i]
            while rest and rest[0].pos_ == "DET":
                rest.pop(0)
            capital = [t for t in rest if t.text[:1].isupper()]
            if token.lower_ == "in" or not rest:
                continue
            if (
                capital
                and head.lemma_.lower()
                not in ("minister", "secretary", "president", "king", "queen", "governor", "mayor", "premier")
                and not any(
                    n.kind in ("country", "place", "nationality") and n.start <= capital[0].idx < n.end for n in names
                )
            ):
                yield Described(
                    "organisation",
                    reading.article.body[rest[0].idx : rest[-1].idx + len(rest[-1])],
                    rest[0].idx,
                    rest[-1].idx + len(rest[-1]),
                    f"{rule}.organisation",
                )
            return


def _lower_body(reading: Reading, words: list[Token], head: Token, rule: str) -> Iterator[Described]:
    """Read a body in lower case before an office: "foreign ministry official", "Liberty party leader"."""
    body = next((t for t in words if t.i < head.i and t.lower_ in word_set("bodies_before_offices")), None)
    if body is None:
        return
    run = [
        t
        for t in words
        if t.i <= body.i and not is_office(t) and not code_of_nationality(t.text) and t.lower_ not in _RANKS
    ]
    while run and (run[0].pos_ in ("DET", "PUNCT", "PART", "ADP") or run[0].lower_ in ("senior", "top", "former")):
        run.pop(0)
    if run and (len(run) > 1 or body.lower_ not in ("party", "team", "group", "club", "company")):
        start, end = run[0].idx, run[-1].idx + len(run[-1])
        yield Described("organisation", reading.article.body[start:end], start, end, f"{rule}.organisation")


def _names_a_body(text: str) -> bool:
    """Tell whether capitalised words before an office are a body's name, not the office's field: not "Foreign"."""
    words = [w for w in re.split(r"[\s-]+", text) if w.lower() not in ("and", "of", "for", "the", "&")]
    if not words or text.lower().startswith(("pro-", "anti-", "state for ")):
        return False
    return not all(is_field(w) or w.lower().rstrip(".") in offices() or code_of_nationality(w) for w in words)


def is_office_word(text: str) -> bool:
    """Tell whether words the tagger takes for a body are an office: "Foreign Minister"."""
    return text.split()[-1].lower() in offices()


def _own_words(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s")


def _after(reading: Reading, last: Token) -> Iterator[Described]:
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
    head = _office_head(words)
    if head is None or words.index(head) > 6 or head.tag_ in ("NNS", "NNPS"):
        return
    if words[0].tag_ in ("VBG", "VBN", "VBD", "IN", "RB") and words[0].lower_ not in word_set("before_offices"):
        return
    if any(_is_person(reading, t) for t in words):
        return
    following = doc[at] if at < stop else None
    if following is not None and _is_person(reading, following) and following.text not in (",",):
        return  # "X, President Y": the words belong to the next name
    yield from _read_role(reading, words, "person.after")


def _of_body(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "X of the Chamber of Trade" and "X from Peru"."""
    doc, at = reading.doc, last.i + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "from"):
        return
    at += 1 + (doc[at + 1].lower_ == "the")
    name = _name_over(reading, doc[at]) if at < len(doc) else None
    if name is not None and name.kind == "country" and name.country:
        yield Described("country", name.country, name.start, name.end, "person.of")
    elif name is not None and name.kind == "organisation" and name.start <= doc[at].idx:
        yield Described("organisation", _own_words(name.text), name.start, name.end, "person.of")
    elif name is None and doc[at].pos_ == "PROPN" and doc[at - 1].lower_ == "of" and doc[at].text[:1].isupper():
        yield Described("organisation", doc[at].text, doc[at].idx, doc[at].idx + len(doc[at]), "person.of")


def _heading(reading: Reading, last: Token) -> Iterator[Described]:
    """Read "a Peruvian delegation headed by X": X is of the delegation's country."""
    by = last.head
    while by.dep_ in ("compound", "nmod") and by is not by.head:
        by = by.head
    if (
        by.dep_ not in ("agent", "prep")
        or by.lower_ != "by"
        or by.head.dep_ != "acl"
        or by.head.lemma_ not in ("head", "lead")
    ):
        return
    for child in by.head.head.lefts:
        name = _name_over(reading, child)
        if name is not None and name.kind in ("nationality", "country") and name.country:
            yield Described("country", name.country, name.start, name.end, "person.delegation")


def _ends_apposition(reading: Reading, doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.text in (",", ".", ";", ")", "(", "--", '"', "”", "“", ":") or "\n" in token.text:
        return True
    if (token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN")) or token.lower_ in (
        "who",
        "which",
        "whose",
        "that",
        "while",
        "but",
    ):
        return True
    return (
        token.lower_ == "and"
        and at + 1 < len(doc)
        and (_is_person(reading, doc[at + 1]) or doc[at + 1].pos_ in ("DET", "VERB") or is_office(doc[at + 1]))
    )


def _said(reading: Reading, last: Token) -> Iterator[Described]:
    """Read what a clause says of a name: "X is the mayor of Y", "X, who heads the chamber", "X became coach"."""
    for child in last.children:
        if child.dep_ == "relcl" and child.lemma_ in (
            "head",
            "lead",
            "chair",
            "run",
            "direct",
            "coach",
            "manage",
            "found",
        ):
            for obj in clauses.objects(child):
                name = _name_over(reading, obj)
                if name is not None and name.kind == "organisation":
                    yield Described("organisation", _own_words(name.text), name.start, name.end, "person.who")
        if child.dep_ == "relcl" and child.lemma_ in ("be", "become"):
            yield from _predicate(reading, child)
    if last.dep_ == "nsubj" and last.head.lemma_ in ("be", "become"):
        yield from _predicate(reading, last.head)


def _predicate(reading: Reading, verb: Token) -> Iterator[Described]:
    for child in verb.children:
        if child.dep_ == "attr" and is_office(child) and not clauses.is_negated(verb):
            words = [
                t
                for t in child.subtree
                if t.dep_ not in ("relcl",)
                and not any(a.dep_ in ("relcl", "acl", "advcl") for a in t.ancestors if a.i > child.i)
            ]
            run = [words[0]] if words else []
            for token in words[1:]:
                if token.i != run[-1].i + 1 or token.is_punct:
                    break
                run.append(token)
            yield from _read_role(reading, run, "person.is")


def _in_brackets(reading: Reading, last: Token) -> Iterator[Described]:
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
    name = _name_over(reading, inside[0])
    if (name is not None and name.kind == "organisation" and name.end == end) or (
        text.isalpha() and text.isupper() and 2 <= len(text) <= 6
    ):
        yield Described("organisation", text, start, end, "person.brackets")


@cache
def _codes() -> dict[str, str]:
    return {**{code: code for code in read_pairs("countries.tsv").values()}, **read_pairs("sport_codes.tsv")}


def _listed(reading: Reading, mention: Name) -> Iterator[Described]:
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


def _countries_in(name: Name) -> list[str]:
    """Return the countries that a name tells of: its own, and those in the name of a body."""
    if name.country:
        return [name.country]
    if name.kind != "organisation":
        return []
    words = [word.removesuffix("'s").removesuffix("’s") for word in name.text.split()]
    runs = [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
    codes = [code for run in runs if (code := code_of_country(run) or code_of_nationality(run))]
    return codes[:1]


_SEATS = frozenset(
    ("BRUSSELS", "GENEVA", "STRASBOURG", "UNITED NATIONS", "THE HAGUE", "DAVOS", "LUXEMBOURG")
)  # of bodies of many states


def home_country(reading: Reading) -> tuple[str, int, int] | None:
    """Return the country that a report is about at home: of its dateline, else the one that most names in it belong to.

    Returns
    -------
    tuple of str, int and int; or None
        Code, and the offsets of the words in the body that show it; those of the first mention of the country, or empty
        where the dateline alone tells.
    """
    dateline = reading.article.dateline or ""
    if dateline.split(",")[0].strip().upper() in _SEATS:
        return None
    code = country_of_place(dateline) or read_pairs("home_agencies.tsv").get(reading.article.agency or "")
    counts: dict[str, int] = {}
    for name in reading.names:
        for country in _countries_in(name):
            counts[country] = counts.get(country, 0) + (3 if name.kind == "place" else 1)
    if code is None and counts and not reading.article.dateline:
        ranked = sorted(counts, key=lambda c: (-counts[c], c))
        if counts[ranked[0]] >= 3 and (len(ranked) == 1 or counts[ranked[0]] >= 1.5 * counts[ranked[1]]):
            code = ranked[0]
    if code is None:
        return None
    first = next((n for n in reading.names if n.country == code), None)
    return (code, first.start, first.end) if first else (code, 0, 0)
