"""Names of people: those that the tagger finds, mended, and those that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import (
    NEVER,
    UNKNOWN,
    given_names,
    human_verbs,
    is_field,
    is_office,
    is_title,
    name_weight,
)
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newstables.scripts.extract.names import Name

_CAPITALISED = re.compile(
    r"^(?:[A-Z][\w'’.-]*|d[ei]|van|von|der|den|del|della|dos|da|di|du|la|le|bin|bint|ibn|al|el|ul|abu|ben|ter|ten|zu|y)$"
)


_TIES = frozenset(("ul", "ur", "ud", "al", "el", "us", "ar", "as", "ad"))  # particles that hyphens tie into a name
_LIKELY = 12  # weight of a word that mostly is part of a person's name
_EXCERPT = 80  # words of a text so short that people need not be told in full in it
_SURE = 15  # weight of a word that next to always is part of a person's name
_UNLIKELY = -10
_THING = -30  # weight of a word that ends the names of things: "Davis Cup"
_LONGEST_OFFICE = 9  # words of a capitalised office before a name
_SHORTEST_ING = 6  # letters of a name like "Xiaoming", which no participle is mistaken for
_CLOSING = frozenset(("'s", "’s", "'", "’", ",", ".", "-", "--", "---", ")", "("))


_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "de",
        "di",
        "da",
        "del",
        "la",
        "le",
        "ter",
        "ten",
        "dos",
        "abu",
        "ben",
    ]
)


def titled_people(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield names that an office or title stands before: "Foreign Minister X Y", "Dr. Z"."""
    for token in doc[:-1]:
        title = is_title(token.text) and token.text[:1].isupper()
        if not title and not (is_office(token) and token.tag_ not in ("NNS", "NNPS") and not _inside_name(token)):
            continue
        first = token.i + 1
        if first < len(doc) and doc[first].text == ".":
            first += 1
        while first + 1 < len(doc) and doc[first].text[:1].isupper() and _opens_no_name(doc[first]):
            first += 1  # "Minister for Law **X**", "President Dr **X**"
        end = first
        while end < len(doc) and end - first < 5 and end not in taken and _goes_on(doc, first, end):
            end += 1
        while end > first and not doc[end - 1].text[:1].isupper():
            end -= 1
        span = doc[first:end]
        if len(span) == 0 or (token.is_sent_start and len(span) < 2 and not title):
            continue
        weight = sum(name_weight(t.text) for t in span)
        tagged = any(t.ent_type_ == "PERSON" for t in span)
        if (
            tagged
            or title
            or (token.text in word_set("royal_offices") and len(span) == 1 and weight >= UNKNOWN)
            or (weight > 0 and len(span) > 1 and all(t.ent_type_ in ("", "PERSON", "ORG") for t in span))
        ):
            yield _extend(span)


def _opens_no_name(token: Token) -> bool:
    known = code_of_country(token.text) or code_of_nationality(token.text)
    return bool(known) or is_title(token.text) or (is_field(token.text) and token.text not in given_names())


def _goes_on(doc: Doc, first: int, at: int) -> bool:
    """Tell whether the word at `at` can be part of a name that begins at `first`."""
    token = doc[at]
    if not _CAPITALISED.match(token.text) or (token.is_sent_start and at > first):
        return False
    if (is_title(token.text) and at > first) or (is_office(token) and token.ent_type_ != "PERSON"):
        return False
    if token.ent_type_ in ("DATE", "TIME") or (token.ent_type_ == "GPE" and name_weight(token.text) < 0):
        return False
    return name_weight(token.text) > NEVER


def _inside_name(token: Token) -> bool:
    """Tell whether a word for an office is part of a person's name: "Stephen **King**", "James **Baker**"."""
    if token.ent_type_ != "PERSON" or not token.text[:1].isupper():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.ent_iob_ == "I" and (after is None or after.ent_iob_ != "I")


def tagged_people(doc: Doc) -> Iterator[Span]:
    """Yield the tagger's people, cut to the name and completed."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        span = trim(entity, person=True)
        if span is not None:
            yield _extend(_reach_back(span))


def untagged_people(doc: Doc) -> Iterator[Span]:
    """Yield runs of two to four capitalised words that the tagger leaves out, or takes for bodies."""
    i = 0
    while i < len(doc) - 1:
        end = i
        while (
            end < len(doc)
            and end - i < 4
            and doc[end].text[:1].isupper()
            and doc[end].pos_ == "PROPN"
            and not (end > i and doc[end].is_sent_start)
        ):
            end += 1
        if end - i >= 2 and (i == 0 or not (doc[i - 1].text[:1].isupper() and doc[i - 1].pos_ == "PROPN")):
            span = doc[i:end]
            weights = [name_weight(t.text) for t in span]
            known = [w for w in weights if w != UNKNOWN]
            named = known and min(weights) > -3 and sum(known) > 8
            acting = min(weights) >= 0 and _acts_as_person(span.root)
            if (named or acting) and not any(is_office(t) or is_title(t.text) or is_field(t.text) for t in span):
                yield span
        i = max(end, i + 1)


def told_by_words(doc: Doc) -> Iterator[Span]:
    """Yield names that their words give away, whatever the tagger takes them for.

    A given name with what follows it, behind a long office ("Secretary of State for Trade **Ilse Varga**") or untagged;
    Arabic names tied by hyphens ("**Ziya-ul-Haq**"); family names of one syllable before given names of two ("**Lam
    Wai-ming**").
    """
    for token in doc:
        if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ"):
            continue
        end = _end_of_tied(doc, token.i)
        if end is None and token.text in word_set("east_asian_surnames"):
            end = _end_of_syllables(doc, token.i)
        given = token.text in given_names() or name_weight(token.text) >= _LIKELY
        if end is None and given and not (is_office(token) or is_title(token.text) or is_field(token.text)):
            end = _end_of_given(doc, token.i)
        if end is None:
            end = _end_before_age(doc, token.i)
        if end is None and token.i > 1 and doc[token.i - 1].lower_ in ("'s", "’s"):
            end = _end_of_owned(doc, token.i)
        if end is None and _is_surely_one(token):
            end = token.i + 1
        if end is not None:
            yield doc[token.i : end]


def _is_surely_one(token: Token) -> bool:
    """Tell whether a single word that does or owns something is a person's: its weight is that of family names."""
    doc = token.doc
    weight = name_weight(token.text)
    sure = weight > _SURE or (weight >= _LIKELY and token.text in given_names())
    if not sure or token.tag_ != "NNP" or token.dep_ not in ("nsubj", "nsubjpass", "poss") or len(token) < 3:
        return False
    beside = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    if any((t.text[:1].isupper() and t.pos_ == "PROPN") or (t.text == "-" and not t.whitespace_) for t in beside):
        return False
    if is_office(token) or is_title(token.text) or is_field(token.text) or token.is_upper:
        return False
    if token.ent_type_ in ("ORG", "GPE", "LOC", "FAC", "NORP") and token.dep_ == "poss":
        return False
    return token.ent_type_ in ("", "PERSON") or _acts_as_person(token)


def _end_of_tied(doc: Doc, at: int) -> int | None:
    """Read "Ziya-ul-Haq", in which the hyphens stand alone."""
    tied = at + 4 < len(doc) and doc[at + 1].text == doc[at + 3].text == "-" and doc[at + 2].lower_ in _TIES
    if not tied or not doc[at + 4].text[:1].isupper():
        return None
    goes_on = at + 5 < len(doc) and not doc[at + 5].is_sent_start and _goes_on_after_given(doc, at + 5)
    return at + 5 + goes_on


def _end_of_owned(doc: Doc, at: int) -> int | None:
    """Read "Chile's **Ximo Brac**": two words never seen behind a country, with no third."""
    if at + 2 >= len(doc) or not code_of_country(doc[at - 2].text) or doc[at + 1].is_sent_start:
        return None
    words = doc[at : at + 2]
    fits = all(t.tag_ == "NNP" and t.text[1:].islower() and name_weight(t.text) >= UNKNOWN for t in words)
    ends = not doc[at + 2].text[:1].isupper() and doc[at + 2].pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "ADP", "ADV")
    things = {t.text for t in words} & word_set("things_behind")
    return at + 2 if fits and ends and not things and country_of_place(words.text) is None else None


def _end_before_age(doc: Doc, at: int) -> int | None:
    """Read "**Ximo Brac**, 33, was ...": capitalised words behind which an age stands between commas."""
    if at and doc[at - 1].text[:1].isupper() and not doc[at].is_sent_start:
        return None
    end = at
    while end < len(doc) and end - at < 4 and doc[end].tag_ in ("NNP", "NN") and doc[end].text[:1].isupper():
        end += 1
    aged = end + 2 < len(doc) and doc[end].text == "," and doc[end + 2].text in (",", ".")
    if not aged or not re.fullmatch(r"[1-9]\d", doc[end + 1].text) or end - at < 2:
        return None
    words = doc[at:end]
    told = any(is_office(t) or is_title(t.text) or is_field(t.text) or name_weight(t.text) < UNKNOWN for t in words)
    return None if told or country_of_place(words.text) else end


def _end_of_syllables(doc: Doc, at: int) -> int | None:
    """Read "Lam Wai-ming" and "Roh Tae-woo"."""
    if at + 3 >= len(doc) or doc[at + 2].text != "-" or doc[at + 2].whitespace_ or doc[at + 1].whitespace_:
        return None
    one, two = doc[at + 1].text, doc[at + 3].text
    fits = one[:1].isupper() and one.isalpha() and two.isalpha() and len(one) < 7 and len(two) < 7
    return at + 4 if fits and not (code_of_country(one) or code_of_nationality(one)) else None


def _end_of_given(doc: Doc, at: int) -> int | None:
    """Read a given name and what goes on with it, where nothing says that it is part of something else."""
    before = doc[at - 1] if at else None
    if before is not None and before.text[:1].isupper() and before.pos_ == "PROPN" and not before.is_sent_end:
        near = doc[max(0, at - _LONGEST_OFFICE) : at]
        if not (is_office(before) or is_title(before.text) or any(is_office(t) and t.text[:1].isupper() for t in near)):
            return None
    if before is not None and before.text == "-" and not before.whitespace_:
        return None
    end = at + 1
    if at + 2 < len(doc) and doc[end].text == "-" and not doc[at].whitespace_ and doc[at + 2].text[:1].isupper():
        end = at + 3  # "Eva-Maria"
    first = end
    while end < len(doc) and end - first < 3 and not doc[end].is_sent_start and _goes_on_after_given(doc, end):
        end += 1
    while end > first and not doc[end - 1].text[:1].isupper():
        end -= 1
    follows = doc[end] if end < len(doc) else None
    if end == first or (follows is not None and follows.text[:1].isupper() and follows.ent_iob_ == "I"):
        return None
    words = doc[at:end]
    if all(t.ent_type_ == "ORG" for t in words) and before is not None and before.ent_type_ == "":
        return None
    return end if words[-1].pos_ == "PROPN" and country_of_place(words.text) is None else None


def _goes_on_after_given(doc: Doc, at: int) -> bool:
    token = doc[at]
    if not _CAPITALISED.match(token.text) or token.pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "X"):
        return False
    if is_office(token) and token.ent_type_ != "PERSON":
        return False
    least = _THING if token.ent_type_ == "PERSON" and token.ent_iob_ == "I" else _UNLIKELY
    return name_weight(token.text) > least or token.lower_ in _PARTICLES


def _is_told_of(root: Token) -> bool:
    """Tell whether a word stands where people do: it does, owns or suffers something, and is no place or label."""
    if root.tag_ != "NNP" or root.is_upper:
        return False
    if root.dep_ == "pobj":
        return root.head.lower_ in ("by", "with", "to", "for", "against", "from", "between", "than", "behind", "like")
    return root.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "conj")


def _acts_as_person(root: Token) -> bool:
    """Tell whether a name does what people do, or stands in apposition to an office."""
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head.lemma_ in human_verbs()
    return root.dep_ == "appos" and is_office(root.head)


def _reach_back(span: Span) -> Span:
    """Take in a given name that the tagger left out, before a name it found."""
    doc, first = span.doc, span.start
    while first > 0 and not doc[first].is_sent_start and span.start - first < 3:
        before = doc[first - 1]
        if (
            before.text == "-"
            and not before.is_sent_start
            and doc[first - 2].text[:1].isupper()
            and not before.whitespace_
        ):
            first -= 2
            continue
        if not before.text[:1].isupper() or before.pos_ != "PROPN" or before.is_punct:
            break
        if (
            is_title(before.text)
            or is_office(before)
            or is_field(before.text)
            or code_of_country(before.text)
            or code_of_nationality(before.text)
        ):
            break
        if (
            name_weight(before.text) < UNKNOWN
            or before.ent_type_ in ("DATE", "NORP", "GPE")
            or (before.text.isupper() and len(before) > 2)
        ):
            break
        if before.is_sent_start and name_weight(before.text) <= UNKNOWN:
            break
        first -= 1
    return doc[first : span.end]


def _extend(span: Span) -> Span:
    """Take in what the tagger's name goes on with: "Jr.", hyphens and particles."""
    doc, end = span.doc, span.end
    while (
        end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I" and doc[end].text[:1].isupper()
    ):
        end += 1
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end + 1].is_alpha
    ):
        end += 2
    if end < len(doc) and doc[end].text in ("Jr.", "Jr", "Sr.", "II", "III", "IV"):
        end += 1
    return doc[span.start : end]


def trim(entity: Span, *, person: bool = False) -> Span | None:
    """Cut titles, offices, articles and possessives off an entity; None where nothing is left."""
    doc, first, end = entity.doc, entity.start, entity.end
    end = next((t.i for t in entity if "\n" in t.text or t.text in ("(", ")", "--", "---", '"')), end)
    while end > first and (doc[end - 1].text in _CLOSING or doc[end - 1].is_space):
        end -= 1
    possessive = next((t.i for t in doc[first:end] if t.text in ("'s", "’s")), None)
    if possessive is not None and person:
        first = possessive + 1
    if person:
        while first < end and _precedes_name(doc, first, end):
            first += 1
        while end > first and doc[end - 1].text.islower() and not _is_tied(doc, end - 1):
            end -= 1
        while end > first and doc[end - 1].text == "-":
            end -= 1
        while end > first and name_weight(doc[end - 1].text) <= NEVER and not _inside_name(doc[end - 1]):
            if end - first > 1 and doc[first].text in given_names() and name_weight(doc[end - 1].text) > _THING:
                break  # a given name with a family name that is a common word
            end -= 1
    else:
        while first < end and doc[first].lower_ in ("the", "a", "an"):
            first += 1
        if first + 1 < end and doc[first].is_sent_start and doc[first].lower_ in word_set("trades_before_names"):
            first += 1  # "**Chipmaker** Lindqvist Systems"
        while end > first and doc[end - 1].lower_ in ("of", "for", "the", "and", "in", "&"):
            end -= 1
    if first >= end:
        return None
    span = doc[first:end]
    if person and (not re.search(r"[A-Z]", span.text) or re.search(r"\d", span.text)):
        return None
    return span


def _is_tied(doc: Doc, at: int) -> bool:
    """Tell whether a hyphen ties a word to a capitalised one: "Wai-**ming**", not "free-**kick**" and "X - **a**"."""
    tied = at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_
    return tied and doc[at - 2].text[:1].isupper()


def cut_front(span: Span) -> Span:
    """Cut off what stands before a name without being part of it: "**Besides** Varga", "**Frenchman** Jean Petit"."""
    while len(span) > 1 and span[0].text not in given_names():
        first = span[0]
        opens = first.is_sent_start and (
            first.is_stop
            or (first.text.endswith("ing") and len(first) > _SHORTEST_ING)
            or first.lower_ in word_set("trades_before_names")
        )
        if not opens and not (code_of_nationality(first.text) and span[1].text in given_names()):
            break
        span = span[1:]
    return span


def _precedes_name(doc: Doc, first: int, end: int) -> bool:
    token = doc[first]
    if is_title(token.text) or (code_of_nationality(token.text) and first + 2 < end):
        return True
    if (
        is_office(token)
        and first + 1 < end
        and token.text not in ("King", "Prince", "Dean", "Bishop", "Pope", "Young", "Earl", "Duke")
    ):
        return True
    never = name_weight(token.text) <= NEVER and token.text not in given_names()
    if first + 1 < end and (never or is_field(token.text)):
        return True
    return not token.text[:1].isupper() and token.lower_ not in _PARTICLES


def is_believable(doc: Doc, name: Name, known: frozenset[str]) -> bool:
    """Tell whether a mention is a person's: by its words, and by what stands around a single word."""
    words = name.text.split()
    weights = [name_weight(word) for word in words]
    if len(words) > 1:
        return sum(weights) > -25 and weights[-1] > (_THING if words[0] in given_names() else NEVER)
    if any(f"-{tie}-" in name.text for tie in _TIES):
        return True
    if name.text in known:
        return True
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None or weights[0] < -10 or (name.text.isupper() and len(name.text) < 5):
        return False
    tagged = span[0].ent_type_ == "PERSON"
    if country_of_place(name.text) and not (tagged and weights[0] > _SURE):
        return False
    before = doc[span.start - 1] if span.start else None
    if before is not None and (
        is_title(before.text)
        or (before.text == "." and span.start > 1 and is_title(doc[span.start - 2].text))
        or is_office(before)
    ):
        return True
    root = span.root
    if _acts_as_person(root):
        return weights[0] >= UNKNOWN
    if tagged and (weights[0] > UNKNOWN or (len(doc) < _EXCERPT and _is_told_of(root))):
        return weights[0] >= UNKNOWN
    return weights[0] > 10
