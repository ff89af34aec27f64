"""Exports of news archives are told apart into articles, each with the block above and below it."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from newstables.scripts.read import Article, Input, ReadOptions, Rejection, read_input

FIRST = (
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said.\n\n"
    "Work is to begin in autumn and will take two years, according to the council."
)
SECOND = (
    "Ferry crews in Tallvik walked out for a third week on Monday, union leader Mia Strand said.\n\n"
    "Owners offered four percent; the crews ask for nine."
)
NEXIS = f"""Council votes to widen the northern quay
The Harbour Post
March 4, 2026 Wednesday

Copyright 2026 The Harbour Post All Rights Reserved

Section: NEWS; Pg. 1
Length: 512 words
Byline: ADA BERGMAN
Dateline: TALLVIK
Highlight: A quarrel of two years ends.

Body

{FIRST}

Graphic: The northern quay.

Load-Date: March 5, 2026

End of Document

Ferry strike enters third week
The Harbour Post
March 2, 2026 Monday

Copyright 2026 The Harbour Post All Rights Reserved

Length: 300 words
Body

{SECOND}

Load-Date: March 3, 2026

End of Document
"""
OLD_NEXIS = f"""1 of 2 DOCUMENTS

The Harbour Post

March 4, 2026 Wednesday

Council votes to widen the northern quay

BYLINE: ADA BERGMAN

SECTION: NEWS; Pg. 1

LENGTH: 512 words

DATELINE: TALLVIK

{FIRST}

LOAD-DATE: March 5, 2026

LANGUAGE: ENGLISH

2 of 2 DOCUMENTS

The Harbour Post

March 2, 2026 Monday

Ferry strike enters third week

LENGTH: 300 words

{SECOND}

LOAD-DATE: March 3, 2026
"""
FACTIVA_CODES = f"""HD
Council votes to widen the northern quay
BY
By Ada Bergman
WC
512 words
PD
4 March 2026
SN
The Harbour Post
SC
HARB
LA
English
CY
(c) 2026 The Harbour Post
LP
{FIRST}
NS
gcat : Political News
AN
Document HARB000020260304em340000a

HD
Ferry strike enters third week
WC
300 words
PD
2 March 2026
SN
The Harbour Post
LP
{SECOND}
AN
Document HARB000020260302em320000b
"""
FACTIVA = f"""Council votes to widen the northern quay
By Ada Bergman
512 words
4 March 2026
The Harbour Post
HARB
English
(c) 2026 The Harbour Post. All rights reserved.

{FIRST}

Document HARB000020260304em340000a

Ferry strike enters third week
300 words
2 March 2026
The Harbour Post
HARB
English
(c) 2026 The Harbour Post. All rights reserved.

{SECOND}

Document HARB000020260302em320000b
"""
PROQUEST = f"""____________________________________________________________

Document 1 of 2

Council votes to widen the northern quay

Author: Bergman, Ada

Publication info: The Harbour Post ; Tallvik [Tallvik]04 Mar 2026.

Links: Find it

Full text: {FIRST}

Subject: Harbours; Councils

Publication title: The Harbour Post

Language of publication: English

____________________________________________________________

Document 2 of 2

Ferry strike enters third week

Publication info: The Harbour Post ; Tallvik [Tallvik]02 Mar 2026.

Full text: {SECOND}

Subject: Strikes
"""
LAYOUTS = {"nexis": NEXIS, "old nexis": OLD_NEXIS, "codes": FACTIVA_CODES, "factiva": FACTIVA, "proquest": PROQUEST}


def read(path: Path) -> list[object]:
    return list(read_input(Input(str(path), path.name), ReadOptions()))


def write_docx(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))


def write_rtf(path: Path, text: str) -> None:
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\\", "\\\\"))
    path.write_bytes(
        b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 " + escaped.replace("\n", "\\par\n").encode() + b"}"
    )


def write_txt(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("write", [write_docx, write_rtf, write_txt])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_articles_of_an_export_are_told_apart(tmp_path: Path, layout: str, write: object) -> None:
    path = tmp_path / f"export.{write.__name__.removeprefix('write_')}"  # type: ignore[attr-defined]
    write(path, LAYOUTS[layout])  # type: ignore[operator]
    first, second = read(path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, second.title) == ("Council votes to widen the northern quay", "Ferry strike enters third week")
    assert (first.published, second.published) == (date(2026, 3, 4), date(2026, 3, 2))
    assert first.publisher == second.publisher == "The Harbour Post"
    assert first.body.split() == FIRST.split() and second.body.split() == SECOND.split()
    assert (first.byline or "").casefold() in ("ada bergman", "bergman, ada") and second.byline is None
    assert first.dateline == ("TALLVIK" if "nexis" in layout else None)
    assert (first.source, second.source) == (f"{path.name}:1", f"{path.name}:2")


@pytest.mark.parametrize("write", [write_docx, write_rtf])
def test_a_document_with_one_article_is_read_as_a_page(tmp_path: Path, write: object) -> None:
    path = tmp_path / f"release.{write.__name__.removeprefix('write_')}"  # type: ignore[attr-defined]
    write(path, f"Council votes to widen the quay – “at last”\n\nPublished 4 March 2026\nBy Ada Bergman\n\n{FIRST}")  # type: ignore[operator]
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.title == "Council votes to widen the quay – “at last”"
    assert (article.published, article.byline, article.body) == (date(2026, 3, 4), "Ada Bergman", FIRST)


def test_tables_in_a_document_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("Council votes to widen the quay", "4 March 2026"):
        document.add_paragraph(line)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = FIRST
    document.save(str(tmp_path / "release.docx"))
    (article,) = read(tmp_path / "release.docx")
    assert isinstance(article, Article) and article.body.split() == FIRST.split()


def make_pdf(pages: list[list[str]]) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, invariant=1)
    for number, lines in enumerate(pages, 1):
        for row, line in enumerate(["The Harbour Office", *lines, f"Page {number} of {len(pages)}"]):
            page.drawString(60, 780 - 16 * row, line)
        page.showPage()
    page.save()
    return file.getvalue()


def test_the_text_layer_of_a_pdf_is_put_together(tmp_path: Path) -> None:
    opening = ["Council votes to widen the northern quay", "4 March 2026", ""]
    lines = [
        "The harbour council voted on Tuesday to widen the northern",
        "quay, the mayor said, and set aside 40 million crowns for",
        "the work, which is to begin in autumn and to take two years",
    ]
    rest = ["according to the harbour master, Nils Falk, who had asked", "for the wider quay since the spring of 2024."]
    (tmp_path / "release.pdf").write_bytes(make_pdf([[*opening, *lines], rest, ["Ships wait too long, he said."]]))
    (article,) = read(tmp_path / "release.pdf")
    assert isinstance(article, Article)
    assert article.title == opening[0] and article.published == date(2026, 3, 4)
    assert " ".join([*lines, *rest]) in article.body
    assert "Page" not in article.body and "Harbour Office" not in article.body


def test_a_pdf_of_pictures_is_rejected_with_that_reason(tmp_path: Path) -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file, invariant=1)
    page.rect(60, 60, 400, 600, fill=1)
    page.showPage()
    page.save()
    (tmp_path / "scan.pdf").write_bytes(file.getvalue())
    (rejection,) = read(tmp_path / "scan.pdf")
    assert isinstance(rejection, Rejection) and rejection.reason == "no_text_layer"


def test_a_locked_pdf_is_rejected(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["Council votes"]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(str(tmp_path / "locked.pdf"))
    (rejection,) = read(tmp_path / "locked.pdf")
    assert isinstance(rejection, Rejection) and "password" in str(rejection.detail)
