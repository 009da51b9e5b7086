"""Findings that ask for an answer and have none in any plan."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual, Language
from tracker.domain.permissions import Access, Permission
from tracker.domain.sources import ANSWERABLE, FindingKind, SourceKind
from tracker.models import Finding, Recommendation, Source
from tracker.models.recommendations import recommendation_finding


@dataclass(frozen=True)
class UnansweredFinding:
    """`language` is that of `text`."""

    source: str
    source_title: Bilingual
    source_kind: SourceKind
    kind: FindingKind
    text: str
    language: Language
    printed_number: str
    page: int | None


def near_plan(session: Session, access: Access, plan_id: int) -> list[UnansweredFinding]:
    """Unanswered findings of the sources that this plan answers, and, for whoever enters
    sources or sees every plan, of those no plan answers at all. In the order printed."""
    answered = select(recommendation_finding.c.finding_id)
    answering = (
        select(Finding.source_id)
        .join(recommendation_finding, recommendation_finding.c.finding_id == Finding.id)
        .join(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
    )
    near: ColumnElement[bool] = Finding.source_id.in_(
        answering.where(Recommendation.plan_id == plan_id)
    )
    sees_all = access.plans_where(Permission.VIEW_PLAN) is None
    if sees_all or access.can_in_some_plan(Permission.EDIT_SOURCES):
        near = or_(near, Finding.source_id.not_in(answering))
    rows = session.execute(
        select(
            Source.reference,
            Source.title,
            Source.title_cy,
            Source.kind,
            Finding.kind.label("finding_kind"),
            Finding.text,
            Finding.language,
            Finding.printed_number,
            Finding.page,
        )
        .join(Source, Source.id == Finding.source_id)
        .where(Finding.kind.in_(ANSWERABLE), Finding.id.not_in(answered), near)
        .order_by(Source.published_on, Source.reference, Finding.position, Finding.id)
    )
    return [
        UnansweredFinding(
            source=row.reference,
            source_title=Bilingual(row.title, row.title_cy),
            source_kind=row.kind,
            kind=row.finding_kind,
            text=row.text,
            language=row.language,
            printed_number=row.printed_number,
            page=row.page,
        )
        for row in rows
    ]
