"""The benchmark of scale repeats a corpus so that its people and events are as frequent as they were."""

from pathlib import Path

import pandas as pd

from newstables.scripts.benchmarks.scale import repeat_articles, repeat_rows
from newstables.scripts.exchange import Exchange
from newstables.scripts.link import collect, link_rows
from newstables.scripts.progress import Steps
from newstables.scripts.workers import Workers

from made_up import RECORDS, write_records


def test_articles_come_again_under_other_ids_and_on_later_days() -> None:
    articles = pd.DataFrame(RECORDS)
    repeated = repeat_articles(articles, 7)
    assert repeated["article_id"].is_unique and len(repeated) == 7
    assert repeated["text"].tolist() == (articles["text"].tolist() * 3)[:7]
    assert repeated["published"][3] > articles["published"][0]


def test_people_of_several_articles_stay_and_those_of_one_are_others(tmp_path: Path) -> None:
    bridge = "Mayor Desmond Achterberg met engineer Priya Nandakumar in Port Averil on Monday to discuss the bridge."
    records = [*RECORDS[1:], {"article_id": "bridge", "published": "2026-03-05", "text": bridge}]
    corpus = write_records(tmp_path / "wire.jsonl", records)
    (tmp_path / "spool").mkdir()
    with Workers(1) as pool:
        exchange = Exchange(str(tmp_path / "spool"), pool, Steps(shown=False), 2)
        articles, batches, counts = repeat_rows(corpus, 8, str(tmp_path / "kept"), exchange)
        people = collect("people", link_rows(articles, batches, exchange), exchange.spool)
    assert len(articles) == 8 == sum(number for _, number in batches)
    assert counts["people"] == people["articles"].sum() > 8
    seen = people.set_index("name")["articles"]
    assert seen["Ilse Brandvik"] > 3
    assert seen["Desmond Achterberg"] <= 2  # named again only where chance puts the same name together
