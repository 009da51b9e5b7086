"""Meetings of a board about one plan: set up, changed until concluded, then frozen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.content import to_content
from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission, Subject
from tracker.domain.text import clean_line, clean_text
from tracker.models import Board, Meeting, Plan
from tracker.queries import positions
from tracker.services.unit_of_work import UnitOfWork

LONGEST_PLACE = 200
LONGEST_NOTES = 5000


def create(
    uow: UnitOfWork,
    plan_code: str,
    *,
    board_id: int,
    held_on: date,
    place: str = "",
    notes: str = "",
) -> Meeting:
    """A new meeting about the plan. Raises `Refused` (`meeting_day_taken`)."""
    plan = uow.by_reference(Plan, plan_code)
    uow.require(Permission.EDIT_MEETINGS, Subject(plan.id))
    uow.lock(Plan, plan.id)
    values = _checked(uow, board_id, place, notes)
    _check_day(uow, plan.id, held_on, None)
    meeting = Meeting(plan_id=plan.id, held_on=held_on, **values)
    uow.session.add(meeting)
    changes = {name: [None, value] for name, value in {"held_on": held_on, **values}.items()}
    uow.record("meeting_created", meeting, changes, reference=title(plan, meeting))
    return meeting


def edit(
    uow: UnitOfWork,
    meeting_id: int,
    version: int,
    *,
    board_id: int,
    held_on: date,
    place: str = "",
    notes: str = "",
) -> Meeting:
    """Change a meeting that is not concluded. Raises `Refused`, `Stale`."""
    meeting = open_meeting(uow, meeting_id, Permission.EDIT_MEETINGS)
    values = {**_checked(uow, board_id, place, notes), "held_on": held_on}
    _check_day(uow, meeting.plan_id, held_on, meeting.id)
    if meeting.confirmations and held_on > uow.today:
        raise refuse("meeting_not_held", "held_on", held_on=held_on)
    changes = uow.change(meeting, values, version)
    if changes:
        plan = uow.get(Plan, meeting.plan_id)
        uow.record("meeting_changed", meeting, changes, reference=title(plan, meeting))
    return meeting


def conclude(uow: UnitOfWork, meeting_id: int) -> Meeting:
    """Freeze the meeting with the position of the whole plan as it stands: what changed
    since and the direction of travel are told from it. Raises `Refused`."""
    meeting = open_meeting(uow, meeting_id, Permission.EDIT_MEETINGS)
    check_held(uow, meeting)
    plan = uow.get(Plan, meeting.plan_id)
    found = positions.of_plan(uow.session, plan.id, uow.today, uow.calendar, uow.zone)
    meeting.snapshot = to_content(found.snapshot())
    changes = uow.change(meeting, {"concluded_at": uow.now})
    uow.record("meeting_concluded", meeting, changes, reference=title(plan, meeting))
    return meeting


def open_meeting(uow: UnitOfWork, meeting_id: int, permission: Permission) -> Meeting:
    """The meeting, held against other writers, if it can still change. Raises `NotFound`,
    `NotPermitted`, `Refused` (`meeting_concluded`)."""
    meeting = uow.lock(Meeting, meeting_id)
    uow.require(permission, Subject(meeting.plan_id))
    if meeting.concluded_at is not None:
        raise refuse("meeting_concluded")
    return meeting


def check_held(uow: UnitOfWork, meeting: Meeting) -> None:
    """Nothing is decided before the day. Raises `Refused` (`meeting_not_held`)."""
    if meeting.held_on > uow.today:
        raise refuse("meeting_not_held", held_on=meeting.held_on)


def title(plan: Plan, meeting: Meeting) -> str:
    """How the audit trail names a meeting: `CS17 2018-02-12`."""
    return f"{plan.code} {meeting.held_on.isoformat()}"


def _checked(uow: UnitOfWork, board_id: int, place: str, notes: str) -> Mapping[str, Any]:
    return {
        "board_id": uow.get(Board, board_id).id,
        "place": clean_line(place, LONGEST_PLACE, "place"),
        "notes": clean_text(notes, LONGEST_NOTES, "notes"),
    }


def _check_day(uow: UnitOfWork, plan_id: int, held_on: date, but: int | None) -> None:
    taken = uow.session.scalar(
        select(Meeting.id).where(Meeting.plan_id == plan_id, Meeting.held_on == held_on)
    )
    if taken not in (None, but):
        raise refuse("meeting_day_taken", "held_on")
