"""Agencies: council, health board, police, schools and their like."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.agencies import AgencyKind
from tracker.models.base import Base, Name, Versioned, choice


class Agency(Versioned, Base):
    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    name_cy: Mapped[str] = mapped_column(Name, default="")
    kind: Mapped[AgencyKind] = mapped_column(choice(AgencyKind))
    is_active: Mapped[bool] = mapped_column(default=True)
