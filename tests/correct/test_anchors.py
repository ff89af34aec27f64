"""Words are found where the text around them has changed, and never where it is not sure that they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstables.scripts.correct.anchors import Anchor, find_anchor, find_place

TEXT = "The harbour board met on Monday. The board will meet again on Friday, the mayor said.\n\nThe board sells fish."


def cut(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[slice(*place)]


def test_words_that_stand_once_are_found_whatever_stands_around_them() -> None:
    assert cut(TEXT, find_place(TEXT, "meet again", "nothing like", "this")) == "meet again"
    later = "An editor put a paragraph here.\n\n" + TEXT
    assert cut(later, find_place(later, "met on Monday", "board ", ".")) == "met on Monday"


@pytest.mark.parametrize(("prefix", "suffix", "at"), [("", " will", 33), ("\n\n", "", 87), ("fish.", "", None)])
def test_of_words_that_stand_often_the_context_tells_which(prefix: str, suffix: str, at: int | None) -> None:
    found = find_place(TEXT, "The board", prefix, suffix)
    assert (found and found[0]) == at


def test_a_context_that_changed_a_little_still_tells_which() -> None:
    found = find_place(TEXT, "The board", "met on Tuesday. ", " would meet again")
    assert found == (33, 42)


def test_words_that_stand_often_without_context_are_not_guessed() -> None:
    assert find_place(TEXT, "The board") is None


def test_other_white_space_and_marks_do_not_matter() -> None:
    text = "He called it “a good\nday’s  work”."
    assert cut(text, find_place(text, '"a good day\'s work"')) == "“a good\nday’s  work”"


def test_a_long_quotation_is_found_though_a_few_letters_differ() -> None:
    assert cut(TEXT, find_place(TEXT, "The board will meet agian on Friday")) == "The board will meet again on Friday"


@pytest.mark.parametrize("quote", ["The council will meet in the spring", "fisj", "on Thursday"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_place(TEXT, quote) is None


def test_of_two_places_that_are_nearly_the_same_none_is_chosen() -> None:
    text = "The third boat sank near Tallvik. The thirt boat sank near Tallvik."
    assert find_place(text, "The thirs boat sank near Tallvik") is None


def test_the_body_comes_before_the_headline() -> None:
    parts = {"title": "Board meets", "body": "Board meets again."}
    assert find_anchor("a", parts, "Board meets") == Anchor("a", "body", 0, 11)
    assert find_anchor("a", {"title": "Board meets", "body": "Nothing."}, "Board meets") == Anchor("a", "title", 0, 11)


@given(st.text(min_size=1), st.text(), st.text())
def test_a_place_that_is_found_lies_in_the_text(quote: str, before: str, after: str) -> None:
    text = before + quote + after
    found = find_place(text, quote, before, after)
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(text)


@given(st.text(alphabet="ab ", min_size=3, max_size=12), st.integers(0, 9), st.integers(1, 4))
def test_a_place_told_with_all_that_stands_around_it_is_the_one_that_is_found(text: str, at: int, long: int) -> None:
    start = at % len(text)
    end = min(len(text), start + long)
    if text[start:end].strip():
        found = find_place(text, text[start:end], text[:start], text[end:])
        assert found == (start, end)
