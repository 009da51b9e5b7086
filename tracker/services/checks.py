"""Checking what was put forward: accepted, returned, or no longer expected.

Never by the action's owner, and never by whoever handed the evidence in.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tracker.domain.errors import NotFound, refuse
from tracker.domain.evidence import WORDS_LIMIT, ExpectedState, LinkState
from tracker.domain.independence import may_accept, may_set_aside
from tracker.domain.lifecycle import SET_ASIDE
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_text
from tracker.models import Action, EvidenceLink, ExpectedItem
from tracker.queries.subjects import can_see_evidence
from tracker.services.held_actions import check_seen, take_by_id
from tracker.services.proof import send_back, settle
from tracker.services.unit_of_work import UnitOfWork


def accept(uow: UnitOfWork, link_id: int, *, version: int) -> EvidenceLink:
    """Accept evidence for this action. It meets the item it was put forward for, and a
    claimed action of which nothing is missing any more becomes evidenced.

    Raises `Refused`, `Stale`.
    """
    link, action = _to_decide(uow, link_id, version)
    values = {
        "state": LinkState.ACCEPTED,
        "decided_by_id": uow.actor_id,
        "decided_at": uow.now,
        "reason": "",
    }
    changes = uow.change(link, values)
    item = link.expected_item
    if item is not None and item.state is ExpectedState.OPEN:
        met = {
            "state": ExpectedState.MET,
            "decided_by_id": uow.actor_id,
            "decided_at": uow.now,
        }
        uow.change(item, met)
        changes["meets"] = [None, item.description]
    _record(uow, "evidence_accepted", link, action, changes)
    settle(uow, action)
    return link


def return_evidence(uow: UnitOfWork, link_id: int, *, version: int, reason: str) -> EvidenceLink:
    """Return evidence to the owner with a reason; a claimed action goes back under way.

    Raises `Refused`, `Stale`.
    """
    link, action = _to_decide(uow, link_id, version)
    reason = clean_text(reason, WORDS_LIMIT, "reason")
    if not reason:
        raise refuse("reason_missing", "reason")
    values = {
        "state": LinkState.RETURNED,
        "decided_by_id": uow.actor_id,
        "decided_at": uow.now,
        "reason": reason,
    }
    _record(uow, "evidence_returned", link, action, uow.change(link, values), reason=reason)
    send_back(uow, action, reason)
    return link


def waive(uow: UnitOfWork, item_id: int, *, version: int, reason: str) -> ExpectedItem:
    """No longer expect an item, with a reason. Raises `Refused`, `Stale`."""
    action_id = uow.session.scalar(select(ExpectedItem.action_id).where(ExpectedItem.id == item_id))
    if action_id is None:
        raise NotFound
    action = take_by_id(uow, action_id, Permission.ACCEPT_EVIDENCE)
    item = uow.lock(ExpectedItem, item_id)
    check_seen(item, version)
    if not may_set_aside(uow.actor_id, action.owner_id):
        raise refuse("owner_may_not_decide")
    if item.state is not ExpectedState.OPEN:
        raise refuse("expected_item_decided")
    reason = clean_text(reason, WORDS_LIMIT, "waived_reason")
    if not reason:
        raise refuse("reason_missing", "waived_reason")
    values = {
        "state": ExpectedState.WAIVED,
        "waived_reason": reason,
        "decided_by_id": uow.actor_id,
        "decided_at": uow.now,
    }
    uow.record(
        "expected_item_waived",
        item,
        {"description": [item.description, item.description], **uow.change(item, values)},
        reason=reason,
        plan_id=action.plan_id,
        reference=action.reference,
    )
    settle(uow, action)
    return item


def _to_decide(uow: UnitOfWork, link_id: int, version: int) -> tuple[EvidenceLink, Action]:
    action_id = uow.session.scalar(select(EvidenceLink.action_id).where(EvidenceLink.id == link_id))
    if action_id is None:
        raise NotFound
    action = take_by_id(uow, action_id, Permission.ACCEPT_EVIDENCE)
    link = uow.lock(EvidenceLink, link_id)
    if not can_see_evidence(uow.session, uow.access, link.evidence):
        raise NotFound
    check_seen(link, version)
    if link.state is not LinkState.SUBMITTED:
        raise refuse("evidence_decided")
    if action.stage in SET_ASIDE:
        raise refuse("evidence_set_aside")
    uploaders = {
        file.uploaded_by_id for file in link.evidence.versions if file.number == link.version_number
    }
    handed_in_by = {link.evidence.uploaded_by_id, link.submitted_by_id, *uploaders}
    if not may_accept(uow.actor_id, action.owner_id, *handed_in_by):
        raise refuse("own_evidence")
    return link, action


def _record(
    uow: UnitOfWork,
    what: str,
    link: EvidenceLink,
    action: Action,
    changes: Mapping[str, Any],
    reason: str = "",
) -> None:
    uow.record(
        what,
        link,
        {**changes, "action": [None, action]},
        reason=reason,
        plan_id=action.plan_id,
        reference=link.evidence.reference,
    )
