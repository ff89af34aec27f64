"""Indexes, galleries, tickers, stubs and walls are told from articles; short reports are articles."""

import pytest

from newstables.scripts.read.not_articles import tell_no_article

SENTENCE = "The harbour council voted on Tuesday to widen the northern quay, the mayor said."


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("\n".join(f"{hour}:05 GMT\n{SENTENCE}" for hour in range(10, 17)), "ticker"),
        (f"{SENTENCE}\nAlready a subscriber? Log in to continue reading.", "paywall stub"),
        (f"{SENTENCE}\nThis article is for subscribers only.", "paywall stub"),
        (
            "We use cookies and share personal data with our partners. Manage your consent in the privacy settings.",
            "cookie wall",
        ),
        ("Please enable JavaScript and disable any ad blocker to go on.", "robots"),
        ("Sorry, the page you are looking for cannot be found.", "error page"),
        (
            "\n".join(f"{n} of 12\nThe quay in the evening light, seen from the old lighthouse" for n in range(1, 9)),
            "gallery",
        ),
        (
            "\n".join(
                f"Ferry strike enters week {n}\nCrews and owners remain far apart on pay in the strike that ..."
                for n in range(5)
            ),
            "index",
        ),
        (
            "\n".join(["Ferry strike enters third week", "Storm closes two bridges", "School wins chess prize"] * 4),
            "list",
        ),
        ("Photos of the day", "text of 4 words"),
    ],
)
def test_what_is_no_article_is_told(body: str, why: str) -> None:
    assert why in str(tell_no_article(body))


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE,
        f"{SENTENCE}\nAt 10:30 the ferry left. He will sign up to read law at the university in the autumn.",
        "\n".join(
            [
                SENTENCE,
                "Norland 3, Sudland 1",
                "Tallvik 2, Morby 0",
                "Work is to begin in autumn and will take two years.",
            ]
        ),
        f"{SENTENCE} " * 12 + "\nThe paper asks readers to subscribe to read more of its reports.",
    ],
)
def test_reports_are_articles(body: str) -> None:
    assert tell_no_article(body) is None


def test_what_a_page_says_of_itself_counts() -> None:
    assert tell_no_article(SENTENCE * 9, {"LiveBlogPosting"}) == "a live ticker"
    assert tell_no_article(SENTENCE, {"NewsArticle"}, free=False) == "a paywall stub of 14 words"
    assert tell_no_article(SENTENCE, {"WebSite"}, headlines=60) == "an index of other articles"
    assert tell_no_article(SENTENCE, {"NewsArticle"}, headlines=60) is None
