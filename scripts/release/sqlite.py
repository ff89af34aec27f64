"""``tables.sqlite``: a release as one SQLite file, with keys, references and views for common questions."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

import pyarrow

from newstables.errors import DataError
from newstables.schemas import arrow_schema, describe, key, references, schema
from newstables.scripts.release.tables import Tables, read_rows

NAME = "tables.sqlite"
_TYPES = {pyarrow.string(): "TEXT", pyarrow.int32(): "INTEGER", pyarrow.float64(): "REAL", pyarrow.date32(): "TEXT"}
_PAGE = 4096  # bytes; what SQLite takes by default may change


def write_sqlite(directory: Path, tables: Tables) -> None:
    """Write tables into one SQLite file.

    Days are text as ISO 8601, which SQLite's functions for dates read. What columns mean stands as comments in the
    statements that made the tables (``.schema``), and for Datasette in ``metadata.json``.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    tables : mapping of str to pandas.DataFrame
        Sorted by their keys.

    Raises
    ------
    newstables.DataError
        Where a reference leads nowhere.
    """
    with _explain(), closing(sqlite3.connect(directory / NAME, isolation_level=None)) as connection:
        # No journal: a file that is not finished is thrown away anyway.
        for setting in (f"page_size = {_PAGE}", "encoding = 'UTF-8'", "journal_mode = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        for name, frame in tables.items():
            connection.execute(write_statement(name))
            places = ", ".join("?" * len(frame.columns))
            connection.executemany(
                f"INSERT INTO {_quote(name)} VALUES ({places})", map(_as_stored, read_rows(name, frame))
            )
            for column in references(name):
                connection.execute(f"CREATE INDEX {_quote(f'{name}_{column}')} ON {_quote(name)} ({_quote(column)})")
        connection.execute('CREATE INDEX "evidence_row" ON "evidence" ("table", "row_id", "column")')
        for statement in read_views().values():
            connection.execute(statement)
        connection.execute("COMMIT")
        lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        if lost is not None:
            raise DataError(f"a row of {lost[0]} refers to one that is not in {lost[2]}; nothing was released")


def write_statement(name: str) -> str:
    """Return the statement that makes a table, what it and its columns mean as comments in it.

    Examples
    --------
    >>> print(write_statement("redirects").splitlines()[1])
      -- One row per id that was merged into another row or split, and each row that it leads to; kept for good.
    """
    fields = arrow_schema(name)
    columns = key(name)
    unique = any(fields.field(column).nullable for column in columns)
    lines: list[tuple[str, str]] = []
    for field in fields:
        vocabulary = (schema(name).columns[field.name].metadata or {}).get("vocabulary")
        values = ", ".join("'" + value.replace("'", "''") + "'" for value in vocabulary or ())
        check = f" CHECK ({_quote(field.name)} IN ({values}))" if values else ""
        null = "" if field.nullable else " NOT NULL"
        unit = (schema(name).columns[field.name].metadata or {}).get("unit")
        told = schema(name).columns[field.name].description + (f" ({unit})" if unit else "")
        lines.append((f"{_quote(field.name)} {_TYPES[field.type]}{null}{check}", told))
    together = ", ".join(map(_quote, columns))
    lines.append((f"{'UNIQUE' if unique else 'PRIMARY KEY'} ({together})", "what tells rows apart"))
    for column, target in references(name).items():
        lines.append(
            (
                f"FOREIGN KEY ({_quote(column)}) REFERENCES {_quote(target)} ({_quote(key(target)[0])})",
                f"a row of {target}",
            )
        )
    last = len(lines) - 1
    body = [f"  {line}{',' if at < last else ''} -- {_comment(told)}" for at, (line, told) in enumerate(lines)]
    return "\n".join([f"CREATE TABLE {_quote(name)} (", f"  -- {_comment(describe(name))}", *body, ")"])


def read_views() -> dict[str, str]:
    """Return the statements that make the views, by the names of the views.

    Examples
    --------
    >>> "who_met_whom" in read_views()
    True
    """
    text = (files("newstables.scripts.release") / "views.sql").read_text(encoding="utf-8")
    statements = [part.strip() for part in text.split(";\n") if "CREATE VIEW" in part]
    return {
        statement.partition("CREATE VIEW ")[2].split()[0]: statement[statement.index("CREATE VIEW") :]
        for statement in statements
    }


def describe_views() -> dict[str, str]:
    """Return what the views answer, by their names: the comments above them."""
    text = (files("newstables.scripts.release") / "views.sql").read_text(encoding="utf-8")
    told = {}
    for part in text.split(";\n"):
        comment, created, rest = part.partition("CREATE VIEW ")
        if created:
            paragraph = comment.strip().split("\n\n")[-1]
            told[rest.split()[0]] = " ".join(line.removeprefix("--").strip() for line in paragraph.splitlines())
    return told


def _as_stored(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _comment(text: str) -> str:
    return " ".join(text.split())


@contextmanager
def _explain() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise OSError(errno.ENOSPC, "no space is left") from error
        raise DataError(f"the tables cannot be put into SQLite: {error}; nothing was released") from error
