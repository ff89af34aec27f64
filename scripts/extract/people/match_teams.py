"""The team that a report of a match tells of a player: "Lima beat Ajax with goals from X", "X put Ajax ahead"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.names import Name
from newstables.scripts.extract.people.described import Described, own_words
from newstables.scripts.extract.sport import is_sport

if TYPE_CHECKING:
    from spacy.tokens import Span

    from newstables.scripts.extract.reading import Reading

_TIMES = ("DATE", "TIME")
_PLAYERS = r"(?P<players>P\d+(?: \( \d+ \))?(?:(?: ,)?(?: and)? P\d+(?: \( \d+ \))?)*)"
_TEAM = r"(?P<team>T\d+)"
_GAP = r"(?:(?![PT]\d)[^;:\"“”]){0,80}?"  # words that name no player and no team
_MEETING = r"beat|defeat|thrash|lose (?:\d|to T)|draw|take on T|face T|play T|host T|meet T|score|concede"
_PLAYING = re.compile(rf"T(\d+) (?:[a-z]+ ){{0,2}}?(?:{_MEETING})")
_WIDE = r"(?:(?!T\d)[^;:\"“”]){0,120}?"  # words that name no team


def teams_of_players(reading: Reading) -> dict[int, list[Described]]:
    """Read the teams of the players in a report of a match.

    A sentence is read as a row of lemmas in which P stands for a player and T for what may be a team, since the words
    in between tell more reliably who played for whom than a parse of "Lima beat Ajax 3-1".

    Parameters
    ----------
    reading : Reading
        The article with its names.

    Returns
    -------
    dict of int to list of Described
        Team, and its country for a national one, by where a player's name begins.
    """
    found: dict[int, list[Described]] = {}
    if not is_sport(reading.article.body):
        return found
    lines = [_encode(reading, sentence) for sentence in reading.doc.sents]
    for line, players, teams in lines:
        for pattern in _patterns() if players and teams else ():
            for match in pattern.finditer(line):
                team = teams[int(match["team"][1:])]
                for code in re.findall(r"P(\d+)", match["players"]):
                    found.setdefault(players[int(code)].start, _describe(team))
    playing = {teams[int(m[1])].text for line, _, teams in lines for m in _PLAYING.finditer(line)}
    for line, players, teams in lines:
        for match in re.finditer(r"T(\d+) (?:'s|') (?:[a-z-]+ )?P(\d+)", line):
            team = teams[int(match[1])]
            if team.text in playing:  # "Peru's X", where Peru meets another
                found.setdefault(players[int(match[2])].start, _describe(team))
    return found


def _describe(team: Name) -> list[Described]:
    told = [Described("organisation", team.text, team.start, team.end, "person.match")]
    if team.country and team.kind == "country":
        told.append(Described("country", team.country, team.start, team.end, "person.match"))
    return told


def _encode(reading: Reading, sentence: Span) -> tuple[str, list[Name], list[Name]]:
    """Return a sentence as a row of lemmas, with the players and the teams that its codes stand for."""
    words: list[str] = []
    players: list[Name] = []
    teams: list[Name] = []
    doc, at = reading.doc, sentence.start
    while at < sentence.end:
        token = doc[at]
        name = reading.name_at(token.idx)
        at += 1
        if name is not None and name.kind == "person":
            words.append(f"P{len(players)}")
            players.append(name)
        elif name is not None and name.kind != "nationality":
            words.append(f"T{len(teams)}" + (" 's" if name.text.endswith(("'s", "’s")) else ""))
            teams.append(_without_score(name))
        elif name is None and token.text[:1].isupper() and token.pos_ == "PROPN" and token.ent_type_ not in _TIMES:
            while at < sentence.end and doc[at].pos_ == "PROPN" and reading.name_at(doc[at].idx) is None:
                at += 1
            words.append(f"T{len(teams)}")
            end = doc[at - 1].idx + len(doc[at - 1])
            teams.append(Name(token.idx, end, doc.text[token.idx : end], "organisation"))
        elif not token.is_space:
            words.append(token.lemma_.lower() if token.pos_ in ("VERB", "AUX") else token.lower_)
        while name is not None and at < sentence.end and doc[at].idx < name.end:
            at += 1
    return re.sub(r"(?<=[a-z\d]) - (?=[a-z\d])", "-", " ".join(words)), players, teams


def _without_score(name: Name) -> Name:
    """Return a name as a team's, without what the tagger takes to it: "the", "'s", "3-1"."""
    kept = re.sub(r"(?:\s\d+(?:-\d+)?)+$", "", own_words(name.text))
    start = name.start + (4 if kept.lower().startswith("the ") else 0)
    text = kept[start - name.start :]
    return Name(start, start + len(text), text, name.kind, name.country)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    win, score, gain, lift = (_any_of(f"verbs_of_{kind}") for kind in ("beating", "scoring", "gaining", "lifting"))
    got = _any_of("nouns_of_success")
    some = r"(?:\w+ ){0,3}?"
    getting = rf"(?:take|regain|grab|go|retake|pull|get|have) (?:\w+ ){{0,2}}?{got}"
    lead = rf"(?:{win}|{getting}|make \d+|open the scoring|strike)"
    wins = rf"{_TEAM} {some}{lead} {_GAP}(?:T\d+ {_GAP})?"
    shot = rf"(?:{score}|'s (?:[a-z\d-]+ ){{0,3}}?(?:effort|goal|header|penalty|shot|strike|try))"
    side = r"(?:(?:[a-z]+ ){0,4}(?:side|team|club|giants|outfit|hosts|champions|leaders) )?"
    does = rf"(?:{score}|{gain}|play|lead|start|debut|open)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # "Lima beat Ajax thanks to goals from X and Y", "Lima won through X's penalty"
            rf"{wins}(?:thanks to|through|behind|courtesy of) {_GAP}{_PLAYERS}",
            rf"{wins}(?:with|after) {_GAP}{got} (?:from|by) {_PLAYERS}",
            # "Lima took the lead when X scored"
            rf"{_TEAM} {some}{lead} {_WIDE}(?:when|as|after|with) {_GAP}{_PLAYERS} (?:\w+ ){{0,4}}?{shot}\b",
            # "X scored twice as Lima beat Ajax"
            rf"{_PLAYERS} {some}{score} {_GAP}(?:as|when|to help) (?:[a-z]+ )?{_TEAM} {some}{lead}\b",
            # "X put Lima ahead", "X gave Lima a 2-1 lead", "X led Lima with 20 points", "X scored to help Lima"
            rf"{_PLAYERS}(?: ,| 's)?(?: [a-z][\w-]*){{0,8}}? {gain} {_TEAM} {_GAP}{got}\b",
            rf"{_PLAYERS} {some}{lift} {_TEAM}(?! 's| by\b)",
            rf"{_PLAYERS} {some}{score} {_GAP}to (?:{lift}|{gain}) {_TEAM}(?! 's)",
            # "X scored the winner for Lima"
            rf"{_PLAYERS} (?:(?:,|and) )?(?:[a-z][\w-]* ){{0,3}}?{does} (?:[\w-]+ ){{0,9}}?for {side}{_TEAM}\b",
            # "For Lima, captain X hit 80"
            rf"^for {_TEAM} , {_GAP}{_PLAYERS} ",
            # "Lima had X sent off", "Lima lost X to injury", "Lima were without X and Y"
            rf"{_TEAM} (?:\w+ ){{0,2}}?have {_PLAYERS} (?:send|dismiss|book|carry|stretcher)\b",
            rf"{_TEAM} (?:\w+ )?lose (?!to |by |against |when |match |game )(?:[a-z-]+ ){{0,2}}?{_PLAYERS}(?! 's)",
            rf"{_TEAM} {some}(?:without|recover from {_GAP}of) {_GAP}{_PLAYERS}",
            rf"{wins}despite the absence of {_GAP}{_PLAYERS}",
        )
    )


def _any_of(words: str) -> str:
    """Return a pattern for any of a set of words."""
    return "(?:" + "|".join(map(re.escape, sorted(word_set(words)))) + ")"
