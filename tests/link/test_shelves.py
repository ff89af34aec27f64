"""Over how many shelves rows are spread changes nothing, and what lies on several shelves is one all the same."""

import random
from pathlib import Path

import numpy
import pandas as pd
import pytest

import newstables
from newstables.schemas import check_together
from newstables.scripts import exchange
from newstables.scripts.build import build
from newstables.scripts.link.groups import find_roots, hang_together, hash_rows, join_pairs
from newstables.scripts.link.identity import find_twice, make_id, pack_ids, shelve_id

from made_up import make_records, write_records


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_records(tmp_path_factory.mktemp("shelves") / "wire.jsonl", make_records(60))


@pytest.fixture(scope="module")
def whole(wire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shelves-whole") / "out"
    build([wire], out, workers=1, cache=tmp_path_factory.getbasetemp() / "shelves-kept")
    return out


@pytest.mark.parametrize("articles", [25, 4])
def test_the_tables_are_the_same(
    wire: Path,
    whole: Path,
    articles: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setattr(exchange, "ARTICLES_PER_SHELF", articles)
    build([wire], tmp_path / "out", workers=1, cache=tmp_path_factory.getbasetemp() / "shelves-kept")
    assert len(newstables.load("people", source=whole)) < len(newstables.load("appearances", source=whole))
    for path in whole.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


def test_shelves_may_be_empty(folder: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newstables.scripts.build.count_shelves", lambda _: 60)
    build([folder], tmp_path / "out", workers=1)
    for path in built.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


class Names:
    """A group that no two rows of one letter may be in."""

    def __init__(self, row: str) -> None:
        self.letters = {row[0]}

    def fits(self, other: "Names") -> bool:
        return self.letters.isdisjoint(other.letters)

    def take(self, other: "Names") -> None:
        self.letters |= other.letters


def test_pairs_that_hang_together_are_joined_alike_wherever_they_were_found() -> None:
    chance = random.Random(3)
    rows = [f"{letter}{number}" for letter in "abcdefgh" for number in range(30)]
    pairs = [(chance.random(), *sorted(chance.sample(rows, 2))) for _ in range(160)]
    groups = join_pairs({row: Names(row) for row in rows}, sorted(pairs))
    assert {len(group) for group in groups} > {1, 2, 3}
    parts = [pairs[at::3] for at in range(3)]
    roots = [find_roots(part) for part in parts]
    packed = [{"names": numpy.stack([hash_rows(list(one)), hash_rows(list(one.values()))])} for one in roots]
    together: dict[int, list[tuple[float, str, str]]] = {}
    for part, above, told in zip(parts, roots, hang_together(packed), strict=True):
        known, numbers = told["names"]
        for pair in part:
            at = numpy.searchsorted(known, hash_rows([above[pair[1]]]))[0]
            together.setdefault(int(numbers[at]), []).append(pair)
    assert len(together) > 1
    joined = []
    for found in together.values():
        there = {row for _, *both in found for row in both}
        joined += join_pairs({row: Names(row) for row in there}, sorted(found))
    assert {frozenset(group) for group in joined} == {frozenset(group) for group in groups if len(group) > 1} | {
        frozenset(group) for group in groups if len(group) == 1 and any(group[0] in pair for pair in pairs)
    }


def test_ids_lie_on_shelves_in_their_order() -> None:
    ids = sorted(make_id("people", str(number)) for number in range(200))
    shelves = [shelve_id(one, 7) for one in ids]
    assert shelves == sorted(shelves) and set(shelves) == set(range(7))


def test_ids_that_two_articles_have_by_chance_are_found() -> None:
    ids = [make_id("figures", str(number)) for number in range(50)]
    assert find_twice("figures", [pack_ids(ids[:30]), pack_ids(ids[30:])]) == frozenset()
    assert find_twice("figures", [pack_ids(ids[:30]), pack_ids(ids[29:])]) == {ids[29]}


def test_ids_that_are_found_elsewhere_are_no_failures(tables: dict[str, pd.DataFrame]) -> None:
    here = tables | {"people": tables["people"][:0], "appearances": tables["appearances"][:0]}
    here["evidence"] = tables["evidence"][tables["evidence"]["table"] != "people"]
    assert {(one.table, one.column) for one in check_together(here)} == {
        ("participants", "person_id"), ("parties", "person_id"),
    }  # fmt: skip
    assert check_together(here, {"people": tables["people"]["person_id"]}) == []
