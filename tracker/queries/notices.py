"""What a notice about a readiness summary says, as things stand when it leaves."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.content import from_content
from tracker.domain.countdown import working_days_left
from tracker.domain.languages import Bilingual
from tracker.domain.notices import ReadinessNotice
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.readiness_summary import Summary
from tracker.domain.working_days import WorkingCalendar
from tracker.models import ReadinessSummary, Visit


def readiness_notice(
    session: Session, access: Access, summary_id: int, today: date, calendar: WorkingCalendar
) -> ReadinessNotice | None:
    """The notice of one summary to somebody of this standing; None when there is nothing
    left to tell them: the visit has begun or was cancelled, a newer summary was made, or
    they may not read it."""
    found = session.execute(
        select(ReadinessSummary.content, Visit)
        .join(Visit, Visit.id == ReadinessSummary.visit_id)
        .where(ReadinessSummary.id == summary_id)
    ).one_or_none()
    if found is None:
        return None
    content, visit = found
    newest = select(func.max(ReadinessSummary.id)).where(ReadinessSummary.visit_id == visit.id)
    if session.scalar(newest) != summary_id:
        return None
    is_over = visit.cancelled_at is not None or today >= visit.starts_on
    if is_over or not access.can(Permission.VIEW_READINESS, Subject(plan_id=visit.plan_id)):
        return None
    summary = from_content(Summary, content)
    return ReadinessNotice(
        summary_id=summary_id,
        reference=visit.reference,
        title=Bilingual(visit.title, visit.title_cy),
        starts_on=visit.starts_on,
        working_days=working_days_left(visit.starts_on, today, calendar),
        recommendations=len(summary.recommendations),
        checks=summary.checks,
    )
