"""``croissant.json``: a release as MLCommons' Croissant 1.0 describes it, for search engines and machine learning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow

from newstables.schemas import arrow_schema, describe, key, references, schema
from newstables.scripts.manifest import hash_file
from newstables.scripts.release.about import About, is_web_address
from newstables.scripts.release.tables import RELEASED

NAME = "croissant.json"
_TYPES = {
    pyarrow.string(): "sc:Text",
    pyarrow.int32(): "sc:Integer",
    pyarrow.float64(): "sc:Float",
    pyarrow.date32(): "sc:Date",
}
_FORMATS = {
    ".parquet": "application/x-parquet",
    ".csv": "text/csv",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The terms of the format, as its specification 1.0 spells them.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(directory: Path, about: About, version: str, day: date) -> None:
    """Write the description of a release whose tables are in place.

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
    """
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": about.name,
        "alternateName": about.title,
        "description": about.description or about.title,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": about.licence_url or about.licence,
        "creator": [{"@type": "sc:Organization", "name": author} for author in about.authors],
        "datePublished": day.isoformat(),
        "version": version,
        "isLiveDataset": False,
        "citeAs": f"{', '.join(about.authors)} ({day.year}): {about.title}, {version}",
    }
    if about.homepage:
        told["url"] = about.homepage
    pages = [source for source in about.sources if is_web_address(source)]
    if pages:
        told["isBasedOn"] = pages
    told["distribution"] = [_describe_file(path) for path in sorted(directory.iterdir()) if path.suffix in _FORMATS]
    told["recordSet"] = [_describe_records(name) for name in RELEASED]
    (directory / NAME).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _describe_file(path: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "contentUrl": path.name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": _FORMATS[path.suffix],
        "sha256": hash_file(path),
    }


def _describe_records(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": describe(name),
        "key": [{"@id": f"{name}/{column}"} for column in key(name)],
        "field": list(_describe_fields(name)),
    }


def _describe_fields(name: str) -> Iterator[dict[str, Any]]:
    pointers = references(name)
    for field in arrow_schema(name):
        told: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{name}/{field.name}",
            "name": field.name,
            "description": schema(name).columns[field.name].description,
            "dataType": _TYPES[field.type],
            "source": {"fileObject": {"@id": f"{name}.parquet"}, "extract": {"column": field.name}},
        }
        target = pointers.get(field.name)
        if target is not None and target != name:
            told["references"] = {"field": {"@id": f"{target}/{key(target)[0]}"}}
        yield told
