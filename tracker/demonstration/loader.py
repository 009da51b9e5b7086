"""Loading the demonstration: into an empty database or over an earlier demonstration,
never over anything real.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select

from tracker.demonstration import deciding, doing, planning, story
from tracker.demonstration.memory import Memory, Tell
from tracker.demonstration.story import Happening
from tracker.domain.errors import refuse
from tracker.models import Base, Person, Setting
from tracker.queries.settings import DEMONSTRATION, MOVED_WEEKS, STANDS_AT, installation
from tracker.services.passwords import hash_password, is_right
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

TELLS: dict[str, Tell] = {**planning.TELLS, **doing.TELLS, **deciding.TELLS}

#: Where the day of a telling begins, local; each thing takes a few minutes.
_MORNING = time(9)
_STEP = timedelta(minutes=2)


@dataclass(frozen=True)
class SignIn:
    """Somebody to sign in as. All share the one password of this demonstration."""

    role: str
    title: str
    email: str


def load(units: UnitsOfWork, password_file: Path, as_at: date | None = None) -> list[SignIn]:
    """The demonstration, told up to today with its dates moved, or as it stood `as_at`.

    A demonstration that already stands at that day is left as it is, with what people did
    in it. Answers who can sign in. Raises `Refused` (`demonstration_over_real_data`).
    """
    today = units.clock.now().astimezone(units.zone).date()
    if as_at is not None and as_at > today:
        raise refuse("demonstration_in_future", day=today)
    if _make_room(units, as_at):
        _tell(units, today if as_at is None else as_at, is_moved=as_at is None)
    _give_password(units, password_of(password_file))
    with units() as uow:
        return _sign_ins(uow)


def password_file(instance: Path) -> Path:
    """Where a demonstration's password is kept."""
    return instance / "demonstration_password"


def password_of(path: Path) -> str:
    """The one password of this demonstration, made at its first start and kept to oneself."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("-".join(secrets.token_hex(2) for _part in range(4)))
    return path.read_text(encoding="utf-8")


def _make_room(units: UnitsOfWork, as_at: date | None) -> bool:
    """Empty every table for the telling; its files go with the next sweep. False when the
    demonstration stands at that day already.

    It is marked as one before anything is told, so that one that was cut short is told
    anew. Raises `Refused` (`demonstration_over_real_data`).
    """
    with units() as uow:
        found = installation(uow.session)
        if not found.is_demonstration and uow.session.scalar(select(func.count(Person.id))):
            raise refuse("demonstration_over_real_data")
        if _is_told(uow) and found.stands_at == as_at:
            return False
        for table in reversed(Base.metadata.sorted_tables):
            uow.session.execute(delete(table))
        uow.session.add(Setting(name=DEMONSTRATION, value="yes"))
    return True


def _is_told(uow: UnitOfWork) -> bool:
    """Whether it was told to its end."""
    at_the_end = Setting.name.in_((MOVED_WEEKS, STANDS_AT))
    return uow.session.scalar(select(Setting.name).where(at_the_end).limit(1)) is not None


def _tell(units: UnitsOfWork, today: date, *, is_moved: bool) -> None:
    memory: Memory | None = None
    weeks = 0
    for name in story.PLANS:
        reference_date = story.plan(name)["plan"]["reference_date"]
        weeks = story.weeks_to(reference_date, today) if is_moved else 0
        told = story.plan(name, weeks)
        if told["plan"]["created_on"] > today:
            continue
        happenings = [one for one in story.happenings(told) if one.on <= today]
        if memory is None:
            memory = Memory(units, story.bodies(), _at(units, happenings[0].on, 0))
            planning.introduce(memory, _moved_by(weeks))
        memory.forget_plan()
        _let_happen(memory, happenings)
    with units() as uow:
        name, value = (MOVED_WEEKS, str(weeks)) if is_moved else (STANDS_AT, today.isoformat())
        uow.session.add(Setting(name=name, value=value))


def _let_happen(memory: Memory, happenings: list[Happening]) -> None:
    day, count = date.min, 0
    for happening in happenings:
        count = count + 1 if happening.on == day else 0
        day = happening.on
        memory.now = _at(memory.units, day, count)
        TELLS[happening.kind](memory, happening.told, *happening.about)


def _at(units: UnitsOfWork, day: date, count: int) -> datetime:
    """The moment of the `count`-th thing of a day, never after the clock itself."""
    moment = datetime.combine(day, _MORNING, units.zone) + _STEP * count
    return min(moment, units.clock.now())


def _moved_by(weeks: int) -> Callable[[date], date]:
    return lambda day: day + timedelta(weeks=weeks)


def _give_password(units: UnitsOfWork, password: str) -> None:
    """Set everybody's password, unless it is that one already."""
    with units() as uow:
        people = list(uow.session.scalars(select(Person).where(Person.email.is_not(None))))
        if people and is_right(people[0].password_hash, password):
            return
        shared = hash_password(password)
        for person in people:
            person.password_hash = shared


def _sign_ins(uow: UnitOfWork) -> list[SignIn]:
    people = uow.session.scalars(
        select(Person).where(Person.email.is_not(None), Person.is_active).order_by(Person.id)
    )
    return [
        SignIn(person.grants[0].role.value, person.role_title, person.email or "")
        for person in people
    ]
