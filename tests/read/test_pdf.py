"""Press releases in PDF: the text layer gives title, day and paragraphs; without one they are rejected."""

import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from test_exports import labelled

from newstables.scripts.read import ReadOptions, find_inputs, read_input
from newstables.scripts.read.article import Article, Rejection
from newstables.scripts.read.pdf import join_lines, strip_running

TITLE = "Harbour council to widen the northern quay"
PARAGRAPHS = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said after a debate of four hours.",
    "Work is to begin in autumn and will take two years, according to the council, which has set money aside for it. "
    "Ships of more than two hundred metres, which have had to wait in the roads, will then find room, it said.",
    "Nils Falk, the harbour master, who has asked for a wider quay for the better part of a decade, said ships had "
    "waited too long, and that the well-known shortage of berths had driven many lines to other ports.",
    "A second vote, on a hall for the fish market, was put off until May, when the new members will have taken seats.",
]


def run_on(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, 810, "Port of Tallvik | Press office")
    canvas.drawString(72, 30, f"Page {document.page} of 9")


def lay_out(path: Path, story: list[Flowable]) -> None:
    SimpleDocTemplate(str(path), invariant=1).build(story, onFirstPage=run_on, onLaterPages=run_on)


def block(text: str, *, size: int = 11, alignment: int = 0) -> Paragraph:
    return Paragraph(
        text, ParagraphStyle("block", fontName="Helvetica", fontSize=size, leading=16, alignment=alignment)
    )


def number_words(text: str, number: int) -> str:
    """Make a text of which no line is like one of another number."""
    return (
        " ".join(
            f"{word}{chr(97 + number)}" if place % 4 == 1 else word for place, word in enumerate(text.split()[:-1])
        )
        + " it."
    )


def write_pdf(path: Path, times: int = 1, alignment: int = 0) -> None:
    gap = Spacer(0, 11)
    story: list[Flowable] = [
        block("FOR IMMEDIATE RELEASE"),
        gap,
        block(TITLE, size=16),
        gap,
        block("4 March 2026"),
        gap,
    ]
    for place in range(times):
        for paragraph in PARAGRAPHS:
            text = paragraph if times == 1 else number_words(paragraph, place)
            story += [block(text, alignment=alignment), gap]
    lay_out(path, [*story, block("ENDS"), block("Media contact: Ola Lind, +47 5550 1234")])


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


@pytest.mark.parametrize("alignment", [0, 4], ids=["left", "justified"])
def test_a_press_release_is_read(tmp_path: Path, alignment: int) -> None:
    write_pdf(tmp_path / "a.pdf", alignment=alignment)
    (article,) = read(tmp_path / "a.pdf")
    assert isinstance(article, Article)
    assert (article.title, article.published) == (TITLE, date(2026, 3, 4))
    assert article.body.split("\n\n") == PARAGRAPHS


def test_what_runs_on_each_page_is_no_part_of_the_text(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", times=7)
    (article,) = read(tmp_path / "a.pdf")
    assert article.body.split("\n\n") == [number_words(text, place) for place in range(7) for text in PARAGRAPHS]


def test_words_parted_at_the_end_of_a_line_are_put_together() -> None:
    lines = ["The harbour council voted on Tuesday to widen the north-", "ern quay, and put off the vote on the well-",
             "known hall, a well-known place in the whole of Norland."]  # fmt: skip
    assert join_lines(lines)[0] == (
        "The harbour council voted on Tuesday to widen the northern quay, and put off the vote on the well-known hall, "
        "a well-known place in the whole of Norland."
    )


def test_a_heading_on_each_page_stays_once_and_numbers_go() -> None:
    pages = [["Port of Tallvik", "A title", "", "One.", "1"], ["Port of Tallvik", "Two.", "2"],
             ["Port of Tallvik", "Three.", "3 / 3"]]  # fmt: skip
    assert [line for line in strip_running(pages) if line] == ["Port of Tallvik", "A title", "One.", "Two.", "Three."]


def test_a_pdf_of_pictures_is_rejected_with_that_reason(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    (rejection,) = read(tmp_path / "a.pdf")
    assert isinstance(rejection, Rejection) and rejection.reason == "no_text_layer"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf_is_read_only_without_a_password(tmp_path: Path, password: str, algorithm: str) -> None:
    write_pdf(tmp_path / "plain.pdf")
    writer = PdfWriter(clone_from=str(tmp_path / "plain.pdf"))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    writer.write(str(tmp_path / "a.pdf"))
    (found,) = read(tmp_path / "a.pdf")
    if password:
        assert isinstance(found, Rejection) and found.reason == "unreadable" and "encrypted" in str(found.detail)
    else:
        assert isinstance(found, Article)


def test_an_export_in_pdf_is_told_apart(tmp_path: Path) -> None:
    titles = [TITLE, "Ferry crews walk out over pay"]
    story: list[Flowable] = []
    for title, day in zip(titles, ("March 4, 2026 Wednesday", "March 5, 2026 Thursday"), strict=True):
        for line in labelled(title, "The Harbour Post", day, "Ada Bergman", PARAGRAPHS, "TALLVIK"):
            story += [block(line), Spacer(0, 11)]
        story.append(PageBreak())
    lay_out(tmp_path / "a.pdf", story)
    first, second = read(tmp_path / "a.pdf")
    assert [first.title, second.title] == titles
    assert (first.publisher, first.byline, first.dateline) == ("The Harbour Post", "Ada Bergman", "TALLVIK")
    assert (first.published, second.published) == (date(2026, 3, 4), date(2026, 3, 5))
    assert first.body.split("\n\n") == second.body.split("\n\n") == PARAGRAPHS


def test_many_pages_are_too_many(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for _ in range(301):
        canvas.showPage()
    canvas.save()
    (rejection,) = read(tmp_path / "a.pdf")
    assert isinstance(rejection, Rejection) and rejection.reason == "too_large"


def make_raw_pdf(content: bytes, resources: bytes = b"<< >>", more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources " + resources
        + b" >> endobj\n4 0 obj << /Filter /FlateDecode /Length %d >> stream\n" % len(packed)
        + packed + b"\nendstream endobj\n" + more + b"trailer << /Root 1 0 R >>\n%%EOF\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n" + b"\x00" * 100_000,
        make_raw_pdf(b"q Q " * 5_000_000),
        make_raw_pdf(b" " * 200_000_000),
        make_raw_pdf(
            b"/F0 Do " * 10,
            b"<< /XObject << /F0 5 0 R >> >>",
            b"".join(
                b"%d 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F0 %d 0 R >> >>"
                b" /Length 70 >> stream\n%s\nendstream endobj\n" % (number, number + 1, b"/F0 Do " * 10)
                for number in range(5, 20)
            ),
        ),
    ],
    ids=["empty", "zeros", "drawing", "bomb", "forms within forms"],
)
def test_hostile_pdf_is_one_rejection(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (rejection,) = read(tmp_path / "a.pdf")
    assert isinstance(rejection, Rejection)
