"""What a permission is asked about: the plan, agencies and people of one item.

`find` reads it by printed reference, for the door of each page; `of_*` take a loaded
record, for services. Both answer the same `Subject`.
"""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Access, Permission, Subject
from tracker.models import (
    Action,
    Evidence,
    EvidenceLink,
    Meeting,
    Plan,
    ReadinessSummary,
    Recommendation,
    Theme,
    Visit,
)


def of_plan(plan: Plan) -> Subject:
    return Subject(plan_id=plan.id)


def of_action(action: Action) -> Subject:
    """An action is the working material of its agencies, its owner and its lead."""
    return Subject(
        plan_id=action.plan_id,
        agency_ids=frozenset(agency.id for agency in action.agencies),
        owner_id=action.owner_id,
        lead_id=action.accountable_lead_id,
    )


def of_evidence(evidence: Evidence) -> Subject:
    """Evidence belongs to its agency until it is shared with the plan."""
    agency_ids = (
        frozenset({evidence.agency_id})
        if evidence.agency_id is not None and not evidence.is_shared
        else frozenset[int]()
    )
    return Subject(
        plan_id=evidence.plan_id, agency_ids=agency_ids, owner_id=evidence.uploaded_by_id
    )


def can_see_evidence(session: Session, access: Access, evidence: Evidence) -> bool:
    """By agency and role, or as owner or lead of an action it was put forward for."""
    if access.can(Permission.VIEW_EVIDENCE, of_evidence(evidence)):
        return True
    named = (
        select(Action.id)
        .join(EvidenceLink, EvidenceLink.action_id == Action.id)
        .where(
            EvidenceLink.evidence_id == evidence.id,
            (Action.owner_id == access.person_id)
            | (Action.accountable_lead_id == access.person_id),
        )
    )
    return session.scalar(named.limit(1)) is not None


def can_see_evidence_named(session: Session, access: Access, reference: str) -> bool:
    """As `can_see_evidence`, for a printed reference; False when there is none."""
    evidence = session.scalar(select(Evidence).where(Evidence.reference == reference))
    return evidence is not None and can_see_evidence(session, access, evidence)


def find(session: Session, kind: str, reference: str) -> Subject | None:
    """The subject of the `kind` item with that reference (or row number); None if none."""
    return _FINDERS[kind](session, reference)


def _plan(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(select(Plan.id).where(Plan.code == reference))
    return None if plan_id is None else Subject(plan_id=plan_id)


def _recommendation(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(
        select(Recommendation.plan_id).where(Recommendation.reference == reference)
    )
    return None if plan_id is None else Subject(plan_id=plan_id)


def _action(session: Session, reference: str) -> Subject | None:
    action = session.scalar(select(Action).where(Action.reference == reference))
    return None if action is None else of_action(action)


def _evidence(session: Session, reference: str) -> Subject | None:
    evidence = session.scalar(select(Evidence).where(Evidence.reference == reference))
    return None if evidence is None else of_evidence(evidence)


def _visit(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(select(Visit.plan_id).where(Visit.reference == reference))
    return None if plan_id is None else Subject(plan_id=plan_id)


def _by_row(model: type[Meeting] | type[Theme]) -> Callable[[Session, str], Subject | None]:
    def finder(session: Session, reference: str) -> Subject | None:
        plan_id = session.scalar(select(model.plan_id).where(model.id == int(reference)))
        return None if plan_id is None else Subject(plan_id=plan_id)

    return finder


def _summary(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(
        select(Visit.plan_id)
        .join(ReadinessSummary, ReadinessSummary.visit_id == Visit.id)
        .where(ReadinessSummary.id == int(reference))
    )
    return None if plan_id is None else Subject(plan_id=plan_id)


_FINDERS: dict[str, Callable[[Session, str], Subject | None]] = {
    "plan": _plan,
    "theme": _by_row(Theme),
    "recommendation": _recommendation,
    "action": _action,
    "evidence": _evidence,
    "visit": _visit,
    "meeting": _by_row(Meeting),
    "summary": _summary,
}
