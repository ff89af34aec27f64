"""The tables while corrections are applied: finding rows, their evidence, and what became of each correction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from newstables.schemas import GROUNDED, key, to_frame
from newstables.schemas.evidence import LONGEST_QUOTE
from newstables.scripts.correct.anchors import Anchor, find_anchor
from newstables.scripts.correct.reading import Line
from newstables.scripts.link.identity import PREFIXES

Frames = dict[str, pd.DataFrame]

OWNERS = {"appearances": "people", "meeting_reports": "meetings", "agreement_reports": "agreements"}
"""Tables of what one article says, with the table of what it says it of."""

REPORTS = {owner: reports for reports, owner in OWNERS.items()}
MEMBERS = {"meetings": "participants", "agreements": "parties"}
PARENTS = {members: events for events, members in MEMBERS.items()}
RULE = "correction"
"""What evidence names as its rule where a person pointed to the words."""

APPLIED, UNMATCHED, LOST, CONTRADICTED = "applied", "unmatched", "anchor_lost", "contradicted"


class Draft:
    """The tables of a build, corrected step by step.

    Attributes
    ----------
    tables : dict of str to pandas.DataFrame
        The eleven.
    articles : pandas.DataFrame
        Those of them that give rows.
    outcomes : dict of Line to tuple of str
        What became of each correction, and in which words to tell it.
    rows : dict of Line to str
        The row that each correction reached.
    redirects : list of dict
        Rows that were merged and split.
    added : dict of tuple of str to str
        The row that each group of lines adds or adds to, by table and name of the group.
    made : set of str
        Those of them that were not there before.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        texts: Mapping[str, Mapping[str, str]],
        redirects: Mapping[str, str],
    ) -> None:
        self.tables: Frames = dict(tables)
        articles = self.tables["articles"]
        self.articles = articles[articles["copy_of"].isna()]
        self.outcomes: dict[Line, tuple[str, str]] = {}
        self.rows: dict[Line, str] = {}
        self.redirects: list[dict[str, str]] = []
        self.added: dict[tuple[str, str], str] = {}
        self.made: set[str] = set()
        self._texts = texts
        self._became = dict(redirects)
        self._places: dict[str, dict[str, set[str]]] = {}
        self._marks: dict[str, set[str]] = {}

    # what becomes of corrections

    def settle(self, line: Line, status: str, told: str = "") -> None:
        """Say what became of a correction."""
        self.outcomes[line] = (status, told)

    def is_open(self, line: Line) -> bool:
        """Tell whether nothing has become of a correction yet."""
        return line not in self.outcomes

    def mark(self, table: str, row_id: str, review: str) -> None:
        """Note that a person looked at a row; what is changed of its members or reports is changed of the row."""
        if table in PARENTS:
            frame = self.tables[table]
            parents = frame.loc[frame[key(table)[0]] == row_id, key(PARENTS[table])[0]]
            self._note(parents, "corrected" if review != "accepted" else None)
        elif table in OWNERS:
            self._note([row_id], "corrected" if review != "accepted" else None)
        else:
            self._note([row_id], review)

    def _note(self, rows: Iterable[str], review: str | None) -> None:
        for row in rows:
            if review:
                self._marks.setdefault(row, set()).add(review)

    def write_review(self) -> None:
        """Fill the column `review`: added before corrected before accepted."""
        for table in GROUNDED:
            frame = self.tables[table]
            if "review" in frame.columns:
                told = frame[key(table)[0]].map(self._strongest)
                self.tables[table] = frame.assign(review=told.fillna(frame["review"]).astype("str"))

    def _strongest(self, row_id: str) -> str | None:
        marks = self._marks.get(row_id, set())
        return next((review for review in ("added", "corrected", "accepted") if review in marks), None)

    # finding

    def anchor(self, line: Line) -> Anchor | None:
        """Find the words that a correction rests on."""
        if line.article_id is None or line.quote is None:
            return None
        parts = self._texts.get(line.article_id)
        if parts is None or line.article_id not in set(self.articles["article_id"]):
            return None
        return find_anchor(line.article_id, parts, line.quote, line.prefix, line.suffix)

    def text(self, article_id: str, part: str = "body") -> str:
        """Return the text of a part of an article."""
        return self._texts.get(article_id, {}).get(part, "")

    def loses_anchor(self, line: Line) -> bool:
        """Tell whether a correction names words or an article that are not there; it is settled then."""
        if line.article_id is None:
            return False
        if line.article_id not in set(self.articles["article_id"]):
            self.settle(line, LOST, f"there is no article {line.article_id}, or it is a copy")
            return True
        if line.quote is not None and self.anchor(line) is None:
            self.settle(line, LOST, f"the words are not in {line.article_id}, or more than once")
            return True
        return False

    def find_row(self, line: Line) -> str | None:
        """Find the row that a correction is of: by its id, by the words that gave it the id, by its anchor.

        Returns
        -------
        str or None
            The id that the row has now; of a table of reports, that of the row they tell of.
        """
        table = OWNERS.get(line.table, line.table)
        found = self.find_id(table, line.row_id) if line.row_id is not None else None
        return found or self._find_by_words(table, line)

    def find_id(self, table: str, row_id: str) -> str | None:
        """Find the row that has an id, had it in a former release, or took up the row that had it."""
        there = set(self.tables[table][key(table)[0]])
        if row_id in there:
            return row_id
        origin = self._origins(table).get(row_id, set()) & there
        if len(origin) == 1:
            return next(iter(origin))
        seen: set[str] = set()
        while row_id in self._became and row_id not in there and row_id not in seen:
            seen.add(row_id)
            row_id = self._became[row_id]
        return row_id if row_id in there else None

    def _origins(self, table: str) -> dict[str, set[str]]:
        """Return the rows that rest on the words by which an id was made, by that id."""
        if table not in self._places:
            evidence = self.tables["evidence"]
            here = evidence[evidence["table"] == table][["row_id", "article_id", "start"]].drop_duplicates()
            origins: dict[str, set[str]] = {}
            for row_id, article, start in here.itertuples(index=False, name=None):
                made = hashlib.sha256(f"{table}\t{article}\t{start}".encode()).hexdigest()[:12]
                origins.setdefault(f"{PREFIXES[table]}-{made}", set()).add(row_id)
            self._places[table] = origins
        return self._places[table]

    def _find_by_words(self, table: str, line: Line) -> str | None:
        place = self.anchor(line)
        if place is None:
            return None
        rows = self.rows_at(table, place)
        return rows[0] if len(rows) == 1 else None

    def rows_at(self, table: str, place: Anchor) -> list[str]:
        """Return the rows of a table that rest on words of a place, sorted."""
        evidence = self.tables["evidence"]
        here = evidence[
            (evidence["article_id"] == place.article_id)
            & (evidence["table"] == table)
            & (evidence["part"] == place.part)
            & evidence["column"].isna()
            & (evidence["start"] < place.end)
            & (evidence["end"] > place.start)
        ]
        return sorted(set(here["row_id"]))

    # changing

    def forget_places(self) -> None:
        """Look for the words of rows anew after rows changed."""
        self._places.clear()

    def remove(self, table: str, rows: pd.Series) -> None:
        """Take out the rows of a table that a mask names."""
        frame = self.tables[table]
        self.tables[table] = frame[~rows.to_numpy(dtype=bool)].reset_index(drop=True)

    def append(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Add rows to a table."""
        if rows:
            # Both are of the types of the table, and so is what they are joined to.
            self.tables[table] = pd.concat([self.tables[table], to_frame(table, rows)], ignore_index=True)

    def ground(self, table: str, row_id: str, column: str | None, place: Anchor) -> None:
        """Add the evidence of a place that a person pointed to."""
        evidence = self.tables["evidence"]
        here = evidence[((evidence["row_id"] == row_id) & (evidence["table"] == table)).to_numpy(dtype=bool)]
        same = (here["article_id"] == place.article_id) & (here["part"] == place.part)
        same &= here["column"].isna() if column is None else here["column"] == column
        if (same & (here["start"] == place.start) & (here["end"] == place.end)).any():
            return
        quote = self.text(place.article_id, place.part)[place.start : place.end][:LONGEST_QUOTE]
        self.append(
            "evidence",
            [
                {
                    "table": table,
                    "row_id": row_id,
                    "column": column,
                    "article_id": place.article_id,
                    "part": place.part,
                    "start": place.start,
                    "end": place.end,
                    "quote": quote,
                    "rule": RULE,
                }
            ],
        )

    def redirect(self, old_id: str, new_id: str, reason: str) -> None:
        """Note that a row went into another, or gave one off."""
        if old_id == new_id:
            return
        self.redirects.append({"old_id": old_id, "new_id": new_id, "reason": reason})
        if reason == "merged":
            self._became[old_id] = new_id
            self._marks.setdefault(new_id, set()).update(self._marks.pop(old_id, set()))

    def make_id(self, table: str, places: pd.DataFrame, apart: str) -> str:
        """Return the id of a new row: that of its earliest words, and of what tells it apart where that is taken."""
        placed = places.merge(self.articles[["article_id", "published"]], on="article_id")
        first = placed.sort_values(["published", "article_id", "start"], kind="stable").iloc[0]
        made = f"{table}\t{first['article_id']}\t{first['start']}"
        taken = set(self.tables[table][key(table)[0]])
        while (found := f"{PREFIXES[table]}-{hashlib.sha256(made.encode()).hexdigest()[:12]}") in taken:
            made = f"{made}\t{apart}"
        return found
