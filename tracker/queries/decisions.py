"""What boards decided: verdicts on ratings and decisions on closings, as they stood."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.content import from_content
from tracker.domain.languages import Bilingual
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.rag import Rated, Rating
from tracker.domain.readiness_facts import Who
from tracker.domain.reasons import Reason
from tracker.models import Closure, Confirmation, Meeting, Person, Recommendation


@dataclass(frozen=True)
class VerdictGiven:
    """What a meeting said of one rating; `computed` is what it looked at, with its reasons."""

    reference: str
    title: Bilingual
    meeting_id: int
    held_on: date
    verdict: Verdict
    computed: Rated
    rating: Rating
    until: date | None
    reason: str
    who: Who


@dataclass(frozen=True)
class ClosureSpoken:
    """A closing asked for, and what the board said; `who` and `at` are None while it has
    not. `held_on` is the day of the meeting, if it was at one."""

    id: int
    version: int
    reference: str
    title: Bilingual
    state: ClosureState
    words: str
    asked_by_id: int
    asked_by: Who
    asked_at: datetime
    reason: str
    who: Who | None
    at: datetime | None
    held_on: date | None


def verdicts_at(session: Session, meeting_id: int) -> list[VerdictGiven]:
    """What one meeting said of ratings, by reference."""
    return _verdicts(session, Meeting.id == meeting_id)


def verdicts_on(session: Session, recommendation_id: int) -> list[VerdictGiven]:
    """What meetings said of one rating, the latest first."""
    return _verdicts(session, Recommendation.id == recommendation_id)


def closures_at(session: Session, meeting_id: int) -> list[ClosureSpoken]:
    """Closings decided at one meeting, by reference."""
    return _closures(session, Closure.meeting_id == meeting_id)


def closures_of(session: Session, recommendation_id: int) -> list[ClosureSpoken]:
    """Every closing asked for of one recommendation, the latest first."""
    return _closures(session, Closure.recommendation_id == recommendation_id)


def closure(session: Session, closure_id: int) -> ClosureSpoken | None:
    """One closing."""
    return next(iter(_closures(session, Closure.id == closure_id)), None)


def _verdicts(session: Session, which: ColumnElement[bool]) -> list[VerdictGiven]:
    rows = session.execute(
        select(
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
            Confirmation,
            Meeting.held_on,
            Person.role_title,
            Person.role_title_cy,
            Person.name,
        )
        .join(Meeting, Meeting.id == Confirmation.meeting_id)
        .join(Recommendation, Recommendation.id == Confirmation.recommendation_id)
        .join(Person, Person.id == Confirmation.person_id)
        .where(which)
        .order_by(Recommendation.reference, Meeting.held_on.desc(), Confirmation.id.desc())
    )
    return [
        VerdictGiven(
            reference=reference,
            title=Bilingual(title, title_cy),
            meeting_id=kept.meeting_id,
            held_on=held_on,
            verdict=kept.verdict,
            computed=Rated(kept.computed, from_content(tuple[Reason, ...], kept.reasons)),
            rating=kept.rating,
            until=kept.until,
            reason=kept.reason,
            who=Who(Bilingual(role, role_cy), name),
        )
        for reference, title, title_cy, kept, held_on, role, role_cy, name in rows
    ]


def _closures(session: Session, which: ColumnElement[bool]) -> list[ClosureSpoken]:
    asker, decider = aliased(Person), aliased(Person)
    rows = session.execute(
        select(
            Closure,
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
            Meeting.held_on,
            asker.role_title.label("asker_role"),
            asker.role_title_cy.label("asker_role_cy"),
            asker.name.label("asker_name"),
            decider.role_title.label("decider_role"),
            decider.role_title_cy.label("decider_role_cy"),
            decider.name.label("decider_name"),
        )
        .join(Recommendation, Recommendation.id == Closure.recommendation_id)
        .join(asker, asker.id == Closure.asked_by_id)
        .outerjoin(decider, decider.id == Closure.decided_by_id)
        .outerjoin(Meeting, Meeting.id == Closure.meeting_id)
        .where(which)
        .order_by(Recommendation.reference, Closure.id.desc())
    )
    return [_closure(row) for row in rows]


def _closure(row: Row[*tuple[Any, ...]]) -> ClosureSpoken:
    kept: Closure = row.Closure
    who = None
    if row.decider_name is not None:
        who = Who(Bilingual(row.decider_role, row.decider_role_cy), row.decider_name)
    return ClosureSpoken(
        id=kept.id,
        version=kept.version,
        reference=row.reference,
        title=Bilingual(row.title, row.title_cy),
        state=kept.state,
        words=kept.words,
        asked_by_id=kept.asked_by_id,
        asked_by=Who(Bilingual(row.asker_role, row.asker_role_cy), row.asker_name),
        asked_at=kept.asked_at,
        reason=kept.decision_reason,
        who=who,
        at=kept.decided_at,
        held_on=row.held_on,
    )
