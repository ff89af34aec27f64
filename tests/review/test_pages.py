"""What the pages are written from: rows, places, near misses, and files that hold no markup."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from newstables import load
from newstables.errors import DataError, UsageError
from newstables.schemas import GROUNDED
from newstables.scripts.cli import main
from newstables.scripts.review.contract import describe_tables
from newstables.scripts.review.near_misses import find_near_misses
from newstables.scripts.review.pages import SCRIPTS, review
from newstables.scripts.review.rows import Rows


def read_data(path: Path) -> Any:
    """Read a data script as a browser does."""
    told = re.fullmatch(r"newstables\.receive\((.*)\);\n", path.read_text(encoding="ascii"))
    assert told
    _, data = json.loads(f"[{told.group(1)}]")
    return data


def read_articles(pages: Path) -> dict[str, Any]:
    data = [read_data(path) for path in sorted((pages / "data" / "articles").iterdir())]
    return {each["article"]["article_id"]: each for each in data}


def test_every_row_is_found_in_an_article_of_its_own(pages: Path, reviewed_build: Path) -> None:
    shown = {(row["table"], row["id"]) for told in read_articles(pages).values() for row in told["rows"]}
    there = {
        (table, row_id)
        for table in GROUNDED
        for row_id in load(table, source=reviewed_build)[describe_tables()[table]["key"]]
    }
    assert shown == there


def test_places_cut_out_the_words_as_a_browser_counts(pages: Path, reviewed_build: Path) -> None:
    evidence = load("evidence", source=reviewed_build)
    articles = read_articles(pages)
    cut = set()
    for article, told in articles.items():
        parts = {part["part"]: part["text"].encode("utf-16-le") for part in told["parts"]}
        for row in told["rows"]:
            for place in row["places"]:
                words = parts[place["part"]][2 * place["start"] : 2 * place["end"]].decode("utf-16-le")
                cut.add((row["table"], row["id"], article, place["column"] or "", words[:200]))
    columns = ["table", "row_id", "article_id", "column", "quote"]
    assert cut == set(evidence[columns].fillna("").itertuples(index=False, name=None))
    assert any(max(part["text"]) > "\uffff" for part in articles["hostile</script>"]["parts"])


def test_no_data_holds_markup(pages: Path) -> None:
    for path in (pages / "data").rglob("*.js"):
        assert not set("<>&\u2028") & set(path.read_text(encoding="ascii"))


def test_the_page_has_a_strict_policy_and_nothing_inline(pages: Path) -> None:
    assert [path.name for path in pages.glob("*.html")] == ["index.html"]
    page = (pages / "index.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'" and rules["script-src"] == "'self'" and "unsafe" not in policy
    assert all(re.match(r'<script src="[\w/.]+"></script>', tag) for tag in re.findall(r"<script.*", page))
    assert not re.search(r"\son\w+=|style=|<style", page)
    assert {Path(src).name for src in re.findall(r'src="assets/([^"]+)"', page)} == set(SCRIPTS)
    assert {path.name for path in (pages / "assets").iterdir()} == {*SCRIPTS, "review.css"}


def test_no_script_reads_markup(pages: Path) -> None:
    for name in SCRIPTS:
        code = (pages / "assets" / name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(", code
        )


def test_an_articles_name_is_escaped_in_the_page(reviewed_build: Path, tmp_path: Path) -> None:
    odd = tmp_path / "<b>tables"
    shutil.copytree(reviewed_build, odd)
    review(odd, tmp_path / "pages")
    assert "&lt;b&gt;tables" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_the_same_build_gives_the_same_pages(pages: Path, reviewed_build: Path, tmp_path: Path) -> None:
    review(reviewed_build, tmp_path / "again", sample=12)
    first, second = ({path.relative_to(root): path for path in root.rglob("*")} for root in (pages, tmp_path / "again"))
    assert set(first) == set(second)
    assert all(path.is_dir() or path.read_bytes() == second[name].read_bytes() for name, path in first.items())


def test_namesakes_of_two_trades_may_be_one(reviewed_build: Path) -> None:
    (found,) = (miss for miss in find_near_misses(Rows(reviewed_build)) if miss.table == "people")
    names = load("people", source=reviewed_build).set_index("person_id")["name"]
    assert names[found.one] == names[found.other] == "Amara Okonjo"
    assert found.reasons[0] == "the same name"


def test_the_sample_is_written_and_drawn_anew_only_with_another_seed(reviewed_build: Path, tmp_path: Path) -> None:
    written = review(reviewed_build, tmp_path / "pages", sample=5)
    first = (tmp_path / "pages" / "sample.csv").read_text()
    assert sum(written.drawn.values()) == 5 and first.count("\n") == 6
    review(reviewed_build, tmp_path / "pages", sample=5, seed="other")
    assert (tmp_path / "pages" / "sample.csv").read_text() != first


def test_what_is_not_a_build_is_told(reviewed_build: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not there"):
        review(tmp_path / "nowhere", tmp_path / "pages")
    release = tmp_path / "release"
    shutil.copytree(reviewed_build, release, ignore=shutil.ignore_patterns("texts.parquet"))
    with pytest.raises(UsageError, match="holds no texts"):
        review(release, tmp_path / "pages")
    (release / "build.json").unlink()
    with pytest.raises(DataError, match=r"build\.json"):
        review(release, tmp_path / "pages")
    assert not (tmp_path / "pages").exists()


def test_nothing_else_is_replaced(reviewed_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    review(reviewed_build, out)
    review(reviewed_build, out)
    (out / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        review(reviewed_build, out)
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("mine")
    with pytest.raises(UsageError, match="not a review"):
        review(reviewed_build, other)
    assert (out / "notes.txt").read_text() == (other / "thesis.doc").read_text() == "mine"


def test_the_command_says_what_it_wrote(
    reviewed_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["review", str(reviewed_build), "--out", str(tmp_path / "pages"), "--sample", "4"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "6 articles" in said and "with the seed newstables" in said and "index.html" in said
