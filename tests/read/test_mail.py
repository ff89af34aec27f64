"""Mail gives one article: subject, day and sender from its headers, the text without what mailing adds."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from newstables.scripts.read import ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection

PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said after a debate of four hours.",
    "Work is to begin in autumn and will take two years, according to the council, which has set money aside for it.",
    "“Ships wait too long,” said harbour master Nils Falk, who has asked for a wider quay for the better part of a decade.",  # noqa: E501
]
TEXT = "\n\n".join(PARAGRAPHS)
SUBJECT = "Council votes to widen the northern quay"
UNSUBSCRIBE = (
    "You are receiving this email because you signed up at harbourpost.example.\nUnsubscribe | Manage preferences"
)
HTML = (
    "<html><head><style>p { color: red }</style></head><body><table><tr><td><h1>" + SUBJECT + "</h1>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + f"<p>{UNSUBSCRIBE}</p></td></tr></table></body></html>"
)  # fmt: skip


def make_mail(text: str | None = None, html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    named = {"From": "The Harbour Post <news@harbourpost.example>", "To": "ada@example.org", "Subject": SUBJECT,
             "Date": "Tue, 03 Mar 2026 23:30:00 -0500"}  # fmt: skip
    for name, value in (named | headers).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.set_content if text is None else message.add_alternative)(html, subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="quay.pdf")
    return message.as_bytes()


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


def check(article: Article) -> None:
    assert isinstance(article, Article)
    assert (article.title, article.publisher) == (SUBJECT, "The Harbour Post")
    assert article.published == date(2026, 3, 3)  # the day in the zone that is given
    assert [line for line in article.body.split("\n") if line] == PARAGRAPHS


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (TEXT, None),
        (None, HTML),
        (TEXT, HTML),
        ("Your mail program cannot show this newsletter.", HTML),
        (f"View this email in your browser\n\n{SUBJECT}\n\n{TEXT}\n\n{UNSUBSCRIBE}", None),
        (f"FOR IMMEDIATE RELEASE\n\n{TEXT}\n\n###\n\nMedia contact: Ola Lind, +47 5550 1234", None),
        (f"{TEXT}\n\nNotes to editors\n\nThe quay was built in 1931 and has been widened once, in 1974.", None),
        (f"{TEXT}\n\n-- \nOla Lind\nHead of news, The Harbour Post", None),
        (f"{TEXT}\n\nOn Mon, 2 Mar 2026 at 10:00, Ada Bergman wrote:\n> When is the vote to be held?\n> Ada", None),
        (f"{TEXT}\n\n-----Original Message-----\nFrom: Ada Bergman\nSent: Monday\nSubject: x\n\nWhen is it?", None),
    ],
)
def test_a_mail_is_read(tmp_path: Path, text: str | None, html: str | None) -> None:
    (tmp_path / "a.eml").write_bytes(make_mail(text, html))
    (article,) = read(tmp_path / "a.eml")
    check(article)


@pytest.mark.parametrize("mark", ["-----Original Message-----", "---------- Forwarded message ---------",
                                  "Begin forwarded message:"])  # fmt: skip
@pytest.mark.parametrize("quote", ["", "> "])
def test_a_mail_that_was_forwarded_is_read_as_it_was_sent(tmp_path: Path, mark: str, quote: str) -> None:
    inner = [
        "From: The Harbour Post <news@harbourpost.example>", "Date: Tue, 3 Mar 2026 23:30:00 -0500",
        f"Subject: {SUBJECT}", "To: ada@example.org", "", *TEXT.split("\n"),
    ]  # fmt: skip
    text = f"Worth a look.\n\n{mark}\n\n" + "\n".join(quote + line for line in inner)
    data = make_mail(
        text, From="Ada Bergman <ada@example.org>", Subject=f"Fwd: {SUBJECT}", Date="4 Mar 2026 09:00 +0000"
    )
    (tmp_path / "a.eml").write_bytes(data)
    (article,) = read(tmp_path / "a.eml")
    check(article)


def test_a_word_encoded_subject_and_charset_are_decoded(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "=?utf-8?q?H=C3=A5vn_Post?= <news@example.org>"
    message["Subject"] = "Café by the quay to stay, owner Zoë Müller says"
    message["Date"] = "Wed, 4 Mar 2026 10:00:00 +0100"
    message.set_content(TEXT.replace("Nils Falk", "Zoë Müller"), charset="cp1252", cte="quoted-printable")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (article,) = read(tmp_path / "a.eml")
    assert (article.title, article.publisher) == ("Café by the quay to stay, owner Zoë Müller says", "Håvn Post")
    assert "“Ships wait too long,” said harbour master Zoë Müller" in article.body


def test_mails_of_an_mbox_are_read_each(tmp_path: Path) -> None:
    mails = [make_mail(TEXT), make_mail("Hello."), make_mail(TEXT.replace("Tuesday", "Monday"))]
    (tmp_path / "a.mbox").write_bytes(b"".join(b"From news@x Tue Mar  3 23:30:00 2026\n" + m + b"\n\n" for m in mails))
    first, second, third = read(tmp_path / "a.mbox")
    check(first)
    assert isinstance(second, Rejection) and second.source == "a.mbox:2"
    assert isinstance(third, Article) and third.source == "a.mbox:3" and "Monday" in third.body


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"", "unreadable"),
        ("a.eml", b"\x00" * 10_000, "unreadable"),
        ("a.eml", b"Subject: x\nFrom: a@example.org\n\n", "empty"),
        ("a.mbox", b"", "empty"),
        ("a.mbox", b"x" * 1000, "unreadable"),
    ],
)
def test_what_is_no_mail_is_one_rejection(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (rejection,) = read(tmp_path / name)
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_parts_nested_without_end_are_one_rejection(tmp_path: Path) -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level) for level in range(2000)
    )
    (tmp_path / "a.eml").write_bytes(b"Subject: x\n" + nested)
    (rejection,) = read(tmp_path / "a.eml")
    assert isinstance(rejection, Rejection)
