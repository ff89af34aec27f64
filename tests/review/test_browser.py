"""What a reader does with the pages, in a real browser, from disk."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from browsing import Visitor, find_barriers, start_browser, visit
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from newstables import load
from newstables.scripts.build import build
from newstables.scripts.correct.reading import COLUMNS
from newstables.scripts.review.error_rates import measure_error_rates
from newstables.scripts.review.pages import review


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as browser:
        yield browser


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A visitor for whom nothing may go wrong, and whose browser asks no host for anything."""
    with visit(browser) as visitor:
        yield visitor
        assert visitor.errors == []
        assert visitor.hosts() == set()


@pytest.fixture
def page(visitor: Visitor, pages: Path) -> Page:
    return visitor.open((pages / "index.html").as_uri())


def shows(page: Page, address: str) -> None:
    """Wait until the page shows what stands at an address, which it may have to load."""
    expect(page.locator("main")).to_have_attribute("data-shown", address)


def follow(link: Locator) -> None:
    address = link.evaluate("link => link.hash")
    link.click()
    shows(link.page, address)


def press(page: Page, key: str) -> None:
    """Press a key as a reader does: when what the key before it asked for is there."""
    shows(page, page.evaluate("location.hash"))
    page.keyboard.press(key)


def open_article(page: Page, title: str) -> None:
    follow(page.get_by_role("link", name="Articles", exact=True))
    follow(page.get_by_role("link", name=title))
    expect(page.locator(".text")).to_be_visible()


def read_lit(page: Page) -> str:
    """The words that are lit up for the row itself."""
    expect(page.locator(".piece.lit").first).to_be_visible()
    return "".join(page.locator(".piece.lit").all_text_contents())


def export(page: Page, who: str = "Ada Review") -> list[dict[str, str]]:
    page.get_by_label("Checked by").fill(who)
    with page.expect_download() as started:
        page.locator("#export").click()
    with Path(started.value.path()).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        lines = list(reader)
        assert tuple(reader.fieldnames or ()) == COLUMNS
    return lines


def select(page: Page, words: str, part: str = "body") -> None:
    """Select words in the text, as a mouse would."""
    page.evaluate(
        """([words, part]) => {
            const root = document.querySelector(`.text .${part}`);
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const nodes = [];
            for (let node; (node = walker.nextNode());) nodes.push(node);
            const text = nodes.map((node) => node.data).join("");
            const start = text.indexOf(words);
            const find = (offset, last) => {
                for (const node of nodes) {
                    if (offset < node.length || (last && offset === node.length)) return [node, offset];
                    offset -= node.length;
                }
            };
            const range = document.createRange();
            range.setStart(...find(start, false));
            range.setEnd(...find(start + words.length, true));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [words, part],
    )


def test_the_list_begins_with_what_needs_checking_most(page: Page) -> None:
    expect(page.locator(".list tbody tr")).to_have_count(6)
    reasons = page.locator(".list tbody tr", has_text="A walk by the lake").locator(".why")
    expect(reasons).to_have_text("nothing was found in it")
    page.get_by_label("Find").fill("ferries herald")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    page.get_by_label("Find").fill("no such words")
    expect(page.get_by_text("No article fits.")).to_be_visible()
    page.get_by_label("Find").fill("")
    weights = page.locator(".meter").evaluate_all("all => all.map((m) => Number(m.ariaLabel.match(/\\d+/)[0]))")
    assert weights == sorted(weights, reverse=True)


def test_a_row_lights_up_its_words_and_words_open_their_row(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    page.locator(".card.t-figures .head", has_text="200 boats").click()
    assert read_lit(page) == "200 boats"
    expect(page.locator(".piece.lit").first).to_be_in_viewport()
    page.locator(".piece", has_text="$40 million").first.click()
    expect(page.locator(".card.opened")).to_be_visible()
    opened = set()
    for _ in range(4):  # several rows stand on these words; each click opens the next
        opened.add(page.locator(".card.opened .what").inner_text())
        page.locator(".piece", has_text="$40 million").first.click()
    assert {"figure", "agreement"} <= opened


def test_overlapping_marks_carry_the_marks_of_each_table(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    name = page.locator(".piece", has_text="Ilse Brandvik").first
    kinds = name.evaluate("piece => [...piece.classList].filter((name) => name.startsWith('on-')).sort()")
    assert {"on-people", "on-participants", "on-meetings"} <= set(kinds)
    drawn = name.evaluate("piece => getComputedStyle(piece).backgroundImage")
    assert drawn.count("radial-gradient") == 1 and drawn.count("rgb(10, 107, 55)") == 4  # a line, and a thick line
    whole = "".join(page.locator(".text .body .piece").all_text_contents())
    assert whole.startswith("Foreign Minister Ilse Brandvik met her Morvanian counterpart")


def test_keys_accept_correct_delete_and_undo(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    expect(page.locator(".card.opened .what")).to_have_text("meeting")
    press(page, "a")
    expect(page.locator(".card.is-accept")).to_have_count(1)
    expect(page.locator(".card.opened .what")).to_have_text("participant")  # on to the next
    press(page, "d")
    expect(page.locator(".card.is-delete")).to_have_count(1)
    press(page, "k")
    press(page, "u")
    expect(page.locator(".card.is-delete")).to_have_count(0)
    press(page, "k")
    press(page, "c")
    place = page.locator(".card.opened").get_by_label("place", exact=True)
    place.fill("Tallvik jade")  # letters that are keys elsewhere
    place.press("Enter")
    expect(page.locator(".card.is-correct .title")).to_contain_text("Tallvik jade")
    press(page, "n")
    expect(page.locator(".text")).not_to_contain_text("fisheries treaty worth")


def test_members_go_with_the_meeting_that_is_deleted_and_come_back_with_it(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "d")
    expect(page.locator(".card.is-delete")).to_have_count(3)
    assert sorted(line["table"] for line in export(page)) == ["meetings", "participants", "participants"]
    page.locator(".card.is-delete .head").first.click()
    press(page, "u")
    expect(page.locator(".card.is-delete")).to_have_count(0)


def test_accepting_a_corrected_row_keeps_what_was_corrected(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "c")
    page.locator(".card.opened form").get_by_label("place", exact=True).fill("Porto")
    press(page, "Enter")
    page.locator(".card.is-correct .head").click()
    press(page, "a")
    (line,) = export(page)
    assert (line["action"], line["new_value"]) == ("set", "Porto")


def test_a_correction_rests_on_the_words_that_the_reader_points_to(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "c")
    form = page.locator(".card.opened form")
    form.get_by_label("place", exact=True).fill("the strait")
    select(page, "the strait")
    page.get_by_role("button", name="These words say it").click()
    expect(form.locator(".chosen q")).to_have_text("the strait")
    expect(form.get_by_label("place", exact=True)).to_have_value("the strait")  # what was typed stays
    form.get_by_role("button", name="Keep").click()
    (line,) = export(page)
    assert (line["column"], line["quote"]) == ("place", "the strait")


def test_keys_can_be_switched_off(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "?")
    page.get_by_label("single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    press(page, "j")
    expect(page.locator(".card.opened")).to_have_count(0)


def test_a_cell_is_checked_as_the_contract_says(page: Page) -> None:
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "c")
    form = page.locator(".card.opened form")
    form.get_by_label("country", exact=True).fill("Portugal")
    form.get_by_label("date", exact=True).fill("2026-02-30")
    form.get_by_role("button", name="Keep").click()
    expect(form.get_by_text("must be a code of three capitals")).to_be_visible()
    expect(form.get_by_text("must be a day, as in 2026-03-31").first).to_be_visible()
    form.get_by_label("country", exact=True).fill("")
    form.get_by_label("date", exact=True).fill("")
    form.get_by_label("date", exact=True).blur()
    form.get_by_role("button", name="Keep").click()
    lines = [line for line in export(page) if line["action"] == "set"]
    assert {line["column"]: (line["old_value"], line["new_value"]) for line in lines} == {
        "country": ("PRT", ""),
        "date": ("2026-03-03", ""),
        "date_end": ("2026-03-03", ""),
        "date_precision": ("day", ""),
    }


def test_what_is_decided_comes_out_as_corrections(page: Page, reviewed_build: Path) -> None:
    open_article(page, "Talks <script>")
    page.locator(".card.t-figures .head", has_text="7 percent").click()
    press(page, "c")
    form = page.locator(".card.opened form")
    form.get_by_label("value", exact=True).fill("7.5")
    form.get_by_label("cause").select_option("source_error")
    form.get_by_label("note").fill('It said "7", then 7.5')
    form.get_by_role("button", name="Keep").click()
    expect(page.locator(".card.opened")).to_contain_text("$12 million")  # the next row
    press(page, "d")

    select(page, "Nairobi")
    page.get_by_role("button", name="Add a row").click()
    form = page.get_by_role("form", name="Add a row")
    form.get_by_label("what it is").select_option("participants")
    form.get_by_label("name needed").fill("Nairobi council")
    form.get_by_label("type needed").select_option("organisation")
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_text("must not be empty")).to_be_visible()  # in what capacity
    form.get_by_label("capacity needed").select_option("host")
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".card.is-add")).to_contain_text("Nairobi council")
    assert read_lit(page) == "Nairobi"

    lines = export(page)
    assert {line["decided_by"] for line in lines} == {"Ada Review"}
    assert {line["article_id"] for line in lines} == {"hostile</script>"}
    changed = next(line for line in lines if line["action"] == "set")
    figures = load("figures", source=reviewed_build).set_index("text")
    assert changed["row_id"] == figures.loc["7 percent", "figure_id"]
    assert (changed["column"], changed["old_value"], changed["new_value"]) == ("value", "7", "7.5")
    assert (changed["cause"], changed["note"]) == ("source_error", 'It said "7", then 7.5')
    body = load("texts", source=reviewed_build).query("article_id == 'hostile</script>' and part == 'body'").iloc[0]
    assert changed["quote"] == "7 percent"
    assert body["text"].count(changed["prefix"] + changed["quote"] + changed["suffix"]) == 1
    (deleted,) = (line for line in lines if line["action"] == "delete")
    assert deleted["row_id"] == figures.loc["$12 million", "figure_id"]
    added = [line for line in lines if line["action"] == "add"]
    assert len({line["group"] for line in added}) == 1 and added[0]["group"]
    assert {line["table"] for line in added} == {"participants"} and {line["quote"] for line in added} == {"Nairobi"}
    told = {line["column"]: line["new_value"] for line in added}
    meetings = load("meetings", source=reviewed_build).set_index("place")
    assert told == {
        "meeting_id": meetings.loc["Nairobi", "meeting_id"],
        "name": "Nairobi council",
        "type": "organisation",
        "capacity": "host",
    }


def test_a_participant_is_added_with_the_person(page: Page, reviewed_build: Path) -> None:
    open_article(page, "Talks <script>")
    select(page, "Amara Okonjo")
    press(page, "i")
    form = page.get_by_role("form", name="Add a row")
    form.get_by_label("what it is").select_option("participants")
    form.get_by_label("type needed").select_option("person")
    form.get_by_label("capacity needed").select_option("participant")
    expect(form.get_by_label("who it is").locator("option:checked")).to_contain_text("Amara Okonjo")  # known by name
    form.get_by_role("button", name="Add").click()
    select(page, "her spokesman")
    press(page, "i")
    form.get_by_label("what it is").select_option("participants")
    form.get_by_label("type needed").select_option("person")
    form.get_by_label("name needed").fill("Her Spokesman")
    form.get_by_label("role").fill("spokesman")
    form.get_by_label("capacity needed").select_option("participant")
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".card.is-add")).to_have_count(3)
    rows: dict[str, dict[str, str]] = {}
    for line in export(page):
        assert line["action"] == "add"
        rows.setdefault(f"{line['table']} {line['group']}", {})[line["column"]] = line["new_value"]
    (person,) = (group for group in rows if group.startswith("people "))
    assert rows[person] == {"name": "Her Spokesman", "role": "spokesman"}
    people = load("people", source=reviewed_build).query("role == 'President'")
    known = {cells["name"]: cells["person_id"] for group, cells in rows.items() if group != person}
    assert known == {"Amara Okonjo": people["person_id"].iloc[0], "Her Spokesman": person.split()[1]}


def test_two_rows_are_merged_and_a_joined_one_is_split(page: Page, reviewed_build: Path) -> None:
    people = load("people", source=reviewed_build)
    follow(page.get_by_role("link", name="People", exact=True))
    page.get_by_role("button", name="Two rows that may be one").click()
    expect(page.locator(".block")).to_have_count(1)
    expect(page.locator(".block")).to_contain_text("the same name")
    press(page, "j")
    press(page, "x")
    expect(page.locator(".block.is-apart")).to_have_count(1)
    page.get_by_role("button", name="Merge: they are one").click()
    expect(page.locator(".block.is-merge")).to_have_count(1)

    page.get_by_role("button", name="Joined from several articles").click()
    block = page.locator(".block", has=page.locator("h3", has_text="Tomas Reyes"))
    block.get_by_role("button", name="Split off").click()
    expect(page.get_by_text("Tick the reports that tell of another one")).to_be_visible()
    block.get_by_label("split off").last.check()
    block.get_by_role("button", name="Split off").click()
    expect(page.locator(".block.is-split")).to_have_count(1)
    page.locator(".block", has=page.locator("h3", has_text="Ilse Brandvik")).get_by_role(
        "button", name="Accept"
    ).click()

    lines = {line["action"]: line for line in export(page)}
    assert set(lines) == {"merge", "split", "accept"}
    namesakes = people[people["name"] == "Amara Okonjo"]
    assert {lines["merge"]["row_id"], lines["merge"]["new_value"]} == set(namesakes["person_id"])
    assert lines["merge"]["cause"] == "linking" and lines["merge"]["quote"] == "Amara Okonjo"
    assert lines["split"]["row_id"] == people.set_index("name").loc["Tomas Reyes", "person_id"]
    assert lines["split"]["article_id"] == "recalled" and lines["split"]["group"]


def test_decisions_are_kept_and_leaving_warns_until_they_are_exported(visitor: Visitor, pages: Path) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = visitor.open((pages / "index.html").as_uri())
    page.on("dialog", answer)
    page.reload()
    assert asked == []
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "a")
    expect(page.locator("#count")).to_have_text("1")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.locator("#count")).to_have_text("1")
    expect(page.locator(".card.is-accept")).to_have_count(1)
    assert [line["action"] for line in export(page)] == ["accept"]
    page.reload()
    assert asked == ["beforeunload"]

    other = visitor.open((pages / "index.html").as_uri())  # another window on the same build
    expect(other.locator("#count")).to_have_text("1")
    open_article(other, "Ministers sign fisheries treaty")
    other.locator(".card.t-figures .head").first.click()
    press(other, "d")
    expect(page.locator("#count")).to_have_text("2")


def test_another_build_begins_with_nothing_decided(visitor: Visitor, pages: Path, built: Path, tmp_path: Path) -> None:
    page = visitor.open((pages / "index.html").as_uri())
    open_article(page, "Ministers sign fisheries treaty")
    press(page, "j")
    press(page, "a")
    expect(page.locator("#count")).to_have_text("1")
    review(built, tmp_path / "other")
    expect(visitor.open((tmp_path / "other" / "index.html").as_uri()).locator("#count")).to_have_text("0")


def test_a_file_that_was_exported_is_loaded_again(
    browser: Browser, visitor: Visitor, pages: Path, tmp_path: Path
) -> None:
    page = visitor.open((pages / "index.html").as_uri())
    open_article(page, "Talks <script>")
    press(page, "j")
    press(page, "c")
    page.locator(".card.opened form").get_by_label("topic").fill('ferries, "boats"\tand more')
    press(page, "Enter")
    select(page, "$12 million")
    press(page, "i")
    page.get_by_role("form", name="Add a row").get_by_label("what it is").select_option("people")
    page.get_by_role("form", name="Add a row").get_by_role("button", name="Add").click()
    page.get_by_label("Checked by").fill("Ada")
    with page.expect_download() as started:
        page.locator("#export").click()
    shutil.copy(started.value.path(), tmp_path / "ada.csv")
    told = (tmp_path / "ada.csv").read_text(encoding="utf-8")

    with visit(browser) as elsewhere:
        fresh = elsewhere.open((pages / "index.html").as_uri())
        fresh.locator("#file").set_input_files(tmp_path / "ada.csv")
        expect(fresh.locator("#count")).to_have_text("2")
        fresh.get_by_label("Checked by").fill("Bo")
        with fresh.expect_download() as again:
            fresh.locator("#export").click()
        assert Path(again.value.path()).read_text(encoding="utf-8") == told  # still signed by Ada
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        fresh.locator("#file").set_input_files(tmp_path / "other.csv")
        expect(fresh.get_by_role("alert")).to_contain_text("is no corrections file")


def test_markup_in_an_article_is_shown_and_does_nothing(page: Page) -> None:
    open_article(page, "Talks <script>")
    expect(page.locator(".text .title")).to_have_text('Talks <script>window.broken = true</script> & "ferries"')
    expect(page.locator(".text .body")).to_contain_text("</script><script>document.title = 'broken'")
    expect(page.locator(".text .body")).to_contain_text('<img src=x onerror="window.broken = true">')
    page.locator(".card.t-people .head", has_text="Amara").click()
    assert read_lit(page) == "Amara Okonjo"  # behind a character of two units
    assert page.evaluate("window.broken") is None
    assert page.locator("main img, main script, main a[href^='javascript']").count() == 0
    follow(page.get_by_role("link", name="People", exact=True))
    page.get_by_role("button", name="Two rows that may be one").click()
    expect(page.locator(".block")).to_contain_text("<img src=x onerror=")
    assert page.evaluate("window.broken") is None


def test_the_policy_stops_scripts_that_get_in_all_the_same(browser: Browser, pages: Path) -> None:
    with visit(browser) as visitor:
        page = visitor.open((pages / "index.html").as_uri())
        expect(page.locator(".list tbody tr")).to_have_count(6)
        page.evaluate("""() => new Promise((resolve) => {
            let left = 2;
            addEventListener("securitypolicyviolation", () => { if (!--left) resolve(); });
            const script = document.createElement("script");
            script.textContent = "window.broken = true";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://example.org/pixel.png";
            document.body.append(image);
        })""")
        assert page.evaluate("window.broken") is None
        assert visitor.hosts() == set()
        assert sum("Content Security Policy" in error for error in visitor.errors) == 2


def test_checking_the_sample_tells_how_many_rows_are_wrong(page: Page) -> None:
    follow(page.get_by_role("link", name="Sample"))
    figures = page.locator(".rates tr", has_text="figures")
    number = int(figures.locator("td").first.inner_text().split()[-1])
    follow(page.locator(".list tbody tr", has_text="figure").first.locator("a"))
    for _ in range(number - 1):
        press(page, "a")
        press(page, "n")
    press(page, "d")
    follow(page.get_by_role("link", name="← Sample"))
    expect(figures.locator("td").first).to_have_text(f"{number} of {number}")
    lines = export(page)
    rate = measure_error_rates(pd.DataFrame(lines))["figures"]
    assert (rate.drawn, rate.checked, rate.wrong, rate.seed) == (number, number, 1, "newstables")
    shown = figures.locator("td").all_inner_texts()
    assert shown[1:] == [
        "1",
        f"{rate.rate:.0%}".replace("%", " %"),
        f"{round(100 * rate.low)} % to {round(100 * rate.high)} %",
    ]


def test_a_thousand_articles_are_listed_found_and_opened(
    visitor: Visitor, reviewed_build: Path, many_pages: Path
) -> None:
    page = visitor.open((many_pages / "index.html").as_uri())
    copies = 1020 // len(load("articles", source=reviewed_build))
    shown = load("evidence", source=reviewed_build).drop_duplicates(["table", "row_id", "article_id"])
    expect(page.get_by_text(f"1,020 articles; 0 of {copies * len(shown):,} rows checked")).to_be_visible()
    expect(page.locator(".list tbody tr")).to_have_count(100)
    page.get_by_role("button", name="Show 100 more").click()
    expect(page.locator(".list tbody tr")).to_have_count(200)
    page.get_by_label("Find").fill("ministers -169")
    follow(page.get_by_role("link", name="Ministers sign fisheries treaty"))
    expect(page.locator(".text")).to_be_visible()
    press(page, "j")
    press(page, "a")
    assert [line["article_id"] for line in export(page)] == ["treaty-gazette-169"]
    follow(page.get_by_role("link", name="People", exact=True))
    joined = copies * int((load("people", source=reviewed_build)["articles"] > 1).sum())
    expect(page.get_by_role("button", name="Joined from several articles")).to_contain_text(
        f"{joined} of {joined} to check"
    )
    expect(page.locator(".block")).to_have_count(25)
    loaded = {url for url in visitor.requests if "/data/articles/" in url}
    assert len(loaded) == 1  # of a thousand articles, the one that was opened


def go(page: Page, address: str, on_the_way: str) -> None:
    """Go to an address, and do something after its data was asked for and before it has arrived."""
    page.evaluate(
        f"""(address) => new Promise((resolve) => {{
            addEventListener("hashchange", () => {{ {on_the_way}; resolve(); }}, {{ once: true }});
            location.hash = address;
        }})""",
        address,
    )


def arrive(page: Page, data: str) -> None:
    """Wait until data that was asked for is there, and what waited for it has gone on."""
    page.evaluate("(data) => newstables.load(data).then(() => null)", data)


PRESS = "for (const key of {keys!r}) document.body.dispatchEvent(new KeyboardEvent('keydown', {{key, bubbles: true}}));"


def test_a_key_pressed_while_an_article_loads_decides_nothing_about_the_one_before(page: Page) -> None:
    treaty, talks = (
        page.get_by_role("link", name=title).get_attribute("href") or ""
        for title in ("Ministers sign fisheries treaty", "Talks <script>")
    )
    go(page, treaty, PRESS.format(keys="ja"))  # no article is shown yet
    expect(page.locator(".text")).to_contain_text("Ilse Brandvik")
    press(page, "j")
    go(page, talks, PRESS.format(keys="ad"))
    expect(page.locator(".text")).not_to_contain_text("Ilse Brandvik")
    expect(page.locator("#count")).to_have_text("0")
    press(page, "j")
    press(page, "a")
    assert [line["article_id"] for line in export(page)] == ["hostile</script>"]


def test_what_arrives_late_is_not_shown_over_what_was_asked_for_after_it(page: Page) -> None:
    treaty = page.get_by_role("link", name="Ministers sign fisheries treaty").get_attribute("href") or ""
    go(page, treaty, "location.hash = '#/articles'")
    arrive(page, treaty.removeprefix("#/article/"))
    expect(page.locator(".list tbody tr")).to_have_count(6)
    expect(page.locator(".text")).to_have_count(0)
    go(page, "#/joined/people", "location.hash = '#/sample'")
    arrive(page, "joined/people")
    expect(page.get_by_role("heading", level=2, name="Sample")).to_be_visible()
    expect(page.locator(".blocks")).to_have_count(0)


@pytest.mark.parametrize("width", [1400, 420])
def test_nothing_stands_in_the_way_of_assistive_technology(browser: Browser, pages: Path, width: int) -> None:
    with visit(browser, viewport={"width": width, "height": 900}) as visitor:
        page = visitor.open((pages / "index.html").as_uri())
        expect(page.locator(".list tbody tr")).to_have_count(6)
        assert find_barriers(page) == []
        open_article(page, "Ministers sign fisheries treaty")
        assert find_barriers(page) == []
        press(page, "j")
        press(page, "d")
        press(page, "a")
        page.wait_for_timeout(100)
        assert find_barriers(page) == []
        press(page, "c")
        assert find_barriers(page) == []
        press(page, "Escape")
        select(page, "the strait")
        press(page, "i")
        assert find_barriers(page) == []
        press(page, "Escape")
        for view in ("People", "Meetings", "Sample"):
            follow(page.get_by_role("link", name=view, exact=True))
            expect(page.get_by_role("heading", level=2)).to_be_visible()
            assert find_barriers(page) == []
        follow(page.get_by_role("link", name="People", exact=True))
        page.get_by_role("button", name="Two rows that may be one").click()
        assert find_barriers(page) == []
        press(page, "?")
        assert find_barriers(page) == []


def test_what_a_reader_decides_is_found_in_the_tables(page: Page, reviewed_build: Path, tmp_path: Path) -> None:
    """Correct a row, delete one, add two, merge two and split one; build with the exported file; look at the tables."""
    open_article(page, "Ministers sign fisheries treaty")
    page.locator(".card.t-meetings .head", has_text="Lisbon").click()
    press(page, "c")
    form = page.locator(".card.opened form")
    form.get_by_label("topic").fill("fisheries")
    form.get_by_label("mode").select_option("in_person")
    form.get_by_label("cause").select_option("extraction")
    form.get_by_role("button", name="Keep").click()
    page.locator(".card.t-figures .head", has_text="nine years").click()
    press(page, "d")
    page.locator(".card.t-figures .head", has_text="200 boats").click()
    press(page, "a")
    select(page, "The two ministers")
    press(page, "i")
    form = page.get_by_role("form", name="Add a row")
    form.get_by_label("what it is").select_option("parties")
    form.get_by_label("name needed").fill("Morvania")
    form.get_by_label("type needed").select_option("country")
    form.get_by_label("capacity needed").select_option("party")
    form.get_by_role("button", name="Add").click()

    open_article(page, "Talks <script>")
    select(page, "imports")
    press(page, "i")
    form.get_by_label("what it is").select_option("figures")
    form.get_by_label("text needed").fill("imports")
    form.get_by_label("kind needed").select_option("percent")
    form.get_by_label("value needed").fill("-7")
    form.get_by_label("sense needed").select_option("actual")
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".card.is-add")).to_have_count(1)

    follow(page.get_by_role("link", name="People", exact=True))
    page.get_by_role("button", name="Two rows that may be one").click()
    page.get_by_role("button", name="Merge: they are one").click()
    page.get_by_role("button", name="Joined from several articles").click()
    block = page.locator(".block", has=page.locator("h3", has_text="Tomas Reyes"))
    block.get_by_label("split off").last.check()
    block.get_by_role("button", name="Split off").click()
    expect(page.locator(".block.is-split")).to_have_count(1)
    page.get_by_label("Checked by").fill("Ada Review")
    with page.expect_download() as started:
        page.locator("#export").click()
    shutil.copy(started.value.path(), tmp_path / "ada.csv")

    build(
        [reviewed_build.parent / "wire.jsonl"],
        tmp_path / "corrected",
        workers=1,
        cache=False,
        corrections=[tmp_path / "ada.csv"],
    )
    told = load("corrections", source=tmp_path / "corrected")
    assert set(told["status"]) == {"applied"}
    assert set(told["action"]) == {"accept", "set", "delete", "add", "merge", "split"}
    assert set(told["decided_by"]) == {"Ada Review"}
    before = {table: load(table, source=reviewed_build) for table in ("people", "meetings", "figures")}
    after = {table: load(table, source=tmp_path / "corrected") for table in before}
    lisbon = after["meetings"].set_index("place").loc["Lisbon"]
    assert (lisbon["topic"], lisbon["mode"], lisbon["review"]) == ("fisheries", "in_person", "corrected")
    report = load("meeting_reports", source=tmp_path / "corrected").set_index("meeting_id").loc[lisbon["meeting_id"]]
    assert (report["topic"], report["mode"]) == ("fisheries", "in_person")  # the one article that tells of it
    figures = after["figures"].set_index("text")
    assert "nine years" not in figures.index and "nine years" in set(before["figures"]["text"])
    assert figures.loc["200 boats", "review"] == "accepted"
    assert (figures.loc["imports", "value"], figures.loc["imports", "review"]) == (-7, "added")
    parties = [set(load("parties", source=place)["name"]) for place in (reviewed_build, tmp_path / "corrected")]
    assert parties[1] - parties[0] == {"Morvania"}
    names = [list(frame["name"]) for frame in (before["people"], after["people"])]
    assert [found.count("Amara Okonjo") for found in names] == [2, 1]  # merged
    assert [found.count("Tomas Reyes") for found in names] == [1, 2]  # split

    review(tmp_path / "corrected", tmp_path / "pages")
    again = page.context.new_page()
    again.goto((tmp_path / "pages" / "index.html").as_uri())
    follow(again.get_by_role("link", name="Ministers sign fisheries treaty"))
    expect(again.locator(".card.is-before", has_text="200 boats")).to_be_visible()
