"""Requests for more time, and what was decided."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.date_changes import ChangeReason, ChangeState
from tracker.models.actions import Action
from tracker.models.base import Base, Versioned, choice
from tracker.models.people import Person


class DateChange(Versioned, Base):
    __tablename__ = "date_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    reason_code: Mapped[ChangeReason] = mapped_column(choice(ChangeReason))
    words: Mapped[str]
    from_on: Mapped[date]
    proposed_on: Mapped[date]
    state: Mapped[ChangeState] = mapped_column(choice(ChangeState), default=ChangeState.ASKED)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str] = mapped_column(default="")

    action: Mapped[Action] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
