"""Working days: Monday to Friday, without Wales bank holidays and days the body is closed.

Holiday dates are handed in (`adapters.bank_holidays` knows them); nothing here asks the clock.
A closed day the body entered for itself moves reminders, never a legal deadline; a day
proclaimed a bank holiday moves both. Legal deadlines are therefore counted in `legal()`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """One calendar for everyone.

    `bank_holidays` hold entered days that were proclaimed such (a coronation);
    `closed_days` are the body's own (an office closed between Christmas and New Year).
    """

    bank_holidays: frozenset[date] = frozenset()
    closed_days: frozenset[date] = frozenset()

    def legal(self) -> "WorkingCalendar":
        """The calendar the law counts by: without the body's own closed days."""
        return replace(self, closed_days=frozenset())

    def is_holiday(self, day: date) -> bool:
        """A day off that is not simply a weekend."""
        return day in self.bank_holidays or day in self.closed_days

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before `day`."""
        return self.add_working_days(day, -1)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, when negative).

        `day` itself is never counted, so 20 working days after 17 October 2017 are
        14 November 2017. Zero answers `day` unchanged, working day or not.
        """
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_working_day(day):
                left -= 1
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier.

        Backwards it counts from before `start` down to `end`, so that going there and
        adding the answer agree for any `end` that is a working day.
        """
        if end < start:
            days = (end + _DAY * step for step in range((start - end).days))
            return -sum(map(self.is_working_day, days))
        days = (start + _DAY * step for step in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))

    def week_began(self, day: date) -> date:
        """The first working day of the week of `day`: its Monday, or the day after a
        Monday off. In a week without any it is the first working day of a later one."""
        return self.next_working_day(day - _DAY * (day.weekday() + 1))
