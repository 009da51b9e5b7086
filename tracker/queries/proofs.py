"""The evidence put forward for the actions of one recommendation, the strongest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.evidence import EvidenceKind, LinkState, Staleness, staleness, strength_key
from tracker.domain.languages import Bilingual
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.readiness_facts import Who
from tracker.models import Action, Evidence, EvidenceLink, Person
from tracker.models.actions import action_recommendation
from tracker.queries.subjects import working_agencies


@dataclass(frozen=True)
class Proof:
    """One piece for one action; `decided_by` is whoever accepted it, None while it waits."""

    reference: str
    title: str
    kind: EvidenceKind
    dated_on: date
    state: LinkState
    action: str
    stale: Staleness | None
    decided_by: Who | None


def of_recommendation(
    session: Session, access: Access, recommendation_id: int, today: date
) -> tuple[list[Proof], int]:
    """What the reader may see of what is accepted or waits to be checked, and how many
    more pieces are other agencies' working material. What was returned proves nothing."""
    decider = aliased(Person)
    rows = session.execute(
        select(
            Evidence.reference,
            Evidence.title,
            Evidence.kind,
            Evidence.dated_on,
            Evidence.stale_on,
            Evidence.plan_id,
            Evidence.agency_id,
            Evidence.is_shared,
            Evidence.uploaded_by_id,
            EvidenceLink.state,
            Action.reference.label("action"),
            Action.delivered_on,
            Action.owner_id,
            Action.accountable_lead_id,
            decider.role_title,
            decider.role_title_cy,
            decider.name,
        )
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Action, Action.id == EvidenceLink.action_id)
        .join(action_recommendation, action_recommendation.c.action_id == Action.id)
        .outerjoin(decider, decider.id == EvidenceLink.decided_by_id)
        .where(
            action_recommendation.c.recommendation_id == recommendation_id,
            EvidenceLink.state != LinkState.RETURNED,
        )
        .order_by(Evidence.reference, Action.reference)
    ).all()
    seen = [_proof(row, today) for row in rows if _may_see(access, row)]
    seen.sort(
        key=lambda proof: strength_key(
            proof.state, proof.stale is not None, proof.kind, proof.dated_on, proof.reference
        )
    )
    return seen, len(rows) - len(seen)


def _may_see(access: Access, row: Row[*tuple[Any, ...]]) -> bool:
    """By agency and role, or as owner or lead of the action it is put forward for."""
    if access.person_id in (row.owner_id, row.accountable_lead_id):
        return True
    agency_ids = working_agencies(row.agency_id, row.is_shared)
    subject = Subject(row.plan_id, agency_ids, owner_id=row.uploaded_by_id)
    return access.can(Permission.VIEW_EVIDENCE, subject)


def _proof(row: Row[*tuple[Any, ...]], today: date) -> Proof:
    decided_by = None
    if row.name is not None:
        decided_by = Who(Bilingual(row.role_title, row.role_title_cy), row.name)
    return Proof(
        reference=row.reference,
        title=row.title,
        kind=row.kind,
        dated_on=row.dated_on,
        state=row.state,
        action=row.action,
        stale=staleness(row.kind, row.dated_on, row.stale_on, row.delivered_on, today),
        decided_by=decided_by,
    )
