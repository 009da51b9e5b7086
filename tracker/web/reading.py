"""How a view reaches the product: `reading()` to look, `writing()` to change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from flask import g
from flask_login import current_user
from sqlalchemy.orm import Session

from tracker.domain.languages import Language
from tracker.domain.permissions import Access
from tracker.domain.working_days import WorkingCalendar
from tracker.extensions import db, units_of_work
from tracker.queries.settings import Installation, installation, working_calendar
from tracker.services.unit_of_work import UnitOfWork
from tracker.web.language import current_language

NOBODY = Access(person_id=0)


@dataclass(frozen=True)
class Reading:
    """What a page is read with: one session, one moment, one person's standing."""

    session: Session
    access: Access
    now: datetime
    today: date
    calendar: WorkingCalendar
    installation: Installation
    language: Language


def reading() -> Reading:
    """The reading of this request, made on first use."""
    if "reading" not in g:
        opener = units_of_work()
        session = db.session()
        facts = installation(session)
        now = facts.moment(opener.clock.now(), opener.zone)
        g.reading = Reading(
            session=session,
            access=current_user.access if current_user.is_authenticated else NOBODY,
            now=now,
            today=now.astimezone(opener.zone).date(),
            calendar=working_calendar(session, opener.bank_holidays),
            installation=facts,
            language=current_language(),
        )
    found: Reading = g.reading
    return found


@contextmanager
def writing() -> Iterator[UnitOfWork]:
    """A unit of work by the signed-in person. The request's reads end first, so that a
    request never holds two transactions."""
    person_id = current_user.person_id
    db.session.rollback()
    with units_of_work()(person_id) as uow:
        yield uow
