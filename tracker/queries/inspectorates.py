"""Inspectorates under each of their names, for those who look after them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual
from tracker.models import Inspectorate


@dataclass(frozen=True)
class InspectorateRow:
    """The name was borne from `named_from` until `named_until`; None when not known."""

    id: int
    abbreviation: Bilingual
    name: Bilingual
    named_from: date | None
    named_until: date | None


def index(session: Session) -> list[InspectorateRow]:
    """Every name, by abbreviation."""
    found = session.scalars(select(Inspectorate).order_by(Inspectorate.abbreviation))
    return [
        InspectorateRow(
            one.id,
            Bilingual(one.abbreviation, one.abbreviation_cy),
            Bilingual(one.name, one.name_cy),
            one.named_from,
            one.named_until,
        )
        for one in found
    ]
