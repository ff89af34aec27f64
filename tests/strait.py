"""A dataset with a history: three releases, of which one was withdrawn, and somebody who was taken out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newstables import load
from newstables.scripts.build import build
from newstables.scripts.cli import main
from newstables.scripts.correct.reading import COLUMNS

from made_up import RECORDS, write_records

TAKEN_OUT = "Odo Varnell"
PRIVATE = "Nadia Quillfeather"
FERRY = (
    "Kenyan President Amara Okonjo met Norwegian Foreign Minister Ilse Brandvik in Nairobi on Monday, the "
    "<b>office</b> said. Exports rose 7 percent & imports fell.</p><script>window.broken = true</script>\n\n"
    f"Singer {PRIVATE} and shopkeeper {TAKEN_OUT} met Okonjo at the harbour. "
    "Kenya and Norway signed a loan agreement of $12 million for a ferry, her spokesman said."
)
FERRY_RECORDS = [
    {
        "article_id": "ferry",
        "url": "https://herald.example/ferry",
        "title": 'Talks <script>window.broken = true</script> & "ferries"',
        "publisher": "Lake Herald",
        "published": "2026-03-10",
        "text": FERRY,
    },
    {
        "article_id": "odd-address",
        "url": "javascript:window.broken=true",
        "title": "Mayor opens hall",
        "publisher": "Averil Times",
        "published": "2026-03-11",
        "text": "Mayor Desmond Achterberg met engineer Priya Nandakumar in Oslo on Tuesday. About 300 guests came.",
    },
]
SETTINGS = (
    '[dataset]\nname = "strait"\ntitle = "Talks about the strait"\nlicence = "CC-BY-4.0"\n'
    'authors = ["Strait Desk"]\ndescription = "Who met whom about the strait."\n'
)


def write_dataset(place: Path) -> None:
    """Write articles (``wire.jsonl``), their last build, and their releases into a folder."""
    releases = place / "releases"
    releases.mkdir()
    (releases / "newstables.toml").write_text(SETTINGS, encoding="utf-8")
    wire = write_records(place / "wire.jsonl", [*RECORDS, *FERRY_RECORDS])
    build([wire], place / "build", workers=1, cache=place / "cache")
    run("release", place / "build", "--version", "1.0.0", "--to", releases, "--date", "2026-04-01")
    desk = write_corrections(place / "desk.csv", place / "build")
    build([wire], place / "build", workers=1, cache=place / "cache", onto=str(releases), corrections=[desk])
    run("release", place / "build", "--version", "auto", "--to", releases, "--date", "2026-04-03")
    run("release", place / "build", "--version", "9.0.0", "--to", releases, "--date", "2026-04-04", "--no-quotes")
    run("withdraw", "9.0.0", "--reason", "Its quotations are missing.", "--to", releases, "--date", "2026-04-05")


def write_corrections(path: Path, build: Path) -> Path:
    """Write what a person decided about the first release."""
    people = load("people", source=build).set_index("name")["person_id"]
    lisbon = load("meetings", source=build).set_index("place").loc["Lisbon", "meeting_id"]
    years = load("figures", source=build).set_index("text").loc["nine years", "figure_id"]
    note = {"note": "The ministers met in Setubal.", "cause": "extraction"}
    lines = [
        {"action": "set", "table": "meetings", "row_id": lisbon, "column": "place", "old_value": "Lisbon"}
        | {"new_value": "Setubal <harbour>"}
        | note,
        {"action": "accept", "table": "people", "row_id": people["Ilse Brandvik"]},
        {"action": "delete", "table": "figures", "row_id": years},
        {"action": "suppress", "table": "people", "row_id": people[TAKEN_OUT]},
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(line | {"decided_by": "Ada Review", "decided_on": "2026-04-02"} for line in lines)
    return path


def run(*arguments: object) -> None:
    """Run the command line, to its good end."""
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    assert ended.value.code == 0, arguments
