"""``datapackage.json``: a release as the Data Package standard 2.0 describes it, a Table Schema for each table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow

from newstables.schemas import arrow_schema, describe, key, references, schema
from newstables.scripts.manifest import hash_file
from newstables.scripts.release.about import About, is_web_address
from newstables.scripts.release.tables import RELEASED
from newstables.scripts.review.error_rates import ErrorRate

NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {pyarrow.string(): "string", pyarrow.int32(): "integer", pyarrow.float64(): "number", pyarrow.date32(): "date"}
_FORMATS = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}


def write_datapackage(
    directory: Path,
    about: About,
    version: str,
    day: date,
    counts: Mapping[str, int],
    checked: Mapping[str, int],
    rates: Mapping[str, ErrorRate],
) -> None:
    """Write the descriptor of a release whose tables are in place.

    Parameters
    ----------
    directory : pathlib.Path
        The release.
    about : About
        The dataset.
    version : str
        Of the release.
    day : datetime.date
        Of the release.
    counts, checked : mapping of str to int
        Rows by table, and how many of them a person has looked at.
    rates : mapping of str to ErrorRate
        How many rows of a table were wrong, of those drawn at random and checked.
    """
    told: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": about.name,
        "title": about.title,
        "version": version,
        "created": f"{day.isoformat()}T00:00:00Z",
        "licenses": [_describe_licence(about)],
        "contributors": [{"title": author, "roles": ["creator"]} for author in about.authors],
    }
    if about.description:
        told["description"] = about.description
    if about.homepage:
        told["homepage"] = about.homepage
    if about.sources:
        told["sources"] = [_describe_source(source) for source in about.sources]
    told["resources"] = list(_describe_resources(directory, counts, checked, rates))
    (directory / NAME).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _describe_licence(about: About) -> dict[str, str]:
    return {"name": about.licence} | ({"path": about.licence_url} if about.licence_url else {})


def _describe_source(source: str) -> dict[str, str]:
    return {"title": source, "path": source} if is_web_address(source) else {"title": source}


def _describe_resources(
    directory: Path, counts: Mapping[str, int], checked: Mapping[str, int], rates: Mapping[str, ErrorRate]
) -> Iterator[dict[str, Any]]:
    for form, mediatype in _FORMATS.items():
        suffix = "" if form == "parquet" else f"-{form}"
        for name in RELEASED:
            path = directory / f"{name}.{form}"
            if not path.is_file():
                continue
            resource: dict[str, Any] = {
                "name": name + suffix,
                "type": "table",
                "path": path.name,
                "title": name.replace("_", " "),
                "description": describe(name),
                "format": form,
                "mediatype": mediatype,
                "bytes": path.stat().st_size,
                "hash": f"sha256:{hash_file(path)}",
                "rows": counts[name],
            }
            if name in checked:
                resource["checked"] = checked[name]
            if name in rates:
                resource["errorRate"] = _describe_rate(rates[name])
            if form == "csv":
                resource["encoding"] = "utf-8"
            yield {**resource, "schema": describe_schema(name, suffix)}


def _describe_rate(rate: ErrorRate) -> dict[str, Any]:
    return {
        "description": "Rows corrected or deleted, of those drawn at random and checked, before they were put right",
        "drawn": rate.drawn,
        "seed": rate.seed,
        "checked": rate.checked,
        "wrong": rate.wrong,
        "rate": round(rate.rate, 4),
        "interval": [round(rate.low, 4), round(rate.high, 4)],
        "confidence": rate.confidence,
        "method": "Wilson score interval",
    }


def describe_schema(name: str, suffix: str = "") -> dict[str, Any]:
    """Return the Table Schema of a table.

    Parameters
    ----------
    name : str
        Of the table.
    suffix : str
        What the names of the resources that it refers to end with.

    Examples
    --------
    >>> describe_schema("appearances")["primaryKey"]
    ['person_id', 'article_id']
    """
    told: dict[str, Any] = {
        "fieldsMatch": "exact",
        "fields": [_describe_field(name, field) for field in arrow_schema(name)],
    }
    columns = key(name)
    # A primary key holds no nulls; those of evidence do.
    if any(schema(name).columns[column].nullable for column in columns):
        told["uniqueKeys"] = [columns]
    else:
        told["primaryKey"] = columns
    foreign = [
        {
            "fields": [column],
            # Empty where the table refers to itself: what frictionless asks for, and the standard lets stand for that.
            "reference": {"resource": "" if target == name else target + suffix, "fields": [key(target)[0]]},
        }
        for column, target in references(name).items()
    ]
    return told | ({"foreignKeys": foreign} if foreign else {})


def _describe_field(name: str, field: pyarrow.Field) -> dict[str, Any]:
    column = schema(name).columns[field.name]
    metadata = column.metadata or {}
    told: dict[str, Any] = {"name": field.name, "type": _TYPES[field.type], "description": column.description}
    if "unit" in metadata:
        told["unit"] = metadata["unit"]
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if key(name) == [field.name]:
        constraints["unique"] = True
    vocabulary = metadata.get("vocabulary")
    if vocabulary:
        constraints["enum"] = list(vocabulary)
        if any(vocabulary.values()):
            told["categories"] = [{"value": value, "label": label or value} for value, label in vocabulary.items()]
    for check in column.checks:
        if check.name == "str_matches":
            pattern = check.statistics["pattern"]
            constraints["pattern"] = pattern if isinstance(pattern, str) else pattern.pattern
        elif check.name == "greater_than_or_equal_to":
            constraints["minimum"] = check.statistics["min_value"]
        elif check.name == "str_length":
            told_length = {"minLength": "min_value", "maxLength": "max_value"}
            constraints |= {ours: check.statistics[theirs] for ours, theirs in told_length.items()}
    return told | ({"constraints": constraints} if constraints else {})
