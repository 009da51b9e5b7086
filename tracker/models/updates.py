"""What owners say about how it goes. An update is never edited; a new one is written."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.languages import Language
from tracker.domain.updates import UpdateKind
from tracker.models.base import Base, choice
from tracker.models.people import Person


class Update(Base):
    __tablename__ = "update_entry"
    __table_args__ = (Index("ix_update_entry_action_id_at", "action_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[UpdateKind] = mapped_column(choice(UpdateKind))
    words: Mapped[str] = mapped_column(default="")
    language: Mapped[Language] = mapped_column(choice(Language), default=Language.ENGLISH)
    forecast_on: Mapped[date | None]
    #: Local date for which the words are true.
    as_at: Mapped[date]
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
