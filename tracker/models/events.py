"""The audit trail: what was done, by whom, before and after. It refers to nothing by
foreign key, so that it outlives what it describes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Name


class Event(Base):
    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject", "subject_kind", "subject_id"),
        Index("ix_event_plan_id_at", "plan_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    subject_reference: Mapped[str] = mapped_column(Name, default="")
    plan_id: Mapped[int | None]
    #: None when the timetable or the command line did it.
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(Name)
    #: `{"field": [before, after]}`
    changes: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
