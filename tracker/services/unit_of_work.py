"""The one place that commits: a session, an actor, a moment, and what came of them.

`with units_of_work(person_id) as uow:` opens a unit; leaving the block commits it,
raising rolls everything back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.errors import NotFound, NotPermitted, Stale
from tracker.domain.permissions import EVERYTHING, Access, Grant, Permission, Subject
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Event, Message, Person
from tracker.models.base import Base, Versioned
from tracker.ports import Clock, Storage
from tracker.queries.settings import installation, working_calendar

SYSTEM_NAME = "Tracker"
SYSTEM = Access(person_id=0, is_system=True)

R = TypeVar("R", bound=Base)


@dataclass(frozen=True)
class UnitOfWork:
    """What a service works with. `now` is aware UTC, taken once; `today` is the local
    date of the organisation at that moment."""

    session: Session
    access: Access
    actor_name: str
    now: datetime
    today: date
    zone: ZoneInfo
    calendar: WorkingCalendar
    storage: Storage

    @property
    def actor_id(self) -> int:
        """The signed-in person. Raises `NotPermitted` for the timetable and command line."""
        if self.access.is_system:
            raise NotPermitted
        return self.access.person_id

    def require(self, permission: Permission, subject: Subject = EVERYTHING) -> None:
        """Raise `NotFound` for what the actor may not even see, else `NotPermitted`."""
        if self.access.can(permission, subject):
            return
        if subject.plan_id is not None and not self.access.can(
            Permission.VIEW_PLAN,
            Subject(subject.plan_id, owner_id=subject.owner_id, lead_id=subject.lead_id),
        ):
            raise NotFound
        raise NotPermitted

    def get(self, kind: type[R], key: int | None) -> R:
        """The record with that primary key. Raises `NotFound`."""
        record = self.session.get(kind, key) if key is not None else None
        if record is None:
            raise NotFound
        return record

    def lock(self, kind: type[R], key: int) -> R:
        """As `get`, held against other writers until the end of the unit; for numbering."""
        record = self.session.get(kind, key, with_for_update=True)
        if record is None:
            raise NotFound
        return record

    def by_reference(self, kind: type[R], reference: str) -> R:
        """The record with that printed reference. Raises `NotFound`."""
        column = getattr(kind, "code" if kind.__tablename__ == "plan" else "reference")
        record = self.session.scalar(select(kind).where(column == reference))
        if record is None:
            raise NotFound
        return record

    def expect(self, record: Versioned, version: int, yours: Mapping[str, Any]) -> None:
        """Raise `Stale` when `record` was saved by somebody else since `version`."""
        if record.version != version:
            theirs = {name: getattr(record, name) for name in yours}
            raise Stale(theirs, yours, record.version)

    def change(
        self, record: Versioned, values: Mapping[str, Any], version: int | None = None
    ) -> dict[str, Any]:
        """Set `values` on `record` and answer `{field: [before, after]}` of what differs.

        With `version`, raises `Stale` first when the record has moved on.
        """
        if version is not None:
            self.expect(record, version, values)
        changes: dict[str, Any] = {}
        for name, value in values.items():
            before = getattr(record, name)
            if before != value:
                changes[name] = [plain(before), plain(value)]
                setattr(record, name, value)
        return changes

    def record(
        self,
        what: str,
        subject: Base,
        changes: Mapping[str, Any] | None = None,
        *,
        reason: str = "",
        plan_id: int | None = None,
        reference: str = "",
    ) -> None:
        """Write the event `what` about `subject`. `changes` is `{field: [before, after]}`."""
        self.session.flush()
        self.session.add(
            Event(
                at=self.now,
                what=what,
                subject_kind=subject.__tablename__,
                subject_id=getattr(subject, "id", 0),
                subject_reference=reference or getattr(subject, "reference", ""),
                plan_id=plan_id if plan_id is not None else getattr(subject, "plan_id", None),
                actor_id=None if self.access.is_system else self.access.person_id,
                actor_name=self.actor_name,
                changes=plain(changes or {}),
                reason=reason,
            )
        )

    def notify(
        self,
        kind: str,
        person_id: int,
        key: str,
        facts: Mapping[str, Any],
        *,
        not_before: datetime | None = None,
    ) -> bool:
        """Owe `person_id` the message `kind`, once per `key`. False when already owed."""
        message = Message(
            key=key,
            kind=kind,
            person_id=person_id,
            local_date=self.today,
            facts=plain(facts),
            created_at=self.now,
            not_before=not_before or self.now,
            message_id="",
        )
        self.session.flush()
        try:
            with self.session.begin_nested():
                self.session.add(message)
        except IntegrityError:
            return False
        return True


class UnitsOfWork:
    """Opens units of work; made once by `create_app`."""

    def __init__(
        self,
        sessions: sessionmaker[Session],
        clock: Clock,
        storage: Storage,
        zone: ZoneInfo,
        bank_holidays: frozenset[date],
    ) -> None:
        self._sessions = sessions
        self.clock = clock
        self.storage = storage
        self.zone = zone
        self.bank_holidays = bank_holidays

    @contextmanager
    def __call__(
        self, person_id: int | None = None, *, now: datetime | None = None
    ) -> Iterator[UnitOfWork]:
        """A unit for that person, or for the system itself when None. The person and
        their grants are read again inside. Raises `NotPermitted` for a deactivated one."""
        with self._sessions() as session:
            moment = now or installation(session).moment(self.clock.now(), self.zone)
            today = moment.astimezone(self.zone).date()
            access, name = (
                (SYSTEM, SYSTEM_NAME) if person_id is None else _actor(session, person_id)
            )
            uow = UnitOfWork(
                session=session,
                access=access,
                actor_name=name,
                now=moment,
                today=today,
                zone=self.zone,
                calendar=working_calendar(session, self.bank_holidays),
                storage=self.storage,
            )
            try:
                yield uow
                session.commit()
            except StaleDataError:
                session.rollback()
                raise Stale({}, {}, 0) from None
            except BaseException:
                session.rollback()
                raise


def access_of(person: Person) -> Access:
    """The standing of a person, from the grants loaded with them."""
    return Access(
        person.id,
        tuple(Grant(grant.role, grant.plan_id, grant.agency_id) for grant in person.grants),
    )


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dates in ISO form, enums by value, records by name."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Base):
        return getattr(value, "reference", None) or getattr(value, "name", None) or str(value.id)  # type: ignore[attr-defined]
    return value


def _actor(session: Session, person_id: int) -> tuple[Access, str]:
    person = session.get(Person, person_id, options=[selectinload(Person.grants)])
    if person is None or not person.is_active:
        raise NotPermitted
    return access_of(person), person.name
