"""``metadata.json``: what Datasette shows beside the tables of ``tables.sqlite``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newstables.schemas import describe, schema
from newstables.scripts.release.about import About
from newstables.scripts.release.sqlite import NAME as DATABASE
from newstables.scripts.release.sqlite import describe_views
from newstables.scripts.release.tables import RELEASED

NAME = "metadata.json"
_LABELS = {"articles": "title", "people": "name", "participants": "name", "parties": "name", "figures": "text"}


def write_metadata(directory: Path, about: About) -> None:
    """Write titles, descriptions and licence for Datasette (``datasette tables.sqlite --metadata metadata.json``).

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    about : About
        The dataset.
    """
    tables: dict[str, Any] = {}
    for name in RELEASED:
        tables[name] = {
            "description": describe(name),
            "columns": {column: field.description for column, field in schema(name).columns.items()},
        }
        if name in _LABELS:
            tables[name]["label_column"] = _LABELS[name]
    tables |= {name: {"description": told} for name, told in describe_views().items()}
    told: dict[str, Any] = {"title": about.title, "license": about.licence}
    told |= {"description": about.description} if about.description else {}
    told |= {"license_url": about.licence_url} if about.licence_url else {}
    told |= {"source": ", ".join(about.authors)}
    told |= {"source_url": about.homepage} if about.homepage else {}
    told["databases"] = {DATABASE.removesuffix(".sqlite"): {"tables": tables}}
    (directory / NAME).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
