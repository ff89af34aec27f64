"""Take people out of every table, so that their names stand nowhere in what is published.

A name that is printed in full is taken out wherever it stands, also where another person bears it: whoever asks to be
left out must not be found through a namesake. A family name alone, or another single word, is taken out where it is
printed as a name, unless somebody who stays bears it too: then only in the articles that name the person.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from typing import Any
from urllib.parse import unquote

import pandas as pd

from newstables.folding import Forms, fold, split_words
from newstables.schemas import GROUNDED, key, references, schema, to_frame
from newstables.scripts.correct.deleting import remove_dependants
from newstables.scripts.correct.draft import APPLIED, REPORTS, UNMATCHED, Draft
from newstables.scripts.correct.reading import Line

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3  # letters of a single word that is looked for
_ADDRESSES = ("url", "based_on", "source")


class Names:
    """The names of the people who are suppressed, and where each form of them is looked for.

    Parameters
    ----------
    forms : iterable of str
        Every form of their names.
    kept : iterable of str
        The names of the people who stay.
    """

    def __init__(self, forms: Iterable[str], kept: Iterable[str]) -> None:
        words = {split_words(form) for form in forms} - {()}
        full = {form for form in words if len(form) > 1}
        bare = {form[0] for form in words if len(form) == 1} | {form[-1] for form in full}
        bare = {word for word in bare if len(word) >= _SHORTEST}
        self.full = Forms(" ".join(form) for form in full)
        others = {split_words(name) for name in kept}
        borne = {word for name in others if len(name) > 1 for word in name}
        self._everywhere = frozenset(bare - borne)
        self._there = frozenset(bare & borne)
        self._others = sorted((f" {' '.join(name)} " for name in others if len(name) > 1), key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self.full or self._everywhere or self._there)

    def stand_in(self, text: str, *, there: bool = False, address: bool = False) -> bool:
        """Tell whether a text prints one of the names.

        Parameters
        ----------
        text : str
            The text.
        there : bool
            Whether it is of an article that names the person.
        address : bool
            Whether it is an address, the name of a file or an id, in which names are written small.
        """
        if self.full.stand_in(text):
            return True
        if there and address and (self._everywhere | self._there) & set(split_words(text)):
            return True
        if any(word[0].isupper() and fold(word) in self._everywhere for word in _WORD.findall(text)):
            return True
        if not there or not self._there:
            return False
        left = f" {' '.join(split_words(text))} "
        for other in self._others:
            left = left.replace(other, "  ")
        return bool(self._there & set(left.split()))


def suppress(draft: Draft, lines: Iterable[Line]) -> tuple[Names, dict[str, str]]:
    """Take people out.

    Returns
    -------
    Names
        Their names, for what else is to be published.
    dict of str to str
        The articles whose ids print such a name, with the ids that they have got instead.
    """
    people: set[str] = set()
    for line in lines:
        if not draft.is_open(line):
            continue
        row = draft.find_row(line)
        if row is None:
            draft.loses_anchor(line)
            if draft.is_open(line):
                draft.settle(line, UNMATCHED, f"there is no person {line.row_id or 'at these words'}")
            continue
        people.add(row)
        draft.rows[line] = line.row_id or row
        draft.settle(line, APPLIED)
    if not people:
        return Names((), ()), {}
    forms = _forms_of(draft, people)
    people |= _namesakes(draft, people, forms)
    frame = draft.tables["people"]
    kept = frame.loc[~frame["person_id"].isin(people), "name"]
    names = Names(forms | _forms_of(draft, people), kept)
    evidence = draft.tables["evidence"]
    mentioned = evidence[(evidence["table"] == "people") & evidence["row_id"].isin(people)]
    articles = set(mentioned["article_id"])
    listed = draft.tables["articles"]
    articles |= set(listed.loc[listed["copy_of"].isin(articles), "article_id"])
    for person in sorted(people):
        _remove_person(draft, person)
    _scrub(draft, names, articles)
    return names, _rename_articles(draft, names, articles)


def _forms_of(draft: Draft, people: Collection[str]) -> set[str]:
    frame = draft.tables["people"]
    here = frame[frame["person_id"].isin(people)]
    aliases = {form for cell in here["aliases"].dropna() for form in cell.split("; ")}
    appearances = draft.tables["appearances"]
    return set(here["name"]) | aliases | set(appearances.loc[appearances["person_id"].isin(people), "name"])


def _namesakes(draft: Draft, people: set[str], forms: set[str]) -> set[str]:
    """Return the other people whose name prints one of those, or is a single form that nobody else can bear."""
    frame = draft.tables["people"]
    others = frame[~frame["person_id"].isin(people)]
    full = [name for name in others["name"] if len(split_words(name)) > 1]
    names = Names(forms, full)
    return {
        person for person, name in zip(others["person_id"], others["name"], strict=True)
        if names.full.stand_in(name) or (len(split_words(name)) == 1 and names.stand_in(name))
    }  # fmt: skip


def _remove_person(draft: Draft, person: str) -> None:
    draft.remove("people", draft.tables["people"]["person_id"] == person)
    evidence = draft.tables["evidence"]
    draft.remove("evidence", (evidence["table"] == "people") & (evidence["row_id"] == person))
    remove_dependants(draft, "people", person)


def _scrub(draft: Draft, names: Names, articles: set[str]) -> None:
    """Empty the cells that print one of the names; take out rows that cannot be without such a cell."""
    rows_there = _rows_of(draft, articles)
    for table in list(draft.tables):
        frame = draft.tables[table]
        if frame.empty:
            continue
        there = _is_there(table, frame, articles, rows_there)
        for column in _printed_columns(table):
            hit = _find_cells(frame[column], there, names, address=column in _ADDRESSES)
            if not hit.any():
                continue
            if schema(table).columns[column].nullable:
                emptied = frame[column].mask(hit)
                if table in GROUNDED:
                    _drop_evidence(draft, table, set(frame.loc[hit, key(table)[0]]), column)
            elif column == "source":
                emptied = frame[column].mask(hit, "withheld " + frame["article_id"])
            else:
                frame, there = frame[~hit], there[~hit]
                continue
            frame = frame.assign(**{column: emptied.astype("str")})
        draft.tables[table] = to_frame(table, frame.reset_index(drop=True))


def withhold_id(article_id: str) -> str:
    """Return the id of an article whose own id prints a name."""
    return f"a-{hashlib.sha256(article_id.encode()).hexdigest()[:16]}"


def _rename_articles(draft: Draft, names: Names, articles: set[str]) -> dict[str, str]:
    renamed = {
        one: withhold_id(one)
        for one in draft.tables["articles"]["article_id"]
        if names.stand_in(one, there=one in articles, address=True)
    }
    if renamed:
        for table, frame in draft.tables.items():
            columns = [column for column, target in references(table).items() if target == "articles"]
            columns += ["article_id"] if table == "articles" else []
            told = {c: frame[c].map(lambda one: renamed.get(one, one)).astype("str") for c in columns}
            draft.tables[table] = to_frame(table, frame.assign(**told))
        listed = draft.tables["articles"]
        draft.articles = listed[listed["copy_of"].isna()]
    return renamed


def _printed_columns(table: str) -> list[str]:
    """Return the columns that hold words: not ids, codes of a vocabulary, or the names of tables and columns."""
    own = {key(table)[0]} if table in GROUNDED else set()
    skipped = own | set(references(table)) | {"article_id", "row_id", "column", "rule", "text_sha256", "conflicts"}
    return [
        column
        for column, field in schema(table).columns.items()
        if str(field.dtype).startswith("str") and column not in skipped and "vocabulary" not in (field.metadata or {})
    ]


def _find_cells(cells: pd.Series, there: pd.Series, names: Names, *, address: bool) -> pd.Series:
    def looks(local: bool) -> Callable[[Any], bool]:
        def prints(text: Any) -> bool:
            return isinstance(text, str) and names.stand_in(
                unquote(text) if address else text, there=local, address=address
            )

        return prints

    found = pd.Series(False, index=cells.index)
    for local in (False, True):
        of = cells[there == local]
        told = {text: looks(local)(text) for text in of.dropna().unique()}
        found.loc[of.index] = of.map(lambda text, told=told: told.get(text, False)).astype(bool)
    return found


def _rows_of(draft: Draft, articles: set[str]) -> set[str]:
    """Return the rows that the articles report."""
    rows: set[str] = set()
    for owner, reports in REPORTS.items():
        frame = draft.tables[reports]
        rows |= set(frame.loc[frame["article_id"].isin(articles), key(owner)[0]])
    return rows


def _is_there(table: str, frame: pd.DataFrame, articles: set[str], rows: set[str]) -> pd.Series:
    if table == "people":  # who stays, stays with the name they bear
        return pd.Series(False, index=frame.index)
    if "article_id" in frame.columns:
        return frame["article_id"].isin(articles)
    for column in ("meeting_id", "agreement_id"):
        if column in frame.columns:
            return frame[column].isin(rows)
    return pd.Series(False, index=frame.index)


def _drop_evidence(draft: Draft, table: str, rows: set[str], column: str) -> None:
    evidence = draft.tables["evidence"]
    gone = (evidence["table"] == table) & evidence["row_id"].isin(rows) & (evidence["column"] == column)
    draft.remove("evidence", gone.fillna(False))
