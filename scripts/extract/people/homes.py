"""The country that a report is about at home, and the offices that are held for it."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs, read_words, word_set
from newstables.scripts.extract.people.described import Described, countries_in, own_words
from newstables.scripts.extract.places import country_of_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.read.article import Article

_SEATS = frozenset(
    ("BRUSSELS", "GENEVA", "STRASBOURG", "UNITED NATIONS", "THE HAGUE", "DAVOS", "LUXEMBOURG")
)  # of bodies of many states
_PLACE_LINE = re.compile(
    r"(?:\s*by\s[A-Z][\w .]+\n+)?\s*(?P<place>[A-Z][A-Z.' ]{2,30}(?:,\s[A-Z][\w. ]{1,20})?)"
    r"(?:,\s(?:[A-Z][a-z]{2,8}\.?)\s\d{1,2})?(?:,?\s\([^()]{2,30}\))?\s?(?:--+|—|–|-)\s?"
)
_LONGEST_OFFICE = 8  # words before a name
_LEAD = 300  # characters of the first sentences
_HOME, _FEW, _AHEAD = 3, 2, 1.5  # how often a report names the country it is about; how much oftener than others
_ALONE = 3  # how much oftener than all others together a domestic report names its country


def home_country(reading: Reading, told: Collection[str] = ()) -> tuple[str, int, int] | None:
    """Return the country that a report is about at home.

    That is the country of the agency or outlet, where that is told; else of the dateline, given or printed at the
    head of the text; else the one that most names in it belong to. Readers at home need not be told whose officials
    somebody is: where a report tells it of people of a country, that is home only for agencies that write for others.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    told : collection of str
        Codes of the countries that are printed with people.

    Returns
    -------
    tuple of str, int and int; or None
        Code, and the offsets of the words in the body that show it; those of the first mention of the country, or empty
        where the dateline alone tells.
    """
    dateline = _printed_dateline(reading.article.body) or reading.article.dateline or ""
    counts = count_countries(reading)
    code = read_pairs("home_agencies.tsv").get(reading.article.agency or "") or _country_of_outlet(reading.article)
    if code is not None and _is_rarely_named(code, counts):
        code = None  # that outlet reports on others here
    if code is None and dateline.split(",")[0].strip().upper() in _SEATS:
        return None
    if code is None and (code := country_of_place(dateline)) is not None and not _is_of_wire(reading.article):
        code = None if code in told or _is_rarely_named(code, counts) else code
    if code is None and not reading.article.dateline:
        ranked = sorted(counts, key=lambda c: (-counts[c], c))
        if ranked and counts[ranked[0]] >= _HOME and len(ranked) > 1:
            alone = counts[ranked[0]] >= _AHEAD * counts[ranked[1]]
            code = ranked[0] if alone else None
        elif len(ranked) == 1 and (counts[ranked[0]] >= _FEW or _shown(reading, ranked[0])[0] < _LEAD):
            code = ranked[0]
        code = None if code in told and len(ranked) > 1 else code
    return None if code is None else (code, *_shown(reading, code))


def domestic_country(reading: Reading) -> tuple[str, int, int] | None:
    """Return the country at home of a report that is filed from it and names others at most a third as often.

    Parameters
    ----------
    reading : Reading
        The article with its names.

    Returns
    -------
    tuple of str, int and int; or None
        Code, and the offsets of the words that show it.
    """
    if not (reading.article.dateline or _printed_dateline(reading.article.body)):
        return None
    home = home_country(reading)
    counts = count_countries(reading)
    if home is None or not counts.get(home[0]):
        return None
    others = sum(counts.values()) - counts[home[0]]
    return home if counts[home[0]] >= _ALONE * others else None


def _is_rarely_named(code: str, counts: dict[str, int]) -> bool:
    """Tell whether a report names another country more than twice as often."""
    return 2 * counts.get(code, 0) < max(counts.values(), default=0)


def _is_of_wire(article: Article) -> bool:
    """Tell whether a report is, or may be, an agency's for papers of other countries."""
    told = {article.agency, article.publisher} - {None}
    return not told or bool(told & {*read_words("international_agencies.txt")})


def _country_of_outlet(article: Article) -> str | None:
    """Return the country that the name or address of an outlet tells: "Pakistan Today", "www.harbour-news.co.nz"."""
    if article.publisher:
        words = article.publisher.split()
        codes = {
            c for w in words if (c := code_of_country(w) or code_of_nationality(w) or read_pairs("capitals.tsv").get(w))
        }
        if len(codes) == 1:
            return codes.pop()
    ending = re.search(r"^[a-z]+://[^/:]*\.([a-z]{2})(?:[/:]|$)", article.based_on or article.url or "")
    return read_pairs("endings_of_addresses.tsv").get(ending[1]) if ending is not None else None


def _shown(reading: Reading, code: str) -> tuple[int, int]:
    first = next((n for n in reading.names if n.country == code), None)
    return (first.start, first.end) if first else (0, 0)


def _printed_dateline(body: str) -> str:
    """Return the place that a text begins with: "LIMA (AP) — The minister ..."."""
    match = _PLACE_LINE.match(body)
    return match["place"] if match is not None and match["place"].split(",")[0].strip().isupper() else ""


def count_countries(reading: Reading) -> dict[str, int]:
    """Count how often the names in a report belong to each country; places count for more.

    What stands before a person ("Peruvian President X") does not count: at home it is left out.
    """
    counts: dict[str, int] = {}
    body = reading.article.body
    for name, after in zip_longest(reading.names, reading.names[1:]):
        if after is not None and after.kind == "person" and re.fullmatch(r"[\w -]{1,40}", body[name.end : after.start]):
            continue
        if body[max(0, name.start - 5) : name.start].lower().endswith(("pro-", "anti-")):
            continue
        for country in countries_in(name):
            counts[country] = counts.get(country, 0) + (_HOME if name.kind == "place" else 1)
    return counts


@cache
def _state_offices() -> frozenset[str]:
    return frozenset(read_words("state_offices.txt"))


def is_of_state(role: str) -> bool:
    """Tell whether an office is held for a state or a part of it."""
    held = re.split(r"\s(?:of|to|for|in)\s", role.lower(), maxsplit=1)[0]  # not "wife of a minister"
    words = re.sub(r"\b(?:director|secretary)[ -]general\b", "", held).replace("-", " ").split()
    return bool(_state_offices() & {*words, held})


def is_of_any_body(role: str) -> bool:
    """Tell whether an office is held as well in companies and clubs: "spokesman", "chief"."""
    return not _state_offices() & ({*role.lower().replace("-", " ").split()} - word_set("offices_of_any_body"))


def names_a_club(role: str) -> bool:
    """Tell whether an office is named with a company, club or union, and no party: "Tennis Club Secretary"."""
    return bool((word_set("bodies_by_name") - {"party"}) & {*role.lower().split()})


def is_of_many_states(words: str) -> bool:
    """Tell whether a body or the words of an office belong to several states: "UN envoy", "EU Commissioner"."""
    return any(word.strip("()") in word_set("bodies_of_many_states") for word in words.replace("-", " ").split())


def is_body_of_state(organisation: str) -> bool:
    """Tell whether a body's name is that of one of the state's own: "Supreme Court", "foreign ministry"."""
    words = organisation.split()
    lower = organisation.islower()
    return any((word.capitalize() if lower else word) in word_set("words_of_home") for word in words)


def countries_beside(reading: Reading, mentions: Iterable[Name]) -> set[str]:
    """Return the countries that are named in the sentences that name a person."""
    sentences = {(s.start_char, s.end_char) for s in (reading.sentence(mention.start) for mention in mentions)}
    return {
        code
        for name in reading.names
        if any(start <= name.start < end for start, end in sentences)
        for code in countries_in(name)
    }


def told_elsewhere(reading: Reading, mentions: Iterable[Name], home: str) -> bool:
    """Tell whether a person stands only as no subject, in sentences about another country than the one at home."""
    for mention in mentions:
        span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or span.root.dep_ in ("nsubj", "nsubjpass"):
            return False
        sentence = span.sent
        codes = {
            code
            for name in reading.names
            if sentence.start_char <= name.start < sentence.end_char and name is not mention
            for code in countries_in(name)
        }
        if len(codes) != 1 or home in codes:
            return False
    return True


def country_of_body(reading: Reading, organisation: Described) -> Described | None:
    """Return the country that the text gives a company with: "the Russian gas giant Ortega"."""
    for name in reading.names:
        if name.kind != "organisation" or own_words(name.text) != organisation.value:
            continue
        span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None or span.start == 0:
            continue
        noun = reading.doc[span.start - 1]
        if noun.lower_ not in word_set("companies_by_noun"):
            continue
        for token in reading.doc[max(noun.sent.start, noun.i - 4) : noun.i]:
            told = reading.name_at(token.idx)
            between = reading.doc[token.i + 1 : noun.i]
            if told is not None and told.country and all(t.pos_ not in ("VERB", "PUNCT", "ADP") for t in between):
                return Described("country", told.country, told.start, told.end, "person.company")
    return None


def other_country(reading: Reading, away: set[str]) -> tuple[str, int, int] | None:
    """Return the one country that a report is about besides those that a person is away from, if it is one."""
    counts: dict[str, int] = {}
    for name in reading.names:
        if name.country and name.kind in ("country", "nationality", "place"):
            counts[name.country] = counts.get(name.country, 0) + 1
    left = [code for code, number in counts.items() if code not in away and number >= _FEW]
    return (left[0], *_shown(reading, left[0])) if len(left) == 1 else None
