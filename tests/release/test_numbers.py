"""The number of a release says what changed."""

from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.schemas import to_frame
from newstables.scripts.release import release, withdraw
from newstables.scripts.release.numbers import choose_version

from releasing import Make, read_listing

REASONS = {
    "major": {"major": ["2 rows gone"], "minor": ["1 row added"], "patch": ["a cell"]},
    "minor": {"minor": ["1 row added"], "patch": ["a cell"]},
    "patch": {"patch": ["a cell"]},
    "same": {},
}


@pytest.mark.parametrize(
    ("change", "low", "right"),
    [("major", "1.9.9", "2.0.0"), ("minor", "1.4.3", "1.5.0"), ("patch", None, "1.4.3"), ("same", None, "1.4.3")],
)
def test_a_number_is_as_high_as_the_change_asks(change: str, low: str | None, right: str) -> None:
    reasons = REASONS[change]
    assert choose_version("auto", "1.4.2", ["1.0.0", "1.4.2"], reasons) == right
    assert choose_version(right, "1.4.2", ["1.0.0", "1.4.2"], reasons) == right
    assert choose_version("3.0.0", "1.4.2", ["1.0.0", "1.4.2"], reasons) == "3.0.0"
    if low:
        with pytest.raises(newstables.UsageError, match=rf"{low} is too low.*{change}.*must be {right} or higher"):
            choose_version(low, "1.4.2", ["1.0.0", "1.4.2"], reasons)


def test_numbers_of_withdrawn_releases_are_not_used_again() -> None:
    there = ["1.0.0", "1.1.0"]  # the second withdrawn
    assert choose_version("auto", "1.0.0", there, REASONS["patch"]) == "1.1.1"
    assert choose_version("auto", "1.0.0", there, REASONS["minor"]) == "1.2.0"
    assert choose_version("auto", "1.0.0", there, REASONS["major"]) == "2.0.0"
    assert choose_version("1.1.1", "1.0.0", there, REASONS["minor"]) == "1.1.1"
    with pytest.raises(newstables.UsageError, match=r"1\.0\.1 is lower than 1\.1\.0"):
        choose_version("1.0.1", "1.0.0", there, REASONS["patch"])
    assert choose_version("auto", None, ["1.0.0"], {}) == "1.0.1"
    assert choose_version("auto", None, [], {}) == "1.0.0"


def test_cells_articles_and_lost_rows_ask_for_more_and_more(
    build: Path, make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    assert release(build, "auto", releases).version == "1.0.0"
    title = to_frame("articles", tables["articles"].assign(title=["Fish accord", None]))
    done = release(make("cell", articles=title), "auto", releases)
    assert (done.version, done.previous) == ("1.0.1", "1.0.0")
    assert "title" in (releases / "1.0.1" / "CHANGES.md").read_text(encoding="utf-8")
    more = pd.concat([title, title.tail(1).assign(article_id="b-new", published="2026-03-09")])
    more = to_frame("articles", more)
    added = make("article", articles=more)
    with pytest.raises(newstables.UsageError, match=r"1\.0\.2 is too low.*added to articles.*1\.1\.0 or higher"):
        release(added, "1.0.2", releases)
    assert release(added, "auto", releases).version == "1.1.0"
    evidence = tables["evidence"]
    fewer = {
        "articles": more,
        "figures": to_frame("figures", tables["figures"].head(0)),
        "evidence": to_frame("evidence", evidence[evidence["table"] != "figures"]),
    }
    lost = make("lost", **fewer)
    with pytest.raises(newstables.UsageError, match=r"1\.2\.0 is too low.*gone from figures.*2\.0\.0 or higher"):
        release(lost, "1.2.0", releases)
    assert release(lost, "auto", releases).version == "2.0.0"
    assert [(one["version"], one["previous"]) for one in read_listing(releases)] == [
        ("1.0.0", None),
        ("1.0.1", "1.0.0"),
        ("1.1.0", "1.0.1"),
        ("2.0.0", "1.1.0"),
    ]


def test_a_withdrawn_release_is_the_latest_no_more_and_stays(
    build: Path, make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    release(build, "1.0.0", releases)
    title = to_frame("articles", tables["articles"].assign(title=["Fish accord", None]))
    release(make("cell", articles=title), "1.0.1", releases)
    files = {path.name for path in (releases / "1.0.1").iterdir()}
    withdraw("1.0.1", "A wrong headline.", releases)
    assert {path.name for path in (releases / "1.0.1").iterdir()} == files
    assert newstables.load("articles", source=releases)["title"].isna().all()
    with pytest.warns(UserWarning, match=r"1\.0\.1 was withdrawn on 2026-01-31: A wrong headline\."):
        assert newstables.load("articles", "1.0.1", releases)["title"].notna().any()
    assert release(build, "auto", releases).version == "1.0.2"
    assert read_listing(releases)[-1]["previous"] == "1.0.0"


def test_what_cannot_be_withdrawn_is_told(build: Path, releases: Path, tmp_path: Path) -> None:
    with pytest.raises(newstables.UsageError, match="holds no releases"):
        withdraw("1.0.0", "Wrong.", tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    release(build, "1.0.0", releases)
    with pytest.raises(newstables.UsageError, match=r"no release 1\.0\.1.*there are 1\.0\.0"):
        withdraw("1.0.1", "Wrong.", releases)
    for reason in ("", " ", "two\nlines"):
        with pytest.raises(newstables.UsageError, match="the reason is one line"):
            withdraw("1.0.0", reason, releases)
    withdraw("1.0.0", "Wrong.", releases)
    with pytest.raises(newstables.UsageError, match=r"was withdrawn on 2026-01-31: Wrong\."):
        withdraw("1.0.0", "Again.", releases)
