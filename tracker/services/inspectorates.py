"""Inspectorates, each under one name at a time: a new name is a new row with its dates."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission
from tracker.domain.references import is_short_code
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Inspectorate
from tracker.services.unit_of_work import UnitOfWork

_LONGEST_ABBREVIATION = 20


def create(
    uow: UnitOfWork,
    *,
    abbreviation: str,
    name: str,
    abbreviation_cy: str = "",
    name_cy: str = "",
    named_from: date | None = None,
    named_until: date | None = None,
) -> Inspectorate:
    """Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    inspectorate = Inspectorate(
        **_checked(
            uow,
            None,
            abbreviation=abbreviation,
            abbreviation_cy=abbreviation_cy,
            name=name,
            name_cy=name_cy,
            named_from=named_from,
            named_until=named_until,
        )
    )
    uow.session.add(inspectorate)
    uow.record("inspectorate_created", inspectorate, {"name": [None, inspectorate.name]})
    return inspectorate


def edit(uow: UnitOfWork, inspectorate_id: int, version: int, **values: Any) -> None:
    """What sources printed stays as it was. `values` as in `create`, all of them.
    Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    inspectorate = uow.get(Inspectorate, inspectorate_id)
    checked = _checked(uow, inspectorate_id, **values)
    if changes := uow.change(inspectorate, checked, version):
        uow.record("inspectorate_changed", inspectorate, changes)


def _checked(
    uow: UnitOfWork,
    inspectorate_id: int | None,
    *,
    abbreviation: str,
    abbreviation_cy: str,
    name: str,
    name_cy: str,
    named_from: date | None,
    named_until: date | None,
) -> dict[str, Any]:
    short = clean_line(abbreviation, _LONGEST_ABBREVIATION, "abbreviation").upper()
    if not is_short_code(short):
        raise refuse("bad_short_code", "abbreviation")
    taken = uow.session.scalar(select(Inspectorate.id).where(Inspectorate.abbreviation == short))
    if taken is not None and taken != inspectorate_id:
        raise refuse("name_taken", "abbreviation")
    if named_from and named_until and named_until < named_from:
        raise refuse("until_before_from", "named_until", named_from=named_from)
    return {
        "abbreviation": short,
        "abbreviation_cy": clean_line(abbreviation_cy, _LONGEST_ABBREVIATION, "abbreviation_cy"),
        "name": clean_name(name, "name"),
        "name_cy": clean_line(name_cy, LONGEST_NAME, "name_cy"),
        "named_from": named_from,
        "named_until": named_until,
    }
