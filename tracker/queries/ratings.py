"""Ratings of a plan's actions: narrow facts in one statement, then the rule, in Python.

No current rating is stored anywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session

from tracker.domain import rag, rollup
from tracker.domain.date_changes import ChangeState
from tracker.domain.evidence import ExpectedState, LinkState
from tracker.domain.lifecycle import SET_ASIDE, ClosingFacts, Stage
from tracker.domain.rag import ActionFacts, Rated, Rating
from tracker.domain.working_days import WorkingCalendar
from tracker.models import (
    Action,
    DateChange,
    EvidenceLink,
    ExpectedItem,
    Plan,
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
    and in the order of their references. One statement, however many actions."""
    found: dict[int, RatedAction] = {}
    for row in session.execute(_facts(where)):
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
            date_change_asked_on=_local(row.asked_at, zone),
            last_update_on=row.last_update_on,
            last_evidence_on=_local(row.last_submitted_at, zone),
            evidence_accepted=row.accepted or 0,
            expected_total=row.expected or 0,
            expected_met=row.met or 0,
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


def serving(
    session: Session,
    today: date,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    recommendation_id: int,
) -> list[RatedAction]:
    """The actions that serve one recommendation, rated, in the order of their references."""
    ids = select(action_recommendation.c.action_id).where(
        action_recommendation.c.recommendation_id == recommendation_id
    )
    return list(rate_actions(session, today, calendar, zone, Action.id.in_(ids)).values())


def closing_facts(actions: Iterable[RatedAction]) -> ClosingFacts:
    """What closing the recommendation they serve depends on; what is set aside owes nothing."""
    known = list(actions)
    live = [action.facts for action in known if action.rated]
    return ClosingFacts(
        stages=[action.stage for action in known],
        expected_open=sum(facts.expected_total - facts.expected_met for facts in live),
        undecided=sum(facts.date_change_asked_on is not None for facts in live),
    )


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


def _facts(where: tuple[ColumnElement[bool], ...]) -> Select[*tuple[Any, ...]]:
    """The narrow columns of each action, beside what was said, shown, expected and asked.

    Each of these is summed up for all actions at once and joined on; `where` is said again
    inside, so that no more is summed up than is wanted.
    """
    spoken = _summed(where, Update.action_id, func.max(Update.as_at).label("last_update_on"))
    shown = _summed(
        (*where, EvidenceLink.state != LinkState.RETURNED),
        EvidenceLink.action_id,
        func.max(EvidenceLink.submitted_at).label("last_submitted_at"),
        func.count(EvidenceLink.id)
        .filter(EvidenceLink.state == LinkState.ACCEPTED)
        .label("accepted"),
    )
    expected = _summed(
        where,
        ExpectedItem.action_id,
        func.count(ExpectedItem.id).label("expected"),
        func.count(ExpectedItem.id).filter(ExpectedItem.state != ExpectedState.OPEN).label("met"),
    )
    asked = _summed(
        (*where, DateChange.state == ChangeState.ASKED),
        DateChange.action_id,
        func.max(DateChange.asked_at).label("asked_at"),
    )
    return (
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
            spoken.c.last_update_on,
            shown.c.last_submitted_at,
            shown.c.accepted,
            expected.c.expected,
            expected.c.met,
            asked.c.asked_at,
        )
        .join(Plan, Plan.id == Action.plan_id)
        .outerjoin(spoken, spoken.c.action_id == Action.id)
        .outerjoin(shown, shown.c.action_id == Action.id)
        .outerjoin(expected, expected.c.action_id == Action.id)
        .outerjoin(asked, asked.c.action_id == Action.id)
        .where(*where)
        .order_by(Action.reference)
    )


def _summed(
    where: tuple[ColumnElement[bool], ...], key: Any, *sums: ColumnElement[Any]
) -> Subquery:
    return (
        select(key.label("action_id"), *sums)
        .join(Action, Action.id == key)
        .where(*where)
        .group_by(key)
        .subquery()
    )


def _local(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return None if moment is None else moment.astimezone(zone).date()
