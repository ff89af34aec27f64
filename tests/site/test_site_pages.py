"""What the public pages say and do not say, as files."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from justhtml import JustHTML

from newstables import load
from newstables.errors import DataError, UsageError
from newstables.locating import read_listing
from newstables.schemas import HISTORY_TABLES, REVIEWED, TABLES, to_frame
from newstables.scripts.cli import main
from newstables.scripts.parquet import write_table
from newstables.scripts.site import pages as writing
from newstables.scripts.site.history import find_suppressed, open_releases
from newstables.scripts.site.pages import EVENTS, site

from released import add_release
from released import withdraw as mark_withdrawn
from strait import PRIVATE, TAKEN_OUT


def read_pages(folder: Path) -> dict[str, JustHTML]:
    """Parse every page, as strictly as the standard has it."""
    return {
        path.relative_to(folder).as_posix(): JustHTML(path.read_text(encoding="utf-8"), strict=True, sanitize=False)
        for path in sorted(folder.rglob("*.html"))
    }


def ids(page: JustHTML) -> list[str]:
    return [element.attrs["id"] for element in page.query("[id]")]


def text(path: Path) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))).split())


def page_of(pages: Path, table: str, name: str) -> str:
    """The page of the first row of this name."""
    people = load(table, source=pages).set_index("name")
    return f"people/{people.loc[name, 'person_id']}.html"


def test_every_page_is_valid_and_has_ids_once(pages: Path) -> None:
    parsed = read_pages(pages)
    assert len(parsed) > 25
    for name, page in parsed.items():
        assert len(ids(page)) == len(set(ids(page))), name
        assert len(page.query("h1")) == 1 and page.query("title")[0].to_text(), name
        assert all("alt" in image.attrs for image in page.query("img")), name


def test_every_link_leads_to_something(pages: Path) -> None:
    parsed = read_pages(pages)
    outside = set()
    for name, page in parsed.items():
        asked = [(e.attrs[a] or "") for a in ("href", "src", "srcset") for e in page.query(f"[{a}]")]
        for link in asked:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                outside.add(parts.scheme)
                continue
            target = (pages / name).parent / unquote(parts.path) if parts.path else pages / name
            assert target.is_file(), f"{name}: {link}"
            if parts.fragment:
                assert parts.fragment in ids(parsed[target.resolve().relative_to(pages).as_posix()]), f"{name}: {link}"
    assert outside == {"https"}  # the javascript: address of an article is no link


def test_the_policy_is_strict_and_nothing_stands_inline(pages: Path) -> None:
    for path in pages.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|<iframe|<form", page), path
    script = (pages / "assets" / "site.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|fetch\(", script)


def test_who_was_taken_out_stands_nowhere(pages: Path, releases: Path) -> None:
    assert TAKEN_OUT in set(load("people", "1.0.0", releases)["name"])  # who was in the first release
    words = re.compile("|".join(TAKEN_OUT.split()), re.IGNORECASE)
    for path in pages.rglob("*"):
        assert (
            path.is_dir() or path.suffix == ".parquet" or not words.search(path.read_bytes().decode("utf-8", "replace"))
        ), path
    for version in ("1.1.0", "9.0.0"):
        for table in (*TABLES, *HISTORY_TABLES):
            printed = pd.read_parquet(pages / version / f"{table}.parquet").astype("str").to_csv()
            assert not words.search(printed), table
    assert not (pages / "1.0.0").exists()
    people = load("people", "1.0.0", releases).set_index("name")
    told = (pages / "releases" / "1.1.0.html").read_text(encoding="utf-8")
    assert people.loc[TAKEN_OUT, "person_id"] not in told and "1 row not listed here" in told
    assert "name people who were taken out" in text(pages / "releases" / "1.0.0.html")
    assert "1 person was taken out" in text(pages / "corrections.html")


def test_who_holds_an_office_has_a_page_that_no_search_engine_lists(pages: Path) -> None:
    parsed = read_pages(pages)
    names = set(load("people", source=pages)["name"])
    assert {"Amara Okonjo", "Ilse Brandvik", PRIVATE, "Priya Nandakumar"} <= names
    listed = {name: page.query("h1")[0].to_text() for name, page in parsed.items() if name.startswith("people/p-")}
    assert sorted(listed.values()) == ["Amara Okonjo", "Desmond Achterberg", "Ilse Brandvik"]
    hidden = {name for name, page in parsed.items() if page.query('meta[name="robots"][content="noindex"]')}
    assert {*listed, "people/index.html", "tables/people.html", "tables/appearances.html"} <= hidden
    assert not {"index.html", "countries/KEN.html", "tables/meetings.html", "charts.html"} & hidden
    assert PRIVATE not in text(pages / "tables" / "people.html")
    told = text(pages / "tables" / "people.html")
    assert f"{len(names) - 3} rows of people who have no page are not shown" in told
    assert PRIVATE not in (pages / "charts" / "people-by-articles.csv").read_text(encoding="utf-8")
    (drawn,) = parsed["charts.html"].query('img[src="charts/people-by-articles.svg"]')
    assert "(people who hold a public office only)" in str(drawn.attrs["alt"])


@pytest.mark.parametrize(("people", "number"), [("all", 6), ("none", 0)])
def test_the_publisher_chooses_who_has_a_page(
    releases: Path, tmp_path: Path, people: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LISTED", 4)
    done = site(releases, tmp_path / "site", people=people)  # type: ignore[arg-type]
    assert done.people == len(list((tmp_path / "site").glob("people/p-*.html"))) == number
    assert (tmp_path / "site" / "people").exists() == bool(number)
    lists = [
        page.query("#persons tbody tr") for name, page in read_pages(tmp_path / "site").items() if "people/i" in name
    ]
    assert [len(rows) for rows in lists] == ([2, 4] if number else [])
    assert (tmp_path / "site" / "charts" / "people-by-articles.svg").exists() == bool(number)
    assert ("Amara Okonjo" in text(tmp_path / "site" / "tables" / "people.html")) == bool(number)


def test_a_country_lists_its_meetings_and_agreements_with_links_to_the_words(pages: Path) -> None:
    page = read_pages(pages)["countries/KEN.html"]
    told = text(pages / "countries" / "KEN.html")
    assert "9 Mar 2026" in told and "USD 12 million" in told
    links = [a.attrs["href"] or "" for a in page.query("q a")]
    assert len(links) >= 2 and all(link.startswith("https://herald.example/ferry#:~:text=") for link in links)
    assert "Kenyan President Amara Okonjo met" in told
    assert "Norway" in told and "Day not told; reported 10 Mar 2026" in told


def test_no_page_holds_more_of_an_article_than_a_short_quotation(pages: Path, dataset: Path) -> None:
    bodies = load("texts", source=dataset / "build")["text"]
    long_ones = [" ".join(body.split()) for body in bodies if len(body) > 220]
    assert len(long_ones) >= 3
    for path in pages.rglob("*.html"):
        shown = text(path)
        for body in long_ones:
            assert not any(body[at : at + 210] in shown for at in range(len(body) - 210)), path


def test_markup_in_an_article_is_text(pages: Path) -> None:
    told = (pages / "tables" / "articles.html").read_text(encoding="utf-8")
    assert "Talks &lt;script&gt;window.broken" in told and "<script>window" not in told


def test_the_table_pages_tell_the_columns_and_bound_the_rows(pages: Path) -> None:
    for table in (*TABLES, *HISTORY_TABLES):
        told = text(pages / "tables" / f"{table}.html")
        assert all(column in told for column in load(table, source=pages).columns), table
    assert "it was called off or put off" in text(pages / "tables" / "meetings.html")


def test_the_front_page_tells_what_is_checked_and_how_to_load(pages: Path) -> None:
    told = text(pages / "index.html")
    reviews = pd.concat([load(table, source=pages)["review"] for table in REVIEWED])
    checked = int((reviews != "unchecked").sum())
    assert "Who met whom about the strait." in told
    assert f"{checked} of {len(reviews)} rows are checked" in told and checked >= 2
    assert 'newstables.load("meetings", release="1.1.0", source=SOURCE)' in told
    assert "read_parquet(" in told and "/1.1.0/meetings.parquet' WHERE status" in told
    assert "published error" in told and "CC-BY-4.0" in told


def test_what_was_put_right_is_told_with_its_releases(pages: Path) -> None:
    told = text(pages / "corrections.html")
    assert "the place was given as “Lisbon”; it is “Setubal <harbour>”" in told
    assert "Figures: nine years ( f-" in told and "was wrong and is taken out" in told
    assert "The ministers met in Setubal." in told and "put right in 1.1.0" in told
    assert "Rows found right: 1." in told and "Ada Review" not in told


def test_a_release_tells_its_files_hashes_and_changes(pages: Path, releases: Path) -> None:
    told = text(pages / "releases" / "1.1.0.html")
    sums = (releases / "1.1.0" / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert len(sums) > 40 and all(word in told for word in sums)
    assert "corrections that people made" in told and "Figures: 1 removed" in told and "; the latest" in told
    withdrawn = text(pages / "releases" / "9.0.0.html")
    assert "Withdrawn on 5 Apr 2026: Its quotations are missing." in withdrawn and "people.parquet" in withdrawn
    assert "withdrawn: Its quotations" in text(pages / "releases" / "index.html")


def test_the_same_releases_give_the_same_bytes(pages: Path, releases: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-m", "newstables.scripts.cli", "site", str(releases), "--out", str(again)]
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    first, second = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (pages, again)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_site_is_replaced_and_nothing_else_is(stored: Path, tmp_path: Path) -> None:
    add_release(tmp_path / "releases", "0.1.0", stored)
    out = tmp_path / "site"
    site(tmp_path / "releases", out)
    (out / "tables" / "left-over.html").write_text("old")
    site(tmp_path / "releases", out)
    assert not (out / "tables" / "left-over.html").exists()
    (out / "CNAME").write_text("data.example.org")
    with pytest.raises(UsageError, match="CNAME, which no site wrote"):
        site(tmp_path / "releases", out)
    with pytest.raises(UsageError, match="not empty and not a site"):
        site(tmp_path / "releases", tmp_path / "releases")
    assert (out / "index.html").is_file() and (tmp_path / "releases" / "releases.json").is_file()


def test_a_damaged_release_is_told_and_nothing_is_written(stored: Path, tmp_path: Path) -> None:
    add_release(tmp_path / "releases", "0.1.0", stored)
    table = tmp_path / "releases" / "0.1.0" / "figures.parquet"
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    with pytest.raises(DataError, match=r"figures\.parquet"):
        site(tmp_path / "releases", tmp_path / "site")
    table.unlink()
    with pytest.raises(DataError, match=r"figures\.parquet is missing"):
        site(tmp_path / "releases", tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir() if "site" in path.name) == []


def test_releases_that_are_served_elsewhere_are_linked_to(stored: Path, tmp_path: Path) -> None:
    add_release(tmp_path / "releases", "0.1.0", stored)
    site(tmp_path / "releases", tmp_path / "site", data="https://data.example.org/tables/")
    assert not (tmp_path / "site" / "releases.json").exists() and not (tmp_path / "site" / "0.1.0").exists()
    front, listed = ((tmp_path / "site" / name).read_text() for name in ("index.html", "releases/0.1.0.html"))
    assert "SOURCE = &#34;https://data.example.org/tables&#34;" in front or (
        'SOURCE = "https://data.example.org/tables"' in front
    )
    assert 'href="https://data.example.org/tables/0.1.0/people.parquet"' in listed


def test_where_all_is_withdrawn_the_pages_say_so(stored: Path, tmp_path: Path) -> None:
    add_release(tmp_path / "releases", "0.1.0", stored)
    mark_withdrawn(tmp_path / "releases", "0.1.0", "The wrong articles were read.")
    done = site(tmp_path / "releases", tmp_path / "site")
    assert done.shown is None
    told = text(tmp_path / "site" / "index.html")
    assert "All releases of this dataset are withdrawn" in told and "The wrong articles were read." in told
    assert not (tmp_path / "site" / "tables").exists()
    read_pages(tmp_path / "site")


def test_many_meetings_are_spread_over_pages(stored: Path, tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    number = 2 * EVENTS + 7
    for table in ("meetings", "meeting_reports"):
        copies = [tables[table].assign(meeting_id=f"m-{at:012x}") for at in range(number)]
        write_table(table, to_frame(table, pd.concat(copies, ignore_index=True)), stored / f"{table}.parquet")
    add_release(tmp_path / "releases", "0.1.0", stored)
    site(tmp_path / "releases", tmp_path / "site")
    parsed = read_pages(tmp_path / "site")
    listed = [len(parsed[f"countries/{name}.html"].query("li.event")) for name in ("SWE", "SWE-2", "SWE-3")]
    assert listed == [EVENTS, EVENTS, 7] and "countries/SWE-4.html" not in parsed
    assert "200 rows of 207, the newest; the files hold all" in text(tmp_path / "site" / "tables" / "meetings.html")
    assert "Page 2 of 3" in text(tmp_path / "site" / "countries" / "SWE-2.html")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--people", "some"], "none of all, officials, none"),
        (["--address", "data.example.org"], "--address 'data.example.org' is not an address"),
        (["--data", "s3://bucket/tables"], "--data"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    add_release(tmp_path / "releases", "0.1.0", stored)
    with pytest.raises(SystemExit) as ended:
        main(["site", str(tmp_path / "releases"), "--out", str(tmp_path / "site"), *options])
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line and not (tmp_path / "site").exists()


def test_a_latest_release_that_names_who_was_taken_out_is_not_shown(releases: Path, tmp_path: Path) -> None:
    copy = tmp_path / "releases"
    shutil.copytree(releases, copy)
    mark_withdrawn(copy, "1.1.0", "A wrong table.")
    with pytest.raises(DataError, match=r"release 1\.0\.0 names people whom another release"):
        site(copy, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_namesake_in_an_older_release_hides_nobody(
    stored: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    people = tables["people"]
    omar = people["name"] == "Omar Haddad"
    twice = pd.concat([people, people[omar].assign(person_id="p-00000000000c")], ignore_index=True)
    told = {"correction_id": "c-00000000000a", "action": "suppress", "table": "people", "row_id": "p-00000000000b"}
    releases = tmp_path / "releases"
    for version, frame, lines in (("0.1.0", twice, []), ("0.2.0", people[~omar], [told | {"status": "applied"}])):
        write_table("people", to_frame("people", frame), stored / "people.parquet")
        write_table("corrections", to_frame("corrections", lines), stored / "corrections.parquet")
        add_release(releases, version, stored)
    listing = read_listing(releases)
    suppressed = find_suppressed(open_releases(releases, listing))
    assert suppressed.names.stand_in("OMAR HADDAD") and not suppressed.names.stand_in("Vera Lindqvist")
    assert suppressed.releases == {"0.1.0"}


def test_no_page_is_called_after_what_no_release_may_hold(
    stored: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    odd = tables["meetings"].assign(countries="../../SWE")
    write_table("meetings", to_frame("meetings", odd), stored / "meetings.parquet")
    add_release(tmp_path / "releases", "0.1.0", stored)
    with pytest.raises(DataError, match="newstables validate tells more"):
        site(tmp_path / "releases", tmp_path / "site")
    assert not (tmp_path / "site").exists()
