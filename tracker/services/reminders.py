"""Who is owed a digest today. What it says is worked out when it is delivered."""

from datetime import date, datetime

from sqlalchemy import select

from tracker.domain import reminders
from tracker.domain.permissions import Permission
from tracker.emails.overdue_digest import KIND
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.queries import digests
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork


def owe_digests(units: UnitsOfWork, *, now: datetime | None = None) -> dict[str, int]:
    """Owe everybody the digest that is due to them, once per person and local day; what
    was owed earlier and has not left is superseded. Answers how many of each.

    Whoever has left or has no address is owed one too: it fails where administrators
    look, instead of going unsaid.
    """
    with units(now=now) as uow:
        uow.require(Permission.ADMINISTER)
        found = {"owed": 0, "superseded": 0}
        if not reminders.is_time(uow.now.astimezone(uow.zone)):
            return found
        last = digests.last_days(uow.session, KIND, uow.zone)
        for person_id, items in digests.undelivered_by_owner(uow.session).items():
            if reminders.owed(uow.today, uow.calendar, items, last.get(person_id)) is not None:
                superseded = _owe(uow, person_id, last.get(person_id))
                if superseded is not None:
                    found["owed"] += 1
                    found["superseded"] += superseded
        return found


def _owe(uow: UnitOfWork, person_id: int, since: date | None) -> int | None:
    """Owe one digest. Answers how many it replaces; None when today's is there already."""
    key = reminders.digest_key(person_id, uow.today)
    older = list(
        uow.session.scalars(
            select(Message)
            .where(
                Message.person_id == person_id,
                Message.kind == KIND,
                Message.state == MessageState.WAITING,
                Message.key != key,
            )
            .order_by(Message.local_date)
            .with_for_update()
        )
    )
    told = older[0].facts["since"] if older else since
    if not uow.notify(KIND, person_id, key, {"since": told}):
        return None
    for message in older:
        message.state = MessageState.SUPERSEDED
    return len(older)
