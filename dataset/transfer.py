"""Bring bytes from an address, http(s) or any that fsspec knows, without trusting who sends them.

No more is taken than was asked for. A redirect is followed to the same host alone. Where nothing, or next to nothing,
arrives for `timeout` seconds, the transfer is given up, however the other side contrives to keep the line open: the
bytes come through a thread of their own, and it is the reader that looks at the clock.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from newstables.errors import DataError, UsageError

TIMEOUT_VARIABLE = "NEWSTABLES_TIMEOUT"
_TIMEOUT = 30.0  # seconds
_LEAST = 1024  # bytes a second that must arrive
_CHUNK = 1 << 18
_REDIRECTS = 5
_USUAL_PORTS = {"http": 80, "https": 443}

Stream = Callable[[], Iterator[int | bytes]]
"""Opens a transfer: yields the offset that it begins at, then the bytes."""


class UnreachableError(DataError):
    """The other side does not answer, or breaks off; it may another time."""


class StalledError(UnreachableError):
    """It answers, if at all, so slowly that it may never end."""


def get_timeout() -> float:
    """Return how many seconds a transfer may stand still: 30, or what ``NEWSTABLES_TIMEOUT`` says."""
    told = os.environ.get(TIMEOUT_VARIABLE)
    if not told:
        return _TIMEOUT
    try:
        timeout = float(told)
    except ValueError:
        timeout = 0.0
    if not 0 < timeout < float("inf"):
        raise UsageError(f"{TIMEOUT_VARIABLE} is {told!r}, and should be a number of seconds")
    return timeout


def is_address(source: object) -> bool:
    """Tell whether this is an address rather than a path.

    Examples
    --------
    >>> is_address("https://data.example.org/tables"), is_address("releases"), is_address("C:/releases")
    (True, False, False)
    """
    return isinstance(source, str) and "://" in source


def join_address(address: str, *names: str) -> str:
    """Return the address of a file below another.

    Examples
    --------
    >>> join_address("https://data.example.org/tables/?key=1", "1.0.0", "people.parquet")
    'https://data.example.org/tables/1.0.0/people.parquet?key=1'
    """
    if not _is_web(address):
        return "/".join([address.rstrip("/"), *names])
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path="/".join([parts.path.rstrip("/"), *names])))


def print_address(address: str) -> str:
    """Return an address as it may be shown: without a name and password, and without a query, which may be a key.

    Examples
    --------
    >>> print_address("https://me:secret@data.example.org/tables?token=1")
    'https://data.example.org/tables'
    """
    if not _is_web(address):
        return re.sub(r"://[^/@]*@", "://", address)
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme.lower() in _USUAL_PORTS


def receive(address: str, start: int, size: int) -> Iterator[int | bytes]:
    """Bring the bytes of a file from an offset on.

    Parameters
    ----------
    address : str
        The file.
    start : int
        Offset to begin at, where the other side can.
    size : int
        How long the whole file may be at most; what goes beyond is not read.

    Yields
    ------
    int
        Once, first: the offset that the bytes begin at, which is 0 where the other side cannot begin elsewhere.
    bytes
        What arrives.

    Raises
    ------
    UnreachableError
        Where the other side does not answer, stands still or breaks off.
    newstables.DataError
        Where it answers, but not with the file.
    """
    timeout = get_timeout()
    if _is_web(address):
        import requests  # noqa: F401  (now, before the clock runs)

        return _watch(lambda: _receive_web(address, start, timeout), address, timeout)
    return _watch(lambda: _receive_stored(address, start, size), address, timeout)


def _watch(opened: Stream, address: str, timeout: float) -> Iterator[int | bytes]:
    """Pass on what a stream brings, as long as it brings enough."""
    arrived: Queue[int | bytes | BaseException | None] = Queue(maxsize=8)
    left = threading.Event()

    def put(item: int | bytes | BaseException | None) -> None:
        while not left.is_set():
            try:
                return arrived.put(item, timeout=1)
            except Full:
                continue

    def run() -> None:
        try:
            for item in opened():
                put(item)
                if left.is_set():
                    return
            put(None)
        except BaseException as error:
            put(error)

    threading.Thread(target=run, name="newstables-transfer", daemon=True).start()
    begun, number = time.monotonic(), 0
    try:
        while True:
            try:
                item = arrived.get(timeout=max(begun + timeout - time.monotonic(), 0.001))
            except Empty:
                item = b""
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            if isinstance(item, int):
                yield item
            elif item:
                number += len(item)
                yield item
            if time.monotonic() - begun >= timeout:
                if number < timeout * _LEAST:
                    told = "next to nothing arrives" if number else "it does not answer"
                    raise StalledError(f"{print_address(address)}: given up, {told} for {timeout:g} seconds")
                begun, number = time.monotonic(), 0
    finally:
        left.set()


def _receive_web(address: str, start: int, timeout: float) -> Iterator[int | bytes]:
    import requests
    import urllib3

    shown, wrong = print_address(address), "cannot be reached"
    try:
        with requests.Session() as session:
            _leave_redirects(session)
            response = _request(session, address, start, timeout)
            with response:
                yield start if response.status_code == 206 else 0
                wrong = "breaks off"
                while chunk := response.raw.read1(_CHUNK, decode_content=False):
                    yield chunk
    except requests.exceptions.SSLError as error:
        raise DataError(f"{shown}: the certificate is not valid: {_tell(error)}") from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError) as error:
        raise UsageError(f"{shown} is no address: {_tell(error)}") from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise UnreachableError(f"{shown} {wrong}: {_tell(error)}") from error


def _leave_redirects(session: Any) -> None:
    """Keep requests from reading a redirect to its end, which may never come, also where it is not to follow it."""
    session.resolve_redirects = lambda *_, **__: iter(())


def _request(session: Any, address: str, start: int, timeout: float) -> Any:
    """Ask for a file, and follow redirects that stay at the host."""
    headers = {"Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    shown, at = print_address(address), address
    for _ in range(_REDIRECTS + 1):
        # The reader gives up first; what is left of the transfer ends soon after.
        response = session.get(at, headers=headers, stream=True, allow_redirects=False, timeout=2 * timeout)
        status = response.status_code
        if status in (301, 302, 303, 307, 308):
            to = response.headers.get("Location", "")
            if not _is_same_host(at, to):
                raise DataError(f"{shown} leads to another place, {_clean(to)!r}, which is not followed")
            at = urljoin(at, to)
            response.close()
            continue
        if status == 206 and not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            raise DataError(f"{shown} answers with another part of the file than was asked for")
        if status == 416 and start:  # there is no such part; from the beginning, then
            response.close()
            del headers["Range"]
            start = 0
            continue
        if status >= 500 or status in (408, 429):
            raise UnreachableError(f"{shown} answers {status} {_clean(response.reason)}")
        if status not in (200, 206):
            raise DataError(f"{shown} answers {status} {_clean(response.reason)}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise DataError(f"{shown} answers in another encoding than was asked for")
        return response
    raise DataError(f"{shown} leads from one address to the next without end")


def _is_same_host(at: str, to: str) -> bool:
    """Tell whether an address leads to the same host and port; http may become https, both on their usual ports."""
    try:
        here, there = urlsplit(at), urlsplit(urljoin(at, to))
        ports = [parts.port or _USUAL_PORTS.get(parts.scheme) for parts in (here, there)]
    except ValueError:
        return False
    upgraded = (here.scheme, there.scheme) == ("http", "https") and ports == [80, 443]
    return here.hostname == there.hostname and (upgraded or (here.scheme == there.scheme and ports[0] == ports[1]))


def _receive_stored(address: str, start: int, size: int) -> Iterator[int | bytes]:
    import fsspec

    shown = print_address(address)
    try:
        store, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{shown} cannot be opened: {_tell(error)}") from error
    except Exception as error:  # some kinds of store connect here
        raise UnreachableError(f"{shown} cannot be reached: {_tell(error)}") from error
    try:
        size = min(size, store.info(path)["size"] or 0)
        yield start
        while start < size:
            chunk = store.cat_file(path, start=start, end=min(start + _CHUNK, size))
            if not chunk:
                return
            yield chunk
            start += len(chunk)
    except (FileNotFoundError, PermissionError) as error:
        told = "is not there" if isinstance(error, FileNotFoundError) else "may not be read"
        raise DataError(f"{shown} {told}") from error
    except Exception as error:  # each store has exceptions of its own
        raise UnreachableError(f"{shown} cannot be read: {_tell(error)}") from error


def _tell(error: BaseException) -> str:
    """Say an error in one line: of those that wrap others, the innermost."""
    while error.args and isinstance(error.args[0], BaseException):
        error = error.args[0]
    if isinstance(reason := getattr(error, "reason", None), BaseException):
        return _tell(reason)
    return _clean(str(error) or type(error).__name__)


def _clean(told: str | None) -> str:
    line = (told or "").strip().splitlines()[:1]
    return "".join(each if each.isprintable() else " " for each in "".join(line))[:200]
