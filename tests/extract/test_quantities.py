"""Quantities are read with number, unit and qualifier; what is no quantity is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy import blank

from newstables.scripts.extract.quantities import find_quantities
from newstables.scripts.extract.quantities.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "printed", "kind", "value", "unit"),
    [
        ("They pledged $2 billion.", "$2 billion", "money", 2e9, "USD"),
        ("It cost 52,300 won.", "52,300 won", "money", 52300, "KRW"),
        ("worth 13 trillion US dollars", "13 trillion US dollars", "money", 13e12, "USD"),
        ("some 40 million Hong Kong dollars", "40 million Hong Kong dollars", "money", 40e6, "HKD"),
        ("a 52-million-dollar deal", "52-million-dollar", "money", 52e6, "USD"),
        ("a loan of €1.5bn", "€1.5bn", "money", 1.5e9, "EUR"),
        ("Rs 25 lakh was paid by Indian buyers", "Rs 25 lakh", "money", 2.5e6, None),
        ("Prices rose 4.5 percent.", "4.5 percent", "percent", 4.5, "%"),
        ("Turnout was 58%.", "58%", "percent", 58, "%"),
        ("It fell by two percentage points.", "two percentage points", "percent", 2, "pp"),
        ("They moved 20 million tons of grain.", "20 million tons", "measure", 2e7, "ton"),
        ("a 48-hour stay", "48-hour", "measure", 48, "hour"),
        ("It covers 35,000 square kilometers.", "35,000 square kilometers", "measure", 35000, "square kilometer"),
        ("They waited for three days.", "three days", "measure", 3, "day"),
        ("More than 200 officials came.", "200 officials", "count", 200, "official"),
        ("Twenty-five villages were cut off.", "Twenty-five villages", "count", 25, "village"),
        ("At least 12 people died.", "12 people", "count", 12, "person"),
        ("It killed thousands of sheep.", "thousands of sheep", "count", 1000, "sheep"),
        ("Half of the fleet is idle.", "Half of the fleet", "count", 0.5, "fleet"),
        ("The wires print 18, 000 megawatts.", "18, 000 megawatts", "measure", 18000, "megawatt"),
        ("It grew to 2. 4 million dollars.", "2. 4 million dollars", "money", 2.4e6, "USD"),
        ("Ruritania has a population of some 82.1 million.", "82.1 million", "count", 82.1e6, "person"),
        ("The blast killed 36 in October.", "36", "count", 36, "person"),
        ("It cut the number of troops in the area to 14,700.", "14,700", "count", 14700, "troop"),
        ("Four million of the mines are buried.", "Four million of the mines", "count", 4e6, "mine"),
        ("Fifteen of the 18 miners are dead.", "18 miners", "count", 18, "miner"),
        ("It sent 60 doctors, of whom 51 were honoured.", "51", "count", 51, "doctor"),
        ("They hid in the cellar for seven years after the war.", "seven years", "measure", 7, "year"),
        ("a commanding two-goal lead", "two-goal", "count", 2, "goal"),
        ("He asked for N500m in damages.", "N500m", "money", 5e8, "NGN"),
    ],
)
def test_a_quantity_is_read(text: str, printed: str, kind: str, value: float, unit: str | None) -> None:
    found = {q.text: q for q in find_quantities(text)}
    assert printed in found, list(found)
    told = found[printed]
    assert (told.kind, told.value, told.unit) == (kind, pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("It cost SFr 2.5 billion.", "SFr 2.5 billion", 2.5e9, "CHF"),
        ("It cost R25 million.", "R25 million", 25e6, "ZAR"),
        ("It cost SR 400 million.", "SR 400 million", 4e8, "SAR"),
        ("The fare is 50 pence.", "50 pence", 0.5, "GBP"),
        ("It pays 30 cents a share.", "30 cents", 0.3, "USD"),
        ("It takes one and a half million dollars.", "one and a half million dollars", 1.5e6, "USD"),
        ("It takes hundreds of millions of dollars.", "hundreds of millions of dollars", 1e8, "USD"),
        ("Bonds of $3 million to $5 million were sold.", "$3 million to $5 million", 3e6, "USD"),
        ("It cost between $3 million and $5 million.", "$3 million and $5 million", 3e6, "USD"),
        ("Profit rose $3 million to $5 million.", "$3 million", 3e6, "USD"),
    ],
)
def test_money_is_read_in_all_its_forms(text: str, printed: str, value: float, unit: str) -> None:
    found = {q.text: q for q in find_quantities(text)}
    assert printed in found, list(found)
    told = found[printed]
    assert (told.kind, told.value, told.unit) == ("money", pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "printed", "kind", "value", "unit"),
    [
        ("Three and a half million people fled.", "Three and a half million people", "count", 3.5e6, "person"),
        ("Fifteen thousand five hundred men came.", "Fifteen thousand five hundred men", "count", 15500, "man"),
        ("It counts 5,00,000 voters.", "5,00,000 voters", "count", 5e5, "voter"),
        ("It counts 1 234 567 voters.", "1 234 567 voters", "count", 1234567, "voter"),
        ("Some 3,000-odd miners left.", "3,000-odd miners", "count", 3000, "miner"),
        ("One in five voters stayed away.", "One in five voters", "count", 0.2, "voter"),
        ("Two-thirds of voters stayed away.", "Two-thirds of voters", "count", 2 / 3, "voter"),
        ("Output fell by a third in May.", "a third", "count", 1 / 3, None),
        ("At least 12 were killed.", "12", "count", 12, "person"),
        ("Hundreds were injured.", "Hundreds", "count", 100, "person"),
        ("It rose half a percentage point.", "half a percentage point", "percent", 0.5, "pp"),
        ("It rose 3 1/2 percent.", "3 1/2 percent", "percent", 3.5, "%"),
        ("It changed by -0.4%.", "-0.4%", "percent", -0.4, "%"),
        ("It fell to minus 5 degrees Celsius.", "minus 5 degrees Celsius", "measure", -5, "degree Celsius"),
        ("They waited two and a half hours.", "two and a half hours", "measure", 2.5, "hour"),
        ("They waited an hour and a half, or 1/2 mile.", "1/2 mile", "measure", 0.5, "mile"),
        ("She cleared 1.85 m high bars.", "1.85 m", "measure", 1.85, "m"),
        ("The pump weighs 200 pounds.", "200 pounds", "measure", 200, "pound"),
        ("A quake of magnitude 6.5 struck.", "6.5", "measure", 6.5, "magnitude"),
        ("It runs at 2.4GHz.", "2.4GHz", "measure", 2.4, "GHz"),
        ("It added 60pc last year.", "60pc", "percent", 60, "%"),
        ("They signed 15 MoUs.", "15 MoUs", "count", 15, "MoU"),
        ("They opened 300 mills. Of these, 282 of them run.", "282", "count", 282, "mill"),
        ("Two miners died and 30 others were hurt.", "30 others", "count", 30, "miner"),
        ("The lake covers 30 sq km.", "30 sq km", "measure", 30, "sq km"),
    ],
)
def test_numbers_are_read_as_they_are_printed(
    text: str, printed: str, kind: str, value: float, unit: str | None
) -> None:
    found = {q.text: q for q in find_quantities(text)}
    assert printed in found, list(found)
    told = found[printed]
    assert (told.kind, told.value, told.unit) == (kind, pytest.approx(value, abs=1e-4), unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("almost 30 ships", "under"),
        ("some 30 ships", "about"),
        ("more than 30 ships", "over"),
        ("at least 30 ships", "at_least"),
        ("up to 30 ships", "up_to"),
        ("only 30 ships", None),
    ],
)
def test_a_qualifier_stands_outside_the_quantity(text: str, qualifier: str | None) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.qualifier) == ("30 ships", qualifier)


@pytest.mark.parametrize(
    ("text", "value", "top"),
    [
        ("4 to 6 million tons", 4e6, 6e6),
        ("5-10 percent", 5, 10),
        ("between two and three years", 2, 3),
        ("5% to 7%", 5, 7),
    ],
)
def test_a_range_has_two_ends(text: str, value: float, top: float | None) -> None:
    found = find_quantities(text)[0]
    if top is not None:
        assert (found.value, found.value_max) == (value, top)


@pytest.mark.parametrize(
    "text",
    [
        "She is aged 23.",
        "A 15-year-old boy fell.",
        "It happened two years ago.",
        "They won 2-1.",
        "The G20 met.",
        "Resolution 1718 was read.",
        "the third round",
        "at 10:30 a.m.",
        "five-nation talks",
        "The two sides met.",
        "one man",
        "in 2006",
        "The two companies met.",
        "They won by seven wickets.",
        "the H5N1 virus",
        "the Seven Party Alliance met",
        "at 118 BT",
        "Two weeks after the vote",
        "The Boeing 737 won the order.",
        "Of them 15 won.",
        "It fell below the 200,000 mark.",
        "The two discussed trade.",
        "The three countries met.",
        "All six states agreed.",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(("home", "unit"), [("IND", "INR"), ("PAK", "PKR"), (None, None)])
def test_whose_rupee_is_meant_is_told_by_where_the_report_comes_from(home: str | None, unit: str | None) -> None:
    (found,) = find_quantities("It cost 300 rupees.", home=home)
    assert found.unit == unit


@given(st.integers(0, 10**12))
def test_digits_with_separators_read_back(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@given(st.integers(1, 99_999), st.sampled_from([("million", 10**4), ("billion", 10**7), ("trillion", 10**10)]))
def test_hundredths_of_a_scale_are_whole_numbers(hundredths: int, scale: tuple[str, int]) -> None:
    word, worth = scale
    assert parse_number(f"{hundredths / 100:.2f} {word}") == hundredths * worth


@given(st.text(alphabet="0123456789,. $%-milon percet", max_size=200))
def test_offsets_cut_out_the_words_in_order(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert found.text == text[found.start : found.end] and found.start >= end
        end = found.end


@pytest.mark.parametrize(
    "unit", ["1", "million ", ",", "and ", "twenty ", "$", "1-", "half ", "between ", "1 ", "two and a "]
)
def test_time_grows_with_the_length_of_a_hostile_line(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    find_quantities(text, doc=blank("en").make_doc(text[:1000]))


@pytest.mark.parametrize(
    ("text", "qualifier"), [("Exports tripled over five years.", None), ("It ran for over five years.", "over")]
)
def test_over_a_length_of_time_is_a_qualifier_only_behind_for(text: str, qualifier: str | None) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.qualifier) == ("five years", qualifier)
