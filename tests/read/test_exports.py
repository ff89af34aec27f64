"""Exports of news archives: articles are told apart, and each one's body from the blocks around it."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK

from newstables.scripts.read import Note, ReadOptions, find_inputs, read_input
from newstables.scripts.read.archive_export import split_export, split_lines
from newstables.scripts.read.article import Article, Rejection

FIRST = [
    "The harbour council voted on Tuesday to widen the northern quay, the mayor said.",
    "Work is to begin in autumn and will take two years, according to the council.",
    "“Ships wait too long,” said harbour master Nils Falk.",
]
SECOND = [
    "Ferry crews walked out on Wednesday over pay, and the line said that no boat would leave before Friday.",
    "The company, Sundfart, offered a rise of three percent, which the union turned down.",
]

COVER = ["User Name: = ada@example.org", "Date and Time: = Friday, March 6, 2026 9:01:00 AM CET", "Job Number: 4711",
         "Documents (2)", "1. Council votes to widen the northern quay", "Client/Matter: -None-",
         "Search Terms: quay OR ferry"]  # fmt: skip


def labelled(title: str, publisher: str, day: str, byline: str, body: list[str], place: str) -> list[str]:
    return [
        title, publisher, day, f"Copyright 2026 {publisher} All Rights Reserved", "Section: NEWS; Pg. 4",
        f"Length: {len(' '.join(body).split())} words", f"Byline: By {byline}", f"Dateline: {place}", "Body", *body,
        "Classification", "Language: ENGLISH", "Publication-Type: Newspaper",
        "Subject: HARBORS & PORTS (90%); CITY GOVERNMENT (78%)", "Geographic: TALLVIK, NORLAND (92%)",
        "Load-Date: March 9, 2026", "End of Document",
    ]  # fmt: skip


TWO = [
    labelled("Council votes to widen the northern quay", "The Harbour Post", "March 4, 2026 Wednesday",
             "Ada Bergman", FIRST, "TALLVIK"),
    labelled("Ferry crews walk out over pay", "Sund Evening News", "March 5, 2026 Thursday 10:15 AM GMT",
             "Nils Falk and Ada Bergman", SECOND, "SUND"),
]  # fmt: skip

OLD = """
                               1 of 2 DOCUMENTS


                     Copyright 2004 The Harbour Post Company
                              All Rights Reserved
                                The Harbour Post

                            March 4, 2004 Thursday
                              Late Edition - Final

COUNCIL VOTES TO WIDEN THE NORTHERN QUAY AND TO BUILD
A SECOND MOLE

BYLINE: By ADA BERGMAN

SECTION: Section B; Column 3; Pg. 4

LENGTH: 42 words

DATELINE: TALLVIK, March 3

BODY:

   The harbour council voted on Tuesday to widen the northern quay, the
mayor said, after a debate of four hours in which two members left the
hall and came back only for the vote.

   Work is to begin in autumn and will take two years, according to the
council.

GRAPHIC: Photo: The northern quay seen from the old lighthouse.

LANGUAGE: ENGLISH

LOAD-DATE: March 4, 2004

                               2 of 2 DOCUMENTS


                               Sund Evening News

                             March 5, 2004 Friday

FERRY CREWS WALK OUT OVER PAY

LENGTH: 30 words

DATELINE: SUND

   Ferry crews walked out on Wednesday over pay, and the line said that no
boat would leave before Friday.

LOAD-DATE: March 6, 2004
"""

CODES = """HD\tCouncil votes to widen
the northern quay
BY\tAda Bergman
CR\tReuters
WC\t42 words
PD\t4 March 2026
ET\t10:15
SN\tThe Harbour Post
SC\tHBPST
LA\tEnglish
CY\t(c) 2026 The Harbour Post
LP
{0}

TD
{1}

{2}

CO\tnrlhar : Port of Tallvik
NS\tgcat : General News
AN\tDocument HBPST00020260304em34000b1
"""

BARE = """News
Council votes to widen the northern quay
Ada Bergman
42 words
4 March 2026
10:15
The Harbour Post
HBPST
12
English
(c) 2026 The Harbour Post. All rights reserved.

{0}

{1}

{2}

Document HBPST00020260304em34000b1
"""

PROQUEST = """____________________________________________________________

Document 1 of 1

Council votes to widen the northern quay

Author: Bergman, Ada

Publication info: The Harbour Post ; Tallvik (Norland) [Tallvik (Norland)]04 Mar 2026: 12.

ProQuest document link

Abstract: The council voted.

Full text: {0}

{1}

{2}

Subject: Harbors; City councils

Location: Norland

Title: Council votes to widen the northern quay

Publication title: The Harbour Post; Tallvik

Publication date: Mar 4, 2026

ProQuest document ID: 2999999999

Document URL: https://archive.example/2999999999

Copyright: Copyright Harbour Post Mar 4, 2026

Last updated: 2026-03-09

Database: Norland Newsstand
"""


def read(path: Path, **options: Any) -> list[Any]:
    return [found for one in find_inputs([path]) for found in read_input(one, ReadOptions(**options))]


def write_docx(path: Path, *groups: list[str], pages: bool = False) -> None:
    document = docx.Document()
    for place, group in enumerate(groups):
        if pages and place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in group:
            document.add_paragraph(line)
    document.save(str(path))


def write_rtf(path: Path, lines: list[str]) -> None:
    text = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for line in lines for c in f"{line}\\par\n")
    path.write_text("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}{\\info{\\title Download}}\\f0\\fs24 " + text + "}")


def check_first(article: Article) -> None:
    assert article.title == "Council votes to widen the northern quay"
    assert (article.publisher, article.published) == ("The Harbour Post", date(2026, 3, 4))
    assert article.byline in ("Ada Bergman", "Bergman, Ada")
    assert article.body.split("\n\n") == FIRST


@pytest.mark.parametrize("ending", [".docx", ".rtf", ".txt", ".txt.gz"])
def test_articles_of_an_export_are_told_apart(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"export{ending}"
    if ending == ".docx":
        write_docx(path, COVER, *TWO)
    elif ending == ".rtf":
        write_rtf(path, [*COVER, *TWO[0], *TWO[1]])
    else:
        import gzip

        data = "\n\n".join([*COVER, *TWO[0], *TWO[1]]).encode()
        path.write_bytes(gzip.compress(data) if ending.endswith(".gz") else data)
    first, second = read(path)
    check_first(first)
    assert first.dateline == "TALLVIK" and first.source == f"export{ending}:1"
    assert (second.title, second.publisher) == ("Ferry crews walk out over pay", "Sund Evening News")
    assert (second.byline, second.published) == ("Nils Falk and Ada Bergman", date(2026, 3, 5))
    assert second.body.split("\n\n") == SECOND and second.source == f"export{ending}:2"


def test_page_breaks_part_articles_without_end_marks(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.docx", *(group[:-1] for group in TWO), pages=True)
    first, second = read(tmp_path / "a.docx")
    check_first(first)
    assert second.body.split("\n\n") == SECOND


def test_the_layout_in_columns_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD)
    first, second = read(tmp_path / "a.txt")
    assert first.title == "COUNCIL VOTES TO WIDEN THE NORTHERN QUAY AND TO BUILD A SECOND MOLE"
    assert (first.publisher, first.published) == ("The Harbour Post", date(2004, 3, 4))
    assert (first.byline, first.dateline) == ("ADA BERGMAN", "TALLVIK")
    opening, closing = first.body.split("\n\n")
    assert opening.startswith("The harbour council voted") and opening.endswith("came back only for the vote.")
    assert closing == FIRST[1]
    assert first.caption == "Photo: The northern quay seen from the old lighthouse."
    assert (second.title, second.publisher) == ("FERRY CREWS WALK OUT OVER PAY", "Sund Evening News")
    assert second.dateline == "SUND"  # where no heading parts the labels from the body
    assert second.body == SECOND[0] and second.published == date(2004, 3, 5)


@pytest.mark.parametrize("layout", [CODES, BARE, PROQUEST], ids=["codes", "bare", "proquest"])
def test_layouts_of_archives_are_read(tmp_path: Path, layout: str) -> None:
    (tmp_path / "a.txt").write_text(layout.format(*FIRST))
    (article,) = read(tmp_path / "a.txt")
    check_first(article)
    assert article.source == "a.txt"
    assert article.agency == ("Reuters" if layout is CODES else None)
    assert article.url == ("https://archive.example/2999999999" if layout is PROQUEST else None)


def test_codes_in_the_cells_of_a_table_are_read(tmp_path: Path) -> None:
    rows = [("HD", "Council votes to widen the northern quay"), ("BY", "Ada Bergman"), ("WC", "42 words"),
            ("PD", "4 March 2026"), ("SN", "The Harbour Post"), ("LP", FIRST[0])]  # fmt: skip
    rows.append(("TD", "\\par ".join(FIRST[1:])))
    table = "".join(f"\\trowd\\cellx900\\cellx9000 {a}\\cell {b}\\cell\\row\n" for a, b in rows)
    table = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in table)
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi " + table + "\\par Document HBPST00020260304em34000b1\\par}")
    (article,) = read(tmp_path / "a.rtf")
    check_first(article)


def test_words_of_the_body_are_no_labels() -> None:
    body = [FIRST[0], "Subject: to a vote in May, the plan may still fail, members of the council warned on Tuesday.",
            "Name: unknown", FIRST[1]]  # fmt: skip
    lines = labelled("A title", "The Harbour Post", "March 4, 2026", "Ada Bergman", body, "TALLVIK")
    assert split_export(split_lines("\n\n".join(lines)))[0]["body"].split("\n\n") == body  # type: ignore[index]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["A title", "March 4, 2026", *FIRST]),
        "\n\n".join(["A title", "By Ada Bergman", "Published: March 4, 2026", "Source: The Harbour Post", *FIRST]),
        "\n\n".join(["A title", "March 4, 2026", *FIRST, "Length: 12 kilometres", "_" * 30, "Comments"]),
    ],
)
def test_a_page_is_no_export(text: str) -> None:
    assert split_export(split_lines(text)) is None


def test_a_piece_whose_day_can_be_read_in_two_ways_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.docx", [line.replace("March 4, 2026 Wednesday", "03/04/2026") for line in TWO[0]], TWO[1])
    first, second = read(tmp_path / "a.docx")
    assert isinstance(first, Rejection) and (first.source, first.reason) == ("a.docx:1", "ambiguous_date")
    assert isinstance(second, Article)


@pytest.mark.parametrize("ending", [".docx", ".rtf"])
def test_a_document_with_one_article_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    lines = [
        "Council votes to widen the northern quay",
        "4 March 2026",
        "By Ada Bergman",
        f"TALLVIK (AFP) - {FIRST[0]}",
    ]
    (write_docx if ending == ".docx" else write_rtf)(path, [*lines, *FIRST[1:]])
    (article,) = read(path, publisher="The Harbour Post")
    assert (article.title, article.byline) == ("Council votes to widen the northern quay", "Ada Bergman")
    assert (article.dateline, article.agency, article.published) == ("TALLVIK", "AFP", date(2026, 3, 4))
    assert [line for line in article.body.split("\n") if line] == FIRST


def test_a_document_that_unpacks_to_too_much_is_rejected(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.docx", TWO[0])
    with zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.xml", b" " * 200_000_000)
    (rejection,) = read(tmp_path / "a.docx")
    assert isinstance(rejection, Rejection) and rejection.reason == "too_large"


def test_an_amended_article_is_noted(tmp_path: Path) -> None:
    group = TWO[0].copy()
    group.insert(group.index("Classification"), "This article was amended on March 5 to correct the width of the quay.")
    write_docx(tmp_path / "a.docx", group)
    article, note = read(tmp_path / "a.docx")
    assert isinstance(article, Article) and isinstance(note, Note)
