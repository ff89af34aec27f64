"""A page saved as text is told apart: title, dates, captions, body, leftovers."""

from datetime import date

import pytest

from newstables.scripts.read.text_page import read_text_page

BODY = (
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said.\n\n"
    "Work is to begin in autumn and will take two years, according to the council.\n\n"
    "“Ships wait too long,” said harbour master Nils Falk."
)
PAGE = f"""Council votes to widen the northern quay

Published March 4, 2026
Updated 05 Mar, 2026
By Ada Bergman
The northern quay seen from the old lighthouse on Tuesday. — Reuters
The northern quay seen from the old lighthouse on Tuesday. — Reuters

{BODY}


Additional input from AFP

Read more

Ferry strike enters third week

04 Mar, 2026
Crews and owners remain far apart on pay ...
"""


def test_the_parts_of_a_page_are_told() -> None:
    page = read_text_page(PAGE)
    assert page["title"] == "Council votes to widen the northern quay"
    assert page["published"] == date(2026, 3, 4) and page["updated"] == date(2026, 3, 5)
    assert page["byline"] == "Ada Bergman"
    assert page["caption"] == "The northern quay seen from the old lighthouse on Tuesday. — Reuters"
    assert page["agency"] == "AFP"
    assert page["body"] == BODY


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("TALLVIK: ", "TALLVIK", None),
        ("TALLVIK, Norland, March 4 (Xinhua) -- ", "TALLVIK, Norland", "Xinhua"),
        ("TALLVIK (Reuters) - ", "TALLVIK", "Reuters"),
    ],
)
def test_a_dateline_is_no_part_of_the_body(line: str, place: str, agency: str | None) -> None:
    page = read_text_page(f"A title\n\n4 March 2026\n\n{line}{BODY}")
    assert (page["dateline"], page["agency"]) == (place, agency)
    assert page["body"] == BODY


@pytest.mark.parametrize(
    "leftover",
    [
        "Opinion",
        "Related stories",
        "Comments",
        "© 2026 The Harbour Post",
        "Read more",
        "Newsletter",
    ],
)
def test_what_follows_the_article_is_cut(leftover: str) -> None:
    page = read_text_page(
        f"A title\n\nMarch 4, 2026\n\n{BODY}\n\n{leftover}\n\nSomething else entirely happened in the hills last night."
    )
    assert page["body"] == BODY


def test_a_short_last_sentence_stays() -> None:
    assert read_text_page(f"A title\n\nMarch 4, 2026\n\n{BODY}\n\nHe did not say why.")["body"].endswith(
        "He did not say why."
    )


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    page = read_text_page(f"A title\n\nPublished 03/04/2026\n\n{BODY}")
    assert page["published"] is None and "03/04/2026" in page["disagreement"]
    assert read_text_page(f"A title\n\nPublished 23/04/2026\n\n{BODY}")["published"] == date(2026, 4, 23)
