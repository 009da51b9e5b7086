"""People and their accounts: create, change, grant, deactivate."""

from collections.abc import Iterable
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select

from tracker.domain.errors import refuse
from tracker.domain.languages import Language
from tracker.domain.permissions import Permission, Role
from tracker.models import Agency, Person, Plan, RoleGrant
from tracker.services.passwords import new_token
from tracker.services.unit_of_work import UnitOfWork

#: A role, the code of the plan it is limited to, the id of the agency it is limited to.
Granted = tuple[Role, str | None, int | None]


def create(
    uow: UnitOfWork,
    *,
    name: str,
    email: str = "",
    role_title: str = "",
    role_title_cy: str = "",
    agency_id: int | None = None,
    language: Language = Language.ENGLISH,
    roles: Iterable[Granted] = (),
) -> Person:
    """A new person; with an address, one who can be sent a link. Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    person = Person(
        name=name,
        email=_address(uow, email, None),
        role_title=role_title,
        role_title_cy=role_title_cy,
        agency_id=uow.get(Agency, agency_id).id if agency_id is not None else None,
        language=language,
        session_key=new_token(),
    )
    person.grants = [_grant(uow, granted) for granted in roles]
    uow.session.add(person)
    uow.record("person_created", person, _described(person), reference=name)
    return person


def edit(
    uow: UnitOfWork,
    person_id: int,
    version: int,
    *,
    roles: Iterable[Granted],
    **values: Any,
) -> Person:
    """Change a person and what they were granted. Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    values["email"] = _address(uow, values["email"], person_id)
    before = _described(person)
    uow.change(person, values, version)
    wanted = [_grant(uow, granted) for granted in roles]
    if _shown(person.grants) != _shown(wanted):
        person.grants = wanted
    after = _described(person)
    changes = {key: [before[key][1], after[key][1]] for key in after if before[key] != after[key]}
    if changes:
        uow.record("person_changed", person, changes, reference=person.name)
    return person


def deactivate(uow: UnitOfWork, person_id: int) -> None:
    """End an account and every session of it; what the person did stays."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    if person.id == uow.access.person_id:
        raise refuse("cannot_deactivate_oneself")
    changes = uow.change(person, {"is_active": False})
    person.session_key = new_token()
    if changes:
        uow.record("person_deactivated", person, changes, reference=person.name)


def _address(uow: UnitOfWork, email: str | None, person_id: int | None) -> str | None:
    if not email or not email.strip():
        return None
    try:
        address = validate_email(
            email.strip(), check_deliverability=False, test_environment=True
        ).normalized
    except EmailNotValidError:
        raise refuse("email_not_valid", "email") from None
    taken = uow.session.scalar(
        select(Person.id).where(func.lower(Person.email) == address.casefold())
    )
    if taken is not None and taken != person_id:
        raise refuse("email_taken", "email")
    return address


def _grant(uow: UnitOfWork, granted: Granted) -> RoleGrant:
    role, plan_code, agency_id = granted
    plan_id = uow.by_reference(Plan, plan_code).id if plan_code else None
    return RoleGrant(role=role, plan_id=plan_id, agency_id=agency_id)


def _shown(grants: Iterable[RoleGrant]) -> list[str]:
    return sorted(f"{grant.role.value}:{grant.plan_id}:{grant.agency_id}" for grant in grants)


def _described(person: Person) -> dict[str, list[Any]]:
    fields = ("name", "email", "role_title", "role_title_cy", "agency_id", "language", "is_active")
    described: dict[str, list[Any]] = {name: [None, getattr(person, name)] for name in fields}
    described["roles"] = [None, _shown(person.grants)]
    return described
