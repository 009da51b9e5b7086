"""Sources (inspections, letters, notices, reviews) and the findings printed in them."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.languages import Language
from tracker.domain.sources import FindingKind, SourceKind
from tracker.models.agencies import Agency
from tracker.models.base import Base, Name, Versioned, choice
from tracker.models.inspectorates import Inspectorate

source_agency = Table(
    "source_agency",
    Base.metadata,
    Column("source_id", Integer, ForeignKey("source.id"), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.id"), primary_key=True),
)

finding_agency = Table(
    "finding_agency",
    Base.metadata,
    Column("finding_id", Integer, ForeignKey("finding.id"), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.id"), primary_key=True),
)


class SourceInspectorate(Base):
    """An inspectorate of a source, with its name as printed on the day."""

    __tablename__ = "source_inspectorate"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    inspectorate_id: Mapped[int] = mapped_column(ForeignKey("inspectorate.id"), primary_key=True)
    printed_name: Mapped[str] = mapped_column(Name)

    inspectorate: Mapped[Inspectorate] = relationship()


class Source(Versioned, Base):
    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[SourceKind] = mapped_column(choice(SourceKind))
    title: Mapped[str] = mapped_column(Name)
    title_cy: Mapped[str] = mapped_column(Name, default="")
    published_on: Mapped[date | None]
    received_on: Mapped[date | None]
    fieldwork_on: Mapped[date | None]
    summary: Mapped[str] = mapped_column(default="")

    inspectorates: Mapped[list[SourceInspectorate]] = relationship(
        cascade="all, delete-orphan", order_by=SourceInspectorate.inspectorate_id
    )
    agencies: Mapped[list[Agency]] = relationship(secondary=source_agency, order_by=Agency.name)
    findings: Mapped[list["Finding"]] = relationship(
        back_populates="source", order_by="Finding.position"
    )


class Finding(Versioned, Base):
    """What the inspectors wrote. `text` is frozen once a recommendation answers it."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    position: Mapped[int]
    kind: Mapped[FindingKind] = mapped_column(choice(FindingKind))
    text: Mapped[str]
    language: Mapped[Language] = mapped_column(choice(Language), default=Language.ENGLISH)
    printed_number: Mapped[str] = mapped_column(String(40), default="")
    page: Mapped[int | None]

    source: Mapped[Source] = relationship(back_populates="findings")
    agencies: Mapped[list[Agency]] = relationship(secondary=finding_agency, order_by=Agency.name)
