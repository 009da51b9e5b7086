"""What a stored message has to say, worked out at the moment it leaves: by then actions
were delivered or handed on, and visits cancelled."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.digests import digest
from tracker.emails import overdue_digest, readiness_summary
from tracker.models import Message
from tracker.queries import digests, notices
from tracker.services.unit_of_work import UnitOfWork, access_of

#: Kinds that wait for the hour of the next working day when they could not leave on theirs.
ON_WORKING_DAYS = (overdue_digest.KIND,)


def facts_of(uow: UnitOfWork, message: Message) -> Any | None:
    """The facts for `emails.kinds.write`; None when nothing is left to say.

    Raises KeyError for a kind that nobody writes.
    """
    return _FACTS[message.kind](uow, message)


def _digest(uow: UnitOfWork, message: Message) -> Any | None:
    if digests.is_outdated(uow.session, message):
        return None
    since = message.facts["since"]
    owned, plan_ids = digests.owned_actions(
        uow.session, message.person_id, uow.today, uow.calendar, uow.zone
    )
    return digest(
        owned,
        uow.today,
        date.fromisoformat(since) if since else None,
        digests.contacts(uow.session, plan_ids, but=message.person_id),
    )


def _notice(uow: UnitOfWork, message: Message) -> Any | None:
    return notices.readiness_notice(
        uow.session,
        access_of(message.person),
        int(message.facts["summary_id"]),
        uow.today,
        uow.calendar,
    )


_FACTS: dict[str, Callable[[UnitOfWork, Message], Any | None]] = {
    overdue_digest.KIND: _digest,
    readiness_summary.KIND: _notice,
}
