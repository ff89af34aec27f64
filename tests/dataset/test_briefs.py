"""The packaged briefs: each after one report, in words of its own, with front matter that says whose report it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import frontmatter
import pytest

SHEETS = Path(__file__).parents[3] / "shared" / "facts"
LONGEST_SHARED = 7  # words; a name, with the office before it, counts as one
_SMALL = {"of", "and", "the", "for", "on", "to", "in", "with", "at"}  # within names: "Minister of State for Railways"
_WORD = re.compile(r"[^\W_]+(?:['’.\-–&/][^\W_]+)*")

_REQUIRED = {"article_id", "title", "publisher", "byline", "published", "kind", "based_on"}
_OPTIONAL = {"dateline", "agency"}


@dataclass(frozen=True)
class Brief:
    """One packaged brief: the name of its file, its front matter and its text."""

    name: str
    fields: dict[str, Any]
    body: str

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.fields['title']}\n{self.body}"


def read_briefs() -> list[Brief]:
    folder = files("newstables") / "articles"
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".md"):
            fields, body = frontmatter.parse(path.read_text(encoding="utf-8"))
            found.append(Brief(path.name.removesuffix(".md"), fields, body))
    return found


BRIEFS = read_briefs()
each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.name)


@dataclass(frozen=True)
class Wording:
    """The words of a text in lower case, and for each the number of the name that it belongs to, or None."""

    words: list[str]
    names: list[int | None]


def read_wording(text: str) -> Wording:
    """Cut a text into words, and tell names: words with a capital, and the small words between two of them."""
    found = list(_WORD.finditer(text))
    words = [match.group() for match in found]
    capital = [word[0].isupper() and word.casefold() not in _SMALL | {"a", "an"} for word in words]
    names: list[int | None] = [None] * len(words)
    number = 0
    last: int | None = None  # the last word with a capital of the name that is being read
    for at, is_capital in enumerate(capital):
        if not is_capital:
            continue
        joined = last is not None and not re.search(r"[.;:\n]", text[found[last].end() : found[at].start()])
        if joined and last is not None and all(word in _SMALL for word in words[last + 1 : at]) and at - last <= 3:
            for between in range(last, at + 1):
                names[between] = number
        else:
            number += 1
            names[at] = number
        last = at
    return Wording([word.casefold() for word in words], names)


def weigh(wording: Wording, start: int, end: int) -> int:
    """Count the words of a run, each name in it as one."""
    names = wording.names[start:end]
    return names.count(None) + len(set(names) - {None})


def list_runs(wording: Wording) -> dict[tuple[str, ...], int]:
    """List the shortest runs that are longer than may be shared, each with where it starts."""
    runs: dict[tuple[str, ...], int] = {}
    end = 0
    for start in range(len(wording.words)):
        while end < len(wording.words) and weigh(wording, start, end) <= LONGEST_SHARED:
            end += 1
        if weigh(wording, start, end) <= LONGEST_SHARED:
            break
        runs[tuple(wording.words[start:end])] = start
    return runs


def join_words(text: str) -> str:
    """Put the words of a text into one line, so that a run of them is found in it as a string."""
    return f" {' '.join(read_wording(text).words)} "


def find_shared(text: str, others: Mapping[str, str]) -> list[str]:
    """Name the runs of more than `LONGEST_SHARED` words that a text shares with others, given as `join_words` does."""
    runs = [f" {' '.join(run)} " for run in list_runs(read_wording(text))]
    return [f"{name}:{run}" for name, other in others.items() for run in runs if run in other]


@cache
def read_sheets() -> dict[str, dict[str, Any]]:
    """Read the fact sheets; they stay outside of the repository."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SHEETS.glob("*.json"))}


@cache
def join_notes() -> dict[str, str]:
    return {
        f"{name}, note {at}": join_words(note)
        for name, sheet in read_sheets().items()
        for at, note in enumerate(sheet["facts"], 1)
    }


@cache
def join_briefs() -> dict[str, str]:
    return {brief.name: join_words(brief.whole) for brief in BRIEFS}


needs_sheets = pytest.mark.skipif(not SHEETS.is_dir(), reason=f"the fact sheets are not here: {SHEETS}")


@each_brief
def test_front_matter_says_what_the_brief_is(brief: Brief) -> None:
    fields = brief.fields
    assert _REQUIRED <= set(fields) <= _REQUIRED | _OPTIONAL
    assert all(isinstance(fields[name], str) and fields[name].strip() for name in set(fields) - {"published"})
    assert type(fields["published"]) is date
    assert fields["article_id"] == f"brief-{brief.name}"
    assert brief.name.startswith(f"{fields['published']}-")
    assert re.fullmatch(r"brief-\d{4}-\d\d-\d\d(-[a-z0-9]+)+", fields["article_id"])
    assert (fields["kind"], fields["publisher"]) == ("summary", "newstables")
    assert re.fullmatch(r"after \S.*", fields["byline"])
    assert re.fullmatch(r"https?://[^/\s]+/\S+", fields["based_on"])


@each_brief
def test_a_brief_is_50_to_250_words_of_plain_text(brief: Brief) -> None:
    assert 50 <= len(brief.body.split()) <= 250
    assert not re.search(r"^[#>*|\-]|\]\(|</?\w+>|[*_`]{2}", brief.body, re.M)


def test_no_two_briefs_have_an_id_a_report_or_a_title_in_common() -> None:
    assert BRIEFS
    for field in ("article_id", "based_on", "title"):
        counted = Counter(brief.fields[field] for brief in BRIEFS)
        assert [value for value, times in counted.items() if times > 1] == []


@needs_sheets
def test_there_is_one_brief_for_each_report_of_the_fact_sheets() -> None:
    sheets = {sheet["url"]: sheet for sheet in read_sheets().values()}
    assert len(sheets) == len(read_sheets()) > 0
    briefs = {brief.fields["based_on"]: brief.fields for brief in BRIEFS}
    assert set(briefs) == set(sheets)
    for url, sheet in sheets.items():
        fields = briefs[url]
        assert fields["published"].isoformat() == sheet["published"]
        assert fields["byline"] == f"after {sheet['publisher']}"
        assert fields.get("agency") == sheet["agency"]
        if sheet["dateline"] is None:
            assert "dateline" not in fields
        else:  # without the day or the agency that some outlets print behind the place
            assert sheet["dateline"].casefold().startswith(fields["dateline"].casefold())


@each_brief
def test_a_brief_has_words_of_its_own(brief: Brief) -> None:
    others = {name: words for name, words in join_briefs().items() if name != brief.name}
    assert find_shared(brief.whole, others) == []


@needs_sheets
@each_brief
def test_a_brief_says_it_otherwise_than_the_fact_sheets(brief: Brief) -> None:
    assert find_shared(brief.whole, join_notes()) == []


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("the two sides agreed to meet again in spring", "so the two sides agreed to meet again in May", True),
        ("the two sides agreed to meet again in spring", "so both sides agreed to meet again in spring", False),
        # a name counts as one word, with the office before it
        (
            "Deputy Minister of Roads and Harbours Ana Lind spoke",
            "Deputy Minister of Roads and Harbours Ana Lind came",
            False,
        ),
        (
            "Ana Lind of Norland said the road would open soon",
            "Then Ana Lind of Norland said the road would open",
            False,
        ),
        (
            "Ana Lind of Norland said the road would open very soon",
            "Ana Lind of Norland said the road would open very soon",
            True,
        ),
    ],
)
def test_a_shared_run_is_found(text: str, other: str, shared: bool) -> None:
    assert bool(find_shared(text, {"other": join_words(other)})) is shared
