"""The working days before a visit on which a readiness summary is made."""

from collections.abc import Collection
from datetime import date

from tracker.domain.working_days import WorkingCalendar

#: Working days before the visit begins, the earliest first.
STEPS = (20, 10, 5, 2)


def step_on(visit_start: date, step: int, calendar: WorkingCalendar) -> date:
    """The day that is `step` working days before the visit begins."""
    return calendar.add_working_days(visit_start, -step)


def step_due(
    visit_start: date, today: date, calendar: WorkingCalendar, done: Collection[int]
) -> int | None:
    """The step whose summary is owed on `today`, or None.

    It is the latest step that has come: a visit entered late gets only that one, and
    steps it never had are not made up for. Once the visit has begun nothing is owed.
    """
    if today >= visit_start:
        return None
    come = [step for step in STEPS if step_on(visit_start, step, calendar) <= today]
    latest = min(come, default=None)
    return None if latest in done else latest


def working_days_left(visit_start: date, today: date, calendar: WorkingCalendar) -> int:
    """Working days after `today` up to the visit's first; 0 once it has begun."""
    return max(0, calendar.working_days_between(today, visit_start))


def next_step(visit_start: date, today: date, calendar: WorkingCalendar) -> tuple[int, date] | None:
    """The next step that is still to come, and its day; None when the last has come."""
    days = ((step, step_on(visit_start, step, calendar)) for step in STEPS)
    return next(((step, day) for step, day in days if day > today), None)
