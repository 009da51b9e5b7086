"""Plans and their themes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.plans import ColourScheme
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.boards import Board
from tracker.models.people import Person


class Plan(Versioned, Base):
    """An improvement plan. `code` is fixed at creation; agreeing it, once, freezes the
    texts and references of its recommendations."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    scheme: Mapped[ColourScheme] = mapped_column(choice(ColourScheme), default=ColourScheme.BRAG)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    starts_on: Mapped[date | None]
    #: Calendar days of total slip the programme manager may allow; beyond, the board.
    tolerance_days: Mapped[int] = mapped_column(default=28)
    agreed_on: Mapped[date | None]
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    board: Mapped[Board | None] = relationship()
    agreed_by: Mapped[Person | None] = relationship()
    themes: Mapped[list["Theme"]] = relationship(back_populates="plan", order_by="Theme.number")


class Theme(Versioned, Base):
    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    executive_lead_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    plan: Mapped[Plan] = relationship(back_populates="themes")
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    executive_lead: Mapped[Person | None] = relationship(foreign_keys=[executive_lead_id])
