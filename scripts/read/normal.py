"""Normal text: NFC, one kind of newline, no control characters; quotes and dashes stay as printed."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u200e\u200f\u00ad\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def normalise(text: str) -> str:
    r"""Return text in NFC, with ``\n`` as its one newline and without control characters.

    Examples
    --------
    >>> normalise("Cafe\u0301\r\nopen\x00")
    'Café\nopen'
    """
    return unicodedata.normalize("NFC", _SURROGATES.sub("", _CONTROLS.sub("", _NEWLINES.sub("\n", text))))


def normalise_record(text: str) -> str:
    """Return a record's text in NFC and with one kind of newline; nothing is cut from it, so that offsets hold.

    Control characters that no table may hold are replaced by a space, one for one.
    """
    text = re.sub(r"\r\n?", "\n", text)
    return unicodedata.normalize(
        "NFC", _SURROGATES.sub("\ufffd", _CONTROLS.sub(lambda m: " " if m.group() < "\x20" else m.group(), text))
    )


def one_line(text: str | None) -> str | None:
    """Return text on one line, spaces folded; None where nothing is left."""
    folded = " ".join(normalise(text).split()) if text else ""
    return folded or None
