"""A page saved as text is told apart: title, dates, author, captions, body, leftovers."""

from datetime import date

import pytest

from newstables.scripts.read.text_page import read_text_page

BODY = (
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said.\n\n"
    "Work is to begin in autumn and will take two years, according to the council.\n\n"
    "“Ships wait too long,” said harbour master Nils Falk."
)
TITLE = "Council votes to widen the northern quay"
PAGE = f"""{TITLE}

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
    assert page["title"] == TITLE
    assert page["published"] == date(2026, 3, 4) and page["updated"] == date(2026, 3, 5)
    assert page["byline"] == "Ada Bergman"
    assert page["caption"] == "The northern quay seen from the old lighthouse on Tuesday. — Reuters"
    assert page["agency"] == "AFP"
    assert page["body"] == BODY


MENU = """Skip to content
The Harbour Post
Menu
Home
News
Sport
* Everything You Need to Know About Ferries
* Letters to the Editor
Subscribe
Search
We use cookies to give you the best experience on our website. By going on you accept our policy.
Home > News > Harbour
"""
BELOW = """
Share this article
Facebook
Comments (12)
Olle: This is long overdue, my boat has waited there for three hours every single Saturday.
2 hours ago
Most read
Ferry strike enters third week
Storm closes two bridges
Newsletter
Get the best of the harbour in your mail every morning, free of charge and without delay.
© 2026 The Harbour Post. All rights reserved.
"""


def test_a_page_copied_with_its_menus_and_comments_gives_the_article() -> None:
    page = read_text_page(f"{MENU}\n{TITLE}\nAda Bergman\n4 March 2026 • 3 min read\n\n{BODY}\n{BELOW}")
    assert page["title"] == TITLE and page["byline"] == "Ada Bergman"
    assert page["published"] == date(2026, 3, 4)
    assert page["body"] == BODY
    assert page["publisher"] == "The Harbour Post"


@pytest.mark.parametrize(
    ("head", "byline", "published", "updated"),
    [
        ("By Ada Bergman and Ola Lind\nMarch 4, 2026", "Ada Bergman and Ola Lind", date(2026, 3, 4), None),
        ("Posted by Ada Bergman on March 4, 2026, 6:21 AM GMT", "Ada Bergman", date(2026, 3, 4), None),
        ("Ada Bergman | Published 4 Mar 2026 | Updated 5 Mar 2026", "Ada Bergman", date(2026, 3, 4), date(2026, 3, 5)),
        ("Staff Reporter\n2026-03-04T10:15:00+05:00", "Staff Reporter", date(2026, 3, 4), None),
        ("March 4th, 2026 10:15 PKT\nAda Bergman", "Ada Bergman", date(2026, 3, 4), None),
        ("By ADA BERGMAN, Associated Press\n23.03.2026", "ADA BERGMAN, Associated Press", date(2026, 3, 23), None),
        ("Ada Bergman, The Harbour Post\n24.03.2026, 23:06", "Ada Bergman, The Harbour Post", date(2026, 3, 24), None),
        ("World News\nPublished Wed, Mar 4 20267:05 AM EST", None, date(2026, 3, 4), None),
        ("Last updated: 4 March 2026", None, date(2026, 3, 4), date(2026, 3, 4)),
        ("A quarrel ends with a narrow vote.\nBy Ada Bergman\n4 March 2026", "Ada Bergman", date(2026, 3, 4), None),
    ],
)  # fmt: skip
def test_authors_and_days_are_read_in_the_forms_of_print(
    head: str, byline: str | None, published: date, updated: date | None
) -> None:
    page = read_text_page(f"{TITLE}\n\n{head}\n\n{BODY}")
    assert (page["byline"], page["published"], page["updated"]) == (byline, published, updated)
    assert page["title"] == TITLE and page["body"] == BODY


def test_the_day_of_the_page_yields_to_the_day_of_the_article() -> None:
    page = read_text_page(f"Tuesday, 24 November 2026\nThe Harbour Post\n{TITLE}\nPublished 4 March 2026\n\n{BODY}")
    assert page["published"] == date(2026, 3, 4)


def test_days_that_disagree_and_ages_are_told() -> None:
    quarrel = read_text_page(f"{TITLE}\nPublished 4 March 2026\nPublished 9 January 2025\n\n{BODY}")
    assert quarrel["published"] is None and "2025-01-09 and 2026-03-04" in quarrel["disagreement"]
    age = read_text_page(f"{TITLE}\n3 hours ago\n\n{BODY}")
    assert age["published"] is None and age["age"] == "3 hours ago" and age["body"] == BODY


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("TALLVIK: ", "TALLVIK", None),
        ("TALLVIK, Norland, March 4 (Xinhua) -- ", "TALLVIK, Norland", "Xinhua"),
        ("TALLVIK (Reuters) - ", "TALLVIK", "Reuters"),
        ("Tallvik (AFP) – ", "Tallvik", "AFP"),
        ("TALLVIK/NORD MORBY, March 4 (Reuters) - ", "TALLVIK/NORD MORBY", "Reuters"),
        ("TALLVIK, March 4 (APP): ", "TALLVIK", "APP"),
        ("Tallvik, 4 March 2026 – ", "Tallvik", None),
        ("TALLVIK, Wednesday, March 4, 2026 — ", "TALLVIK", None),
        ("TALLVIK, March 4 /PRNewswire/ -- ", "TALLVIK", "PRNewswire"),
        ("(Reuters) - ", None, "Reuters"),
    ],
)
def test_a_dateline_is_no_part_of_the_body(line: str, place: str | None, agency: str | None) -> None:
    page = read_text_page(f"A title\n\n4 March 2026\n\n{line}{BODY}")
    assert (page["dateline"], page["agency"]) == (place, agency)
    assert page["body"] == BODY


@pytest.mark.parametrize(
    "start", ["THE HARBOUR council (of Tallvik) met", "Tallvik - a town of two rivers - has", "U.N. officials said"]
)
def test_a_sentence_is_no_dateline(start: str) -> None:
    page = read_text_page(f"A title\n\n4 March 2026\n\n{start} a third time on Tuesday, the mayor said.\n\n{BODY}")
    assert page["dateline"] is None and page["body"].startswith(start)


@pytest.mark.parametrize(
    "leftover",
    [
        "Opinion",
        "Related stories",
        "Comments",
        "© 2026 The Harbour Post",
        "Read more",
        "Newsletter",
        "Share this article",
        "About the author",
        "ENDS",
    ],
)
def test_what_follows_the_article_is_cut(leftover: str) -> None:
    page = read_text_page(
        f"A title\n\nMarch 4, 2026\n\n{BODY}\n\n{leftover}\n\nSomething else entirely happened in the hills last night."
    )
    assert page["body"] == BODY


@pytest.mark.parametrize(
    "between",
    ["Advertisement", "Also read: Ferry strike goes on", "Story continues below", "Follow us on Telegram", "Tweet"],
)
def test_what_interrupts_the_article_is_left_out(between: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    page = read_text_page(f"A title\n\nMarch 4, 2026\n\n{first}\n\n{between}\n\n{rest}")
    assert page["body"] == BODY


def test_headlines_of_other_articles_below_are_cut_without_a_heading() -> None:
    headline = "Ferry strike enters third week"
    below = f"{headline}\n04 Mar, 2026\n\n{headline}\n\nCrews and owners remain far apart on pay ..."
    assert read_text_page(f"{TITLE}\n\nMarch 4, 2026\n\n{BODY}\n\n{below}")["body"] == BODY


@pytest.mark.parametrize(
    ("credit", "agency", "byline"),
    [
        ("Additional input from AFP", "AFP", None),
        ("(With inputs from PTI)", "PTI", None),
        ("— Xinhua", "Xinhua", None),
        ("Source: Reuters", "Reuters", None),
        ("(Reporting by Ada Bergman; Editing by Ola Lind)", None, "Ada Bergman"),
        ("With agencies", None, None),
    ],
)
def test_credits_below_the_body_are_told_from_it(credit: str, agency: str | None, byline: str | None) -> None:
    page = read_text_page(f"{TITLE}\n\nMarch 4, 2026\n\n{BODY}\n\n{credit}")
    assert (page["agency"], page["byline"], page["body"]) == (agency, byline, BODY)


def test_where_it_was_printed_gives_publisher_and_day() -> None:
    page = read_text_page(
        f"{TITLE}\n\n{BODY}\n\nPublished in The Harbour Post, March 4th, 2026\nhttps://harbourpost.example/quay"
    )
    assert (page["publisher"], page["published"]) == ("The Harbour Post", date(2026, 3, 4))
    assert page["url"] == "https://harbourpost.example/quay" and page["body"] == BODY


def test_lines_broken_to_a_width_are_joined_again() -> None:
    broken = (
        "The harbour council voted on Tuesday to widen the northern\nquay, the mayor said.\n\n"
        "Work is to begin in autumn and will take two years,\naccording to the council.\n\n"
        "“Ships wait too long,” said harbour master Nils Falk."
    )
    assert read_text_page(f"{TITLE}\n\nMarch 4, 2026\n\n{broken}")["body"] == BODY


def test_a_short_last_sentence_stays() -> None:
    assert read_text_page(f"A title\n\nMarch 4, 2026\n\n{BODY}\n\nHe did not say why.")["body"].endswith(
        "He did not say why."
    )


def test_a_note_of_correction_stays_in_the_body() -> None:
    note = "This article was amended on 5 March 2026 to correct the name of the mayor."
    assert read_text_page(f"A title\n\nMarch 4, 2026\n\n{BODY}\n\n{note}")["body"].endswith(note)


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    page = read_text_page(f"A title\n\nPublished 03/04/2026\n\n{BODY}")
    assert page["published"] is None and "03/04/2026" in page["disagreement"]
    assert read_text_page(f"A title\n\nPublished 23/04/2026\n\n{BODY}")["published"] == date(2026, 4, 23)
