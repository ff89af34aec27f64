"""A release that was made is valid, here and at an address; one in which anything differs is not."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import newstables
import newstables.schemas
from newstables.scripts.release import Choice, release
from newstables.verifying import hash_file

from web import Web

VERSION = "1.0.0"


@pytest.fixture
def released(build: Path, releases: Path) -> Path:
    """A release in every form."""
    release(build, VERSION, releases, choice=Choice(sqlite=True, excel=True))
    return releases / VERSION


def list_anew(folder: Path) -> None:
    """Tell in the list of releases, and in its checksums, of the files as they are now."""
    sums = [f"{hash_file(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != "SHA256SUMS"]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    path = folder.parent / "releases.json"
    listing = json.loads(path.read_text(encoding="utf-8"))
    files = {each.name: {"bytes": each.stat().st_size, "sha256": hash_file(each)} for each in sorted(folder.iterdir())}
    listing["releases"][0]["files"] = files
    path.write_text(json.dumps(listing), encoding="utf-8")


def test_a_release_is_valid_here_and_at_an_address(released: Path) -> None:
    with Web(released.parents[1]) as web:
        for source in (released, f"{web.address}/{released.parent.name}"):
            failures, unchecked = newstables.validate(source)
            assert [str(failure) for failure in failures] == []
            assert "that tables.xlsx holds what the tables hold" in unchecked


def test_a_release_in_a_store_is_loaded_and_valid(build: Path, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert s3.startswith("http://127.0.0.1:")
    monkeypatch.setenv("NEWSTABLES_SOURCE", "s3://tables/validating")
    release(build, VERSION, "s3://tables/validating", name="fjord", licence="CC-BY-4.0", authors=["Fjord Desk"])
    assert sorted(newstables.load("people")["name"]) == ["Omar Haddad", "Vera Lindqvist"]
    assert newstables.releases()["version"].tolist() == [VERSION]
    assert newstables.validate().failures == []


def change_json(name: str, change: Callable[[Any], None]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        told = json.loads((folder / name).read_text(encoding="utf-8"))
        change(told)
        (folder / name).write_text(json.dumps(told), encoding="utf-8")

    return apply


def find_resource(told: Any, path: str) -> Any:
    return next(each for each in told["resources"] if each["path"] == path)


def change_text(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        content = (folder / name).read_text(encoding="utf-8")
        assert old in content
        (folder / name).write_text(content.replace(old, new, 1), encoding="utf-8", newline="")

    return apply


def change_database(statement: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "tables.sqlite")) as database, database:
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute(statement)

    return apply


PACKAGE, PEOPLE = "datapackage.json", "people.parquet"
CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "another version": (change_json(PACKAGE, lambda told: told.update(version="2.0.0")), "but the release is 1.0.0"),
    "another hash": (
        change_json(PACKAGE, lambda told: find_resource(told, PEOPLE).update(hash=f"sha256:{'a' * 64}")),
        "is not the SHA-256 of people.parquet",
    ),
    "another length": (
        change_json(PACKAGE, lambda told: find_resource(told, PEOPLE).update(bytes=3)),
        "bytes: '3' but",
    ),
    "other rows": (change_json(PACKAGE, lambda told: find_resource(told, PEOPLE).update(rows=9)), "but people has 2"),
    "another type": (
        change_json(PACKAGE, lambda told: find_resource(told, PEOPLE)["schema"]["fields"][0].update(type="integer")),
        "does not tell of people.parquet the columns and types",
    ),
    "a path that leads away": (
        change_json(PACKAGE, lambda told: find_resource(told, PEOPLE).update(path="../people.parquet")),
        "is none of the files of the release",
    ),
    "a table that is not described": (
        change_json(PACKAGE, lambda told: told["resources"].remove(find_resource(told, PEOPLE))),
        "does not describe people.parquet",
    ),
    "no Data Package by its standard": (
        change_json(PACKAGE, lambda told: told["licenses"][0].clear()),
        "datapackage.json",
    ),
    "no JSON": (change_text(PACKAGE, "{", "{{"), "is no JSON"),
    "no object": (lambda folder: (folder / PACKAGE).write_text("[]"), "is not of the form of its standard"),
    "another hash in Croissant": (
        change_json("croissant.json", lambda told: told["distribution"][0].update(sha256="a" * 64)),
        "croissant.json, sha256",
    ),
    "another cell in CSV": (
        change_text("people.csv", "Omar Haddad", "Omar Hadad"),
        "people.csv, name: does not hold what people.parquet holds",
    ),
    "fewer rows in CSV": (lambda folder: (folder / "figures.csv").write_text(FIGURES), "has 0 rows, and"),
    "fewer rows in SQLite": (change_database("DELETE FROM evidence"), "tables.sqlite, evidence: has 0 rows"),
    "an id in SQLite that leads nowhere": (
        change_database("UPDATE figures SET article_id = 'a-none'"),
        "has ids that point to no row",
    ),
    "no SQLite": (lambda folder: (folder / "tables.sqlite").write_text("junk" * 99), "cannot be read"),
}
FIGURES = ",".join(f'"{name}"' for name in newstables.schemas.arrow_schema("figures").names) + "\n"


@pytest.mark.parametrize("change", CHANGES)
def test_what_describes_a_release_must_agree_with_it(released: Path, change: str) -> None:
    apply, told = CHANGES[change]
    apply(released)
    list_anew(released)
    failures = [str(failure) for failure in newstables.validate(released).failures]
    assert any(told in failure for failure in failures), failures


def test_checksums_must_agree_with_the_list(released: Path) -> None:
    path = released / "SHA256SUMS"
    path.write_text(path.read_text(encoding="utf-8").replace(hash_file(released / PEOPLE), "b" * 64), encoding="utf-8")
    listing = json.loads((released.parent / "releases.json").read_text(encoding="utf-8"))
    listing["releases"][0]["files"]["SHA256SUMS"] = {"bytes": path.stat().st_size, "sha256": hash_file(path)}
    (released.parent / "releases.json").write_text(json.dumps(listing), encoding="utf-8")
    (failure,) = newstables.validate(released).failures
    assert str(failure).startswith("SHA256SUMS: 'people.parquet' does not have the SHA-256")
