"""Feeds give an article for each item with full text, and tell items that only point to one."""

from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from effort import cpu_seconds

from newstables.scripts.read import ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection

PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said after a debate of four hours.",
    "Work is to begin in autumn and will take two years, according to the council, which has set money aside for it.",
    "“Ships wait too long,” said harbour master Nils Falk, who has asked for a wider quay for the better part of a decade.",  # noqa: E501
    "A second vote, on a hall for the fish market, was put off until May, when the new members will have taken their seats.",  # noqa: E501
    "The line that runs the ferries has asked that its boats be spared, since all of them would have to use the old mole.",  # noqa: E501
    "Whether the money will suffice nobody could say, and the treasurer, who had asked for a second opinion, left early.",  # noqa: E501
]
MARKUP = (
    "<figure><img src='q.jpg'><figcaption>The northern quay seen from the lighthouse</figcaption></figure>"
    + "".join(f"<p>{p.replace('council', '<a href=/c>council</a>')}</p>" for p in PARAGRAPHS)
    + "<script>track()</script>"
    + "<p>The post <a href='/1'>Council votes</a> appeared first on <a>The Harbour Post</a>.</p>"
)


def rss(item: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>The Harbour Post</title><link>https://harbourpost.example</link>{item}</channel></rss>"
    ).encode()


ITEM = f"""<item><title>Council votes to widen the northern quay</title><link>https://harbourpost.example/1</link>
<dc:creator>Ada Bergman</dc:creator><pubDate>Tue, 03 Mar 2026 23:30:00 -0500</pubDate>
<description>The council voted &#8230;</description><content:encoded><![CDATA[{MARKUP}]]></content:encoded></item>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Harbour Post</title><entry><title>Council votes to widen the northern quay</title>
<link href="https://harbourpost.example/1"/><id>urn:1</id><author><name>Ada Bergman</name></author>
<published>2026-03-03T23:30:00-05:00</published><updated>2026-03-05T08:00:00Z</updated>
<summary>The council voted.</summary><content type="html">{escape(MARKUP)}</content></entry></feed>""".encode()

BOMB = "<!DOCTYPE rss [" + '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + ']>'  # fmt: skip


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


@pytest.mark.parametrize(("name", "data"), [("a.rss", rss(ITEM)), ("a.xml", rss(ITEM)), ("a.atom", ATOM)])
def test_an_item_with_full_text_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (article,) = read(tmp_path / name)
    assert isinstance(article, Article) and article.source == f"{name}:1"
    assert article.title == "Council votes to widen the northern quay"
    assert (article.byline, article.publisher) == ("Ada Bergman", "The Harbour Post")
    assert article.url == "https://harbourpost.example/1"
    assert article.published == date(2026, 3, 3)  # the day in the zone that is given
    assert article.updated == (date(2026, 3, 5) if name == "a.atom" else None)
    assert article.body.split("\n\n") == PARAGRAPHS
    assert article.caption == "The northern quay seen from the lighthouse"


def test_a_long_description_is_the_text(tmp_path: Path) -> None:
    item = f"<item><title>A quay</title><pubDate>4 Mar 2026</pubDate><description>{escape(MARKUP)}</description></item>"
    (tmp_path / "a.rss").write_bytes(rss(item))
    (article,) = read(tmp_path / "a.rss")
    assert article.body.split("\n\n") == PARAGRAPHS and article.published == date(2026, 3, 4)


@pytest.mark.parametrize(
    "item",
    [
        f"<description>{PARAGRAPHS[0]}</description>",
        f"<content:encoded>{' '.join(PARAGRAPHS)} [&#8230;]</content:encoded>",
        f"<content:encoded>{escape(MARKUP)} Continue reading A quay &#8594;</content:encoded>",
    ],
)
def test_a_teaser_is_no_article(tmp_path: Path, item: str) -> None:
    item = f"<item><title>A quay</title><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate>{item}</item>"
    (tmp_path / "a.rss").write_bytes(rss(item + ITEM))
    teaser, article = read(tmp_path / "a.rss")
    assert isinstance(teaser, Rejection) and (teaser.source, teaser.reason) == ("a.rss:1", "not_an_article")
    assert "teaser" in str(teaser.detail)
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "end", ["The union wants more.", "“There is more to it than that,” he said of the full story."]
)
def test_a_last_sentence_is_no_teaser(tmp_path: Path, end: str) -> None:
    item = "<item><title>A quay</title><pubDate>4 Mar 2026</pubDate><content:encoded>"
    (tmp_path / "a.rss").write_bytes(rss(f"{item}{escape(MARKUP)}{escape(f'<p>{end}</p>')}</content:encoded></item>"))
    (article,) = read(tmp_path / "a.rss")
    assert article.body.endswith(end)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><svg><path d='M0'/></svg>", "unsupported"),
        (b"<?xml version='1.0'?><html><body><p>No feed</p></body></html>", "unsupported"),
        (b"", "unsupported"),
        (b"\x00" * 5000, "unsupported"),
        (rss(""), "empty"),
        (b"<rss>" + b"<a>" * 400_000, "too_large"),
        (b"<rss>" + b"x" * 11_000_000, "too_large"),
    ],
)
def test_what_is_no_feed_is_one_rejection(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.xml").write_bytes(data)
    (rejection,) = read(tmp_path / "a.xml")
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_entities_do_not_grow(tmp_path: Path) -> None:
    item = "<item><title>A quay</title><description>&a11;</description></item>"
    (tmp_path / "a.rss").write_bytes(rss(item, BOMB))
    before = cpu_seconds()
    (rejection, *_) = [one for one in read(tmp_path / "a.rss") if isinstance(one, Rejection)]
    assert rejection.reason in ("empty", "not_an_article") and cpu_seconds() - before < 5


def test_no_file_is_read_through_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret of the house")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    (tmp_path / "a.rss").write_bytes(rss(ITEM.replace("<p>", "<p>&x; ", 1).replace("Council votes", "&x;"), doctype))
    assert all("secret" not in str(found) for found in read(tmp_path / "a.rss"))
