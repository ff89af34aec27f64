"""The people of an article: their names in full, with role, organisation and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.names import Name, is_office
from newstables.scripts.extract.places import country_of_place
from newstables.scripts.extract.rows import Evidence, Person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

_STATE = frozenset(
    "president premier chancellor minister king queen emperor emir sultan ambassador governor senator mayor secretary "
    "lawmaker spokesman spokeswoman general parliament mp legislator congressman".split()
)
_IN_ROLE = frozenset("of for and in the on to - & at".split())


def find_people(reading: Reading) -> list[Person]:
    """Find the people that an article names, and set `Name.person` of each mention.

    Parameters
    ----------
    reading : Reading
        The article with its names.

    Returns
    -------
    list of Person
        In the order of their first mention.
    """
    clusters = _cluster([name for name in reading.names if name.kind == "person"])
    people = []
    for number, mentions in enumerate(clusters):
        for mention in mentions:
            mention.person = number
        people.append(_make_person(reading, mentions))
    return people


def _cluster(mentions: list[Name]) -> list[list[Name]]:
    """Put the mentions of one person together: shorter forms go to the fuller name they are part of."""
    clusters: list[list[Name]] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.text.split()), m.start)):
        words = mention.text.casefold().replace(".", "").split()
        fitting = [c for c in clusters if _fits(words, c[0].text.casefold().replace(".", "").split())]
        if fitting:
            before = [c for c in fitting if min(m.start for m in c) <= mention.start]
            max(
                before or fitting, key=lambda c: max((m.start for m in c if m.start <= mention.start), default=-1)
            ).append(mention)
        else:
            clusters.append([mention])
    for cluster in clusters:
        cluster.sort(key=lambda m: m.start)
    return sorted(clusters, key=lambda c: c[0].start)


def _fits(words: list[str], full: list[str]) -> bool:
    if words == full:
        return True
    if len(words) == 1:
        return words[0] in (full[-1], full[0]) and len(full) > 1
    return (
        words[-1] == full[-1]
        and words[0][0] == full[0][0]
        and set(words) <= set(full)
        or words == full[: len(words)]
        and len(full) > len(words)
    )


def _make_person(reading: Reading, mentions: list[Name]) -> Person:
    name = max(mentions, key=lambda m: (len(m.text.split()), len(m.text), -m.start)).text
    evidence = [reading.evidence(None, m.start, m.end, "person.name") for m in mentions]
    found: dict[str, tuple[str, Evidence]] = {}
    for mention in mentions:
        for column, value, start, end, rule in _describe(reading, mention):
            known = found.get(column)
            if known is None or (
                column == "role"
                and len(value.split()) > len(known[0].split())
                and known[0].casefold() in value.casefold()
            ):
                found[column] = (value, reading.evidence(column, start, end, rule))
    forms = tuple(dict.fromkeys(m.text for m in mentions if m.text != name))
    cells = [found[column][1] for column in ("role", "organisation", "country") if column in found]
    values = {column: value for column, (value, _) in found.items()}
    return Person(
        name, forms, values.get("role"), values.get("organisation"), values.get("country"), tuple([*evidence, *cells])
    )


def _describe(reading: Reading, mention: Name) -> list[tuple[str, str, int, int, str]]:
    """Return what is printed around one mention: (column, value, start, end, rule)."""
    span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return []
    return _before(reading, span[0]) or _after(reading, span[-1])


def _before(reading: Reading, first: Token) -> list[tuple[str, str, int, int, str]]:
    doc, at = reading.doc, first.i - 1
    while at >= first.sent.start and (
        doc[at].lower_.rstrip(".") in ("mr", "mrs", "ms", "dr", "sir") or doc[at].text == "."
    ):
        at -= 1
    if at < first.sent.start:
        return []
    last = doc[at]
    begin = at
    while begin >= first.sent.start and _belongs_to_role(reading, doc[begin], begin == at):
        begin -= 1
    begin += 1
    words = list(doc[begin : at + 1])
    while words and (words[0].lower_ in _IN_ROLE or words[0].pos_ in ("DET", "ADP", "CCONJ", "PUNCT", "PART")):
        words.pop(0)
    if not any(is_office(t) for t in words) or not words:
        return []
    if not is_office(last) and not any(is_office(t) for t in words):
        return []
    return _read_role(reading, words, "person.role.before")


def _belongs_to_role(reading: Reading, token: Token, nearest: bool) -> bool:
    if token.is_space or token.is_punct and token.text not in ("-", "'", "’", "/", "&"):
        return False
    if token.lower_ in _IN_ROLE or token.text in ("'s", "’s"):
        return not nearest
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or is_office(token):
        return not any(n.kind == "person" and n.start <= token.idx < n.end for n in reading.names)
    return (
        token.lower_ in ("former", "acting", "outgoing", "incoming", "then", "visiting")
        or token.tag_ in ("VBG", "VBN")
        and not nearest
        and token.lower_ in ("visiting", "retired", "retiring", "elected")
    )


def _read_role(reading: Reading, words: list[Token], rule: str) -> list[tuple[str, str, int, int, str]]:
    """Split the words before a name into role, organisation and country."""
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    out: list[tuple[str, str, int, int, str]] = []
    inside = [n for n in reading.names if start <= n.start and n.end <= end]
    for name in inside:
        if name.kind in ("country", "nationality") and name.country:
            out.append(("country", name.country, name.start, name.end, f"{rule}.country"))
            break
    kept = [
        t
        for t in words
        if not any(
            n.kind in ("nationality", "country") and n.start <= t.idx < n.end and n.start < _office_start(words)
            for n in inside
        )
    ]
    while kept and (kept[0].text in ("'s", "’s", "-") or kept[0].lower_ in _IN_ROLE or kept[0].lower_ in ("visiting",)):
        kept.pop(0)
    if kept:
        role = reading.article.body[kept[0].idx : kept[-1].idx + len(kept[-1])]
        if len(role.split()) <= 12 and "\n" not in role:
            out.append(("role", role, kept[0].idx, kept[-1].idx + len(kept[-1]), rule))
    for name in inside:
        if name.kind == "organisation":
            out.append(("organisation", name.text, name.start, name.end, f"{rule}.organisation"))
            break
    out.extend(_home_country(reading, words, out, rule))
    return out


def _office_start(words: list[Token]) -> int:
    return next((t.idx for t in words if is_office(t)), words[-1].idx)


def _home_country(
    reading: Reading, words: list[Token], out: list[tuple[str, str, int, int, str]], rule: str
) -> list[tuple[str, str, int, int, str]]:
    """Read the country of a state's office in a domestic report: that of the dateline."""
    if any(column == "country" for column, *_ in out):
        return []
    office = next((t for t in words if t.lemma_.lower() in _STATE), None)
    home = country_of_place(reading.article.dateline or "")
    if office is None or home is None:
        return []
    return [("country", home, office.idx, office.idx + len(office), f"{rule}.dateline")]


def _after(reading: Reading, last: Token) -> list[tuple[str, str, int, int, str]]:
    """Read an apposition: "X, head of the chamber," or "X, analyst at Y Securities"."""
    doc = reading.doc
    at = last.i + 1
    if at < len(doc) and doc[at].text == "," and at + 1 < len(doc):
        at += 1
        if doc[at].lower_.isdigit() and at + 2 < len(doc) and doc[at + 1].text == ",":
            at += 2
        words: list[Token] = []
        while (
            at < last.sent.end
            and len(words) < 14
            and doc[at].text not in (",", ".", ";", ")", "--", '"', "”")
            and doc[at].pos_ not in ("VERB", "AUX")
            and doc[at].lower_ not in ("who", "which", "and")
        ):
            words.append(doc[at])
            at += 1
        while words and (words[0].pos_ == "DET" or words[0].lower_ in ("his", "her", "their", "its", "one")):
            words.pop(0)
        head = next((t for t in words if is_office(t)), None)
        if (
            head is None
            or words.index(head) > 5
            or any(n.kind == "person" and n.start <= words[0].idx < n.end for n in reading.names)
        ):
            return []
        out = _read_role(reading, words, "person.role.after")
        for i, word in enumerate(words):
            if word.lower_ in ("at", "with", "of", "for", "from") and i > words.index(head):
                rest = words[i + 1 :]
                if rest:
                    for name in reading.names:
                        if (
                            name.kind == "organisation"
                            and rest[0].idx <= name.start
                            and name.end <= rest[-1].idx + len(rest[-1])
                        ):
                            out.append(
                                ("organisation", name.text, name.start, name.end, "person.role.after.organisation")
                            )
                            break
                break
        return out
    return []


def country_named(words: str) -> str | None:
    """Return the country that a word names or is the nationality of."""
    return code_of_country(words) or code_of_nationality(words)
