"""Agencies, for those who look after them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.agencies import AgencyKind
from tracker.domain.languages import Bilingual
from tracker.models import Agency, Person


@dataclass(frozen=True)
class AgencyRow:
    """`people` counts the active ones who belong to it."""

    id: int
    name: Bilingual
    kind: AgencyKind
    is_active: bool
    people: int


def index(session: Session) -> list[AgencyRow]:
    """Every agency, by name."""
    people = (
        select(func.count(Person.id))
        .where(Person.agency_id == Agency.id, Person.is_active)
        .scalar_subquery()
    )
    found = session.execute(select(Agency, people).order_by(Agency.name))
    return [
        AgencyRow(one.id, Bilingual(one.name, one.name_cy), one.kind, one.is_active, count)
        for one, count in found
    ]
