"""The body in which an office is held, out of the words that describe a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_nationality
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import is_field, is_office, is_title, offices
from newstables.scripts.extract.people.bodies_meant import body_meant, is_body_noun
from newstables.scripts.extract.people.described import Described, own_words
from newstables.scripts.extract.people.homes import is_body_of_state
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading

_RANKS = frozenset(("senior", "former", "top", "new", "high-ranking", "leading", "veteran", "deputy", "chief"))
LINKS = frozenset(["of", "for", "in", "to", "on", "at"])


def is_nationality_before(names: list[Name], token: Token, head: Token) -> bool:
    """Tell whether a word before an office is a country or nationality, which is no part of the role."""
    return any(
        n.kind in ("nationality", "country")
        and n.start <= token.idx < n.end
        and n.start < head.idx
        and not _ends_name_of_body(token, n)
        for n in names
    )


def _ends_name_of_body(token: Token, country: Name) -> bool:
    """Tell whether a country ends the name of a body: "Bank of **Peru** governor"."""
    first = token
    while first.i and first.nbor(-1).idx >= country.start:
        first = first.nbor(-1)
    if first.i < 2 or first.nbor(-1).lower_ != "of":
        return False
    before = first.nbor(-2)
    return before.pos_ == "PROPN" and before.text[:1].isupper() and not is_office(before)


def is_part_of_name(words: list[Token], name: Name) -> bool:
    """Tell whether a town is part of a club's or body's name before an office: "**Lima** Lions striker"."""
    if name.kind != "place":
        return False
    follows = next((t for t in words if t.idx >= name.end), None)
    return (
        follows is not None
        and follows.text[:1].isupper()
        and follows.tag_ in ("NNP", "NNPS")
        and not is_office(follows)
        and not is_field(follows.text)
        and not is_title(follows.text)
    )


def read_bodies(reading: Reading, names: list[Name], words: list[Token], head: Token, rule: str) -> Iterator[Described]:
    """Read the body in which an office is held out of the words that describe a person."""
    link = next((t.idx for t in words if t.i > head.i and t.lower_ in ("of", "for", "at", "with", "from")), None)
    behind = [n for n in names if link is not None and n.start > link]
    for name in (*behind, *names):
        town = country_of_place(name.text) is not None and not is_sport(reading.article.body)
        field = head.lemma_.lower() in word_set("offices_with_fields") and not is_body_of_state(name.text)
        posted = name.start > head.idx and head.lemma_.lower() in ("ambassador", "envoy", "representative")
        posted = posted and reading.article.body[: name.start].removesuffix("the ").endswith(" to ")
        if _is_bare(name.text) or town or (field and name in behind) or posted:
            continue
        if name.kind == "organisation" and is_body(name.text):
            start, end = _whole_name(words, name)
            text = own_words(reading.article.body[start:end])
            yield Described("organisation", text, start, end, f"{rule}.organisation")
            return
    owner = next((t for t in words if t.i < head.i and t.lower_ in ("'s", "’s", "its")), None)
    noun = owner if owner is None or owner.lower_ == "its" else owner.nbor(-1)
    if noun is None:
        nouns = (t for t in words if t.i > head.i + 2 and t.nbor(-1).lower_ in ("the", "its") and t == words[-1])
        noun = next((t for t in nouns if t.nbor(-2).lower_ in ("of", "for", "at", "with")), None)
    if noun is not None and (is_body_noun(noun) or noun.lower_ == "its"):
        place = body_meant(reading, noun)
        if place is not None:
            yield Described("organisation", reading.article.body[place[0] : place[1]], *place, f"{rule}.body")
            return
    yield from _lower_body(reading, words, head, rule)
    run = _run_before(names, words, head) if head.lemma_.lower() not in word_set("offices_with_fields") else []
    if len(run) == 1 and run[0].text in word_set("no_bodies_before_offices"):
        run = []
    if len(run) == 1 and _is_bare(run[0].text):
        place = body_meant(reading, run[0])  # "Party leader X", where the party was named before
        text = reading.article.body[slice(*place)] if place is not None else ""
        if place is not None and run[0].text in text.split():
            yield Described("organisation", text, *place, f"{rule}.body")
        return
    town_name = next((n for n in names if run and n.kind == "place" and n.start <= run[0].idx < n.end), None)
    if run and (town_name is None or is_part_of_name(words, town_name)):
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
            rest = _capitalised_run(rest)
            if token.lower_ == "in" or not rest:
                continue
            if token.lower_ == "of" and head.lemma_.lower() in word_set("offices_of_states"):
                continue  # "President of Peru"
            if token.lower_ in ("of", "for") and head.lemma_.lower() in word_set("offices_with_fields"):
                continue  # "Minister for Trade"
            start, end = rest[0].idx, rest[-1].idx + len(rest[-1])
            if is_body(reading.article.body[start:end]) and not any(
                (n.kind in ("country", "place") or (n.kind == "nationality" and n.end >= end))
                and n.start <= start < n.end
                for n in names
            ):
                text = reading.article.body[start:end]
                yield Described("organisation", text, start, end, f"{rule}.organisation")
            return


def _run_before(names: list[Name], words: list[Token], head: Token) -> list[Token]:
    """Return the capitalised words before an office that can name a body, without nationalities and fields."""
    run = [
        t
        for t in words
        if t.i < head.i
        and t.text[:1].isupper()
        and t.pos_ == "PROPN"
        and not (is_office(t) or is_title(t.text) or is_nationality_before(names, t, head))
        and (not is_field(t.text) or (t.text in ("Labor", "Labour") and head.lemma_.lower() in word_set("politicians")))
    ]
    plain = [t.lower_ in word_set("peoples_and_faiths") for t in run]
    # "Christian Democrats leader" and "White House spokesman", but "Muslim leader" and "Shiite cleric"
    return [t for i, t in enumerate(run) if not plain[i] or not all(plain[i:])]


def _is_bare(text: str) -> bool:
    """Tell whether a word is only the kind of a body: "**Party** leader X"."""
    return text.lower() in word_set("bodies_generic") - word_set("bodies_alone")


def _whole_name(words: list[Token], name: Name) -> tuple[int, int]:
    """Return where a body's name stands whole, of which the tagger found a part: "**Civic** and Health Board"."""
    run = _capitalised_run([t for t in words if t.idx >= name.start])
    end = run[-1].idx + len(run[-1]) if run else name.end
    longer = end > name.end and run[-1].text in word_set("words_of_home") | word_set("words_ending_bodies")
    return (name.start, end) if longer else (name.start, name.end)


def _capitalised_run(words: list[Token]) -> list[Token]:
    """Return the words up to the end of the name that they begin with; none where they begin with no name."""
    if not words or not words[0].text[:1].isupper():
        return []
    run: list[Token] = []
    for token in words:
        company = token.text == "," and token.nbor(1).lower_ in ("inc.", "inc", "ltd.", "ltd", "llc", "llp", "plc")
        if not (
            token.text[:1].isupper()
            or company
            or token.lower_ in (*LINKS, "and", "the", "&", "de", "des", "du", "-", "'s")
        ):
            break
        run.append(token)
    while run and not run[-1].text[:1].isupper():
        run.pop()
    return run


def is_body(text: str) -> bool:
    """Tell whether words the tagger takes for a body can be one, and are no office or field: "State for Trade"."""
    kinds = word_set("bodies_before_offices") | word_set("bodies_by_kind") | word_set("bodies_generic")
    named = text not in ("State", "Cabinet") and (not text.islower() or text.split()[-1] in kinds)
    return named and _names_a_body(text) and not is_office_word(text)


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
    hyphen = next((i for i, t in enumerate(run) if t.text == "-" and i + 1 < len(run) and run[i + 1] != body), None)
    if hyphen is not None and run[0].text.islower():
        run = run[hyphen + 2 :]
    while run and (run[0].pos_ in ("DET", "PUNCT", "PART", "ADP") or run[0].lower_ in ("senior", "top", "former")):
        run.pop(0)
    if run and (len(run) > 1 or body.lower_ in word_set("bodies_alone")):
        start, end = run[0].idx, run[-1].idx + len(run[-1])
        yield Described("organisation", reading.article.body[start:end], start, end, f"{rule}.organisation")


def _names_a_body(text: str) -> bool:
    """Tell whether capitalised words before an office are a body's name, not the office's field: not "Foreign"."""
    words = [w for w in re.split(r"[\s-]+", text) if w.lower() not in ("and", "of", "for", "the", "&")]
    if not words or text.lower().startswith(("pro-", "anti-", "state for ")):
        return False
    words = [w for w in words if not code_of_nationality(w)]
    if all(w.lower() in word_set("peoples_and_faiths") for w in words):
        return False  # none is left, too
    return not all(is_field(w) or w.lower().rstrip(".") in offices() or code_of_nationality(w) for w in words)


def is_office_word(text: str) -> bool:
    """Tell whether words the tagger takes for a body are an office: "Foreign Minister", not "Trade Center"."""
    last = text.split()[-1]
    return last.lower() in offices() and last not in word_set("offices_named_like_bodies")
