"""The outbox: what waits, failed, was sent or was not needed any more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.languages import Bilingual, Language
from tracker.domain.readiness_facts import Who
from tracker.models import Message, Person
from tracker.models.outbox import MessageState

PAGE_SIZE = 50


@dataclass(frozen=True)
class MessageRow:
    """One message in a list; `person` is whom it is for."""

    number: int
    key: str
    kind: str
    person: Who
    state: MessageState
    created_at: datetime
    not_before: datetime
    sent_at: datetime | None
    attempts: int
    last_error: str


@dataclass(frozen=True)
class MessageShown:
    """One message with all there is to know of it; texts and addresses are as sent."""

    row: MessageRow
    message_id: str
    sent_to: str
    language: Language | None
    subject: str
    text: str


def counts(session: Session) -> dict[MessageState, int]:
    """How many messages stand where, zeros included."""
    by_state = select(Message.state, func.count().label("number")).group_by(Message.state)
    found = {row.state: row.number for row in session.execute(by_state)}
    return {state: found.get(state, 0) for state in MessageState}


def messages(
    session: Session, state: MessageState | None, page: int = 1, size: int = PAGE_SIZE
) -> list[MessageRow]:
    """One page (from 1) of the messages in `state`, or of all: the newest first."""
    wanted = _rows().order_by(Message.created_at.desc(), Message.id.desc())
    if state is not None:
        wanted = wanted.where(Message.state == state)
    return [_row(row) for row in session.execute(wanted.limit(size).offset(size * (page - 1)))]


def message(session: Session, number: int) -> MessageShown:
    """One message. Raises `NotFound`."""
    row = session.execute(_rows().where(Message.id == number)).one_or_none()
    if row is None:
        raise NotFound
    found = session.get_one(Message, number)
    return MessageShown(
        row=_row(row),
        message_id=found.message_id,
        sent_to=found.sent_to,
        language=found.language,
        subject=found.subject,
        text=found.text,
    )


def number_of(session: Session, name: str) -> int:
    """The number of the message that goes by that number or key. Raises `NotFound`."""
    wanted = Message.key == name
    if name.isascii() and name.isdigit() and len(name) < 10:
        wanted = or_(wanted, Message.id == int(name))
    number = session.scalar(select(Message.id).where(wanted))
    if number is None:
        raise NotFound
    return number


def _rows() -> Select[*tuple[Any, ...]]:
    """The narrow columns; what messages said stays where it is."""
    return select(
        Message.id,
        Message.key,
        Message.kind,
        Message.state,
        Message.created_at,
        Message.not_before,
        Message.sent_at,
        Message.attempts,
        Message.last_error,
        Person.role_title,
        Person.role_title_cy,
        Person.name,
    ).join(Person, Person.id == Message.person_id)


def _row(row: Row[Any]) -> MessageRow:
    return MessageRow(
        number=row.id,
        key=row.key,
        kind=row.kind,
        person=Who(Bilingual(row.role_title, row.role_title_cy), row.name),
        state=row.state,
        created_at=row.created_at,
        not_before=row.not_before,
        sent_at=row.sent_at,
        attempts=row.attempts,
        last_error=row.last_error,
    )
