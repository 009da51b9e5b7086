"""What a board says of a recommendation's rating at a meeting: confirmed, challenged or
overridden, with the computed rating and its reasons as they stood."""

from datetime import date

from sqlalchemy import select

from tracker.domain.content import to_content
from tracker.domain.errors import NotFound, Refused, refuse
from tracker.domain.independence import may_confirm
from tracker.domain.judging import Said, faults_in
from tracker.domain.meetings import Verdict
from tracker.domain.permissions import Permission
from tracker.domain.rag import Rating
from tracker.domain.text import clean_text
from tracker.models import Confirmation
from tracker.queries import positions
from tracker.services.meetings import check_held, open_meeting
from tracker.services.unit_of_work import UnitOfWork

LONGEST_REASON = 2000

_EVENTS = {
    Verdict.CONFIRMED: "rating_confirmed",
    Verdict.CHALLENGED: "rating_challenged",
    Verdict.OVERRIDDEN: "rating_overridden",
}


def decide(
    uow: UnitOfWork,
    meeting_id: int,
    reference: str,
    *,
    verdict: Verdict,
    seen: Rating,
    rating: Rating | None = None,
    reason: str = "",
    until: date | None = None,
) -> Confirmation:
    """Keep what the meeting says of the recommendation `reference`.

    `seen` is the computed rating the board looked at, `rating` the one it sets when it
    overrides. Raises `Refused`; `NotFound` for a recommendation of another plan.
    """
    meeting = open_meeting(uow, meeting_id, Permission.CONFIRM_RATING)
    check_held(uow, meeting)
    found = positions.of_plan(uow.session, meeting.plan_id, uow.today, uow.calendar, uow.zone)
    position = found.by_reference(reference)
    if position is None:
        raise NotFound
    if position.head.is_closed:
        raise refuse("recommendation_closed")
    if not may_confirm(uow.actor_id, position.owners):
        raise refuse("verdict_own_work")
    if _is_decided(uow, meeting_id, position.head.id):
        raise refuse("verdict_given")
    computed = position.computed.rating
    if computed is not seen:
        raise refuse("rating_moved")
    reason = clean_text(reason, LONGEST_REASON, "reason")
    overrides = verdict is Verdict.OVERRIDDEN
    said = Said(
        verdict, (rating or computed) if overrides else computed, until if overrides else None
    )
    if faults := faults_in(said, reason, computed, uow.today):
        raise Refused(*faults)
    confirmation = Confirmation(
        meeting_id=meeting.id,
        recommendation_id=position.head.id,
        verdict=verdict,
        computed=computed,
        reasons=to_content(position.computed.reasons),
        rating=said.rating,
        reason=reason,
        until=said.until,
        person_id=uow.actor_id,
        at=uow.now,
    )
    uow.session.add(confirmation)
    uow.record(
        _EVENTS[verdict],
        confirmation,
        {"rating": [position.shown.rating, said.rating], "until": [None, said.until]},
        reason=reason,
        plan_id=meeting.plan_id,
        reference=position.head.reference,
    )
    return confirmation


def _is_decided(uow: UnitOfWork, meeting_id: int, recommendation_id: int) -> bool:
    given = select(Confirmation.id).where(
        Confirmation.meeting_id == meeting_id, Confirmation.recommendation_id == recommendation_id
    )
    return uow.session.scalar(given) is not None
