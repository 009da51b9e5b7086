"""Recommendations: what the plan promises in answer to findings."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.plans import Response
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.people import Person
from tracker.models.plans import Plan, Theme
from tracker.models.sources import Finding

recommendation_finding = Table(
    "recommendation_finding",
    Base.metadata,
    Column("recommendation_id", Integer, ForeignKey("recommendation.id"), primary_key=True),
    Column("finding_id", Integer, ForeignKey("finding.id"), primary_key=True, index=True),
)


class Recommendation(Versioned, Base):
    """Answers one or more findings. `title` is the short name used in lists and mail,
    `text` the words that are frozen when the plan is agreed."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    number: Mapped[int]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    text: Mapped[str]
    text_cy: Mapped[str] = mapped_column(default="")
    response: Mapped[Response] = mapped_column(choice(Response), default=Response.ACCEPTED)
    response_reason: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    theme: Mapped[Theme] = relationship()
    speaker: Mapped[Person | None] = relationship()
    findings: Mapped[list[Finding]] = relationship(
        secondary=recommendation_finding, order_by=Finding.id
    )
