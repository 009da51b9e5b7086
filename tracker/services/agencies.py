"""Agencies: the bodies that share plans."""

from sqlalchemy import func, select

from tracker.domain.agencies import AgencyKind
from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Agency
from tracker.services.unit_of_work import UnitOfWork


def create(uow: UnitOfWork, *, name: str, kind: AgencyKind, name_cy: str = "") -> Agency:
    """Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    agency = Agency(
        name=_free(uow, clean_name(name, "name"), None),
        name_cy=clean_line(name_cy, LONGEST_NAME, "name_cy"),
        kind=kind,
    )
    uow.session.add(agency)
    uow.record("agency_created", agency, {"name": [None, agency.name]})
    return agency


def edit(
    uow: UnitOfWork,
    agency_id: int,
    version: int,
    *,
    name: str,
    name_cy: str,
    kind: AgencyKind,
    is_active: bool,
) -> None:
    """Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    agency = uow.get(Agency, agency_id)
    values = {
        "name": _free(uow, clean_name(name, "name"), agency_id),
        "name_cy": clean_line(name_cy, LONGEST_NAME, "name_cy"),
        "kind": kind,
        "is_active": is_active,
    }
    if changes := uow.change(agency, values, version):
        uow.record("agency_changed", agency, changes)


def _free(uow: UnitOfWork, name: str, agency_id: int | None) -> str:
    taken = uow.session.scalar(select(Agency.id).where(func.lower(Agency.name) == name.lower()))
    if taken is not None and taken != agency_id:
        raise refuse("name_taken", "name")
    return name
