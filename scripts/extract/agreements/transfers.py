"""Players who change clubs: "United signed X from Rovers", "X joined United from Rovers", "lost X to Rovers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.cells import add_circumstances
from newstables.scripts.extract.agreements.mentions import Mention
from newstables.scripts.extract.agreements.subjects import find_phrase
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.members import find_members, join_members
from newstables.scripts.extract.named import name_at
from newstables.scripts.extract.rows import Member
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading

TRANSFER = "agreement.verb.transfer"
_GIVING = frozenset({"sell", "lose", "loan", "trade", "send"})  # the club that acts gives the player up
_TAKING = frozenset({"sign", "buy", "acquire", "recruit"})
_GOING = frozenset({"join", "sign", "move", "switch", "transfer"})  # the player acts
_LEAST = 2  # nouns for players in a report that is on them
_TERMS = re.compile(r"\b(?:transfer|on loan|loan (?:deal|move|spell)|free agent)\b")


def read_transfer(reading: Reading, verb: Token) -> Mention | None:
    """Read a verb that says that a player goes from one club to another, in a report on sport.

    Both clubs must be named, or one of them and the terms: "joined Rovers **on loan**", "**for 2 million pounds**".
    """
    lemma = verb.lemma_.lower()
    if lemma not in _GIVING | _TAKING | _GOING or clauses.is_negated(verb) or not _is_on_players(reading):
        return None
    found = _read_giving(reading, verb, lemma) or _read_going(reading, verb, lemma)
    if found is None:
        return None
    player, clubs = found
    start, end = clauses.clause(verb)
    tense = clauses.tense(verb)
    planned = tense in (clauses.FUTURE, clauses.HYPOTHETICAL) or (verb.tag_ == "VB" and tense != clauses.PAST)
    outer = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" else None
    agreed = outer is not None and clauses.tense(outer) in (clauses.PAST, clauses.PERFECT)  # "has agreed to join"
    status = "agreed" if agreed else "planned" if planned else "in_force"
    mention = Mention(verb, "contract", status, start, end, TRANSFER)
    fee = next((q for q in reading.quantities if q.kind == "money" and start <= q.start < end), None)
    if len(clubs) < 2:
        if fee is None and not _TERMS.search(reading.article.body[start:end]):
            return None
        clubs.extend(m for m in find_members(reading, [player], TRANSFER, capacity="party") if m.type == "person")
    mention.parties = join_members(clubs)
    if len(mention.parties) < 2:
        return None
    named = name_at(reading, player)
    span = (named.start, named.end) if named is not None else find_phrase(player)
    if span is not None:
        mention.subject = reading.article.body[span[0] : span[1]]
        mention.evidence.append(reading.evidence("subject", *span, "subject.transferred"))
    add_circumstances(reading, mention, verb)
    if (
        fee is not None
        and mention.amount is None
        and re.match(
            r"[\s-][a-z -]*\b(?:transfer|move|deal|switch|fee)\b", reading.article.body[fee.end : fee.end + 40]
        )
    ):
        mention.amount, mention.currency, mention.qualifier = fee.value, fee.unit, fee.qualifier
        mention.evidence.append(reading.evidence("amount", fee.start, fee.end, "amount.attached"))
    return mention


def _is_on_players(reading: Reading) -> bool:
    """Tell whether a report is on sport, or names two players by where they play."""
    body = reading.article.body
    return is_sport(body) or sum(word in word_set("players") for word in re.findall(r"[a-z-]+", body)) >= _LEAST


def _read_giving(reading: Reading, verb: Token, lemma: str) -> tuple[Token, list[Member]] | None:
    """Read "Rovers sold **X** to United", "United signed **X** from Rovers"."""
    if lemma not in _GIVING | _TAKING:
        return None
    players = [o for o in clauses.objects(verb) if _is_player(reading, o) and o in verb.children]
    if not players:
        return None
    actors = _clubs(reading, clauses.agents(verb))
    to, of = list(clauses.attached(verb, "to")), list(clauses.attached(verb, "from"))
    others = _clubs(reading, [o for o in (to if lemma in _GIVING else of) if not _is_player(reading, o)])
    own = _clubs(reading, [t for t in players[0].lefts if t.dep_ == "poss"]) if lemma in _TAKING else []
    clubs = [*actors, *others, *own]
    return (players[0], clubs) if clubs and (actors or others) else None


def _read_going(reading: Reading, verb: Token, lemma: str) -> tuple[Token, list[Member]] | None:
    """Read "**X** joined United from Rovers", "**X**, who signed from Rovers"."""
    if lemma not in _GOING:
        return None
    players = [s for s in clauses.subjects(verb) if _is_player(reading, s)]
    if not players:
        return None
    heads: list[Token] = []
    if lemma == "join":
        heads += clauses.objects(verb)
    elif clauses.objects(verb):
        return None
    else:
        heads += clauses.attached(verb, "to") if lemma != "sign" else clauses.attached(verb, "for", "with")
    left = list(clauses.attached(verb, "from"))
    if lemma in ("move", "switch", "transfer") and not (heads and left):
        return None
    clubs = [*_clubs(reading, heads), *_clubs(reading, left)]
    if len(join_members(clubs)) == 1 and left and not heads and lemma == "sign":
        clubs.extend(_club_of(reading, players[0]))
    return (players[0], clubs) if clubs else None


def _club_of(reading: Reading, player: Token) -> Iterator[Member]:
    """Yield the club that a player belongs to, where the article tells it."""
    for member in find_members(reading, [player], TRANSFER):
        if member.type == "person" and member.organisation:
            place = reading.evidence(None, player.idx, player.idx + len(player), TRANSFER)
            yield Member(member.organisation, "organisation", (place,), capacity="party")


def _is_player(reading: Reading, token: Token) -> bool:
    name = name_at(reading, token)
    if name is not None:
        return name.kind == "person"
    return token.lower_ in ("he", "she", "who", "him", "her") or token.lemma_.lower() in word_set("players")


def _clubs(reading: Reading, heads: list[Token]) -> list[Member]:
    """Return the clubs that nouns name: bodies, and towns that stand for their club."""
    found: list[Member] = []
    for head in heads:
        listed = [m for m in find_members(reading, [head], TRANSFER, capacity="party") if m.type == "organisation"]
        name = name_at(reading, head)
        town = name is not None and (
            name.kind == "place" or (name.kind == "country" and head.head.head.lemma_ == "sign")
        )
        if not listed and name is not None and town:
            place = reading.evidence(None, name.start, name.end, TRANSFER)
            listed = [Member(name.text.removesuffix("'s"), "organisation", (place,), capacity="party")]
        found.extend(m for m in listed if not word_set("no_clubs") & set(m.name.lower().split()))
    return found
