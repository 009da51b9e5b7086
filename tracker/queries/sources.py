"""Sources and their findings: the list, and one of them with what answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.errors import NotFound
from tracker.domain.languages import Bilingual, Language
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.sources import ANSWERABLE, FindingKind, SourceKind
from tracker.models import Finding, Plan, Recommendation, Source
from tracker.models.recommendations import recommendation_finding
from tracker.queries.source_access import judged, visible_to


@dataclass(frozen=True)
class SourceRow:
    """`unanswered` counts findings that no plan answers though one has to."""

    reference: str
    kind: SourceKind
    title: Bilingual
    inspectorates: tuple[str, ...]
    published_on: date | None
    received_on: date | None
    findings: int
    unanswered: int


@dataclass(frozen=True)
class Answer:
    """A recommendation that answers a finding."""

    reference: str
    title: Bilingual


@dataclass(frozen=True)
class FindingShown:
    """`answers` are those in plans the reader may see; `is_answered` counts them all.
    `is_frozen`: an agreed plan answers it, so its text no longer changes."""

    id: int
    kind: FindingKind
    text: str
    language: Language
    printed_number: str
    page: int | None
    agencies: tuple[Bilingual, ...]
    answers: tuple[Answer, ...]
    is_answered: bool
    is_frozen: bool

    @property
    def is_unanswered(self) -> bool:
        return self.kind in ANSWERABLE and not self.is_answered


@dataclass(frozen=True)
class SourceShown:
    reference: str
    kind: SourceKind
    title: Bilingual
    summary: str
    inspectorates: tuple[str, ...]
    agencies: tuple[Bilingual, ...]
    published_on: date | None
    received_on: date | None
    fieldwork_on: date | None
    findings: tuple[FindingShown, ...]
    may_edit: bool

    @property
    def unanswered(self) -> tuple[FindingShown, ...]:
        return tuple(finding for finding in self.findings if finding.is_unanswered)


def index(
    session: Session,
    access: Access,
    *,
    kind: SourceKind | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[SourceRow], int]:
    """The newest first, and how many there are in all."""
    where = [visible_to(access)] + ([Source.kind == kind] if kind else [])
    total = session.scalar(select(func.count(Source.id)).where(*where)) or 0
    known = func.coalesce(Source.published_on, Source.received_on)
    found = session.scalars(
        select(Source)
        .where(*where)
        .options(selectinload(Source.inspectorates))
        .order_by(known.desc(), Source.reference)
        .offset(offset)
        .limit(limit)
    ).all()
    counts = _counts(session, [source.id for source in found])
    return [_row(source, *counts.get(source.id, (0, 0))) for source in found], total


def show(session: Session, access: Access, reference: str) -> SourceShown:
    """One source with its findings in the order they were printed. Raises `NotFound`."""
    source = session.scalar(
        select(Source)
        .where(Source.reference == reference)
        .options(
            selectinload(Source.inspectorates),
            selectinload(Source.agencies),
            selectinload(Source.findings).selectinload(Finding.agencies),
        )
    )
    if source is None:
        raise NotFound
    answers = _answers_by_finding(session, source.id)
    return SourceShown(
        reference=source.reference,
        kind=source.kind,
        title=Bilingual(source.title, source.title_cy),
        summary=source.summary,
        inspectorates=tuple(issuer.printed_name for issuer in source.inspectorates),
        agencies=tuple(Bilingual(agency.name, agency.name_cy) for agency in source.agencies),
        published_on=source.published_on,
        received_on=source.received_on,
        fieldwork_on=source.fieldwork_on,
        findings=tuple(
            _finding(finding, access, answers.get(finding.id, [])) for finding in source.findings
        ),
        may_edit=judged(
            access, {plan_id for found in answers.values() for plan_id, _agreed, _answer in found}
        ).may_edit,
    )


def _counts(session: Session, source_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    answered = Finding.id.in_(select(recommendation_finding.c.finding_id))
    unanswered = func.count(Finding.id).filter(Finding.kind.in_(ANSWERABLE), ~answered)
    rows = session.execute(
        select(Finding.source_id, func.count(Finding.id), unanswered)
        .where(Finding.source_id.in_(source_ids))
        .group_by(Finding.source_id)
    )
    return {source_id: (findings, left) for source_id, findings, left in rows}


def _answers_by_finding(
    session: Session, source_id: int
) -> dict[int, list[tuple[int, bool, Answer]]]:
    """For each finding: plan, whether it is agreed, and the recommendation."""
    rows = session.execute(
        select(
            recommendation_finding.c.finding_id,
            Plan.id,
            Plan.agreed_at,
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
        )
        .join(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
        .join(Plan, Plan.id == Recommendation.plan_id)
        .join(Finding, Finding.id == recommendation_finding.c.finding_id)
        .where(Finding.source_id == source_id)
        .order_by(Recommendation.reference)
    )
    found: dict[int, list[tuple[int, bool, Answer]]] = {}
    for finding_id, plan_id, agreed_at, reference, title, title_cy in rows:
        answer = Answer(reference, Bilingual(title, title_cy))
        found.setdefault(finding_id, []).append((plan_id, agreed_at is not None, answer))
    return found


def _row(source: Source, findings: int, unanswered: int) -> SourceRow:
    return SourceRow(
        reference=source.reference,
        kind=source.kind,
        title=Bilingual(source.title, source.title_cy),
        inspectorates=tuple(issuer.printed_name for issuer in source.inspectorates),
        published_on=source.published_on,
        received_on=source.received_on,
        findings=findings,
        unanswered=unanswered,
    )


def _finding(
    finding: Finding, access: Access, answers: list[tuple[int, bool, Answer]]
) -> FindingShown:
    return FindingShown(
        id=finding.id,
        kind=finding.kind,
        text=finding.text,
        language=finding.language,
        printed_number=finding.printed_number,
        page=finding.page,
        agencies=tuple(Bilingual(agency.name, agency.name_cy) for agency in finding.agencies),
        answers=tuple(
            answer
            for plan_id, _agreed, answer in answers
            if access.can(Permission.VIEW_PLAN, Subject(plan_id=plan_id))
        ),
        is_answered=bool(answers),
        is_frozen=any(agreed for _plan_id, agreed, _answer in answers),
    )
