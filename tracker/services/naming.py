"""Who and what a record may newly name: people and agencies that are still active.

Whoever was named before stays named, so that a record can be edited after they left.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import inspect, select

from tracker.domain.errors import NotFound, refuse
from tracker.models import Agency, Person
from tracker.models.base import Base
from tracker.services.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Base)


def person(
    uow: UnitOfWork, person_id: int | None, field: str, record: Base | None = None
) -> Person | None:
    """The person to be named in `field` of `record` (None for a new one). Raises `Refused`
    (`person_inactive`), `NotFound`."""
    if person_id is None:
        return None
    found = uow.get(Person, person_id)
    if not found.is_active and (record is None or found is not getattr(record, field)):
        raise refuse("person_inactive", field, name=found.name)
    return found


def people(
    uow: UnitOfWork, person_ids: Iterable[int], field: str, record: Base | None = None
) -> list[Person]:
    """As `person`, for several; by name."""
    found = several(uow, Person, person_ids)
    _all_active(found, field, record, "person_inactive")
    return sorted(found, key=lambda one: (one.name, one.id))


def agencies(
    uow: UnitOfWork, agency_ids: Iterable[int], field: str, record: Base | None = None
) -> list[Agency]:
    """The agencies to be named in `field` of `record`, by name. Raises `Refused`
    (`agency_inactive`), `NotFound`."""
    found = several(uow, Agency, agency_ids)
    _all_active(found, field, record, "agency_inactive")
    return sorted(found, key=lambda one: one.name)


def _all_active(
    found: Sequence[Person] | Sequence[Agency], field: str, record: Base | None, code: str
) -> None:
    named: Sequence[Base] = getattr(record, field) if record else ()
    for one in found:
        if not one.is_active and one not in named:
            raise refuse(code, field, name=one.name)


def several(uow: UnitOfWork, kind: type[R], keys: Iterable[int]) -> list[R]:
    """The records with these primary keys, each once. Raises `NotFound` if one is missing."""
    wanted = set(keys)
    if not wanted:
        return []
    column = inspect(kind).primary_key[0]
    found = list(uow.session.scalars(select(kind).where(column.in_(wanted)).order_by(column)))
    if len(found) != len(wanted):
        raise NotFound
    return found
