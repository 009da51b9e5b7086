"""Inspectorates, whose names change by date: each name is a row with its own dates."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Name, Versioned


class Inspectorate(Versioned, Base):
    """One inspectorate under one name, from `named_from` until `named_until`."""

    __tablename__ = "inspectorate"

    id: Mapped[int] = mapped_column(primary_key=True)
    abbreviation: Mapped[str] = mapped_column(String(20), unique=True)
    abbreviation_cy: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(Name)
    name_cy: Mapped[str] = mapped_column(Name, default="")
    named_from: Mapped[date | None]
    named_until: Mapped[date | None]
