"""When and where something takes place, read from the clause that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.countries import code_of_country
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.named import name_at, names_in
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.rows import Evidence, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.dates import Date
    from newstables.scripts.extract.reading import Reading

_VENUE = re.compile(
    r"\b(?:hall|palace|house|hotel|ministry|headquarters|office|offices|centre|center|residence|building|embassy|castle|"
    r"mansion|resort|ranch|lodge|secretariat|compound|base|airport|university|villa|complex|institute|club|temple|retreat)\b",
    re.IGNORECASE,
)
_LONGEST_PLACE = 3  # words; a longer name before "forum" is that of a body
_LONGEST_MEETING = timedelta(days=62)
_APART = frozenset({"after", "before", "since"})  # what leads to a clause with a time of its own
_PLACE_PREPOSITIONS = ("at", "in", "near", "outside")
MISPLACED = frozenset({"year", "month", "week", "weekend", "time", "end", "beginning", "start"})


def find_when(reading: Reading, anchor: Token, *, until: date | None = None) -> tuple[When, Evidence] | None:
    """Find the time that goes with a word: what hangs on it, else what stands in its clause, else in its sentence.

    Parameters
    ----------
    reading : Reading
        The article, with its dates.
    anchor : spacy.tokens.Token
        The verb or noun that names what happens.
    until : datetime.date, optional
        The last day on which it can have begun.

    Returns
    -------
    tuple of When and Evidence, or None
        The time, and the place in the text that gives it.
    """
    year: tuple[When, Evidence] | None = None
    for start, end in _ranges(anchor):
        inside = [d for d in reading.dates if start <= d.start and d.end <= end and _belongs_to(reading, d, anchor)]
        inside = [d for d in inside if until is None or d.first <= until]
        if inside:
            at = anchor.idx
            best = min(inside, key=lambda d: (d.precision == "year", min(abs(d.start - at), abs(d.end - at))))
            if best.precision != "year":
                return _when(reading, best)
            year = year or _when(reading, best)  # of "the Forum 2006 opened on Monday" the day
    return year


def _belongs_to(reading: Reading, date: Date, anchor: Token) -> bool:
    """Tell whether a time is told of the anchor: not inside a clause that tells of another noun or verb."""
    span = anchor.doc.char_span(date.start, date.end, alignment_mode="expand")
    if span is None or re.search(
        r"\b(?:before|by|until|till|since)\s(?:the\s)?$", reading.article.body[max(0, date.start - 10) : date.start]
    ):
        return False
    if date.last - date.first > _LONGEST_MEETING and reading.article.body[: date.start].endswith("for "):
        return False  # "a plan for 2022-27"
    if _is_of_journey(span.root, anchor):
        return False
    step = span.root
    above = {anchor.i, *(a.i for a in anchor.ancestors)}
    if date.precision in ("year", "range", "month") and _is_told_of_another(span.root, above):
        return False
    while step.i not in above:
        if step.dep_ == "ccomp" and step.i > anchor.i and any(child.dep_ == "mark" for child in step.children):
            return False  # "told him at the meeting that trade would grow **on Friday**"
        if step.dep_ in ("relcl", "acl", "advcl", "ccomp") and step.head != anchor and step.head.i not in above:
            return False
        if step.dep_ in ("relcl", "acl") and step.head != anchor:
            return False
        if step.head == step:
            return False
        step = step.head
    return True


_COMING_TO = frozenset({"attend", "join", "participate", "take", "hold", "resume", "begin", "start"})


def _is_of_journey(date: Token, anchor: Token) -> bool:
    """Tell whether a day says when somebody set out or came for a meeting: "arrived **on Monday** for the summit"."""
    verb = anchor.head.head if anchor.head.lower_ in ("for", "to") else None
    attending = clauses.governor(anchor)
    if attending is not None and attending.tag_ == "VB" and attending.lemma_ in _COMING_TO and attending != verb:
        verb = attending.head  # "arrived **on Monday** to attend the summit"
    while verb is not None and verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    if verb is None or verb.lemma_ not in word_set("verbs_of_motion") | {"leave", "depart"}:
        return False
    return not anchor.is_ancestor(date) and verb.is_ancestor(date)


def _is_told_of_another(date: Token, above: set[int]) -> bool:
    """Tell whether a long time says when another noun was: "since the founding in 1949", "a plan for 2007-2009"."""
    step = date
    while step.i not in above and step.head != step:
        if step.lower_ == "since" or (step.dep_ == "pobj" and step.head.lower_ == "since"):
            return True
        if step.pos_ in ("NOUN", "PROPN") and step != date and step.ent_type_ != "DATE":
            by = next((child.lower_ for child in step.children if child.dep_ == "prep" and child.is_ancestor(date)), "")
            if by in ("for", "from", "of", "to") or step.head.i not in above:
                return True
        step = step.head
    return False


def _ranges(anchor: Token) -> list[tuple[int, int]]:
    doc = anchor.doc
    own = doc[anchor.left_edge.i : anchor.right_edge.i + 1]
    ranges = [(own.start_char, own.end_char)]
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else clauses.governor(anchor)
    while verb is not None:
        ranges.append(clauses.clause(verb, anchor))
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _APART for c in verb.children):
            break
        if verb.dep_ not in ("xcomp", "ccomp", "advcl", "pcomp", "conj", "relcl", "acl") or verb.head.pos_ not in (
            "VERB",
            "AUX",
        ):
            break
        verb = verb.head
    return ranges


def _when(reading: Reading, date: Date) -> tuple[When, Evidence]:
    evidence = reading.evidence("date", date.start, date.end, f"date.{date.precision}")
    return When(date.first, date.last, date.precision, date.text), evidence


def find_place(reading: Reading, anchor: Token) -> tuple[str, str | None, Evidence] | None:
    """Find the most specific place printed with a word, and the country it lies in.

    A printed "here" is the place of the dateline.

    Returns
    -------
    tuple of str, str or None, and Evidence; or None
        The place as printed, the country's alpha-3 code, and where it stands.
    """
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else clauses.governor(anchor)
    own = [child for child in anchor.children if child.dep_ in ("acl", "relcl") and child.i > anchor.i]
    if anchor.pos_ not in ("VERB", "AUX"):
        own.extend(told for told in _told_to_be_held(anchor) if told not in own)
    heads = [anchor, *own, *([verb] if verb is not None and verb != anchor else [])]
    found: list[tuple[int, int, int, int, str | None]] = []
    for distance, head in enumerate(heads):
        for token in head.children:
            if token.dep_ == "prep" and token.lower_ in _PLACE_PREPOSITIONS:
                for obj in clauses.pobjs(token):
                    place = _place(reading, obj)
                    if place is not None:
                        found.append((distance > 0, token.lower_ != "at", *place))
    if found:
        _, _, start, end, country = min(found)
        return reading.article.body[start:end], country, reading.evidence("place", start, end, "place.preposition")
    return (
        _named_place(reading, anchor)
        or _here(reading, anchor)
        or _place_in_clause(reading, anchor)
        or _place_of_host(reading, anchor, own)
    )


_HELD = frozenset({"hold", "schedule", "slate", "set", "plan", "convene"})
_HELD_WITHIN = 20  # words behind a noun


def _told_to_be_held(anchor: Token) -> Iterator[Token]:
    """Yield the verb that says where it is held, wherever the parse hangs it: "..., **to be held** in X"."""
    for token in anchor.doc[anchor.i + 1 : min(anchor.i + _HELD_WITHIN, anchor.sent.end)]:
        if token.pos_ == "VERB":
            told = token.tag_ == "VBN" and token.lemma_ in _HELD
            if told and token.dep_ in ("acl", "advcl", "relcl") and not any(c.dep_ == "nsubj" for c in token.children):
                yield token
            return


def _place_of_host(reading: Reading, anchor: Token, own: list[Token]) -> tuple[str, str | None, Evidence] | None:
    """Read "**Peru** will host the next summit", "the next session, to be hosted by **Peru**"."""
    verb = clauses.governor(anchor)
    hosts = [told for told in own if told.lemma_ == "host"]
    if verb is not None and verb.lemma_ == "host" and anchor in clauses.objects(verb):
        hosts.append(verb)
    for host in hosts:
        for agent in clauses.agents(host):
            name = name_at(reading, agent)
            if name is not None and name.kind in ("country", "place"):
                text = re.sub(r"^[Tt]he |['’]s$", "", name.text)
                start = name.start + name.text.index(text)
                return text, name.country, reading.evidence("place", start, start + len(text), "place.host")
    return None


def _named_place(reading: Reading, anchor: Token) -> tuple[str, str | None, Evidence] | None:
    """Read "the **Lima** summit"."""
    for child in anchor.lefts:
        name = name_at(reading, child)
        if (
            child.dep_ in ("compound", "nmod", "amod")
            and name is not None
            and name.kind == "place"
            and len(name.text.replace("-", " ").split()) <= _LONGEST_PLACE
            and name.end <= anchor.idx
        ):
            return name.text, name.country, reading.evidence("place", name.start, name.end, "place.compound")
        country = _country_of_town(child) if child.dep_ in ("compound", "nmod") and child.text[:1].isupper() else None
        if country is not None:  # also where the whole, "the Lima Summit", is taken for one name
            return child.text, country, reading.evidence("place", child.idx, child.idx + len(child), "place.compound")
    return None


def _country_of_town(token: Token) -> str | None:
    """Return the country of a town that one word names; None for a country and for what names no town."""
    return None if code_of_country(token.text) else country_of_place(token.text)


def _here(reading: Reading, anchor: Token) -> tuple[str, str | None, Evidence] | None:
    """Read "here" in the clause: the place of the dateline."""
    if not reading.article.dateline:
        return None
    start, end = clauses.clause(anchor)
    verb = anchor if anchor.pos_ == "VERB" else clauses.governor(anchor)
    if verb is not None and verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG":  # "said here when meeting X"
        start, end = anchor.sent.start_char, anchor.sent.end_char
    for token in anchor.sent:
        if token.lower_ == "here" and start <= token.idx < end and not _is_said_there(token, anchor):
            town = reading.article.dateline.split(",")[0].strip()
            town = town.title() if town.isupper() else town
            return (
                town,
                country_of_place(reading.article.dateline),
                reading.evidence("place", token.idx, token.idx + 4, "place.here"),
            )
    return None


def _is_said_there(here: Token, anchor: Token) -> bool:
    """Tell whether "here" is where something is said, not where it happens: "it opens soon, he said here"."""
    step = anchor
    while step.head != step:
        if step.dep_ == "ccomp" and step.head == here.head:
            return True
        step = step.head
    return False


def _place_in_clause(reading: Reading, anchor: Token) -> tuple[str, str | None, Evidence] | None:
    """Read "met officials **in Lima**", "flew **to Lima** for talks", "in **Lima**, where they met"."""
    verb = anchor if anchor.pos_ in ("VERB", "AUX") else clauses.governor(anchor)
    heads = list(clauses.attached(anchor, *_PLACE_PREPOSITIONS))
    if verb is not None and verb.lemma_ in word_set("verbs_of_motion"):
        heads.extend([*clauses.prepositional(verb, "to", "in", "at"), *clauses.objects(verb)])
    if verb is not None and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp"):  # "will visit Peru to meet X"
        journey = verb.head
        if journey.lemma_ in _SETTING_OUT:
            heads.extend(clauses.prepositional(journey, "for", "to"))  # "left Peru for Uganda to attend"
        elif journey.lemma_ in word_set("verbs_of_motion"):
            heads.extend([*clauses.prepositional(journey, "to", "in", "at"), *clauses.objects(journey)])
    if verb is not None and verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        outer = clauses.governor(verb.head)
        heads.extend([verb.head, *(clauses.prepositional(outer, "in", "to", "at") if outer is not None else ())])
    for head in heads:
        name = name_at(reading, head)
        place = _place(reading, head) if name is None or name.kind == "organisation" else None
        if place is not None:
            start, end, country = place
            return reading.article.body[start:end], country, reading.evidence("place", start, end, "place.clause")
        if name is not None and name.kind in ("place", "country"):
            text = re.sub(r"^[Tt]he |['’]s$", "", name.text)
            start = name.start + name.text.index(text)
            return text, name.country, reading.evidence("place", start, start + len(text), "place.clause")
    return None


_SETTING_OUT = frozenset({"leave", "depart", "set"})


def _place(reading: Reading, obj: Token) -> tuple[int, int, str | None] | None:
    """Return offsets and country where a noun is a place: a town, a country, or a building by its name or kind."""
    if obj.lemma_.lower() in MISPLACED:
        return None
    name = name_at(reading, obj)
    if name is not None and name.kind in ("place", "country"):
        return name.start, _before_day(reading, name.start, name.end), name.country
    if obj.lemma_.lower() in word_set("kinds_of_places"):  # "in the border town of X"
        towns = [*clauses.prepositional(obj, "of"), *(child for child in obj.children if child.dep_ == "appos")]
        for name in filter(None, (name_at(reading, town) for town in towns)):
            if name.kind == "place":
                return name.start, name.end, name.country
    capital = _capital(reading, obj)
    if capital is not None:
        return capital
    phrase = clauses.phrase(obj)
    if not _VENUE.search(phrase.text):
        return None
    words = [
        token
        for token in phrase
        if (token.dep_ not in ("det", "poss") or name_at(reading, token) is not None) and token.ent_type_ != "DATE"
    ]
    if not words or not any(token.text[:1].isupper() for token in words):
        return next(filter(None, (_place(reading, town) for town in clauses.prepositional(obj, "in"))), None)
    start, end = words[0].idx, obj.idx + len(obj)
    for of in obj.children:  # "the Ministry of Railways"
        if of.lower_ == "of":
            end = max(end, max(t.idx + len(t) for o in clauses.pobjs(of) for t in clauses.phrase(o)))
    countries = {n.country for n in names_in(reading, start, obj.right_edge.idx + len(obj.right_edge)) if n.country}
    return start, end, countries.pop() if len(countries) == 1 else None


def _capital(reading: Reading, obj: Token) -> tuple[int, int, str | None] | None:
    """Read a capital that is told by its country: "the **Peruvian capital**"."""
    if obj.lower_ != "capital":
        return None
    names = [name_at(reading, child) for child in obj.lefts if child.dep_ in ("amod", "poss", "compound")]
    name = next((n for n in names if n is not None and n.kind in ("country", "nationality")), None)
    if name is None or any(child.dep_ == "appos" for child in obj.children):
        return None
    return name.start, obj.idx + len(obj), name.country


def _before_day(reading: Reading, start: int, end: int) -> int:
    """Return where a name ends that the day behind it was taken into: "the Great Hall **Sunday**"."""
    inside = [date.start for date in reading.dates if start < date.start < end]
    return len(reading.article.body[: inside[0]].rstrip()) if inside else end


def _is_day(reading: Reading, token: Token) -> bool:
    return any(date.start <= token.idx < date.end for date in reading.dates)


def find_announcement(reading: Reading) -> tuple[When, Evidence, int] | None:
    """Return the day on which the lead tells its news, with its evidence and where the second paragraph ends.

    What the first two paragraphs tell as done, without a day of its own, took place on that day: "The minister said
    on Monday ... The announcement followed a meeting ...".
    """
    lead = next(iter(reading.doc.sents), None)
    if lead is None:
        return None
    published = reading.article.published
    days = [
        d
        for d in reading.dates
        if d.end <= lead.end_char and d.precision == "day" and 0 <= (published - d.first).days <= 6
    ]
    if len(days) != 1:
        return None
    day = days[0]
    body = reading.article.body
    second = body.find("\n", lead.end_char + 2)
    evidence = reading.evidence("date", day.start, day.end, "date.announced")
    return When(day.first, day.last, "day", day.text), evidence, second if second > 0 else len(body)
