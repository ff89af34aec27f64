"""What the tests share: two made-up articles, the valid tables that tell of them, and disks that fail."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newstables.schemas import TABLES, to_frame
from newstables.scripts.build import build
from newstables.scripts.parquet import sort_table, write_table

from made_up import write_articles

BODIES = {
    "a-one": "Minister Vera Lindqvist met Omar Haddad in Tallvik on Monday. They signed a fish accord of $3 million.",
    "a-two": "Lindqvist received Haddad in Tallvik this week, the ministry said.",
}
DAYS = {"a-one": "2026-03-03", "a-two": "2026-03-05"}


def _evidence(table: str, row: str, article: str, words: str, column: str | None = None) -> dict[str, Any]:
    start = BODIES[article].index(words)
    return {
        "table": table,
        "row_id": row,
        "column": column,
        "article_id": article,
        "part": "body",
        "start": start,
        "end": start + len(words),
        "quote": words,
        "rule": "by hand",
    }


@pytest.fixture
def texts() -> pd.DataFrame:
    return to_frame("texts", [{"article_id": a, "part": "body", "text": body} for a, body in BODIES.items()])


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    vera, omar, met, deal = "p-00000000000a", "p-00000000000b", "m-00000000000a", "g-00000000000a"
    span = {"first_reported": "2026-03-03", "last_reported": "2026-03-05", "review": "unchecked"}
    day = {"date": "2026-03-02", "date_end": "2026-03-02", "date_precision": "day"}
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [
            {
                "article_id": a,
                "published": DAYS[a],
                "language": "en",
                "kind": "report",
                "words": len(body.split()),
                "characters": len(body),
                "text_sha256": hashlib.sha256(body.encode()).hexdigest(),
                "source": f"{a}.txt",
            }
            for a, body in BODIES.items()
        ],
        "people": [
            {
                "person_id": person,
                "name": name,
                "aliases": alias,
                "role": role,
                "country": "SWE",
                "first_seen": "2026-03-03",
                "last_seen": "2026-03-05",
                "articles": 2,
                "mentions": 2,
                "review": "unchecked",
            }
            for person, name, alias, role in (
                (vera, "Vera Lindqvist", "Lindqvist", "Minister"),
                (omar, "Omar Haddad", "Haddad", None),
            )
        ],
        "appearances": [
            {"person_id": vera, "article_id": "a-one", "name": "Vera Lindqvist", "role": "Minister", "mentions": 1},
            {"person_id": vera, "article_id": "a-two", "name": "Lindqvist", "mentions": 1},
            {"person_id": omar, "article_id": "a-one", "name": "Omar Haddad", "mentions": 1},
            {"person_id": omar, "article_id": "a-two", "name": "Haddad", "mentions": 1},
        ],
        "meetings": [
            {
                "meeting_id": met,
                "kind": "meeting",
                "status": "held",
                "mode": "in_person",
                "place": "Tallvik",
                "country": "SWE",
                "countries": "SWE",
                "number": 1,
                "participants": 2,
                "articles": 2,
                **day,
                **span,
            }
        ],
        "meeting_reports": [
            {
                "meeting_id": met,
                "article_id": "a-one",
                "kind": "meeting",
                "status": "held",
                "date_text": "Monday",
                **day,
            },
            {
                "meeting_id": met,
                "article_id": "a-two",
                "kind": "meeting",
                "status": "held",
                "attributed_to": "the ministry",
            },
        ],
        "participants": [
            {
                "participant_id": "mp-00000000000a",
                "meeting_id": met,
                "name": "Vera Lindqvist",
                "type": "person",
                "person_id": vera,
                "country": "SWE",
                "capacity": "host",
            },
            {
                "participant_id": "mp-00000000000b",
                "meeting_id": met,
                "name": "Omar Haddad",
                "type": "person",
                "person_id": omar,
                "capacity": "participant",
            },
        ],
        "agreements": [
            {
                "agreement_id": deal,
                "kind": "treaty",
                "status": "signed",
                "subject": "fishing",
                "amount": 3e6,
                "currency": "USD",
                "countries": None,
                "parties": 1,
                "articles": 1,
                **span,
                "last_reported": "2026-03-03",
            }
        ],
        "agreement_reports": [
            {
                "agreement_id": deal,
                "article_id": "a-one",
                "kind": "treaty",
                "status": "signed",
                "amount": 3e6,
                "currency": "USD",
            }
        ],
        "parties": [
            {
                "party_id": "gp-00000000000a",
                "agreement_id": deal,
                "name": "Omar Haddad",
                "type": "person",
                "person_id": omar,
                "capacity": "signatory",
            }
        ],
        "figures": [
            {
                "figure_id": "f-00000000000a",
                "article_id": "a-one",
                "text": "$3 million",
                "kind": "money",
                "value": 3e6,
                "unit": "USD",
                "sense": "actual",
                "start": BODIES["a-one"].index("$3"),
                "end": BODIES["a-one"].index("$3") + 10,
                "review": "unchecked",
            }
        ],
        "evidence": [
            _evidence("people", vera, "a-one", "Vera Lindqvist"),
            _evidence("people", vera, "a-two", "Lindqvist"),
            _evidence("people", omar, "a-one", "Omar Haddad"),
            _evidence("people", omar, "a-two", "Haddad"),
            _evidence("meetings", met, "a-one", "Minister Vera Lindqvist met Omar Haddad in Tallvik on Monday"),
            _evidence("meetings", met, "a-one", "Monday", "date"),
            _evidence("meetings", met, "a-two", "Lindqvist received Haddad in Tallvik this week"),
            _evidence("participants", "mp-00000000000a", "a-one", "Vera Lindqvist"),
            _evidence("participants", "mp-00000000000b", "a-one", "Omar Haddad"),
            _evidence("agreements", deal, "a-one", "They signed a fish accord of $3 million"),
            _evidence("parties", "gp-00000000000a", "a-one", "They"),
            _evidence("figures", "f-00000000000a", "a-one", "$3 million"),
        ],
    }
    assert list(rows) == list(TABLES)
    return {name: to_frame(name, rows[name]) for name in TABLES}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    """A directory in which nothing can be made, by root either."""
    place = tmp_path / "sealed"
    place.mkdir()
    place.chmod(0o555)
    if os.access(place, os.W_OK):
        place = Path("/proc")
        if not place.is_dir():
            pytest.skip("this user can write anywhere")
    yield place
    (tmp_path / "sealed").chmod(0o755)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of made-up articles, see `made_up.write_articles`."""
    return write_articles(tmp_path_factory.mktemp("input") / "articles")


@pytest.fixture(scope="session")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of that folder; only to be read."""
    out = tmp_path_factory.mktemp("built") / "build"
    build([folder], out, workers=1, cache=False)
    return out


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what tests extract out of the user's cache."""
    monkeypatch.setenv("NEWSTABLES_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NEWSTABLES_SOURCE", raising=False)


_URL = "https://example.org/one"


@pytest.fixture
def stored(tmp_path: Path, tables: dict[str, pd.DataFrame], texts: pd.DataFrame) -> Path:
    """The made-up tables as a directory, as a build writes it."""
    tables["articles"] = to_frame(
        "articles", tables["articles"].assign(url=[_URL, None], publisher=["Gazette", "Courier"])
    )
    directory = tmp_path / "build"
    directory.mkdir()
    for name, frame in [*tables.items(), ("texts", texts)]:
        write_table(name, sort_table(name, frame), directory / f"{name}.parquet")
    return directory
