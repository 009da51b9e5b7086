"""Readiness summaries as they were made: which there are, and one with its content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from tracker.domain.content import fingerprint, from_content
from tracker.domain.languages import Bilingual
from tracker.domain.readiness_facts import Who
from tracker.domain.readiness_summary import Summary
from tracker.models import Person, ReadinessSummary


@dataclass(frozen=True)
class SummaryMade:
    """A stored summary without its content. `made_by` is None when the timetable made it,
    `step` working days before the visit."""

    id: int
    step: int | None
    as_at: date
    made_at: datetime
    made_by: Who | None
    sha256: str


@dataclass(frozen=True)
class SummaryStored:
    """A stored summary with what it says. `is_intact`: its content still has the hash it
    was given when it was made."""

    made: SummaryMade
    summary: Summary
    is_intact: bool


def of_visit(session: Session, visit_id: int) -> list[SummaryMade]:
    """What was made for a visit, the newest first."""
    rows = session.execute(
        _made().where(ReadinessSummary.visit_id == visit_id).order_by(ReadinessSummary.id.desc())
    )
    return [_summary(row) for row in rows]


def show(session: Session, summary_id: int) -> SummaryStored | None:
    row = session.execute(
        _made().add_columns(ReadinessSummary.content).where(ReadinessSummary.id == summary_id)
    ).one_or_none()
    if row is None:
        return None
    is_intact = fingerprint(row.content) == row.sha256
    return SummaryStored(_summary(row), from_content(Summary, row.content), is_intact)


def _made() -> Select[*tuple[Any, ...]]:
    return select(
        ReadinessSummary.id,
        ReadinessSummary.step,
        ReadinessSummary.as_at,
        ReadinessSummary.made_at,
        ReadinessSummary.sha256,
        Person.name,
        Person.role_title,
        Person.role_title_cy,
    ).outerjoin(Person, Person.id == ReadinessSummary.made_by_id)


def _summary(row: Row[Any]) -> SummaryMade:
    made_by = None
    if row.name is not None:
        made_by = Who(Bilingual(row.role_title, row.role_title_cy), row.name)
    return SummaryMade(row.id, row.step, row.as_at, row.made_at, made_by, row.sha256)
