"""Deadlines: a trigger, a number of days, and what happens when the day is a day off.

Legal counting uses the calendar's `legal()` days: Wales bank holidays and days proclaimed
such. Checked against public dates: the plan asked for by the warning notice of 17 October
2017 (20 working days), the reports to the Minister (90 days), an answer to a police
inspection (56 days).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import refuse
from tracker.domain.working_days import WorkingCalendar

#: Ahead of this many years a date is more likely a slip of the finger than a plan.
FAR_YEARS = 4


class Unit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


class Roll(StrEnum):
    """Where a deadline goes that falls on a day off."""

    STAYS = "stays"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True)
class Rule:
    """`days` after the trigger, which is itself never counted."""

    days: int
    unit: Unit
    roll: Roll = Roll.STAYS


@dataclass(frozen=True)
class Deadline:
    """`counted_to` is the day the count ends, `falls_on` the day after rolling.
    `on_day_off`: it stays on a weekend or bank holiday, which is worth a warning."""

    falls_on: date
    counted_to: date
    on_day_off: bool


def deadline(trigger: date, rule: Rule, calendar: WorkingCalendar) -> Deadline:
    """The day something is due under `rule` when `trigger` happened."""
    legal = calendar.legal()
    if rule.unit is Unit.WORKING_DAYS:
        counted = legal.add_working_days(trigger, rule.days)
    else:
        counted = trigger + timedelta(days=rule.days)
    falls = counted
    if not legal.is_working_day(counted):
        if rule.roll is Roll.NEXT:
            falls = legal.next_working_day(counted)
        elif rule.roll is Roll.PREVIOUS:
            falls = legal.previous_working_day(counted)
    return Deadline(falls, counted, on_day_off=not legal.is_working_day(falls))


def is_overdue(due_on: date, today: date) -> bool:
    """The due date itself is still in time."""
    return due_on < today


class DueCode(StrEnum):
    """How far off a due date is, as people say it."""

    WAS_DUE = "was_due"
    WAS_DUE_YESTERDAY = "was_due_yesterday"
    DUE_TODAY = "due_today"
    DUE_TOMORROW = "due_tomorrow"
    DUE_IN = "due_in"


@dataclass(frozen=True)
class DueIn:
    """`days` is never negative: the code says whether they have passed or are to come."""

    code: DueCode
    due_on: date
    days: int


def due_in(due_on: date, today: date) -> DueIn:
    """The due date as a distance from `today`."""
    days = (due_on - today).days
    near = {-1: DueCode.WAS_DUE_YESTERDAY, 0: DueCode.DUE_TODAY, 1: DueCode.DUE_TOMORROW}
    code = near.get(days, DueCode.DUE_IN if days > 0 else DueCode.WAS_DUE)
    return DueIn(code, due_on, abs(days))


class DateWarning(StrEnum):
    """A date that is allowed but deserves a second look before it is saved."""

    DUE_IN_PAST = "due_in_past"
    DUE_FAR_OFF = "due_far_off"
    START_FAR_OFF = "start_far_off"
    DUE_AFTER_STATUTORY = "due_after_statutory"
    DUE_ON_DAY_OFF = "due_on_day_off"


def check_dates(
    starts_on: date,
    due_on: date,
    today: date,
    calendar: WorkingCalendar,
    statutory_due_on: date | None = None,
) -> tuple[DateWarning, ...]:
    """Sanity of an action's dates: warnings, worst first.

    Raises `Refused` with `due_before_start` when it would end before it begins.
    """
    if due_on < starts_on:
        raise refuse("due_before_start", "due_on", starts_on=starts_on)
    tests = {
        DateWarning.DUE_AFTER_STATUTORY: statutory_due_on is not None and due_on > statutory_due_on,
        DateWarning.DUE_IN_PAST: due_on < today,
        DateWarning.DUE_FAR_OFF: is_far_off(due_on, today),
        DateWarning.START_FAR_OFF: is_far_off(starts_on, today),
        DateWarning.DUE_ON_DAY_OFF: not calendar.is_working_day(due_on),
    }
    return tuple(warning for warning, applies in tests.items() if applies)


def is_far_off(day: date, today: date) -> bool:
    """More than `FAR_YEARS` years either way: probably a wrong year."""
    return abs((day - today).days) > FAR_YEARS * 366
