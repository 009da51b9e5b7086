"""Closed days of the calendar, for those who look after it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import ClosedDay


@dataclass(frozen=True)
class ClosedDayRow:
    id: int
    day: date
    name: str
    is_bank_holiday: bool


def index(session: Session) -> list[ClosedDayRow]:
    """The latest first."""
    found = session.scalars(select(ClosedDay).order_by(ClosedDay.day.desc()))
    return [ClosedDayRow(one.id, one.day, one.name, one.is_bank_holiday) for one in found]
