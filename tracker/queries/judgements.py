"""What boards have said of the ratings of a plan's recommendations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.judging import Judgement, Said, judgement
from tracker.domain.languages import Bilingual
from tracker.domain.meetings import Verdict
from tracker.domain.rag import Rating
from tracker.domain.readiness_facts import Who
from tracker.models import Confirmation, Meeting, Person


@dataclass(frozen=True)
class LastWord:
    """The verdict of the meeting that last spoke of a recommendation."""

    verdict: Verdict
    rating: Rating
    until: date | None
    reason: str
    who: Who
    meeting_id: int
    held_on: date


@dataclass(frozen=True)
class Judged:
    """What stands, and who said so last."""

    judgement: Judgement
    last: LastWord


def of_plan(session: Session, plan_id: int) -> dict[int, Judged]:
    """What stands for each recommendation some meeting spoke of, by its id."""
    rows = session.execute(
        select(
            Confirmation.recommendation_id,
            Confirmation.verdict,
            Confirmation.rating,
            Confirmation.until,
            Confirmation.reason,
            Person.role_title,
            Person.role_title_cy,
            Person.name,
            Meeting.id,
            Meeting.held_on,
        )
        .join(Meeting, Meeting.id == Confirmation.meeting_id)
        .join(Person, Person.id == Confirmation.person_id)
        .where(Meeting.plan_id == plan_id)
        .order_by(Confirmation.recommendation_id, Meeting.held_on, Confirmation.id)
    )
    words: dict[int, list[LastWord]] = {}
    for recommendation_id, verdict, rating, until, reason, role, role_cy, name, meeting, on in rows:
        who = Who(Bilingual(role, role_cy), name)
        word = LastWord(verdict, rating, until, reason, who, meeting, on)
        words.setdefault(recommendation_id, []).append(word)
    return {
        recommendation_id: Judged(
            judgement(Said(word.verdict, word.rating, word.until) for word in spoken), spoken[-1]
        )
        for recommendation_id, spoken in words.items()
    }
