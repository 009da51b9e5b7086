"""The outbox: every message owed, from the moment it is owed until it is settled."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.languages import Language
from tracker.models.base import Base, choice
from tracker.models.people import Person


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    #: Refused for good, or given up after the last attempt; an administrator may retry.
    FAILED = "failed"
    #: Nothing was left to say when it was to be sent.
    DROPPED = "dropped"
    #: A newer one of the same kind was owed before this one left.
    SUPERSEDED = "superseded"


class Message(Base):
    """One message to one person. `key` says why and makes it owed once only."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_state_not_before", "state", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    local_date: Mapped[date]
    facts: Mapped[dict[str, Any]]
    state: Mapped[MessageState] = mapped_column(choice(MessageState), default=MessageState.WAITING)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    #: As sent.
    message_id: Mapped[str] = mapped_column(String(200))
    sent_at: Mapped[datetime | None]
    sent_to: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[Language | None] = mapped_column(choice(Language))
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
