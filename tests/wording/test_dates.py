"""Dates and lists as people say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.calendars import day
from tracker.domain.languages import Language
from tracker.wording.dates import (
    date_range,
    day_and_month,
    listed,
    long_date,
    moment,
    weekday_date,
)

ENGLISH, WELSH = Language.ENGLISH, Language.WELSH
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("date", "english", "welsh"),
    [
        ("9 Mar 2018", "9 March 2018", "9 Mawrth 2018"),
        ("1 Aug 2018", "1 August 2018", "1 Awst 2018"),
        ("29 Feb 2024", "29 February 2024", "29 Chwefror 2024"),
        ("31 Dec 2017", "31 December 2017", "31 Rhagfyr 2017"),
    ],
)
def test_dates_have_month_names(date: str, english: str, welsh: str) -> None:
    assert long_date(day(date), ENGLISH) == english
    assert long_date(day(date), WELSH) == welsh


@pytest.mark.parametrize(
    ("date", "english", "welsh"),
    [
        ("9 Mar 2018", "Friday 9 March 2018", "dydd Gwener 9 Mawrth 2018"),
        ("11 Mar 2018", "Sunday 11 March 2018", "dydd Sul 11 Mawrth 2018"),
    ],
)
def test_weekdays_as_within_a_sentence(date: str, english: str, welsh: str) -> None:
    assert weekday_date(day(date), ENGLISH) == english
    assert weekday_date(day(date), WELSH) == welsh


def test_without_the_year_where_it_is_plain() -> None:
    assert day_and_month(day("9 Mar 2018"), ENGLISH) == "9 March"
    assert day_and_month(day("9 Mar 2018"), WELSH) == "9 Mawrth"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("16 Oct 2023", "20 Oct 2023", "16 to 20 October 2023"),
        ("30 Oct 2023", "3 Nov 2023", "30 October to 3 November 2023"),
        ("28 Dec 2017", "4 Jan 2018", "28 December 2017 to 4 January 2018"),
        ("20 Mar 2018", "20 Mar 2018", "20 March 2018"),
    ],
)
def test_a_span_says_month_and_year_once(first: str, last: str, words: str) -> None:
    assert date_range(day(first), day(last), ENGLISH) == words


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        (datetime(2018, 3, 12, 7, 0, tzinfo=UTC), "12 March 2018 at 07:00"),
        (datetime(2018, 3, 26, 6, 0, tzinfo=UTC), "26 March 2018 at 07:00"),
        (datetime(2018, 7, 1, 23, 30, tzinfo=UTC), "2 July 2018 at 00:30"),
    ],
)
def test_a_moment_is_read_from_the_wall(utc: datetime, words: str) -> None:
    assert moment(utc, LONDON, ENGLISH) == words


@pytest.mark.parametrize(
    ("items", "english", "welsh"),
    [
        ([], "", ""),
        (["CIW"], "CIW", "CIW"),
        (["CIW", "Estyn"], "CIW and Estyn", "CIW ac Estyn"),
        (["Estyn", "HIW", "CIW"], "Estyn, HIW and CIW", "Estyn, HIW a CIW"),
        (["heddlu", "ysgol"], "heddlu and ysgol", "heddlu ac ysgol"),
        (["iechyd", "ŵyl"], "iechyd and ŵyl", "iechyd ac ŵyl"),
    ],
)
def test_lists_end_in_and(items: list[str], english: str, welsh: str) -> None:
    assert listed(items, ENGLISH) == english
    assert listed(items, WELSH) == welsh
