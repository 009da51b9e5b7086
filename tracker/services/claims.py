"""Steps on the ladder that a person takes: start, claim delivered, set aside, reopen."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.date_changes import ChangeState
from tracker.domain.deadlines import is_far_off
from tracker.domain.errors import Fault, Refused, doubt, refuse
from tracker.domain.evidence import ExpectedState, LinkState
from tracker.domain.independence import may_set_aside
from tracker.domain.lifecycle import PROVED, ProofFacts, Stage, Step, after, blocks_claim
from tracker.domain.permissions import Permission
from tracker.domain.text import clean_text
from tracker.domain.updates import WORDS_LIMIT
from tracker.models import Action, DateChange, EvidenceLink
from tracker.queries.proof import proof_facts
from tracker.services.held_actions import check_seen, take
from tracker.services.proof import settle
from tracker.services.unit_of_work import UnitOfWork

_NOT_STUCK: dict[str, Any] = {
    "blocked_since": None,
    "blocked_by": "",
    "waiting_since": None,
    "waiting_on": "",
}


def start(uow: UnitOfWork, reference: str) -> Action:
    """Say that work has begun."""
    action = take(uow, reference, Permission.UPDATE_ACTION)
    stage = after(action.stage, Step.START)
    uow.record("action_started", action, uow.change(action, {"stage": stage}))
    return action


def claim(
    uow: UnitOfWork,
    reference: str,
    *,
    delivered_on: date | None,
    words: str = "",
    confirmed: bool = False,
) -> Action:
    """Say that it is delivered, since when. Where all the proof was accepted before, it is
    evidenced at once. Raises `Refused` with everything that still blocks it."""
    action = take(uow, reference, Permission.CLAIM_DELIVERED)
    stage = after(action.stage, Step.CLAIM_DELIVERED)
    words = clean_text(words, WORDS_LIMIT, "words")
    proof = proof_facts(uow.session, action)
    blocks = blocks_claim(
        ProofFacts(delivered_on, proof.outputs, proof.accepted, proof.expected_open), uow.today
    )
    if blocks:
        raise Refused(*blocks)
    if delivered_on is not None and is_far_off(delivered_on, uow.today) and not confirmed:
        raise Refused(doubt("date_far_off", "delivered_on"))
    values = {"stage": stage, "delivered_on": delivered_on, "claimed_at": uow.now, **_NOT_STUCK}
    uow.record("action_claimed", action, uow.change(action, values), reason=words)
    settle(uow, action)
    return action


def set_aside(
    uow: UnitOfWork,
    reference: str,
    *,
    step: Step,
    reason: str,
    version: int,
) -> Action:
    """Withdraw or replace an action, with a reason; a request for more time ends with it.

    `step` is `WITHDRAW` or `SUPERSEDE`. Raises `Refused`, also for the action's owner.
    """
    action = take(uow, reference, Permission.EDIT_PLAN)
    reason = _reason(uow, action, reason, version)
    stage = after(action.stage, step)
    values = {
        "stage": stage,
        "claimed_at": None,
        "set_aside_reason": reason,
        "set_aside_by_id": uow.actor_id,
        **_NOT_STUCK,
    }
    changes = uow.change(action, values)
    if stage is Stage.SUPERSEDED:
        uow.record("action_superseded", action, changes, reason=reason)
    else:
        uow.record("action_withdrawn", action, changes, reason=reason)
    asked = uow.session.scalars(
        select(DateChange).where(
            DateChange.action_id == action.id, DateChange.state == ChangeState.ASKED
        )
    )
    for request in asked.all():
        values = {
            "state": ChangeState.WITHDRAWN,
            "decided_by_id": uow.actor_id,
            "decided_at": uow.now,
        }
        uow.record(
            "date_change_withdrawn",
            request,
            uow.change(request, values),
            plan_id=action.plan_id,
            reference=action.reference,
        )
    return action


def reopen(uow: UnitOfWork, reference: str, *, reason: str, version: int) -> Action:
    """Bring an action back under way, its history kept.

    What had been proved is in doubt: accepted evidence goes back to the owner with the
    same reason, and the items it met are expected again. What was only set aside keeps
    its proof. A closed recommendation that the action serves is open again: closed is only
    what has no work left. Raises `Refused`, also for the action's owner.
    """
    action = take(uow, reference, Permission.EDIT_PLAN)
    reason = _reason(uow, action, reason, version)
    stage = after(action.stage, Step.REOPEN)
    if action.stage in PROVED:
        _doubt(uow, action, reason)
    values = {
        "stage": stage,
        "reopened_on": uow.today,
        "delivered_on": None,
        "claimed_at": None,
        "set_aside_reason": "",
        "set_aside_by_id": None,
    }
    uow.record("action_reopened", action, uow.change(action, values), reason=reason)
    for recommendation in action.recommendations:
        if opened := uow.change(recommendation, {"closed_at": None}):
            uow.record("recommendation_reopened", recommendation, opened, reason=reason)
    return action


def _doubt(uow: UnitOfWork, action: Action, reason: str) -> None:
    accepted = uow.session.scalars(
        select(EvidenceLink)
        .where(EvidenceLink.action_id == action.id, EvidenceLink.state == LinkState.ACCEPTED)
        .order_by(EvidenceLink.id)
    )
    for link in accepted.all():
        values = {
            "state": LinkState.RETURNED,
            "decided_by_id": uow.actor_id,
            "decided_at": uow.now,
            "reason": reason,
        }
        uow.record(
            "evidence_returned",
            link,
            uow.change(link, values),
            reason=reason,
            plan_id=action.plan_id,
            reference=link.evidence.reference,
        )
    for item in action.expected:
        if item.state is ExpectedState.MET:
            values = {"state": ExpectedState.OPEN, "decided_by_id": None, "decided_at": None}
            uow.record(
                "expected_item_reopened",
                item,
                uow.change(item, values),
                plan_id=action.plan_id,
                reference=action.reference,
            )


def _reason(uow: UnitOfWork, action: Action, reason: str, version: int) -> str:
    """The reason as it is kept, once the actor may decide over `action` at all."""
    check_seen(action, version)
    if not may_set_aside(uow.actor_id, action.owner_id):
        raise refuse("owner_may_not_decide")
    text = clean_text(reason, WORDS_LIMIT, "reason")
    if not text:
        raise Refused(Fault("reason_missing", "reason"))
    return text
