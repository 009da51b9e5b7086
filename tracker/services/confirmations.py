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
from tracker.models import Confirmation, Meeting
from tracker.queries import positions
from tracker.queries.positions import RecommendationPosition
from tracker.services.meetings import check_held, open_meeting
from tracker.services.unit_of_work import UnitOfWork

LONGEST_REASON = 2000


def confirm(uow: UnitOfWork, meeting_id: int, reference: str, *, seen: Rating) -> Confirmation:
    """The board agrees with the computed rating; an override that stood so far ends.

    `reference` names a recommendation, `seen` is the computed rating that was looked at.
    Raises `Refused`; `NotFound` for a recommendation of another plan.
    """
    found, position = _to_judge(uow, meeting_id, reference, seen)
    kept = _keep(uow, found, position, Said(Verdict.CONFIRMED, seen), "")
    _record(uow, "rating_confirmed", kept, position)
    return kept


def challenge(
    uow: UnitOfWork, meeting_id: int, reference: str, *, seen: Rating, reason: str
) -> Confirmation:
    """The board doubts the rating and says why; as `confirm` otherwise."""
    found, position = _to_judge(uow, meeting_id, reference, seen)
    kept = _keep(uow, found, position, Said(Verdict.CHALLENGED, seen), reason)
    _record(uow, "rating_challenged", kept, position)
    return kept


def override(
    uow: UnitOfWork,
    meeting_id: int,
    reference: str,
    *,
    seen: Rating,
    rating: Rating,
    reason: str,
    until: date | None = None,
) -> Confirmation:
    """The board sets another rating; a better one only until a date. As `confirm` otherwise."""
    found, position = _to_judge(uow, meeting_id, reference, seen)
    kept = _keep(uow, found, position, Said(Verdict.OVERRIDDEN, rating, until), reason)
    _record(uow, "rating_overridden", kept, position)
    return kept


def _to_judge(
    uow: UnitOfWork, meeting_id: int, reference: str, seen: Rating
) -> tuple[Meeting, RecommendationPosition]:
    """The meeting and the recommendation as it stands, if this person may judge it now."""
    meeting = open_meeting(uow, meeting_id, Permission.CONFIRM_RATING)
    check_held(uow, meeting)
    plan = positions.of_plan(uow.session, meeting.plan_id, uow.today, uow.calendar, uow.zone)
    position = plan.by_reference(reference)
    if position is None:
        raise NotFound
    if position.head.is_closed:
        raise refuse("recommendation_closed")
    if not may_confirm(uow.actor_id, position.owners):
        raise refuse("verdict_own_work")
    if _is_decided(uow, meeting_id, position.head.id):
        raise refuse("verdict_given")
    if position.computed.rating is not seen:
        raise refuse("rating_moved")
    return meeting, position


def _keep(
    uow: UnitOfWork, meeting: Meeting, position: RecommendationPosition, said: Said, reason: str
) -> Confirmation:
    computed = position.computed
    reason = clean_text(reason, LONGEST_REASON, "reason")
    if faults := faults_in(said, reason, computed.rating, uow.today):
        raise Refused(*faults)
    kept = Confirmation(
        meeting_id=meeting.id,
        recommendation_id=position.head.id,
        verdict=said.verdict,
        computed=computed.rating,
        reasons=to_content(computed.reasons),
        rating=said.rating,
        reason=reason,
        until=said.until,
        person_id=uow.actor_id,
        at=uow.now,
    )
    uow.session.add(kept)
    return kept


def _record(
    uow: UnitOfWork, what: str, kept: Confirmation, position: RecommendationPosition
) -> None:
    uow.record(
        what,
        kept,
        {"rating": [position.shown.rating, kept.rating], "until": [None, kept.until]},
        reason=kept.reason,
        plan_id=position.head.plan_id,
        reference=position.head.reference,
    )


def _is_decided(uow: UnitOfWork, meeting_id: int, recommendation_id: int) -> bool:
    given = select(Confirmation.id).where(
        Confirmation.meeting_id == meeting_id, Confirmation.recommendation_id == recommendation_id
    )
    return uow.session.scalar(given) is not None
