"""The releases that come with the package: checked, corrected, and each the next of the one before."""

import json
from collections import Counter
from importlib.resources import files

import newstables
from newstables.scripts.correct import read_corrections

VERSIONS = ("1.0.0", "1.1.0")
RELEASES = files("newstables") / "releases"


def test_the_second_release_holds_the_first_and_more() -> None:
    first, both = (newstables.load("articles", version) for version in VERSIONS)
    assert set(first.article_id) < set(both.article_id)
    briefs = sorted(path.name for path in (files("newstables") / "articles").iterdir() if path.name.endswith(".md"))
    assert len(both) == len(briefs)
    assert first.published.max() < both.published.max()


def test_every_meeting_and_agreement_was_looked_at() -> None:
    for version in VERSIONS:
        for table in ("meetings", "agreements"):
            assert "unchecked" not in set(newstables.load(table, version).review)


def test_every_correction_was_applied_and_says_why() -> None:
    for version in VERSIONS:
        corrections = newstables.load("corrections", version)
        assert set(corrections.status) == {"applied"}
        assert corrections[corrections.action != "accept"].reason.notna().all()


def test_the_releases_were_made_with_the_corrections_that_lie_beside_the_articles() -> None:
    lists = [str(files("newstables") / "corrections" / f"{version}.csv") for version in VERSIONS]
    for number, version in enumerate(VERSIONS, start=1):
        given = Counter((line.action, line.table, line.group or "") for line in set(read_corrections(lists[:number])))
        listed = newstables.load("corrections", version)
        told = zip(listed.action, listed.table, listed.group.fillna(""), strict=True)
        assert Counter(told) == given


def test_error_rates_come_from_a_hundred_people_and_a_hundred_figures() -> None:
    told = json.loads((RELEASES / "1.1.0" / "datapackage.json").read_text(encoding="utf-8"))
    rates = {part["name"]: part["errorRate"] for part in told["resources"] if "errorRate" in part}
    assert set(rates) == {"people", "meetings", "participants", "agreements", "parties", "figures"}
    assert all(rates[table]["checked"] >= 95 for table in ("people", "figures"))


def test_rows_that_were_joined_are_found_under_their_former_ids() -> None:
    redirects = newstables.load("redirects", "1.1.0")
    merged = redirects[redirects.reason == "merged"]
    gone = set(newstables.load("agreements", "0.1.0").agreement_id) - set(
        newstables.load("agreements", "1.1.0").agreement_id
    )
    assert gone & set(merged.old_id)


def test_each_report_is_credited_by_its_address() -> None:
    articles = newstables.load("articles", "1.1.0")
    told = json.loads((RELEASES / "1.1.0" / "datapackage.json").read_text(encoding="utf-8"))
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    named = json.dumps(told["sources"])
    assert all(address in named or json.dumps(address)[1:-1] in named for address in articles.based_on)
