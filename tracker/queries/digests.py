"""What a person is answerable for and has not delivered yet: for digests."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.digests import Contact, OwnedAction
from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import OPEN_WORK
from tracker.domain.permissions import Role
from tracker.domain.reminders import DueItem
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action, Message, Person, RoleGrant
from tracker.models.outbox import MessageState
from tracker.queries.ratings import rate_actions

#: How many people a mail names to turn to.
MOST_CONTACTS = 2


def undelivered_by_owner(session: Session) -> dict[int, list[DueItem]]:
    """Everything with an owner that is neither delivered nor set aside, by owner."""
    found: dict[int, list[DueItem]] = {}
    rows = session.execute(
        select(Action.owner_id, Action.reference, Action.due_on)
        .where(Action.owner_id.is_not(None), Action.stage.in_(OPEN_WORK))
        .order_by(Action.owner_id, Action.reference)
    )
    for owner_id, reference, due_on in rows:
        if owner_id is not None:
            found.setdefault(owner_id, []).append(DueItem(reference, due_on))
    return found


def last_days(session: Session, kind: str, zone: ZoneInfo) -> dict[int, date]:
    """The local day of each person's last message of `kind`: the day it left if it left
    late, for it said what was true then. One that was dropped told nobody anything and
    does not count."""
    rows = session.execute(
        select(
            Message.person_id,
            func.max(Message.local_date).label("day"),
            func.max(Message.sent_at).label("sent_at"),
        )
        .where(Message.kind == kind, Message.state != MessageState.DROPPED)
        .group_by(Message.person_id)
    )
    return {
        row.person_id: max(row.day, row.sent_at.astimezone(zone).date()) if row.sent_at else row.day
        for row in rows
    }


def is_outdated(session: Session, message: Message) -> bool:
    """Whether this person was sent, or waits for, a later message of the same kind."""
    later = select(Message.id).where(
        Message.person_id == message.person_id,
        Message.kind == message.kind,
        Message.local_date > message.local_date,
        Message.state.in_([MessageState.WAITING, MessageState.SENT]),
    )
    return session.scalar(later.limit(1)) is not None


def owned_actions(
    session: Session, person_id: int, today: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> tuple[dict[str, OwnedAction], frozenset[int]]:
    """What this person owns and has not delivered, by reference, and the plans it is in."""
    mine = (Action.owner_id == person_id, Action.stage.in_(OPEN_WORK))
    titles = {
        key: Bilingual(en, cy)
        for key, en, cy in session.execute(
            select(Action.id, Action.title, Action.title_cy).where(*mine).order_by(Action.id)
        )
    }
    rated = rate_actions(session, today, calendar, zone, *mine)
    owned = {
        action.reference: OwnedAction(titles[action.id], action.facts) for action in rated.values()
    }
    return owned, frozenset(action.plan_id for action in rated.values())


def contacts(session: Session, plan_ids: Iterable[int], but: int) -> list[Contact]:
    """The programme managers of these plans, those of one plan first, without `but`."""
    people = session.scalars(
        select(Person)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.role == Role.PROGRAMME_MANAGER,
            or_(RoleGrant.plan_id.is_(None), RoleGrant.plan_id.in_(sorted(plan_ids))),
            Person.is_active,
            Person.id != but,
        )
        .group_by(Person.id)
        .order_by(func.max(RoleGrant.plan_id).is_(None), Person.name, Person.id)
        .limit(MOST_CONTACTS)
    )
    return [
        Contact(Bilingual(person.role_title, person.role_title_cy), person.name, person.email or "")
        for person in people
    ]
