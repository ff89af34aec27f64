"""Bytes of files, within limits, and the text they hold."""

from __future__ import annotations

import gzip
import sys
import zlib
from typing import BinaryIO, cast

from newstables.scripts.addresses import open_file

LARGEST_FILE = 25_000_000  # bytes of a page or other file that holds one article, unpacked
_ASCII = bytes(range(128))
_FEW_ACCENTS = 0.1  # of the bytes of an English text are outside ASCII, at most
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class UnreadableError(Exception):
    """A file cannot be read; `reason` is one of the reasons for rejection."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def open_bytes(path: str) -> BinaryIO:
    """Open a file at a path or an address, or standard input for ``-``; what ends in ``.gz`` is unpacked on the way.

    Raises
    ------
    UnreadableError
        Where it does not exist or may not be opened.
    """
    try:
        if path == "-":
            return sys.stdin.buffer
        file = open_file(path)
    except FileNotFoundError:
        raise UnreadableError("missing", "no such file or folder") from None
    except (OSError, ValueError) as error:
        raise UnreadableError("unreadable", str(getattr(error, "strerror", None) or error)) from None
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if path.lower().endswith(".gz") else file


def read_bytes(path: str, largest: int = LARGEST_FILE) -> bytes:
    """Read a whole file, never more than `largest` bytes of it.

    Raises
    ------
    UnreadableError
        Where it cannot be read, is damaged, or is larger.
    """
    try:
        with open_bytes(path) as file:
            data = file.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("unreadable", str(getattr(error, "strerror", None) or error)) from None
    if len(data) > largest:
        raise UnreadableError("too_large", f"more than {largest:,} bytes")
    return data


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode bytes: by their mark or what is declared, as UTF-8, as Windows-1252 if nearly ASCII, else by detection.

    A few accents are too little to detect an encoding by; for them holds what browsers take for English pages that
    declare none (https://encoding.spec.whatwg.org, windows-1252).

    Parameters
    ----------
    data : bytes
        The bytes of a text file.
    declared : str, optional
        An encoding that the file or its envelope names.

    Raises
    ------
    UnreadableError
        Where they hold no text, or no encoding fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            marked = _try(data, encoding)
            return marked if marked is not None else _refuse()
    if b"\x00" in data[:4096] or _share_of_controls(data[:4096]) > 0.1:
        raise UnreadableError("binary", "the file holds no text")
    few = len(data.translate(None, _ASCII)) <= _FEW_ACCENTS * len(data)
    for tried in (declared, "utf-8", "windows-1252" if few else None):
        known = _try(data, tried) if tried else None
        if known is not None:
            return known
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    detected = _try(data, best.encoding) if best is not None else None
    return detected if detected is not None else _refuse()


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _refuse() -> str:
    raise UnreadableError("encoding", "in no encoding that could be told")


def _share_of_controls(data: bytes) -> float:
    return sum(byte < 9 or 13 < byte < 32 for byte in data) / max(1, len(data))
