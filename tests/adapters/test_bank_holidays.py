"""Wales bank holidays, against the days that were kept."""

from datetime import date

import pytest

from tests.domain.calendars import WALES
from tracker.adapters.bank_holidays import wales_bank_holidays
from tracker.domain.deadlines import Roll, Rule, Unit, deadline
from tracker.domain.working_days import WorkingCalendar

HOLIDAYS = wales_bank_holidays(2015, 2028)


@pytest.mark.parametrize(
    "day",
    [
        "2017-01-02",  # New Year's Day fell on a Sunday
        "2018-03-30",  # Good Friday
        "2018-04-02",  # Easter Monday
        "2020-05-08",  # the early May holiday, moved to a Friday for VE Day
        "2020-12-28",  # Boxing Day fell on a Saturday
        "2021-12-27",
        "2021-12-28",  # Christmas Day and Boxing Day fell on a weekend
        "2022-06-02",  # the spring holiday, moved for the Platinum Jubilee
        "2022-06-03",  # the Platinum Jubilee
        "2022-09-19",  # the funeral of Queen Elizabeth II
        "2023-05-08",  # the coronation of King Charles III
        "2024-03-29",
    ],
)
def test_a_bank_holiday(day: str) -> None:
    assert date.fromisoformat(day) in HOLIDAYS


@pytest.mark.parametrize(
    "day",
    [
        "2018-01-02",  # Scotland
        "2018-03-01",  # St David's Day
        "2018-03-19",  # St Patrick's Day, kept in Northern Ireland
        "2018-08-06",  # Scotland
        "2018-11-30",  # St Andrew's Day
        "2020-05-04",  # the Monday VE Day took the holiday from
        "2022-05-30",  # the Monday the Jubilee took it from
    ],
)
def test_an_ordinary_day_in_wales(day: str) -> None:
    assert date.fromisoformat(day) not in HOLIDAYS


@pytest.mark.parametrize(("year", "count"), [(2018, 8), (2019, 8), (2022, 10), (2023, 9)])
def test_so_many_days_off_in_a_year(year: int, count: int) -> None:
    off = [day for day in wales_bank_holidays(year, year) if day.weekday() < 5]
    assert len(off) == count


def test_years_are_both_included() -> None:
    assert {day.year for day in wales_bank_holidays(2017, 2019)} == {2017, 2018, 2019}


def test_the_calendar_the_rules_are_tried_on_is_the_real_one() -> None:
    real = wales_bank_holidays(2018, 2018)
    assert {day for day in real if day.weekday() < 5} == {
        day for day in WALES.bank_holidays if day.year == 2018
    }


@pytest.mark.parametrize(
    ("trigger", "rule", "falls_on"),
    [
        (date(2017, 10, 17), Rule(20, Unit.WORKING_DAYS), date(2017, 11, 14)),
        (date(2018, 1, 15), Rule(90, Unit.CALENDAR_DAYS, Roll.NEXT), date(2018, 4, 16)),
        (date(2019, 1, 9), Rule(20, Unit.WORKING_DAYS), date(2019, 2, 6)),
        (date(2022, 9, 12), Rule(10, Unit.WORKING_DAYS), date(2022, 9, 27)),
    ],
)
def test_public_deadlines_come_out_right(trigger: date, rule: Rule, falls_on: date) -> None:
    assert deadline(trigger, rule, WorkingCalendar(HOLIDAYS)).falls_on == falls_on
