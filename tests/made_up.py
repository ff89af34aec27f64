"""Articles that nobody printed, for tests that build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TREATY = (
    "Foreign Minister Ilse Brandvik met her Morvanian counterpart Tomas Reyes in Lisbon on Tuesday.\n\n"
    "The two ministers signed a fisheries treaty worth $40 million, Brandvik told reporters after the talks. "
    "About 200 boats will be able to work in the strait from May.\n\n"
    '"We have waited nine years for this," Reyes said. A second round of talks will be held in Oslo on April 3.'
)
BRIDGE = (
    "The council of Port Averil agreed on Monday to pay 3.5 million euros for a new bridge over the Lenn river.\n\n"
    "Mayor Desmond Achterberg held talks with engineer Priya Nandakumar, who heads the works department. "
    "Traffic on the old bridge rose 12 percent last year, the department said."
)
RECALLED = (
    "The treaty that Ilse Brandvik and Tomas Reyes signed in Lisbon last week divides fishing crews in the north.\n\n"
    "Brandvik, the foreign minister, met skippers in Tromso on Friday. They want quotas to rise by 5 percent."
)
GERMAN = (
    "Der Gemeinderat hat am Montag beschlossen, eine neue Brücke über den Fluss zu bauen. "
    "Die Arbeiten sollen im kommenden Frühjahr beginnen und zwei Jahre dauern, sagte der Bürgermeister."
)

RECORDS: list[dict[str, Any]] = [
    {
        "article_id": "treaty-gazette",
        "url": "https://gazette.example/treaty",
        "title": "Ministers sign fisheries treaty in Lisbon",
        "publisher": "Gazette",
        "published": "2026-03-04",
        "text": TREATY,
    },
    {
        "article_id": "treaty-courier",
        "publisher": "Courier",
        "published": "2026-03-05",
        "text": TREATY,
    },
    {
        "article_id": "recalled",
        "publisher": "Northern Post",
        "published": "2026-03-14",
        "text": RECALLED,
    },
]


def write_records(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def write_articles(folder: Path) -> Path:
    """Write a folder of four articles in three forms, one of them a copy, beside two that are rejected."""
    folder.mkdir()
    write_records(folder / "wire.jsonl", RECORDS)
    bridge = f"---\ntitle: Council pays for bridge\npublisher: Averil Times\npublished: 2026-02-03\n---\n\n{BRIDGE}\n"
    (folder / "bridge.md").write_text(bridge, encoding="utf-8")
    (folder / "notes.txt").write_text(f"Old notes\n\n{BRIDGE[:150]}\n", encoding="utf-8")
    (folder / "german.md").write_text(f"---\npublished: 2026-02-03\n---\n\n{GERMAN}\n", encoding="utf-8")
    return folder


def make_records(number: int) -> list[dict[str, Any]]:
    """Make many short articles, no two alike."""
    verbs = ("met", "received", "called on", "held talks with", "hosted")
    towns = ("Lisbon", "Nairobi", "Oslo", "Quito", "Hanoi", "Tunis", "Riga")
    first = ("Ilse", "Tomas", "Priya", "Desmond", "Amara", "Yusuf", "Ingrid", "Pavel", "Lucia", "Kwame", "Noor")
    last = ("Brandvik", "Reyes", "Nandakumar", "Achterberg", "Okonjo", "Halabi", "Solheim", "Dvorak", "Ferrante")
    return [
        {
            "article_id": f"made-{i:04}",
            "publisher": f"Outlet {i % 5}",
            "published": f"2026-{i % 9 + 1:02}-{i % 27 + 1:02}",
            "text": (
                f"{first[i % 11]} {last[i % 9]} {verbs[i % 5]} {first[(i + 4) % 11]} {last[(i + 5) % 9]} "
                f"in {towns[i % 7]} on Monday to discuss case number {i}.\n\n"
                f"Exports of ware {i} rose {i % 40 + 1} percent to {i + 10} million dollars, the {towns[(i + 3) % 7]} "
                f"office said. Lot {i * 7} was sold to house {i * 13} in row {i * 17}, shop {i * 19} took the rest."
            ),
        }
        for i in range(number)
    ]
