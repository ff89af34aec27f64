"""Crawls, feeds and mails give the articles in them."""

import gzip
import io
import tracemalloc
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newstables.scripts.read import Article, Input, Note, ReadOptions, Rejection, read_input

PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said, ending a quarrel of two years.",
    "Work is to begin in autumn and will take two years, according to the council, which set aside 40 million crowns.",
    "“Ships wait too long,” said harbour master Nils Falk, who had asked for the wider quay since the spring of 2024.",
    "The council meets again on Friday to choose a builder among the four firms that sent a bid before the deadline.",
]
TITLE = "Council votes to widen the northern quay"
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
HEAD = "<meta property='article:published_time' content='2026-03-04'>"
PAGE = f"<html><head>{HEAD}</head><body><h1>{TITLE}</h1>{HTML}</body></html>"


def read(path: Path, **options: object) -> list[Article | Rejection | Note]:
    return list(read_input(Input(str(path), path.name), ReadOptions(**options)))  # type: ignore[arg-type]


def make_warc(*pages: tuple[str, str, str, bytes, list[tuple[str, str]]], gzipped: bool = True) -> bytes:
    """Write responses of (url, status, type, content, further headers)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=gzipped)
    for url, status, kind, content, headers in pages:
        http = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=http))
    return file.getvalue()


RESPONSES = (
    ("https://harbourpost.example/quay", "200 OK", "text/html; charset=utf-8", PAGE.encode(), []),
    ("https://harbourpost.example/q.jpg", "200 OK", "image/jpeg", b"\xff\xd8", []),
    ("https://harbourpost.example/old", "301 Moved", "text/html", b"<p>Moved</p>", []),
    (
        "https://harbourpost.example/packed",
        "200 OK",
        "text/html",
        gzip.compress(PAGE.replace(TITLE, "Quay again").encode()),
        [("Content-Encoding", "gzip")],
    ),
)


@pytest.mark.parametrize("gzipped", [True, False])
def test_the_pages_of_a_crawl_are_read_record_by_record(tmp_path: Path, gzipped: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if gzipped else "crawl.warc")
    path.write_bytes(make_warc(*RESPONSES, gzipped=gzipped))
    first, second, note = read(path)
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(note, Note)
    assert (first.url, first.title, first.published) == (RESPONSES[0][0], TITLE, date(2026, 3, 4))
    assert first.source == f"{path.name}:1" and second.source == f"{path.name}:4"
    assert second.title == "Quay again" and second.body == first.body == "\n\n".join(PARAGRAPHS)
    assert note.text.startswith("2 responses")


def test_what_stands_before_the_damage_of_a_crawl_is_read(tmp_path: Path) -> None:
    whole = make_warc(RESPONSES[0], RESPONSES[0], gzipped=True)
    (tmp_path / "cut.warc.gz").write_bytes(whole[: int(len(whole) * 0.8)])
    found = read(tmp_path / "cut.warc.gz")
    assert isinstance(found[0], Article)
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["unreadable"]


def test_one_huge_record_of_a_crawl_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    bomb = (
        "https://x.example/",
        "200 OK",
        "text/html",
        gzip.compress(b"<p>" * 20_000_000),
        [("Content-Encoding", "gzip")],
    )
    (tmp_path / "crawl.warc.gz").write_bytes(make_warc(bomb, RESPONSES[0]))
    rejected, article = read(tmp_path / "crawl.warc.gz")
    assert isinstance(rejected, Rejection) and rejected.reason == "too_large" and isinstance(article, Article)


def test_memory_does_not_grow_with_a_crawl(tmp_path: Path) -> None:
    peaks = []
    for times in (20, 400):
        path = tmp_path / f"{times}.warc.gz"
        path.write_bytes(make_warc(*[RESPONSES[0]] * times))
        tracemalloc.start()
        assert sum(isinstance(one, Article) for one in read_input(Input(str(path), path.name), ReadOptions())) == times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 500_000


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://harbourpost.example</link>
<item><title>{TITLE}</title><link>https://harbourpost.example/quay</link><dc:creator>Ada Bergman</dc:creator>
<pubDate>Wed, 04 Mar 2026 23:30:00 +0500</pubDate><description>A quarrel ends.</description>
<content:encoded><![CDATA[{HTML}<p>Read more: Ferries</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Ferry strike enters third week</title><link>https://harbourpost.example/ferry</link>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>Crews and owners remain far apart ...</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>
<entry><title>{TITLE}</title><link href="https://harbourpost.example/quay"/><author><name>Ada Bergman</name></author>
<published>2026-03-04T23:30:00+05:00</published><updated>2026-03-05T09:00:00+05:00</updated>
<content type="html">{HTML.replace("<", "&lt;")}</content></entry></feed>"""


def test_items_with_full_text_are_articles_and_teasers_are_not(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS, encoding="utf-8")
    article, teaser = read(tmp_path / "feed.rss")
    assert isinstance(article, Article) and isinstance(teaser, Rejection)
    assert (article.title, article.byline, article.publisher) == (TITLE, "Ada Bergman", "The Harbour Post")
    assert article.published == date(2026, 3, 4)  # the day in the zone that is printed
    assert article.url == "https://harbourpost.example/quay" and article.body == "\n\n".join(PARAGRAPHS)
    assert (teaser.reason, teaser.source) == ("not_an_article", "feed.rss:2")


def test_a_feed_of_atom_gives_published_and_updated(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(ATOM, encoding="utf-8")
    (article,) = read(tmp_path / "feed.xml")
    assert isinstance(article, Article)
    assert (article.published, article.updated, article.byline) == (date(2026, 3, 4), date(2026, 3, 5), "Ada Bergman")
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_xml_that_is_no_feed_and_entities_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data.xml").write_text("<rows><row>1</row></rows>", encoding="utf-8")
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "'
        + "a" * 1000
        + '"><!ENTITY b "'
        + "&a;" * 1000
        + '">]><rss><title>&b;</title></rss>'
    )
    (tmp_path / "bomb.rss").write_text(bomb, encoding="utf-8")
    assert [one.reason for one in read(tmp_path / "data.xml")] == ["unsupported"]  # type: ignore[union-attr]
    assert [one.reason for one in read(tmp_path / "bomb.rss")] == ["unreadable"]  # type: ignore[union-attr]


def make_mail(text: str, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = '"The Harbour Office" <press@harbour.example>'
    mail["To"] = "desk@harbourpost.example"
    mail["Subject"] = f"Fwd: {TITLE}"
    mail["Date"] = "Wed, 04 Mar 2026 23:30:00 +0500"
    mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_mail_gives_its_article_without_signature_and_quoted_mails(tmp_path: Path) -> None:
    text = (
        "\n\n".join(PARAGRAPHS)
        + "\n\n-- \nHarbour Office, Quay Street 1\nTel. 555\n\nOn 2 March Ola Lind wrote:\n> Any news?\n"
    )
    (tmp_path / "release.eml").write_bytes(make_mail(text).as_bytes())
    (article,) = read(tmp_path / "release.eml")
    assert isinstance(article, Article)
    assert (article.title, article.publisher, article.published) == (TITLE, "The Harbour Office", date(2026, 3, 4))
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_a_mail_of_html_alone_keeps_its_paragraphs(tmp_path: Path) -> None:
    mail = make_mail("x")
    mail.set_content(
        f"<html><body><h2>{TITLE}</h2>{HTML}<p>Unsubscribe from this list</p></body></html>", subtype="html"
    )
    (tmp_path / "letter.eml").write_bytes(mail.as_bytes())
    (article,) = read(tmp_path / "letter.eml")
    assert isinstance(article, Article) and article.body == "\n\n".join(PARAGRAPHS)


def test_what_is_no_mail_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_text("just some words", encoding="utf-8")
    assert [one.reason for one in read(tmp_path / "x.eml")] == ["unreadable"]  # type: ignore[union-attr]
