"""Data as classic scripts, which a page that was opened from disk may load where it may not fetch a file."""

from __future__ import annotations

import json
from pathlib import Path


def write_data(directory: Path, name: str, data: object) -> None:
    """Write data as a script that hands it to the pages: ``newstables.receive(name, data)``.

    Parameters
    ----------
    directory : pathlib.Path
        The folder of data.
    name : str
        What the data is asked for by, and its file is called (``NAME.js``); may hold a folder.
    data : object
        What JSON can hold.
    """
    path = directory / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"newstables.receive({_literal(name)}, {_literal(data)});\n", encoding="ascii")


def _literal(data: object) -> str:
    """Return JSON in ASCII that no reader of HTML can take for markup."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
