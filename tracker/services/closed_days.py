"""Days on which nobody works here, beside the bank holidays everybody knows."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Refused, doubt, refuse
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_name
from tracker.models import ClosedDay
from tracker.services.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork,
    *,
    day: date,
    name: str,
    is_bank_holiday: bool = False,
    confirmed: bool = False,
) -> ClosedDay:
    """Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    closed = ClosedDay(**_checked(uow, None, day, name, is_bank_holiday, confirmed))
    uow.session.add(closed)
    uow.record("closed_day_created", closed, {"day": [None, day]}, reference=_called(closed))
    return closed


def edit(
    uow: UnitOfWork,
    closed_day_id: int,
    version: int,
    *,
    day: date,
    name: str,
    is_bank_holiday: bool,
    confirmed: bool = False,
) -> None:
    """Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    closed = uow.get(ClosedDay, closed_day_id)
    values = _checked(uow, closed, day, name, is_bank_holiday, confirmed)
    if changes := uow.change(closed, values, version):
        uow.record("closed_day_changed", closed, changes, reference=_called(closed))


def remove(uow: UnitOfWork, closed_day_id: int) -> None:
    """Work on that day after all."""
    uow.require(Permission.ADMINISTER)
    closed = uow.get(ClosedDay, closed_day_id)
    changes = {"day": [closed.day, None], "name": [closed.name, None]}
    uow.record("closed_day_removed", closed, changes, reference=_called(closed))
    uow.session.delete(closed)


def _checked(
    uow: UnitOfWork,
    closed: ClosedDay | None,
    day: date,
    name: str,
    is_bank_holiday: bool,
    confirmed: bool,
) -> dict[str, Any]:
    taken = uow.session.scalar(select(ClosedDay).where(ClosedDay.day == day))
    if taken is not None and taken is not closed:
        raise refuse("day_closed_already", "day", name=taken.name)
    is_new_day = closed is None or closed.day != day
    if is_new_day and is_far_off(day, uow.today) and not confirmed:
        raise Refused(doubt("date_far_off", "day"))
    return {"day": day, "name": clean_name(name, "name"), "is_bank_holiday": is_bank_holiday}


def _called(closed: ClosedDay) -> str:
    return f"{closed.day.isoformat()} {closed.name}"[:200]
