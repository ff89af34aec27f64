"""Whoever serves releases may lie, stall and send without end: one clear line, and nothing is kept."""

import gzip
import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

import newstables
from newstables.schemas import arrow_schema

from released import read_listing, tell_file, write_listing
from web import Web

LISTING = "/tables/releases.json"
PEOPLE = "/tables/0.10.0/people.parquet"
Answer = Callable[[Any, bytes], None]


@pytest.fixture(autouse=True)
def nothing_is_kept(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test there is nothing new outside the cache, and in the cache no file of a release."""

    def look() -> set[Path]:
        return {path for path in tmp_path.rglob("*") if tmp_path / "cache" not in (path, *path.parents)}

    request.getfixturevalue("releases")
    before = look()
    yield
    assert {path.name for path in look() - before} <= {"made.parquet"}
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert {path.name for path in kept} <= {"releases.json"}


def refused(address: str, told: str) -> None:
    with pytest.raises(newstables.DataError, match=told) as caught:
        newstables.load("people", source=address)
    assert str(caught.value).isprintable()


TRICKS = {
    "a way up": {"files": {"../../people.parquet": None}},
    "an absolute path": {"files": {"/tmp/people.parquet": None}},
    "another host": {"files": {"http://other.example/people.parquet": None}},
    "a version that is a path": {"version": "../0.9.0"},
    "a version that is a host": {"version": "//other.example"},
}


@pytest.mark.parametrize("changes", TRICKS.values(), ids=TRICKS.keys())
def test_a_list_with_tricks_is_refused_before_anything_is_fetched(
    releases: Path, web: Web, address: str, changes: dict[str, Any]
) -> None:
    listing = read_listing(releases)
    entry = listing["releases"][-1]
    told = entry["files"]["people.parquet"]
    entry["files"] |= dict.fromkeys(changes.pop("files", {}), told)
    write_listing(releases, listing | {"releases": [*listing["releases"][:-1], entry | changes]})
    refused(address, "is no list of releases: releases.1")
    assert {path for path, _ in web.asked} == {LISTING}


def test_a_file_with_another_hash_is_not_trusted(releases: Path, address: str) -> None:
    path = releases / "0.10.0" / "people.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    refused(address, "people.parquet is not the file that was released: its SHA-256 differs; nothing of it was kept")


def test_a_file_of_more_bytes_than_fit_the_disk_is_not_begun(releases: Path, web: Web, address: str) -> None:
    listing = read_listing(releases)
    listing["releases"][-1]["files"]["people.parquet"]["bytes"] = 2**52
    write_listing(releases, listing)
    refused(address, "takes 4,503,599,627,370,496 bytes, and .* are free")
    assert all(path == LISTING for path, _ in web.asked)


def send_truncated(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content))
    handler.wfile.write(content[: len(content) // 2])


def send_shorter(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content) // 2)
    handler.wfile.write(content[: len(content) // 2])


def send_longer(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content) + 9)
    handler.wfile.write(content + b"and more.")


def send_endless(handler: Any, _: bytes) -> None:
    handler.send_head(200, None, Connection="close")
    while True:
        handler.wfile.write(b"[" * 65_536)


def send_endless_chunks(handler: Any, _: bytes) -> None:
    handler.send_head(200, None, **{"Transfer-Encoding": "chunked"})
    while True:
        handler.wfile.write(b"10000\r\n" + b"[" * 65_536 + b"\r\n")


def send_one_endless_chunk(handler: Any, _: bytes) -> None:
    handler.send_head(200, None, **{"Transfer-Encoding": "chunked"})
    handler.wfile.write(b"ffffffffffffffff\r\n")
    while True:
        handler.wfile.write(b"[" * 65_536)


def send_compressed(handler: Any, content: bytes) -> None:
    bomb = gzip.compress(content + b" " * 10_000_000)
    handler.send_head(200, len(bomb), **{"Content-Encoding": "gzip"})
    handler.wfile.write(bomb)


def send_another_part(handler: Any, content: bytes) -> None:
    handler.send_head(206, len(content), **{"Content-Range": f"bytes 5-{len(content)}/{len(content)}"})
    handler.wfile.write(content)


def send_no_http(handler: Any, _: bytes) -> None:
    handler.wfile.write(b"\x00\x01\x02 this is no HTTP\r\n\r\n")


def hang_up(handler: Any, _: bytes) -> None:
    handler.close_connection = True


def send_a_redirect_without_end(handler: Any, _: bytes) -> None:
    handler.send_head(302, None, Location="http://other.example/", Connection="close")
    while True:
        handler.wfile.write(b"[" * 65_536)


def send_terminal_codes(handler: Any, _: bytes) -> None:
    handler.send_response(404, "\x1b[2JAll is well\x07")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def hang(handler: Any, _: bytes) -> None:
    handler.server.ended.wait()


def hang_after_the_head(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content))
    handler.server.ended.wait()


def hang_after_a_part(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content))
    handler.wfile.write(content[:100])
    handler.server.ended.wait()


def drip(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content))
    for at in range(len(content)):
        handler.wfile.write(content[at : at + 1])
        if handler.server.ended.wait(0.02):
            return


def drip_the_head(handler: Any, _: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.ended.wait(0.02):
        handler.wfile.write(b"x")


def go_on_and_on(handler: Any, _: bytes) -> None:
    while not handler.server.ended.wait(0.02):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


MISBEHAVIOUR: dict[Answer, tuple[str, str]] = {
    # what the line says of a file, and of the list of releases
    send_truncated: ("breaks off",) * 2,
    send_shorter: ("ends after .* again and again", "no list of releases"),
    send_longer: ("is longer than the .* bytes that were told", "is no list of releases"),
    send_endless: ("is longer than the .* bytes that were told", "is longer than 16,777,216 bytes"),
    send_endless_chunks: ("is longer than the .* bytes that were told", "is longer than 16,777,216 bytes"),
    send_one_endless_chunk: ("is longer than the .* bytes that were told", "is longer than 16,777,216 bytes"),
    send_compressed: ("another encoding than was asked for",) * 2,
    send_another_part: ("another part of the file than was asked for",) * 2,
    send_no_http: ("cannot be reached",) * 2,
    hang_up: ("cannot be reached",) * 2,
    send_a_redirect_without_end: ("leads to another place",) * 2,
    send_terminal_codes: ("answers 404",) * 2,
    hang: (r"given up, it does not answer for 0\.5 seconds",) * 2,
    hang_after_the_head: (r"given up, it does not answer for 0\.5 seconds",) * 2,
    hang_after_a_part: (r"given up, next to nothing arrives for 0\.5 seconds",) * 2,
    drip: (r"given up, next to nothing arrives for 0\.5 seconds",) * 2,
    drip_the_head: (r"given up, it does not answer for 0\.5 seconds",) * 2,
    go_on_and_on: (r"given up, it does not answer for 0\.5 seconds",) * 2,
}

STALLING = (hang, hang_after_the_head, hang_after_a_part, drip, drip_the_head, go_on_and_on)


@pytest.mark.parametrize("answer", MISBEHAVIOUR, ids=lambda answer: answer.__name__)
def test_a_server_that_misbehaves_over_a_file(
    web: Web, address: str, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer in STALLING:
        monkeypatch.setenv("NEWSTABLES_TIMEOUT", "0.5")
    web.behaviour[PEOPLE] = answer
    refused(address, MISBEHAVIOUR[answer][0])


@pytest.mark.parametrize("answer", MISBEHAVIOUR, ids=lambda answer: answer.__name__)
def test_a_server_that_misbehaves_over_the_list(
    web: Web, address: str, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer in STALLING:
        monkeypatch.setenv("NEWSTABLES_TIMEOUT", "0.5")
    web.behaviour[LISTING] = answer
    refused(address, MISBEHAVIOUR[answer][1])


@pytest.mark.parametrize("path", [LISTING, PEOPLE])
@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/people.parquet",
        "//other.example/x",
        "http://127.0.0.1:1/x",
        "data:,x",
        "https://{host}/x",
        "http://{host}:99999/x",
        "http://{host}@other.example/x",
        "http://[/x",
    ],
)
def test_a_redirect_to_another_place_is_not_followed(web: Web, address: str, path: str, to: str) -> None:
    location = to.format(host=web.address.removeprefix("http://"))
    web.behaviour[path] = lambda handler, _: handler.send_head(302, 0, Location=location)
    refused(address, "leads to another place, .*, which is not followed")


def test_a_redirect_to_a_server_that_is_there_does_not_reach_it(releases: Path, web: Web, address: str) -> None:
    with Web(releases.parent) as other:
        to = f"{other.address}{PEOPLE}"
        web.behaviour[PEOPLE] = lambda handler, _: handler.send_head(307, 0, Location=to)
        refused(address, "leads to another place")
        assert other.asked == []


def test_redirects_without_end_are_given_up(web: Web, address: str) -> None:
    web.behaviour[PEOPLE] = lambda handler, _: handler.send_head(302, 0, Location=PEOPLE)
    refused(address, "leads from one address to the next without end")


def one_long_value(path: Path) -> None:
    """A name of a megabyte, that a million rows refer to."""
    rows = 1_000_000
    schema = pyarrow.schema([("name", pyarrow.string()), ("person_id", pyarrow.string())])
    long = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * rows, pyarrow.int32()), ["x" * 1_000_000])
    ids = pyarrow.array([hashlib.sha256(b"%d" % at).hexdigest()[:12] for at in range(rows)])
    with parquet.ParquetWriter(path, pyarrow.schema([("name", long.type), schema.field(1)]), compression="zstd") as to:
        to.write_table(pyarrow.table({"name": long, "person_id": ids}), row_group_size=rows)


def rows_of_nothing(path: Path) -> None:
    """Many million rows in a few bytes, in one row group."""
    none = pyarrow.nulls(50_000_000, pyarrow.int32())
    parquet.write_table(pyarrow.table({"mentions": none}), path, row_group_size=50_000_000, compression="zstd")


def a_row_group_of_many_rows(path: Path) -> None:
    """More rows in one group than are read at once, each with bytes of its own."""
    rows = 1_200_000
    ids = pyarrow.array([f"{at * 2654435761 % 2**32:08x}" for at in range(rows)])
    parquet.write_table(pyarrow.table({"person_id": ids}), path, row_group_size=2 * rows)


def pages_of_zeros(path: Path) -> None:
    """A few hundred megabytes of blanks, which compress to next to nothing."""
    texts = pyarrow.array([" " * 1_000_000 + str(at) for at in range(300)])
    table = pyarrow.table({"name": texts})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False, row_group_size=300)


def lists(path: Path) -> None:
    parquet.write_table(pyarrow.table({"name": [["one", "two"]]}), path)


def cut_off(path: Path) -> None:
    parquet.write_table(arrow_schema("people").empty_table(), path)
    path.write_bytes(path.read_bytes()[:-20])


def a_lying_footer(path: Path) -> None:
    parquet.write_table(arrow_schema("people").empty_table(), path)
    path.write_bytes(path.read_bytes()[:-8] + b"\xff\xff\xff\x7fPAR1")


BOMBS: dict[Callable[[Path], None], str] = {
    one_long_value: "would take more than 1000 times as much; it is not read",
    rows_of_nothing: "tells of 50,000,000 rows in .* bytes, and is not read",
    a_row_group_of_many_rows: "has a row group of more than 1,048,576 rows",
    pages_of_zeros: "would take more than 1000 times as much; it is not read",
    lists: "'name', a column of lists, and is not read",
    cut_off: "cannot be read",
    a_lying_footer: "cannot be read",
}

LIMITED = """
import resource, sys, newstables
resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))
try:
    newstables.load("people", source=sys.argv[1])
except newstables.DataError as error:
    print(error)
"""


@pytest.mark.parametrize("make", BOMBS, ids=lambda make: make.__name__)
def test_a_file_that_would_fill_the_memory_is_not_read(
    releases: Path, address: str, make: Callable[[Path], None]
) -> None:
    make(releases / "0.10.0" / "people.parquet")
    listing = read_listing(releases)
    listing["releases"][-1]["files"]["people.parquet"] = tell_file(releases / "0.10.0" / "people.parquet")
    write_listing(releases, listing)
    ended = subprocess.run([sys.executable, "-c", LIMITED, address], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert BOMBS[make].split(" .* ")[0] in ended.stdout and ended.stdout.count("\n") == 1


def test_a_command_ends_in_one_line(web: Web, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_TIMEOUT", "0.5")
    web.behaviour[LISTING] = drip
    command = [sys.executable, "-m", "newstables.scripts.cli", "show", "people", "--from", address]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1 and "given up" in ended.stderr


def test_a_timeout_that_is_none_is_wrong_use(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for told in ("never", "0", "-3", "inf", "nan"):
        monkeypatch.setenv("NEWSTABLES_TIMEOUT", told)
        with pytest.raises(newstables.UsageError, match="should be a number of seconds"):
            newstables.load("people", source=address)
