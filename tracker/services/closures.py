"""Closing a recommendation: asked for by the programme manager, decided by the board."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tracker.domain.errors import Refused, refuse
from tracker.domain.independence import may_decide_closure
from tracker.domain.lifecycle import blocks_closing
from tracker.domain.meetings import ClosureState
from tracker.domain.permissions import Permission, Subject
from tracker.domain.text import clean_text
from tracker.models import Closure, Meeting, Recommendation
from tracker.queries.ratings import RatedAction, closing_facts, serving
from tracker.services.meetings import check_held
from tracker.services.unit_of_work import UnitOfWork

LONGEST_WORDS = 2000


def ask(uow: UnitOfWork, reference: str, *, words: str) -> Closure:
    """Ask the board to close the recommendation. Raises `Refused` with what forbids it."""
    recommendation = uow.by_reference(Recommendation, reference)
    uow.require(Permission.ASK_CLOSURE, Subject(recommendation.plan_id))
    uow.lock(Recommendation, recommendation.id)
    words = clean_text(words, LONGEST_WORDS, "words")
    if recommendation.closed_at is not None:
        raise refuse("recommendation_closed")
    if _asked(uow, recommendation) is not None:
        raise refuse("closing_asked_already")
    if faults := blocks_closing(closing_facts(_serving(uow, recommendation))):
        raise Refused(*faults)
    if not words:
        raise refuse("closing_words_missing", "words")
    closure = Closure(
        recommendation_id=recommendation.id,
        state=ClosureState.ASKED,
        asked_by_id=uow.actor_id,
        asked_at=uow.now,
        words=words,
    )
    uow.session.add(closure)
    _record(uow, "closure_asked", closure, recommendation, words)
    return closure


def close(
    uow: UnitOfWork, closure_id: int, version: int, *, reason: str, meeting_id: int | None = None
) -> Closure:
    """Close the recommendation, at a meeting or between two. Raises `Refused`, `Stale`.

    What forbids closing is looked at again: proof may have been returned since the asking.
    """
    closure, recommendation, actions = _to_decide(uow, closure_id)
    if faults := blocks_closing(closing_facts(actions)):
        raise Refused(*faults)
    _decide(uow, closure, ClosureState.CLOSED, version, reason, meeting_id)
    changes = uow.change(recommendation, {"closed_at": uow.now})
    _record(uow, "recommendation_closed", closure, recommendation, closure.decision_reason, changes)
    return closure


def decline(
    uow: UnitOfWork, closure_id: int, version: int, *, reason: str, meeting_id: int | None = None
) -> Closure:
    """Refuse to close it: the recommendation stays open, the request is kept. Raises
    `Refused`, `Stale`."""
    closure, recommendation, _actions = _to_decide(uow, closure_id)
    _decide(uow, closure, ClosureState.REFUSED, version, reason, meeting_id)
    _record(uow, "closure_refused", closure, recommendation, closure.decision_reason)
    return closure


def _to_decide(
    uow: UnitOfWork, closure_id: int
) -> tuple[Closure, Recommendation, list[RatedAction]]:
    closure = uow.lock(Closure, closure_id)
    recommendation = uow.lock(Recommendation, closure.recommendation_id)
    uow.require(Permission.DECIDE_CLOSURE, Subject(recommendation.plan_id))
    if closure.state is not ClosureState.ASKED:
        raise refuse("closing_decided_already")
    actions = _serving(uow, recommendation)
    owners = [action.owner_id for action in actions if action.owner_id is not None]
    if not may_decide_closure(uow.actor_id, closure.asked_by_id, owners):
        raise refuse("closing_own_work")
    return closure, recommendation, actions


def _decide(
    uow: UnitOfWork,
    closure: Closure,
    state: ClosureState,
    version: int,
    reason: str,
    meeting_id: int | None,
) -> None:
    reason = clean_text(reason, LONGEST_WORDS, "reason")
    if not reason:
        raise refuse("closing_reason_missing", "reason")
    decision = {
        "state": state,
        "decided_by_id": uow.actor_id,
        "decided_at": uow.now,
        "decision_reason": reason,
        "meeting_id": _meeting(uow, closure, meeting_id),
    }
    uow.change(closure, decision, version)


def _record(
    uow: UnitOfWork,
    what: str,
    closure: Closure,
    recommendation: Recommendation,
    reason: str,
    changes: Mapping[str, Any] | None = None,
) -> None:
    uow.record(
        what,
        closure,
        changes,
        reason=reason,
        plan_id=recommendation.plan_id,
        reference=recommendation.reference,
    )


def _meeting(uow: UnitOfWork, closure: Closure, meeting_id: int | None) -> int | None:
    """The meeting at which it is decided, if at one; a concluded one takes nothing more."""
    if meeting_id is None:
        return None
    meeting = uow.lock(Meeting, meeting_id)
    if meeting.plan_id != uow.get(Recommendation, closure.recommendation_id).plan_id:
        raise refuse("meeting_other_plan", "meeting_id")
    if meeting.concluded_at is not None:
        raise refuse("meeting_concluded", "meeting_id")
    check_held(uow, meeting)
    return meeting.id


def _serving(uow: UnitOfWork, recommendation: Recommendation) -> list[RatedAction]:
    return serving(uow.session, uow.today, uow.calendar, uow.zone, recommendation.id)


def _asked(uow: UnitOfWork, recommendation: Recommendation) -> int | None:
    return uow.session.scalar(
        select(Closure.id).where(
            Closure.recommendation_id == recommendation.id, Closure.state == ClosureState.ASKED
        )
    )
