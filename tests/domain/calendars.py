"""Calendars the rules are tried on, with holidays written out: no library in between."""

from datetime import date

from tracker.domain.working_days import WorkingCalendar

#: Wales, from the autumn of 2017 to the spring of 2019, and the spring of 2024.
WALES = WorkingCalendar(
    frozenset(
        date.fromisoformat(day)
        for day in (
            "2017-12-25", "2017-12-26", "2018-01-01", "2018-03-30", "2018-04-02", "2018-05-07",
            "2018-05-28", "2018-08-27", "2018-12-25", "2018-12-26", "2019-01-01", "2019-04-19",
            "2019-04-22", "2024-03-29", "2024-04-01", "2024-05-06",
        )
    )
)  # fmt: skip


def day(text: str) -> date:
    """`day("12 Mar 2018")`."""
    number, month, year = text.split()
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return date(int(year), months.index(month) + 1, int(number))
