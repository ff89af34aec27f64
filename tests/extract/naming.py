"""The names in the rows that sentences give."""

from typing import Any


def party_names(agreement: Any) -> set[str]:
    return {party.name for party in agreement.parties}


def participant_names(meeting: Any) -> set[str]:
    return {participant.name for participant in meeting.participants}
