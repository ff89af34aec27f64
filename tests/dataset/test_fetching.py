"""Releases at an address are fetched once, verified, and then read without the network."""

import hashlib
import http.server
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

import newstables
from newstables.fetching import get_cache
from newstables.locating import locate
from newstables.schemas import HISTORY_TABLES, TABLES

from released import add_release, list_release, withdraw
from web import Web

PEOPLE = "/tables/0.10.0/people.parquet"


def asked_for(web: Web, name: str) -> int:
    return sum(path.endswith(name) for path, _ in web.asked)


def test_a_file_is_fetched_once(cache: Path, web: Web, address: str) -> None:
    for _ in range(3):
        assert sorted(newstables.load("people", source=address)["name"]) == ["Omar Haddad", "Vera Lindqvist"]
    assert asked_for(web, "people.parquet") == 1
    assert asked_for(web, "meetings.parquet") == 0
    kept = get_cache(address) / "0.10.0" / "people.parquet"
    assert kept.is_relative_to(cache) and kept.is_file()


def test_then_it_is_read_without_the_network(releases: Path) -> None:
    with Web(releases.parent) as web:
        address = f"{web.address}/tables"
        newstables.load("people", source=address)
    with pytest.warns(UserWarning, match="cannot be reached.*using the list of releases that was fetched before"):
        assert len(newstables.load("people", source=address)) == 2
    with pytest.raises(newstables.DataError, match=r"meetings\.parquet cannot be reached"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        newstables.load("meetings", source=address)


def test_columns_filters_and_checked_reach_the_file(address: str) -> None:
    found = newstables.load("people", source=address, columns=["name"], filters=[("role", "=", "Minister")])
    assert found.to_dict("records") == [{"name": "Vera Lindqvist"}]
    assert newstables.load("participants", source=address, checked=True).empty


def test_a_version_stands_in_the_call_or_at_the_end_of_the_address(web: Web, address: str) -> None:
    newstables.load("people", "0.9.0", address)
    assert asked_for(web, "0.9.0/people.parquet") == 1
    newstables.load("meetings", source=f"{address}/0.9.0/")
    assert asked_for(web, "0.9.0/meetings.parquet") == 1
    with pytest.raises(newstables.UsageError, match=r"has no release 0\.10\.0"):
        newstables.load("meetings", "0.10.0", f"{address}/0.9.0")
    with pytest.raises(newstables.UsageError, match=r"no release 3\.0\.0 .* there are 0\.9\.0, 0\.10\.0"):
        newstables.load("meetings", "3.0.0", address)


def test_the_environment_names_an_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_SOURCE", address)
    assert len(newstables.load("people")) == 2
    assert newstables.releases()["version"].tolist() == ["0.9.0", "0.10.0"]


def test_a_new_release_and_a_withdrawal_are_seen(releases: Path, stored: Path, address: str) -> None:
    newstables.load("people", source=address)
    add_release(releases, "0.11.0", stored)
    withdraw(releases, "0.10.0", "One person was taken for another")
    assert newstables.releases(address)["version"].iloc[-1] == "0.11.0"
    with pytest.warns(newstables.WithdrawnWarning, match="One person was taken for another"):
        newstables.load("people", "0.10.0", address)


def test_evidence_and_pairs_fetch_what_they_need(web: Web, address: str) -> None:
    places = newstables.evidence("meetings", "m-00000000000a", source=address)
    assert places["article_id"].tolist() == ["a-one", "a-one", "a-two"]
    assert asked_for(web, "figures.parquet") == 0
    assert newstables.pairs("people", source=address)["meetings"].tolist() == [1]


def test_all_tables_can_be_fetched_at_once(address: str) -> None:
    folder = locate(source=address)
    assert folder == get_cache(address) / "0.10.0"
    there = {path.stem for path in folder.iterdir()}
    assert set(TABLES) <= there <= set(TABLES | HISTORY_TABLES)


def test_a_file_that_was_damaged_in_the_cache_is_fetched_anew(web: Web, address: str) -> None:
    newstables.load("people", source=address)
    (get_cache(address) / "0.10.0" / "people.parquet").write_bytes(b"PAR1")
    (get_cache(address) / "releases.json").write_bytes(b"{")
    assert len(newstables.load("people", source=address)) == 2
    assert asked_for(web, "people.parquet") == 2


def test_a_release_that_changes_after_it_was_fetched_is_refused(releases: Path, address: str) -> None:
    newstables.load("people", source=address)
    path = releases / "0.10.0" / "people.parquet"
    path.write_bytes((releases / "0.10.0" / "appearances.parquet").read_bytes())
    list_release(releases, "0.10.0")
    with pytest.raises(newstables.DataError, match=r"release 0\.10\.0 is not what it was .*people\.parquet differs"):
        newstables.load("people", source=address)
    assert len(newstables.load("people", source=releases / "0.9.0")) == 2


def break_off(after: int, times: int) -> Any:
    """Answer with the first bytes alone, the first times; the rest when it is asked for."""
    left = iter(range(times))

    def answer(handler: Any, content: bytes) -> None:
        told = handler.headers.get("Range")
        start = int(told.removeprefix("bytes=").rstrip("-")) if told else 0
        headers = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if told else {}
        handler.send_head(206 if told else 200, len(content) - start, **headers)
        part = content[start : start + after] if next(left, None) is not None else content[start:]
        handler.wfile.write(part)

    return answer


def test_what_breaks_off_is_resumed(web: Web, address: str) -> None:
    web.behaviour[PEOPLE] = break_off(after=1000, times=2)
    assert len(newstables.load("people", source=address)) == 2
    assert [told for path, told in web.asked if path == PEOPLE] == [None, "bytes=1000-", "bytes=2000-"]


def test_where_the_server_cannot_resume_it_begins_anew(web: Web, address: str) -> None:
    left = iter(range(1))

    def answer(handler: Any, content: bytes) -> None:
        handler.send_head(200, len(content))
        handler.wfile.write(content[:1000] if next(left, None) is not None else content)

    web.behaviour[PEOPLE] = answer
    assert len(newstables.load("people", source=address)) == 2
    assert [told for path, told in web.asked if path == PEOPLE] == [None, "bytes=1000-"]


def test_parts_that_do_not_fit_together_are_fetched_as_a_whole(web: Web, address: str) -> None:
    def answer(handler: Any, content: bytes) -> None:
        if handler.headers.get("Range"):
            headers = {"Content-Range": f"bytes 1000-{len(content) - 1}/{len(content)}"}
            handler.send_head(206, len(content) - 1000, **headers)
            handler.wfile.write(b"x" * (len(content) - 1000))
        else:
            handler.send_head(200, len(content))
            handler.wfile.write(content[:1000] if asked_for(web, "people.parquet") == 1 else content)

    web.behaviour[PEOPLE] = answer
    assert len(newstables.load("people", source=address)) == 2


def test_a_server_that_is_busy_is_asked_again(web: Web, address: str) -> None:
    left = iter([503, 429])

    def answer(handler: Any, content: bytes) -> None:
        status = next(left, 200)
        handler.send_head(status, len(content) if status == 200 else 0)
        handler.wfile.write(content if status == 200 else b"")

    web.behaviour[PEOPLE] = answer
    assert len(newstables.load("people", source=address)) == 2


def test_a_redirect_within_the_host_is_followed(web: Web, address: str) -> None:
    def answer(handler: Any, _: bytes) -> None:
        handler.send_head(302, 0, Location="/tables/0.9.0/people.parquet")

    web.behaviour[PEOPLE] = answer
    assert len(newstables.load("people", source=address)) == 2


class Chunked(http.server.SimpleHTTPRequestHandler):
    """Sends files without telling how long they are."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        content = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(content), 700):
            part = content[at : at + 700]
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")


@pytest.fixture
def chunked(releases: Path) -> Iterator[str]:
    def handle(*arguments: Any) -> Chunked:
        return Chunked(*arguments, directory=str(releases))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_files_in_pieces_of_untold_length_are_read(chunked: str) -> None:
    assert len(newstables.load("people", source=chunked)) == 2


def test_other_stores_are_read_through_fsspec(releases: Path) -> None:
    store = fsspec.filesystem("memory")
    store.put(str(releases), "memory://desk/tables", recursive=True)
    try:
        assert newstables.releases("memory://desk/tables")["version"].tolist() == ["0.9.0", "0.10.0"]
        assert len(newstables.load("people", source="memory://desk/tables")) == 2
        people = get_cache("memory://desk/tables") / "0.10.0" / "people.parquet"
        assert (
            hashlib.sha256(people.read_bytes()).digest()
            == hashlib.sha256((releases / "0.10.0" / "people.parquet").read_bytes()).digest()
        )
        store.pipe("/desk/tables/0.9.0/people.parquet", b"PAR1")
        with pytest.raises(newstables.DataError, match=r"memory://desk/tables/0\.9\.0/people\.parquet ends after 4 of"):
            newstables.load("people", "0.9.0", "memory://desk/tables")
    finally:
        store.rm("/desk", recursive=True)


def test_a_file_address_is_a_folder(releases: Path, cache: Path) -> None:
    assert len(newstables.load("people", source=releases.as_uri())) == 2
    assert not cache.exists()


def test_a_store_that_is_not_known_is_wrong_use() -> None:
    with pytest.raises(newstables.DataError, match=r"ftp://127\.0\.0\.1:1/releases\.json cannot be reached: .*refused"):
        newstables.releases("ftp://127.0.0.1:1")
    with pytest.raises(newstables.UsageError, match=r"nowhere://desk/releases\.json cannot be opened"):
        newstables.load("people", source="nowhere://desk")


def test_addresses_are_shown_without_their_keys(web: Web) -> None:
    address = web.address.replace("://", "://me:secret@") + "/none?token=hidden"
    with pytest.raises(newstables.DataError, match=r"/none/releases\.json answers 404") as caught:
        newstables.load("people", source=address)
    assert "secret" not in str(caught.value) and "hidden" not in str(caught.value)
    assert "secret" not in str(get_cache(address)) and "hidden" not in str(get_cache(address))


def test_a_cache_that_cannot_be_written_is_told(address: str, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_CACHE", str(sealed))
    with pytest.raises(newstables.DataError, match=r"cannot be written to: .*; NEWSTABLES_CACHE can name another"):
        newstables.load("people", source=address)


def test_several_processes_fetch_at_once(address: str) -> None:
    program = f"import newstables; print(len(newstables.load('people', source={address!r})))"
    running = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in running] == ["2", "2", "2"]
    assert [path.name for path in (get_cache(address) / "0.10.0").iterdir()] == ["people.parquet"]
