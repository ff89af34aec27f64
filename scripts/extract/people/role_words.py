"""The role, organisation and country that the words of a description tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.names.name_words import is_many, is_office
from newstables.scripts.extract.people.bodies_meant import body_of_office, is_body_noun
from newstables.scripts.extract.people.described import Described, countries_in, own_words
from newstables.scripts.extract.people.role_bodies import (
    LINKS,
    is_body,
    is_nationality_before,
    is_part_of_name,
    read_bodies,
)
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.quantities.nouns import singular
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


_LONGEST = 12  # words of a role


def read_role(reading: Reading, words: list[Token], rule: str) -> Iterator[Described]:
    """Read role, organisation and country out of the words that describe a person."""
    its = words[0] if words and words[0].lower_ == "its" else None
    while words and (
        words[0].pos_ in ("DET", "CCONJ", "PART", "PRON", "NUM")
        or words[0].lower_ in LINKS
        or words[0].is_punct
        or words[0].lower_ in ("visiting", "fellow", "the", "his", "her", "their", "its", "another")
    ):
        words.pop(0)
    words = _without_leanings(words)
    words = _beside_office(_from_country(reading, words)) if rule == "person.before" else words
    head = office_head(words)
    if head is None or not words:
        return
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    names = [n for n in reading.names if start <= n.start and n.end <= end]
    kept = [t for t in words if not is_nationality_before(names, t, head)]
    while kept and (
        kept[0].text in ("'s", "’s", "-", "'", "’")
        or kept[0].lower_ in LINKS
        or kept[0].lower_ in ("visiting", "the", "and")
    ):
        kept.pop(0)
    while kept and (kept[-1].text in ("'s", "’s", "-") or kept[-1].lower_ in (*LINKS, "the", "and")):
        kept.pop()
    owner = next((i for i, t in enumerate(kept) if t.i < head.i and t.lower_ in ("'s", "’s")), None)
    if owner is not None and (
        is_body_noun(kept[owner - 1]) or any(n.start <= kept[owner - 1].idx < n.end for n in names)
    ):
        kept = kept[owner + 1 :]  # "the company's director", "WHO's inspector"
    link = next((i for i, t in enumerate(kept) if t.i > head.i and t.lower_ in LINKS), None)
    if (
        link is not None
        and len(kept) - link > 4
        and head.lemma_.lower() not in word_set("offices_with_fields")
        and any(n.kind == "organisation" and n.start > kept[link].idx and is_body(n.text) for n in names)
    ):
        kept = kept[:link]
    role = "".join(_one_of(t, head) + t.whitespace_ for t in kept).strip()
    if role and len(role.split()) <= _LONGEST:
        yield Described("role", " ".join(role.split()), kept[0].idx, kept[-1].idx + len(kept[-1]), rule)
    sport = is_sport(reading.article.body)
    countries = list(_role_country([n for n in names if n.kind != "place"] if sport else names, words, head, rule))
    yield from countries
    bodies = list(read_bodies(reading, names, words, head, rule))
    town = next((n for n in names if n.kind == "place" and n.start < head.idx), None) if sport and not bodies else None
    if town is None and sport and not bodies and head.lemma_.lower() in word_set("offices_in_teams"):
        body = reading.article.body
        town = next((n for n in names if n.kind == "country" and body[: n.start].endswith(" of ")), None)
        town = next((n for n in names if n.kind == "country" and n.start < head.idx), town)
    if town is not None:  # "Lima striker X", "Peru coach X", "X, coach of Peru"
        text = own_words(town.text).removeprefix("The ").removeprefix("the ")
        bodies = [Described("organisation", text, town.start, town.end, f"{rule}.organisation")]
    if not bodies and its is not None and head.lemma_.lower() in word_set("offices_in_bodies"):
        bodies = list(_named_before(reading, its, rule))
    if not bodies and not names and link is None and rule != "person.is":
        place = body_of_office(reading, head)
        if place is not None:
            bodies = [Described("organisation", reading.article.body[slice(*place)], *place, f"{rule}.bare")]
    yield from bodies
    for told in bodies[:1] if not countries else ():
        code = read_pairs("bodies_of_states.tsv").get(told.value)
        if code is not None and not told.rule.endswith(".bare"):  # "MI5 chief X"
            yield Described("country", code, told.start, told.end, f"{rule}.country")


def _without_leanings(words: list[Token]) -> list[Token]:
    """Cut "pro-Syrian", "anti-Syrian" and "22-year-old" off: they tell of no office and no country served."""
    kept = list(words)
    for i, token in enumerate(words):
        if i + 2 < len(words) and words[i + 1].text == "-" and token.lower_ in ("pro", "anti"):
            kept = [t for t in kept if t not in words[i : i + 3]]
        elif token.lower_.startswith(("pro-", "anti-")) or token.lower_.endswith("-year-old"):
            kept = [t for t in kept if t != token]
        elif token.lower_ == "old" and i >= 2 and words[i - 1].text == "-":
            kept = [t for t in kept if t.i > token.i]
    return kept


def _named_before(reading: Reading, its: Token, rule: str) -> Iterator[Described]:
    """Read the body that "its chairman X" points back at: the name right before it in the sentence."""
    names = [n for n in reading.names if its.sent.start_char <= n.start < its.idx and n.kind != "person"]
    if names and names[-1].kind == "organisation":
        yield Described("organisation", own_words(names[-1].text), names[-1].start, names[-1].end, f"{rule}.its")


def _from_country(reading: Reading, words: list[Token]) -> list[Token]:
    """Cut what ends before a country off an office before a name: "a day later Peruvian President"."""
    for i, token in enumerate(words[1:], 1):
        name = reading.name_at(token.idx)
        if name is not None and name.start == token.idx and name.kind in ("nationality", "country"):
            before = words[i - 1]
            ends = before.tag_ in ("NN", "NNS", "RB", "RBR") and before.text.islower() and before.whitespace_
            if ends and not is_office(before) and before.lower_ not in word_set("before_offices"):
                return words[i:]
    return words


def _one_of(token: Token, head: Token) -> str:
    """Return a word of a role, its head in the singular: "lawmakers X and Y"."""
    many = token == head and (is_many(token) or token.lower_.endswith("men"))
    return singular(token.text) if many else token.text


def _beside_office(words: list[Token]) -> list[Token]:
    """Cut "a spokesman for Prime Minister" before a name to the office that the name itself holds."""
    link = next((i for i, t in enumerate(words) if t.lower_ in ("for", "to", "of")), None)
    second = next((i for i, t in enumerate(words) if link is not None and i > link and t.lower_ == "and"), None)
    if second is not None and is_office(words[-1]) and any(is_office(t) for t in words[:link]):
        return words[second + 1 :]  # "the President of Peru and Prime Minister"
    if link is None or not any(
        t.lemma_.lower() in word_set("offices_of_someone") for t in words[max(0, link - 1) : link]
    ):
        return words
    own = words[link + 1 :]
    while own and (own[0].pos_ in ("DET", "PRON") or own[0].is_punct):
        own.pop(0)
    if (
        own
        and is_office(own[-1])
        and own[-1].text[:1].isupper()
        and own[-1].lower_ not in ("state", "staff", "justice")
    ):
        return own
    return words


def office_head(words: list[Token]) -> Token | None:
    """Return the word that is the office: the last before the first "of" or "for", else the last of all."""
    link = next(
        (i for i, t in enumerate(words) if t.lower_ in LINKS and any(is_office(w) for w in words[:i])), len(words)
    )
    offices = [t for t in words[:link] if is_office(t)]
    return offices[-1] if offices else None


def _role_country(names: list[Name], words: list[Token], head: Token, rule: str) -> Iterator[Described]:
    second = _second_office(words, head)
    inside = next((t.idx for t in words if t.i > head.i and t.lower_ == "in" and t.nbor(-1).text != "-"), second)
    second = min(second, inside)  # "commander of the forces in Peru"
    related = head.lemma_.lower().removeprefix("ex-") in word_set("relations")
    for kinds in (("nationality", "country"), ("place",)):
        for name in names:
            joined = any(
                n.start == name.end + 1
                and n.kind == name.kind
                and any(t.text == "-" and t.idx == name.end for t in words)
                for n in names
            )
            if (
                name.kind in kinds
                and name.country
                and not joined
                and name.start < (head.idx if related else second)
                and not is_part_of_name(words, name)
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
            for code in countries_in(name) or [c for c in (country_of_place(name.text),) if c]:
                yield Described("country", code, name.start, name.end, f"{rule}.country")
                return


def _second_office(words: list[Token], head: Token) -> int:
    """Return where a second description begins: "leader of the team **and** veteran of Peru"."""
    for token in words:
        if token.i > head.i and token.lower_ in ("and", "but") and any(is_office(t) for t in words if t.i > token.i):
            return token.idx
    return words[-1].idx + len(words[-1])
