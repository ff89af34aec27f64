"""Arrow schemas of the tables, and typed frames, derived from the models."""

from __future__ import annotations

import json
from functools import cache

import pandas as pd
import pyarrow

from newstables.schemas.tables import describe, schema

_ARROW = {"str": pyarrow.string(), "Int32": pyarrow.int32(), "float64": pyarrow.float64()}
_PANDAS = {"str": "str", "Int32": "Int32", "float64": "float64", "datetime64[ns]": "datetime64[s]"}


def _dtype(field: object) -> str:
    name = str(getattr(field, "dtype", field))
    return "str" if name.startswith(("str", "string")) else name


@cache
def arrow_schema(name: str) -> pyarrow.Schema:
    """Return the Arrow schema of a table, descriptions and units in its metadata.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    pyarrow.Schema
        Days are ``date32``, whole numbers ``int32``. A field's metadata holds ``description`` and, where there are
        any, ``unit``, ``references`` and ``vocabulary`` (JSON); the schema's holds ``table`` and ``description``.
    """
    fields = []
    for column, field in schema(name).columns.items():
        told = {"description": field.description, **(field.metadata or {})}
        metadata = {k: v if isinstance(v, str) else json.dumps(v) for k, v in told.items()}
        fields.append(
            pyarrow.field(
                column, _ARROW.get(_dtype(field), pyarrow.date32()), nullable=field.nullable, metadata=metadata
            )
        )
    return pyarrow.schema(fields, metadata={"table": name, "description": describe(name)})


def to_arrow(name: str, frame: pd.DataFrame) -> pyarrow.Table:
    """Turn a frame of one table into Arrow, with the contract's types and metadata.

    Parameters
    ----------
    name : str
        Name of the table.
    frame : pandas.DataFrame
        Exactly the columns of the table.

    Raises
    ------
    pyarrow.ArrowInvalid
        Where a value does not fit its column's type.
    """
    return (
        pyarrow.Table.from_pandas(frame, schema=arrow_schema(name).remove_metadata(), preserve_index=False)
        .cast(arrow_schema(name))
        .replace_schema_metadata(arrow_schema(name).metadata)
    )


def to_frame(name: str, rows: pd.DataFrame | pyarrow.Table | list[dict[str, object]]) -> pd.DataFrame:
    """Give rows the contract's pandas types and order of columns.

    Parameters
    ----------
    name : str
        Name of the table.
    rows : pandas.DataFrame, pyarrow.Table or list of dict
        Rows with columns of that table. In a list of dicts, what is missing is null; in a frame or Arrow table, columns
        that are missing stay out, and others than the contract's stay as they are, at the end.

    Returns
    -------
    pandas.DataFrame
        Text ``str``, days ``datetime64[s]``, whole numbers ``Int32``, other numbers ``float64``; ``attrs`` holds
        ``table``, ``description`` and ``columns`` (name to description).

    Examples
    --------
    >>> frame = to_frame("texts", [{"article_id": "a-1", "part": "body", "text": "The council met."}])
    >>> frame.attrs["columns"]["part"]
    'Part of the article'
    """
    fields = schema(name).columns
    if isinstance(rows, pyarrow.Table):
        frame: pd.DataFrame = rows.to_pandas(types_mapper={pyarrow.int32(): pd.Int32Dtype()}.get, date_as_object=False)
    elif isinstance(rows, pd.DataFrame):
        frame = rows.copy(deep=False)
    else:
        frame = pd.DataFrame(rows, columns=list(fields))
    known = [column for column in fields if column in frame.columns]
    frame = frame[known + [column for column in frame.columns if column not in fields]]
    frame = frame.astype({column: _PANDAS[_dtype(fields[column])] for column in known})
    frame.attrs = {
        "table": name,
        "description": describe(name),
        "columns": {column: fields[column].description for column in known},
    }
    return frame
