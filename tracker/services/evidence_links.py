"""Evidence put forward for actions: for one more, again after it was returned, anew with
a new version.
"""

from collections.abc import Mapping
from typing import Any

from tracker.domain.errors import NotFound, refuse
from tracker.domain.evidence import LinkState
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.permissions import Permission
from tracker.models import Action, Evidence, EvidenceLink, ExpectedItem
from tracker.queries.subjects import can_see_evidence
from tracker.services.held_actions import take
from tracker.services.unit_of_work import UnitOfWork


def put_forward(
    uow: UnitOfWork,
    reference: str,
    action_reference: str,
    expected_item_id: int | None = None,
) -> EvidenceLink:
    """Put evidence forward for another action of its plan, or again for one that returned
    it. Raises `Refused`, and `NotFound` for what is of another plan or not to be seen."""
    action = take(uow, action_reference, Permission.ADD_EVIDENCE)
    evidence = uow.by_reference(Evidence, reference)
    if evidence.plan_id != action.plan_id or not can_see_evidence(
        uow.session, uow.access, evidence
    ):
        raise NotFound
    check_live(action)
    number = max(version.number for version in evidence.versions)
    known = next((link for link in evidence.links if link.action_id == action.id), None)
    if known is None:
        return link(uow, evidence, action, number, expected_item_id)
    if known.state is not LinkState.RETURNED:
        raise refuse("already_put_forward", "action", reference=action.reference)
    submit(uow, known, number, _item(uow, action, expected_item_id))
    return known


def link(
    uow: UnitOfWork,
    evidence: Evidence,
    action: Action,
    number: int,
    expected_item_id: int | None,
) -> EvidenceLink:
    """Put `evidence` forward for `action` with the files of version `number`."""
    new = EvidenceLink(
        evidence=evidence,
        action=action,
        expected_item_id=_item(uow, action, expected_item_id),
        state=LinkState.SUBMITTED,
        version_number=number,
        submitted_by_id=uow.actor_id,
        submitted_at=uow.now,
    )
    uow.session.add(new)
    _record(uow, new, {"state": [None, new.state], "version_number": [None, number]})
    return new


def submit(uow: UnitOfWork, link: EvidenceLink, number: int, expected_item_id: int | None) -> None:
    """Put evidence forward anew where it was before; an earlier decision lapses."""
    values = {
        "state": LinkState.SUBMITTED,
        "version_number": number,
        "expected_item_id": expected_item_id,
        "submitted_by_id": uow.actor_id,
        "submitted_at": uow.now,
        "decided_by_id": None,
        "decided_at": None,
        "reason": "",
    }
    _record(uow, link, uow.change(link, values))


def _record(uow: UnitOfWork, link: EvidenceLink, changes: Mapping[str, Any]) -> None:
    uow.record(
        "evidence_submitted",
        link,
        {**changes, "action": [None, link.action]},
        plan_id=link.action.plan_id,
        reference=link.evidence.reference,
    )


def check_live(action: Action) -> None:
    """Raises `Refused` for an action that is nobody's work any more."""
    if action.stage in SET_ASIDE:
        raise refuse("evidence_set_aside")


def _item(uow: UnitOfWork, action: Action, expected_item_id: int | None) -> int | None:
    """That item's id, when it is one of this action's."""
    if expected_item_id is None:
        return None
    item = uow.get(ExpectedItem, expected_item_id)
    if item.action_id != action.id:
        raise NotFound
    return item.id
