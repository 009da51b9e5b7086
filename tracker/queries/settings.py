"""Facts of the installation and the working calendar everybody shares."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.working_days import WorkingCalendar
from tracker.models import ClosedDay, Setting

DEMONSTRATION = "demonstration"
STANDS_AT = "stands_at"
MOVED_WEEKS = "moved_weeks"


@dataclass(frozen=True)
class Installation:
    """`stands_at` is the local date at which a demonstration's clock stands;
    `moved_weeks` how many weeks its dates were moved from the real ones."""

    is_demonstration: bool = False
    stands_at: date | None = None
    moved_weeks: int = 0

    def moment(self, now: datetime, zone: ZoneInfo) -> datetime:
        """`now`, or the same wall time on the day at which the clock stands; aware UTC."""
        if self.stands_at is None:
            return now
        wall = now.astimezone(zone).time()
        return datetime.combine(self.stands_at, wall, zone).astimezone(UTC)


def installation(session: Session) -> Installation:
    """What is known of this installation as a whole."""
    rows = dict(session.execute(select(Setting.name, Setting.value)).all())
    stands_at = rows.get(STANDS_AT)
    return Installation(
        is_demonstration=rows.get(DEMONSTRATION) == "yes",
        stands_at=date.fromisoformat(stands_at) if stands_at else None,
        moved_weeks=int(rows.get(MOVED_WEEKS, "0")),
    )


def working_calendar(session: Session, bank_holidays: frozenset[date]) -> WorkingCalendar:
    """Wales bank holidays with the closed days an administrator entered."""
    rows = session.execute(select(ClosedDay.day, ClosedDay.is_bank_holiday)).all()
    proclaimed = {day for day, is_bank_holiday in rows if is_bank_holiday}
    closed = {day for day, is_bank_holiday in rows if not is_bank_holiday}
    return WorkingCalendar(bank_holidays=bank_holidays | proclaimed, closed_days=frozenset(closed))
