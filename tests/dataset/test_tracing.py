"""A row is traced to its places, and a link opens the page at the words."""

from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.tracing import link_words


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
    assert places["link"].tolist() == ["https://example.org/one#:~:text=in%20Tallvik%20on-,Monday,-.%20They%20signed"]


def test_without_texts_the_link_holds_the_words_alone(stored: Path) -> None:
    (stored / "texts.parquet").unlink()
    places = newstables.evidence("people", "p-00000000000b", source=stored)
    assert places["link"].iloc[0] == "https://example.org/one#:~:text=Omar%20Haddad"


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


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert link_words("https://example.org/a#top", "Haddad") == "https://example.org/a#top:~:text=Haddad"
