"""Requests for more time: those of one action, those that wait, and an owner's record."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.date_changes import (
    ChangeReason,
    ChangeState,
    needs_board,
    slip_days,
)
from tracker.domain.independence import may_decide_date_change
from tracker.domain.permissions import Access, Permission, Subject
from tracker.domain.readiness_facts import Who
from tracker.models import DateChange
from tracker.queries.whos import who


@dataclass(frozen=True)
class Request:
    """`slip` is the total from the original date, in days, if it were granted."""

    id: int
    version: int
    state: ChangeState
    reason_code: ChangeReason
    words: str
    from_on: date
    proposed_on: date
    slip: int
    is_boards: bool
    asked_by_id: int
    asked_by: Who | None
    asked_at: datetime
    decided_by: Who | None
    decided_at: datetime | None
    decision_reason: str

    @property
    def is_open(self) -> bool:
        return self.state is ChangeState.ASKED


def of_action(
    session: Session, action_id: int, original_due_on: date, tolerance_days: int
) -> tuple[Request, ...]:
    """Everything asked about one action's date, the newest first: one statement."""
    found = session.scalars(
        select(DateChange)
        .where(DateChange.action_id == action_id)
        .options(joinedload(DateChange.asked_by), joinedload(DateChange.decided_by))
        .order_by(DateChange.id.desc())
    )
    return tuple(request(one, original_due_on, tolerance_days) for one in found)


def request(change: DateChange, original_due_on: date, tolerance_days: int) -> Request:
    """A loaded request with what it would mean."""
    return Request(
        id=change.id,
        version=change.version,
        state=change.state,
        reason_code=change.reason_code,
        words=change.words,
        from_on=change.from_on,
        proposed_on=change.proposed_on,
        slip=slip_days(original_due_on, change.proposed_on),
        is_boards=needs_board(original_due_on, change.proposed_on, tolerance_days),
        asked_by_id=change.asked_by_id,
        asked_by=who(change.asked_by),
        asked_at=change.asked_at,
        decided_by=who(change.decided_by),
        decided_at=change.decided_at,
        decision_reason=change.decision_reason,
    )


def may_decide(access: Access, subject: Subject, asked: Request) -> bool:
    """Whether the decision on `asked` is this person's to take."""
    wanted = {Permission.DECIDE_DATE_CHANGE}
    if asked.is_boards:
        wanted.add(Permission.DECIDE_BEYOND_TOLERANCE)
    return (
        asked.is_open
        and all(access.can(permission, subject) for permission in wanted)
        and may_decide_date_change(access.person_id, asked.asked_by_id, subject.owner_id)
    )
