"""What a quantity measures is told by the few words that name it."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "text", "measure"),
    [
        ("They signed a 5 million dollar loan agreement.", "5 million dollar", "loan agreement"),
        ("Share prices fell 1.1 percent on Friday.", "1.1 percent", "Share prices"),
        ("It is a 25-year partnership between the club and the bank.", "25-year", "partnership"),
        ("It is a 24-year campaign aimed at winning the north.", "24-year", "campaign"),
        ("A deal worth 30 million yuan (3.8 million U.S. dollars) was signed.", "3.8 million U.S. dollars", "deal"),
        ("Relief worth five million yuan was promised.", "five million yuan", "Relief"),
        ("Some 200 senior officials came.", "200 senior officials", "senior officials"),
        ("Ruritania has a population of 82 million.", "82 million", "population"),
        ("They held a commanding two-goal lead.", "two-goal", "commanding lead"),
    ],
)
def test_a_measure_is_the_words_that_name_it(extracted: Any, body: str, text: str, measure: str) -> None:
    told = {figure.text: figure.measure for figure in extracted(body).figures}
    assert text in told, told
    found = told[text]
    assert found is not None and (found == measure or measure.endswith(found))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Peru paid 5 million dollars.", "5 million dollars"),
        ("Helena Duarte gave 5 million dollars.", "5 million dollars"),
    ],
)
def test_who_pays_is_not_what_is_measured(extracted: Any, body: str, text: str) -> None:
    assert {figure.text: figure.measure for figure in extracted(body).figures} == {text: None}


def test_the_evidence_of_a_measure_is_its_words(extracted: Any) -> None:
    body = "Share prices fell 1.1 percent."
    (figure,) = extracted(body).figures
    assert [body[e.start : e.end] for e in figure.evidence if e.column == "measure"] == [figure.measure]


@pytest.mark.parametrize(
    ("body", "printed", "sense"),
    [
        ("The bank plans to invest $12 million in wells.", "$12 million", "target"),
        ("Trade is to rise to $200 million.", "$200 million", "target"),
        ("The utility seeks a loan of $2 billion.", "$2 billion", "target"),
        ("The line would cost $6.7 billion.", "$6.7 billion", "forecast"),
        ("Japan was their top target market with sales of $12 million.", "$12 million", "actual"),
        ("He sought the reversal of a two-year sentence.", "two-year", "actual"),
        ("Crude rose for a week to reach 52 dollars.", "52 dollars", "actual"),
        (
            "The minister plans talks in the north with farmers, nurses, doctors and the widows of 20 victims.",
            "20 victims",
            "actual",
        ),
    ],
)
def test_a_figure_aimed_at_or_expected_says_so(extracted: Any, body: str, printed: str, sense: str) -> None:
    assert {f.text: f.sense for f in extracted(body).figures}[printed] == sense
