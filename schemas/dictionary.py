"""The data dictionary: the contract as a page for people.

``python -m newstables.schemas.dictionary > docs/tables.md`` writes it.
"""

from __future__ import annotations

from newstables.schemas.arrow import arrow_schema
from newstables.schemas.tables import HISTORY_TABLES, TABLES, WORKING_TABLES, describe, key, schema

_HEAD = """\
# The tables

Every build and every release holds the eleven tables below as `NAME.parquet`, with exactly these columns in this order.
Where the articles do not say it, the cell is null. Text is UTF-8; days are Arrow `date32` on disk and `datetime64` in
pandas; whole numbers are `int32` and pandas' nullable `Int32`. Where several values stand in one cell, they are sorted
and joined by "; ". Offsets count Unicode code points, end exclusive.
"""


def render() -> str:
    """Return the data dictionary as Markdown.

    Returns
    -------
    str
        A section for each table, with its key, its columns, their types and descriptions, and the vocabularies.

    Examples
    --------
    >>> print(render().splitlines()[0])
    # The tables
    """
    history = "\n# What became of rows\n\nThese two tables are part of every build and release too.\n"
    working = "\n# What a build holds besides\n\nThese two tables are part of a build and of no release.\n"
    return "\n".join(
        [
            _HEAD,
            *map(_render_table, TABLES),
            history,
            *map(_render_table, HISTORY_TABLES),
            working,
            *map(_render_table, WORKING_TABLES),
        ]
    )


def _render_table(name: str) -> str:
    lines = [f"## {name}", "", describe(name)]
    if schema(name).unique:
        lines += ["", f"Key: {', '.join(f'`{column}`' for column in key(name))}."]
    lines += ["", "| column | type | meaning |", "| --- | --- | --- |"]
    told: list[tuple[str, dict[str, str]]] = []
    for field in arrow_schema(name):
        metadata = schema(name).columns[field.name].metadata or {}
        meaning = [schema(name).columns[field.name].description]
        if "references" in metadata:
            meaning.append(f"a row of [{metadata['references']}](#{metadata['references']})")
        vocabulary = metadata.get("vocabulary", {})
        if vocabulary:
            meaning.append("one of " + ", ".join(f"`{value}`" for value in vocabulary))
            if any(vocabulary.values()):
                told.append((field.name, vocabulary))
        kind = str(field.type).replace("date32[day]", "date")
        lines.append(f"| `{field.name}` | {kind}{', null' if field.nullable else ''} | {'; '.join(meaning)} |")
    for column, vocabulary in told:
        lines += [
            "",
            f"`{column}`: " + "; ".join(f"`{value}` ({meaning})" for value, meaning in vocabulary.items()) + ".",
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(render(), end="")
