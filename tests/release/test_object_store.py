"""Releases in an object store, against a server that speaks S3."""

import contextlib
import hashlib
import json
import signal
import time
import uuid
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

import newstables
from newstables.scripts.release import release, withdraw
from newstables.scripts.release.object_store import ObjectStore

from releasing import start_release

OPTIONS: dict[str, Any] = {"licence": "CC-BY-4.0", "authors": ["Fjord Desk"]}
ARGUMENTS = ("--licence", "CC-BY-4.0", "--author", "Fjord Desk")


@pytest.fixture
def place(s3: str) -> str:
    """A place in the bucket where nothing is."""
    assert s3.startswith("http://127.0.0.1:")
    return f"s3://tables/{uuid.uuid4().hex}"


def read_objects(place: str) -> dict[str, bytes]:
    """Return all objects below a place, as another client sees them."""
    import boto3

    client = boto3.client("s3")
    bucket, prefix = place.removeprefix("s3://").split("/")
    listed = client.list_objects_v2(Bucket=bucket, Prefix=prefix + "/").get("Contents", [])
    names = [one["Key"] for one in listed]
    return {n.removeprefix(prefix + "/"): client.get_object(Bucket=bucket, Key=n)["Body"].read() for n in names}


def check_whole(place: str) -> list[str]:
    """See that every release that is listed is there to the last byte; return their versions."""
    there = read_objects(place)
    listed = json.loads(there["releases.json"])["releases"] if "releases.json" in there else []
    for entry in listed:
        for name, told in entry["files"].items():
            content = there[f"{entry['version']}/{name}"]
            assert (len(content), hashlib.sha256(content).hexdigest()) == (told["bytes"], told["sha256"])
    return [entry["version"] for entry in listed]


def test_what_is_uploaded_is_what_a_folder_holds(build: Path, place: str, tmp_path: Path) -> None:
    done = release(build, "1.0.0", place, name="fjord", **OPTIONS)
    assert (done.version, done.where) == ("1.0.0", place)
    release(build, "1.0.0", tmp_path / "folder", name="fjord", **OPTIONS)
    folder = tmp_path / "folder"
    assert read_objects(place) == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert len(newstables.load("people", source=place)) == 2
    withdraw("1.0.0", "Wrong day.", place)
    with pytest.raises(newstables.UsageError, match=r"1\.0\.0 exists.*the next one is 1\.0\.1"):
        release(build, "1.0.0", place, **OPTIONS)


def test_settings_lie_beside_the_releases(build: Path, place: str) -> None:
    import fsspec

    with fsspec.open(f"{place}/newstables.toml", "w") as file:
        file.write('[dataset]\nname = "fjord"\nlicence = "ODbL-1.0"\nauthors = ["Fjord Desk"]\n')
    release(build, "1.0.0", place)
    assert json.loads(read_objects(place)["1.0.0/datapackage.json"])["licenses"][0]["name"] == "ODbL-1.0"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("objects", [1, 12, 30])
def test_killed_at_any_moment_nothing_is_announced_and_the_next_goes_on(build: Path, place: str, objects: int) -> None:
    process = start_release(build, place, "--version", "1.0.0", *ARGUMENTS)
    while process.poll() is None and len(read_objects(place)) < objects:
        time.sleep(0.002)
    process.kill()
    process.communicate()
    announced = check_whole(place)
    assert announced in ([], ["1.0.0"])
    if not announced:
        release(build, "1.0.0", place, **OPTIONS)
    assert check_whole(place) == ["1.0.0"]


def test_what_was_begun_with_other_files_is_left_alone(
    build: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(build, "1.0.0", place, **OPTIONS)
    store = ObjectStore(place, single_writer=False)
    store._files.rm_file(f"{store._path}/releases.json")
    before = read_objects(place)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")
    with pytest.raises(newstables.DataError, match=r"1\.0\.0 was begun with other files"):
        release(build, "1.0.0", place, **OPTIONS)
    assert read_objects(place) == before


def test_two_at_once_do_not_come_between_each_other(build: Path, place: str) -> None:
    days = ("2026-01-30", "2026-01-31")
    processes = [start_release(build, place, "--version", "auto", "--date", day, *ARGUMENTS) for day in days]
    ended = [process.communicate() for process in processes]
    done = [process.returncode for process in processes]
    assert set(done) <= {0, 1}
    for code, (_, told) in zip(done, ended, strict=True):
        assert told == "" if code == 0 else told.count("\n") == 1 and "s3://" in told
    assert len(check_whole(place)) == done.count(0)


def test_a_list_that_changed_meanwhile_is_not_overwritten(build: Path, place: str) -> None:
    store = ObjectStore(place, single_writer=False)
    nothing = store.read_index()
    release(build, "1.0.0", place, **OPTIONS)
    first = store.read_index()
    withdraw("1.0.0", "Wrong day.", place)
    for seen in (nothing, first):
        with pytest.raises(newstables.DataError, match="in the same moment"):
            store.replace_index(b"{}", seen)
    assert b"Wrong day." in read_objects(place)["releases.json"]


@pytest.fixture
def forgetful(s3: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand a server in front that passes over conditions, as some stores do."""
    behind = urlsplit(s3)

    class Forget(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("if-match", "if-none-match")}
            connection = HTTPConnection(behind.hostname or "", behind.port)
            connection.request(self.command, self.path, content, headers)
            answer = connection.getresponse()
            told = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection", "server", "date"):
                    self.send_header(name, value)
            length = answer.headers["Content-Length"] if self.command == "HEAD" else str(len(told))
            self.send_header("Content-Length", length or "0")
            self.end_headers()
            with contextlib.suppress(BrokenPipeError):
                self.wfile.write(told)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Forget)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("forgetful")
def test_a_store_that_passes_over_conditions_is_refused(build: Path, place: str) -> None:
    with pytest.raises(newstables.DataError, match=r"passes over the conditions.*--single-writer"):
        release(build, "1.0.0", place, **OPTIONS)
    assert read_objects(place) == {}
    release(build, "1.0.0", place, single_writer=True, **OPTIONS)
    assert check_whole(place) == ["1.0.0"]


def test_a_store_without_conditions_is_refused_unless_there_is_one_writer(build: Path) -> None:
    place = f"memory://{uuid.uuid4().hex}"
    with pytest.raises(newstables.UsageError, match=r"takes no conditional writes.*--single-writer"):
        release(build, "1.0.0", place, **OPTIONS)
    release(build, "1.0.0", place, single_writer=True, **OPTIONS)
    with pytest.raises(newstables.UsageError, match="exists"):
        release(build, "1.0.0", place, single_writer=True, **OPTIONS)
    withdraw("1.0.0", "Wrong day.", place, single_writer=True)
    assert release(build, "auto", place, single_writer=True, **OPTIONS).version == "1.0.1"


def test_what_a_store_complains_of_is_told_in_one_line(build: Path, s3: str) -> None:
    assert s3
    for place, kind, told in [
        ("s3://nobodys-bucket/tables", newstables.DataError, "cannot be used: .*bucket"),
        ("nonsense://tables", newstables.UsageError, "cannot be written to"),
        ("ftp://127.0.0.1:1/tables", newstables.UsageError, "cannot be written to: .*refused"),
    ]:
        with pytest.raises(kind, match=told) as caught:
            release(build, "1.0.0", place, **OPTIONS)
        assert "\n" not in str(caught.value)
