"""Articles in, eleven valid tables out: the same bytes however it is done."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from effort import cpu_seconds

import newstables
from newstables.schemas import MODELS
from newstables.scripts.build import NothingReadError, build
from newstables.scripts.read import ReadOptions

from made_up import BRIDGE, RECORDS, TREATY, make_records, write_records


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def differences(one: Path, other: Path) -> set[str]:
    left, right = contents(one), contents(other)
    return {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)}


def test_a_build_holds_the_tables_and_what_stays_at_home(built: Path) -> None:
    tables = {f"{name}.parquet" for name in MODELS}
    assert set(contents(built)) == tables | {"build.json"}


def test_a_build_is_valid(built: Path) -> None:
    assert newstables.validate(built) == ([], [])


def test_people_meetings_agreements_and_figures_are_found(built: Path) -> None:
    people = newstables.load("people", source=built)
    assert {"Ilse Brandvik", "Tomas Reyes", "Desmond Achterberg"} <= set(people["name"])
    for table in ("meetings", "agreements"):
        assert not newstables.load(table, source=built).empty
    assert {"$40 million", "12 percent"} <= set(newstables.load("figures", source=built)["text"])


def test_articles_say_where_they_were_read_and_what_they_hold(built: Path) -> None:
    articles = newstables.load("articles", source=built).set_index("article_id")
    gazette = articles.loc["treaty-gazette"]
    assert gazette["source"] == "wire.jsonl:1"
    assert gazette["title"] == RECORDS[0]["title"]
    assert (gazette["words"], gazette["characters"]) == (len(TREATY.split()), len(TREATY))
    assert articles["published"].min() == pd.Timestamp("2026-02-03")


def test_a_copy_is_named_and_gives_no_rows(built: Path) -> None:
    articles = newstables.load("articles", source=built).set_index("article_id")
    assert articles["copy_of"].dropna().to_dict() == {"treaty-courier": "treaty-gazette"}
    assert "treaty-courier" not in set(newstables.load("evidence", source=built)["article_id"])


def test_texts_are_kept_by_part(built: Path) -> None:
    texts = newstables.load("texts", source=built)
    assert texts.set_index(["article_id", "part"]).loc[("treaty-gazette", "body"), "text"] == TREATY
    assert texts.set_index(["article_id", "part"]).loc[("treaty-gazette", "title"), "text"] == RECORDS[0]["title"]
    assert texts["article_id"].is_monotonic_increasing


def test_what_was_rejected_is_kept_with_its_reason(built: Path) -> None:
    rejected = newstables.load("rejected", source=built)
    assert dict(zip(rejected["source"], rejected["reason"], strict=True)) == {
        "german.md": "not_english",
        "notes.txt": "no_date",
    }


def test_the_manifest_tells_what_went_in_and_came_out(built: Path, folder: Path) -> None:
    told = json.loads((built / "build.json").read_text(encoding="utf-8"))
    assert set(told["inputs"]) == {"wire.jsonl", "bridge.md", "german.md", "notes.txt"}
    assert set(told["outputs"]) == set(contents(built)) - {"build.json"}
    assert told["counts"]["articles"] == 4 and told["counts"]["copies"] == 1
    assert told["counts"]["rejected"] == {"no_date": 1, "not_english": 1}
    assert len(told["method"]["pipeline"]["sha256"]) == 64
    assert str(folder) not in json.dumps(told) and str(built) not in json.dumps(told)


def test_tables_on_disk_are_described(built: Path) -> None:
    people = newstables.load("people", source=built)
    assert people.attrs["description"] and all(people.attrs["columns"].values())


def test_two_builds_at_other_places_are_the_same(built: Path, folder: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    build([moved], tmp_path / "out", workers=1, cache=False)
    assert differences(built, tmp_path / "out") == set()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of 70 articles, and its build with one worker."""
    place = tmp_path_factory.mktemp("many")
    (place / "in").mkdir()
    records = make_records(70)
    for i in range(0, 70, 2):
        write_records(place / "in" / f"{i:02}.jsonl", records[i : i + 2])
    build([place / "in"], place / "out", workers=1, cache=False)
    return place / "in", place / "out"


def test_the_number_of_workers_changes_nothing(many: tuple[Path, Path], tmp_path: Path) -> None:
    build([many[0]], tmp_path / "out", workers=3, cache=False)
    assert differences(many[1], tmp_path / "out") == set()


def test_the_order_of_inputs_changes_nothing(many: tuple[Path, Path], tmp_path: Path) -> None:
    build(sorted(many[0].iterdir(), reverse=True), tmp_path / "out", workers=2, cache=False)
    assert differences(many[1], tmp_path / "out") == set()


def test_the_size_of_batches_changes_nothing(
    many: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstables.scripts.extracting.BATCH", 7)
    monkeypatch.setattr("newstables.scripts.gathering._FILES_AT_A_TIME", 3)
    build([many[0]], tmp_path / "out", workers=1, cache=False)
    assert differences(many[1], tmp_path / "out") == set()


def test_the_cache_changes_nothing_and_extracts_only_what_is_new(many: tuple[Path, Path], tmp_path: Path) -> None:
    some = tmp_path / "some"
    some.mkdir()
    for path in sorted(many[0].iterdir())[:30]:
        shutil.copy(path, some)
    cache = tmp_path / "kept"
    assert build([some], tmp_path / "out", workers=1, cache=cache).kept == 0
    summary = build([many[0]], tmp_path / "out", workers=1, cache=cache)
    assert (summary.rows["articles"], summary.kept) == (70, 60)
    assert differences(many[1], tmp_path / "out") == set()
    assert build([many[0]], tmp_path / "out", workers=2, cache=cache).kept == 70
    assert differences(many[1], tmp_path / "out") == set()
    assert build([many[0]], tmp_path / "out", workers=1, cache=False).kept == 0


def test_a_damaged_cache_is_mended(folder: Path, built: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "out", workers=1)
    kept = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert len(kept) == 3
    kept[0].write_bytes(kept[0].read_bytes()[:-9])
    kept[1].write_bytes(b"junk")
    assert build([folder], tmp_path / "out", workers=1).kept == 1
    assert differences(built, tmp_path / "out") == set()
    assert build([folder], tmp_path / "out", workers=1).kept == 3


def test_an_existing_build_is_replaced(folder: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([write_records(tmp_path / "one.jsonl", RECORDS[:1])], out, workers=1)
    assert len(newstables.load("articles", source=out)) == 1
    build([folder], out, workers=1)
    assert differences(built, out) == set()


def test_duplicates_can_be_kept(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "out", workers=1, keep_duplicates=True)
    assert newstables.load("articles", source=tmp_path / "out")["copy_of"].isna().all()
    figures = newstables.load("figures", source=tmp_path / "out")
    assert (figures["text"] == "$40 million").sum() == 2
    assert newstables.validate(tmp_path / "out") == ([], [])


def test_options_fill_what_articles_lack(folder: Path, tmp_path: Path) -> None:
    options = ReadOptions(
        published=pd.Timestamp("2026-02-04").date(), publisher="Archive", url_from="https://x.example/{stem}"
    )
    build([folder / "notes.txt"], tmp_path / "out", options=options, workers=1)
    article = newstables.load("articles", source=tmp_path / "out").iloc[0]
    assert article["published"] == pd.Timestamp("2026-02-04")
    assert (article["publisher"], article["url"]) == ("Archive", "https://x.example/notes")
    told = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert told["options"]["published"] == "2026-02-04"


def test_without_input_the_packaged_articles_are_built(tmp_path: Path) -> None:
    assert build([], tmp_path / "out", workers=1).rows["articles"] > 100


@pytest.mark.parametrize("form", ["json", "jsonl.gz", "csv", "parquet"])
def test_records_of_every_form_give_the_same_rows(form: str, tmp_path: Path) -> None:
    frame = pd.DataFrame(RECORDS)
    path = tmp_path / f"wire.{form}"
    if form == "json":
        path.write_text(json.dumps(RECORDS), encoding="utf-8")
    elif form == "jsonl.gz":
        path.write_bytes(gzip.compress(write_records(tmp_path / "plain", RECORDS).read_bytes()))
    elif form == "csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path)
    build([path], tmp_path / "out", workers=1)
    build([write_records(tmp_path / "wire.jsonl", RECORDS)], tmp_path / "plainly", workers=1)
    assert differences(tmp_path / "out", tmp_path / "plainly") <= {"articles.parquet", "build.json"}


def test_articles_of_one_address_and_other_texts_are_told_apart(tmp_path: Path) -> None:
    url = "https://gazette.example/live"
    records = [
        {"url": url, "published": "2026-03-04", "text": TREATY},
        {"url": url, "published": "2026-03-05", "text": BRIDGE},
    ]
    build([write_records(tmp_path / "live.jsonl", records)], tmp_path / "out", workers=1)
    articles = newstables.load("articles", source=tmp_path / "out")
    assert articles["article_id"].nunique() == 2
    texts = newstables.load("texts", source=tmp_path / "out").set_index("article_id")["text"]
    assert dict(zip(articles["article_id"], articles["published"].dt.day, strict=True)) == {
        article: 4 if text == TREATY else 5 for article, text in texts.items()
    }


def test_folders_with_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name, record in zip(("one", "two"), (RECORDS[0], RECORDS[2]), strict=True):
        (tmp_path / name / "sub").mkdir(parents=True)
        write_records(tmp_path / name / "sub" / "wire.jsonl", [record])
    build([tmp_path / "one", tmp_path / "two"], tmp_path / "out", workers=1)
    articles = newstables.load("articles", source=tmp_path / "out")
    assert set(articles["source"]) == {"one/sub/wire.jsonl:1", "two/sub/wire.jsonl:1"}


def test_a_file_given_twice_is_read_once(folder: Path, tmp_path: Path) -> None:
    summary = build([folder, folder / "wire.jsonl", folder], tmp_path / "out", workers=1)
    assert summary.rows["articles"] == 4
    assert not [rejection for rejection in summary.rejections if rejection.reason == "duplicate"]


LONG_LINE = b'{"published": "2026-03-04", "text": "' + b"word " * 10_000_000 + b'"}\n'
GOOD_LINE = json.dumps(RECORDS[0]).encode() + b"\n"

BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.md", b" \n\n \n", "empty"),
    ("junk.txt", bytes(range(256)) * 40, "binary"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "unsupported"),
    ("undated.txt", f"Bridge\n\n{BRIDGE}\n".encode(), "no_date"),
    ("long.jsonl", LONG_LINE + GOOD_LINE, "too_large"),
    ("cut.jsonl.gz", gzip.compress(GOOD_LINE * 50)[:-30], "unreadable"),
    ("types.jsonl", json.dumps({"published": "2026-03-04", "text": 7}).encode(), "invalid_record"),
    ("list.jsonl", b"[1, 2]\n", "invalid_record"),
    ("words.jsonl", json.dumps({"published": "2026-03-04", "text": "word and word " * 350_000}).encode(), "too_large"),
    ("junk.parquet", b"PAR1 and no more", "unreadable"),
]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """What a build rejects of a folder of bad files, among which there is a good one."""
    place = tmp_path_factory.mktemp("bad")
    (place / "in").mkdir()
    for name, content, _ in BAD:
        (place / "in" / name).write_bytes(content)
    write_records(place / "in" / "good.jsonl", [RECORDS[2]])
    write_records(place / "in" / "twice.jsonl", [RECORDS[2]])
    build([place / "in"], place / "out", workers=2, cache=False)
    assert newstables.validate(place / "out") == ([], [])
    assert "recalled" in set(newstables.load("articles", source=place / "out")["article_id"])
    return newstables.load("rejected", source=place / "out")


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in BAD])
def test_bad_files_are_rejected_with_their_reason_and_the_rest_is_built(
    tried: pd.DataFrame, name: str, reason: str
) -> None:
    about = tried[tried["source"].str.startswith(name)]
    assert reason in set(about["reason"])
    assert not about["detail"].str.contains("\n").any()


def test_an_exact_duplicate_names_what_it_repeats(tried: pd.DataFrame) -> None:
    twice = tried[tried["source"] == "twice.jsonl:1"].iloc[0]
    assert (twice["reason"], twice["repeats"]) == ("duplicate", "recalled")


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = RECORDS[2]["text"].replace("Tromso", "Tromsø") + " “We agree,” said the crews of Orléans and Umeå."
    page = f"---\npublished: 2026-03-14\n---\n\n{text}\n"
    for encoding in ("utf-16", "cp1252"):
        (tmp_path / f"{encoding}.md").write_bytes(page.encode(encoding))
    out = tmp_path / "out"
    for encoding in ("utf-16", "cp1252"):
        build([tmp_path / f"{encoding}.md"], out, workers=1)
        assert "Tromsø" in newstables.load("texts", source=out)["text"].iloc[0]


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingReadError) as caught:
        build([tmp_path / "empty.txt", tmp_path / "nowhere.txt"], tmp_path / "out", workers=1)
    assert {rejection.reason for rejection in caught.value.rejections} == {"empty", "missing"}
    assert not (tmp_path / "out").exists()


def test_text_that_tries_to_slow_extraction_down_takes_work_that_grows_with_its_length(tmp_path: Path) -> None:
    def work(times: int) -> float:
        tricks = "(((" * 40 + " $1,1,1,1,1" + ",1" * 40 + " Mr. Mr. " + "A. " * 40 + "a-" * 60 + " on on on " + "1" * 80
        record: dict[str, Any] = {**RECORDS[2], "text": RECORDS[2]["text"] + f"\n\n{tricks}." * times}
        before = cpu_seconds()
        build([write_records(tmp_path / "slow.jsonl", [record])], tmp_path / "out", workers=1, cache=False)
        return cpu_seconds() - before

    work(1)
    assert work(80) < 8 * work(20) + 3  # four times the text; sixteen times the work would be its square
