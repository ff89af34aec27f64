"""The team that a player's or employee's name stands with: "Ajax signed X", "X scored for Ajax"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.people.described import Described, name_over, own_words
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.reading import Reading


def read_team(reading: Reading, last: Token) -> Iterator[Described]:
    """Read the team that a clause tells for a player, with its country where it is a national team.

    Parameters
    ----------
    reading : Reading
        The article with its names.
    last : spacy.tokens.Token
        The last word of a mention.
    """
    team = _team(reading, last)
    if team is None:
        return
    text = own_words(team.text)
    yield Described("organisation", text.removeprefix("the "), team.start, team.end, "person.team")
    if team.kind == "country" and team.country:
        yield Described("country", team.country, team.start, team.end, "person.team")


def _team(reading: Reading, last: Token) -> Name | None:
    token = last
    while token.dep_ in ("conj", "appos") and token is not token.head:
        token = token.head
    if token.dep_ == "poss" and token.head.dep_ == "nsubj":  # "X's 25 points led Peru to a win"
        token = token.head
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in word_set("verbs_of_teams"):
        actors = clauses.subjects(verb) if token.dep_ == "dobj" else clauses.agents(verb)
        for actor in actors:
            if actor != token and (team := _as_team(reading, actor)) is not None:
                return team
            if actor.lower_ in ("they", "it", "who"):
                bodies = (t for t in actor.sent if t.dep_ == "nsubj" and t.i < actor.i)
                return next((team for t in bodies if (team := _as_team(reading, t)) is not None), None)
    if token.dep_ == "nsubj" and is_sport(reading.article.body):
        if verb.lemma_ in word_set("verbs_of_playing"):
            for noun in clauses.prepositional(verb, "for"):
                if (team := _as_team(reading, noun)) is not None:
                    return team
        if verb.lemma_ in ("lead", "guide", "help", "captain", "steer", "inspire", "lift"):
            for noun in clauses.objects(verb):
                if (team := _as_team(reading, noun)) is not None:
                    return team
    return None


def _as_team(reading: Reading, token: Token) -> Name | None:
    name = name_over(reading, token)
    if name is None or name.kind not in ("organisation", "country", "place"):
        return None
    return name if name.kind == "organisation" or is_sport(reading.article.body) else None
