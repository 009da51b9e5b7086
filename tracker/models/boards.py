"""Boards and their meetings, at which ratings are confirmed and closures decided."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.rag import Rating
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.people import Person

board_member = Table(
    "board_member",
    Base.metadata,
    Column("board_id", Integer, ForeignKey("board.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
)


class Board(Versioned, Base):
    __tablename__ = "board"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    name_cy: Mapped[str] = mapped_column(Name, default="")

    members: Mapped[list[Person]] = relationship(secondary=board_member, order_by=Person.name)


class Meeting(Versioned, Base):
    """A board's meeting about one plan; `snapshot` is the plan's position as met,
    frozen when the meeting is concluded."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("plan_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(Name, default="")
    notes: Mapped[str] = mapped_column(default="")
    concluded_at: Mapped[datetime | None]
    snapshot: Mapped[dict[str, Any] | None]

    board: Mapped[Board] = relationship()
    confirmations: Mapped[list["Confirmation"]] = relationship(back_populates="meeting")


class Confirmation(Base):
    """What a meeting said about one recommendation's rating, with the computed one
    and its reasons as they stood: never changed afterwards."""

    __tablename__ = "confirmation"
    __table_args__ = (UniqueConstraint("meeting_id", "recommendation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    computed: Mapped[Rating] = mapped_column(choice(Rating))
    reasons: Mapped[list[Any]]
    rating: Mapped[Rating] = mapped_column(choice(Rating))
    reason: Mapped[str] = mapped_column(default="")
    #: A rating better than the computed one ends on this date.
    until: Mapped[date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship(back_populates="confirmations")
    person: Mapped[Person] = relationship()


class Closure(Versioned, Base):
    """A recommendation proposed for closing, and the board's decision on it."""

    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    state: Mapped[ClosureState] = mapped_column(choice(ClosureState))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    decision_reason: Mapped[str] = mapped_column(default="")

    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
