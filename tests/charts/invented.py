"""Tables that nobody extracted, of any size, for charts."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from typing import Any

import pandas as pd

from newstables.schemas import TABLES, to_frame
from newstables.scripts.charts.wording import country_names

FIRST = (
    "Ilse",
    "Tomas",
    "Priya",
    "Desmond",
    "Amara",
    "Yusuf",
    "Ingrid",
    "Pavel",
    "Lucia",
    "Kwame",
    "Noor",
    "Maximiliana",
)
LAST = (
    "Brandvik",
    "Reyes",
    "Nandakumar",
    "Achterberg",
    "Okonjo",
    "Halabi",
    "Solheim",
    "Dvorak",
    "von und zu Ferrante-Lund",
)
OUTLETS = (
    "Gazette",
    "Northern Post",
    "Averil Times",
    "The Evening Courier and Advertiser of Port Averil",
    "Wire",
    "Post & Mail",
)
PLACES = ("Lisbon", "Nairobi", "Oslo", None, "Quito", "Hanoi", "the Palace of Congresses", "Riga")
TOPICS = (
    "fish",
    "the sharing of water <below> the dam & its price in $ and _euros_",
    "a ceasefire",
    None,
    "quotas for cod, herring and mackerel in the northern strait next year",
    "rail",
)
PURPOSES = ("aid for the port", "bilateral investment", "a second bridge over the Lenn river", None)
Rows = dict[str, list[dict[str, Any]]]
COUNTRIES = sorted(country_names())[::4]  # codes as they are, with long names and short ones
START = date(2025, 9, 1)


def _id(prefix: str, number: int) -> str:
    return f"{prefix}-{hashlib.sha256(f'{prefix}{number}'.encode()).hexdigest()[:12]}"


def make_tables(size: int, *, review: str = "unchecked", seed: int = 7) -> dict[str, pd.DataFrame]:
    """Make tables with so many meetings, agreements, people and sums."""
    draw = random.Random(seed)
    months = min(4 + size // 12, 20)
    countries = COUNTRIES[: max(3, min(60, size // 4))]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    # No article in the third month.
    days = [day for n in range(months * 30) if ((day := START + timedelta(n)).year, day.month) != (2025, 11)]
    for n in range(max(4, size)):
        published = days[n * (len(days) - 1) // max(3, size - 1)] if n < size else days[-1]
        rows["articles"].append(
            {
                "article_id": f"article-{n:03}",
                "title": f"Report {n}",
                "publisher": OUTLETS[n % len(OUTLETS)] if n % 11 else (f"Local Paper {n}" if n % 2 else None),
                "published": published,
                "language": "en",
                "kind": "report",
                "copy_of": "article-000" if n and n % 13 == 0 else None,
                "words": 100,
                "characters": 600,
                "text_sha256": "0" * 64,
                "source": f"{n}.txt",
            }
        )
    originals = [article for article in rows["articles"] if not article["copy_of"]]

    def pick() -> list[dict[str, Any]]:
        number = min(len(originals), draw.choice((1, 1, 1, 2, 3)))
        start = draw.randrange(len(originals) - number + 1)
        return originals[start : start + number]

    def span(articles: list[dict[str, Any]]) -> dict[str, Any]:
        told = [article["published"] for article in articles]
        return {
            "articles": len(articles),
            "first_reported": min(told),
            "last_reported": max(told),
            "review": review,
        }

    for n in range(size):
        name = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}" + (f" {n}" if n > 100 else "")
        seen = pick() if n else originals[: max(3, len(originals) // 3)]
        rows["people"].append(
            {
                "person_id": _id("p", n),
                "name": name,
                "role": draw.choice(("minister", "president", "head of the works department", None)),
                "country": draw.choice((*countries, None)),
                "first_seen": seen[0]["published"],
                "last_seen": seen[-1]["published"],
                "articles": len(seen),
                "mentions": 2 * len(seen),
                "review": review,
            }
        )
        rows["appearances"] += [
            {"person_id": _id("p", n), "article_id": article["article_id"], "name": name, "mentions": 2}
            for article in seen
        ]
    for n in range(size):
        _add_meeting(rows, n, draw, pick(), span, countries)
        _add_agreement(rows, n, draw, pick(), span, countries)
    for n in range(size):
        article = draw.choice(originals)
        value = draw.choice((2e6, 3.5e6, 140e6, 2e9, 85_700.0)) * draw.choice((1, 1, 1, n + 1))
        rows["figures"].append(
            {
                "figure_id": _id("f", n),
                "article_id": article["article_id"],
                "text": f"{value:,.0f}",
                "kind": "money",
                "value": value,
                "unit": draw.choice(("USD", "USD", "EUR", "NOK", None)),
                "sense": draw.choice(("target", "target", "actual")),
                "measure": draw.choice(
                    ("aid for the port", "bilateral investment", "a second bridge over the Lenn river", None)
                ),
                "attributed_to": draw.choice((None, "Reyes")),
                "start": 0,
                "end": 5,
                "review": review,
            }
        )
    return {name: to_frame(name, rows[name]) for name in TABLES}


def _when(draw: random.Random, published: date, ahead: bool) -> dict[str, Any]:
    day = published + timedelta(draw.randrange(1, 60) if ahead else -draw.randrange(0, 20))
    kind = draw.choice(("day", "day", "day", "day", "month", None))
    if kind is None:
        return {}
    if kind == "day":
        return {"date": day, "date_end": day, "date_precision": "day"}
    first = day.replace(day=1)
    return {"date": first, "date_end": (first + timedelta(32)).replace(day=1) - timedelta(1), "date_precision": "month"}


def _add_meeting(
    rows: dict[str, list[dict[str, Any]]],
    n: int,
    draw: random.Random,
    told: list[dict[str, Any]],
    span: Any,
    countries: Any,
) -> None:
    status = draw.choice(("held", "held", "held", "ongoing", "planned", "cancelled"))
    kind = draw.choice(("meeting", "talks", "summit", "conference", "visit"))
    sides = sorted(draw.sample(list(countries), 2 if n % 3 else 3)) if n % 9 else []
    if n % 4 == 1:
        sides = sorted(countries[:2])
    guests = draw.sample(range(len(rows["people"])), min(len(rows["people"]), 2))
    met = {rows["people"][guest]["country"] for guest in guests if n % 2} - {None}
    meeting = _id("m", n)
    rows["meetings"].append(
        {
            "meeting_id": meeting,
            "kind": kind,
            "status": status,
            "place": draw.choice(PLACES),
            "countries": "; ".join(sorted({*sides, *met})) or None,
            "topic": draw.choice(TOPICS),
            "number": draw.choice((1, 1, 1, 1, 3, None)),
            "participants": len(sides) + len(guests),
            **_when(draw, told[0]["published"], status == "planned"),
            **span(told),
        }
    )
    rows["meeting_reports"] += [
        {"meeting_id": meeting, "article_id": article["article_id"], "kind": kind, "status": status} for article in told
    ]
    for i, country in enumerate(sides):
        rows["participants"].append(
            {
                "participant_id": _id("mp", 10 * n + i),
                "meeting_id": meeting,
                "name": country,
                "type": "country",
                "country": country,
                "capacity": "participant",
            }
        )
    for i, guest in enumerate(guests):
        person = rows["people"][guest]
        rows["participants"].append(
            {
                "participant_id": _id("mp", 10 * n + 5 + i),
                "meeting_id": meeting,
                "name": person["name"],
                "type": "person",
                "person_id": person["person_id"],
                "country": person["country"] if n % 2 else None,
                "capacity": "participant",
            }
        )


def _add_agreement(
    rows: dict[str, list[dict[str, Any]]],
    n: int,
    draw: random.Random,
    told: list[dict[str, Any]],
    span: Any,
    countries: Any,
) -> None:
    status = draw.choice(("signed", "agreed", "in_force", "planned", "rejected", "ended"))
    kind = draw.choice(("treaty", "memorandum", "deal", "ceasefire", "loan_or_grant"))
    sides = sorted(draw.sample(list(countries), 2)) if n % 5 else sorted(countries[:2])
    sum_named = n % 2 == 0
    agreement = _id("g", n)
    amount = draw.choice((2e6, 140e6, 2e9)) if sum_named else None
    currency = draw.choice(("USD", "EUR")) if sum_named else None
    rows["agreements"].append(
        {
            "agreement_id": agreement,
            "name": draw.choice((None, None, "Treaty of Port Averil")),
            "kind": kind,
            "status": status,
            "subject": draw.choice(TOPICS),
            "amount": amount,
            "currency": currency,
            "countries": "; ".join(sides) if n % 7 else None,
            "parties": len(sides),
            **_when(draw, told[0]["published"], status == "planned"),
            **span(told),
        }
    )
    rows["agreement_reports"] += [
        {
            "agreement_id": agreement,
            "article_id": article["article_id"],
            "kind": kind,
            "status": status,
            "amount": amount,
            "currency": currency,
        }
        for article in told
    ]
    rows["parties"] += [
        {
            "party_id": _id("gp", 10 * n + i),
            "agreement_id": agreement,
            "name": country,
            "type": "country",
            "country": country,
            "capacity": "party",
        }
        for i, country in enumerate(sides)
    ]
