"""Actions, their milestones and the evidence expected of them."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.evidence import EvidenceKind, ExpectedState
from tracker.domain.lifecycle import Stage
from tracker.models.agencies import Agency
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.people import Person
from tracker.models.plans import Plan
from tracker.models.recommendations import Recommendation

action_agency = Table(
    "action_agency",
    Base.metadata,
    Column("action_id", Integer, ForeignKey("action.id"), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.id"), primary_key=True, index=True),
)

#: Every recommendation an action serves, its home recommendation among them.
action_recommendation = Table(
    "action_recommendation",
    Base.metadata,
    Column("action_id", Integer, ForeignKey("action.id"), primary_key=True),
    Column(
        "recommendation_id", Integer, ForeignKey("recommendation.id"), primary_key=True, index=True
    ),
)


class Action(Versioned, Base):
    """A piece of agreed work. `original_due_on` never changes; `due_on` moves only by a
    decided date change; `statutory_due_on` is the latest lawful date; `delivered_on` is
    when the owner says it was done."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "sequence"),
        Index("ix_action_plan_id_due_on", "plan_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    #: The home recommendation, from which the reference is made.
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    sequence: Mapped[int]
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    description: Mapped[str] = mapped_column(default="")

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    accountable_lead_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    starts_on: Mapped[date]
    original_due_on: Mapped[date]
    due_on: Mapped[date]
    statutory_due_on: Mapped[date | None]
    forecast_on: Mapped[date | None]
    delivered_on: Mapped[date | None]

    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.PLANNED)
    #: When the owner said "delivered", until the proof is accepted or returned.
    claimed_at: Mapped[datetime | None]
    reopened_on: Mapped[date | None]
    blocked_since: Mapped[date | None]
    blocked_by: Mapped[str] = mapped_column(default="")
    waiting_since: Mapped[date | None]
    waiting_on: Mapped[str] = mapped_column(default="")
    set_aside_reason: Mapped[str] = mapped_column(default="")
    set_aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    plan: Mapped[Plan] = relationship()
    recommendation: Mapped[Recommendation] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    accountable_lead: Mapped[Person | None] = relationship(foreign_keys=[accountable_lead_id])
    set_aside_by: Mapped[Person | None] = relationship(foreign_keys=[set_aside_by_id])
    agencies: Mapped[list[Agency]] = relationship(secondary=action_agency, order_by=Agency.name)
    recommendations: Mapped[list[Recommendation]] = relationship(
        secondary=action_recommendation, order_by=Recommendation.reference
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="action", order_by="Milestone.due_on, Milestone.id"
    )
    expected: Mapped[list["ExpectedItem"]] = relationship(
        back_populates="action", order_by="ExpectedItem.position"
    )


class Milestone(Versioned, Base):
    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    title: Mapped[str] = mapped_column(Name)
    due_on: Mapped[date]
    reached_on: Mapped[date | None]

    action: Mapped[Action] = relationship(back_populates="milestones")


class ExpectedItem(Versioned, Base):
    """One line of the evidence agreed beforehand: met by accepted evidence, or waived
    by someone else than the owner with a reason."""

    __tablename__ = "expected_item"
    __table_args__ = (UniqueConstraint("action_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    position: Mapped[int]
    description: Mapped[str] = mapped_column(String(300))
    kind: Mapped[EvidenceKind] = mapped_column(choice(EvidenceKind))
    state: Mapped[ExpectedState] = mapped_column(choice(ExpectedState), default=ExpectedState.OPEN)
    waived_reason: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    action: Mapped[Action] = relationship(back_populates="expected")
    decided_by: Mapped[Person | None] = relationship()
