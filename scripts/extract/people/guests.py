"""Who is no official of the country that a report is filed from: guests, counterparts, those told of elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.names.name_words import is_office
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.people.described import Described
    from newstables.scripts.extract.reading import Reading

_LONGEST_OFFICE = 8  # words before a name
_WITH_SECRETARIES_OF_STATE = ("USA", "GBR", "VAT")  # who are told by that alone
_OFFICE = r"(?:[\w.'’-]+\s){1,8}"
_OPENING = re.compile(rf"\s*[Ii]n\s([A-Z][\w ]+),\s{_OFFICE}")
_TITLE = r"(?:(?:[A-Z][\w.'’-]*|of|for|and|the|vice|deputy|former)\s)+"
_LISTED = re.compile(rf",?\s(?:and\s)?(?:the\s)?{_TITLE}")


def is_abroad(reading: Reading, office: Described, mentions: Iterable[Name], home: str) -> bool:
    """Tell whether the words around an office show that it is not held at home.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    office : Described
        An office for which no country is printed.
    mentions : iterable of Name
        The mentions of its holder.
    home : str
        Code of the country that the report is about at home.

    Returns
    -------
    bool
        True for "**visiting** Prime Minister X", "Secretary of State X" in most countries, a bare "Ambassador X",
        "**In Lima**, President X said", and for Y in "Peruvian President X and Trade Minister Y".
    """
    body = reading.article.body
    if office.value.lower().endswith("secretary of state") and home not in _WITH_SECRETARIES_OF_STATE:
        return True
    if office.value.lower().split()[-1] == "ambassador" or re.search(r"[Vv]isiting\s$", body[: office.start][-12:]):
        return True
    for mention in mentions:
        sentence = reading.sentence(mention.start)
        opening = _OPENING.fullmatch(body[sentence.start_char : mention.start])
        if opening is not None and any(t.pos_ in ("VERB", "AUX") and t.idx < mention.start for t in sentence):
            opening = None
        elsewhere = country_of_place(opening[1]) if opening is not None else None
        if (elsewhere or _country_of_list(reading, mention) or home) != home:
            return True
    return False


def _country_of_list(reading: Reading, mention: Name) -> str | None:
    """Return the country told with the first of the list of people with offices in which a name stands."""
    body, at = reading.article.body, reading.names.index(mention)
    names = reading.names
    listed = False
    while at and names[at - 1].kind == "person" and _LISTED.fullmatch(body[names[at - 1].end : names[at].start]):
        at, listed = at - 1, True
    nation = names[at - 1] if listed and at else None
    if nation is None or nation.kind not in ("nationality", "country"):
        return None
    told = re.fullmatch(rf"\s{_TITLE}", body[nation.end : names[at].start])
    return nation.country if told is not None else None


def away_from(reading: Reading, mentions: Iterable[Name]) -> set[str]:
    """Tell of which countries a person is no official, since they visit it, or meet its people as another's.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    mentions : iterable of Name
        The mentions of one person.

    Returns
    -------
    set of str
        Country codes: of "X arrived in Lima", "X's visit to Peru", "the Peruvian president received X" and "X met his
        Peruvian counterpart".
    """
    found: set[str] = set()
    for mention in mentions:
        span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            continue
        token = span.root
        while token.dep_ in ("compound", "appos", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        if token.dep_ == "poss" and token.head.lemma_.lower() in _VISITS:
            found |= _countries_under(reading, token.head, mention)
        found |= _beside(reading, mention)
        for verb in _verbs_of(token):
            found |= _away_by_verb(reading, verb, mention)
        above = clauses.governor(token)
        received = token.dep_ in ("dobj", "nsubjpass") and above is not None and above.lemma_ in _HOSTING
        if received and above is not None:
            for host in clauses.agents(above) or clauses.subjects(above):
                if host != token:
                    found |= _countries_of_phrase(reading, host, mention)
    return found


_VISITS = frozenset(("visit", "trip", "tour", "arrival", "journey", "departure"))
_GOING = frozenset(("visit", "arrive", "travel", "fly", "tour", "go", "come", "leave", "depart", "land", "head", "pay"))
_HOSTING = frozenset(("receive", "host", "welcome", "greet", "invite"))
_MEETING = frozenset(("meet", "hold", "talk", "telephone", "phone", "call", "discuss", "thank", "congratulate"))


def _verbs_of(token: Token) -> list[Token]:
    """Return the verbs of which a word is the subject, those that follow by "and" or "to" with them."""
    if token.dep_ not in ("nsubj", "nsubjpass", "conj"):
        return []
    while token.dep_ == "conj" and token is not token.head:
        token = token.head
    first = token.head
    verbs = [first]
    for verb in verbs:
        verbs.extend(
            c for c in verb.children if c.dep_ in ("conj", "xcomp", "advcl") and c.pos_ == "VERB" and c.i > verb.i
        )
    relative = [v for c in token.children if c.dep_ == "relcl" for v in (c,)]
    return [v for v in (*verbs, *relative) if v.pos_ in ("VERB", "AUX")]


def _away_by_verb(reading: Reading, verb: Token, mention: Name) -> set[str]:
    found: set[str] = set()
    going = verb.lemma_ in _GOING
    for child in verb.subtree if going or verb.lemma_ in _MEETING or verb.lemma_ == "be" else ():
        if child.i <= verb.i or child.idx < mention.end:
            continue
        if child.lemma_.lower() in _VISITS:
            found |= _countries_under(reading, child, mention)
        if (
            going
            and child.dep_ in ("dobj", "pobj")
            and (child.dep_ == "dobj" or child.head.lower_ in ("in", "to", "for", "at"))
        ):
            found |= _countries_of_phrase(reading, child, mention)
        if child.lemma_.lower() == "counterpart" or (verb.lemma_ == "meet" and child == _object(verb)):
            found |= _countries_of_phrase(reading, child, mention)
    return found


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


def _beside(reading: Reading, mention: Name) -> set[str]:
    """Return the countries of those told behind a name: "X and Peruvian President Y", "X with the Thai king"."""
    found: set[str] = set()
    sentence = reading.sentence(mention.start)
    behind = [n for n in reading.names if mention.end <= n.start < sentence.end_char]
    body = reading.article.body
    at = mention.end
    for nation, person in pairwise(behind):
        if nation.kind in ("nationality", "country") and nation.country and person.kind == "person":
            between = body[at : nation.start]
            listed = re.fullmatch(r",?\s(?:and\s)?(?:the\s)?", between) is not None
            if listed and re.fullmatch(r"(?:\s[A-Z]\w+)+\s", body[nation.end : person.start]):
                found.add(nation.country)
                at = person.end
    for nation in behind:
        if nation.kind == "nationality" and nation.country and body[: nation.start].endswith(" with the "):
            following = reading.doc.char_span(nation.start, nation.end, alignment_mode="expand")
            if following is not None and following.end < len(reading.doc) and is_office(reading.doc[following.end]):
                found.add(nation.country)
    return found


def _countries_under(reading: Reading, noun: Token, mention: Name) -> set[str]:
    """Return the countries that a visit goes to: "visit to Peru"."""
    found: set[str] = set()
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "in"):
            for place in clauses.pobjs(child):
                found |= _countries_of_phrase(reading, place, mention)
    return found


def _countries_of_phrase(reading: Reading, token: Token, mention: Name) -> set[str]:
    """Return the country that a word, or what stands right before it, names."""
    found = set()
    for part in token.doc[max(token.left_edge.i, token.i - _LONGEST_OFFICE) : token.i + 1]:
        name = reading.name_at(part.idx)
        if name is mention:
            continue
        code = name.country if name is not None else code_of_country(part.text) or code_of_nationality(part.text)
        if code is not None:
            found.add(code)
    return found
