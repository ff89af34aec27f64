"""The role, organisation and country that the words of a description tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_nationality
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names.name_words import is_field, is_many, is_office, is_title, offices
from newstables.scripts.extract.people.bodies_meant import body_meant, body_of_office, is_body_noun
from newstables.scripts.extract.people.described import Described, countries_in, own_words
from newstables.scripts.extract.people.homes import is_body_of_state
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.quantities.nouns import singular
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


_RANKS = frozenset(("senior", "former", "top", "new", "high-ranking", "leading", "veteran", "deputy", "chief"))


LINKS = frozenset(["of", "for", "in", "to", "on", "at"])


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
    kept = [t for t in words if not _is_nationality_before(names, t, head)]
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
        and any(n.kind == "organisation" and n.start > kept[link].idx and _is_body(n.text) for n in names)
    ):
        kept = kept[:link]
    role = "".join(_one_of(t, head) + t.whitespace_ for t in kept).strip()
    if role and len(role.split()) <= _LONGEST:
        yield Described("role", " ".join(role.split()), kept[0].idx, kept[-1].idx + len(kept[-1]), rule)
    sport = is_sport(reading.article.body)
    yield from _role_country([n for n in names if n.kind != "place"] if sport else names, words, head, rule)
    bodies = list(_role_organisation(reading, names, words, head, rule))
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


def _is_nationality_before(names: list[Name], token: Token, head: Token) -> bool:
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
                and not _is_part_of_name(words, name)
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


def _is_part_of_name(words: list[Token], name: Name) -> bool:
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


def _role_organisation(
    reading: Reading, names: list[Name], words: list[Token], head: Token, rule: str
) -> Iterator[Described]:
    link = next((t.idx for t in words if t.i > head.i and t.lower_ in ("of", "for", "at", "with", "from")), None)
    behind = [n for n in names if link is not None and n.start > link]
    for name in (*behind, *names):
        town = country_of_place(name.text) is not None and not is_sport(reading.article.body)
        field = head.lemma_.lower() in word_set("offices_with_fields") and not is_body_of_state(name.text)
        posted = name.start > head.idx and head.lemma_.lower() in ("ambassador", "envoy", "representative")
        posted = posted and reading.article.body[: name.start].removesuffix("the ").endswith(" to ")
        if _is_bare(name.text) or town or (field and name in behind) or posted:
            continue
        if name.kind == "organisation" and _is_body(name.text):
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
    if run and (town_name is None or _is_part_of_name(words, town_name)):
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
            if _is_body(reading.article.body[start:end]) and not any(
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
        and not (is_office(t) or is_title(t.text) or _is_nationality_before(names, t, head))
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


def _is_body(text: str) -> bool:
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
