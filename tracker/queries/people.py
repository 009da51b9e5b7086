"""People: accounts, and those who can be named in a plan."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.models import Person


@dataclass(frozen=True)
class PersonRow:
    id: int
    name: str
    role_title: str
    role_title_cy: str
    email: str | None
    agency: str
    agency_cy: str
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool
    last_signed_in_at: datetime | None


def accounts(session: Session) -> list[PersonRow]:
    """Everybody with an address to sign in with, by name."""
    return [row for row in everybody(session) if row.email is not None]


def everybody(session: Session) -> list[PersonRow]:
    """Every person, by name."""
    people = session.scalars(
        select(Person)
        .options(selectinload(Person.grants), joinedload(Person.agency))
        .order_by(Person.name, Person.id)
    )
    return [_row(person) for person in people]


def id_by_email(session: Session, email: str) -> int | None:
    """The person with that address, whatever its case."""
    return session.scalar(
        select(Person.id).where(func.lower(Person.email) == email.strip().casefold())
    )


def _row(person: Person) -> PersonRow:
    agency = person.agency
    return PersonRow(
        id=person.id,
        name=person.name,
        role_title=person.role_title,
        role_title_cy=person.role_title_cy,
        email=person.email,
        agency=agency.name if agency else "",
        agency_cy=agency.name_cy if agency else "",
        roles=tuple(sorted({grant.role.value for grant in person.grants})),
        is_active=person.is_active,
        has_password=person.password_hash is not None,
        last_signed_in_at=person.last_signed_in_at,
    )
