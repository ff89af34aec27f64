"""A clause is attributed to who says it, in the words of the article."""

from collections.abc import Callable
from datetime import date

import pytest

from newstables.scripts.extract.attribution import find_attribution
from newstables.scripts.extract.names import find_names
from newstables.scripts.extract.people import find_people
from newstables.scripts.extract.pipeline import load_pipeline, parse_articles
from newstables.scripts.extract.reading import Reading
from newstables.scripts.read.article import Article

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read() -> Read:
    def run(body: str) -> Reading:
        ((article, doc),) = parse_articles(load_pipeline(), [Article("made-up", date(2026, 3, 11), body, "test")])
        reading = Reading(article, doc)
        reading.names = find_names(doc)
        reading.people = find_people(reading)
        return reading

    return run


def source_of(reading: Reading, words: str) -> str | None:
    start = reading.article.body.index(words)
    found = find_attribution(reading, start, start + len(words))
    if found is None:
        return None
    assert 0 <= found.start < found.end <= len(reading.article.body)
    return found.text


@pytest.mark.parametrize(
    ("body", "clause", "source"),
    [
        ("Lindqvist said that the two sides signed a fish accord.", "signed a fish accord", "Lindqvist"),
        ("The two sides signed a fish accord, Vera Lindqvist said.", "signed a fish accord", "Vera Lindqvist"),
        ("The two sides signed a fish accord, said Vera Lindqvist.", "signed a fish accord", "Vera Lindqvist"),
        ("The two sides, Lindqvist said on Monday, will meet in Lima.", "will meet in Lima", "Lindqvist"),
        ("Reuters reported that the two firms merged on Monday.", "merged on Monday", "Reuters"),
        ("The ministry confirmed that the envoys met in Lima.", "the envoys met in Lima", "The ministry"),
        ("The envoys met in Lima, according to the foreign ministry.", "met in Lima", "the foreign ministry"),
        ("According to Reuters, the envoys met in Lima.", "met in Lima", "Reuters"),
        ("Officials told reporters that the envoys had met in Lima.", "had met in Lima", "Officials"),
        ("A spokesman for the ministry said the envoys met.", "the envoys met", "A spokesman for the ministry"),
        ("Local media said the talks, which began in May, had failed.", "had failed", "Local media"),
        ("Vera Lindqvist, who leads the party, said the talks had failed.", "had failed", "Vera Lindqvist"),
        ("Lindqvist was quoted as saying that the talks had failed.", "had failed", "Lindqvist"),
        ("The paper quoted Vera Lindqvist as saying that the talks had failed.", "had failed", "Vera Lindqvist"),
        ("The firm reported a profit of $3 million for May.", "$3 million", "The firm"),
        ('"We signed a fish accord," Lindqvist said.', "We signed a fish accord", "Lindqvist"),
        ('Lindqvist said: "We signed a fish accord with Peru."', "signed a fish accord", "Lindqvist"),
        ("“We signed a fish accord,” Lindqvist said. “It will bring jobs to the coast.”", "bring jobs", "Lindqvist"),
    ],
)
def test_the_source_is_named(read: Read, body: str, clause: str, source: str) -> None:
    assert source_of(read(body), clause) == source


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        ("The two sides signed a fish accord on Monday.", "signed a fish accord"),
        ("Lindqvist said on Monday that it was late. The envoys met in Lima.", "met in Lima"),
        ("Lindqvist spoke after the envoys met in Lima.", "the envoys met in Lima"),
        ("Lindqvist told reporters of the plan after she met Omar Haddad in Lima.", "met Omar Haddad"),
        ("The envoys, who met in Lima on Monday, said that it was late.", "met in Lima"),
        ("The firm, which said on Monday that it lost money, has sold ships.", "has sold ships"),
        ('The ship, named "Hope", left the port on Monday.', "left the port"),
        ('Lindqvist said it was late. The "great treaty" was signed in Lima.', "great treaty"),
    ],
)
def test_the_article_says_it_itself(read: Read, body: str, clause: str) -> None:
    assert source_of(read(body), clause) is None


def test_a_pronoun_or_an_office_stands_for_the_person(read: Read) -> None:
    reading = read(
        "Foreign Minister Vera Lindqvist arrived in Lima on Monday. She said the two sides had signed a fish accord. "
        "The minister added that the envoys would meet again."
    )
    assert source_of(reading, "had signed a fish accord") == "Vera Lindqvist"
    assert source_of(reading, "would meet again") == "Vera Lindqvist"


def test_he_is_who_spoke_before_and_not_who_is_named_in_what_he_says(read: Read) -> None:
    reading = read(
        "Omar Haddad said that the harbour would open in May. Diplomats said the envoy Pavel Dvorak was in Lima. "
        '"Pavel Dvorak signed the papers on Monday," he said. An official said the ships had left.'
    )
    assert source_of(reading, "signed the papers") == "Omar Haddad"
    assert source_of(reading, "had left") == "An official"


def test_it_is_the_body_that_spoke_before(read: Read) -> None:
    reading = read("The fisheries ministry confirmed the news on Monday. It said in a note that the ships had left.")
    assert source_of(reading, "had left") == "The fisheries ministry"


def test_a_spokesman_is_not_whom_he_speaks_for(read: Read) -> None:
    reading = read("Prime Minister Omar Haddad left. The prime minister's spokesman said the talks had failed.")
    assert source_of(reading, "had failed") == "The prime minister's spokesman"


def test_a_quotation_over_paragraphs_keeps_its_speaker(read: Read) -> None:
    reading = read(
        'The talks ended late.\n\n"We signed a fish accord after a long night," Vera Lindqvist said.\n\n'
        '"The envoys will meet again in May and they will bring new maps."\n\nThe port was shut.'
    )
    assert source_of(reading, "will meet again in May") == "Vera Lindqvist"
    assert source_of(reading, "was shut") is None
