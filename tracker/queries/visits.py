"""Visits by inspectors: the list, and one visit with its lines of enquiry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select, true
from sqlalchemy.orm import Session, selectinload

from tracker.domain.languages import Bilingual
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.plans import ColourScheme
from tracker.models import (
    Inspectorate,
    LineOfEnquiry,
    Plan,
    Recommendation,
    Visit,
)
from tracker.models.visits import line_recommendation, visit_inspectorate


@dataclass(frozen=True)
class PlanNamed:
    """The plan a visit is about."""

    id: int
    code: str
    title: Bilingual
    scheme: ColourScheme


@dataclass(frozen=True)
class InspectorateNamed:
    """An inspectorate under the name it bore on the day."""

    id: int
    abbreviation: Bilingual
    name: Bilingual


@dataclass(frozen=True)
class RecommendationNamed:
    reference: str
    title: Bilingual


@dataclass(frozen=True)
class LineShown:
    """A line of enquiry and what it asks about."""

    text: str
    recommendations: tuple[RecommendationNamed, ...]


@dataclass(frozen=True)
class VisitShown:
    id: int
    reference: str
    title: Bilingual
    plan: PlanNamed
    starts_on: date
    ends_on: date
    days: int
    scope: str
    cancelled_at: datetime | None
    inspectorates: tuple[InspectorateNamed, ...]
    lines: tuple[LineShown, ...]

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


@dataclass(frozen=True)
class VisitRow:
    """A visit as it stands in the list."""

    reference: str
    title: Bilingual
    plan: PlanNamed
    starts_on: date
    ends_on: date
    days: int
    is_cancelled: bool
    inspectorates: tuple[Bilingual, ...]


def index(session: Session, access: Access, today: date) -> list[VisitRow]:
    """Visits of every plan the reader may see: those to come, the next one first, then
    those that were, the latest first."""
    visits = session.scalars(
        select(Visit)
        .join(Plan, Plan.id == Visit.plan_id)
        .where(_visible(access))
        .options(selectinload(Visit.inspectorates), selectinload(Visit.plan))
        .order_by(Visit.starts_on, Visit.reference)
    ).all()
    to_come = [_row(visit) for visit in visits if visit.ends_on >= today]
    past = [_row(visit) for visit in reversed(visits) if visit.ends_on < today]
    return to_come + past


def show(session: Session, reference: str) -> VisitShown | None:
    """One visit with all that belongs to it, in one statement."""
    return _shown(session.execute(_rows(Visit.reference == reference)).all())


def may_be_asked_about(session: Session, plan_code: str) -> list[RecommendationNamed]:
    """The recommendations of a plan, in their order."""
    found = session.scalars(
        select(Recommendation)
        .join(Plan, Plan.id == Recommendation.plan_id)
        .where(Plan.code == plan_code)
        .order_by(Recommendation.number)
    )
    return [_recommendation(one) for one in found]


def may_be_visited(session: Session, access: Access) -> list[PlanNamed]:
    """The plans for which this person may enter a visit."""
    allowed = access.plans_where(Permission.EDIT_VISITS)
    within = true() if allowed is None else Plan.id.in_(sorted(allowed))
    found = session.scalars(select(Plan).where(within).order_by(Plan.code))
    return [_plan(plan) for plan in found if access.can(Permission.EDIT_VISITS, Subject(plan.id))]


def _visible(access: Access) -> ColumnElement[bool]:
    plans = access.plans_where(Permission.VIEW_PLAN)
    return true() if plans is None else Plan.id.in_(sorted(plans))


def _row(visit: Visit) -> VisitRow:
    return VisitRow(
        reference=visit.reference,
        title=Bilingual(visit.title, visit.title_cy),
        plan=_plan(visit.plan),
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        days=visit.days,
        is_cancelled=visit.cancelled_at is not None,
        inspectorates=tuple(
            Bilingual(one.abbreviation, one.abbreviation_cy) for one in visit.inspectorates
        ),
    )


def _rows(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The visit once for each inspectorate, line and recommendation: few of each."""
    return (
        select(Visit, Plan, Inspectorate, LineOfEnquiry, Recommendation)
        .join(Plan, Plan.id == Visit.plan_id)
        .outerjoin(visit_inspectorate, visit_inspectorate.c.visit_id == Visit.id)
        .outerjoin(Inspectorate, Inspectorate.id == visit_inspectorate.c.inspectorate_id)
        .outerjoin(LineOfEnquiry, LineOfEnquiry.visit_id == Visit.id)
        .outerjoin(line_recommendation, line_recommendation.c.line_id == LineOfEnquiry.id)
        .outerjoin(Recommendation, Recommendation.id == line_recommendation.c.recommendation_id)
        .where(which)
        .order_by(
            Inspectorate.abbreviation,
            LineOfEnquiry.position,
            Recommendation.number,
        )
    )


def _shown(rows: Sequence[Row[Any]]) -> VisitShown | None:
    if not rows:
        return None
    visit: Visit = rows[0].Visit
    inspectorates: dict[int, InspectorateNamed] = {}
    texts: dict[int, str] = {}
    asked: dict[int, dict[int, RecommendationNamed]] = {}
    for row in rows:
        if row.Inspectorate is not None:
            inspectorates[row.Inspectorate.id] = _inspectorate(row.Inspectorate)
        if row.LineOfEnquiry is not None:
            texts[row.LineOfEnquiry.id] = row.LineOfEnquiry.text
            named = asked.setdefault(row.LineOfEnquiry.id, {})
            if row.Recommendation is not None:
                named[row.Recommendation.id] = _recommendation(row.Recommendation)
    return VisitShown(
        id=visit.id,
        reference=visit.reference,
        title=Bilingual(visit.title, visit.title_cy),
        plan=_plan(rows[0].Plan),
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        days=visit.days,
        scope=visit.scope,
        cancelled_at=visit.cancelled_at,
        inspectorates=tuple(inspectorates.values()),
        lines=tuple(
            LineShown(text, tuple(asked[line_id].values())) for line_id, text in texts.items()
        ),
    )


def _plan(plan: Plan) -> PlanNamed:
    return PlanNamed(plan.id, plan.code, Bilingual(plan.title, plan.title_cy), plan.scheme)


def _inspectorate(one: Inspectorate) -> InspectorateNamed:
    return InspectorateNamed(
        one.id,
        Bilingual(one.abbreviation, one.abbreviation_cy),
        Bilingual(one.name, one.name_cy),
    )


def _recommendation(one: Recommendation) -> RecommendationNamed:
    return RecommendationNamed(one.reference, Bilingual(one.title, one.title_cy))
