"""``CITATION.cff``: how to cite a release, in the Citation File Format 1.2.0."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from newstables.scripts.release.about import About

NAME = "CITATION.cff"


def write_citation(directory: Path, about: About, version: str, day: date) -> None:
    """Write how to cite a release.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    about : About
        The dataset.
    version : str
        Of the release.
    day : datetime.date
        Of the release.
    """
    told: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these tables, please cite them as below.",
        "type": "dataset",
        "title": about.title,
        "version": version,
        "date-released": day.isoformat(),
        "authors": [{"name": author} for author in about.authors],
    }
    if about.description:
        told["abstract"] = about.description
    if about.licence_url:
        told["license"] = about.licence  # the format knows SPDX ids only
    if about.homepage:
        told["url"] = about.homepage
    # Every line of JSON is YAML too, so nothing that stands in a title can be anything but text.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items()]
    (directory / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
