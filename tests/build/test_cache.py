"""What was extracted is kept, and nothing that is damaged is taken for it."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newstables.scripts.cache import Cache, Rows, hash_extraction, make_key
from newstables.scripts.read.article import Article

ROWS: Rows = {
    "people": [{"name": "Zoë Ærø", "country": None, "mentions": 3}],
    "figures": [{"value": 0.1, "value_max": None, "text": "0.1\u2009%\n"}],
    "meetings": [],
}
ARTICLE = Article("a-1", date(2026, 3, 4), "The council met on Monday.", "one.txt")


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    Cache(tmp_path / "kept").put("ab12", ROWS)
    assert Cache(tmp_path / "kept").get("ab12") == ROWS
    assert Cache(tmp_path / "kept").get("ab13") is None


def test_files_stand_in_folders_by_their_first_digits(tmp_path: Path) -> None:
    Cache(tmp_path).put("ab12", ROWS)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["ab/12"]


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 200], ids=["empty", "junk", "zeros"])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    Cache(tmp_path).put("ab12", ROWS)
    (tmp_path / "ab" / "12").write_bytes(damage)
    assert Cache(tmp_path).get("ab12") is None


def test_a_file_cut_short_counts_as_absent(tmp_path: Path) -> None:
    Cache(tmp_path).put("ab12", ROWS)
    whole = (tmp_path / "ab" / "12").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "ab" / "12").write_bytes(whole[:length])
        assert Cache(tmp_path).get("ab12") is None


def test_a_place_that_cannot_be_written_to_does_no_harm(sealed: Path) -> None:
    Cache(sealed / "kept").put("ab12", ROWS)
    assert Cache(sealed / "kept").get("ab12") is None


def test_without_a_directory_nothing_is_kept() -> None:
    Cache(None).put("ab12", ROWS)
    assert Cache(None).get("ab12") is None


CHANGED: dict[str, Any] = {
    "article_id": "a-2",
    "published": date(2026, 3, 5),
    "body": "The council met on Tuesday.",
    "title": "Council meets",
    "caption": "The council",
    "url": "https://example.org/1",
    "publisher": "Gazette",
    "byline": "A. Writer",
    "agency": "Wire",
    "dateline": "TALLVIK",
    "updated": date(2026, 3, 6),
    "language": "en-GB",
    "kind": "summary",
    "based_on": "https://example.org/2",
}


def test_all_that_extraction_sees_is_in_the_key() -> None:
    assert {field.name for field in fields(Article)} - {"source"} == set(CHANGED)
    keys = {make_key(replace(ARTICLE, **{name: value}), "method") for name, value in CHANGED.items()}
    assert len(keys | {make_key(ARTICLE, "method"), make_key(ARTICLE, "other method")}) == len(CHANGED) + 2


def test_where_an_article_was_read_from_is_not_in_the_key() -> None:
    assert make_key(ARTICLE, "method") == make_key(replace(ARTICLE, source="two.txt"), "method")


def test_the_version_of_extraction_is_a_hash() -> None:
    assert len(hash_extraction()) == 64
