"""The list of releases is believed only where it is of the agreed form."""

import json
from pathlib import Path
from typing import Any

import pytest

import newstables
from newstables.listing import parse_listing
from newstables.schemas import TABLES

from released import read_listing, withdraw, write_listing

FILE = {"bytes": 12, "sha256": "a" * 64}
FILES = {f"{table}.parquet": FILE for table in TABLES}


def tell(**changes: Any) -> dict[str, Any]:
    return {
        "version": "1.0.0",
        "date": "2026-01-31",
        "previous": None,
        "counts": {"people": 3},
        "checked": {"people": 3},
        "files": FILES,
        "withdrawn": None,
    } | changes


def write(*releases: dict[str, Any], **changes: Any) -> str:
    return json.dumps({"format": 1, "name": "talks", "title": "Talks", "releases": releases} | changes)


def test_a_list_of_the_agreed_form_is_read() -> None:
    gone = {"reason": "Dates of one outlet were wrong", "date": "2026-02-01"}
    told = write(tell(later="field"), tell(version="1.0.1", previous="1.0.0", withdrawn=gone), later="field")
    first, second = parse_listing(told, "releases.json").releases
    assert (first.version, first.date.day, first.counts["people"], first.withdrawn) == ("1.0.0", 31, 3, None)
    assert second.previous == "1.0.0" and second.withdrawn is not None
    assert second.withdrawn.reason == gone["reason"]


WRONG = {
    "a way up": (write(tell(files=FILES | {"../people.parquet": FILE})), "plain name"),
    "an absolute path": (write(tell(files=FILES | {"/etc/cron.d/job": FILE})), "plain name"),
    "a path of Windows": (write(tell(files=FILES | {"C:\\people.parquet": FILE})), "plain name"),
    "a device of Windows": (write(tell(files=FILES | {"NUL.parquet": FILE})), "plain name"),
    "another host": (write(tell(files=FILES | {"https://other.example/people.parquet": FILE})), "plain name"),
    "a hidden file": (write(tell(files=FILES | {".bashrc": FILE})), "plain name"),
    "an encoded way up": (write(tell(files=FILES | {"%2e%2e%2fpeople.parquet": FILE})), "plain name"),
    "two names that are one": (write(tell(files=FILES | {"People.parquet": FILE})), "upper and lower case"),
    "a version that is a path": (write(tell(version="../../1.0.0")), "not a version"),
    "a version of two numbers": (write(tell(version="1.0")), "not a version"),
    "a version twice": (write(tell(), tell()), "1.0.0 stands twice"),
    "a version that follows none": (write(tell(previous="0.9.0")), "follows 0.9.0"),
    "no such day": (write(tell(date="2026-02-30")), "releases.0.date"),
    "a time for a day": (write(tell(date=1769817600)), "releases.0.date"),
    "a hash cut short": (write(tell(files=FILES | {"people.parquet": {"bytes": 1, "sha256": "ab"}})), "sha256"),
    "a hash with a line": (write(tell(files=FILES | {"a.csv": {"bytes": 1, "sha256": "a" * 64 + "\n"}})), "sha256"),
    "bytes as text": (write(tell(files=FILES | {"a.csv": {"bytes": "12", "sha256": "a" * 64}})), "bytes"),
    "fewer bytes than none": (write(tell(files=FILES | {"a.csv": {"bytes": -1, "sha256": "a" * 64}})), "bytes"),
    "true for a number": (write(tell(counts={"people": True})), "counts.people"),
    "more checked than there are": (write(tell(checked={"people": 4})), "more rows of people are checked"),
    "no table of meetings": (
        write(tell(files={name: FILE for name in FILES if name != "meetings.parquet"})),
        "meetings.parquet is missing",
    ),
    "a reason that rewrites the terminal": (
        write(tell(withdrawn={"reason": "\x1b[2Jall is well", "date": "2026-02-01"})),
        "not one line of text",
    ),
    "a title over two lines": (write(tell(), title="Talks\nof peace"), "title"),
    "a field that is missing": (write({k: v for k, v in tell().items() if k != "withdrawn"}), "withdrawn"),
    "a later format": (write(tell(), format=2), "is of format 2, and this newstables reads format 1: update it"),
    "a list alone": ("[]", "object"),
    "a field twice": ('{"format": 1, "format": 1}', "'format' stands twice"),
    "no number": ('{"format": NaN}', "NaN"),
    "brackets without end": ("[" * 100_000, "recursion"),
    "digits without end": ("9" * 10_000, "digits"),
    "no JSON": ("<html>", "Expecting value"),
    "no text": (b"\x80\x81\x82\x83\x84", "can't decode"),
}


@pytest.mark.parametrize(("content", "told"), WRONG.values(), ids=WRONG.keys())
def test_whatever_else_is_refused_in_one_line(content: str | bytes, told: str) -> None:
    with pytest.raises(newstables.DataError) as caught:
        parse_listing(content, "tables/releases.json")
    line = str(caught.value)
    assert line.startswith("tables/releases.json is") and told in line
    assert line.isprintable() and len(line) < 400


def test_the_releases_of_a_dataset_are_listed(releases: Path) -> None:
    withdraw(releases, "0.10.0", "One person was taken for another")
    listed = newstables.releases(releases)
    assert listed["version"].tolist() == ["0.9.0", "0.10.0"]
    assert listed["previous"].fillna("none").tolist() == ["none", "0.9.0"]
    assert listed["people"].tolist() == [2, 2] and listed["meetings"].tolist() == [1, 1]
    assert listed["bytes"].tolist() == [sum(p.stat().st_size for p in (releases / v).iterdir()) for v in listed.version]
    assert listed["withdrawn"].notna().tolist() == [False, True]
    assert listed["reason"].iloc[1] == "One person was taken for another"


def test_the_latest_is_the_highest_version_that_stands(releases: Path) -> None:
    (releases / "0.10.0" / "people.parquet").unlink()
    for release in (None, "latest"):
        with pytest.raises(newstables.DataError, match=r"0\.10\.0.people\.parquet is missing"):
            newstables.load("people", release, releases)
    withdraw(releases, "0.10.0", "One person was taken for another")
    assert len(newstables.load("people", source=releases)) == 2
    withdraw(releases, "0.9.0", "As in 0.10.0")
    with pytest.raises(newstables.UsageError, match="all releases are withdrawn"):
        newstables.load("people", source=releases)


def test_loading_what_was_withdrawn_warns(releases: Path) -> None:
    withdraw(releases, "0.9.0", "One person was taken for another")
    with pytest.warns(newstables.WithdrawnWarning, match=r"0\.9\.0 was withdrawn on 2026-02-01: One person"):
        assert len(newstables.load("people", "0.9.0", releases)) == 2
    with pytest.warns(newstables.WithdrawnWarning):
        newstables.load("people", source=releases / "0.9.0")


def test_what_is_not_released_is_named(releases: Path) -> None:
    with pytest.raises(newstables.UsageError, match=r"no release 1\.0\.0 .* there are 0\.9\.0, 0\.10\.0"):
        newstables.load("people", "1.0.0", releases)
    with pytest.raises(newstables.UsageError, match=r"has no release 0\.9\.0"):
        newstables.load("people", "0.9.0", releases / "0.10.0")
    listing = read_listing(releases)
    write_listing(releases, listing | {"releases": []})
    with pytest.raises(newstables.UsageError, match="there is no release yet"):
        newstables.load("people", source=releases)


def test_a_file_of_another_length_is_not_read(releases: Path) -> None:
    path = releases / "0.10.0" / "people.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(newstables.DataError, match="is not the file that was released"):
        newstables.load("people", source=releases)
