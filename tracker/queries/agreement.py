"""What a plan still lacks before its board agrees it."""

from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.languages import Bilingual
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.plans import Response
from tracker.domain.sources import ANSWERABLE
from tracker.models import Action, ExpectedItem, Finding, Recommendation, Source
from tracker.models.actions import action_recommendation
from tracker.models.recommendations import recommendation_finding


@dataclass(frozen=True)
class Lacking:
    """One thing that lacks something: its reference and what it is called."""

    reference: str
    title: Bilingual


@dataclass(frozen=True)
class Missing:
    """`recommendations` counts those there are. `findings` have to be answered, belong to a
    source of which the plan answers another, and no recommendation of it answers them;
    their reference is that of the source."""

    recommendations: int
    without_action: tuple[Lacking, ...]
    without_owner: tuple[Lacking, ...]
    without_lead: tuple[Lacking, ...]
    without_expected: tuple[Lacking, ...]
    findings: tuple[Lacking, ...]

    @property
    def is_complete(self) -> bool:
        return not (
            self.without_action
            or self.without_owner
            or self.without_lead
            or self.without_expected
            or self.findings
        )


def missing(session: Session, plan_id: int) -> Missing:
    """What the plan lacks now."""
    of_plan = Recommendation.plan_id == plan_id
    total = session.scalar(select(func.count(Recommendation.id)).where(of_plan)) or 0
    served = (
        select(action_recommendation.c.recommendation_id)
        .join(Action, Action.id == action_recommendation.c.action_id)
        .where(Action.stage.not_in(SET_ASIDE))
    )
    without_action = session.execute(
        select(Recommendation.reference, Recommendation.title, Recommendation.title_cy)
        .where(
            of_plan,
            Recommendation.response != Response.NOT_ACCEPTED,
            Recommendation.id.not_in(served),
        )
        .order_by(Recommendation.reference)
    )
    expected = exists().where(ExpectedItem.action_id == Action.id)
    actions = session.execute(
        select(
            Action.reference,
            Action.title,
            Action.title_cy,
            Action.owner_id.is_(None),
            Action.accountable_lead_id.is_(None),
            ~expected,
        )
        .where(
            Action.plan_id == plan_id,
            Action.stage.not_in(SET_ASIDE),
            or_(Action.owner_id.is_(None), Action.accountable_lead_id.is_(None), ~expected),
        )
        .order_by(Action.reference)
    ).all()
    return Missing(
        recommendations=total,
        without_action=_lacking(without_action),
        without_owner=_lacking(row[:3] for row in actions if row[3]),
        without_lead=_lacking(row[:3] for row in actions if row[4]),
        without_expected=_lacking(row[:3] for row in actions if row[5]),
        findings=_findings(session, plan_id),
    )


def _findings(session: Session, plan_id: int) -> tuple[Lacking, ...]:
    answered = (
        select(recommendation_finding.c.finding_id)
        .join(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
        .where(Recommendation.plan_id == plan_id)
    )
    sources = select(Finding.source_id).where(Finding.id.in_(answered))
    rows = session.execute(
        select(Source.reference, Finding.text)
        .join(Source, Source.id == Finding.source_id)
        .where(
            Finding.source_id.in_(sources),
            Finding.kind.in_(ANSWERABLE),
            Finding.id.not_in(answered),
        )
        .order_by(Source.reference, Finding.position)
    )
    return tuple(Lacking(reference, Bilingual(text)) for reference, text in rows)


def _lacking(rows: object) -> tuple[Lacking, ...]:
    return tuple(Lacking(row[0], Bilingual(row[1], row[2])) for row in rows)  # type: ignore[attr-defined]
