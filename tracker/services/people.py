"""People and their accounts: create, change, grant, end, take up again."""

from collections.abc import Iterable
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select

from tracker.domain.errors import refuse
from tracker.domain.languages import Language
from tracker.domain.permissions import Permission, Role
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Agency, Person, Plan, RoleGrant
from tracker.services.passwords import new_token
from tracker.services.sign_in import end_links
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
    agency: int | None = None,
    language: Language = Language.ENGLISH,
    roles: Iterable[Granted] = (),
) -> Person:
    """A new person; with an address, one who can be sent a link. Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    person = Person(
        **_checked(
            uow,
            None,
            name=name,
            email=email,
            role_title=role_title,
            role_title_cy=role_title_cy,
            agency=agency,
            language=language,
        ),
        session_key=new_token(),
    )
    person.grants = _grants(uow, roles)
    uow.session.add(person)
    said = {"name": [None, person.name], "email": [None, person.email]}
    uow.record("person_created", person, {**said, "roles": [None, _said(uow, person.grants)]})
    return person


def edit(
    uow: UnitOfWork, person_id: int, version: int, *, roles: Iterable[Granted], **values: Any
) -> None:
    """Change a person and what they were granted; `values` as in `create`, all of them.
    Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    checked = _checked(uow, person, **values)
    wanted = _grants(uow, roles)
    before, after = granted(uow, person.grants), granted(uow, wanted)
    if person.id == uow.access.person_id and not _administers(wanted):
        raise refuse("cannot_stop_administering", "roles")
    uow.expect(person, version, {**checked, "roles": after}, {"roles": before})
    changes = uow.change(person, checked)
    if before != after:
        changes["roles"] = [_said(uow, person.grants), _said(uow, wanted)]
        person.grants = wanted
        uow.touch(person)
    if changes:
        uow.record("person_changed", person, changes)


def deactivate(uow: UnitOfWork, person_id: int) -> None:
    """End an account and every session of it; what the person did stays."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    if person.id == uow.access.person_id:
        raise refuse("cannot_deactivate_oneself")
    if changes := uow.change(person, {"is_active": False}):
        person.session_key = new_token()
        end_links(uow, person)
        uow.record("person_deactivated", person, changes)


def reactivate(uow: UnitOfWork, person_id: int) -> None:
    """Let somebody sign in again, with a new password: the old one may have been shared."""
    uow.require(Permission.ADMINISTER)
    person = uow.get(Person, person_id)
    if changes := uow.change(person, {"is_active": True}):
        person.password_hash = None
        uow.record("person_reactivated", person, changes)


def granted(uow: UnitOfWork, grants: Iterable[RoleGrant]) -> list[Granted]:
    """What `grants` allow, in a fixed order."""
    codes = dict(uow.session.execute(select(Plan.id, Plan.code)).all())
    found: list[Granted] = [
        (grant.role, codes.get(grant.plan_id or 0), grant.agency_id) for grant in grants
    ]
    return sorted(found, key=str)


def _checked(
    uow: UnitOfWork,
    person: Person | None,
    *,
    name: str,
    email: str | None,
    role_title: str,
    role_title_cy: str,
    agency: int | None,
    language: Language,
) -> dict[str, Any]:
    return {
        "name": clean_name(name, "name"),
        "email": _address(uow, email, person),
        "role_title": clean_line(role_title, LONGEST_NAME, "role_title"),
        "role_title_cy": clean_line(role_title_cy, LONGEST_NAME, "role_title_cy"),
        "agency": uow.get(Agency, agency) if agency is not None else None,
        "language": language,
    }


def _address(uow: UnitOfWork, email: str | None, person: Person | None) -> str | None:
    """In small letters, as people type it in any: one account for one address."""
    if not email or not email.strip():
        return None
    try:
        address = validate_email(
            email.strip(), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError:
        raise refuse("email_not_valid", "email") from None
    taken = uow.session.scalar(select(Person.id).where(func.lower(Person.email) == address))
    if taken is not None and (person is None or taken != person.id):
        raise refuse("email_taken", "email")
    return address


def _grants(uow: UnitOfWork, roles: Iterable[Granted]) -> list[RoleGrant]:
    """Each role once. Raises `Refused` for an administrator of less than everything."""
    grants = []
    for role, plan_code, agency_id in dict.fromkeys(roles):
        if role is Role.ADMINISTRATOR and (plan_code or agency_id):
            raise refuse("administrator_limited", "roles")
        plan_id = uow.by_reference(Plan, plan_code).id if plan_code else None
        agency = uow.get(Agency, agency_id).id if agency_id is not None else None
        grants.append(RoleGrant(role=role, plan_id=plan_id, agency_id=agency))
    return grants


def _administers(grants: Iterable[RoleGrant]) -> bool:
    return any(grant.role is Role.ADMINISTRATOR for grant in grants)


def _said(uow: UnitOfWork, grants: Iterable[RoleGrant]) -> list[str]:
    """For the audit trail: `programme_manager CS17 Powys County Council`."""
    names = dict(uow.session.execute(select(Agency.id, Agency.name)).all())
    return [
        " ".join(part for part in (role.value, code, names.get(agency_id or 0)) if part)
        for role, code, agency_id in granted(uow, grants)
    ]
