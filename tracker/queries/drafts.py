"""What stands around the forms with which a plan is drawn up: the plan, recommendation or
action a form belongs to, and the findings that a recommendation may answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.errors import NotFound
from tracker.domain.evidence import EvidenceKind, ExpectedState
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Access
from tracker.domain.readiness_facts import Who
from tracker.domain.sources import ANSWERABLE, FindingKind
from tracker.models import Action, ExpectedItem, Finding, Plan, Recommendation, Source
from tracker.models.recommendations import recommendation_finding
from tracker.queries.source_access import visible_to


@dataclass(frozen=True)
class ThemeDraft:
    id: int
    number: int
    title: Bilingual


@dataclass(frozen=True)
class PlanDraft:
    """`agreed_on` is None while it is a draft."""

    code: str
    title: Bilingual
    agreed_on: date | None
    agreed_by: Who | None
    themes: tuple[ThemeDraft, ...]

    @property
    def is_agreed(self) -> bool:
        return self.agreed_on is not None


@dataclass(frozen=True)
class RecommendationDraft:
    reference: str
    title: Bilingual
    plan_code: str
    is_agreed: bool


@dataclass(frozen=True)
class ActionDraft:
    """`is_agreed` says it of the plan: then its due date moves by a date change only."""

    reference: str
    title: Bilingual
    recommendation: str
    plan_code: str
    is_agreed: bool
    original_due_on: date
    due_on: date
    stage: Stage


@dataclass(frozen=True)
class ItemDraft:
    """One line of the evidence expected."""

    id: int
    words: str
    kind: EvidenceKind
    state: ExpectedState


@dataclass(frozen=True)
class Checklist:
    """`fingerprint` stands for the lines as they were read."""

    items: tuple[ItemDraft, ...]
    fingerprint: int


@dataclass(frozen=True)
class FindingOffered:
    id: int
    kind: FindingKind
    text: str
    language: Language
    printed_number: str
    is_answered: bool


@dataclass(frozen=True)
class SourceOffered:
    """A source with those of its findings that may be answered."""

    reference: str
    title: Bilingual
    findings: tuple[FindingOffered, ...]


def plan(session: Session, code: str) -> PlanDraft:
    """Raises `NotFound`."""
    found = session.scalar(
        select(Plan)
        .where(Plan.code == code)
        .options(selectinload(Plan.themes), joinedload(Plan.agreed_by))
    )
    if found is None:
        raise NotFound
    by = found.agreed_by
    return PlanDraft(
        code=found.code,
        title=Bilingual(found.title, found.title_cy),
        agreed_on=found.agreed_on,
        agreed_by=Who(Bilingual(by.role_title, by.role_title_cy), by.name) if by else None,
        themes=tuple(
            ThemeDraft(theme.id, theme.number, Bilingual(theme.title, theme.title_cy))
            for theme in found.themes
        ),
    )


def recommendation(session: Session, reference: str) -> RecommendationDraft:
    """Raises `NotFound`."""
    found = session.scalar(
        select(Recommendation)
        .where(Recommendation.reference == reference)
        .options(joinedload(Recommendation.plan))
    )
    if found is None:
        raise NotFound
    return RecommendationDraft(
        reference=found.reference,
        title=Bilingual(found.title, found.title_cy),
        plan_code=found.plan.code,
        is_agreed=found.plan.agreed_at is not None,
    )


def action(session: Session, reference: str) -> ActionDraft:
    """Raises `NotFound`."""
    return _action(session, Action.reference == reference)


def action_of(session: Session, action_id: int) -> ActionDraft:
    """Raises `NotFound`."""
    return _action(session, Action.id == action_id)


def checklist(session: Session, reference: str) -> Checklist:
    """The evidence expected of the action, in order."""
    items = session.scalars(
        select(ExpectedItem)
        .join(ExpectedItem.action)
        .where(Action.reference == reference)
        .order_by(ExpectedItem.position)
    ).all()
    return Checklist(
        tuple(ItemDraft(item.id, item.description, item.kind, item.state) for item in items),
        fingerprint(items),
    )


def fingerprint(items: Sequence[ExpectedItem]) -> int:
    """Stands for a checklist as it is, in at most nine digits: its lines have no version
    in common."""
    lines = [f"{item.id}:{item.version}" for item in items]
    return crc32("\n".join(lines).encode()) % 1_000_000_000


def findings_offered(
    session: Session, access: Access, kept: Collection[int] = ()
) -> tuple[SourceOffered, ...]:
    """Findings that have to be answered, of every source this person may see; and those
    `kept` because the recommendation answers them already. The newest source first."""
    answered = set(session.scalars(select(recommendation_finding.c.finding_id).distinct()))
    rows = session.scalars(
        select(Finding)
        .join(Finding.source)
        .where(
            or_(visible_to(access), Finding.id.in_(list(kept))),
            or_(Finding.kind.in_(ANSWERABLE), Finding.id.in_(list(kept))),
        )
        .options(joinedload(Finding.source))
        .order_by(Source.received_on.desc(), Source.reference.desc(), Finding.position)
    )
    groups: dict[int, tuple[Source, list[FindingOffered]]] = {}
    for row in rows:
        _source, findings = groups.setdefault(row.source_id, (row.source, []))
        findings.append(
            FindingOffered(
                row.id, row.kind, row.text, row.language, row.printed_number, row.id in answered
            )
        )
    return tuple(
        SourceOffered(source.reference, Bilingual(source.title, source.title_cy), tuple(findings))
        for source, findings in groups.values()
    )


def _action(session: Session, where: ColumnElement[bool]) -> ActionDraft:
    found = session.scalar(
        select(Action)
        .where(where)
        .options(joinedload(Action.plan), joinedload(Action.recommendation))
    )
    if found is None:
        raise NotFound
    return ActionDraft(
        reference=found.reference,
        title=Bilingual(found.title, found.title_cy),
        recommendation=found.recommendation.reference,
        plan_code=found.plan.code,
        is_agreed=found.plan.agreed_at is not None,
        original_due_on=found.original_due_on,
        due_on=found.due_on,
        stage=found.stage,
    )
