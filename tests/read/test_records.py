"""Records are read whatever their file, their texts left as they are; a bad record is rejected with its reason."""

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newstables.scripts.read import Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection

TEXT = "The council met on Monday and voted to widen the quay, the mayor said.\n\nShare this with your friends."
RECORD = {"article_id": "x-1", "published": "2026-03-04", "title": "A quay", "publisher": "Post", "text": TEXT}


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


def write_json(path: Path) -> None:
    path.write_text(json.dumps([RECORD]))


def write_lines(path: Path) -> None:
    path.write_text(json.dumps(RECORD) + "\n")


def write_gzipped(path: Path) -> None:
    path.write_bytes(gzip.compress((json.dumps(RECORD) + "\n").encode()))


def write_csv(path: Path) -> None:
    pd.DataFrame([RECORD]).to_csv(path, index=False)


def write_parquet(path: Path) -> None:
    pd.DataFrame([RECORD]).to_parquet(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.json", write_json),
        ("a.jsonl", write_lines),
        ("a.jsonl.gz", write_gzipped),
        ("a.csv", write_csv),
        ("a.parquet", write_parquet),
    ],
)
def test_a_record_is_read(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    (article,) = read(tmp_path / name)
    assert isinstance(article, Article)
    assert (article.article_id, article.published, article.publisher) == ("x-1", date(2026, 3, 4), "Post")
    assert article.body == TEXT  # nothing is cut from a record
    assert article.source == f"{name}:1"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"published": None}, "no_date"),
        ({"published": "soon"}, "invalid_record"),
        ({"published": "03/04/2026"}, "ambiguous_date"),
        ({"text": 7}, "invalid_record"),
        ({"text": ""}, "empty"),
        ({"title": ["a", "b"]}, "invalid_record"),
        ({"kind": "rumour"}, "invalid_record"),
        ({"language": "de"}, "not_english"),
        (
            {"text": "Der Rat hat am Montag beschlossen, den Kai zu verbreitern, sagte die Bürgermeisterin."},
            "not_english",
        ),
        ({"text": "word " * 100_000}, "too_large"),
    ],
)
def test_a_bad_record_is_rejected_and_the_rest_go_on(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({**RECORD, **change}) + "\nnot json\n" + json.dumps(RECORD | {"article_id": "x-2"}) + "\n"
    )
    first, second, third = read(path)
    assert isinstance(first, Rejection) and (first.source, first.reason) == ("a.jsonl:1", reason)
    assert isinstance(second, Rejection) and second.reason == "invalid_record"
    assert isinstance(third, Article)


def test_unknown_columns_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([RECORD | {"mood": "grim"}]))
    article, note = read(tmp_path / "a.json")
    assert isinstance(article, Article) and isinstance(note, Note) and "mood" in note.text


def test_a_day_and_a_publisher_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": TEXT}]))
    (article,) = read(
        tmp_path / "a.json", published=date(2026, 1, 2), publisher="Post", url_from="https://example.org/{stem}"
    )
    assert (article.published, article.publisher, article.url) == (date(2026, 1, 2), "Post", "https://example.org/a")


def test_a_line_of_50_megabytes_is_one_rejection(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write('{"text": "' + "a" * 50_000_000 + '"}\n' + json.dumps(RECORD) + "\n")
    first, second = read(path)
    assert isinstance(first, Rejection) and first.reason == "too_large"
    assert isinstance(second, Article) and second.source == "a.jsonl:2"


def test_markdown_with_front_matter_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\npublished: 2026-03-04\nkind: summary\ndateline: TALLVIK\n---\n\n# A quay\n\nTALLVIK: The council met on Monday.\n"  # noqa: E501
    )
    (article,) = read(tmp_path / "a.md")
    assert (article.title, article.kind, article.body) == ("A quay", "summary", "The council met on Monday.")


def test_a_folder_is_read_in_order_and_a_link_out_of_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "b.json").write_text(json.dumps([RECORD]))
    (folder / "a.json").write_text(json.dumps([RECORD]))
    (folder / "new\nline.json").write_text("[]")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.json").write_text(json.dumps([RECORD]))
    (folder / "z.json").symlink_to(tmp_path / "secret.json")
    found = read(folder)
    assert [f.source for f in found if isinstance(f, Article)] == ["a.json:1", "sub/b.json:1"]
    assert {f.reason for f in found if isinstance(f, Rejection)} == {"unsupported", "outside_input"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"\x00\x01\x02" * 400, "binary"),
        ("a.txt", b"", "empty"),
        ("a.json.gz", b"\x1f\x8b\x08\x00broken", "unreadable"),
        ("a.parquet", b"PAR1 nothing", "unreadable"),
    ],
)
def test_junk_is_one_rejection(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (rejection,) = read(tmp_path / name)
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_a_gzip_bomb_is_one_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 60_000_000))
    (rejection,) = read(tmp_path / "a.txt.gz")
    assert isinstance(rejection, Rejection) and rejection.reason == "too_large"


def test_what_does_not_exist_is_rejected(tmp_path: Path) -> None:
    (rejection,) = read(tmp_path / "none.txt")
    assert isinstance(rejection, Rejection) and rejection.reason == "missing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    body = (
        "The café’s owner, Zoë Müller, said on Monday that the council’s vote was “a relief” for the whole street. " * 3
    )
    (tmp_path / "a.txt").write_bytes(f"A café stays\n\nMarch 4, 2026\n\n{body.strip()}".encode(encoding))
    (article,) = read(tmp_path / "a.txt")
    assert isinstance(article, Article) and "Zoë Müller" in article.body and "“a relief”" in article.body
