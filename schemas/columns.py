"""The kinds of column that the tables are made of, as pandera fields.

Each function here says once how a kind of column is typed, checked and described; the models of the tables read as
lists of them. Types: text is `str`, dates `DateTime` (days; `datetime64` in pandas, `date32` in Arrow), whole numbers
`Int32`, sums and values `float`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandera.pandas as pa
from pandera.engines.pandas_engine import DateTime

__all__ = ["DateTime", "Table", "choice", "code", "count", "day", "identifier", "number", "reference", "text", "words"]

COUNTRY = r"^[A-Z]{3}$"
COUNTRIES = r"^[A-Z]{3}(; [A-Z]{3})*$"
CURRENCY = r"^[A-Z]{3}$"
SHA256 = r"^[0-9a-f]{64}$"
ROW_ID = r"^[a-z]+-[0-9a-f]{12}$"
LONGEST_PHRASE = 12  # words of a topic, subject or measure


class Table(pa.DataFrameModel):
    """What all tables have in common: exactly these columns, in this order."""

    class Config:
        """Strict about names and order."""

        strict = True
        ordered = True


def identifier(prefix: str, description: str) -> Any:
    """A row's own id: `prefix`, a hyphen and 12 hex digits."""
    return pa.Field(description=description, str_matches=rf"^{prefix}-[0-9a-f]{{12}}$", metadata={"key": True})


def reference(table: str, description: str, *, nullable: bool = False) -> Any:
    """The id of a row of another table."""
    return pa.Field(description=description, nullable=nullable, metadata={"references": table})


def text(description: str, *, nullable: bool = True, pattern: str = r"\S", separated: bool = False) -> Any:
    """Text as printed: never empty. `separated`: several values in one cell, sorted, joined by "; "."""
    return pa.Field(
        description=description,
        nullable=nullable,
        str_contains=pattern,
        metadata={"separated": True} if separated else None,
    )


def code(description: str, pattern: str, *, nullable: bool = True) -> Any:
    """Text of a fixed form."""
    return pa.Field(description=description, nullable=nullable, str_matches=pattern)


def words(description: str) -> Any:
    """A phrase in the article's words, at most twelve of them."""
    return pa.Field(
        description=f"{description}, in the article's words, at most {LONGEST_PHRASE}",
        nullable=True,
        str_matches=rf"^\S+(?:\s+\S+){{0,{LONGEST_PHRASE - 1}}}$",
    )


def choice(vocabulary: Mapping[str, str], description: str, *, nullable: bool = False) -> Any:
    """One value of a closed vocabulary."""
    return pa.Field(
        description=description, nullable=nullable, isin=list(vocabulary), metadata={"vocabulary": dict(vocabulary)}
    )


def day(description: str, *, nullable: bool = True) -> Any:
    """A day."""
    return pa.Field(description=description, nullable=nullable)


def count(description: str, *, nullable: bool = False, least: int = 0, unit: str | None = None) -> Any:
    """A whole number."""
    return pa.Field(description=description, nullable=nullable, ge=least, metadata={"unit": unit} if unit else None)


def number(description: str, *, nullable: bool = True, unit: str | None = None) -> Any:
    """A real number."""
    return pa.Field(description=description, nullable=nullable, metadata={"unit": unit} if unit else None)
