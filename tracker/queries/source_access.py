"""Who may see and change a source, and when the words of its findings are frozen.

A source is shared: it belongs to the plans whose recommendations answer its findings.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, aliased

from tracker.domain.errors import NotFound
from tracker.domain.permissions import Access, Permission, Subject
from tracker.models import Finding, Plan, Recommendation, Source
from tracker.models.recommendations import recommendation_finding
from tracker.queries.subjects import row_number

#: Kinds of item for whose door `standing` answers.
SHARED = frozenset({"source", "finding"})


@dataclass(frozen=True)
class Standing:
    """What a person may do with a source."""

    may_see: bool
    may_edit: bool


def standing(session: Session, access: Access, kind: str, reference: str) -> Standing | None:
    """For the source with that reference, or the source of the finding with that row
    number; None when there is none."""
    if "\0" in reference:
        return None
    if kind == "finding":
        return _standing(session, access, Finding.id == row_number(reference))
    return _standing(session, access, Source.reference == reference)


def standing_of(session: Session, access: Access, source_id: int) -> Standing:
    """Raises `NotFound`."""
    found = _standing(session, access, Source.id == source_id)
    if found is None:
        raise NotFound
    return found


def _standing(session: Session, access: Access, where: ColumnElement[bool]) -> Standing | None:
    of_it = (
        select(Source.id)
        .outerjoin(Finding, Finding.source_id == Source.id)
        .where(where)
        .limit(1)
        .scalar_subquery()
    )
    answering = aliased(Finding)
    rows = session.execute(
        select(Source.id, Recommendation.plan_id)
        .outerjoin(answering, answering.source_id == Source.id)
        .outerjoin(recommendation_finding, recommendation_finding.c.finding_id == answering.id)
        .outerjoin(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
        .where(Source.id == of_it)
        .distinct()
    ).all()
    return judged(access, {plan_id for _source, plan_id in rows if plan_id}) if rows else None


def judged(access: Access, plans: set[int]) -> Standing:
    """Whoever may enter sources sees all of them, and changes those that no plan answers
    or one of their own plans does. Others see what their plans answer."""
    enters = access.can_in_some_plan(Permission.EDIT_SOURCES)
    return Standing(
        may_see=enters or _in_one(access, Permission.VIEW_PLAN, plans) or _sees_all(access),
        may_edit=_in_one(access, Permission.EDIT_SOURCES, plans) if plans else enters,
    )


def visible_to(access: Access) -> ColumnElement[bool]:
    """The condition on `Source` for what this person may see of the list."""
    if access.can_in_some_plan(Permission.EDIT_SOURCES) or _sees_all(access):
        return true()
    plans = access.plans_where(Permission.VIEW_PLAN) or frozenset()
    return Source.id.in_(
        select(Finding.source_id)
        .join(recommendation_finding, recommendation_finding.c.finding_id == Finding.id)
        .join(Recommendation, Recommendation.id == recommendation_finding.c.recommendation_id)
        .where(Recommendation.plan_id.in_(sorted(plans)))
    )


def is_frozen(session: Session, finding_id: int) -> bool:
    """Whether a recommendation of an agreed plan answers the finding."""
    answered = (
        select(Plan.id)
        .join(Recommendation, Recommendation.plan_id == Plan.id)
        .join(
            recommendation_finding,
            recommendation_finding.c.recommendation_id == Recommendation.id,
        )
        .where(recommendation_finding.c.finding_id == finding_id, Plan.agreed_at.is_not(None))
    )
    return session.scalar(answered.limit(1)) is not None


def _in_one(access: Access, permission: Permission, plans: set[int]) -> bool:
    return any(access.can(permission, Subject(plan_id=plan_id)) for plan_id in plans)


def _sees_all(access: Access) -> bool:
    return access.plans_where(Permission.VIEW_PLAN) is None
