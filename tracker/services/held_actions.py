"""One action in hand: found, permitted, and held against other writers until the unit ends.

Whatever changes an action or decides something about it takes the action first, so that
two people who do so at the same moment do it one after the other.
"""

from sqlalchemy import ColumnElement, select

from tracker.domain.errors import NotFound, refuse
from tracker.domain.permissions import Permission
from tracker.models import Action
from tracker.models.base import Versioned
from tracker.queries.subjects import of_action
from tracker.services.unit_of_work import UnitOfWork


def take(uow: UnitOfWork, reference: str, permission: Permission) -> Action:
    """The action with that reference. Raises `NotFound` or `NotPermitted`."""
    return _held(uow, Action.reference == reference, permission)


def take_by_id(uow: UnitOfWork, action_id: int, permission: Permission) -> Action:
    """As `take`, for what belongs to an action."""
    return _held(uow, Action.id == action_id, permission)


def _held(uow: UnitOfWork, which: ColumnElement[bool], permission: Permission) -> Action:
    action = uow.session.scalar(
        select(Action).where(which).with_for_update().execution_options(populate_existing=True)
    )
    if action is None:
        raise NotFound
    uow.require(permission, of_action(action))
    return action


def check_seen(record: Versioned, version: int) -> None:
    """A decision is about what was looked at. Raises `Refused` (`changed_since_read`) when
    anybody saved the record, already held, after `version` of it was read."""
    if record.version != version:
        raise refuse("changed_since_read")
