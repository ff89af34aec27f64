"""A page of HTML gives its body, and title, authors, days, address and publisher by a stated order of trust."""

import json
from datetime import date
from typing import Any

import pytest

from newstables.scripts.read.authors import read_authors
from newstables.scripts.read.encoding import UnreadableError
from newstables.scripts.read.html_page import read_html_page
from newstables.scripts.read.mhtml import unpack_mhtml
from newstables.scripts.read.screening import ReadOptions, make_page_article

PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said, ending a quarrel of two years.",
    "Work is to begin in autumn and will take two years, according to the council, which set aside 40 million crowns.",
    "“Ships wait too long,” said harbour master Nils Falk, who had asked for the wider quay since the spring of 2024.",
]
TITLE = "Council votes to widen the northern quay"


def make_page(head: str = "", above: str = "", below: str = "", paragraphs: list[str] = PARAGRAPHS) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    menu = (
        "<nav><ul>" + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("News", "Sport", "Ferries")) + "</ul></nav>"
    )
    article = f"<article><h1>{TITLE}</h1>{above}{body}</article>"
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{menu}{article}{below}</body></html>".encode()


def linked(**fields: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_page_gives_its_parts() -> None:
    head = linked(
        datePublished="2026-03-04T09:30:00+01:00",
        dateModified="2026-03-05T08:00:00+01:00",
        author=[{"@type": "Person", "name": "Ada Bergman"}, {"@type": "Person", "name": "Ola Lind"}],
        publisher={"@type": "Organization", "name": "The Harbour Post"},
    )
    head += '<link rel="canonical" href="https://harbourpost.example/2026/quay">'
    below = "<h3>Most read</h3><a href='/x'>Ferry strike enters third week</a><footer>© The Harbour Post</footer>"
    above = "<figure><img src='q.jpg'><figcaption>The northern quay seen from the old lighthouse.</figcaption></figure>"
    page = read_html_page(make_page(head, above, below))
    assert page["body"] == "\n\n".join(PARAGRAPHS)
    assert (page["title"], page["byline"], page["publisher"]) == (TITLE, "Ada Bergman; Ola Lind", "The Harbour Post")
    assert (page["published"], page["updated"]) == (date(2026, 3, 4), date(2026, 3, 5))
    assert page["url"] == "https://harbourpost.example/2026/quay"
    assert page["caption"] == "The northern quay seen from the old lighthouse."


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        (linked(datePublished="2026-03-04"), "", date(2026, 3, 4)),
        ('<meta property="article:published_time" content="2026-03-04T23:50:00-05:00">', "", date(2026, 3, 4)),
        ("", '<time datetime="2026-03-04T10:00">yesterday</time>', date(2026, 3, 4)),
        ("", '<p class="article-date">Wednesday, 4 March 2026</p>', date(2026, 3, 4)),
        ('<link rel="canonical" href="https://harbourpost.example/2026/03/04/quay">', "", date(2026, 3, 4)),
        # in UTC the day has changed already; what is printed counts
        (linked(datePublished="2026-03-05T02:00:00Z"), '<span class="date">March 4, 2026</span>', date(2026, 3, 4)),
        # the tag was renewed with the page; the printed day supports the other place
        (
            linked(datePublished="2026-03-04") + '<meta name="date" content="2026-06-30">',
            '<span class="date">March 4, 2026</span>',
            date(2026, 3, 4),
        ),
        # the other place repeats the day of the update
        (
            linked(datePublished="2026-06-30", dateModified="2026-06-30")
            + '<meta name="pubdate" content="2026-03-04">',
            "",
            date(2026, 3, 4),
        ),
    ],
)
def test_the_day_of_publication_comes_from_the_most_trusted_place(head: str, above: str, published: date) -> None:
    assert read_html_page(make_page(head, above))["published"] == published


def reject(page: bytes, **options: Any) -> tuple[str, str | None]:
    (found,) = make_page_article(read_html_page(page), "page.html", ReadOptions(**options))
    return getattr(found, "reason", "article"), getattr(found, "detail", None)


def test_days_that_disagree_and_ages_are_no_day_of_publication() -> None:
    quarrel = make_page(linked(datePublished="2026-03-04") + '<meta name="pubdate" content="2025-01-09">')
    assert reject(quarrel) == ("ambiguous_date", "2025-01-09 and 2026-03-04 are both given as the day of publication")
    age = make_page(above='<span class="date">3 hours ago</span>')
    assert reject(age) == ("no_date", "tells its day only as '3 hours ago'; give one with --published")
    assert reject(make_page())[0] == "no_date"
    for page in (quarrel, age, make_page()):
        assert reject(page, published=date(2026, 3, 4)) == ("article", None)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta name="author" content="By Ada Bergman, Staff Writer">', ""),
        ("", '<p class="byline">By <a href="/ada">Ada Bergman</a> | Harbour desk</p>'),
        ("", '<a rel="author" href="/ada">Ada Bergman</a>'),
        ("", '<span itemprop="author" itemscope><span itemprop="name">Ada Bergman</span></span>'),
        (linked(author="https://harbourpost.example/ada"), '<div class="author-name">Ada Bergman</div>'),
        (linked(author={"@type": "Organization", "name": "The Harbour Post"}), '<div class="author">Ada Bergman</div>'),
    ],
)
def test_the_author_is_a_person_wherever_the_page_names_one(head: str, above: str) -> None:
    assert read_html_page(make_page(head, above))["byline"] == "Ada Bergman"


@pytest.mark.parametrize(
    "author", ["admin", "The Harbour Post", "Newsroom", "Web Desk", "https://harbourpost.example/staff"]
)
def test_desks_and_publishers_are_no_authors(author: str) -> None:
    head = linked(author=author, publisher={"name": "The Harbour Post"})
    assert read_html_page(make_page(head))["byline"] is None


def test_a_line_that_names_more_authors_completes_the_byline() -> None:
    head = '<meta name="author" content="Ada Bergman">'
    page = make_page(head, '<p class="byline">By Ada Bergman, Ola Lind and Mia Strand</p>')
    assert read_html_page(page)["byline"] == "Ada Bergman; Ola Lind; Mia Strand"


def test_agencies_are_told_from_authors() -> None:
    assert read_authors(["ADA BERGMAN, Associated Press", "Reuters"]) == (["ADA BERGMAN"], "Associated Press")
    page = read_html_page(make_page(paragraphs=["TALLVIK, Norland (AFP) — " + PARAGRAPHS[0], *PARAGRAPHS[1:]]))
    assert (page["dateline"], page["agency"]) == ("TALLVIK, Norland", "AFP")
    assert page["body"].startswith("The harbour council")


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | The Harbour Post",
        f"{TITLE} - The Harbour Post",
        f"The Harbour Post: {TITLE}".replace(": ", " » "),
        f"{TITLE} | Norland | The Harbour Post",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="The Harbour Post">'
    page = make_page(head).replace(f"<h1>{TITLE}</h1>".encode(), b"")
    assert read_html_page(page)["title"] == TITLE


def test_a_heading_of_the_site_is_not_the_title() -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    page = make_page(head).replace(b"<nav>", b"<h1>The Harbour Post</h1><nav>")
    assert read_html_page(page)["title"] == TITLE


def test_an_address_comes_from_the_page_or_from_where_it_was_saved() -> None:
    relative = make_page('<link rel="canonical" href="/2026/quay">')
    assert (
        read_html_page(relative, "https://harbourpost.example/x?utm=1")["url"]
        == "https://harbourpost.example/2026/quay"
    )
    saved = b"<!-- saved from url=(0037)https://harbourpost.example/2026/quay -->" + make_page()
    assert read_html_page(saved)["url"] == "https://harbourpost.example/2026/quay"
    home = make_page('<link rel="canonical" href="https://harbourpost.example/">')
    assert (
        read_html_page(home, "https://harbourpost.example/2026/quay")["url"] == "https://harbourpost.example/2026/quay"
    )
    script = make_page('<link rel="canonical" href="javascript:alert(1)">')
    assert read_html_page(script)["url"] is None


def test_a_body_that_only_scripts_would_show_is_taken_from_the_data() -> None:
    text = "\n".join(PARAGRAPHS * 3)
    page = f"<html><head>{linked(articleBody=text)}</head><body><div id='app'></div></body></html>".encode()
    assert read_html_page(page)["body"].split("\n\n") == PARAGRAPHS * 3


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    text = make_page().decode().replace("charset='utf-8'", f"charset='{encoding}'").replace("“", '"').replace("”", '"')
    page = read_html_page(text.replace("Nils Falk", "Nils Ångström").encode(encoding))
    assert "Nils Ångström" in page["body"]


def test_buttons_and_pointers_within_the_body_are_left_out() -> None:
    page = make_page(paragraphs=[PARAGRAPHS[0], "Advertisement", "Read more: Ferry strike goes on", *PARAGRAPHS[1:]])
    assert read_html_page(page)["body"] == "\n\n".join(PARAGRAPHS)


def test_a_page_saved_as_mhtml_is_unpacked() -> None:
    page = make_page(linked(datePublished="2026-03-04"))
    lines = [
        b"From: <Saved by a browser>",
        b"Snapshot-Content-Location: https://harbourpost.example/2026/quay",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/related; type="text/html"; boundary="B"',
        b"",
        b"--B",
        b"Content-Type: text/html",
        b"Content-Location: https://ads.example/frame",
        b"",
        b"<p>Buy now</p>",
        b"--B",
        b"Content-Type: text/html",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Location: https://harbourpost.example/2026/quay",
        b"",
        page.replace(b"=", b"=3D"),
        b"--B--",
    ]
    unpacked, url, _ = unpack_mhtml(b"\r\n".join(lines))
    assert url == "https://harbourpost.example/2026/quay"
    fields = read_html_page(unpacked, url)
    assert (fields["url"], fields["published"], fields["title"]) == (url, date(2026, 3, 4), TITLE)
    with pytest.raises(UnreadableError, match="no page of HTML"):
        unpack_mhtml(b"Content-Type: image/png\r\n\r\nabc")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<div>" * 1_500_000, "unreadable"),
        (b"<html><body>" + b"<i>a</i>" * 60_000, "too_large"),
        (b"x" * 10_000_001, "too_large"),
        (b"\x00" * 5000, "binary"),
        (b"<!--" * 1000, "empty"),
    ],
)
def test_hostile_pages_are_refused(page: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_html_page(page)
    assert refused.value.reason == reason


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "'
        + b"&a;" * 1000
        + b'">]>'
        + b"<p>"
        + b"&b;" * 1000
        + b"</p>"
    )
    assert "aaaaaaaaaa" not in read_html_page(bomb)["body"]
