"""What a reader does with the public pages, in a real browser, from a real web server."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import Visitor, find_barriers, start_browser, visit
from playwright.sync_api import Browser, Page, Route, expect

import newstables

from strait import FERRY

KINDS = (
    "index.html",
    "charts.html",
    "corrections.html",
    "countries/index.html",
    "countries/KEN.html",
    "people/index.html",
    "releases/index.html",
    "releases/1.0.0.html",
    "releases/1.1.0.html",
    "releases/9.0.0.html",
    "tables/index.html",
    "tables/meetings.html",
    "tables/people.html",
    "tables/evidence.html",
)
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as browser:
        yield browser


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor for whom nothing may go wrong, and whose browser asks no other host for anything."""
    with visit(browser) as visitor:
        yield visitor
        assert visitor.errors == []
        assert visitor.hosts() == {urlsplit(address).netloc}


@pytest.fixture
def page(visitor: Visitor, address: str) -> Page:
    return visitor.open(f"{address}/index.html")


def column(page: Page, number: int) -> list[str]:
    """The cells of a column of the preview, as they stand now."""
    return page.locator(f"#preview tbody tr > :nth-child({number})").all_text_contents()


def test_a_reader_walks_from_the_front_page_to_the_words(page: Page) -> None:
    page.get_by_role("link", name="Countries", exact=True).click()
    page.get_by_role("link", name="Kenya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenya")
    quoted = page.locator("q a").first
    expect(quoted).to_contain_text("Amara Okonjo met")
    assert (quoted.get_attribute("href") or "").startswith("https://herald.example/ferry#:~:text=")
    page.get_by_role("link", name="Amara Okonjo").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara Okonjo")
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    page.get_by_role("link", name="Releases", exact=True).click()
    page.get_by_role("link", name="9.0.0").click()
    expect(page.locator(".warning")).to_contain_text("Its quotations are missing.")


def test_the_evidence_link_opens_the_article_at_the_words(browser: Browser, address: str) -> None:
    filler = "<p>Rows of boats lie in the harbour.</p>" * 80
    article = f"<!doctype html><title>Ferry</title>{filler}<p>{FERRY.split(chr(10))[0].split('.')[0]}.</p>{filler}"
    article = article.replace("<b>", "").replace("</b>", "")

    def serve(route: Route) -> None:
        route.fulfill(body=article, content_type="text/html; charset=utf-8")

    with visit(browser) as visitor:
        visitor.context.route("https://herald.example/**", serve)
        page = visitor.open(f"{address}/countries/KEN.html")
        page.locator("q a", has_text="Amara Okonjo met").click()
        expect(page.get_by_text("Kenyan President Amara Okonjo met")).to_be_in_viewport()
        assert page.evaluate("scrollY") > 500


def test_a_table_is_sorted_by_a_click_and_by_the_keyboard(page: Page) -> None:
    page.get_by_role("link", name="Tables", exact=True).click()
    page.get_by_role("link", name="figures", exact=True).click()
    expect(page.get_by_role("button", name="value", exact=True)).to_be_visible()
    heads = page.locator("#preview thead th").all_text_contents()
    value = heads.index("value") + 1
    page.get_by_role("button", name="value", exact=True).click()
    expect(page.locator('th[aria-sort="descending"]')).to_have_text("value")
    numbers = [float(cell.replace(",", "")) for cell in column(page, value)]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] == 40_000_000
    page.keyboard.press("Enter")
    expect(page.locator('th[aria-sort="ascending"]')).to_have_text("value")
    assert [float(cell.replace(",", "")) for cell in column(page, value)] == sorted(numbers)
    page.get_by_role("button", name="attributed to").click()
    expect(page.locator("th[aria-sort]")).to_have_text("attributed to")
    said = column(page, heads.index("attributed to") + 1)
    filled = [cell for cell in said if cell]
    assert said == [*sorted(filled, key=str.casefold), *[""] * (len(said) - len(filled))] and filled and "" in said


def test_rows_and_people_are_found_by_typing(page: Page, address: str) -> None:
    page.goto(f"{address}/tables/figures.html")
    rows = page.locator("#preview tbody tr:visible")
    whole = rows.count()
    page.get_by_label("Find in these rows").fill("12 MILLION")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(f"1 of {whole}")
    page.get_by_label("Find in these rows").fill("")
    expect(rows).to_have_count(whole)
    page.goto(f"{address}/people/index.html")
    page.get_by_label("Find a person").fill("okonjo")
    expect(page.locator("#persons tbody tr:visible")).to_have_count(1)


def test_the_lines_that_load_the_tables_run_as_they_stand(
    page: Page, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSTABLES_CACHE", str(tmp_path / "cache"))
    lines = page.get_by_label("Load with Python").inner_text()
    assert f'SOURCE = "{address}"' in lines
    known: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(lines, known)
    assert len(known["meetings"]) == len(newstables.load("meetings", "1.1.0", address))  # type: ignore[arg-type]
    assert f"'{address}/1.1.0/meetings.parquet'" in page.get_by_label("Load with DuckDB").inner_text()
    assert f'"{address}/1.1.0/meetings.parquet"' in page.get_by_label("Load with R").inner_text()


def test_a_file_is_downloaded_as_it_was_released(page: Page, address: str, releases: Path) -> None:
    page.goto(f"{address}/releases/1.1.0.html")
    with page.expect_download() as started:
        page.get_by_role("link", name="meetings.csv").click()
    assert Path(started.value.path()).read_bytes() == (releases / "1.1.0" / "meetings.csv").read_bytes()


def test_no_page_has_a_serious_barrier(page: Page, address: str) -> None:
    for name in KINDS:
        page.goto(f"{address}/{name}")
        assert find_barriers(page) == [], name


def test_on_a_phone_no_page_is_wider_than_the_screen(browser: Browser, address: str) -> None:
    with visit(browser, **PHONE) as visitor:
        page = visitor.open(f"{address}/index.html")
        for name in KINDS:
            page.goto(f"{address}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        page.goto(f"{address}/charts.html")
        drawn = page.locator("figure img").first.evaluate("image => image.currentSrc")
        assert drawn.endswith("-narrow.svg")
        page.goto(f"{address}/tables/meetings.html")
        assert find_barriers(page) == []
        assert visitor.errors == []


def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    with visit(browser, java_script_enabled=False) as visitor:
        page = visitor.open(f"{address}/tables/meetings.html")
        expect(page.locator("#preview tbody tr").first).to_be_visible()
        expect(page.get_by_label("Find in these rows")).to_be_hidden()
        page.goto(f"{address}/index.html")
        expect(page.get_by_label("Load with Python")).to_contain_text("ADDRESS-OF-THESE-PAGES")


def test_the_pages_open_from_disk_too(browser: Browser, pages: Path) -> None:
    with visit(browser) as visitor:
        page = visitor.open((pages / "index.html").as_uri())
        page.get_by_role("link", name="Charts", exact=True).click()
        image = page.locator("figure img").first
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 100)")
        assert visitor.errors == [] and visitor.hosts() == set()
