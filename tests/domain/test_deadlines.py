"""Deadlines, against dates that became public."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import WALES, day
from tests.domain.strategies import calendars, days
from tracker.domain.deadlines import (
    DateWarning,
    Deadline,
    DueCode,
    DueIn,
    Roll,
    Rule,
    Unit,
    check_dates,
    deadline,
    due_in,
    is_overdue,
)
from tracker.domain.errors import Fault, Refused
from tracker.domain.working_days import WorkingCalendar

WORKING_20 = Rule(20, Unit.WORKING_DAYS)
DAYS_90 = Rule(90, Unit.CALENDAR_DAYS)


@pytest.mark.parametrize(
    ("trigger", "rule", "falls_on", "counted_to", "on_day_off"),
    [
        pytest.param(
            "17 Oct 2017", WORKING_20, "14 Nov 2017", "14 Nov 2017", False, id="plan of 2017"
        ),
        pytest.param(
            "17 Oct 2017", DAYS_90, "15 Jan 2018", "15 Jan 2018", False, id="first report"
        ),
        pytest.param(
            "15 Jan 2018",
            Rule(90, Unit.CALENDAR_DAYS, Roll.NEXT),
            "16 Apr 2018",
            "15 Apr 2018",
            False,
            id="second report rolls on from a Sunday",
        ),
        pytest.param(
            "15 Jan 2018", DAYS_90, "15 Apr 2018", "15 Apr 2018", True, id="and stays without rule"
        ),
        pytest.param(
            "9 Jan 2019", WORKING_20, "6 Feb 2019", "6 Feb 2019", False, id="plan of 2019"
        ),
        pytest.param(
            "2 Feb 2024",
            Rule(56, Unit.CALENDAR_DAYS),
            "29 Mar 2024",
            "29 Mar 2024",
            True,
            id="an answer due on Good Friday is flagged",
        ),
        pytest.param(
            "2 Feb 2024",
            Rule(56, Unit.CALENDAR_DAYS, Roll.PREVIOUS),
            "28 Mar 2024",
            "29 Mar 2024",
            False,
            id="or rolls back to Thursday",
        ),
    ],
)
def test_public_deadlines(
    trigger: str, rule: Rule, falls_on: str, counted_to: str, on_day_off: bool
) -> None:
    expected = Deadline(day(falls_on), day(counted_to), on_day_off)
    assert deadline(day(trigger), rule, WALES) == expected


def test_the_bodys_own_closed_day_moves_no_legal_deadline() -> None:
    closed = WorkingCalendar(WALES.bank_holidays, frozenset({day("14 Nov 2017")}))
    assert deadline(day("17 Oct 2017"), WORKING_20, closed).falls_on == day("14 Nov 2017")


def test_a_proclaimed_holiday_moves_it() -> None:
    proclaimed = WorkingCalendar(WALES.bank_holidays | {day("14 Nov 2017")})
    assert deadline(day("17 Oct 2017"), WORKING_20, proclaimed).falls_on == day("15 Nov 2017")


rules = st.builds(
    Rule, days=st.integers(1, 200), unit=st.sampled_from(Unit), roll=st.sampled_from(Roll)
)


@given(days, rules, calendars)
def test_rolling_ends_on_a_legal_working_day(
    trigger: date, rule: Rule, calendar: WorkingCalendar
) -> None:
    found = deadline(trigger, rule, calendar)
    assert found.on_day_off is not calendar.legal().is_working_day(found.falls_on)
    if rule.roll is Roll.STAYS:
        assert found.falls_on == found.counted_to
    else:
        assert not found.on_day_off
    if rule.roll is Roll.NEXT:
        assert found.falls_on >= found.counted_to
    if rule.unit is Unit.WORKING_DAYS:
        assert not found.on_day_off


@pytest.mark.parametrize(
    ("today", "code", "distance"),
    [
        ("6 Mar 2018", DueCode.DUE_IN, 3),
        ("7 Mar 2018", DueCode.DUE_IN, 2),
        ("8 Mar 2018", DueCode.DUE_TOMORROW, 1),
        ("9 Mar 2018", DueCode.DUE_TODAY, 0),
        ("10 Mar 2018", DueCode.WAS_DUE_YESTERDAY, 1),
        ("11 Mar 2018", DueCode.WAS_DUE, 2),
        ("12 Mar 2018", DueCode.WAS_DUE, 3),
    ],
)
def test_a_due_date_as_a_distance(today: str, code: DueCode, distance: int) -> None:
    due_on = day("9 Mar 2018")
    assert due_in(due_on, day(today)) == DueIn(code, due_on, distance)


@pytest.mark.parametrize(
    ("today", "overdue"), [("8 Mar 2018", False), ("9 Mar 2018", False), ("10 Mar 2018", True)]
)
def test_the_due_date_itself_is_in_time(today: str, overdue: bool) -> None:
    assert is_overdue(day("9 Mar 2018"), day(today)) is overdue


@pytest.mark.parametrize(
    ("starts", "due", "statutory", "warnings"),
    [
        ("12 Mar 2018", "30 Apr 2018", None, ()),
        ("12 Mar 2018", "12 Mar 2018", None, ()),
        ("12 Mar 2018", "15 Mar 2022", None, ()),
        ("12 Mar 2018", "16 Mar 2022", None, (DateWarning.DUE_FAR_OFF,)),
        ("1 Feb 2018", "9 Mar 2018", None, (DateWarning.DUE_IN_PAST,)),
        ("12 Mar 2018", "30 Apr 2028", None, (DateWarning.DUE_FAR_OFF, DateWarning.DUE_ON_DAY_OFF)),
        (
            "12 Mar 2008",
            "30 Apr 2008",
            None,
            (DateWarning.DUE_IN_PAST, DateWarning.DUE_FAR_OFF, DateWarning.START_FAR_OFF),
        ),
        ("12 Mar 2018", "30 Apr 2018", "30 Apr 2018", ()),
        ("12 Mar 2018", "30 Apr 2018", "27 Apr 2018", (DateWarning.DUE_AFTER_STATUTORY,)),
        ("12 Mar 2018", "30 Mar 2018", None, (DateWarning.DUE_ON_DAY_OFF,)),
    ],
)
def test_odd_dates_are_warned_of(
    starts: str, due: str, statutory: str | None, warnings: tuple[DateWarning, ...]
) -> None:
    latest = day(statutory) if statutory else None
    found = check_dates(day(starts), day(due), day("12 Mar 2018"), WALES, latest)
    assert found == warnings


def test_an_end_before_the_beginning_is_refused() -> None:
    starts_on = day("12 Mar 2018")
    with pytest.raises(Refused) as refused:
        check_dates(starts_on, day("11 Mar 2018"), starts_on, WALES)
    assert refused.value.faults == (Fault("due_before_start", "due_on", {"starts_on": starts_on}),)
