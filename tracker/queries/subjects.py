"""What a permission is asked about: the plan, agencies and people of one item.

`find` reads it by printed reference, for the door of each page; `of_*` take a loaded
record, for services. Both answer the same `Subject`.
"""

from collections.abc import Callable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import EVERYTHING, Access, Permission, Subject
from tracker.models import (
    Action,
    Agency,
    Base,
    Board,
    ClosedDay,
    Closure,
    DateChange,
    Evidence,
    EvidenceLink,
    ExpectedItem,
    Inspectorate,
    Meeting,
    Milestone,
    Person,
    Plan,
    ReadinessSummary,
    Recommendation,
    Theme,
    Visit,
)
from tracker.models.actions import action_agency


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
    agency_ids = working_agencies(evidence.agency_id, evidence.is_shared)
    return Subject(
        plan_id=evidence.plan_id, agency_ids=agency_ids, owner_id=evidence.uploaded_by_id
    )


def working_agencies(agency_id: int | None, is_shared: bool) -> frozenset[int]:
    """Whose working material evidence is: none's once shared. What nobody's agency handed
    in belongs to an agency that there is not, and so to no partner's."""
    return frozenset() if is_shared else frozenset({agency_id or 0})


def can_see_evidence(session: Session, access: Access, evidence: Evidence) -> bool:
    """By agency and role, or as owner or lead of an action it was put forward for."""
    return access.can(Permission.VIEW_EVIDENCE, of_evidence(evidence)) or _is_named(
        session, access, evidence
    )


def can_edit_evidence(session: Session, access: Access, evidence: Evidence) -> bool:
    """Whoever uploaded it, or may add evidence where it belongs or was put forward."""
    return access.can(Permission.ADD_EVIDENCE, of_evidence(evidence)) or _is_named(
        session, access, evidence
    )


def _is_named(session: Session, access: Access, evidence: Evidence) -> bool:
    """As owner or lead of an action that the evidence was put forward for."""
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
    return None if "\0" in reference else _FINDERS[kind](session, reference)


def row_number(reference: str) -> int | None:
    """The row number in an address, or None when it can be none."""
    is_one = reference.isascii() and reference.isdigit() and len(reference) < 10
    return int(reference) if is_one else None


def _plan(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(select(Plan.id).where(Plan.code == reference))
    return None if plan_id is None else Subject(plan_id=plan_id)


def _recommendation(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(
        select(Recommendation.plan_id).where(Recommendation.reference == reference)
    )
    return None if plan_id is None else Subject(plan_id=plan_id)


def _action(session: Session, reference: str) -> Subject | None:
    return _read_action(session, Action.reference == reference)


def _read_action(session: Session, which: ColumnElement[bool]) -> Subject | None:
    """As `of_action`, read with its agencies in one statement."""
    rows = session.execute(
        select(
            Action.plan_id,
            Action.owner_id,
            Action.accountable_lead_id,
            action_agency.c.agency_id,
        )
        .outerjoin(action_agency, action_agency.c.action_id == Action.id)
        .where(which)
    ).all()
    if not rows:
        return None
    plan_id, owner_id, lead_id, _agency_id = rows[0]
    agency_ids = frozenset(row.agency_id for row in rows if row.agency_id is not None)
    return Subject(plan_id, agency_ids, owner_id, lead_id)


def _evidence(session: Session, reference: str) -> Subject | None:
    evidence = session.scalar(select(Evidence).where(Evidence.reference == reference))
    return None if evidence is None else of_evidence(evidence)


def _visit(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(select(Visit.plan_id).where(Visit.reference == reference))
    return None if plan_id is None else Subject(plan_id=plan_id)


def _by_row(model: type[Meeting] | type[Theme]) -> Callable[[Session, str], Subject | None]:
    def finder(session: Session, reference: str) -> Subject | None:
        plan_id = session.scalar(select(model.plan_id).where(model.id == row_number(reference)))
        return None if plan_id is None else Subject(plan_id=plan_id)

    return finder


def _of_everybody(model: type[Base]) -> Callable[[Session, str], Subject | None]:
    """For what belongs to no plan: the installation as a whole, when there is such a row."""

    def finder(session: Session, reference: str) -> Subject | None:
        number = row_number(reference)
        found = session.get(model, number) if number is not None else None
        return None if found is None else EVERYTHING

    return finder


def _of_its_action(
    model: type[Milestone | ExpectedItem | EvidenceLink | DateChange],
) -> Callable[[Session, str], Subject | None]:
    """For what belongs to one action and is permitted with it."""

    def finder(session: Session, reference: str) -> Subject | None:
        its_action = select(model.action_id).where(model.id == row_number(reference))
        return _read_action(session, Action.id == its_action.scalar_subquery())

    return finder


def _summary(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(
        select(Visit.plan_id)
        .join(ReadinessSummary, ReadinessSummary.visit_id == Visit.id)
        .where(ReadinessSummary.id == row_number(reference))
    )
    return None if plan_id is None else Subject(plan_id=plan_id)


def _closure(session: Session, reference: str) -> Subject | None:
    plan_id = session.scalar(
        select(Recommendation.plan_id)
        .join(Closure, Closure.recommendation_id == Recommendation.id)
        .where(Closure.id == row_number(reference))
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
    "closure": _closure,
    "milestone": _of_its_action(Milestone),
    "expected_item": _of_its_action(ExpectedItem),
    "evidence_link": _of_its_action(EvidenceLink),
    "date_change": _of_its_action(DateChange),
    "agency": _of_everybody(Agency),
    "board": _of_everybody(Board),
    "closed_day": _of_everybody(ClosedDay),
    "inspectorate": _of_everybody(Inspectorate),
    "person": _of_everybody(Person),
}
