"""Visits by inspectors: what can be entered of one."""

from datetime import date

from tracker.domain.errors import Fault

MOST_LINES = 20
LONGEST_LINE = 1_000


def faults_in_dates(starts_on: date, ends_on: date, days: int) -> tuple[Fault, ...]:
    """What is wrong with the days of a visit. `days` are those on site: weekends and days
    in between may be left out, so there can be fewer than from the first to the last."""
    if ends_on < starts_on:
        return (Fault("visit_ends_before_start", "ends_on", {"starts_on": starts_on}),)
    most = (ends_on - starts_on).days + 1
    if not 1 <= days <= most:
        return (Fault("visit_days_wrong", "days", {"most": most}),)
    return ()
