"""The checklist of evidence expected of an action, agreed before it is delivered.

Its lines have no record of their own that a page edits, so the checklist is compared by a
fingerprint: who saves over lines they have not seen is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.domain.errors import Stale, refuse
from tracker.domain.evidence import EvidenceKind, ExpectedState
from tracker.domain.independence import may_set_aside
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_line
from tracker.models import Action, EvidenceLink, ExpectedItem, Plan
from tracker.queries.drafts import fingerprint
from tracker.queries.subjects import of_action
from tracker.services.unit_of_work import UnitOfWork

#: Most characters of a line, and most lines of a checklist.
LONGEST_LINE = 300
MOST_LINES = 30

#: Stages before delivery.
OPEN_TO_CHANGE = frozenset({Stage.PLANNED, Stage.UNDER_WAY})


@dataclass(frozen=True)
class Line:
    """One line as typed: `id` of the item it rewords, None for a new one. Without words an
    item is taken off the list."""

    description: str
    kind: EvidenceKind = EvidenceKind.OUTPUT
    id: int | None = None


def write(
    uow: UnitOfWork, action_reference: str, lines: Sequence[Line], read: int | None = None
) -> None:
    """Make `lines` the checklist, except that items met or waived stay as they are. `read`
    is the fingerprint of what the person looked at. Once the plan is agreed, the owner may
    only add: taking a line off is as good as waiving it. Raises `Refused`, `Stale`."""
    action = uow.by_reference(Action, action_reference)
    uow.require(Permission.EDIT_PLAN, of_action(action))
    action = uow.lock(Action, action.id)
    if action.stage not in OPEN_TO_CHANGE:
        raise refuse("expected_frozen")
    before = described(action.expected)
    present = fingerprint(action.expected)
    if read is not None and read != present:
        written = [line.description for line in lines if line.description.strip()]
        if before == written:
            return
        raise Stale({"items": before}, {"items": written}, present)
    for line in sorted(lines, key=lambda line: line.id is None):
        _write_line(uow, action, line)
    if len(action.expected) > MOST_LINES:
        raise refuse("too_many_lines", most=MOST_LINES)
    after = described(action.expected)
    is_agreed = uow.get(Plan, action.plan_id).agreed_at is not None
    may_lessen = not is_agreed or may_set_aside(uow.access.person_id, action.owner_id)
    if not may_lessen and not set(before) <= set(after):
        raise refuse("owner_may_not_decide", "items")
    if before != after:
        uow.record("expected_changed", action, {"expected": [before, after]})


def described(items: Sequence[ExpectedItem]) -> list[str]:
    """The words of each line."""
    return [item.description for item in items]


def _write_line(uow: UnitOfWork, action: Action, line: Line) -> None:
    words = clean_line(line.description, LONGEST_LINE, "items")
    kept = (item for item in action.expected if line.id is not None and item.id == line.id)
    item = next(kept, None)
    if item is None:
        if words:
            position = max((one.position for one in action.expected), default=0) + 1
            action.expected.append(
                ExpectedItem(position=position, description=words, kind=line.kind)
            )
    elif item.state is ExpectedState.OPEN:
        if words:
            uow.change(item, {"description": words, "kind": line.kind})
        else:
            _take_off(uow, action, item)


def _take_off(uow: UnitOfWork, action: Action, item: ExpectedItem) -> None:
    used = select(EvidenceLink.id).where(EvidenceLink.expected_item_id == item.id)
    if uow.session.scalar(used.limit(1)) is not None:
        raise refuse("expected_in_use", "items", item=item.description)
    action.expected.remove(item)
    uow.session.delete(item)
    uow.session.flush()
