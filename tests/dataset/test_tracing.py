"""A row is traced to its places, and a link opens the page at the words."""

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import newstables
from newstables.fragments import link_words
from newstables.schemas import to_frame
from newstables.scripts.parquet import write_table

from web import Web


def test_all_places_of_a_row_come_with_their_articles(stored: Path) -> None:
    places = newstables.evidence("meetings", "m-00000000000a", source=stored)
    assert places["column"].fillna("row").tolist() == ["row", "date", "row"]
    assert places["article_id"].tolist() == ["a-one", "a-one", "a-two"]
    assert places["publisher"].tolist() == ["Gazette", "Gazette", "Courier"]
    assert places["published"].dt.day.tolist() == [3, 3, 5]
    assert places.loc[1, "quote"] == "Monday"
    assert pd.isna(places.loc[2, "link"])


def test_the_places_of_one_cell_can_be_asked_for(stored: Path) -> None:
    places = newstables.evidence("meetings", "m-00000000000a", source=stored, column="date")
    assert places["quote"].tolist() == ["Monday"]
    assert places["link"].tolist() == ["https://example.org/one#:~:text=Monday"]


def test_without_texts_what_else_is_quoted_tells_what_stands_around(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    places = newstables.evidence("people", "p-00000000000b", source=stored)
    assert places["link"].iloc[0] == (
        "https://example.org/one#:~:text=Vera%20Lindqvist%20met-,Omar%20Haddad,-in%20Tallvik%20on"
    )
    places = newstables.evidence("figures", "f-00000000000a", source=stored)
    assert places["link"].iloc[0] == "https://example.org/one#:~:text=fish%20accord%20of-,%243%20million"


def test_without_quotations_there_is_no_link(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    bare = newstables.load("evidence", source=stored).assign(quote=None)
    write_table("evidence", to_frame("evidence", bare), stored / "evidence.parquet")
    assert newstables.evidence("people", "p-00000000000b", source=stored)["link"].isna().all()


def test_what_has_no_evidence_is_named(stored: Path) -> None:
    with pytest.raises(newstables.UsageError, match="no evidence is kept for 'articles'"):
        newstables.evidence("articles", "a-one", source=stored)
    with pytest.raises(newstables.UsageError, match="people has no row p-ffffffffffff"):
        newstables.evidence("people", "p-ffffffffffff", source=stored)
    assert newstables.evidence("people", "p-00000000000a", source=stored, column="role").empty


LONG = "The two sides agreed on Monday to build a bridge over the river before the end of next year"

LINKS = [
    # words, before, after -> fragment
    ("Omar Haddad", "", "", "Omar%20Haddad"),
    ("50%, or more", "", "", "50%25%2C%20or%20more"),
    ("the well-known mayor & host", "", "", "the%20well%2Dknown%20mayor%20%26%20host"),
    (LONG, "", "", "The%20two%20sides%20agreed,end%20of%20next%20year"),
    ("one two three\n\nfour five", "", "", "one%20two%20three,four%20five"),
    ("Haddad", "He met Omar ", " in Tallvik on Monday.", "He%20met%20Omar-,Haddad,-in%20Tallvik%20on"),
    ("Haddad", "It ended.\n\n", "\n\nLater", "Haddad"),
    ("w" * 20 + " " + "long " * 36, "", "", "w" * 20 + "%20long%20long%20long,long%20long%20long%20long"),
]


@pytest.mark.parametrize(("words", "before", "after", "fragment"), LINKS)
def test_links_open_at_the_words(words: str, before: str, after: str, fragment: str) -> None:
    assert link_words("https://example.org/a", words, before, after) == f"https://example.org/a#:~:text={fragment}"


def test_a_word_that_was_cut_off_is_left_out() -> None:
    words = ("word " * 50)[:197] + " un"
    assert len(words) == 200
    assert link_words("https://example.org/a", words).endswith("text=word%20word%20word%20word,word%20word%20word%20wo")


TEXT = (
    "The council met the mayor.\n\nThe mayor said the bridge would be paid for. The council would pay for the bridge.\n"
    "In the evening the mayor said the bridge would be built by the council of the town, and paid for by all of them.\n"
    "At night the mayor said the bridge would be built by the council of the town, and paid for by none of them.\n"
)
MEANT = [
    # words, which of the places where they stand -> fragment
    ("evening", 0, "evening"),
    ("the mayor", 0, "the%20mayor"),
    ("The mayor", 0, "The%20mayor,-said%20the%20bridge"),
    ("the mayor", 1, "In%20the%20evening-,the%20mayor,-said%20the%20bridge"),
    ("council", 1, "paid%20for.%20The-,council,-would%20pay%20for"),
    (
        "In the evening the mayor said the bridge would be built by the council", 0,
        "In%20the%20evening%20the,built%20by%20the%20council",
    ),
    (
        "the mayor said the bridge would be built by the council", 0,
        "In%20the%20evening-,the%20mayor%20said%20the,built%20by%20the%20council,-of%20the%20town%2C",
    ),
    (
        "the mayor said the bridge would be built by the council", 1,
        "At%20night-,the%20mayor%20said%20the,built%20by%20the%20council,-of%20the%20town%2C",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "place", "fragment"), MEANT)
def test_what_is_around_is_told_where_the_words_alone_stand_elsewhere(words: str, place: int, fragment: str) -> None:
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][place]
    link = link_words("https://example.org/a", words, TEXT[:start], TEXT[start + len(words) :], whole=True)
    assert link.partition("text=")[2] == fragment


def test_a_headline_that_holds_the_words_is_not_what_the_link_opens_at(stored: Path) -> None:
    articles = newstables.load("articles", source=stored).assign(title="Omar Haddad in town")
    write_table("articles", articles, stored / "articles.parquet")
    links = newstables.evidence("people", "p-00000000000b", source=stored)["link"]
    assert links.iloc[0].endswith("#:~:text=Vera%20Lindqvist%20met-,Omar%20Haddad,-in%20Tallvik%20on")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_a_browser_opens_the_page_at_the_words(browser: Any, tmp_path: Path) -> None:
    lines = [line for line in TEXT.split("\n") if line]
    paragraphs = "".join(f'<p style="margin-bottom: 3000px">{html.escape(line)}</p>' for line in lines)
    (tmp_path / "page.html").write_text(f"<!doctype html><title>Bridge</title>{paragraphs}", encoding="utf-8")
    with Web(tmp_path) as web:
        web.behaviour["/page.html"] = serve_page
        for at, line in enumerate(lines):
            begin = TEXT.index(line)
            for number in (2, 5, len(line.split())):
                words = " ".join(line.split()[-number:]).rstrip(".,")
                start = begin + line.rindex(words)
                link = link_words(
                    f"{web.address}/page.html", words, TEXT[:start], TEXT[start + len(words) :], whole=True
                )
                page = browser.new_page()
                page.goto(link)
                page.wait_for_function(
                    f"Math.abs(window.scrollY - {at} * 3000) < 1000 && document.readyState != 'loading'"
                )
                page.close()


def serve_page(handler: Any, content: bytes) -> None:
    handler.send_head(200, len(content), **{"Content-Type": "text/html; charset=utf-8"})
    handler.wfile.write(content)


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert link_words("https://example.org/a#top", "Haddad") == "https://example.org/a#top:~:text=Haddad"
    linked = link_words("https://example.org/a#:~:text=other", "Haddad")
    assert linked == "https://example.org/a#:~:text=Haddad"
