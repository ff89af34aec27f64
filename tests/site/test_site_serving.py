"""A site on a plain web server is the address of its dataset."""

from pathlib import Path

import pandas as pd
import pytest

import newstables
from newstables.scripts.site.pages import site

from released import add_release
from web import Web


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTABLES_CACHE", str(tmp_path / "cache"))


def test_the_tables_load_from_the_address_of_the_pages(address: str, releases: Path) -> None:
    assert list(newstables.releases(address)["version"]) == ["1.0.0", "1.1.0", "9.0.0"]
    for table in ("people", "meetings", "evidence", "corrections"):
        pd.testing.assert_frame_equal(newstables.load(table, source=address), newstables.load(table, source=releases))
    meetings = newstables.load("meetings", "1.1.0", address)
    links = newstables.evidence("meetings", meetings.meeting_id[0], "1.1.0", address)["link"]
    assert links.str.contains("#:~:text=", regex=False).any()


def test_the_release_is_valid_where_it_is_served(address: str) -> None:
    assert newstables.validate(address, "1.1.0").failures == []


def test_a_withdrawn_release_warns_and_one_that_is_not_offered_is_not_there(address: str) -> None:
    with pytest.warns(newstables.WithdrawnWarning, match="quotations are missing"):
        newstables.load("people", "9.0.0", address)
    with pytest.raises(newstables.DataError, match=r"1\.0\.0"):
        newstables.load("people", "1.0.0", address)


def test_a_site_is_made_of_releases_at_an_address(stored: Path, tmp_path: Path) -> None:
    add_release(tmp_path / "served" / "tables", "0.1.0", stored)
    with Web(tmp_path / "served") as web:
        done = site(f"{web.address}/tables", tmp_path / "site")
    assert done.copied == ("0.1.0",)
    people = newstables.load("people", source=tmp_path / "site")
    pd.testing.assert_frame_equal(people, newstables.load("people", source=tmp_path / "served" / "tables"))
