"""Which reports tell of one meeting, of one agreement: stories of our own, as two articles tell them."""

from datetime import date
from typing import Any

import pytest

from newstables.scripts.link.agreements import same_agreement
from newstables.scripts.link.events import Report
from newstables.scripts.link.meetings import same_meeting
from newstables.scripts.link.wording import name_set, word_set


def report(published: str, *members: str, said: str = "", day: str | None = None, **told: Any) -> Report:
    """Make a report; members are people, "c:PER" a country, "n:" a body; `day` a day, or first and last day."""
    first, _, last = (day or "").partition("/")
    days = [date.fromisoformat(text).toordinal() if text else None for text in (first, last or first)]
    countries = frozenset(member for member in members if member.startswith("c:"))
    return Report(
        row="",
        article="",
        published=date.fromisoformat(published).toordinal(),
        kind=told.get("kind", "meeting"),
        status=told.get("status", "held"),
        members=frozenset(members),
        countries=countries | {f"c:{code}" for code in told.get("countries", ())},
        first=days[0],
        last=days[1],
        precision=told.get("precision", "range" if last else "day" if first else None),
        place=told.get("place", ""),
        words=word_set(told.get("about")),
        name=name_set(told.get("name")),
        number=told.get("number", 1),
        amount=told.get("amount"),
        currency=told.get("currency", "USD" if told.get("amount") else None),
        said=(word_set(said),) if said else (),
    )


VERA, OMAR, RUTH = "p:vera", "p:omar", "p:ruth"
BODY = "n:coastal trade organization"
TALKS = "the envoys of both sides met for a third round of talks on fishing rights in the strait"

ONE_MEETING = {
    "announced without a day, then held": (
        report("2026-03-01", VERA, OMAR, status="planned"),
        report("2026-03-03", VERA, OMAR),
    ),
    "announced for a day, then held": (
        report("2026-03-01", VERA, OMAR, status="planned", day="2026-03-05"),
        report("2026-03-05", VERA, OMAR, day="2026-03-05", kind="talks"),
    ),
    "recalled with its month": (
        report("2026-03-05", VERA, OMAR, day="2026-03-05"),
        report("2026-04-20", VERA, OMAR, day="2026-03-01/2026-03-31", precision="month"),
    ),
    "recalled with its year and about the same": (
        report("2026-03-05", VERA, OMAR, day="2026-03-05", about="fishing rights"),
        report("2026-06-20", VERA, OMAR, day="2026-01-01/2026-12-31", precision="year", about="fishing"),
    ),
    "one of them names more people": (
        report("2026-03-05", VERA, OMAR, RUTH, day="2026-03-05"),
        report("2026-03-06", VERA, OMAR),
    ),
    "in the words of the same wire, with one of them unnamed": (
        report("2026-03-05", VERA, said="Vera met local election observers in the harbour town on Sunday"),
        report("2026-03-05", VERA, said="Vera met election observers in the harbour town Sunday"),
    ),
    "talks that go on for weeks": (
        report("2026-03-05", "c:PER", BODY, kind="talks", status="ongoing", said=TALKS),
        report("2026-03-29", "c:PER", BODY, kind="talks", status="ongoing", said=TALKS),
    ),
    "the meeting of a body, once by month and once by day": (
        report("2026-02-20", BODY, status="planned", day="2026-03-01/2026-03-31", precision="month", place="lima"),
        report("2026-03-01", BODY, status="planned", day="2026-03-13", place="lima"),
    ),
    "what one calls a conference": (
        report("2026-03-01", BODY, kind="conference", day="2026-03-13", place="lima"),
        report("2026-03-01", BODY, day="2026-03-13", place="lima"),
    ),
    "a summit in one place, once told without its day on that day": (
        report("2026-03-05", VERA, kind="conference", day="2026-03-05", place="lima"),
        report("2026-03-05", VERA, kind="conference", place="lima"),
    ),
    "the summit of two leaders": (
        report("2026-03-01", VERA, OMAR, kind="summit", status="planned", day="2026-03-05", name="Lima", place="lima"),
        report("2026-03-05", VERA, OMAR, day="2026-03-05"),
    ),
    "a summit by its letters and by its full name": (
        report("2026-03-01", kind="summit", name="APEC", day="2026-03-05"),
        report("2026-03-05", kind="summit", name="Asia-Pacific Economic Cooperation", day="2026-03-05/2026-03-06"),
    ),
    "an ordinal in words and in digits": (
        report("2026-03-01", kind="conference", name="Second Conference of Coastal Ports"),
        report("2026-03-02", kind="conference", name="2nd Conference of Coastal Ports"),
    ),
    "a summit that goes by its place": (
        report("2026-03-01", kind="summit", name="Lima", place="lima", day="2026-03-05"),
        report("2026-03-02", kind="summit", name="Coastal Trade", place="lima"),
    ),
    "a numbered meeting by its name alone": (
        report("2026-03-01", VERA, name="14th Coastal Economic Leaders", status="planned", day="2026-03-05"),
        report("2026-03-04", OMAR, name="Coastal Economic Leaders", status="planned", day="2026-03-05/2026-03-06"),
    ),
}

TWO_MEETINGS = {
    "held, and the next announced": (
        report("2026-03-01", VERA, OMAR),
        report("2026-03-03", VERA, OMAR, status="planned"),
    ),
    "held before the day for which the other is planned": (
        report("2026-03-01", VERA, OMAR),
        report("2026-03-01", VERA, OMAR, status="planned", day="2026-03-05"),
    ),
    "on other days": (
        report("2026-03-05", VERA, OMAR, day="2026-03-04"),
        report("2026-03-05", VERA, OMAR, day="2026-03-05"),
    ),
    "a year in which they met and one of its days": (
        report("2026-03-05", VERA, OMAR, day="2026-03-05", place="lima"),
        report("2026-06-20", VERA, OMAR, day="2026-01-01/2026-12-31", precision="year"),
    ),
    "several and one": (
        report("2026-03-05", VERA, OMAR, number=None),
        report("2026-03-05", VERA, OMAR),
    ),
    "one host and two guests": (
        report("2026-03-05", VERA, OMAR, day="2026-03-05", place="lima"),
        report("2026-03-05", VERA, RUTH, day="2026-03-05", place="lima"),
    ),
    "a summit and talks in its margins": (
        report("2026-03-05", VERA, OMAR, kind="summit", name="Coastal Trade", day="2026-03-05", place="lima"),
        report("2026-03-05", VERA, OMAR, day="2026-03-05", place="lima"),
    ),
    "a call and a meeting": (
        report("2026-03-05", VERA, OMAR, kind="call", day="2026-03-05"),
        report("2026-03-05", VERA, OMAR, day="2026-03-05"),
    ),
    "this year's session and last year's": (
        report("2026-03-05", kind="session", name="7th Session of the Coastal Council"),
        report("2026-03-06", kind="session", name="8th Session of the Coastal Council"),
    ),
    "two summits of one day": (
        report("2026-03-05", "c:PER", kind="summit", name="Coastal Trade", day="2026-03-05", place="lima"),
        report("2026-03-05", "c:PER", kind="summit", name="Private Enterprise", day="2026-03-05", place="cuzco"),
    ),
    "two forums of one region": (
        report("2026-03-05", kind="conference", name="Asia-Pacific"),
        report("2026-03-06", kind="conference", name="Asia-Pacific Economic Cooperation"),
    ),
    "two forums of one year": (
        report("2026-03-05", kind="conference", name="Beyond 2026", day="2026-01-01/2026-12-31", precision="year"),
        report("2026-03-06", kind="conference", name="Harbour Expo 2026", day="2026-03-06"),
    ),
}


@pytest.mark.parametrize(("one", "other"), ONE_MEETING.values(), ids=ONE_MEETING)
def test_reports_of_one_meeting(one: Report, other: Report) -> None:
    assert same_meeting(one, other) > 0
    assert same_meeting(other, one) == same_meeting(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_MEETINGS.values(), ids=TWO_MEETINGS)
def test_reports_of_two_meetings(one: Report, other: Report) -> None:
    assert same_meeting(one, other) == same_meeting(other, one) == 0


def deal(published: str, *parties: str, **told: Any) -> Report:
    return report(published, *parties, **{"kind": "deal", "status": "signed", **told})


PERU, CHILE, OMAN = "c:PER", "c:CHL", "c:OMN"
ORBIS, VARGA = "n:orbis", "n:varga"
ADOPTED = "a declaration and an action plan for the ports are to be adopted at the summit on Sunday"

ONE_AGREEMENT = {
    "planned and signed on the day told": (
        deal("2026-03-01", PERU, CHILE, OMAN, kind="protocol", status="planned", day="2026-03-02"),
        deal("2026-03-03", PERU, CHILE, OMAN, kind="protocol", day="2026-03-02"),
    ),
    "named in one, told in the other": (
        deal("2026-03-02", PERU, CHILE, name="Framework Agreement on Harbour Cranes", day="2026-03-02"),
        deal("2026-03-03", PERU, CHILE, about="harbour cranes", day="2026-03-02"),
    ),
    "a named treaty, once without its parties": (
        deal("2026-03-02", name="Lima Water Treaty", kind="treaty", status="in_force"),
        deal("2024-03-02", PERU, CHILE, name="Lima Water Treaty", kind="treaty", day="2024-03-02"),
    ),
    "a sum that one of them rounds": (
        deal("2026-03-02", ORBIS, VARGA, about="cranes", amount=1.23e9),
        deal("2026-03-04", ORBIS, VARGA, about="cranes", amount=1.2e9),
    ),
    "one sum, once with one party": (
        deal("2026-03-02", PERU, CHILE, about="investment", amount=2e9, day="2026-03-02"),
        deal("2026-03-02", CHILE, amount=2e9),
    ),
    "a takeover told for weeks": (
        deal("2026-03-02", ORBIS, VARGA, about="shares", status="planned", kind="contract"),
        deal("2026-03-20", ORBIS, VARGA, status="in_force"),
    ),
    "a ceasefire told for weeks": (
        deal("2026-03-02", PERU, CHILE, kind="ceasefire", status="agreed", about="truce"),
        deal("2026-03-16", PERU, kind="ceasefire", status="in_force", about="ceasefire"),
    ),
    "without parties, in the words of the same wire": (
        deal("2026-03-05", kind="joint_decision", status="planned", about="declaration", said=ADOPTED),
        deal("2026-03-05", kind="joint_decision", status="planned", about="declaration", said=ADOPTED),
    ),
    "the same subject of a bloc, of which one names a member": (
        deal("2026-03-05", BODY, about="bloc budget", day="2026-03-05"),
        deal("2026-03-05", BODY, PERU, about="bloc budget", day="2026-03-04/2026-03-05"),
    ),
}

TWO_AGREEMENTS = {
    "other subjects": (
        deal("2026-03-02", PERU, CHILE, about="fishing", day="2026-03-02"),
        deal("2026-03-02", PERU, CHILE, about="rail", day="2026-03-02"),
    ),
    "other sums": (
        deal("2026-03-02", ORBIS, VARGA, about="cranes", amount=1.2e9),
        deal("2026-03-04", ORBIS, VARGA, about="cranes", amount=1.6e9),
    ),
    "other parties": (
        deal("2026-03-02", PERU, CHILE, about="harbour cranes"),
        deal("2026-03-02", OMAN, "c:KEN", about="harbour cranes"),
    ),
    "a name that only tells the kind, with one party in common": (
        deal("2026-03-02", PERU, CHILE, name="Joint Declaration"),
        deal("2026-03-02", PERU, OMAN, name="Joint Declaration"),
    ),
    "a trilateral agreement and a bilateral one, neither with a subject": (
        deal("2026-03-02", PERU, CHILE, OMAN, day="2026-03-02"),
        deal("2026-03-03", PERU, CHILE, day="2026-03-03"),
    ),
    "two signed on two days": (
        deal("2026-03-02", PERU, CHILE, day="2026-03-02"),
        deal("2026-03-05", PERU, CHILE, day="2026-03-05"),
    ),
    "two ceasefires of one side": (
        deal("2026-03-02", PERU, CHILE, kind="ceasefire", day="2026-03-02"),
        deal("2026-09-12", PERU, OMAN, kind="ceasefire", day="2026-09-12"),
    ),
    "two companies, two deals": (
        deal("2026-03-02", ORBIS, VARGA, about="cranes"),
        deal("2026-03-04", ORBIS, VARGA, about="ferries"),
    ),
}


@pytest.mark.parametrize(("one", "other"), ONE_AGREEMENT.values(), ids=ONE_AGREEMENT)
def test_reports_of_one_agreement(one: Report, other: Report) -> None:
    assert same_agreement(one, other) > 0
    assert same_agreement(other, one) == same_agreement(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_AGREEMENTS.values(), ids=TWO_AGREEMENTS)
def test_reports_of_two_agreements(one: Report, other: Report) -> None:
    assert same_agreement(one, other) == same_agreement(other, one) == 0
