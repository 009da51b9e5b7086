"""More time: asked for by whoever does the work, decided by somebody else.

The original due date is never touched; the current one moves only here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.date_changes import ChangeReason, ChangeState, check_proposal, needs_board
from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Fault, NotFound, NotPermitted, Refused, doubt, refuse
from tracker.domain.independence import may_decide_date_change
from tracker.domain.lifecycle import OPEN_WORK
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_text
from tracker.domain.updates import WORDS_LIMIT
from tracker.models import Action, DateChange
from tracker.queries.subjects import of_action
from tracker.services.held_actions import check_seen, take, take_by_id
from tracker.services.unit_of_work import UnitOfWork


def ask(
    uow: UnitOfWork,
    reference: str,
    *,
    reason_code: ChangeReason,
    words: str,
    proposed_on: date,
    confirmed: bool = False,
) -> DateChange:
    """Ask for more time, once at a time. Raises `Refused`."""
    action = take(uow, reference, Permission.ASK_MORE_TIME)
    words = clean_text(words, WORDS_LIMIT, "words")
    if action.stage not in OPEN_WORK:
        raise refuse("more_time_not_open")
    if not words:
        raise refuse("reason_missing", "words")
    if _asked(uow, action) is not None:
        raise refuse("more_time_already_asked")
    check_proposal(action.due_on, proposed_on, action.statutory_due_on, uow.today)
    doubts = _doubts(uow, proposed_on)
    if doubts and not confirmed:
        raise Refused(*doubts)
    request = DateChange(
        action=action,
        reason_code=reason_code,
        words=words,
        from_on=action.due_on,
        proposed_on=proposed_on,
        state=ChangeState.ASKED,
        asked_by_id=uow.actor_id,
        asked_at=uow.now,
    )
    uow.session.add(request)
    asked = {"from_on": [None, action.due_on], "proposed_on": [None, proposed_on]}
    _record(uow, "date_change_asked", request, action, asked, reason=words)
    return request


def approve(uow: UnitOfWork, change_id: int, *, version: int, reason: str = "") -> DateChange:
    """Grant what was asked for: the current due date moves. Raises `Refused`, `Stale`."""
    request, action = _to_decide(uow, change_id, version)
    if action.stage not in OPEN_WORK:
        raise refuse("more_time_not_open")
    check_proposal(action.due_on, request.proposed_on, action.statutory_due_on, uow.today)
    _decide(uow, request, ChangeState.APPROVED, clean_text(reason, WORDS_LIMIT, "decision_reason"))
    moved = uow.change(action, {"due_on": request.proposed_on})
    _record(uow, "date_change_approved", request, action, moved, reason=request.decision_reason)
    return request


def decline(uow: UnitOfWork, change_id: int, *, version: int, reason: str) -> DateChange:
    """Refuse what was asked for, with a reason: the date stays. Raises `Refused`, `Stale`."""
    request, action = _to_decide(uow, change_id, version)
    reason = clean_text(reason, WORDS_LIMIT, "decision_reason")
    if not reason:
        raise refuse("reason_missing", "decision_reason")
    _decide(uow, request, ChangeState.REFUSED, reason)
    _record(uow, "date_change_refused", request, action, {}, reason=reason)
    return request


def withdraw(uow: UnitOfWork, change_id: int, *, version: int) -> DateChange:
    """Take one's own request back before it is decided. Raises `Refused`, `Stale`."""
    request, action = _held(uow, change_id, Permission.VIEW_PLAN)
    check_seen(request, version)
    _check_undecided(request)
    if request.asked_by_id != uow.actor_id:
        raise NotPermitted
    _decide(uow, request, ChangeState.WITHDRAWN, "")
    _record(uow, "date_change_withdrawn", request, action, {})
    return request


def _doubts(uow: UnitOfWork, proposed_on: date) -> list[Fault]:
    doubts = []
    if is_far_off(proposed_on, uow.today):
        doubts.append(doubt("date_far_off", "proposed_on"))
    if not uow.calendar.is_working_day(proposed_on):
        doubts.append(doubt("due_on_day_off", "proposed_on"))
    return doubts


def _to_decide(uow: UnitOfWork, change_id: int, version: int) -> tuple[DateChange, Action]:
    request, action = _held(uow, change_id, Permission.DECIDE_DATE_CHANGE)
    check_seen(request, version)
    _check_undecided(request)
    if not may_decide_date_change(uow.actor_id, request.asked_by_id, action.owner_id):
        raise refuse("own_date_change")
    tolerance = action.plan.tolerance_days
    is_boards = needs_board(action.original_due_on, request.proposed_on, tolerance)
    may_anyway = uow.access.can(Permission.DECIDE_BEYOND_TOLERANCE, of_action(action))
    if is_boards and not may_anyway:
        raise refuse("beyond_tolerance", tolerance=tolerance)
    return request, action


def _held(uow: UnitOfWork, change_id: int, permission: Permission) -> tuple[DateChange, Action]:
    action_id = uow.session.scalar(select(DateChange.action_id).where(DateChange.id == change_id))
    if action_id is None:
        raise NotFound
    action = take_by_id(uow, action_id, permission)
    return uow.lock(DateChange, change_id), action


def _check_undecided(request: DateChange) -> None:
    if request.state is not ChangeState.ASKED:
        raise refuse("date_change_decided")


def _decide(uow: UnitOfWork, request: DateChange, state: ChangeState, reason: str) -> None:
    values = {
        "state": state,
        "decision_reason": reason,
        "decided_by_id": uow.actor_id,
        "decided_at": uow.now,
    }
    uow.change(request, values)


def _asked(uow: UnitOfWork, action: Action) -> int | None:
    return uow.session.scalar(
        select(DateChange.id).where(
            DateChange.action_id == action.id, DateChange.state == ChangeState.ASKED
        )
    )


def _record(
    uow: UnitOfWork,
    what: str,
    request: DateChange,
    action: Action,
    changes: Mapping[str, Any],
    reason: str = "",
) -> None:
    uow.record(
        what,
        request,
        {"state": [None, request.state], **changes},
        reason=reason,
        plan_id=action.plan_id,
        reference=action.reference,
    )
