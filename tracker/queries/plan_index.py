"""The plans one may see, with what it takes to say in one line where each stands."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Access
from tracker.domain.rag import Rating
from tracker.domain.working_days import WorkingCalendar
from tracker.models import Action, Plan
from tracker.queries.plan_heads import NextVisit, PlanHead, is_visible
from tracker.queries.plan_heads import visible as heads
from tracker.queries.ratings import RatedAction, rate_actions


@dataclass(frozen=True)
class PlanLine:
    """`actions` are the live ones."""

    head: PlanHead
    visit: NextVisit | None
    actions: tuple[RatedAction, ...]

    @property
    def late(self) -> int:
        """How many of them are off track."""
        return sum(action.rating is Rating.OFF_TRACK for action in self.actions)


def visible(
    session: Session, access: Access, today: date, calendar: WorkingCalendar, zone: ZoneInfo
) -> list[PlanLine]:
    """Every plan this person may see, the newest first: two statements."""
    found = heads(session, access, today, calendar)
    mine = Action.plan_id.in_(select(Plan.id).where(is_visible(access)))
    actions: dict[int, list[RatedAction]] = {}
    for action in rate_actions(session, today, calendar, zone, mine).values():
        if action.rated:
            actions.setdefault(action.plan_id, []).append(action)
    return [PlanLine(head, visit, tuple(actions.get(head.id, ()))) for head, visit in found]
