"""Times are found as news prints them, and resolved against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstables.schemas.vocabularies import DATE_PRECISIONS
from newstables.scripts.extract.dates import find_dates, is_only_time

WEDNESDAY = date(2026, 3, 11)


def check(text: str, words: str, told: str, reference: date = WEDNESDAY) -> None:
    """Check that a text has a time in just these words: "first", "first precision" or "first last precision"."""
    found = {d.text: d for d in find_dates(text, reference)}
    assert words in found, sorted(found)
    first, *rest = told.split()
    precision = rest[-1] if rest else "day"
    last = rest[0] if len(rest) == 2 else None
    got = found[words]
    assert (got.first.isoformat(), got.precision) == (first, precision)
    assert last is None or got.last.isoformat() == last


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("The council met on Monday.", "Monday", "2026-03-09"),
        ("The council met Wednesday.", "Wednesday", "2026-03-11"),
        ("The council will meet on Friday.", "Friday", "2026-03-13"),
        ("The council will meet later Wednesday.", "Wednesday", "2026-03-11"),
        ("The vote on Saturday night was close.", "Saturday night", "2026-03-07"),
        ("He was held early Sunday morning.", "Sunday morning", "2026-03-08"),
        ("They voted last Friday.", "last Friday", "2026-03-06"),
        ("They vote next Friday.", "next Friday", "2026-03-20"),  # the coming one would be "on Friday"
        ("They vote next Monday.", "next Monday", "2026-03-16"),
        ("They vote this Friday.", "this Friday", "2026-03-13"),
        ("He arrived last Tuesday.", "last Tuesday", "2026-03-03"),  # yesterday would be "on Tuesday"
        ("He left on Thursday last week.", "Thursday last week", "2026-03-05"),
        ("He leaves on Monday next week.", "Monday next week", "2026-03-16"),
        ("Friday's vote was close.", "Friday", "2026-03-06"),
        ("Friday's vote will be close.", "Friday", "2026-03-13"),
        ("The fair ran from Friday to Sunday.", "Friday to Sunday", "2026-03-06 2026-03-08 range"),
        ("The fair will run Friday-Sunday.", "Friday-Sunday", "2026-03-13 2026-03-15 range"),
        ("They met on Monday and Tuesday.", "Monday and Tuesday", "2026-03-09 2026-03-10 range"),
        ("He arrived yesterday.", "yesterday", "2026-03-10"),
        ("He leaves tomorrow morning.", "tomorrow morning", "2026-03-12"),
        ("Today the port is calm.", "Today", "2026-03-11"),
        ("They sing tonight.", "tonight", "2026-03-11"),
        ("They sang last night.", "last night", "2026-03-10"),
        ("They left the day before yesterday.", "the day before yesterday", "2026-03-09"),
        ("They leave the day after tomorrow.", "the day after tomorrow", "2026-03-13"),
        ("Shells fell overnight.", "overnight", "2026-03-10 2026-03-11 range"),
        ("They met over the weekend.", "the weekend", "2026-03-07 2026-03-08 range"),
        ("They will meet over the weekend.", "the weekend", "2026-03-14 2026-03-15 range"),
        ("They meet next weekend.", "next weekend", "2026-03-21 2026-03-22 range"),
        ("They will meet on Friday, Saturday and Sunday.", "Saturday and Sunday", "2026-03-14 2026-03-15 range"),
        (
            "The fair is on this Thursday through Saturday.",
            "this Thursday through Saturday",
            "2026-03-12 2026-03-14 range",
        ),
        ("They voted on the first Sunday in May.", "the first Sunday in May", "2025-05-04"),
        ("They will vote on the last Sunday of May 2027.", "the last Sunday of May 2027", "2027-05-30"),
    ],
)
def test_days_of_the_week(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("She said on Tuesday that the talks would open on Thursday.", "Thursday", "2026-03-12"),
        ("She said on Tuesday that the talks would open on Thursday.", "Tuesday", "2026-03-10"),
        ("The sides agreed on Monday to meet again on Friday.", "Monday", "2026-03-09"),
        ("The sides agreed on Monday to meet again on Friday.", "Friday", "2026-03-13"),
        ("The court is due to rule on Saturday.", "Saturday", "2026-03-14"),
        ("A summit to be held on Saturday drew praise.", "Saturday", "2026-03-14"),
        ("The hearing was adjourned until Friday.", "Friday", "2026-03-13"),
        ("The strike scheduled for Sunday was called off.", "Sunday", "2026-03-15"),
        ("Parties rallied ahead of Saturday's poll.", "Saturday", "2026-03-14"),
        ("The match is on Saturday.", "Saturday", "2026-03-14"),
        ("The league opens in Tallvik on Saturday.", "Saturday", "2026-03-14"),
        ("Police want to question him about Saturday's attack.", "Saturday", "2026-03-07"),
        ("The town has been quiet since Thursday.", "Thursday", "2026-03-05"),
        ("He should have paid by last Friday.", "last Friday", "2026-03-06"),
        ("The lake rose and on Friday will rise again.", "Friday", "2026-03-13"),
        ("The minister said Thursday.", "Thursday", "2026-03-12"),  # filed where it is Thursday already
        ("The plan, due to bad weather, was dropped on Sunday.", "Sunday", "2026-03-08"),
        ("She said in the capital Monday that she plans to resign.", "Monday", "2026-03-09"),
        ("Their fears are of unrest after the July 1 handover.", "July 1", "2026-07-01"),
        ("The two sides on Saturday agreed to meet in May.", "Saturday", "2026-03-07"),
        ("The minister said Saturday he will be in Lima.", "Saturday", "2026-03-07"),
        ("The minister told his hosts Saturday of his plans.", "Saturday", "2026-03-07"),
        ("The law comes into force on Monday.", "Monday", "2026-03-16"),
        ("The law takes effect on Saturday.", "Saturday", "2026-03-14"),
        ("The firm expects the sale to close in June.", "June", "2026-06-01 month"),
        ("The sale closed in June.", "June", "2025-06-01 month"),
        ("The envoy arrived on December 20.", "December 20", "2025-12-20"),
        ("The envoy will arrive on September 20.", "September 20", "2026-09-20"),
        ("The accord was signed on May 20.", "May 20", "2025-05-20"),
        ("The talks of March 20 will go ahead.", "March 20", "2026-03-20"),
        ("They meet again on Sunday, May 3.", "Sunday, May 3", "2026-05-03"),
        ("They met on Saturday, May 3.", "Saturday, May 3", "2025-05-03"),
    ],
)
def test_the_clause_tells_the_side_of_today(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("The bridge opened on March 3, 2019.", "March 3, 2019", "2019-03-03"),
        ("The bridge opened on 3 March 2019.", "3 March 2019", "2019-03-03"),
        ("The bridge opened on the 3rd of March, 2019.", "the 3rd of March, 2019", "2019-03-03"),
        ("The bridge opened on the third of March.", "the third of March", "2026-03-03"),
        ("TALLVIK, Nov. 17 (Press) -- Snow fell.", "Nov. 17", "2025-11-17"),
        ("TALLVIK, Nov.17 (Press) -- Snow fell.", "Nov.17", "2025-11-17"),
        ("The fair runs on May 3-5.", "May 3-5", "2026-05-03 2026-05-05 range"),
        ("The fair runs on Nov. 18 - 19, 2027.", "Nov. 18 - 19, 2027", "2027-11-18 2027-11-19 range"),
        ("The fair will run from 3 to 5 May.", "3 to 5 May", "2026-05-03 2026-05-05 range"),
        ("The fair will run on May 3 and 4.", "May 3 and 4", "2026-05-03 2026-05-04 range"),
        ("The fair will be on May 3 and 9.", "9", "2026-05-09"),
        ("It will run from May 30 to June 2, 2027.", "May 30 to June 2, 2027", "2027-05-30 2027-06-02 range"),
        ("It ran 30 December-2 January.", "30 December-2 January", "2025-12-30 2026-01-02 range"),
        ("Filed on 2026-02-28 by courier.", "2026-02-28", "2026-02-28"),
        ("Filed on 25/12/2025 by courier.", "25/12/2025", "2025-12-25"),
        ("Filed on 12.25.2025 by courier.", "12.25.2025", "2025-12-25"),
        ("He leaves on the 15th, aides said.", "the 15th", "2026-03-15"),
        ("Since the September 11 attacks it has been shut.", "September 11", "2001-09-11"),
        ("Rules changed after 9/11.", "9/11", "2001-09-11"),
        ("In May, the minister thanked them.", "May", "2025-05-01 2025-05-31 month"),
        ("The games will be held in May.", "May", "2026-05-01 month"),
        ("They met last October.", "last October", "2025-10-01 month"),
        ("They meet next March.", "next March", "2027-03-01 month"),
        ("The bridge opened in March 2019.", "March 2019", "2019-03-01 month"),
        ("The bridge opened in December, 1994.", "December, 1994", "1994-12-01 month"),
        ("The bridge opened in November last year.", "November last year", "2025-11-01 month"),
        ("The bridge opens in mid-October.", "mid-October", "2026-10-01 month"),
        ("Sales fell in early May.", "early May", "2025-05-01 month"),
        ("Sales fell at the end of May 2024.", "the end of May 2024", "2024-05-01 month"),
        ("Sales rose from May to July 2024.", "May to July 2024", "2024-05-01 2024-07-31 range"),
        ("January's snow was deep.", "January", "2026-01-01 month"),
        ("In May and June 2024 it rained.", "May", "2024-05-01 month"),
        ("The week of May 3, 2027 is free.", "May 3, 2027", "2027-05-03 2027-05-09 week"),
        ("They marched last Thanksgiving.", "last Thanksgiving", "2025-11-27"),
        ("They shopped on Black Friday 2024.", "Black Friday 2024", "2024-11-29"),
        ("They marched on Good Friday.", "Good Friday", "2026-04-03"),
        ("They marched on Christmas Eve in 2020.", "Christmas Eve in 2020", "2020-12-24"),
    ],
)
def test_days_and_months_of_the_calendar(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Output rose in the first quarter of 2025.", "the first quarter of 2025", "2025-01-01 2025-03-31 quarter"),
        ("Output rose in the fourth quarter.", "the fourth quarter", "2025-10-01 2025-12-31 quarter"),
        ("Output will rise in the third quarter.", "the third quarter", "2026-07-01 2026-09-30 quarter"),
        ("Third-quarter profit fell.", "Third-quarter", "2025-07-01 2025-09-30 quarter"),
        ("Output rose in Q2 2024.", "Q2 2024", "2024-04-01 2024-06-30 quarter"),
        ("Output rose in the first half of 2025.", "the first half of 2025", "2025-01-01 2025-06-30 range"),
        (
            "Output rose in the first nine months of last year.",
            "the first nine months of last year",
            "2025-01-01 2025-09-30 range",
        ),
        ("The law has stood since 2003.", "2003", "2003-01-01 2003-12-31 year"),
        ("The 2022 elections were fair.", "2022", "2022-01-01 year"),
        ("It began in early 2024.", "early 2024", "2024-01-01 year"),
        ("It began in mid-2024.", "mid-2024", "2024-01-01 year"),
        ("He ruled from 2003 to 2005.", "2003 to 2005", "2003-01-01 2005-12-31 range"),
        ("He ruled in 2003-2005.", "2003-2005", "2003-01-01 2005-12-31 range"),
        ("The 1999-00 season was long.", "1999-00", "1999-01-01 2000-12-31 range"),
        ("He won in 2003 and 2005.", "2005", "2005-01-01 year"),
        ("It was built in the 1990s.", "the 1990s", "1990-01-01 1999-12-31 range"),
        ("It was built in the late 1970s and 80s.", "80s", "1980-01-01 1989-12-31 range"),
        ("It was built in the early nineties.", "the early nineties", "1990-01-01 1999-12-31 range"),
        ("It was built in the 19th century.", "the 19th century", "1801-01-01 1900-12-31 range"),
        ("Sales rose in H1 2024.", "H1 2024", "2024-01-01 2024-06-30 range"),
        ("Sales rose in FY2024.", "FY2024", "2024-01-01 year"),
        ("It was built in winter 2022-23.", "winter 2022-23", "2022-12-01 2023-02-28 range"),
        ("They met in summer 2008.", "summer 2008", "2008-06-01 2008-08-31 range"),
        ("They met in the spring of 2008.", "the spring of 2008", "2008-03-01 2008-05-31 range"),
        ("They met last summer.", "last summer", "2025-06-01 2025-08-31 range"),
        ("They will meet in the autumn.", "autumn", "2026-09-01 2026-11-30 range"),
    ],
)
def test_years_and_their_parts(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("They reached a deal earlier this month.", "earlier this month", "2026-03-01 2026-03-31 month"),
        ("The port closed last week.", "last week", "2026-03-02 2026-03-08 week"),
        ("The port opens later this week.", "later this week", "2026-03-09 2026-03-15 week"),
        ("The port reopens next month.", "next month", "2026-04-01 2026-04-30 month"),
        ("Prices fell last year.", "last year", "2025-01-01 2025-12-31 year"),
        ("Prices fell late last year.", "late last year", "2025-01-01 year"),
        ("It ends by the end of the month.", "the end of the month", "2026-03-01 month"),
        ("It ends by the end of next year.", "the end of next year", "2027-01-01 year"),
        ("He has met them throughout the year.", "throughout the year", "2026-01-01 2026-12-31 year"),
        ("Two years ago the mill burned.", "Two years ago", "2024-01-01 2024-12-31 year"),
        ("Three weeks ago the mill burned.", "Three weeks ago", "2026-02-16 2026-02-22 week"),
        ("Ten days ago the mill burned.", "Ten days ago", "2026-03-01"),
        ("The mill burned twenty-five years ago.", "twenty-five years ago", "2001-01-01 year"),
        ("The mill opens in two weeks' time.", "in two weeks' time", "2026-03-23 2026-03-29 week"),
        ("The mill burned the year before last.", "the year before last", "2024-01-01 year"),
    ],
)
def test_units_from_publication(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("They met on March 2. Two days later she resigned.", "Two days later", "2026-03-04"),
        ("They met on March 2, and a week earlier in Tallvik.", "a week earlier", "2026-02-23 2026-03-01 week"),
        ("They met on March 2. The following day she resigned.", "The following day", "2026-03-03"),
        ("They met on March 2. The night before, she fell ill.", "The night before", "2026-03-01"),
        ("He fell on March 2, the ministry said Tuesday. A day later he died.", "A day later", "2026-03-03"),
        ("He was born in 1950 and three years later went away.", "three years later", "1953-01-01 year"),
        ("Prices rose in January from a year earlier.", "a year earlier", "2025-01-01 2025-01-31 month"),
        ("Sales grew in 2019, from the previous year.", "the previous year", "2018-01-01 year"),
        ("It opened in 1987. That year he left.", "That year", "1987-01-01 year"),
        ("They met on March 2 and dined the same day.", "the same day", "2026-03-02"),
        ("They met on March 2 and again the following Friday.", "the following Friday", "2026-03-06"),
        ("Snow had fallen the day before.", "the day before", "2026-03-10"),
        ("The talks were held on Tuesday. Earlier in the day, snow fell.", "Earlier in the day", "2026-03-10"),
    ],
)
def test_times_told_from_another_time(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    "text",
    [
        "They may meet again.",
        "Troops march at dawn.",
        "A two-day visit of three days.",
        "Some 2,000 people and 2006 workers came.",
        "The G20 and a Boeing 737.",
        "The second man was tall.",
        "He told the Sunday Times and USA Today.",
        "Theresa May said no, and Mrs May left.",
        "The sun rose and he sat down.",
        "They play every Friday and on Sundays.",
        "He was born on a Friday.",
        "They meet three times a year.",
        "He stayed for three days.",
        "The 65-year-old won 3-2 after a 10-8 tie-break.",
        "At 2000 GMT the ship sank.",
        "Flight 1907 and Resolution 1701 and room 2001.",
        "It cost $2000 or 1,999 euros, or 2000 dollars.",
        "The euro stood at 1.1990 dollars.",
        "He is in his 30s.",
        "They scored ten points in the first quarter and had twelve rebounds.",
        "His fifth century in eight Tests.",
        "He wore 24/7 goggles and a 2/3 scale.",
        "Two or three years ago the mill burned.",
        "The Black September group and the Good Friday agreement.",
        "It lasted for 22 years before he retired.",
        "The last week of talks was hard.",
        "They agreed to spring a surprise before the fall of the city.",
        "Prices fall and winter wheat is dear.",
        "He held the first post. Second, he left.",
    ],
)
def test_what_is_no_time_or_not_plain_is_left_alone(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The first week of May 2027 was wet.", ["May 2027"]),
        ("The vote was moved from Tuesday to Friday.", ["Tuesday", "Friday"]),
        ("Ministers met on Monday, Tuesday and Friday.", ["Monday", "Tuesday", "Friday"]),
        ("The Great Fair (May 3, 2024) and the Small Fair (2025).", ["May 3, 2024", "2025"]),
        ("Mrs May spoke in May.", ["May"]),
        ("After 1850, 1850 sailors came.", ["1850"]),
        ("In 2004, 2000 people came.", ["2004"]),
        ("On May 3, 2000 people came.", ["May 3"]),
        ("In May\n\n2006 was dry.", ["May", "2006"]),
    ],
)
def test_just_these_times_are_found(text: str, words: list[str]) -> None:
    assert [found.text for found in find_dates(text, WEDNESDAY)] == words


def test_a_month_alone_gives_no_day() -> None:
    for text in ("in May", "last May", "early May", "by the end of May", "May 2024", "in the first week of May"):
        (found,) = find_dates(text, WEDNESDAY)
        assert found.precision == "month"
        assert found.first.day == 1 and found.last.day == 31


def test_a_length_of_time_within_a_time_is_a_quantity_still() -> None:
    text = "In the first nine months of 2025, and two years ago, it fell."
    dates = find_dates(text, WEDNESDAY)
    assert not is_only_time(dates, text.index("nine"), text.index(" of"))
    assert is_only_time(dates, text.index("two"), text.index(" ago"))
    assert not is_only_time(dates, text.index("fell"), text.index("fell") + 4)


_WORDS = st.sampled_from(
    [
        *[
            "May",
            "June",
            "Friday",
            "Monday",
            "the",
            "last",
            "next",
            "this",
            "week",
            "month",
            "year",
            "day",
            "days",
            "two",
        ],
        *[
            "first",
            "quarter",
            "of",
            "in",
            "on",
            "and",
            "to",
            "-",
            ",",
            ".",
            "3",
            "5",
            "12",
            "2003",
            "2005-06-07",
            "1990s",
        ],
        *[
            "'98",
            "later",
            "earlier",
            "ago",
            "before",
            "will",
            "said",
            "met",
            "since",
            "until",
            "Nov.",
            "\n",
            "’s",
            "half",
        ],
    ]
)


@given(st.lists(_WORDS, max_size=60).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_offsets_cut_out_the_words_in_order(text: str, reference: date) -> None:
    end = 0
    for found in find_dates(text, reference):
        assert found.text == text[found.start : found.end]
        assert end <= found.start < found.end
        assert found.first <= found.last
        assert found.precision in DATE_PRECISIONS
        assert (found.first == found.last) == (found.precision == "day")
        end = found.end


@given(st.text(max_size=300), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read(text: str, reference: date) -> None:
    for found in find_dates(text, reference):
        assert found.text == text[found.start : found.end]


@pytest.mark.parametrize(
    "unit",
    [
        "May ",
        "1 ",
        "1",
        "2006-",
        ",",
        " ",
        "the ",
        "Friday to ",
        "May 3, ",
        "May 3 and 5, ",
        "one year later ",
        "in May and ",
    ],
)
def test_a_hostile_line_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + ". They met on 3 March 2019."
    assert find_dates(text, WEDNESDAY)[-1].first == date(2019, 3, 3)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Sales fell in the past three months.", "the past three months", "2025-12-11 2026-03-11 range"),
        ("It will take the next two weeks.", "the next two weeks", "2026-03-11 2026-03-25 range"),
        ("It grew over the past decade.", "the past decade", "2016-03-11 2026-03-11 range"),
    ],
)
def test_a_length_of_time_up_to_publication_is_told_apart(text: str, words: str, told: str) -> None:
    check(text, words, told)
    (found,) = find_dates(text, WEDNESDAY)
    assert found.rolling and not is_only_time([found], found.start, found.end)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (
            "Profit rose in the three months to December.",
            "the three months to December",
            "2025-10-01 2025-12-31 quarter",
        ),
        ("Sales fell in the year ended June 30, 2025.", "the year ended June 30, 2025", "2024-07-01 2025-06-30 range"),
        ("Sales fell in the quarter ended Dec. 31.", "the quarter ended Dec. 31", "2025-10-01 2025-12-31 quarter"),
        ("They met on the last Friday of the month.", "the last Friday of the month", "2026-03-27"),
        ("It closes on the last day of May.", "the last day of May", "2026-05-31"),
        ("They marched on the weekend of February 7.", "the weekend of February 7", "2026-02-07 2026-02-08 range"),
        ("They meet a week from Friday.", "a week from Friday", "2026-03-20"),
        ("They met two Sundays ago.", "two Sundays ago", "2026-03-01"),
        ("They met on Friday the 13th.", "Friday the 13th", "2026-02-13"),
        ("The mill was built in the 1800s.", "the 1800s", "1800-01-01 1899-12-31 range"),
        ("The road was built in AD 79.", "AD 79", "0079-01-01 0079-12-31 year"),
        ("It stood a hundred years ago.", "a hundred years ago", "1926-01-01 1926-12-31 year"),
        ("As recently as February they met.", "February", "2026-02-01 month"),
        ("At Christmas they met again.", "Christmas", "2025-12-25"),
        ("They will meet in three days.", "in three days", "2026-03-14"),
        ("Output fell from the previous month.", "the previous month", "2026-02-01 month"),
        ("It was filed on 03/05/2026.", "03/05/2026", "2026-03-05"),  # May 3 is far off
        ("It was filed on 04.05.2025.", "04.05.2025", "2025-05-04"),
        ("It ran from 04/05/2025 to 24/07/2025.", "04/05/2025", "2025-05-04"),
        ("On Tuesday and Wednesday they met.", "Tuesday and Wednesday", "2026-03-10 2026-03-11 range"),
    ],
)
def test_the_less_common_forms_are_read_too(text: str, words: str, told: str) -> None:
    check(text, words, told)


@pytest.mark.parametrize(
    "text",
    [
        "It was filed on 04/05/2025.",
        "Half a year ago they met.",
        "It was built in 44 BC.",
        "They spent the last day at sea.",
        "In three days of talks they agreed on nothing.",
        "Two of the three months went by.",
    ],
)
def test_what_cannot_be_told_is_left_out(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []
