"""Counting working days."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.calendars import WALES, day
from tests.domain.strategies import calendars, days
from tracker.domain.working_days import WorkingCalendar

counts = st.integers(-300, 300)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("17 Oct 2017", 20, "14 Nov 2017"),
        ("9 Jan 2019", 20, "6 Feb 2019"),
        ("22 Dec 2017", 1, "27 Dec 2017"),
        ("22 Dec 2017", 0, "22 Dec 2017"),
        ("23 Dec 2017", 0, "23 Dec 2017"),
        ("23 Dec 2017", -1, "22 Dec 2017"),
        ("3 Apr 2018", -1, "29 Mar 2018"),
        ("20 Mar 2018", -2, "16 Mar 2018"),
        ("28 Feb 2024", 1, "29 Feb 2024"),
        ("29 Feb 2024", 1, "1 Mar 2024"),
    ],
)
def test_the_nth_working_day(start: str, count: int, end: str) -> None:
    assert WALES.add_working_days(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("17 Oct 2017", "14 Nov 2017", 20),
        ("17 Oct 2017", "13 Nov 2017", 19),
        ("9 Mar 2018", "12 Mar 2018", 1),
        ("9 Mar 2018", "11 Mar 2018", 0),
        ("9 Mar 2018", "9 Mar 2018", 0),
        ("12 Mar 2018", "9 Mar 2018", -1),
        ("29 Mar 2018", "3 Apr 2018", 1),
    ],
)
def test_working_days_between(start: str, end: str, count: int) -> None:
    assert WALES.working_days_between(day(start), day(end)) == count


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("12 Mar 2018", "12 Mar 2018"),
        ("16 Mar 2018", "12 Mar 2018"),
        ("18 Mar 2018", "12 Mar 2018"),
        ("5 Apr 2018", "3 Apr 2018"),
        ("7 May 2018", "8 May 2018"),
    ],
)
def test_a_week_begins_on_its_first_working_day(today: str, first: str) -> None:
    assert WALES.week_began(day(today)) == day(first)


def test_a_closed_day_is_off_for_people_and_not_for_the_law() -> None:
    thursday = day("28 Dec 2017")
    calendar = WorkingCalendar(WALES.bank_holidays, closed_days=frozenset({thursday}))
    assert not calendar.is_working_day(thursday)
    assert calendar.is_holiday(thursday)
    assert calendar.legal().is_working_day(thursday)
    assert not calendar.legal().is_working_day(day("26 Dec 2017"))


@given(calendars, days, counts.filter(bool))
def test_the_nth_working_day_is_one(calendar: WorkingCalendar, start: date, count: int) -> None:
    assert calendar.is_working_day(calendar.add_working_days(start, count))


@given(calendars, days, counts)
def test_counting_undoes_adding(calendar: WorkingCalendar, start: date, count: int) -> None:
    end = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, end) == count


@given(calendars, days, st.integers(0, 400))
def test_counts_add_up(calendar: WorkingCalendar, start: date, length: int) -> None:
    middle, end = start + timedelta(days=length // 2), start + timedelta(days=length)
    between = calendar.working_days_between
    assert between(start, end) == between(start, middle) + between(middle, end)


@given(calendars, days)
def test_next_and_previous_are_neighbours(calendar: WorkingCalendar, start: date) -> None:
    assume(calendar.is_working_day(start))
    assert calendar.previous_working_day(calendar.next_working_day(start)) == start
    assert calendar.next_working_day(calendar.previous_working_day(start)) == start


@given(calendars, days)
def test_legal_days_are_never_fewer(calendar: WorkingCalendar, start: date) -> None:
    end = start + timedelta(days=60)
    everyone = calendar.working_days_between(start, end)
    assert calendar.legal().working_days_between(start, end) >= everyone
