"""Ratings of a plan's actions: narrow facts in a fixed number of statements, then the
rule, in Python. No current rating is stored anywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.domain import rag, rollup
from tracker.domain.date_changes import ChangeState
from tracker.domain.evidence import ExpectedState, LinkState
from tracker.domain.lifecycle import SET_ASIDE, Stage
from tracker.domain.rag import ActionFacts, Rated, Rating
from tracker.domain.working_days import WorkingCalendar
from tracker.models import (
    Action,
    DateChange,
    EvidenceLink,
    ExpectedItem,
    Plan,
    Recommendation,
    Update,
)
from tracker.models.actions import action_recommendation


@dataclass(frozen=True)
class RatedAction:
    """One action's narrow facts with its rating; `rated` is None once it is set aside."""

    id: int
    reference: str
    plan_id: int
    recommendation_id: int
    owner_id: int | None
    lead_id: int | None
    facts: ActionFacts
    rated: Rated | None

    @property
    def stage(self) -> Stage:
        return self.facts.stage

    @property
    def rating(self) -> Rating | None:
        return self.rated.rating if self.rated else None


def rate_actions(
    session: Session,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    *where: ColumnElement[bool],
) -> dict[int, RatedAction]:
    """Every action that `where` (conditions on `Action`) leaves, rated on `today`, by id
    and in the order of their references. Five statements, however many actions."""
    rows = session.execute(
        select(
            Action.id,
            Action.reference,
            Action.plan_id,
            Action.recommendation_id,
            Action.owner_id,
            Action.accountable_lead_id,
            Action.stage,
            Action.starts_on,
            Action.original_due_on,
            Action.due_on,
            Action.statutory_due_on,
            Action.forecast_on,
            Action.blocked_since,
            Action.blocked_by,
            Action.waiting_since,
            Action.waiting_on,
            Action.claimed_at,
            Action.reopened_on,
            Plan.agreed_on,
        )
        .join(Plan, Plan.id == Action.plan_id)
        .where(*where)
        .order_by(Action.reference)
    ).all()
    updated = _by_action(session, func.max(Update.as_at), Update.action_id, where)
    links = _links(session, where)
    expected = _expected(session, where)
    asked = _by_action(
        session,
        func.max(DateChange.asked_at),
        DateChange.action_id,
        (*where, DateChange.state == ChangeState.ASKED),
    )
    found: dict[int, RatedAction] = {}
    for row in rows:
        submitted_at, accepted = links.get(row.id, (None, 0))
        total, met = expected.get(row.id, (0, 0))
        facts = ActionFacts(
            stage=row.stage,
            starts_on=row.starts_on,
            original_due_on=row.original_due_on,
            due_on=row.due_on,
            statutory_due_on=row.statutory_due_on,
            forecast_on=row.forecast_on,
            blocked_since=row.blocked_since,
            blocked_by=row.blocked_by,
            waiting_on=row.waiting_on,
            waiting_since=row.waiting_since,
            date_change_asked_on=_local(asked.get(row.id), zone),
            last_update_on=updated.get(row.id),
            last_evidence_on=_local(submitted_at, zone),
            evidence_accepted=accepted,
            expected_total=total,
            expected_met=met,
            claimed_on=_local(row.claimed_at, zone),
            reopened_on=row.reopened_on,
            agreed_on=row.agreed_on,
        )
        rated = None if row.stage in SET_ASIDE else rag.rate(facts, today, calendar)
        found[row.id] = RatedAction(
            row.id,
            row.reference,
            row.plan_id,
            row.recommendation_id,
            row.owner_id,
            row.accountable_lead_id,
            facts,
            rated,
        )
    return found


def actions_serving(session: Session, *where: ColumnElement[bool]) -> dict[int, list[int]]:
    """For each recommendation that `where` leaves, the ids of the actions that serve it."""
    served: dict[int, list[int]] = {}
    rows = session.execute(
        select(action_recommendation.c.recommendation_id, action_recommendation.c.action_id)
        .join(Recommendation, Recommendation.id == action_recommendation.c.recommendation_id)
        .where(*where)
        .order_by(action_recommendation.c.recommendation_id, action_recommendation.c.action_id)
    )
    for recommendation_id, action_id in rows:
        served.setdefault(recommendation_id, []).append(action_id)
    return served


def rate_recommendations(
    served: Mapping[int, Sequence[int]], actions: Mapping[int, RatedAction]
) -> dict[int, Rated]:
    """The rating of each recommendation of `served`, from the actions that serve it."""
    return {
        recommendation_id: rollup.rate_recommendation(_live(actions, action_ids))
        for recommendation_id, action_ids in served.items()
    }


def _live(actions: Mapping[int, RatedAction], action_ids: Iterable[int]) -> list[Rating]:
    ratings = (actions[action_id].rating for action_id in action_ids if action_id in actions)
    return [rating for rating in ratings if rating is not None]


def _by_action(
    session: Session, value: Any, key: Any, where: tuple[ColumnElement[bool], ...]
) -> dict[int, Any]:
    rows = session.execute(
        select(key, value).join(Action, Action.id == key).where(*where).group_by(key)
    )
    return {row[0]: row[1] for row in rows}


def _links(
    session: Session, where: tuple[ColumnElement[bool], ...]
) -> dict[int, tuple[datetime | None, int]]:
    """The last submission (returned ones aside) and how many pieces are accepted."""
    accepted = func.count(EvidenceLink.id).filter(EvidenceLink.state == LinkState.ACCEPTED)
    rows = session.execute(
        select(EvidenceLink.action_id, func.max(EvidenceLink.submitted_at), accepted)
        .join(Action, Action.id == EvidenceLink.action_id)
        .where(*where, EvidenceLink.state != LinkState.RETURNED)
        .group_by(EvidenceLink.action_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _expected(
    session: Session, where: tuple[ColumnElement[bool], ...]
) -> dict[int, tuple[int, int]]:
    """How many items are expected, and how many of them are met or waived."""
    met = func.count(ExpectedItem.id).filter(ExpectedItem.state != ExpectedState.OPEN)
    rows = session.execute(
        select(ExpectedItem.action_id, func.count(ExpectedItem.id), met)
        .join(Action, Action.id == ExpectedItem.action_id)
        .where(*where)
        .group_by(ExpectedItem.action_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _local(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return None if moment is None else moment.astimezone(zone).date()
