"""Copies and repeats are told, whatever the order of the articles."""

from datetime import date
from random import Random

import pytest

from newstables.scripts.read.article import Article
from newstables.scripts.read.duplicates import decide, sign, similarity

WORDS = Random(1).choices([f"word{i}" for i in range(400)], k=300)
TEXT = " ".join(WORDS)
EDITED = TEXT.replace(WORDS[40], "changed", 1)
OTHER = " ".join(Random(2).choices(WORDS, k=300))


def article(name: str, body: str, day: int, publisher: str = "Post") -> Article:
    return Article(name, date(2026, 3, day), body, f"{name}.txt", publisher=publisher)


def test_similarity_is_the_share_of_five_word_runs() -> None:
    assert similarity(sign(article("a", TEXT, 1)), sign(article("b", TEXT, 1))) == 1
    assert 0.9 < similarity(sign(article("a", TEXT, 1)), sign(article("b", EDITED, 1))) < 1
    assert similarity(sign(article("a", TEXT, 1)), sign(article("b", OTHER, 1))) < 0.1


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_repeats_are_told_whatever_the_order(order: tuple[int, ...]) -> None:
    articles = [
        article("first", TEXT, 1),
        article("later", EDITED, 2),
        article("wire", TEXT, 3, "Gazette"),
        article("again", EDITED, 4),
        article("apart", OTHER, 1),
    ]
    told = decide([sign(articles[i]) for i in order])
    assert {r.source: (r.reason, r.repeats) for r in told.rejections.values()} == {
        "first.txt": ("superseded", "later"),
        "again.txt": ("duplicate", "later"),
    }
    assert told.copies == {"wire": "later"}


def test_a_copy_follows_its_original_through_several_versions() -> None:
    third = EDITED.replace(WORDS[90], "changed", 1)
    articles = [
        article("a", TEXT, 1),
        article("b", EDITED, 2),
        article("c", third, 3),
        article("d", TEXT, 4, "Gazette"),
    ]
    told = decide([sign(one) for one in articles])
    assert told.copies == {"d": "c"}
    assert {r.source: r.repeats for r in told.rejections.values()} == {"a.txt": "b", "b.txt": "c"}


def test_each_stands_for_itself_on_demand() -> None:
    told = decide([sign(article("a", TEXT, 1)), sign(article("b", TEXT, 2))], keep_duplicates=True)
    assert not told.rejections and not told.copies
