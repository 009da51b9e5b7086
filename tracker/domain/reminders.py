"""Who is owed a digest, and why.

Rule: on a working day, from the hour on, a person is owed one message when something of
theirs became overdue that no earlier message could tell, or when the week has begun
and anything is overdue. A missed morning is caught up by the next run, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.domain.deadlines import is_overdue
from tracker.domain.working_days import WorkingCalendar

#: Local hour at which digests leave, unless a person chose another.
DIGEST_HOUR = 7
#: How far ahead the digest looks after what is overdue, in calendar days.
LOOK_AHEAD_DAYS = 14


class Why(StrEnum):
    NEWLY_OVERDUE = "newly_overdue"
    WEEK_BEGINS = "week_begins"


@dataclass(frozen=True)
class DueItem:
    """One action of one person that is neither delivered nor set aside."""

    reference: str
    due_on: date


@dataclass(frozen=True)
class Owed:
    """One message for one person on `day`: why, what is overdue (worst first) and the
    references of what is newly so."""

    day: date
    whys: tuple[Why, ...]
    overdue: tuple[DueItem, ...]
    new: frozenset[str]


def is_time(now_local: datetime, hour: int = DIGEST_HOUR) -> bool:
    """Whether the hour has come on the local wall clock, and for the rest of the day."""
    return now_local.hour >= hour


def owed(
    today: date,
    calendar: WorkingCalendar,
    items: Iterable[DueItem],
    last_digest_on: date | None,
) -> Owed | None:
    """The message owed on `today`, or None.

    `items` may hold things not yet overdue; they are left out. `last_digest_on` is the
    local day of this person's last digest, None if there never was one. Nobody gets two on
    one day.
    """
    if not calendar.is_working_day(today) or last_digest_on == today:
        return None
    overdue = worst_first(item for item in items if is_overdue(item.due_on, today))
    new = frozenset(item.reference for item in overdue if is_news(item.due_on, last_digest_on))
    whys = []
    if new:
        whys.append(Why.NEWLY_OVERDUE)
    if overdue and (last_digest_on is None or last_digest_on < calendar.week_began(today)):
        whys.append(Why.WEEK_BEGINS)
    return Owed(today, tuple(whys), overdue, new) if whys else None


def is_news(due_on: date, last_digest_on: date | None) -> bool:
    """Whether no digest can have told that something is overdue: a digest tells of
    everything that was due before its day."""
    return last_digest_on is None or due_on >= last_digest_on


def worst_first(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """The longest overdue first, then by reference."""
    return tuple(sorted(items, key=lambda item: (item.due_on, item.reference)))


def due_soon(items: Iterable[DueItem], today: date) -> tuple[DueItem, ...]:
    """What falls due from today within `LOOK_AHEAD_DAYS`, the soonest first."""
    last = today + timedelta(days=LOOK_AHEAD_DAYS)
    return worst_first(item for item in items if today <= item.due_on <= last)


def quiet_until(items: Iterable[DueItem], today: date) -> date | None:
    """The due date after everything a digest lists: "nothing else is due before …"; None
    when nothing else is due at all."""
    last = today + timedelta(days=LOOK_AHEAD_DAYS)
    return min((item.due_on for item in items if item.due_on > last), default=None)


def next_digest_on(items: Iterable[DueItem], today: date, calendar: WorkingCalendar) -> date | None:
    """The day of the next digest after today, if nothing changes and the latest one told of
    everything overdue by now. None when nothing is due."""
    listed = list(items)
    if not listed:
        return None
    told_on = today if calendar.is_working_day(today) else calendar.previous_working_day(today)
    day = calendar.next_working_day(max(today, min(item.due_on for item in listed)))
    while owed(day, calendar, listed, told_on) is None:
        day = calendar.next_working_day(day)
    return day


def digest_key(person_id: int, day: date) -> str:
    """The key under which one digest exists once: one person, one local day."""
    return f"overdue-digest:{person_id}:{day.isoformat()}"
