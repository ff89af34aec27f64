"""The closed vocabularies of the tables, each value with what it means."""

from __future__ import annotations

ARTICLE_KINDS = {
    "report": "as published",
    "summary": "written by someone else about a report",
}

REVIEW = {
    "unchecked": "no person has looked at the row",
    "accepted": "a person found it right",
    "corrected": "a person changed a cell of it",
    "added": "a person added it",
}

MEETING_KINDS = {
    "meeting": "people, bodies or states come together",
    "talks": "negotiations, discussions, a dialogue",
    "summit": "a meeting of heads of state or government",
    "conference": "a conference, forum or congress",
    "session": "the sitting of a body that meets regularly",
    "call": "by telephone or video alone",
    "visit": "a visit in which a meeting is stated",
}

MEETING_STATUSES = {
    "held": "it took place",
    "ongoing": "it is taking place, or goes on",
    "planned": "it is to take place",
    "cancelled": "it was called off or put off",
    "unspecified": "the article does not say whether it took place",
}

MODES = {
    "in_person": "the text shows people face to face",
    "video": "some or all took part by video",
    "phone": "by telephone",
}

PARTICIPANT_MODES = {
    "video": "took part by video",
    "phone": "took part by telephone",
}

DATE_PRECISIONS = {
    "day": "one day",
    "week": "a week",
    "month": "a month",
    "quarter": "three months of a year",
    "year": "a year",
    "range": "from the first day to the last",
}

MEMBER_TYPES = {
    "person": "a named human being",
    "organisation": "a body, company, party or group",
    "country": "a state",
}

MEETING_CAPACITIES = {
    "chair": "led the meeting",
    "host": "received the others",
    "head_of_delegation": "led one side",
    "participant": "took part",
}

AGREEMENT_KINDS = {
    "treaty": "a treaty, convention, pact or accord between states",
    "memorandum": "a memorandum or letter of understanding or intent",
    "deal": "a deal or agreement of any other sort",
    "contract": "a contract, order, sale or merger of companies",
    "protocol": "a protocol, roadmap or minutes that bind the sides",
    "ceasefire": "a ceasefire or truce",
    "joint_decision": "the sides agreed to do something, or a joint declaration that commits them",
    "loan_or_grant": "a loan, credit or grant",
    "other": "none of these",
}

AGREEMENT_STATUSES = {
    "signed": "the parties have signed it",
    "agreed": "agreed, reached or announced, not said to be signed",
    "in_force": "exists, is ratified or being carried out",
    "planned": "being negotiated, expected or urged",
    "rejected": "one side has turned it down, or talks about it failed",
    "ended": "expired, cancelled or broken",
}

AGREEMENT_CAPACITIES = {
    "party": "it binds them",
    "signatory": "the person who signed for a party",
    "witness": "present at the signing",
    "mediator": "brought the parties together",
}

AMOUNT_PERIODS = {
    "day": "a day",
    "month": "a month",
    "year": "a year",
}

FIGURE_KINDS = {
    "money": "a sum of money",
    "percent": "a percentage or percentage points",
    "count": "a number of things or people",
    "measure": "a length, weight, duration, index level and the like",
}

QUALIFIERS = {
    "about": "about, some, around, roughly, an estimated",
    "over": "more than, over, above",
    "under": "almost, nearly, close to, fewer than",
    "at_least": "at least, no fewer than",
    "up_to": "up to, as much as, a maximum of",
}

SENSES = {
    "actual": "what is or was",
    "target": "a goal, a pledge or a plan",
    "forecast": "expected or estimated for the future",
}

PARTS = {
    "body": "the article's own text",
    "title": "the headline",
    "caption": "the captions of its pictures",
}

REJECTION_REASONS = {
    "missing": "there is no such file or folder",
    "unreadable": "the file cannot be opened or is damaged",
    "unsupported": "this kind of file is not read",
    "binary": "the file holds no text",
    "encoding": "the text cannot be decoded",
    "empty": "nothing is left of the body",
    "too_large": "the file, line or article is larger than what is read",
    "invalid_record": "a field of the record is missing or of the wrong type",
    "no_date": "the day of publication is not given",
    "ambiguous_date": "several days of publication are given that disagree, or one that can be read in two ways",
    "not_english": "the article is not in English",
    "not_an_article": "an index, gallery, live ticker, paywall stub or cookie wall",
    "duplicate": "the same article stands elsewhere in the input",
    "superseded": "the same outlet printed a later version, which is kept",
    "no_text_layer": "the PDF holds pictures of pages, and no text",
    "outside_input": "a link that leads out of the folder that was given",
}

REDIRECT_REASONS = {
    "merged": "the row went into another",
    "split": "part of the row became a row of its own; the rest keeps the id",
}

CORRECTION_ACTIONS = {
    "accept": "the row is right",
    "set": "a cell of the row is changed",
    "delete": "the row is taken out",
    "add": "a row is added, one line for each cell of it",
    "merge": "the row goes into another",
    "split": "reports of the row become a row of their own",
    "suppress": "a person is taken out of every table, and stays out",
}

CORRECTION_CAUSES = {
    "extraction": "the program misread the article",
    "linking": "the program took two for one, or one for two",
    "source_error": "the article was wrong",
    "source_updated": "the article was changed, or a later one tells it otherwise",
    "own_reporting": "the desk found it out itself",
}

CORRECTION_STATUSES = {
    "applied": "the tables follow it",
    "unmatched": "the row is not there, or its old value is another; nothing was changed",
    "anchor_lost": "the words that it rests on are not in the article, or not there alone; nothing was changed",
    "contradicted": "another correction says otherwise; neither was applied",
}
