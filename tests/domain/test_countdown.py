"""Readiness summaries before a visit."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import WALES, day
from tests.domain.strategies import calendars, days
from tracker.domain.countdown import STEPS, step_due, step_on, working_days_left
from tracker.domain.working_days import WorkingCalendar

VISIT = day("20 Mar 2018")


@pytest.mark.parametrize(
    ("step", "on"),
    [(20, "20 Feb 2018"), (10, "6 Mar 2018"), (5, "13 Mar 2018"), (2, "16 Mar 2018")],
)
def test_when_each_step_comes(step: int, on: str) -> None:
    assert step_on(VISIT, step, WALES) == day(on)


def test_easter_makes_the_step_earlier() -> None:
    assert step_on(day("5 Apr 2018"), 5, WALES) == day("27 Mar 2018")


@pytest.mark.parametrize(
    ("today", "done", "due"),
    [
        ("19 Feb 2018", [], None),
        ("20 Feb 2018", [], 20),
        ("20 Feb 2018", [20], None),
        ("5 Mar 2018", [], 20),
        ("6 Mar 2018", [20], 10),
        ("12 Mar 2018", [], 10),
        ("12 Mar 2018", [10], None),
        ("13 Mar 2018", [10], 5),
        ("19 Mar 2018", [], 2),
        ("19 Mar 2018", [2], None),
        ("20 Mar 2018", [], None),
        ("21 Mar 2018", [], None),
        ("6 Mar 2018", [5], 10),
    ],
)
def test_the_latest_step_that_has_come_is_due(
    today: str, done: Collection[int], due: int | None
) -> None:
    assert step_due(VISIT, day(today), WALES, done) == due


@given(calendars, days, st.integers(0, 60), st.integers(1, 9))
def test_a_visit_gets_each_step_once_however_often_one_looks(
    calendar: WorkingCalendar, visit_start: date, entered: int, every: int
) -> None:
    """Entered some days before and looked at every so many: never twice, never back."""
    done: list[int] = []
    today = visit_start - timedelta(days=entered)
    while today <= visit_start:
        if (step := step_due(visit_start, today, calendar, done)) is not None:
            done.append(step)
        today += timedelta(days=every)
    assert done == sorted(set(done), reverse=True)
    assert set(done) <= set(STEPS)


@pytest.mark.parametrize(
    ("today", "left"),
    [("12 Mar 2018", 6), ("19 Mar 2018", 1), ("20 Mar 2018", 0), ("22 Mar 2018", 0)],
)
def test_working_days_left(today: str, left: int) -> None:
    assert working_days_left(VISIT, day(today), WALES) == left
