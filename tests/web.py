"""A web server on loopback that serves a folder, in parts where it is asked to, and misbehaves where it is told to."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class Web(ThreadingHTTPServer):
    """Serves a folder.

    Attributes
    ----------
    asked : list of (str, str or None)
        Path and range of every request.
    behaviour : dict of str to callable
        For a path, what answers instead: is called with the request's handler and the file's bytes.
    ended : threading.Event
        Set at the end, for those who wait.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, folder))
        self.asked: list[tuple[str, str | None]] = []
        self.behaviour: dict[str, Callable[[Any, bytes], None]] = {}
        self.ended = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Web:
        threading.Thread(target=partial(self.serve_forever, 0.05), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Web

    def __init__(self, folder: Path, *rest: Any) -> None:
        self.folder = folder
        super().__init__(*rest)

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        name = unquote(urlsplit(self.path).path)
        self.server.asked.append((name, self.headers.get("Range")))
        path = self.folder / name.lstrip("/")
        content = path.read_bytes() if path.is_file() else b""
        answer = self.server.behaviour.get(name)
        if answer is not None:
            with suppress(OSError):
                answer(self, content)
            self.close_connection = True
            return
        if not path.is_file():
            self.send_error(404)
            return
        part = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        if part is None:
            self.send_head(200, len(content))
        else:
            first, last = part.groups()
            begin = int(first) if first else max(len(content) - int(last), 0)
            end = min(int(last) + 1, len(content)) if first and last else len(content)
            if begin >= len(content):
                self.send_error(416)
                return
            self.send_head(206, end - begin, **{"Content-Range": f"bytes {begin}-{end - 1}/{len(content)}"})
            content = content[begin:end]
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_head(self, status: int, length: int | None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
