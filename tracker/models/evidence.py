"""Evidence: one proof, its versions, and the actions it is put forward for."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.models.actions import Action, ExpectedItem
from tracker.models.agencies import Agency
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.people import Person


class Evidence(Versioned, Base):
    """One piece of evidence. `dated_on` and the period belong to the thing proved, not
    to the upload; after `stale_on` it no longer speaks for the present."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    title: Mapped[str] = mapped_column(Name)
    proves: Mapped[str] = mapped_column(default="")
    kind: Mapped[EvidenceKind] = mapped_column(choice(EvidenceKind))
    dated_on: Mapped[date]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    stale_on: Mapped[date | None]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: Whose working material it is; others see it once `is_shared`.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    is_shared: Mapped[bool] = mapped_column(default=False)

    uploaded_by: Mapped[Person] = relationship()
    agency: Mapped[Agency | None] = relationship()
    versions: Mapped[list["EvidenceVersion"]] = relationship(
        back_populates="evidence", order_by="EvidenceVersion.number, EvidenceVersion.position"
    )
    links: Mapped[list["EvidenceLink"]] = relationship(
        back_populates="evidence", order_by="EvidenceLink.id"
    )


class EvidenceVersion(Base):
    """One file of one version: several files may be put forward together."""

    __tablename__ = "evidence_version"
    __table_args__ = (UniqueConstraint("evidence_id", "number", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    position: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    #: When the uploader attested that nobody can be identified from it.
    attested_at: Mapped[datetime]

    evidence: Mapped[Evidence] = relationship(back_populates="versions")
    uploaded_by: Mapped[Person] = relationship()


class EvidenceLink(Versioned, Base):
    """One piece of evidence put forward for one action, and what was decided there."""

    __tablename__ = "evidence_link"
    __table_args__ = (UniqueConstraint("evidence_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    expected_item_id: Mapped[int | None] = mapped_column(ForeignKey("expected_item.id"))
    state: Mapped[LinkState] = mapped_column(choice(LinkState), default=LinkState.SUBMITTED)
    #: The version that is put forward, or that was decided on.
    version_number: Mapped[int]
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    evidence: Mapped[Evidence] = relationship(back_populates="links")
    action: Mapped[Action] = relationship()
    expected_item: Mapped[ExpectedItem | None] = relationship()
    submitted_by: Mapped[Person] = relationship(foreign_keys=[submitted_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
