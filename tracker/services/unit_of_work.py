"""The one place that commits: a session, an actor, a moment, and what came of them.

`with units_of_work(person_id) as uow:` opens a unit; leaving the block commits it,
raising rolls everything back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.errors import NotFound, NotPermitted, Stale
from tracker.domain.permissions import EVERYTHING, Access, Grant, Permission, Subject
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Event, Message, Person
from tracker.models.base import Base, Versioned
from tracker.ports import Clock, KindOf, Storage
from tracker.queries.editable import as_chosen
from tracker.queries.settings import installation, working_calendar
from tracker.services.recording import called, plain, plan_of

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
        """As `get`, read anew and held against other writers until the end of the unit."""
        self.session.flush()
        wanted = select(kind).where(inspect(kind).primary_key[0] == key)
        record = self.session.scalar(
            wanted.with_for_update().execution_options(populate_existing=True)
        )
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

    def expect(
        self,
        record: Versioned,
        version: int,
        yours: Mapping[str, Any],
        theirs: Mapping[str, Any] | None = None,
    ) -> None:
        """Raise `Stale` when somebody else saved `record` since `version` and something
        differs from `yours`. Holds the record against other writers.

        `theirs` are present values of what is no attribute of `record`, by field.
        """
        kind: type[Any] = type(record)
        self.lock(kind, as_chosen(record))
        if record.version == version:
            return
        present = {name: getattr(record, name) for name in yours if name not in (theirs or {})}
        present = {name: as_chosen(value) for name, value in {**present, **(theirs or {})}.items()}
        wanted = {name: as_chosen(value) for name, value in yours.items()}
        if present != wanted:
            raise Stale(present, wanted, record.version)

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
            if as_chosen(before) != as_chosen(value):
                changes[name] = [plain(before), plain(value)]
                setattr(record, name, value)
        if changes:
            self.touch(record)
        return changes

    def touch(self, record: Versioned) -> None:
        """Raise the version of `record` though only what belongs to it has changed: a
        list of others that it names counts as its own."""
        record.version += 1

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
                subject_reference=reference or called(subject),
                plan_id=plan_id if plan_id is not None else plan_of(subject),
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
        return self.add_once(message, key=key)

    def add_once(self, record: Base, **unique: Any) -> bool:
        """Add `record`, which is flushed. False, and nothing happened, when the database
        holds one with these `unique` values already."""
        self.session.flush()
        try:
            with self.session.begin_nested():
                self.session.add(record)
        except IntegrityError:
            if self.session.scalar(select(type(record)).filter_by(**unique)) is None:
                raise
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
        kind_of: KindOf,
    ) -> None:
        self._sessions = sessions
        self.clock = clock
        self.storage = storage
        self.zone = zone
        self.bank_holidays = bank_holidays
        self.kind_of = kind_of
        self._is_kept = True

    def rehearsing(self) -> "UnitsOfWork":
        """Opens units that are rolled back at their end: what would happen, without a trace."""
        other = copy(self)
        other._is_kept = False
        return other

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
                if self._is_kept:
                    session.commit()
                else:
                    session.rollback()
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


def _actor(session: Session, person_id: int) -> tuple[Access, str]:
    person = session.get(Person, person_id, options=[selectinload(Person.grants)])
    if person is None or not person.is_active:
        raise NotPermitted
    return access_of(person), person.name
