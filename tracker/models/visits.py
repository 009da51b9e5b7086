"""Visits by inspectors, their lines of enquiry, and the readiness summaries made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base, Name, Versioned
from tracker.models.inspectorates import Inspectorate
from tracker.models.plans import Plan
from tracker.models.recommendations import Recommendation

visit_inspectorate = Table(
    "visit_inspectorate",
    Base.metadata,
    Column("visit_id", Integer, ForeignKey("visit.id"), primary_key=True),
    Column("inspectorate_id", Integer, ForeignKey("inspectorate.id"), primary_key=True),
)

line_recommendation = Table(
    "line_recommendation",
    Base.metadata,
    Column("line_id", Integer, ForeignKey("line_of_enquiry.id"), primary_key=True),
    Column("recommendation_id", Integer, ForeignKey("recommendation.id"), primary_key=True),
)


class Visit(Versioned, Base):
    """A visit from `starts_on`, of `days` days on site."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    days: Mapped[int]
    scope: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    inspectorates: Mapped[list[Inspectorate]] = relationship(
        secondary=visit_inspectorate, order_by=Inspectorate.abbreviation
    )
    lines: Mapped[list["LineOfEnquiry"]] = relationship(
        back_populates="visit", order_by="LineOfEnquiry.position", cascade="all, delete-orphan"
    )


class LineOfEnquiry(Base):
    __tablename__ = "line_of_enquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]

    visit: Mapped[Visit] = relationship(back_populates="lines")
    recommendations: Mapped[list[Recommendation]] = relationship(
        secondary=line_recommendation, order_by=Recommendation.reference
    )


class ReadinessSummary(Base):
    """A summary as made: content, as-at date and hash never change afterwards.

    `step` is the number of working days before the visit for which the timetable made
    it, again when the visit was put off; None when a person asked for it.
    """

    __tablename__ = "readiness_summary"
    __table_args__ = (UniqueConstraint("visit_id", "step", "as_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    step: Mapped[int | None]
    as_at: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))

    visit: Mapped[Visit] = relationship()
