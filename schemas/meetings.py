"""The tables of meetings: the meetings, what each article reports of them, and who took part."""

from __future__ import annotations

import pandas as pd

from newstables.schemas import columns, vocabularies
from newstables.schemas.columns import COUNTRIES, COUNTRY, DateTime, Table


class Meetings(Table):
    """One row per meeting that took place, takes place or is planned."""

    meeting_id: str = columns.identifier("m", "Id of the meeting")
    kind: str = columns.choice(vocabularies.MEETING_KINDS, "Sort of meeting")
    status: str = columns.choice(vocabularies.MEETING_STATUSES, "Whether it took place")
    mode: str = columns.choice(
        vocabularies.MODES, "How the participants came together; null where not said", nullable=True
    )
    date: DateTime = columns.day("First day of the time given")
    date_end: DateTime = columns.day("Last day of the time given")
    date_precision: str = columns.choice(vocabularies.DATE_PRECISIONS, "How exactly the time is given", nullable=True)
    place: str = columns.text("Most specific place printed")
    country: str = columns.code("Country the place lies in (ISO 3166-1 alpha-3)", COUNTRY)
    countries: str = columns.code("Countries that took part, themselves or through people and bodies", COUNTRIES)
    topic: str = columns.words("What it was about")
    number: pd.Int32Dtype = columns.count(
        'How many meetings the row stands for; null for "several"', nullable=True, least=1, unit="meeting"
    )
    participants: pd.Int32Dtype = columns.count("Participants that are named", unit="participant")
    articles: pd.Int32Dtype = columns.count("Articles that report it, copies left out", least=1, unit="article")
    first_reported: DateTime = columns.day("Publication day of the earliest report", nullable=False)
    last_reported: DateTime = columns.day("Publication day of the latest report", nullable=False)
    conflicts: str = columns.text("Columns in which reports contradict each other", separated=True)
    review: str = columns.choice(vocabularies.REVIEW, "Whether a person has looked at the row")

    class Config:
        """Key."""

        unique = ("meeting_id",)


class MeetingReports(Table):
    """One row per meeting and article, as that article alone tells it."""

    meeting_id: str = columns.reference("meetings", "The meeting")
    article_id: str = columns.reference("articles", "The article")
    kind: str = columns.choice(vocabularies.MEETING_KINDS, "Sort of meeting")
    status: str = columns.choice(vocabularies.MEETING_STATUSES, "Whether it took place")
    mode: str = columns.choice(
        vocabularies.MODES, "How the participants came together; null where not said", nullable=True
    )
    date: DateTime = columns.day("First day of the time given")
    date_end: DateTime = columns.day("Last day of the time given")
    date_precision: str = columns.choice(vocabularies.DATE_PRECISIONS, "How exactly the time is given", nullable=True)
    date_text: str = columns.text("The words that give the time")
    place: str = columns.text("Most specific place printed")
    topic: str = columns.words("What it was about")
    attributed_to: str = columns.text("Who says so, as printed; null where the article says it itself")

    class Config:
        """Key."""

        unique = ("meeting_id", "article_id")


class Participants(Table):
    """One row per meeting and participant."""

    participant_id: str = columns.identifier("mp", "Id of the participant in this meeting")
    meeting_id: str = columns.reference("meetings", "The meeting")
    name: str = columns.text("Fullest form of the name printed", nullable=False)
    type: str = columns.choice(vocabularies.MEMBER_TYPES, "Person, organisation or country")
    person_id: str = columns.reference("people", "The person; null for organisations and countries", nullable=True)
    role: str = columns.text("For a person, the office or job at that time")
    organisation: str = columns.text("For a person, the body they belonged to at that time")
    country: str = columns.code("Country that they are or represent (ISO 3166-1 alpha-3)", COUNTRY)
    capacity: str = columns.choice(vocabularies.MEETING_CAPACITIES, "In what capacity they took part")
    mode: str = columns.choice(vocabularies.PARTICIPANT_MODES, "How they took part; null where not said", nullable=True)

    class Config:
        """Key."""

        unique = ("participant_id",)
