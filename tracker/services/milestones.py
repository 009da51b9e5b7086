"""Milestones on the way to an action."""

from datetime import date
from typing import Any

from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Refused, doubt, refuse
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_name
from tracker.models import Action, Milestone
from tracker.queries.subjects import of_action
from tracker.services.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork, action_reference: str, *, title: str, due_on: date, confirmed: bool = False
) -> Milestone:
    """Raises `Refused`."""
    action = uow.by_reference(Action, action_reference)
    uow.require(Permission.EDIT_PLAN, of_action(action))
    _confirm(uow, action, due_on, confirmed)
    milestone = Milestone(action=action, title=clean_name(title, "title"), due_on=due_on)
    uow.session.add(milestone)
    changes = {"title": [None, milestone.title], "due_on": [None, due_on]}
    _record(uow, "milestone_created", milestone, changes)
    return milestone


def edit(
    uow: UnitOfWork,
    milestone_id: int,
    version: int,
    *,
    title: str,
    due_on: date,
    reached_on: date | None,
    confirmed: bool = False,
) -> None:
    """Raises `Refused`, `Stale`."""
    milestone = uow.get(Milestone, milestone_id)
    uow.require(Permission.EDIT_PLAN, of_action(milestone.action))
    if milestone.due_on != due_on:
        _confirm(uow, milestone.action, due_on, confirmed)
    values = {
        "title": clean_name(title, "title"),
        "due_on": due_on,
        "reached_on": _past(uow, reached_on),
    }
    if changes := uow.change(milestone, values, version):
        _record(uow, "milestone_changed", milestone, changes)


def reach(uow: UnitOfWork, milestone_id: int, version: int, *, reached_on: date) -> None:
    """The owner says so; no more is needed for a step on the way. Raises `Refused`,
    `Stale`."""
    milestone = uow.get(Milestone, milestone_id)
    uow.require(Permission.UPDATE_ACTION, of_action(milestone.action))
    if changes := uow.change(milestone, {"reached_on": _past(uow, reached_on)}, version):
        _record(uow, "milestone_reached", milestone, changes)


def _past(uow: UnitOfWork, reached_on: date | None) -> date | None:
    if reached_on is not None and reached_on > uow.today:
        raise refuse("reached_in_future", "reached_on")
    return reached_on


def _confirm(uow: UnitOfWork, action: Action, due_on: date, confirmed: bool) -> None:
    if due_on < action.starts_on:
        raise refuse("due_before_start", "due_on", starts_on=action.starts_on)
    doubts = []
    if is_far_off(due_on, uow.today):
        doubts.append(doubt("date_far_off", "due_on"))
    if due_on > action.due_on:
        doubts.append(doubt("milestone_after_action", "due_on", due_on=action.due_on))
    if doubts and not confirmed:
        raise Refused(*doubts)


def _record(uow: UnitOfWork, what: str, milestone: Milestone, changes: dict[str, Any]) -> None:
    """Told of the action, in whose story a reader looks for it."""
    uow.record(what, milestone.action, {"milestone": [None, milestone.title], **changes})
