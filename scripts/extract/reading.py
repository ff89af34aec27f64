"""An article as the extractors see it: its parsed body and the layers that they share."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstables.scripts.extract.names import known_bodies
from newstables.scripts.extract.rows import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from newstables.scripts.extract.dates import Date
    from newstables.scripts.extract.names import Name
    from newstables.scripts.extract.quantities import Quantity
    from newstables.scripts.extract.rows import Person
    from newstables.scripts.read.article import Article

QUOTE = 200  # characters of a quotation, at most (tables.md: evidence.quote)


@dataclass(slots=True)
class Reading:
    """One parsed article and what the shared layers found in it.

    Attributes
    ----------
    article : Article
        What was read.
    doc : spacy.tokens.Doc
        The parsed body; ``doc.text == article.body``, so ``token.idx`` are offsets of the tables.
    names : list of Name
        Every mention of a person, organisation, place or country, in order, without overlaps.
    people : list of Person
        The people of the article (rows; `Member.person` is an index into this list).
    dates : list of Date
        Every expression of time in the body, resolved.
    quantities : list of Quantity
        Every number with its unit in the body.
    """

    article: Article
    doc: Doc
    names: list[Name] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    _starts: list[int] = field(default_factory=list, repr=False)
    _bodies: dict[str, str] | None = field(default=None, repr=False)

    def full_name(self, short: str) -> str:
        """Return the full name of a company that the article also names by one word, or what is given."""
        if self._bodies is None:
            self._bodies = known_bodies(self.names)
        return self._bodies.get(short, short)

    def name_at(self, offset: int) -> Name | None:
        """Return the name that holds the character at `offset`, or None."""
        if len(self._starts) != len(self.names):
            self._starts = [name.start for name in self.names]
        at = bisect_right(self._starts, offset) - 1
        return self.names[at] if at >= 0 and offset < self.names[at].end else None

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds the character at `offset`."""
        token = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        if token is None:
            raise IndexError(f"offset {offset} is outside the body of {self.article.article_id}")
        return token[0].sent

    def evidence(self, column: str | None, start: int, end: int, rule: str) -> Evidence:
        """Make the evidence for a row or a cell out of offsets in the body."""
        return Evidence(column, start, end, self.article.body[start:end][:QUOTE], rule)
