"""People: accounts, and those who can be named in a plan."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.errors import NotFound
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import PROVED, SET_ASIDE
from tracker.domain.permissions import Role
from tracker.domain.readiness_facts import Who
from tracker.models import Action, Person, Plan, RoleGrant
from tracker.queries.subjects import row_number

#: A role, the code of the plan it is limited to, the id of the agency it is limited to.
Granted = tuple[Role, str | None, int | None]


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

    @property
    def who(self) -> Who:
        return Who(Bilingual(self.role_title, self.role_title_cy), self.name)

    @property
    def of_agency(self) -> Bilingual:
        return Bilingual(self.agency, self.agency_cy)

    @property
    def granted(self) -> tuple[Role, ...]:
        return tuple(Role(role) for role in self.roles)


@dataclass(frozen=True)
class PersonShown:
    """A person as an administrator edits them; `live_actions` name them as owner or lead."""

    id: int
    version: int
    name: str
    role_title: str
    role_title_cy: str
    email: str | None
    agency: int | None
    language: Language
    roles: tuple[Granted, ...]
    is_active: bool
    has_password: bool
    live_actions: int

    @property
    def who(self) -> Who:
        return Who(Bilingual(self.role_title, self.role_title_cy), self.name)


def accounts(session: Session) -> list[PersonRow]:
    """Everybody with an address to sign in with, by name."""
    return [row for row in everybody(session) if row.email is not None]


def everybody(session: Session) -> list[PersonRow]:
    """Every person, by name."""
    return [_row(person) for person in session.scalars(_listed().order_by(Person.name, Person.id))]


def page(
    session: Session, *, words: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[PersonRow], int]:
    """Those whose name, role or address holds `words`, the active first, and how many."""
    where = []
    if words:
        like = f"%{_escaped(words.lower())}%"
        columns = (Person.name, Person.role_title, Person.role_title_cy, Person.email)
        where = [or_(*(func.lower(column).like(like, escape="\\") for column in columns))]
    total = session.scalar(select(func.count(Person.id)).where(*where)) or 0
    rows = _listed().where(*where).order_by(Person.is_active.desc(), Person.name, Person.id)
    return [_row(person) for person in session.scalars(rows.offset(offset).limit(limit))], total


def show(session: Session, reference: str) -> PersonShown:
    """One person by row number. Raises `NotFound`."""
    person = session.scalar(
        select(Person)
        .where(Person.id == row_number(reference))
        .options(selectinload(Person.grants))
    )
    if person is None:
        raise NotFound
    codes = dict(session.execute(select(Plan.id, Plan.code)).all())
    live = select(func.count(Action.id)).where(
        or_(Action.owner_id == person.id, Action.accountable_lead_id == person.id),
        Action.stage.not_in(SET_ASIDE | PROVED),
    )
    return PersonShown(
        id=person.id,
        version=person.version,
        name=person.name,
        role_title=person.role_title,
        role_title_cy=person.role_title_cy,
        email=person.email,
        agency=person.agency_id,
        language=person.language,
        roles=tuple(_granted(grant, codes) for grant in person.grants),
        is_active=person.is_active,
        has_password=person.password_hash is not None,
        live_actions=session.scalar(live) or 0,
    )


def id_by_email(session: Session, email: str) -> int | None:
    """The person with that address, whatever its case."""
    return session.scalar(
        select(Person.id).where(func.lower(Person.email) == email.strip().casefold())
    )


def _listed() -> Select[Person]:
    return select(Person).options(selectinload(Person.grants), joinedload(Person.agency))


def _granted(grant: RoleGrant, codes: dict[int, str]) -> Granted:
    return grant.role, codes.get(grant.plan_id or 0), grant.agency_id


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


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
