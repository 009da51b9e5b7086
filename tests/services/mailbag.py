"""Messages to deliver in tests, and rounds of delivery to see where they end."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.fakes import FakeMailer
from tests.ground.databases import Save
from tracker.emails.links import Links
from tracker.models import Action, Message, Person
from tracker.services.delivery import BATCH, deliver
from tracker.services.reminders import owe_digests
from tracker.services.unit_of_work import UnitsOfWork

LINKS = Links("https://tracker.council.example")
LATE = date(2018, 3, 9)


class Round:
    """Runs of delivery through one mailer."""

    def __init__(self, units: UnitsOfWork, mailer: FakeMailer) -> None:
        self.units, self.mailer = units, mailer

    def __call__(self, now: datetime | None = None, most: int = BATCH) -> dict[str, int]:
        """What came of a run, zeros left out."""
        found = deliver(self.units, lambda _demo: self.mailer, LINKS, now=now, most=most)
        return {state: number for state, number in found.items() if number}

    def subjects(self) -> list[str]:
        return [mail.subject for mail in self.mailer.sent]


def owe(uow: UnitsOfWork, save: Save, *people: Person) -> list[Action]:
    """One overdue action for each of `people`, and the digests owed for them."""
    actions = [factories.action(owner=person, due_on=LATE) for person in people]
    save(*actions)
    assert owe_digests(uow)["owed"] == len(people)
    return actions


def only(session: Session) -> Message:
    """The one message there is, as it stands now."""
    session.rollback()
    return session.scalars(select(Message)).one()


def change(uow: UnitsOfWork, record: Any, **values: Any) -> None:
    """Set `values` on a stored record, past every rule."""
    with uow() as unit:
        for name, value in values.items():
            setattr(unit.get(type(record), record.id), name, value)
