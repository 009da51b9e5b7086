"""What the body decides once: closed days of its calendar, and facts of the installation."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Name, Versioned


class ClosedDay(Versioned, Base):
    """A day on which nobody works here. `is_bank_holiday` marks a proclaimed one, which
    alone moves legal deadlines."""

    __tablename__ = "closed_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Name)
    is_bank_holiday: Mapped[bool] = mapped_column(default=False)


class Setting(Versioned, Base):
    """A named fact of this installation, such as that it is a demonstration."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]
